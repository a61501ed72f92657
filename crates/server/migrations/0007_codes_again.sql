-- A right code lets in once more for a minute, as long as nobody has come with the session that it began: the answer may have
-- been lost. `session` is that one.
ALTER TABLE challenges ADD COLUMN used_at BIGINT;
ALTER TABLE challenges ADD COLUMN session BLOB;
-- Whether the browser has come with it: then its answer has arrived, and the code is used up.
ALTER TABLE sessions ADD COLUMN seen INTEGER NOT NULL DEFAULT 1;

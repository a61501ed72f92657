-- What the owner of a session sees of it: when it began, and the sealed words of its browser.
ALTER TABLE sessions ADD COLUMN started_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN agent BLOB;
UPDATE sessions SET started_at = ends_at - 43200000;

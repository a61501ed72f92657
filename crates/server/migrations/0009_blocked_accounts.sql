-- A blocked account cannot sign in. Its owner's applications go on.
ALTER TABLE accounts ADD COLUMN blocked_at BIGINT;

-- A question to the office. `contact` is sealed: name, e-mail, phone, and the secret of the link in the letters. `account` is null for
-- one that was asked signed out; then `secret` is the hash of that secret. `state`: open, answered. `request_key` and `request` are
-- the `Idempotency-Key` with which it was asked, and a keyed hash of what was asked. Its messages are in `messages`.
CREATE TABLE questions (
    id          TEXT   NOT NULL PRIMARY KEY,
    number      TEXT   NOT NULL UNIQUE,
    account     TEXT   REFERENCES accounts (id) ON DELETE CASCADE,
    application TEXT   REFERENCES applications (id) ON DELETE SET NULL,
    category    TEXT   NOT NULL,
    state       TEXT   NOT NULL,
    contact     BLOB   NOT NULL,
    secret      BLOB   UNIQUE,
    request_key BLOB   UNIQUE,
    request     BLOB,
    asked_at    BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    due_by      TEXT   NOT NULL
);
CREATE INDEX questions_by_account ON questions (account, asked_at);
CREATE INDEX questions_by_application ON questions (application);
CREATE INDEX questions_by_change ON questions (changed_at);
CREATE INDEX questions_open ON questions (due_by, asked_at) WHERE state = 'open';

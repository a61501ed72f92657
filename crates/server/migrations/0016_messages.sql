-- What citizen and office write to each other, in a case or in a question: one of both. `body` is sealed. `author`: citizen, office.
-- `read_at`: by the other side. `done_at`: when the citizen has done what the message asks for, or `declined` it.
CREATE TABLE messages (
    id          TEXT   NOT NULL PRIMARY KEY,
    account     TEXT   REFERENCES accounts (id) ON DELETE CASCADE,
    application TEXT   REFERENCES applications (id) ON DELETE CASCADE,
    question    TEXT,
    author      TEXT   NOT NULL,
    staff       TEXT   REFERENCES staff (id),
    at          BIGINT NOT NULL,
    body        BLOB   NOT NULL,
    answers     TEXT   REFERENCES messages (id),
    done_at     BIGINT,
    declined    INTEGER NOT NULL DEFAULT 0,
    read_at     BIGINT
);
CREATE INDEX messages_by_application ON messages (application, at);
CREATE INDEX messages_by_question ON messages (question, at);
CREATE INDEX messages_by_account ON messages (account, at);
CREATE INDEX messages_by_answers ON messages (answers);
CREATE INDEX messages_unread ON messages (application, author) WHERE read_at IS NULL;

-- `talk`: the case or question that a file is going to be attached to; `message`: the one that has it, at `place` in its list.
ALTER TABLE files ADD COLUMN talk TEXT;
ALTER TABLE files ADD COLUMN message TEXT REFERENCES messages (id) ON DELETE CASCADE;
ALTER TABLE files ADD COLUMN place INTEGER;
ALTER TABLE files ADD COLUMN by_office INTEGER NOT NULL DEFAULT 0;
CREATE INDEX files_by_talk ON files (talk) WHERE message IS NULL;
CREATE INDEX files_by_message ON files (message);

ALTER TABLE idempotency_keys ADD COLUMN message TEXT REFERENCES messages (id) ON DELETE CASCADE;
CREATE INDEX idempotency_keys_by_message ON idempotency_keys (message);

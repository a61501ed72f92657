-- What happens to cases and what else their owners' pages have to hear of. A line with `kind = 'state'` or a comment is shown; the others
-- are for streams only, and are trimmed. `subject`: the id of the file, booking, message or question that has changed. `actor`:
-- `citizen`, `system`, or the id of somebody of the staff; null before this was kept.
CREATE TABLE journal_new (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account     TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    application TEXT    REFERENCES applications (id) ON DELETE CASCADE,
    kind        TEXT    NOT NULL DEFAULT 'state',
    subject     TEXT,
    actor       TEXT,
    at          BIGINT  NOT NULL,
    state       TEXT,
    comment     BLOB
);
INSERT INTO journal_new (id, account, application, at, state, comment)
    SELECT id, account, application, at, state, comment FROM journal;
-- Ids are never given twice, also not those of lines that are gone.
INSERT INTO sqlite_sequence (name, seq) SELECT 'journal_new', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'journal_new');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0)) WHERE name = 'journal_new';
DROP TABLE journal;
ALTER TABLE journal_new RENAME TO journal;
CREATE INDEX journal_by_account ON journal (account, id);
CREATE INDEX journal_by_application ON journal (application, id);
CREATE INDEX journal_by_time ON journal (at);

-- One row: every line up to this id may be gone, so no stream is continued from before it.
CREATE TABLE journal_floor (id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), trimmed_to BIGINT NOT NULL);
INSERT INTO journal_floor VALUES (1, 0);

-- Who did or read what (M-49): ids only, nothing of anybody's health. It outlives accounts and cases, so it refers to none.
CREATE TABLE audit (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at          BIGINT  NOT NULL,
    actor       TEXT    NOT NULL,
    act         TEXT    NOT NULL,
    account     TEXT,
    application TEXT,
    subject     TEXT
);
CREATE INDEX audit_by_application ON audit (application, id);
CREATE INDEX audit_by_actor ON audit (actor, id);
CREATE INDEX audit_by_time ON audit (at);

-- Messages are deleted by their age.
CREATE INDEX outbox_by_time ON outbox (at);

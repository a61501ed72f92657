-- Times are unix milliseconds, days ISO 8601 text, ids random text. `BLOB` columns hold sealed payloads or keyed
-- hashes, never plain personal data.

CREATE TABLE accounts (
    id         TEXT   NOT NULL PRIMARY KEY,
    phone_key  BLOB   NOT NULL UNIQUE,
    email_key  BLOB   NOT NULL UNIQUE,
    password   TEXT   NOT NULL,
    profile    BLOB   NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE attempts (
    id      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    subject BLOB    NOT NULL,
    at      BIGINT  NOT NULL
);
CREATE INDEX attempts_by_subject ON attempts (subject, at);

CREATE TABLE challenges (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code       BLOB    NOT NULL,
    sent_at    BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    resent     INTEGER NOT NULL DEFAULT 0,
    tries      INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE sessions (
    token        BLOB   NOT NULL PRIMARY KEY,
    account      TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    idle_ends_at BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL
);

CREATE TABLE applications (
    id                TEXT    NOT NULL PRIMARY KEY,
    account           TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    number            TEXT    NOT NULL UNIQUE,
    service           TEXT    NOT NULL,
    service_version   INTEGER NOT NULL,
    section           TEXT    NOT NULL,
    title             TEXT    NOT NULL,
    answers           BLOB    NOT NULL,
    state             TEXT    NOT NULL,
    sent_at           BIGINT  NOT NULL,
    changed_at        BIGINT  NOT NULL,
    expected_by       TEXT    NOT NULL,
    official_calendar INTEGER NOT NULL,
    decision_number   TEXT,
    decided_at        BIGINT,
    refusal           TEXT
);
CREATE INDEX applications_by_account ON applications (account, sent_at);
CREATE INDEX applications_by_state ON applications (state, changed_at);

CREATE TABLE drafts (
    id          TEXT    NOT NULL PRIMARY KEY,
    account     TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    service     TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    answers     BLOB    NOT NULL,
    saved_at    BIGINT  NOT NULL,
    application TEXT    REFERENCES applications (id) ON DELETE CASCADE
);
CREATE INDEX drafts_by_account ON drafts (account, saved_at);

CREATE TABLE files (
    id          TEXT    NOT NULL PRIMARY KEY,
    account     TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    draft       TEXT    REFERENCES drafts (id) ON DELETE CASCADE,
    application TEXT    REFERENCES applications (id) ON DELETE CASCADE,
    slot        TEXT    NOT NULL,
    meta        BLOB    NOT NULL,
    bytes       BIGINT  NOT NULL,
    received    BIGINT  NOT NULL DEFAULT 0,
    stored      BIGINT  NOT NULL DEFAULT 0,
    frames      BIGINT  NOT NULL DEFAULT 0,
    state       TEXT    NOT NULL,
    error       TEXT,
    sha256      TEXT,
    created_at  BIGINT  NOT NULL,
    expires_at  BIGINT
);
CREATE INDEX files_by_draft ON files (draft);
CREATE INDEX files_by_application ON files (application);

-- One row per sent draft: the same `Idempotency-Key` gets the same answer.
CREATE TABLE sent_keys (
    account     TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key         BLOB NOT NULL,
    draft       TEXT NOT NULL,
    application TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    PRIMARY KEY (account, key)
);

CREATE TABLE numbers (
    series TEXT    NOT NULL PRIMARY KEY,
    last   INTEGER NOT NULL
);

CREATE TABLE consents (
    id              TEXT    NOT NULL PRIMARY KEY,
    account         TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    application     TEXT    NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    field           TEXT    NOT NULL,
    body_sha256     TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    service         TEXT    NOT NULL,
    service_version INTEGER NOT NULL,
    given_at        BIGINT  NOT NULL
);

-- AUTOINCREMENT never gives an id twice, also after a deletion: clients remember these ids.
CREATE TABLE journal (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account     TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    application TEXT    NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    at          BIGINT  NOT NULL,
    state       TEXT    NOT NULL,
    comment     BLOB
);
CREATE INDEX journal_by_account ON journal (account, id);
CREATE INDEX journal_by_application ON journal (application, id);

CREATE TABLE outbox (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id       TEXT    NOT NULL UNIQUE,
    at       BIGINT  NOT NULL,
    channel  TEXT    NOT NULL,
    message  BLOB    NOT NULL
);

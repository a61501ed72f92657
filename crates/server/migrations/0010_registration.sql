-- Codes also go to people without an account: who registers, or has forgotten the password. `purpose` says what a code is good
-- for, `asker` is a keyed hash of who asked for what, `about` the sealed phone and what else was given. Codes live for five
-- minutes, so those on their way are not kept. `session` is the hash of the session or proof that the code has brought.
DROP TABLE challenges;
CREATE TABLE challenges (
    id         TEXT    NOT NULL PRIMARY KEY,
    purpose    TEXT    NOT NULL,
    account    TEXT    REFERENCES accounts (id) ON DELETE CASCADE,
    asker      BLOB    NOT NULL,
    about      BLOB    NOT NULL,
    code       BLOB    NOT NULL,
    sent_at    BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    resent     INTEGER NOT NULL DEFAULT 0,
    tries      INTEGER NOT NULL DEFAULT 0,
    used_at    BIGINT,
    session    BLOB
);
CREATE INDEX challenges_by_asker ON challenges (asker, sent_at);

-- Somebody has the phone (a code by SMS) or reads the e-mail (a link in a letter). `token` is the hash of a secret; `purpose`
-- is what it is good for; `session` the hash of the session that it has begun.
CREATE TABLE proofs (
    token      BLOB    NOT NULL PRIMARY KEY,
    purpose    TEXT    NOT NULL,
    account    TEXT    REFERENCES accounts (id) ON DELETE CASCADE,
    about      BLOB    NOT NULL,
    by_link    INTEGER NOT NULL,
    expires_at BIGINT  NOT NULL,
    used_at    BIGINT,
    session    BLOB
);

-- Whether somebody has checked who the owner is (M-02), and whether the owner reads the e-mail. Until then `email_key` matches
-- no address: else anybody could take somebody's address before they come. Which user agreement the owner has accepted.
ALTER TABLE accounts ADD COLUMN confirmed_at BIGINT;
ALTER TABLE accounts ADD COLUMN email_confirmed_at BIGINT;
ALTER TABLE accounts ADD COLUMN agreement TEXT;
UPDATE accounts SET confirmed_at = created_at, email_confirmed_at = created_at;

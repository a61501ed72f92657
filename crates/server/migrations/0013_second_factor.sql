-- What signing in asks for after the password: `sms`, `app` or `off` (S-01).
ALTER TABLE accounts ADD COLUMN second_factor TEXT NOT NULL DEFAULT 'sms';

-- Authenticator apps (RFC 6238). `secret` is sealed. One that has not shown a code yet is pending, until `expires_at`. `last_step`
-- counts the half minutes of the last code that was taken: no code is taken twice.
CREATE TABLE authenticators (
    account    TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    is_pending INTEGER NOT NULL,
    secret     BLOB    NOT NULL,
    last_step  BIGINT  NOT NULL DEFAULT 0,
    expires_at BIGINT,
    PRIMARY KEY (account, is_pending)
);

-- Codes for who has lost the app. `code` is a keyed hash; `challenge` is the one that the code has answered.
CREATE TABLE recovery_codes (
    account   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code      BLOB NOT NULL,
    challenge TEXT,
    PRIMARY KEY (account, code)
);

-- Whether a challenge waits for a code of the app: nothing was sent.
ALTER TABLE challenges ADD COLUMN by_app INTEGER NOT NULL DEFAULT 0;

-- Until when the session may change how the account is entered: its owner has just shown who they are.
ALTER TABLE sessions ADD COLUMN trusted_until BIGINT NOT NULL DEFAULT 0;

-- Passkeys (WebAuthn). `credential` is a keyed hash of the credential's id; `passkey` and `name` are sealed.
CREATE TABLE passkeys (
    credential BLOB   NOT NULL PRIMARY KEY,
    id         TEXT   NOT NULL UNIQUE,
    account    TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    passkey    BLOB   NOT NULL,
    name       BLOB   NOT NULL,
    added_at   BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX passkeys_by_account ON passkeys (account, added_at);

-- What browsers have been asked to do with a passkey. `account` of who adds one; null: somebody signs in. `answer` is the hash of
-- the browser's answer, `brought` the id of the passkey or the hash of the token of the session that it has brought.
CREATE TABLE ceremonies (
    id         TEXT   NOT NULL PRIMARY KEY,
    account    TEXT   REFERENCES accounts (id) ON DELETE CASCADE,
    state      BLOB   NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT,
    answer     BLOB,
    brought    BLOB
);
CREATE INDEX ceremonies_by_end ON ceremonies (expires_at);

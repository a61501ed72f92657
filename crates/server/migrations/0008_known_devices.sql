-- Browsers in which a citizen has signed in: guesses of a stranger do not count against them. `token` is the hash of the cookie.
CREATE TABLE devices (
    token   BLOB   NOT NULL,
    account TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (token, account)
);

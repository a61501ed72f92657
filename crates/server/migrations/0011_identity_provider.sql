-- Who is who at the identity provider: `person` is a keyed hash of the issuer and its name for the person.
CREATE TABLE identities (
    person    BLOB   NOT NULL PRIMARY KEY,
    account   TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    linked_at BIGINT NOT NULL
);
CREATE INDEX identities_by_account ON identities (account);

-- Visits to the identity provider that have not come back. `state` and `browser` are hashes of secrets, in the address and in a cookie.
CREATE TABLE provider_visits (
    state      BLOB   NOT NULL PRIMARY KEY,
    browser    BLOB   NOT NULL,
    about      BLOB   NOT NULL,
    expires_at BIGINT NOT NULL
);

-- One row per thing that was made under an `Idempotency-Key`: the same key with the same request gets it again, as long
-- as it is there. One of the four is what was made.
CREATE TABLE idempotency_keys (
    account     TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key         BLOB NOT NULL,
    request     BLOB NOT NULL,
    application TEXT REFERENCES applications (id) ON DELETE CASCADE,
    booking     TEXT REFERENCES bookings (id) ON DELETE CASCADE,
    draft       TEXT REFERENCES drafts (id) ON DELETE CASCADE,
    file        TEXT REFERENCES files (id) ON DELETE CASCADE,
    PRIMARY KEY (account, key)
);
CREATE INDEX idempotency_keys_by_application ON idempotency_keys (application);
CREATE INDEX idempotency_keys_by_booking ON idempotency_keys (booking);
CREATE INDEX idempotency_keys_by_draft ON idempotency_keys (draft);
CREATE INDEX idempotency_keys_by_file ON idempotency_keys (file);

INSERT INTO idempotency_keys (account, key, request, application)
    SELECT account, key, CAST(draft AS BLOB), application FROM sent_keys;
INSERT INTO idempotency_keys (account, key, request, booking)
    SELECT account, key, request, booking FROM booked_keys;
DROP TABLE sent_keys;
DROP TABLE booked_keys;

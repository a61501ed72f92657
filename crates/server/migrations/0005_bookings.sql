-- Slots are not stored: an institution's schedule says which there are. `institution`, `line` and `starts_at` name one.

-- One row. The first start of this server: until when the seeded network is booked up counts from here. Whether it is
-- seeded at all is what the server was last started with; `okno-server clerk` sees the same.
CREATE TABLE network (
    id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    opened_on TEXT    NOT NULL,
    seeded    INTEGER NOT NULL
);

-- What the institution's own registry has given away or taken back since.
CREATE TABLE registry (
    institution TEXT    NOT NULL,
    line        TEXT    NOT NULL,
    starts_at   BIGINT  NOT NULL,
    taken       INTEGER NOT NULL,
    PRIMARY KEY (institution, line, starts_at)
);

-- A slot has one owner; only one and the same application can hold it for both purposes.
CREATE TABLE holds (
    id          TEXT    NOT NULL PRIMARY KEY,
    account     TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    application TEXT    NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    -- `citizen`: chosen; `transfer`: kept while the institution's proposal is open.
    purpose     TEXT    NOT NULL,
    institution TEXT    NOT NULL,
    line        TEXT    NOT NULL,
    starts_at   BIGINT  NOT NULL,
    ends_at     BIGINT  NOT NULL,
    prolonged   INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX one_hold_per_slot ON holds (institution, line, starts_at, purpose);
CREATE UNIQUE INDEX one_hold_per_application ON holds (application, purpose);
CREATE INDEX holds_by_end ON holds (ends_at);

-- Sealed is what tells of the citizen's health beside the account: `operation`, `details`, `letter`. `institution` and
-- `line` stay in plain text: they name an appointment book, and the unique index that decides a race needs them.
CREATE TABLE bookings (
    id              TEXT    NOT NULL PRIMARY KEY,
    account         TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    application     TEXT    NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    service         TEXT    NOT NULL,
    patient         BLOB    NOT NULL,
    institution     TEXT    NOT NULL,
    line            TEXT    NOT NULL,
    operation       BLOB,
    starts_at       BIGINT  NOT NULL,
    minutes         INTEGER NOT NULL,
    state           TEXT    NOT NULL,
    version         INTEGER NOT NULL DEFAULT 1,
    details         BLOB    NOT NULL,
    booked_at       BIGINT  NOT NULL,
    changed_at      BIGINT  NOT NULL,
    cancelled_late  INTEGER NOT NULL DEFAULT 0,
    waiting_since   BIGINT,
    notices         INTEGER NOT NULL DEFAULT 0,
    noticed_at      BIGINT,
    earlier         BIGINT,
    transfer_to     BIGINT,
    transfer_reason TEXT,
    transfer_by     BIGINT,
    transfer_state  TEXT,
    letter          BLOB
);
CREATE UNIQUE INDEX one_booking_per_slot ON bookings (institution, line, starts_at) WHERE state = 'booked';
CREATE UNIQUE INDEX one_booking_per_patient ON bookings (patient, service) WHERE state = 'booked';
-- A correction can name another patient.
CREATE UNIQUE INDEX one_booking_per_application ON bookings (application) WHERE state = 'booked';
CREATE INDEX bookings_by_account ON bookings (account, starts_at);
CREATE INDEX bookings_by_application ON bookings (application);
CREATE INDEX bookings_by_answer ON bookings (transfer_by) WHERE transfer_state = 'proposed';
CREATE INDEX bookings_waiting ON bookings (institution, line, starts_at) WHERE waiting_since IS NOT NULL;

-- One row per booking that was asked for: the same `Idempotency-Key` with the same request gets the same answer.
CREATE TABLE booked_keys (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key     BLOB NOT NULL,
    request BLOB NOT NULL,
    booking TEXT NOT NULL REFERENCES bookings (id) ON DELETE CASCADE,
    PRIMARY KEY (account, key)
);

-- Which slots have changed, in order: the live events of a calendar on the screen are read from here.
CREATE TABLE slot_changes (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    institution TEXT    NOT NULL,
    line        TEXT    NOT NULL,
    starts_at   BIGINT  NOT NULL,
    at          BIGINT  NOT NULL
);
CREATE INDEX slot_changes_by_line ON slot_changes (institution, line, id);
CREATE INDEX slot_changes_by_time ON slot_changes (at);

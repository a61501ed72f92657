-- Whether news of cases go to the phone too, and whether a page that is open shows them as notices of the device (M-25, S-20).
ALTER TABLE accounts ADD COLUMN sms_news INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN push_news INTEGER NOT NULL DEFAULT 0;

-- One row: where citizens find the app and whom they call, as the server was started last. Commands beside it send letters, too.
CREATE TABLE letterhead (
    id            INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    origin        TEXT    NOT NULL,
    support_phone TEXT
);

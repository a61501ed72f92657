-- Decisions of a case in the order in which they were made; the last one holds.
CREATE TABLE decisions (
    application TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    place       INTEGER NOT NULL,
    number      TEXT NOT NULL UNIQUE,
    at          BIGINT NOT NULL,
    -- Code of the refusal.
    refusal     TEXT,
    -- Sealed: words and result.
    body        BLOB,
    -- Who has decided; unknown for decisions of before this was kept.
    staff       TEXT REFERENCES staff (id),
    PRIMARY KEY (application, place)
);

INSERT INTO decisions (application, place, number, at, refusal, body)
    SELECT id, 1, decision_number, decided_at, refusal, decision
    FROM applications WHERE decision_number IS NOT NULL AND decided_at IS NOT NULL;

ALTER TABLE applications DROP COLUMN decision_number;
ALTER TABLE applications DROP COLUMN decided_at;
ALTER TABLE applications DROP COLUMN refusal;
ALTER TABLE applications DROP COLUMN decision;

CREATE VIEW held AS
    SELECT application AS held_by, place AS decision_place, number AS decision_number, at AS decided_at, refusal, body AS decision
    FROM decisions AS one
    WHERE place = (SELECT max(place) FROM decisions WHERE application = one.application);

-- Every definition that was published: drafts and applications outlive theirs.
CREATE TABLE definitions (
    service    TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    definition TEXT    NOT NULL,
    PRIMARY KEY (service, version)
);

-- The definition under which the answers were saved last, the step on the screen, what was filled in from elsewhere,
-- answers that later definitions have no place for, and the application that sending corrects.
ALTER TABLE drafts ADD COLUMN service_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE drafts ADD COLUMN step TEXT;
ALTER TABLE drafts ADD COLUMN filled BLOB;
ALTER TABLE drafts ADD COLUMN left_over BLOB;
ALTER TABLE drafts ADD COLUMN corrects TEXT REFERENCES applications (id) ON DELETE CASCADE;
CREATE INDEX drafts_by_corrects ON drafts (corrects);

-- Grows with every correction; what the citizen is asked to mend, while the case waits for it.
ALTER TABLE applications ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE applications ADD COLUMN remarks BLOB;

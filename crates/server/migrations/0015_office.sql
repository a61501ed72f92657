-- Who works at the office. Cases and audit refer to them, so they are never deleted. `role`: intake, expert, support, management, analytics.
CREATE TABLE staff (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL);
-- `token` is the hash of a secret of 256 bits; `name` its public name.
CREATE TABLE office_tokens (
    token BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, staff TEXT NOT NULL REFERENCES staff (id),
    issued_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked_at BIGINT, used_on TEXT
);
ALTER TABLE applications ADD COLUMN executor TEXT REFERENCES staff (id);
ALTER TABLE applications ADD COLUMN executor_since BIGINT;
ALTER TABLE applications ADD COLUMN category TEXT NOT NULL DEFAULT 'standard';
ALTER TABLE applications ADD COLUMN paused_at BIGINT;              -- while the term stands still
ALTER TABLE applications ADD COLUMN waits_for TEXT;                -- doctor, registry, agency
ALTER TABLE applications ADD COLUMN moved BLOB;                    -- sealed TermMoved: the last move of the term
ALTER TABLE applications ADD COLUMN plan BLOB;                     -- sealed Plan
ALTER TABLE applications ADD COLUMN decision BLOB;                 -- sealed: the words of the decision
ALTER TABLE applications ADD COLUMN institution TEXT;              -- that the citizen came from (S-16)
ALTER TABLE drafts ADD COLUMN institution TEXT;
UPDATE applications SET paused_at = changed_at WHERE state = 'needs_info';
CREATE INDEX applications_in_queue ON applications (service, expected_by, sent_at, id) WHERE executor IS NULL AND state IN ('submitted', 'in_review');
CREATE INDEX applications_to_do ON applications (expected_by, sent_at, id) WHERE state IN ('submitted', 'in_review', 'needs_info');
-- What the office has done with a file (nh-3). `mark`: accepted, refused; `mark_reason` is sealed.
ALTER TABLE files ADD COLUMN opened_at BIGINT;
ALTER TABLE files ADD COLUMN mark TEXT;
ALTER TABLE files ADD COLUMN marked_at BIGINT;
ALTER TABLE files ADD COLUMN mark_reason BLOB;
ALTER TABLE idempotency_keys ADD COLUMN act INTEGER REFERENCES journal (id) ON DELETE CASCADE;
CREATE INDEX idempotency_keys_by_act ON idempotency_keys (act);

-- Who answers for what documents say, and whether nothing of it is real. Commands beside the server write documents, too.
ALTER TABLE letterhead ADD COLUMN agency TEXT;
ALTER TABLE letterhead ADD COLUMN is_demo INTEGER NOT NULL DEFAULT 0;

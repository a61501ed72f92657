-- The newest line of the journal that the citizen has seen (nh-4). What was there before this was kept counts as seen.
ALTER TABLE applications ADD COLUMN seen BIGINT;
UPDATE applications SET seen = (SELECT max(id) FROM journal WHERE application = applications.id);

-- When the last correction arrived. Only an answer leads from `needs_info` to `in_review`.
ALTER TABLE applications ADD COLUMN corrected_at BIGINT;
UPDATE applications SET corrected_at = (
    SELECT max(line.at) FROM journal AS line
    WHERE line.application = applications.id AND line.state = 'in_review' AND 'needs_info' = (
        SELECT before.state FROM journal AS before
        WHERE before.application = line.application AND before.id < line.id ORDER BY before.id DESC LIMIT 1
    )
);

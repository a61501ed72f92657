-- What came of an operation is told like a decision, and decides nothing (S-28).
ALTER TABLE decisions ADD COLUMN kind TEXT NOT NULL DEFAULT 'decision';

DROP VIEW held;

CREATE VIEW held AS
    SELECT application AS held_by, place AS decision_place, number AS decision_number, at AS decided_at, refusal, body AS decision
    FROM decisions AS one
    WHERE kind = 'decision'
        AND place = (SELECT max(place) FROM decisions WHERE application = one.application AND kind = 'decision');

CREATE VIEW reported AS
    SELECT application AS reported_of, place AS report_place, number AS report_number, at AS reported_at, body AS report
    FROM decisions AS one
    WHERE kind = 'report'
        AND place = (SELECT max(place) FROM decisions WHERE application = one.application AND kind = 'report');

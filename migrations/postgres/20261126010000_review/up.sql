-- Review in full: blind openings, recusal, conflicts declared beforehand.
ALTER TABLE openings ADD COLUMN blind_review BOOLEAN NOT NULL DEFAULT FALSE;

-- What an application is called where its applicant is not named: given once, in the order of arrival, when the
-- opening's reviewers are first assigned.
ALTER TABLE applications ADD COLUMN review_number INTEGER;
UPDATE applications SET review_number = numbered.number FROM (
    SELECT id, row_number() OVER (PARTITION BY opening_id ORDER BY id) AS number FROM applications
) AS numbered WHERE numbered.id = applications.id;
CREATE UNIQUE INDEX applications_review_number ON applications (opening_id, review_number);

ALTER TABLE review_assignments ADD COLUMN state TEXT NOT NULL DEFAULT 'assigned';
ALTER TABLE review_assignments ADD COLUMN recusal_reason TEXT;
ALTER TABLE review_assignments ADD COLUMN updated_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00';
ALTER TABLE review_assignments ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
UPDATE review_assignments SET updated_at = created_at;
UPDATE review_assignments SET state = 'reviewed' WHERE EXISTS (
    SELECT 1 FROM reviews
    WHERE reviews.application_id = review_assignments.application_id
    AND reviews.reviewer_id = review_assignments.reviewer_id
);

CREATE TABLE review_conflicts (
    id UUID PRIMARY KEY NOT NULL,
    application_id UUID NOT NULL REFERENCES applications (id),
    reviewer_id UUID NOT NULL REFERENCES people (id),
    reason TEXT NOT NULL,
    declared_by UUID REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (application_id, reviewer_id)
);
CREATE INDEX review_conflicts_reviewer ON review_conflicts (reviewer_id);

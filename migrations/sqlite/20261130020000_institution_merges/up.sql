-- Two records of one institution: the one that goes is kept and says where it went, so that it can come back.
ALTER TABLE institutions ADD COLUMN merged_into BLOB REFERENCES institutions (id);

CREATE TABLE institution_merges (
    id BLOB PRIMARY KEY NOT NULL,
    survivor_id BLOB NOT NULL REFERENCES institutions (id),
    merged_id BLOB NOT NULL REFERENCES institutions (id),
    -- Exactly what moved, by its ids: what is undone is this and nothing else.
    moved TEXT NOT NULL,
    merged_by BLOB REFERENCES people (id),
    undone_at TIMESTAMP,
    undone_by BLOB REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX institution_merges_standing ON institution_merges (merged_id) WHERE undone_at IS NULL;
CREATE INDEX institution_merges_into ON institution_merges (survivor_id, id);
-- What refers to an institution is found when it is merged.
CREATE INDEX people_institution ON people (institution_id);
CREATE INDEX enrolments_institution ON enrolments (institution_id);
CREATE INDEX memberships_institution ON memberships (institution_id);

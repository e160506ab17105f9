-- Where people worked, from which day until which: the history behind people.institution_id, which stays the present.
CREATE TABLE affiliations (
    id UUID PRIMARY KEY NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    institution_id UUID NOT NULL REFERENCES institutions (id),
    since DATE NOT NULL,
    until DATE,
    recorded_by UUID REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
-- A person is at one institution at a time: of two moves at once, one is made.
CREATE UNIQUE INDEX affiliations_present ON affiliations (person_id) WHERE until IS NULL;
CREATE INDEX affiliations_person ON affiliations (person_id, id);
CREATE INDEX affiliations_institution ON affiliations (institution_id, id);

-- Nobody wrote down when they came: since the account was made at the latest. The first has the person's own id.
INSERT INTO affiliations (id, person_id, institution_id, since, until, recorded_by, created_at, updated_at, version)
SELECT id, id, institution_id, created_at::date, NULL, NULL, created_at, created_at, 1
FROM people WHERE institution_id IS NOT NULL;

-- Peer circles: groups of mentees with one or two mentors, formed by a round of their own.
CREATE TABLE circle_rounds (
    id BLOB PRIMARY KEY NOT NULL,
    cycle_id BLOB NOT NULL REFERENCES cycles (id),
    region_id BLOB REFERENCES regions (id),
    state TEXT NOT NULL,
    policy TEXT NOT NULL,
    policy_version_id BLOB REFERENCES policy_versions (id),
    size_least INTEGER NOT NULL,
    size_most INTEGER NOT NULL,
    mentors_per_circle INTEGER NOT NULL,
    job_id BLOB REFERENCES jobs (id),
    mentees INTEGER NOT NULL,
    mentors INTEGER NOT NULL,
    circles INTEGER NOT NULL,
    placed INTEGER NOT NULL,
    most_placed INTEGER NOT NULL,
    -- What all who are placed have, and no circles could have more, in parts of a point.
    parts BIGINT NOT NULL,
    most_parts BIGINT NOT NULL,
    points_possible INTEGER NOT NULL,
    published_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX circle_rounds_cycle ON circle_rounds (cycle_id, id);

CREATE TABLE circles (
    id BLOB PRIMARY KEY NOT NULL,
    round_id BLOB NOT NULL REFERENCES circle_rounds (id),
    cycle_id BLOB NOT NULL REFERENCES cycles (id),
    region_id BLOB REFERENCES regions (id),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    answer_by TIMESTAMP,
    end_reason TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX circles_round ON circles (round_id, id);
CREATE INDEX circles_cycle ON circles (cycle_id, state);

CREATE TABLE circle_places (
    id BLOB PRIMARY KEY NOT NULL,
    circle_id BLOB NOT NULL REFERENCES circles (id),
    round_id BLOB NOT NULL REFERENCES circle_rounds (id),
    cycle_id BLOB NOT NULL REFERENCES cycles (id),
    region_id BLOB NOT NULL REFERENCES regions (id),
    enrolment_id BLOB NOT NULL REFERENCES enrolments (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    -- What a mentee has with the others, in parts of a point.
    parts BIGINT,
    -- None until the person is asked.
    answer_by TIMESTAMP,
    answered_at TIMESTAMP,
    decline_reason TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX circle_places_circle ON circle_places (circle_id, id);
CREATE INDEX circle_places_cycle ON circle_places (cycle_id, state);
CREATE INDEX circle_places_person ON circle_places (person_id, id);
CREATE INDEX circle_places_enrolment ON circle_places (enrolment_id);
CREATE INDEX circle_places_region ON circle_places (region_id, circle_id);
-- Nobody sits twice in one circle.
CREATE UNIQUE INDEX circle_places_once ON circle_places (circle_id, enrolment_id)
    WHERE state IN ('proposed', 'asked', 'joined');

-- Whom a round of circles left without a place, and why.
CREATE TABLE circle_unplaced (
    round_id BLOB NOT NULL REFERENCES circle_rounds (id),
    enrolment_id BLOB NOT NULL REFERENCES enrolments (id),
    region_id BLOB NOT NULL REFERENCES regions (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    reason TEXT NOT NULL,
    PRIMARY KEY (round_id, enrolment_id)
);

-- The workbench: edits of a ready round, who was in it, review marks and notes of proposals, rounds that keep pairs of another.
ALTER TABLE rounds ADD COLUMN edit_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE rounds ADD COLUMN keep_from_round_id UUID REFERENCES rounds (id);
ALTER TABLE rounds ADD COLUMN keep_points INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rounds ADD COLUMN rematch_of_enrolment_id UUID REFERENCES enrolments (id);

ALTER TABLE proposals ADD COLUMN locked BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE proposals ADD COLUMN changed_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE proposals ADD COLUMN has_note BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE proposals ADD COLUMN approved_at TIMESTAMP;
ALTER TABLE proposals ADD COLUMN approved_by UUID REFERENCES people (id);
CREATE INDEX proposals_cycle_mentee ON proposals (cycle_id, mentee_enrolment_id);

-- Who was in a round when it was solved, and at which version their enrolment was counted last.
CREATE TABLE round_members (
    round_id UUID NOT NULL REFERENCES rounds (id),
    enrolment_id UUID NOT NULL REFERENCES enrolments (id),
    person_id UUID NOT NULL REFERENCES people (id),
    region_id UUID NOT NULL REFERENCES regions (id),
    role TEXT NOT NULL,
    seats INTEGER NOT NULL,
    enrolment_version BIGINT NOT NULL,
    PRIMARY KEY (round_id, enrolment_id)
);
INSERT INTO round_members (round_id, enrolment_id, person_id, region_id, role, seats, enrolment_version)
SELECT r.id, e.id, e.person_id, e.region_id, e.role, e.capacity, e.version
FROM rounds r
JOIN enrolments e ON e.cycle_id = r.cycle_id AND e.created_at <= r.updated_at AND e.state = 'enrolled'
WHERE r.state = 'ready' AND (r.region_id IS NULL OR r.region_id = e.region_id);

-- What coordinators decided about a ready round. Reasons are theirs alone.
CREATE TABLE round_edits (
    id UUID PRIMARY KEY NOT NULL,
    round_id UUID NOT NULL REFERENCES rounds (id),
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- The mentee's; NULL for an edit of no pair.
    region_id UUID REFERENCES regions (id),
    mentor_enrolment_id UUID REFERENCES enrolments (id),
    mentee_enrolment_id UUID REFERENCES enrolments (id),
    reason TEXT,
    overrides BOOLEAN NOT NULL,
    made_by UUID REFERENCES people (id),
    made_at TIMESTAMP NOT NULL,
    undone_seq BIGINT,
    undone_by UUID REFERENCES people (id),
    undone_at TIMESTAMP,
    UNIQUE (round_id, seq)
);

-- Every wording of a coordinator's note on a proposal; the newest counts.
CREATE TABLE proposal_notes (
    id UUID PRIMARY KEY NOT NULL,
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    written_by UUID REFERENCES people (id),
    written_at TIMESTAMP NOT NULL,
    UNIQUE (proposal_id, version)
);

-- Mentors who take nobody new for a while.
CREATE TABLE mentor_pauses (
    enrolment_id UUID PRIMARY KEY NOT NULL REFERENCES enrolments (id),
    cycle_id UUID NOT NULL REFERENCES cycles (id),
    since TIMESTAMP NOT NULL,
    until DATE
);

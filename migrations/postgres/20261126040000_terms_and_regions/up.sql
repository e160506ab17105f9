-- Terms end early, are renewed, handed over and left for a while; jurisdictions move between regions.

-- A role that ends: from this day on the grant is none.
ALTER TABLE grants ADD COLUMN ends_on DATE;

-- From this day on the term has its seat alone: in a handover the day on which the outgoing term ends.
-- A term that ended before it began has it alone on no day: `alone_from` is its end.
ALTER TABLE terms ADD COLUMN alone_from DATE NOT NULL DEFAULT '1970-01-01';
ALTER TABLE terms ADD COLUMN renews_term_id UUID REFERENCES terms (id);
ALTER TABLE terms DROP CONSTRAINT terms_seat_id_daterange_excl;
UPDATE terms SET alone_from = LEAST(ends_on, COALESCE((
    SELECT MAX(o.ends_on) FROM terms o
    WHERE terms.handover AND o.seat_id = terms.seat_id AND o.id <> terms.id AND NOT o.handover
    AND o.starts_on < terms.starts_on AND terms.starts_on < o.ends_on), starts_on));
ALTER TABLE terms ALTER COLUMN alone_from DROP DEFAULT;
ALTER TABLE terms ADD CHECK (starts_on <= alone_from AND alone_from <= ends_on);
-- Every day of a seat is somebody's alone, or nobody's. An empty range overlaps nothing.
ALTER TABLE terms ADD CONSTRAINT terms_overlap
    EXCLUDE USING gist (seat_id WITH =, daterange(alone_from, ends_on) WITH &&);
CREATE INDEX terms_seat ON terms (seat_id);
-- A term is renewed once at a time; a renewal that ended leaves room for another.
CREATE UNIQUE INDEX terms_renewed_once ON terms (renews_term_id)
    WHERE renews_term_id IS NOT NULL AND state <> 'ended';

-- Who ended which term, and why. The reason and the note are read by the task force alone.
CREATE TABLE term_endings (
    id UUID PRIMARY KEY NOT NULL,
    term_id UUID NOT NULL REFERENCES terms (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT,
    effective_on DATE NOT NULL,
    until_then_ends_on DATE NOT NULL,
    recorded_by UUID REFERENCES people (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX term_endings_term ON term_endings (term_id, id);

CREATE TABLE term_leaves (
    id UUID PRIMARY KEY NOT NULL,
    term_id UUID NOT NULL REFERENCES terms (id),
    starts_on DATE NOT NULL,
    expected_back_on DATE,
    ended_on DATE,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX term_leaves_open ON term_leaves (term_id) WHERE ended_on IS NULL;
CREATE INDEX term_leaves_term ON term_leaves (term_id, id);

ALTER TABLE openings ADD COLUMN handover BOOLEAN NOT NULL DEFAULT FALSE;

INSERT INTO settings (name, value)
VALUES ('term_rules', '{"most_renewals":1,"most_handover_days":60,"version":1}');

CREATE TABLE jurisdiction_moves (
    id UUID PRIMARY KEY NOT NULL,
    jurisdiction TEXT NOT NULL REFERENCES jurisdictions (code),
    from_region_id UUID NOT NULL REFERENCES regions (id),
    to_region_id UUID NOT NULL REFERENCES regions (id),
    effective_on DATE NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    institutions BIGINT NOT NULL,
    people BIGINT NOT NULL,
    enrolments BIGINT NOT NULL,
    moved_by UUID REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX jurisdiction_moves_of ON jurisdiction_moves (jurisdiction, id);
CREATE UNIQUE INDEX jurisdiction_moves_planned ON jurisdiction_moves (jurisdiction) WHERE state = 'planned';

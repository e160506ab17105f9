-- Terms end early, are renewed, handed over and left for a while; jurisdictions move between regions.

-- A role that ends: from this day on the grant is none.
ALTER TABLE grants ADD COLUMN ends_on DATE;

-- From this day on the term has its seat alone: in a handover the day on which the outgoing term ends.
-- A term that ended before it began has it alone on no day: `alone_from` is its end.
ALTER TABLE terms ADD COLUMN alone_from DATE NOT NULL DEFAULT '1970-01-01';
ALTER TABLE terms ADD COLUMN renews_term_id BLOB REFERENCES terms (id);
DROP TRIGGER terms_overlap_insert;
DROP TRIGGER terms_overlap_update;
UPDATE terms SET alone_from = MIN(ends_on, COALESCE((
    SELECT MAX(o.ends_on) FROM terms o
    WHERE terms.handover AND o.seat_id = terms.seat_id AND o.id <> terms.id AND NOT o.handover
    AND o.starts_on < terms.starts_on AND terms.starts_on < o.ends_on), starts_on));
-- Every day of a seat is somebody's alone, or nobody's (PostgreSQL: an exclusion constraint and a check).
CREATE TRIGGER terms_overlap_insert BEFORE INSERT ON terms
BEGIN
    SELECT RAISE(ABORT, 'terms overlap on one seat') WHERE EXISTS (
        SELECT 1 FROM terms WHERE seat_id = NEW.seat_id AND alone_from < ends_on
        AND NEW.alone_from < NEW.ends_on AND alone_from < NEW.ends_on AND NEW.alone_from < ends_on);
    SELECT RAISE(ABORT, 'alone_from lies outside of the term')
        WHERE NEW.alone_from < NEW.starts_on OR NEW.alone_from > NEW.ends_on;
END;
CREATE TRIGGER terms_overlap_update BEFORE UPDATE OF seat_id, starts_on, ends_on, alone_from ON terms
BEGIN
    SELECT RAISE(ABORT, 'terms overlap on one seat') WHERE EXISTS (
        SELECT 1 FROM terms WHERE seat_id = NEW.seat_id AND id <> NEW.id AND alone_from < ends_on
        AND NEW.alone_from < NEW.ends_on AND alone_from < NEW.ends_on AND NEW.alone_from < ends_on);
    SELECT RAISE(ABORT, 'alone_from lies outside of the term')
        WHERE NEW.alone_from < NEW.starts_on OR NEW.alone_from > NEW.ends_on;
END;
CREATE INDEX terms_seat ON terms (seat_id);
-- A term is renewed once at a time; a renewal that ended leaves room for another.
CREATE UNIQUE INDEX terms_renewed_once ON terms (renews_term_id)
    WHERE renews_term_id IS NOT NULL AND state <> 'ended';

-- Who ended which term, and why. The reason and the note are read by the task force alone.
CREATE TABLE term_endings (
    id BLOB PRIMARY KEY NOT NULL,
    term_id BLOB NOT NULL REFERENCES terms (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT,
    effective_on DATE NOT NULL,
    until_then_ends_on DATE NOT NULL,
    recorded_by BLOB REFERENCES people (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX term_endings_term ON term_endings (term_id, id);

CREATE TABLE term_leaves (
    id BLOB PRIMARY KEY NOT NULL,
    term_id BLOB NOT NULL REFERENCES terms (id),
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
    id BLOB PRIMARY KEY NOT NULL,
    jurisdiction TEXT NOT NULL REFERENCES jurisdictions (code),
    from_region_id BLOB NOT NULL REFERENCES regions (id),
    to_region_id BLOB NOT NULL REFERENCES regions (id),
    effective_on DATE NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    institutions BIGINT NOT NULL,
    people BIGINT NOT NULL,
    enrolments BIGINT NOT NULL,
    moved_by BLOB REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX jurisdiction_moves_of ON jurisdiction_moves (jurisdiction, id);
CREATE UNIQUE INDEX jurisdiction_moves_planned ON jurisdiction_moves (jurisdiction) WHERE state = 'planned';

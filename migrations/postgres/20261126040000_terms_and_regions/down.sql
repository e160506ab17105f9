DROP TABLE jurisdiction_moves;
DELETE FROM settings WHERE name = 'term_rules';
ALTER TABLE openings DROP COLUMN handover;
DROP TABLE term_leaves;
DROP TABLE term_endings;
ALTER TABLE terms DROP CONSTRAINT terms_overlap;
DROP INDEX terms_renewed_once;
DROP INDEX terms_seat;
ALTER TABLE terms DROP COLUMN renews_term_id;
ALTER TABLE terms DROP COLUMN alone_from;
ALTER TABLE terms ADD CONSTRAINT terms_seat_id_daterange_excl
    EXCLUDE USING gist (seat_id WITH =, daterange(starts_on, ends_on) WITH &&) WHERE (NOT handover);
ALTER TABLE grants DROP COLUMN ends_on;

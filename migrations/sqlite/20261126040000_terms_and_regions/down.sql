DROP TABLE jurisdiction_moves;
DELETE FROM settings WHERE name = 'term_rules';
ALTER TABLE openings DROP COLUMN handover;
DROP TABLE term_leaves;
DROP TABLE term_endings;
DROP TRIGGER terms_overlap_insert;
DROP TRIGGER terms_overlap_update;
DROP INDEX terms_renewed_once;
DROP INDEX terms_seat;
ALTER TABLE terms DROP COLUMN renews_term_id;
ALTER TABLE terms DROP COLUMN alone_from;
CREATE TRIGGER terms_overlap_insert BEFORE INSERT ON terms WHEN NOT NEW.handover
BEGIN
    SELECT RAISE(ABORT, 'terms overlap on one seat') WHERE EXISTS (
        SELECT 1 FROM terms WHERE seat_id = NEW.seat_id AND NOT handover
        AND starts_on < NEW.ends_on AND NEW.starts_on < ends_on);
END;
CREATE TRIGGER terms_overlap_update BEFORE UPDATE OF seat_id, starts_on, ends_on, handover ON terms WHEN NOT NEW.handover
BEGIN
    SELECT RAISE(ABORT, 'terms overlap on one seat') WHERE EXISTS (
        SELECT 1 FROM terms WHERE seat_id = NEW.seat_id AND NOT handover AND id <> NEW.id
        AND starts_on < NEW.ends_on AND NEW.starts_on < ends_on);
END;
ALTER TABLE grants DROP COLUMN ends_on;

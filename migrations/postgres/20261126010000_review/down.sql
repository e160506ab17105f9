DROP TABLE review_conflicts;
ALTER TABLE review_assignments DROP COLUMN version;
ALTER TABLE review_assignments DROP COLUMN updated_at;
ALTER TABLE review_assignments DROP COLUMN recusal_reason;
ALTER TABLE review_assignments DROP COLUMN state;
DROP INDEX applications_review_number;
ALTER TABLE applications DROP COLUMN review_number;
ALTER TABLE openings DROP COLUMN blind_review;

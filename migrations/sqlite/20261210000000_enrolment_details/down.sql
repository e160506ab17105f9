DROP TABLE enrolment_wishes;
ALTER TABLE cycles DROP COLUMN orientation_requirement_id;
DROP INDEX enrolments_external;
ALTER TABLE enrolments DROP COLUMN external_id;
ALTER TABLE enrolments DROP COLUMN unanswered;
ALTER TABLE enrolments DROP COLUMN available_hours;

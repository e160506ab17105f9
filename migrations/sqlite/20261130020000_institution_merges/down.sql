DROP INDEX memberships_institution;
DROP INDEX enrolments_institution;
DROP INDEX people_institution;
DROP TABLE institution_merges;
ALTER TABLE institutions DROP COLUMN merged_into;

-- The hours of the week in which somebody has time: a bit for each of 168, Monday's first hour first, in hexadecimal.
ALTER TABLE enrolments ADD COLUMN available_hours TEXT;
-- What a draft has not said yet, as a JSON list of field names; the columns of those fields mean nothing until it does.
ALTER TABLE enrolments ADD COLUMN unanswered TEXT NOT NULL DEFAULT '[]';
-- The key of the list that an import came from.
ALTER TABLE enrolments ADD COLUMN external_id TEXT;
CREATE UNIQUE INDEX enrolments_external ON enrolments (cycle_id, external_id) WHERE external_id IS NOT NULL;

-- What somebody has to have passed before being matched.
ALTER TABLE cycles ADD COLUMN orientation_requirement_id BLOB REFERENCES requirements (id);

-- Sensitive wishes are confidential: read by the matcher and by the person alone, in no view of others, export, log or event.
-- Whoever wishes nothing has no row, as whoever was never asked. No time is kept.
CREATE TABLE enrolment_wishes (
    enrolment_id BLOB PRIMARY KEY NOT NULL REFERENCES enrolments (id) ON DELETE CASCADE,
    codes TEXT NOT NULL
);

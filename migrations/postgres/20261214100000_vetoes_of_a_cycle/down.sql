DELETE FROM round_edits WHERE taken_from_round_id IS NOT NULL;
ALTER TABLE round_edits DROP COLUMN taken_from_round_id;

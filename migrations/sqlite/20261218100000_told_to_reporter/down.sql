ALTER TABLE concerns DROP COLUMN told_to_reporter;

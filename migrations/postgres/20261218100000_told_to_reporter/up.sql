-- What whoever raised a concern was told when it was closed.
ALTER TABLE concerns ADD COLUMN told_to_reporter TEXT;

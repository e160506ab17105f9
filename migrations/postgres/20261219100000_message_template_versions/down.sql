ALTER TABLE messages DROP COLUMN template_version_id;
ALTER TABLE message_templates DROP COLUMN number;
DROP TABLE message_template_versions;

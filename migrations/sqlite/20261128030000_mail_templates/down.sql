ALTER TABLE mails DROP COLUMN about;
ALTER TABLE mails DROP COLUMN template_version;
ALTER TABLE mails DROP COLUMN template;
DROP TABLE mail_template_versions;

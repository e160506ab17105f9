DROP TABLE message_optouts;
DROP TABLE message_recipients;
DROP TABLE messages;
DROP TABLE message_templates;
DROP TABLE bounced_addresses;
DROP INDEX mails_about;
ALTER TABLE mails DROP COLUMN unsubscribe;

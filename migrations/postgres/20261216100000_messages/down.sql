-- Words that earlier programs do not know. Who wanted no more messages is forgotten with the messages.
UPDATE mails SET state = 'failed' WHERE state = 'bounced';
DELETE FROM link_tokens WHERE purpose = 'message_unsubscribe';
DROP TABLE message_optouts;
DROP TABLE message_recipients;
DROP TABLE messages;
DROP TABLE message_templates;
DROP TABLE bounced_addresses;
DROP INDEX mails_about;
ALTER TABLE mails DROP COLUMN unsubscribe;

-- Mails are looked up by address: by administrators, and before a stranger has another one sent.
CREATE INDEX mails_to_address ON mails (to_address, created_at);

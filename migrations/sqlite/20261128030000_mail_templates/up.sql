-- The network's own wordings of letters. A row is a version and is never changed.
CREATE TABLE mail_template_versions (
    id BLOB PRIMARY KEY NOT NULL,
    template TEXT NOT NULL,
    version BIGINT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    note TEXT,
    written_by BLOB REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (template, version)
);

-- Which wording a mail was written from, and what it is about.
ALTER TABLE mails ADD COLUMN template TEXT;
ALTER TABLE mails ADD COLUMN template_version BIGINT;
ALTER TABLE mails ADD COLUMN about BLOB;

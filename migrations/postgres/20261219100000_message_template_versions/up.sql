-- What a wording said, once and for all: one row for each change of its name or its text.
CREATE TABLE message_template_versions (
    id UUID PRIMARY KEY NOT NULL,
    template_id UUID NOT NULL REFERENCES message_templates (id),
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    written_by UUID REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (template_id, number)
);

-- The number of the version that a wording reads as.
ALTER TABLE message_templates ADD COLUMN number BIGINT NOT NULL DEFAULT 1;

-- What was there before histories were kept is the first version; it takes the id of its wording, which is older than any to come.
INSERT INTO message_template_versions (id, template_id, number, name, subject, body, written_by, created_at)
SELECT id, id, 1, name, subject, body, written_by, updated_at FROM message_templates;

-- Which version somebody began with when they wrote a message.
ALTER TABLE messages ADD COLUMN template_version_id UUID REFERENCES message_template_versions (id);

-- Where a mail program says for its reader that no more of these are wanted (RFC 8058).
ALTER TABLE mails ADD COLUMN unsubscribe TEXT;
CREATE INDEX mails_about ON mails (about, state);

-- Addresses that mail could not be delivered to for good. Whoever confirms theirs takes it out.
CREATE TABLE bounced_addresses (
    address TEXT PRIMARY KEY NOT NULL,
    mail_id UUID,
    reason TEXT NOT NULL,
    bounced_at TIMESTAMP NOT NULL
);

-- Wordings that coordinators keep: of a region, or of the whole network.
CREATE TABLE message_templates (
    id UUID PRIMARY KEY NOT NULL,
    region_id UUID REFERENCES regions (id),
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    archived_at TIMESTAMP,
    written_by UUID REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX message_templates_region ON message_templates (region_id, id);

CREATE TABLE messages (
    id UUID PRIMARY KEY NOT NULL,
    -- The one region of everybody whom it was for; none when there are several.
    region_id UUID REFERENCES regions (id),
    cycle_id UUID REFERENCES cycles (id),
    sent_by UUID NOT NULL REFERENCES people (id),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    -- Who was chosen, as JSON.
    selection TEXT NOT NULL,
    job_id UUID REFERENCES jobs (id),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX messages_region ON messages (region_id, id);
CREATE INDEX messages_sent_by ON messages (sent_by, id);

-- Whom a message is for, each person once. A row has a mail or a reason why there is none, or waits for the job.
CREATE TABLE message_recipients (
    id UUID PRIMARY KEY NOT NULL,
    message_id UUID NOT NULL REFERENCES messages (id),
    person_id UUID NOT NULL REFERENCES people (id),
    region_id UUID REFERENCES regions (id),
    partner TEXT NOT NULL,
    left_out TEXT,
    mail_id UUID UNIQUE REFERENCES mails (id),
    UNIQUE (message_id, person_id)
);
CREATE INDEX message_recipients_message ON message_recipients (message_id, id);

-- Who wants no more messages. Letters that the program needs reach them all the same.
CREATE TABLE message_optouts (
    person_id UUID PRIMARY KEY NOT NULL REFERENCES people (id),
    since TIMESTAMP NOT NULL
);

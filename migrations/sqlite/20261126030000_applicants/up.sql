-- How many references an application to this opening comes with.
ALTER TABLE openings ADD COLUMN references_asked INTEGER NOT NULL DEFAULT 0;

-- A way of telling people of an opening, with the code that its link carries.
CREATE TABLE campaigns (
    id BLOB PRIMARY KEY NOT NULL,
    opening_id BLOB NOT NULL REFERENCES openings (id),
    name TEXT NOT NULL,
    channel TEXT NOT NULL,
    partner TEXT,
    code TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (opening_id, code)
);

-- The campaign whose link somebody came by; empty for those who came by themselves.
ALTER TABLE applications ADD COLUMN campaign_id BLOB REFERENCES campaigns (id);

-- Page loads, counted and nothing else: no address, no cookie. The code is empty without a campaign.
CREATE TABLE funnel_counts (
    opening_id BLOB NOT NULL REFERENCES openings (id),
    code TEXT NOT NULL,
    day DATE NOT NULL,
    stage TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (opening_id, code, day, stage)
);

-- An application that nobody has sent yet. Only the holder of the mailed link reads it.
CREATE TABLE application_drafts (
    id BLOB PRIMARY KEY NOT NULL,
    opening_id BLOB NOT NULL REFERENCES openings (id),
    campaign_id BLOB REFERENCES campaigns (id),
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    institution TEXT NOT NULL,
    experience TEXT NOT NULL,
    leadership TEXT NOT NULL,
    commitment TEXT NOT NULL,
    conflict_of_interest TEXT NOT NULL,
    referees TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX application_drafts_address ON application_drafts (opening_id, email);
CREATE INDEX application_drafts_expiry ON application_drafts (expires_at);

-- Files that came with an application, or with its draft before. The bytes lie in the folder of files under the digest and
-- the id; three to a draft, each in a place of its own.
CREATE TABLE application_attachments (
    id BLOB PRIMARY KEY NOT NULL,
    draft_id BLOB REFERENCES application_drafts (id),
    application_id BLOB REFERENCES applications (id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (draft_id, place)
);
CREATE INDEX application_attachments_application ON application_attachments (application_id);

CREATE TABLE application_references (
    id BLOB PRIMARY KEY NOT NULL,
    application_id BLOB NOT NULL REFERENCES applications (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    relation TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TIMESTAMP,
    reminded_at TIMESTAMP,
    answered_at TIMESTAMP,
    text TEXT,
    known_for_years INTEGER,
    declared_relation TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (application_id, email)
);
CREATE INDEX application_references_waiting ON application_references (id) WHERE state = 'asked';

-- What strangers sent in lately: keyed digests of where from, kept for a day.
CREATE TABLE public_submissions (
    id BLOB PRIMARY KEY NOT NULL,
    client_digest BLOB NOT NULL,
    address_digest BLOB NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX public_submissions_client ON public_submissions (client_digest, created_at);

-- Interviews of applicants: slots with their panels, one interview for each application, the panels' scores.
CREATE TABLE interview_slots (
    id UUID PRIMARY KEY NOT NULL,
    opening_id UUID NOT NULL REFERENCES openings (id),
    starts_at_local TIMESTAMP NOT NULL,
    time_zone TEXT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    duration_minutes INTEGER NOT NULL,
    link TEXT,
    place TEXT,
    note TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX interview_slots_opening ON interview_slots (opening_id, starts_at, id);

-- Who interviews in a slot. The times are the slot's, so that the database itself can compare them.
CREATE TABLE interview_panelists (
    slot_id UUID NOT NULL REFERENCES interview_slots (id) ON DELETE CASCADE,
    person_id UUID NOT NULL REFERENCES people (id),
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    PRIMARY KEY (slot_id, person_id),
    -- Nobody sits on two panels at once: neither with two requests at the same moment nor otherwise.
    EXCLUDE USING gist (person_id WITH =, tsrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX interview_panelists_person ON interview_panelists (person_id, starts_at);

-- One for each application; of two who book one slot at once, the unique slot_id lets one.
CREATE TABLE interviews (
    id UUID PRIMARY KEY NOT NULL,
    opening_id UUID NOT NULL REFERENCES openings (id),
    application_id UUID NOT NULL UNIQUE REFERENCES applications (id),
    state TEXT NOT NULL,
    slot_id UUID UNIQUE REFERENCES interview_slots (id),
    applicant_time_zone TEXT,
    sequence INTEGER NOT NULL,
    invited_at TIMESTAMP NOT NULL,
    booked_at TIMESTAMP,
    cancelled_by TEXT,
    cancel_reason TEXT,
    reminder_job_id UUID REFERENCES jobs (id),
    reminded_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX interviews_opening ON interviews (opening_id, id);

CREATE TABLE panel_scores (
    id UUID PRIMARY KEY NOT NULL,
    interview_id UUID NOT NULL REFERENCES interviews (id),
    panelist_id UUID NOT NULL REFERENCES people (id),
    notes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (interview_id, panelist_id)
);

CREATE TABLE panel_points (
    panel_score_id UUID NOT NULL REFERENCES panel_scores (id) ON DELETE CASCADE,
    criterion_id UUID NOT NULL REFERENCES criteria (id),
    score INTEGER NOT NULL,
    PRIMARY KEY (panel_score_id, criterion_id)
);

-- A calendar file (RFC 5545) that goes with a mail.
ALTER TABLE mails ADD COLUMN calendar TEXT;

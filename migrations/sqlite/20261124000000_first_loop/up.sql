-- The whole loop, once around. The PostgreSQL history says the same; a test compares the columns.

-- Platform -----------------------------------------------------------------------------------
CREATE TABLE settings (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
INSERT INTO settings (name, value) VALUES ('event_publisher', 'free');

CREATE TABLE events (
    id BLOB PRIMARY KEY NOT NULL,
    position BIGINT UNIQUE,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    region_id BLOB,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    data TEXT NOT NULL,
    occurred_at TIMESTAMP NOT NULL
);
CREATE INDEX events_unnumbered ON events (id) WHERE position IS NULL;

CREATE TABLE audit_entries (
    id BLOB PRIMARY KEY NOT NULL,
    occurred_at TIMESTAMP NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    request_id TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_entries_subject ON audit_entries (subject_id);

CREATE TABLE idempotency_keys (
    principal TEXT NOT NULL,
    operation TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    body_digest BLOB NOT NULL,
    status INTEGER NOT NULL,
    location TEXT,
    etag TEXT,
    body TEXT,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (principal, operation, idempotency_key)
);

CREATE TABLE jobs (
    id BLOB PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    payload TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    result TEXT,
    problem TEXT,
    attempts INTEGER NOT NULL,
    run_after TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    cancel_requested BOOLEAN NOT NULL,
    created_by BLOB,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX jobs_open ON jobs (id) WHERE state IN ('queued', 'running');

CREATE TABLE mails (
    id BLOB PRIMARY KEY NOT NULL,
    to_name TEXT NOT NULL,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at TIMESTAMP NOT NULL,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP
);
CREATE INDEX mails_due ON mails (id) WHERE state = 'queued';

CREATE TABLE link_tokens (
    id BLOB PRIMARY KEY NOT NULL,
    purpose TEXT NOT NULL,
    token_digest BLOB NOT NULL UNIQUE,
    subject_id BLOB NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX link_tokens_subject ON link_tokens (subject_id);

-- Network: regions and institutions ------------------------------------------------------------
CREATE TABLE regions (
    id BLOB PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE jurisdictions (
    code TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    region_id BLOB NOT NULL REFERENCES regions (id)
);
CREATE INDEX jurisdictions_region ON jurisdictions (region_id);

CREATE TABLE institutions (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    setting TEXT NOT NULL,
    jurisdiction TEXT NOT NULL REFERENCES jurisdictions (code),
    region_id BLOB NOT NULL REFERENCES regions (id),
    city TEXT,
    address TEXT,
    postal_code TEXT,
    latitude DOUBLE,
    longitude DOUBLE,
    staff DOUBLE,
    staff_missing TEXT,
    population BIGINT,
    population_missing TEXT,
    visits BIGINT,
    visits_missing TEXT,
    measures TEXT,
    source TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX institutions_name ON institutions (name, id);
CREATE INDEX institutions_region ON institutions (region_id, name, id);
CREATE INDEX institutions_jurisdiction ON institutions (jurisdiction, name, id);

CREATE TABLE institution_identifiers (
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    institution_id BLOB NOT NULL REFERENCES institutions (id) ON DELETE CASCADE,
    PRIMARY KEY (scheme, value)
);
CREATE INDEX institution_identifiers_institution ON institution_identifiers (institution_id);

CREATE TABLE imports (
    id BLOB PRIMARY KEY NOT NULL,
    format TEXT NOT NULL,
    dry_run BOOLEAN NOT NULL,
    body BLOB NOT NULL,
    job_id BLOB REFERENCES jobs (id),
    rows_read BIGINT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE import_problems (
    import_id BLOB NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    line BIGINT NOT NULL,
    field TEXT NOT NULL,
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (import_id, line, field)
);

-- Identity ---------------------------------------------------------------------------------------
CREATE TABLE people (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    locale TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    institution_id BLOB REFERENCES institutions (id),
    jurisdiction TEXT REFERENCES jurisdictions (code),
    region_id BLOB REFERENCES regions (id),
    disabled_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX people_name ON people (name, id);
CREATE INDEX people_region ON people (region_id);

CREATE TABLE sessions (
    id BLOB PRIMARY KEY NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX sessions_person ON sessions (person_id);

CREATE TABLE refresh_tokens (
    id BLOB PRIMARY KEY NOT NULL,
    session_id BLOB NOT NULL REFERENCES sessions (id),
    token_digest BLOB NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    replaced_at TIMESTAMP
);

CREATE TABLE grants (
    id BLOB PRIMARY KEY NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_id BLOB,
    created_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP,
    version BIGINT NOT NULL
);
CREATE INDEX grants_person ON grants (person_id) WHERE revoked_at IS NULL;

CREATE TABLE sign_in_failures (
    id BLOB PRIMARY KEY NOT NULL,
    account_digest BLOB NOT NULL,
    address TEXT NOT NULL,
    failed_at TIMESTAMP NOT NULL
);
CREATE INDEX sign_in_failures_account ON sign_in_failures (account_digest, address, failed_at);

-- Network: seats, terms, governance ----------------------------------------------------------------
CREATE TABLE associations (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE,
    website TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE seats (
    id BLOB PRIMARY KEY NOT NULL,
    region_id BLOB NOT NULL REFERENCES regions (id),
    name TEXT NOT NULL,
    closed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX seats_region ON seats (region_id);

CREATE TABLE terms (
    id BLOB PRIMARY KEY NOT NULL,
    seat_id BLOB NOT NULL REFERENCES seats (id),
    region_id BLOB NOT NULL REFERENCES regions (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    state TEXT NOT NULL,
    handover BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    CHECK (starts_on < ends_on)
);
CREATE INDEX terms_person ON terms (person_id);

-- Two terms on one seat never overlap, except in a declared handover (PostgreSQL: an exclusion constraint).
CREATE TRIGGER terms_overlap_insert BEFORE INSERT ON terms WHEN NOT NEW.handover
BEGIN
    SELECT RAISE(ABORT, 'terms overlap on one seat') WHERE EXISTS (
        SELECT 1 FROM terms WHERE seat_id = NEW.seat_id AND NOT handover
        AND starts_on < NEW.ends_on AND NEW.starts_on < ends_on);
END;
CREATE TRIGGER terms_overlap_update BEFORE UPDATE OF seat_id, starts_on, ends_on, handover ON terms WHEN NOT NEW.handover
BEGIN
    SELECT RAISE(ABORT, 'terms overlap on one seat') WHERE EXISTS (
        SELECT 1 FROM terms WHERE seat_id = NEW.seat_id AND NOT handover AND id <> NEW.id
        AND starts_on < NEW.ends_on AND NEW.starts_on < ends_on);
END;

CREATE TABLE task_force_seats (
    id BLOB PRIMARY KEY NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    title TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE charters (
    id BLOB PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    mission TEXT NOT NULL,
    goals TEXT NOT NULL,
    structure TEXT NOT NULL,
    adopted_on DATE NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE objectives (
    id BLOB PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE milestones (
    id BLOB PRIMARY KEY NOT NULL,
    objective_id BLOB NOT NULL REFERENCES objectives (id),
    title TEXT NOT NULL,
    owner_id BLOB REFERENCES people (id),
    due_on DATE NOT NULL,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX milestones_objective ON milestones (objective_id);

-- Resources ----------------------------------------------------------------------------------------
CREATE TABLE resources (
    id BLOB PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    body TEXT NOT NULL,
    link TEXT,
    licence TEXT NOT NULL,
    language TEXT NOT NULL,
    audiences TEXT NOT NULL,
    settings TEXT NOT NULL,
    topics TEXT NOT NULL,
    state TEXT NOT NULL,
    number INTEGER NOT NULL,
    change_note TEXT,
    owner_id BLOB REFERENCES people (id),
    review_by DATE,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX resources_title ON resources (title, id);

CREATE TABLE resource_versions (
    resource_id BLOB NOT NULL REFERENCES resources (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    body TEXT NOT NULL,
    link TEXT,
    licence TEXT NOT NULL,
    language TEXT NOT NULL,
    audiences TEXT NOT NULL,
    settings TEXT NOT NULL,
    topics TEXT NOT NULL,
    change_note TEXT,
    published_at TIMESTAMP NOT NULL,
    PRIMARY KEY (resource_id, number)
);

CREATE VIRTUAL TABLE resource_index USING fts5 (resource_id UNINDEXED, title, body, tokenize = 'porter unicode61');

-- Recruitment ---------------------------------------------------------------------------------------
CREATE TABLE openings (
    id BLOB PRIMARY KEY NOT NULL,
    region_id BLOB NOT NULL REFERENCES regions (id),
    seat_id BLOB NOT NULL REFERENCES seats (id),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    term_starts_on DATE NOT NULL,
    term_ends_on DATE NOT NULL,
    closes_on DATE NOT NULL,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX openings_region ON openings (region_id);

CREATE TABLE criteria (
    id BLOB PRIMARY KEY NOT NULL,
    opening_id BLOB NOT NULL REFERENCES openings (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    weight INTEGER NOT NULL,
    scale_max INTEGER NOT NULL,
    anchors TEXT NOT NULL,
    UNIQUE (opening_id, code)
);

CREATE TABLE applications (
    id BLOB PRIMARY KEY NOT NULL,
    opening_id BLOB NOT NULL REFERENCES openings (id),
    region_id BLOB NOT NULL REFERENCES regions (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    institution TEXT NOT NULL,
    experience TEXT NOT NULL,
    leadership TEXT NOT NULL,
    commitment TEXT NOT NULL,
    conflict_of_interest TEXT,
    state TEXT NOT NULL,
    submitted_at TIMESTAMP NOT NULL,
    decision_reason TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (opening_id, email)
);

CREATE TABLE review_assignments (
    id BLOB PRIMARY KEY NOT NULL,
    application_id BLOB NOT NULL REFERENCES applications (id),
    reviewer_id BLOB NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (application_id, reviewer_id)
);
CREATE INDEX review_assignments_reviewer ON review_assignments (reviewer_id);

CREATE TABLE reviews (
    id BLOB PRIMARY KEY NOT NULL,
    application_id BLOB NOT NULL REFERENCES applications (id),
    reviewer_id BLOB NOT NULL REFERENCES people (id),
    comment TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (application_id, reviewer_id)
);

CREATE TABLE review_scores (
    review_id BLOB NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
    criterion_id BLOB NOT NULL REFERENCES criteria (id),
    score INTEGER NOT NULL,
    PRIMARY KEY (review_id, criterion_id)
);

CREATE TABLE offers (
    id BLOB PRIMARY KEY NOT NULL,
    application_id BLOB NOT NULL REFERENCES applications (id),
    state TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    answered_at TIMESTAMP,
    term_id BLOB REFERENCES terms (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX offers_application ON offers (application_id);

-- Training -------------------------------------------------------------------------------------------
CREATE TABLE cohorts (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE cohort_members (
    id BLOB PRIMARY KEY NOT NULL,
    cohort_id BLOB NOT NULL REFERENCES cohorts (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    region_id BLOB REFERENCES regions (id),
    state TEXT NOT NULL,
    completed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (cohort_id, person_id)
);
CREATE INDEX cohort_members_person ON cohort_members (person_id);

CREATE TABLE training_sessions (
    id BLOB PRIMARY KEY NOT NULL,
    cohort_id BLOB NOT NULL REFERENCES cohorts (id),
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    starts_at_local TIMESTAMP NOT NULL,
    time_zone TEXT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    duration_minutes INTEGER NOT NULL,
    link TEXT,
    capacity INTEGER,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX training_sessions_cohort ON training_sessions (cohort_id, starts_at);

CREATE TABLE attendances (
    session_id BLOB NOT NULL REFERENCES training_sessions (id),
    member_id BLOB NOT NULL REFERENCES cohort_members (id),
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (session_id, member_id)
);

CREATE TABLE requirements (
    id BLOB PRIMARY KEY NOT NULL,
    cohort_id BLOB NOT NULL REFERENCES cohorts (id),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    kind TEXT NOT NULL,
    allowed_absences INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX requirements_cohort ON requirements (cohort_id);

CREATE TABLE requirement_progress (
    requirement_id BLOB NOT NULL REFERENCES requirements (id),
    member_id BLOB NOT NULL REFERENCES cohort_members (id),
    state TEXT NOT NULL,
    note TEXT,
    recorded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (requirement_id, member_id)
);

-- Matching -------------------------------------------------------------------------------------------
CREATE TABLE cycles (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    state TEXT NOT NULL,
    policy TEXT NOT NULL,
    answer_within_days INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE enrolments (
    id BLOB PRIMARY KEY NOT NULL,
    cycle_id BLOB NOT NULL REFERENCES cycles (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    region_id BLOB NOT NULL REFERENCES regions (id),
    institution_id BLOB REFERENCES institutions (id),
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    setting TEXT NOT NULL,
    career_stage TEXT NOT NULL,
    years_of_experience INTEGER NOT NULL,
    interests TEXT NOT NULL,
    goals TEXT NOT NULL,
    languages TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (cycle_id, person_id, role)
);
CREATE INDEX enrolments_cycle ON enrolments (cycle_id, role, id);
CREATE INDEX enrolments_person ON enrolments (person_id);

-- Exclusions are confidential: read by the matcher alone, in no view, export, log or event.
CREATE TABLE enrolment_exclusions (
    enrolment_id BLOB NOT NULL REFERENCES enrolments (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL REFERENCES people (id),
    PRIMARY KEY (enrolment_id, person_id)
);

CREATE TABLE rounds (
    id BLOB PRIMARY KEY NOT NULL,
    cycle_id BLOB NOT NULL REFERENCES cycles (id),
    region_id BLOB REFERENCES regions (id),
    state TEXT NOT NULL,
    objective TEXT NOT NULL,
    policy TEXT NOT NULL,
    job_id BLOB REFERENCES jobs (id),
    mentors INTEGER NOT NULL,
    mentees INTEGER NOT NULL,
    matched INTEGER NOT NULL,
    total_points BIGINT NOT NULL,
    dual_bound BIGINT NOT NULL,
    published_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX rounds_cycle ON rounds (cycle_id);

CREATE TABLE proposals (
    id BLOB PRIMARY KEY NOT NULL,
    round_id BLOB NOT NULL REFERENCES rounds (id),
    cycle_id BLOB NOT NULL REFERENCES cycles (id),
    region_id BLOB NOT NULL REFERENCES regions (id),
    mentor_enrolment_id BLOB NOT NULL REFERENCES enrolments (id),
    mentee_enrolment_id BLOB NOT NULL REFERENCES enrolments (id),
    mentor_id BLOB NOT NULL REFERENCES people (id),
    mentee_id BLOB NOT NULL REFERENCES people (id),
    points INTEGER NOT NULL,
    points_possible INTEGER NOT NULL,
    factors TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    state TEXT NOT NULL,
    mentor_answer TEXT,
    mentee_answer TEXT,
    decline_reason TEXT,
    answer_by TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (round_id, mentor_enrolment_id, mentee_enrolment_id)
);
CREATE INDEX proposals_round ON proposals (round_id, points, id);
CREATE INDEX proposals_mentor ON proposals (mentor_id);
CREATE INDEX proposals_mentee ON proposals (mentee_id);

CREATE TABLE unmatched (
    round_id BLOB NOT NULL REFERENCES rounds (id),
    enrolment_id BLOB NOT NULL REFERENCES enrolments (id),
    region_id BLOB NOT NULL REFERENCES regions (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    reason TEXT NOT NULL,
    PRIMARY KEY (round_id, enrolment_id)
);

-- Mentorships ----------------------------------------------------------------------------------------
CREATE TABLE pairings (
    id BLOB PRIMARY KEY NOT NULL,
    cycle_id BLOB NOT NULL REFERENCES cycles (id),
    proposal_id BLOB NOT NULL UNIQUE REFERENCES proposals (id),
    region_id BLOB NOT NULL REFERENCES regions (id),
    mentor_id BLOB NOT NULL REFERENCES people (id),
    mentee_id BLOB NOT NULL REFERENCES people (id),
    state TEXT NOT NULL,
    started_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    ended_on DATE,
    end_reason TEXT,
    ended_by BLOB REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX pairings_region ON pairings (region_id, id);
CREATE INDEX pairings_cycle ON pairings (cycle_id, id);
CREATE INDEX pairings_mentor ON pairings (mentor_id);
CREATE INDEX pairings_mentee ON pairings (mentee_id);

CREATE TABLE agreements (
    id BLOB PRIMARY KEY NOT NULL,
    pairing_id BLOB NOT NULL UNIQUE REFERENCES pairings (id),
    goals TEXT NOT NULL,
    cadence TEXT NOT NULL,
    confidentiality TEXT NOT NULL,
    ends_on DATE NOT NULL,
    mentor_signed_at TIMESTAMP,
    mentee_signed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE meetings (
    id BLOB PRIMARY KEY NOT NULL,
    pairing_id BLOB NOT NULL REFERENCES pairings (id),
    held_on DATE NOT NULL,
    duration_minutes INTEGER NOT NULL,
    channel TEXT NOT NULL,
    shared_note TEXT,
    logged_by BLOB NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX meetings_pairing ON meetings (pairing_id, held_on);

-- Evaluation -----------------------------------------------------------------------------------------
CREATE TABLE studies (
    id BLOB PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    irb_number TEXT,
    consent_text TEXT NOT NULL,
    consent_version INTEGER NOT NULL,
    data_use_terms TEXT NOT NULL,
    expires_on DATE NOT NULL,
    k INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE instruments (
    id BLOB PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    licence TEXT NOT NULL,
    citation TEXT NOT NULL,
    state TEXT NOT NULL,
    number INTEGER NOT NULL,
    published_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE items (
    id BLOB PRIMARY KEY NOT NULL,
    instrument_id BLOB NOT NULL REFERENCES instruments (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    variable TEXT NOT NULL,
    kind TEXT NOT NULL,
    prompt TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    choices TEXT NOT NULL,
    UNIQUE (instrument_id, variable)
);

CREATE TABLE waves (
    id BLOB PRIMARY KEY NOT NULL,
    study_id BLOB NOT NULL REFERENCES studies (id),
    instrument_id BLOB NOT NULL REFERENCES instruments (id),
    cycle_id BLOB NOT NULL REFERENCES cycles (id),
    name TEXT NOT NULL,
    audience TEXT NOT NULL,
    state TEXT NOT NULL,
    invited INTEGER NOT NULL,
    opened_at TIMESTAMP,
    closed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX waves_study ON waves (study_id);

CREATE TABLE wave_invitations (
    id BLOB PRIMARY KEY NOT NULL,
    wave_id BLOB NOT NULL REFERENCES waves (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    region_id BLOB NOT NULL REFERENCES regions (id),
    disposition TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (wave_id, person_id)
);

CREATE TABLE responses (
    id BLOB PRIMARY KEY NOT NULL,
    wave_id BLOB NOT NULL REFERENCES waves (id),
    invitation_id BLOB NOT NULL UNIQUE REFERENCES wave_invitations (id),
    pseudonym TEXT NOT NULL,
    role TEXT NOT NULL,
    region_id BLOB NOT NULL REFERENCES regions (id),
    consent_version INTEGER NOT NULL,
    submitted_month TEXT NOT NULL,
    UNIQUE (wave_id, pseudonym)
);
CREATE INDEX responses_wave ON responses (wave_id, pseudonym);

CREATE TABLE answers (
    response_id BLOB NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
    item_id BLOB NOT NULL REFERENCES items (id),
    code BIGINT,
    number DOUBLE,
    text TEXT,
    missing TEXT,
    PRIMARY KEY (response_id, item_id)
);

CREATE TABLE findings (
    id BLOB PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    statement TEXT NOT NULL,
    wave_id BLOB NOT NULL REFERENCES waves (id),
    variable TEXT NOT NULL,
    cited_result TEXT NOT NULL,
    created_by BLOB REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE adjustments (
    id BLOB PRIMARY KEY NOT NULL,
    finding_id BLOB NOT NULL REFERENCES findings (id),
    title TEXT NOT NULL,
    owner_id BLOB NOT NULL REFERENCES people (id),
    due_on DATE NOT NULL,
    state TEXT NOT NULL,
    observed TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX adjustments_owner ON adjustments (owner_id);

-- Succession -----------------------------------------------------------------------------------------
CREATE TABLE graduation_criteria (
    id BLOB PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    threshold INTEGER NOT NULL,
    position INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE graduations (
    id BLOB PRIMARY KEY NOT NULL,
    term_id BLOB NOT NULL UNIQUE REFERENCES terms (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    region_id BLOB NOT NULL REFERENCES regions (id),
    graduated_on DATE NOT NULL,
    evidence TEXT NOT NULL,
    decided_by BLOB REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE guideships (
    id BLOB PRIMARY KEY NOT NULL,
    guide_id BLOB NOT NULL REFERENCES people (id),
    coordinator_id BLOB NOT NULL REFERENCES people (id),
    term_id BLOB NOT NULL REFERENCES terms (id),
    founding BOOLEAN NOT NULL,
    starts_on DATE NOT NULL,
    ended_on DATE,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
-- A term has one guide at a time.
CREATE UNIQUE INDEX guideships_open ON guideships (term_id) WHERE ended_on IS NULL;
CREATE INDEX guideships_guide ON guideships (guide_id);

-- Mentorships in full: pauses, goals with progress, agreement templates, notes, check-ins, questions to coordinators,
-- health after a question to the pair, pairs made by hand, and what an import of a running program knows its rows by.
ALTER TABLE pairings ADD COLUMN paused_at TIMESTAMP;
ALTER TABLE pairings ADD COLUMN paused_until DATE;
-- None while it is paused: nobody's business.
ALTER TABLE pairings ADD COLUMN pause_reason TEXT;
ALTER TABLE pairings ADD COLUMN resumed_on DATE;
ALTER TABLE pairings ADD COLUMN ended_by_side TEXT;
ALTER TABLE pairings ADD COLUMN made_by TEXT NOT NULL DEFAULT 'round';
ALTER TABLE pairings ADD COLUMN agreement_reminded_at TIMESTAMP;
-- The last day of which the two have been told that it is near.
ALTER TABLE pairings ADD COLUMN end_told_for DATE;
CREATE INDEX pairings_state ON pairings (state, id);

-- Confidential: who asked never to be paired with whom again. The matcher alone reads it.
CREATE TABLE never_again_pairs (
    asked_by_id UUID NOT NULL REFERENCES people (id),
    other_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (asked_by_id, other_id)
);

-- The round of a cycle that holds the pairs made by hand and taken over from a running program.
CREATE TABLE rounds_by_hand (
    cycle_id UUID PRIMARY KEY NOT NULL REFERENCES cycles (id),
    round_id UUID NOT NULL UNIQUE REFERENCES rounds (id)
);

CREATE TABLE goals (
    id UUID PRIMARY KEY NOT NULL,
    pairing_id UUID NOT NULL REFERENCES pairings (id),
    title TEXT NOT NULL,
    due_on DATE,
    state TEXT NOT NULL,
    from_agreement BOOLEAN NOT NULL,
    last_progress_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX goals_pairing ON goals (pairing_id, id);
CREATE INDEX goals_due ON goals (state, due_on);

CREATE TABLE goal_steps (
    id UUID PRIMARY KEY NOT NULL,
    goal_id UUID NOT NULL REFERENCES goals (id),
    what TEXT NOT NULL,
    note TEXT,
    title TEXT,
    due_on DATE,
    person_id UUID NOT NULL REFERENCES people (id),
    happened_at TIMESTAMP NOT NULL
);
CREATE INDEX goal_steps_goal ON goal_steps (goal_id, id);

CREATE TABLE agreement_templates (
    version BIGINT PRIMARY KEY NOT NULL,
    goal_prompts TEXT NOT NULL,
    cadence TEXT NOT NULL,
    confidentiality TEXT NOT NULL,
    note TEXT,
    written_by UUID REFERENCES people (id),
    created_at TIMESTAMP NOT NULL
);
INSERT INTO agreement_templates (version, goal_prompts, cadence, confidentiality, created_at)
VALUES (1, '["What do you want to be able to do when this mentorship ends?","What would you like to have finished?","Whom or what do you want to get to know?"]',
    'monthly', 'What is said between us stays between us, unless both agree to share it or somebody is in danger.',
    '2026-12-12 00:00:00');
ALTER TABLE agreements ADD COLUMN template_version BIGINT REFERENCES agreement_templates (version);

CREATE TABLE pairing_notes (
    id UUID PRIMARY KEY NOT NULL,
    pairing_id UUID NOT NULL REFERENCES pairings (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id UUID NOT NULL REFERENCES people (id),
    edited_by_id UUID REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX pairing_notes_pairing ON pairing_notes (pairing_id, id);

CREATE TABLE check_ins (
    id UUID PRIMARY KEY NOT NULL,
    pairing_id UUID NOT NULL REFERENCES pairings (id),
    person_id UUID NOT NULL REFERENCES people (id),
    choice TEXT NOT NULL,
    text TEXT,
    readers TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX check_ins_pairing ON check_ins (pairing_id, id);

CREATE TABLE coordinator_questions (
    id UUID PRIMARY KEY NOT NULL,
    pairing_id UUID NOT NULL REFERENCES pairings (id),
    region_id UUID NOT NULL REFERENCES regions (id),
    asker_id UUID NOT NULL REFERENCES people (id),
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    answered_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX coordinator_questions_region ON coordinator_questions (region_id, state, id);
CREATE INDEX coordinator_questions_pairing ON coordinator_questions (pairing_id, id);

CREATE TABLE coordinator_answers (
    id UUID PRIMARY KEY NOT NULL,
    question_id UUID NOT NULL REFERENCES coordinator_questions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    speaks_as TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX coordinator_answers_question ON coordinator_answers (question_id, id);

-- What a pair was asked when something did not look well; at most one of a pairing is not closed.
CREATE TABLE pair_questions (
    id UUID PRIMARY KEY NOT NULL,
    pairing_id UUID NOT NULL REFERENCES pairings (id),
    reasons TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    answer_until TIMESTAMP NOT NULL,
    acknowledged_at TIMESTAMP,
    acknowledged_by UUID REFERENCES people (id),
    closed_at TIMESTAMP,
    version BIGINT NOT NULL
);
CREATE INDEX pair_questions_pairing ON pair_questions (pairing_id, closed_at);
CREATE UNIQUE INDEX pair_questions_open ON pair_questions (pairing_id) WHERE closed_at IS NULL;

CREATE TABLE pair_answers (
    id UUID PRIMARY KEY NOT NULL,
    question_id UUID NOT NULL REFERENCES pair_questions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    answer TEXT,
    answered_at TIMESTAMP
);
CREATE UNIQUE INDEX pair_answers_person ON pair_answers (question_id, person_id);

INSERT INTO settings (name, value)
VALUES ('mentoring_rules', '{"first_contact_days":14,"meeting_days":45,"agreement_days":21,"answer_days":7,"quiet_days":30,"ending_days":30,"most_pairings":40,"most_stalled":5,"version":1}');

-- What the rows of an imported program are known by when they come again.
CREATE TABLE mentoring_import_keys (
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    subject_id UUID NOT NULL,
    PRIMARY KEY (kind, external_id)
);
ALTER TABLE imports ADD COLUMN cycle_id UUID REFERENCES cycles (id);

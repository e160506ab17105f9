-- The task force at work: who votes, its meetings, its decisions, and whom it wants to win over.
ALTER TABLE task_force_seats ADD COLUMN votes BOOLEAN NOT NULL DEFAULT TRUE;

INSERT INTO settings (name, value)
VALUES ('task_force_rules', '{"places":null,"quorum_percent":50,"ballot_days":7,"version":1}');

CREATE TABLE task_force_meetings (
    id BLOB PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    starts_at_local TIMESTAMP NOT NULL,
    time_zone TEXT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    duration_minutes INTEGER NOT NULL,
    link TEXT,
    place TEXT,
    agenda TEXT NOT NULL,
    minutes TEXT,
    state TEXT NOT NULL,
    cancelled_because TEXT,
    sequence INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX task_force_meetings_by_time ON task_force_meetings (starts_at, id);

CREATE TABLE task_force_attendance (
    meeting_id BLOB NOT NULL REFERENCES task_force_meetings (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    presence TEXT NOT NULL,
    PRIMARY KEY (meeting_id, person_id)
);

CREATE TABLE decisions (
    id BLOB PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL,
    motion TEXT NOT NULL,
    meeting_id BLOB REFERENCES task_force_meetings (id),
    majority TEXT NOT NULL,
    secret BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    closes_at TIMESTAMP,
    closed_at TIMESTAMP,
    withdrawn_because TEXT,
    eligible INTEGER,
    quorum INTEGER,
    took_part INTEGER,
    yes INTEGER,
    no INTEGER,
    abstain INTEGER,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX decisions_of_meeting ON decisions (meeting_id, number);
CREATE INDEX decisions_by_state ON decisions (state, number);

-- Who has voted; and how, unless the ballot is secret.
CREATE TABLE decision_votes (
    decision_id BLOB NOT NULL REFERENCES decisions (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    choice TEXT,
    PRIMARY KEY (decision_id, person_id)
);

-- A secret ballot: no person, no moment, an id of chance, so that no order tells whose it is.
CREATE TABLE decision_ballots (
    id BLOB PRIMARY KEY NOT NULL,
    decision_id BLOB NOT NULL REFERENCES decisions (id),
    choice TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX decision_ballots_of_decision ON decision_ballots (decision_id, choice);

CREATE TABLE stakeholders (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    email TEXT,
    kind TEXT NOT NULL,
    brings TEXT NOT NULL,
    state TEXT NOT NULL,
    owner_id BLOB REFERENCES people (id),
    next_step TEXT,
    next_step_on DATE,
    invited_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX stakeholders_by_name ON stakeholders (name, id);

CREATE TABLE stakeholder_steps (
    id BLOB PRIMARY KEY NOT NULL,
    stakeholder_id BLOB NOT NULL REFERENCES stakeholders (id),
    state TEXT NOT NULL,
    note TEXT,
    person_id BLOB REFERENCES people (id),
    happened_at TIMESTAMP NOT NULL
);
CREATE INDEX stakeholder_steps_of_stakeholder ON stakeholder_steps (stakeholder_id, id);

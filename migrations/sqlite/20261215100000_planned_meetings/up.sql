-- Planned meetings of pairings, what the two were nudged about, and what each person wants to be nudged about and when.
CREATE TABLE planned_meetings (
    id BLOB PRIMARY KEY NOT NULL,
    pairing_id BLOB NOT NULL REFERENCES pairings (id),
    starts_at TIMESTAMP NOT NULL,
    duration_minutes INTEGER NOT NULL,
    place TEXT,
    link TEXT,
    -- For the two alone.
    note TEXT,
    planned_by BLOB NOT NULL REFERENCES people (id),
    state TEXT NOT NULL,
    -- Grows with every change that calendars show.
    sequence INTEGER NOT NULL,
    -- The logged meeting that it became.
    meeting_id BLOB REFERENCES meetings (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX planned_meetings_pairing ON planned_meetings (pairing_id, state, starts_at);

CREATE TABLE nudges (
    id BLOB PRIMARY KEY NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    pairing_id BLOB NOT NULL REFERENCES pairings (id),
    kind TEXT NOT NULL,
    -- What it was about: the same one is never sent twice.
    subject TEXT NOT NULL,
    sent_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX nudges_once ON nudges (person_id, pairing_id, kind, subject);
CREATE INDEX nudges_pairing ON nudges (pairing_id);

-- The questions that were mailed before nudges were written down are not mailed again.
INSERT INTO nudges (id, person_id, pairing_id, kind, subject, sent_at)
SELECT pair_answers.id, pair_answers.person_id, pair_questions.pairing_id, 'how_it_goes',
    lower(substr(hex(pair_questions.id), 1, 8) || '-' || substr(hex(pair_questions.id), 9, 4) || '-' || substr(hex(pair_questions.id), 13, 4) || '-' || substr(hex(pair_questions.id), 17, 4) || '-' || substr(hex(pair_questions.id), 21, 12)),
    pair_questions.asked_at
FROM pair_answers INNER JOIN pair_questions ON pair_questions.id = pair_answers.question_id
WHERE pair_questions.closed_at IS NULL;

CREATE TABLE notification_preferences (
    person_id BLOB PRIMARY KEY NOT NULL REFERENCES people (id),
    nudges TEXT NOT NULL,
    reminders BOOLEAN NOT NULL,
    reminder_hours INTEGER NOT NULL,
    -- Minutes since midnight where the person is; the same twice means no quiet hours.
    quiet_from INTEGER NOT NULL,
    quiet_to INTEGER NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

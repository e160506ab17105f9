-- Confidential concerns, who receives them, and the code of conduct with who accepted which version.
INSERT INTO settings (name, value) VALUES ('concern_recipients', '{"person_ids":[],"version":1}');

CREATE TABLE concerns (
    id BLOB PRIMARY KEY NOT NULL,
    pairing_id BLOB NOT NULL REFERENCES pairings (id),
    about_person_id BLOB REFERENCES people (id),
    raised_by_id BLOB NOT NULL REFERENCES people (id),
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT,
    outcome_note TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

-- Who may read a concern: named when it was raised, and nobody else ever.
CREATE TABLE concern_readers (
    concern_id BLOB NOT NULL REFERENCES concerns (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    PRIMARY KEY (concern_id, person_id)
);
CREATE INDEX concern_readers_person ON concern_readers (person_id);

CREATE TABLE concern_steps (
    id BLOB PRIMARY KEY NOT NULL,
    concern_id BLOB NOT NULL REFERENCES concerns (id),
    what TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    happened_at TIMESTAMP NOT NULL
);
CREATE INDEX concern_steps_concern ON concern_steps (concern_id, id);

CREATE TABLE conduct_versions (
    version BIGINT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL,
    note TEXT,
    written_by BLOB REFERENCES people (id),
    created_at TIMESTAMP NOT NULL
);
INSERT INTO conduct_versions (version, text, created_at)
VALUES (1, 'We treat each other with respect, keep what we are told in confidence, keep to what we agree on, and ask nothing of each other that has no place between colleagues. Whoever is worried may raise a concern in confidence.',
    '2026-12-12 00:00:00');

CREATE TABLE conduct_acceptances (
    person_id BLOB NOT NULL REFERENCES people (id),
    version BIGINT NOT NULL REFERENCES conduct_versions (version),
    accepted_at TIMESTAMP NOT NULL,
    PRIMARY KEY (person_id, version)
);

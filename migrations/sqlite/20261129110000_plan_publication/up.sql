-- What the task force shows of itself to strangers: nothing unless it says so.
INSERT INTO settings (name, value)
VALUES ('plan_publication', '{"charter":false,"plan":false,"indicators":false,"members":false,"version":1}');

-- Whether a member of the task force lets strangers read their name. Nobody else writes this row.
CREATE TABLE public_names (
    person_id BLOB PRIMARY KEY NOT NULL REFERENCES people (id),
    shown BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

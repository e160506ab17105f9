-- An opening fills one seat or several, and an offer says which.
CREATE TABLE opening_seats (
    opening_id BLOB NOT NULL REFERENCES openings (id) ON DELETE CASCADE,
    seat_id BLOB NOT NULL REFERENCES seats (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (opening_id, seat_id)
);
CREATE INDEX opening_seats_seat ON opening_seats (seat_id);
INSERT INTO opening_seats (opening_id, seat_id, position) SELECT id, seat_id, 1 FROM openings;

-- SQLite adds no column that is NOT NULL and a reference: the table is made anew.
CREATE TABLE offers_with_seat (
    id BLOB PRIMARY KEY NOT NULL,
    application_id BLOB NOT NULL REFERENCES applications (id),
    state TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    answered_at TIMESTAMP,
    term_id BLOB REFERENCES terms (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    seat_id BLOB NOT NULL REFERENCES seats (id)
);
INSERT INTO offers_with_seat
SELECT f.id, f.application_id, f.state, f.expires_at, f.answered_at, f.term_id, f.created_at, f.updated_at, f.version,
       o.seat_id
FROM offers f
JOIN applications a ON a.id = f.application_id
JOIN openings o ON o.id = a.opening_id;
DROP TABLE offers;
ALTER TABLE offers_with_seat RENAME TO offers;
CREATE INDEX offers_application ON offers (application_id);

ALTER TABLE openings DROP COLUMN seat_id;

-- An opening fills one seat or several, and an offer says which.
CREATE TABLE opening_seats (
    opening_id UUID NOT NULL REFERENCES openings (id) ON DELETE CASCADE,
    seat_id UUID NOT NULL REFERENCES seats (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (opening_id, seat_id)
);
CREATE INDEX opening_seats_seat ON opening_seats (seat_id);
INSERT INTO opening_seats (opening_id, seat_id, position) SELECT id, seat_id, 1 FROM openings;

ALTER TABLE offers ADD COLUMN seat_id UUID REFERENCES seats (id);
UPDATE offers SET seat_id = o.seat_id
FROM applications a JOIN openings o ON o.id = a.opening_id
WHERE a.id = offers.application_id;
ALTER TABLE offers ALTER COLUMN seat_id SET NOT NULL;

ALTER TABLE openings DROP COLUMN seat_id;

-- The first seat of each opening remains.
ALTER TABLE openings ADD COLUMN seat_id UUID REFERENCES seats (id);
UPDATE openings SET seat_id = (
    SELECT s.seat_id FROM opening_seats s WHERE s.opening_id = openings.id ORDER BY s.position LIMIT 1
);
ALTER TABLE offers DROP COLUMN seat_id;
DROP TABLE opening_seats;

-- Meetings that a circle held, logged by one of its people.
CREATE TABLE circle_meetings (
    id UUID PRIMARY KEY NOT NULL,
    circle_id UUID NOT NULL REFERENCES circles (id),
    held_on DATE NOT NULL,
    duration_minutes INTEGER NOT NULL,
    -- For those who sit there.
    shared_note TEXT,
    logged_by UUID NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX circle_meetings_circle ON circle_meetings (circle_id, held_on, id);

-- Who was there.
CREATE TABLE circle_attendance (
    meeting_id UUID NOT NULL REFERENCES circle_meetings (id),
    place_id UUID NOT NULL REFERENCES circle_places (id),
    PRIMARY KEY (meeting_id, place_id)
);

-- Why somebody left who had joined.
ALTER TABLE circle_places ADD COLUMN leave_reason TEXT;

ALTER TABLE circle_places DROP COLUMN leave_reason;
DROP TABLE circle_attendance;
DROP TABLE circle_meetings;

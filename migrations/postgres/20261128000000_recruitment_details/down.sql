ALTER TABLE applications DROP COLUMN address_confirmed_at;
ALTER TABLE applications DROP COLUMN known_as;
ALTER TABLE applications DROP COLUMN asked_email;
ALTER TABLE applications DROP COLUMN residence;
ALTER TABLE applications DROP COLUMN phone;
ALTER TABLE review_assignments DROP COLUMN set_aside_reason;
ALTER TABLE openings DROP COLUMN change_until_hours;
ALTER TABLE openings DROP COLUMN book_until_hours;

-- Details of a search: how long before an interview its applicant may act, reviews set aside, contact details of applicants.

-- Hours before an interview begins: until then its applicant chooses a time, and moves or cancels it.
ALTER TABLE openings ADD COLUMN book_until_hours INTEGER NOT NULL DEFAULT 4;
ALTER TABLE openings ADD COLUMN change_until_hours INTEGER NOT NULL DEFAULT 24;

-- Why a written review does not count; for those who decide alone.
ALTER TABLE review_assignments ADD COLUMN set_aside_reason TEXT;

-- How the applicant is reached besides mail: as they wrote it, and the code of a jurisdiction.
ALTER TABLE applications ADD COLUMN phone TEXT;
ALTER TABLE applications ADD COLUMN residence TEXT REFERENCES jurisdictions (code);
-- Another address that the applicant asked for; it counts once its owner has opened the link that was mailed there.
ALTER TABLE applications ADD COLUMN asked_email TEXT;
-- Names and addresses that the applicant had in this application before, one a line: blind review hides them too.
ALTER TABLE applications ADD COLUMN known_as TEXT NOT NULL DEFAULT '';
-- When the owner of the address acted by a link that was mailed there. Empty: anybody could have sent it.
ALTER TABLE applications ADD COLUMN address_confirmed_at TIMESTAMP;

-- The order of arrival within an opening, so that a page of a long list reads its own rows only.
CREATE INDEX applications_arrival ON applications (opening_id, id);

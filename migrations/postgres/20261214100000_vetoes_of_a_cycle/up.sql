-- A veto counts in the whole cycle: later rounds take it over, as an edit before their first.
ALTER TABLE round_edits ADD COLUMN taken_from_round_id UUID REFERENCES rounds (id);

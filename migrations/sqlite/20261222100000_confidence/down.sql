ALTER TABLE pair_questions DROP COLUMN alert_since;
DROP TABLE attended_words;
UPDATE pairings SET pause_reason = NULL, paused_until = NULL
WHERE state = 'paused' AND id IN (SELECT pairing_id FROM pairing_suspensions);
DROP TABLE pairing_suspensions;
ALTER TABLE audit_entries DROP COLUMN concern_id;

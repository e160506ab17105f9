-- The concern in whose course something was done: shown in the audit log to those alone who may read the concern. No reference:
-- the audit log stands for itself.
ALTER TABLE audit_entries ADD COLUMN concern_id UUID;
UPDATE audit_entries SET concern_id = subject_id WHERE subject_kind = 'concern';
-- What was done in the network's name in the course of a concern; of which one is known where it was about its pairing. What is
-- about something else is shown to nobody: no concern has its id.
UPDATE audit_entries SET concern_id = COALESCE(
    (SELECT concerns.id FROM concerns WHERE concerns.pairing_id = audit_entries.subject_id ORDER BY concerns.id LIMIT 1),
    audit_entries.subject_id)
WHERE request_id = 'network';

-- Pairings that rest because of a concern, which look paused to everybody else; and the pause of their own that they had before.
CREATE TABLE pairing_suspensions (
    pairing_id UUID PRIMARY KEY NOT NULL REFERENCES pairings (id),
    own_until DATE,
    own_reason TEXT,
    suspended_at TIMESTAMP NOT NULL
);
INSERT INTO pairing_suspensions (pairing_id, suspended_at)
SELECT pairings.id, MIN(concerns.updated_at) FROM pairings JOIN concerns ON concerns.pairing_id = pairings.id
WHERE pairings.state = 'paused' AND concerns.state = 'suspended' GROUP BY pairings.id;
UPDATE pairings SET pause_reason = 'other', paused_until = CURRENT_DATE + 90
WHERE state = 'paused' AND pause_reason IS NULL;

-- Up to which word of the two their coordinators have attended to what was asked of them.
CREATE TABLE attended_words (
    pairing_id UUID PRIMARY KEY NOT NULL REFERENCES pairings (id),
    said_until TIMESTAMP NOT NULL,
    attended_at TIMESTAMP NOT NULL,
    attended_by UUID REFERENCES people (id)
);

-- Since when nobody had answered when the pair was asked once more: the alert stands meanwhile.
ALTER TABLE pair_questions ADD COLUMN alert_since TIMESTAMP;

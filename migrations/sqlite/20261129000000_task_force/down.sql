DROP TABLE stakeholder_steps;
DROP TABLE stakeholders;
DROP TABLE decision_ballots;
DROP TABLE decision_votes;
DROP TABLE decisions;
DROP TABLE task_force_attendance;
DROP TABLE task_force_meetings;
DELETE FROM settings WHERE name = 'task_force_rules';
ALTER TABLE task_force_seats DROP COLUMN votes;

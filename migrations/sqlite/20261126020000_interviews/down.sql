ALTER TABLE mails DROP COLUMN calendar;
DROP TABLE panel_points;
DROP TABLE panel_scores;
DROP TABLE interviews;
DROP TABLE interview_panelists;
DROP TABLE interview_slots;

DROP TABLE notification_preferences;
DROP TABLE nudges;
DROP TABLE planned_meetings;

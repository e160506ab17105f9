DROP TABLE conduct_acceptances;
DROP TABLE conduct_versions;
DROP TABLE concern_steps;
DROP TABLE concern_readers;
DROP TABLE concerns;
DELETE FROM settings WHERE name = 'concern_recipients';

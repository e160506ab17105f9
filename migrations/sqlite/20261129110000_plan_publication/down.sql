DROP TABLE public_names;
DELETE FROM settings WHERE name = 'plan_publication';

ALTER TABLE rounds DROP COLUMN policy_version_id;
ALTER TABLE cycles ADD COLUMN policy TEXT NOT NULL DEFAULT '{}';
UPDATE cycles SET policy = COALESCE((
    SELECT v.policy FROM policy_versions v WHERE v.cycle_id = cycles.id ORDER BY v.number DESC LIMIT 1
), '{}');
DROP TABLE policy_versions;

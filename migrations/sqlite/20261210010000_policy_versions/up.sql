-- Every save of a matching policy is a version, of the network, of a region or of a cycle; the newest of a level counts.
-- A version without a policy says that the level above counts from then on.
CREATE TABLE policy_versions (
    id BLOB PRIMARY KEY NOT NULL,
    level TEXT NOT NULL,
    region_id BLOB REFERENCES regions (id),
    cycle_id BLOB REFERENCES cycles (id),
    number BIGINT NOT NULL,
    policy TEXT,
    note TEXT NOT NULL,
    saved_by BLOB REFERENCES people (id),
    saved_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX policy_versions_network ON policy_versions (number) WHERE level = 'network';
CREATE UNIQUE INDEX policy_versions_region ON policy_versions (region_id, number) WHERE level = 'region';
CREATE UNIQUE INDEX policy_versions_cycle ON policy_versions (cycle_id, number) WHERE level = 'cycle';

-- What a cycle had is its first version; the id is the cycle's, since no other version has it.
INSERT INTO policy_versions (id, level, region_id, cycle_id, number, policy, note, saved_by, saved_at)
SELECT id, 'cycle', NULL, id, 1, policy, '', NULL, created_at FROM cycles;
ALTER TABLE cycles DROP COLUMN policy;

-- The version that a round used; NULL when it ran with what the program brings along.
ALTER TABLE rounds ADD COLUMN policy_version_id BLOB REFERENCES policy_versions (id);

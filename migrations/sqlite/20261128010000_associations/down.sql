DROP TABLE failed_member_rows;
ALTER TABLE imports DROP COLUMN association_id;
DROP TABLE memberships;
ALTER TABLE associations DROP COLUMN closed_at;
ALTER TABLE associations DROP COLUMN kind;
ALTER TABLE associations DROP COLUMN short_name;

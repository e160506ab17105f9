DROP TABLE public_submissions;
DROP TABLE application_references;
DROP TABLE application_attachments;
DROP TABLE application_drafts;
DROP TABLE funnel_counts;
ALTER TABLE applications DROP COLUMN campaign_id;
DROP TABLE campaigns;
ALTER TABLE openings DROP COLUMN references_asked;

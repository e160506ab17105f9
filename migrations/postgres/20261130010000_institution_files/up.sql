-- Rows of a file that were not taken are kept whatever the file is of.
ALTER TABLE failed_member_rows RENAME TO failed_import_rows;

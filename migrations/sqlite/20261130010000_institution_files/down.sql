ALTER TABLE failed_import_rows RENAME TO failed_member_rows;

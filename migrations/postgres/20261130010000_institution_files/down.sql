DROP TABLE failed_institution_rows;

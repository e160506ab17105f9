-- Rows of institutions that were not taken, as they came and with what is wrong, for the file that is mended and sent again.
CREATE TABLE failed_institution_rows (
    import_id BLOB NOT NULL REFERENCES imports (id),
    line BIGINT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
);

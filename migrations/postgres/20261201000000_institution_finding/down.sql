DROP TABLE institutions_to_read;
DROP TABLE institution_distinctions;
DROP TABLE institution_likenesses;
DROP TABLE institution_words;

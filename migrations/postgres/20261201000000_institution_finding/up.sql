-- What an institution is found by: the words of its name, kept by every write of it.
CREATE TABLE institution_words (
    word TEXT COLLATE "C" NOT NULL,
    institution_id UUID NOT NULL REFERENCES institutions (id),
    PRIMARY KEY (word, institution_id)
);
CREATE INDEX institution_words_of ON institution_words (institution_id, word);

-- What makes two institutions look like one: the same key of the same sort.
CREATE TABLE institution_likenesses (
    likeness TEXT NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    institution_id UUID NOT NULL REFERENCES institutions (id),
    place TEXT,
    -- The group of those that are likely one; NULL for who looks like nobody.
    grouped_as TEXT COLLATE "C",
    PRIMARY KEY (likeness, "key", institution_id)
);
CREATE INDEX institution_likenesses_of ON institution_likenesses (institution_id);
CREATE INDEX institution_likenesses_grouped ON institution_likenesses (likeness, grouped_as, institution_id)
    WHERE grouped_as IS NOT NULL;

-- Two that look like one and are two, as somebody said. one_id is the lesser.
CREATE TABLE institution_distinctions (
    id UUID PRIMARY KEY NOT NULL,
    one_id UUID NOT NULL REFERENCES institutions (id),
    other_id UUID NOT NULL REFERENCES institutions (id),
    told_by UUID REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (one_id, other_id)
);
CREATE INDEX institution_distinctions_other ON institution_distinctions (other_id);

-- Those that were there before: the next start reads their names.
CREATE TABLE institutions_to_read (
    institution_id UUID PRIMARY KEY NOT NULL REFERENCES institutions (id)
);
INSERT INTO institutions_to_read (institution_id) SELECT id FROM institutions;

-- Associations in full, the memberships that they keep, and imports of members.
ALTER TABLE associations ADD COLUMN short_name TEXT;
ALTER TABLE associations ADD COLUMN kind TEXT NOT NULL DEFAULT 'other';
ALTER TABLE associations ADD COLUMN closed_at TIMESTAMP;

-- An association's own record of a member. It is joined to a person once that person has confirmed it: until then
-- nothing here says whether the address belongs to anybody in the network.
CREATE TABLE memberships (
    id UUID PRIMARY KEY NOT NULL,
    association_id UUID NOT NULL REFERENCES associations (id),
    person_id UUID REFERENCES people (id),
    external_id TEXT,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    institution_id UUID REFERENCES institutions (id),
    since DATE NOT NULL,
    until DATE,
    state TEXT NOT NULL,
    shares_participation BOOLEAN NOT NULL,
    invited_at TIMESTAMP,
    confirmed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX memberships_person ON memberships (association_id, person_id);
CREATE UNIQUE INDEX memberships_external_id ON memberships (association_id, external_id);
CREATE UNIQUE INDEX memberships_email ON memberships (association_id, email);
CREATE INDEX memberships_name ON memberships (association_id, name, id);
CREATE INDEX memberships_of_person ON memberships (person_id);
CREATE INDEX memberships_of_email ON memberships (email);

-- Whose members a file holds; none for the network's own imports.
ALTER TABLE imports ADD COLUMN association_id UUID REFERENCES associations (id);

-- Rows of members that were not taken, as they came, for the file that is mended and sent again.
CREATE TABLE failed_member_rows (
    import_id UUID NOT NULL REFERENCES imports (id),
    line BIGINT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
);

-- What tells whether an objective is reached: a figure of the live network, and the value it should have.
CREATE TABLE indicators (
    id UUID PRIMARY KEY NOT NULL,
    objective_id UUID NOT NULL REFERENCES objectives (id),
    figure TEXT NOT NULL,
    title TEXT,
    baseline DOUBLE PRECISION,
    target DOUBLE PRECISION NOT NULL,
    direction TEXT NOT NULL,
    due_on DATE NOT NULL,
    position INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX indicators_objective ON indicators (objective_id, position, id);
CREATE INDEX indicators_position ON indicators (position, id);

-- What a figure was on a day: one row for a day, written once. Without a value it says why.
CREATE TABLE figure_observations (
    id UUID PRIMARY KEY NOT NULL,
    figure TEXT NOT NULL,
    observed_on DATE NOT NULL,
    value DOUBLE PRECISION,
    missing TEXT,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (figure, observed_on)
);

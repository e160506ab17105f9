DROP TABLE figure_observations;
DROP TABLE indicators;

DROP TABLE circle_unplaced;
DROP TABLE circle_places;
DROP TABLE circles;
DROP TABLE circle_rounds;

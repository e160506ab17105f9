DROP INDEX applications_arrival;

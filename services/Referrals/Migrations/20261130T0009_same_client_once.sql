-- Whoever reads a table without an index calls these for each row. They look into tables: at their true price a plan made for a few rows,
-- and kept while they grow, takes the index too and calls them once.
ALTER FUNCTION tyokyky_same_client(uuid) COST 10000;
ALTER FUNCTION tyokyky_case_of(uuid) COST 10000;

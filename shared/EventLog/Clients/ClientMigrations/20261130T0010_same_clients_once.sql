-- Whoever reads a table without an index calls the function for each row. It looks into tables: at its true price a plan made for a few rows,
-- and kept while they grow, takes the index too and calls it once.
ALTER FUNCTION tyokyky_same_client(uuid) COST 10000;

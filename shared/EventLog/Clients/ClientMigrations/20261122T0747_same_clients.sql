-- Which ids of clients are one person, as Referrals tells it: rebuilt from its facts alone. A merge that was taken back keeps its row.
CREATE TABLE client_link (
  merge_id  uuid PRIMARY KEY,
  kept      uuid NOT NULL,
  merged    uuid NOT NULL,
  linked_on date NOT NULL,
  split_on  date
);
CREATE INDEX client_link_by_kept ON client_link (kept) WHERE split_on IS NULL;
CREATE INDEX client_link_by_merged ON client_link (merged) WHERE split_on IS NULL;
INSERT INTO projection_table (projection, table_name) VALUES ('clients', 'client_link');

-- Every id of the person that an id stands for.
CREATE FUNCTION tyokyky_same_client(p_id uuid) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE same (id) AS (
    SELECT p_id
    UNION
    SELECT CASE WHEN l.kept = s.id THEN l.merged ELSE l.kept END FROM same s JOIN client_link l ON (l.kept = s.id OR l.merged = s.id) AND l.split_on IS NULL)
  SELECT array_agg(id) FROM same
$$;

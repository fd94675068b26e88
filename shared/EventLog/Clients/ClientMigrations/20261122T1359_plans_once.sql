-- The same function in a language that keeps its plans: one in SQL is planned anew in every statement that calls it.
CREATE OR REPLACE FUNCTION tyokyky_same_client(p_id uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (
    WITH RECURSIVE same (id) AS (
      SELECT p_id
      UNION
      SELECT CASE WHEN l.kept = s.id THEN l.merged ELSE l.kept END FROM same s JOIN client_link l ON (l.kept = s.id OR l.merged = s.id) AND l.split_on IS NULL)
    SELECT array_agg(id) FROM same);
END
$$;

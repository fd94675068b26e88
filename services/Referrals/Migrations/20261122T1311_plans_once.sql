-- The same functions in a language that keeps its plans: one in SQL is planned anew in every statement that calls it, which cost more than
-- what it looks up.
CREATE OR REPLACE FUNCTION tyokyky_same_client(p_id uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(c.id), ARRAY[p_id]) FROM (SELECT coalesce(merged_into, id) AS root FROM client WHERE id = p_id) r JOIN client c ON c.id = r.root OR c.merged_into = r.root);
END
$$;
CREATE OR REPLACE FUNCTION tyokyky_case_of(p_id uuid) RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN coalesce(
    (SELECT client_id FROM case_management WHERE client_id = ANY(tyokyky_same_client(p_id)) ORDER BY worker = '', from_day DESC NULLS LAST, client_id LIMIT 1),
    p_id);
END
$$;

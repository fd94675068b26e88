-- Under which of a person's ids the case management is that counts: one with a case manager first, then the newest; else the id asked for.
CREATE FUNCTION tyokyky_case_of(p_id uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(
    (SELECT client_id FROM case_management WHERE client_id = ANY(tyokyky_same_client(p_id)) ORDER BY worker = '', from_day DESC NULLS LAST, client_id LIMIT 1),
    p_id)
$$;

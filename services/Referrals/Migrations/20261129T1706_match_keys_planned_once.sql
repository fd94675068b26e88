-- The same function in a language that keeps its plans: one in SQL that calls what depends on a setting (to_char) is parsed and planned anew in
-- every statement that calls it.
CREATE OR REPLACE FUNCTION tyokyky_match_keys(p_birth date, p_family text, p_given text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE WHEN p_birth IS NULL THEN ARRAY[]::text[] ELSE ARRAY[
    to_char(p_birth, 'YYYYMMDD') || 'f' || lower(translate(p_family, ' -''', '') COLLATE "fi-x-icu"),
    to_char(p_birth, 'YYYYMMDD') || 'g' || lower(split_part(translate(p_given, '-', ' '), ' ', 1) COLLATE "fi-x-icu")] END;
END
$$;

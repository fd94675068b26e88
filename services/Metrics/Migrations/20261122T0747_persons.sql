-- Whom an id stands for, as known on a day: ids that were found to be one person count once from the day of the merge until it is taken back.
CREATE FUNCTION person_on(p_day date) RETURNS TABLE (client_id uuid, person uuid) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE
    valid AS (SELECT kept, merged FROM client_link WHERE linked_on <= p_day AND (split_on IS NULL OR split_on > p_day)),
    link (one, other) AS (SELECT kept, merged FROM valid UNION SELECT merged, kept FROM valid),
    same (id, other) AS (SELECT one, other FROM link UNION SELECT s.id, l.other FROM same s JOIN link l ON l.one = s.other)
  SELECT id, (array_agg(other ORDER BY other))[1] FROM same GROUP BY id
$$;

-- A task now belongs to the organisation that answers for it last.
UPDATE projection_table SET replay = true WHERE projection = 'referrals';

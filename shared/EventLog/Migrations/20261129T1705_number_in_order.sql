-- Both sides of the numbering's join come in the order of seq. A plan made while nothing waits expects one fact of each, and compares every fact
-- of a batch with every other; and it is made once, since what it would learn of a batch's size changes nothing.
ALTER FUNCTION event_log_number(integer) SET enable_nestloop = off;
ALTER FUNCTION event_log_number(integer) SET plan_cache_mode = force_generic_plan;

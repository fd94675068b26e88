-- The function's plan is made while the log is short and is kept while a backlog grows, until the table is analyzed: what looked small then
-- was read whole for each fact.
ALTER FUNCTION event_log_number(integer) SET enable_seqscan = off;

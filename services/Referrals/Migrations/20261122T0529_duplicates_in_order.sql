-- A controller's records in the order in which pairs are listed.
CREATE INDEX client_match_by_controller ON client_match (controller, client_id, key);

-- How many open tasks of an issuer leave something open, by what it is.
CREATE INDEX task_unclear ON task (issuer_id, unclear) WHERE standing IN ('waiting', 'working', 'handed_in', 'stopped') AND unclear <> '';

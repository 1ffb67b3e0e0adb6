-- Open work of a province holds, behind its order by deadline, all that the
-- register is put in order and in groups by and by which is counted what wants
-- a look, so that no row need be read to find the fifty that stand first.
DROP INDEX task_open_province;
CREATE INDEX task_open_province ON task (province_id, due_on, id, lead_id, issuer_id, programme_id, first_due_on, standing, state, progress, next_update_on, submitted_on, doer_id, copied)
	WHERE standing IN ('waiting', 'working', 'handed_in', 'stopped');

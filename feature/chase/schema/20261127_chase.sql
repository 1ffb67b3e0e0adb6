-- What was done to remind of a task and to urge it: each step of the ladder once
-- for a task and a deadline (due_on; for the clock of updates the day on which
-- the report was due). no tells apart what may be done more than once: the day
-- of a list, the instant of an urge by hand; 0 otherwise.
CREATE TABLE chase_step (
	task_id TEXT NOT NULL,
	step TEXT NOT NULL CHECK (step IN ('remind', 'urge', 'escalate', 'update', 'list', 'hand')),
	due_on TEXT NOT NULL,
	no BIGINT NOT NULL,
	id TEXT NOT NULL UNIQUE,
	day TEXT NOT NULL,
	at BIGINT NOT NULL,
	issuer_id TEXT NOT NULL,
	lead_id TEXT NOT NULL,
	account_id TEXT NOT NULL,
	words TEXT NOT NULL,
	rules TEXT NOT NULL,
	PRIMARY KEY (task_id, step, due_on, no)
);
CREATE INDEX chase_step_issuer ON chase_step (issuer_id, at, id);
CREATE INDEX chase_step_list ON chase_step (issuer_id, day, due_on, id) WHERE step = 'list';

-- The working day whose ladder was climbed last, and how far in the tasks it got.
CREATE TABLE chase_day (
	one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
	day TEXT NOT NULL,
	after_id TEXT NOT NULL,
	done BOOLEAN NOT NULL
);
INSERT INTO chase_day (one, day, after_id, done) VALUES (1, '', '', FALSE);

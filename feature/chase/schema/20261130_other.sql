-- What was done to remind of duties that are no tasks: of briefing, of giving an
-- opinion. source says whose duties they are; each step once for a duty and a deadline.
CREATE TABLE chase_other (
	source TEXT NOT NULL,
	thing_id TEXT NOT NULL,
	step TEXT NOT NULL CHECK (step IN ('remind', 'urge', 'escalate')),
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	id TEXT NOT NULL UNIQUE,
	day TEXT NOT NULL CHECK (length(day) = 10),
	at BIGINT NOT NULL,
	asks_id TEXT NOT NULL,
	owes_id TEXT NOT NULL,
	rules TEXT NOT NULL,
	PRIMARY KEY (source, thing_id, step, due_on)
);

-- As chase_day, for each source.
CREATE TABLE chase_place (
	source TEXT NOT NULL PRIMARY KEY,
	day TEXT NOT NULL,
	after_id TEXT NOT NULL,
	done BOOLEAN NOT NULL
);

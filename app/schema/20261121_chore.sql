-- Which instance of the program does a chore, and when it was last done.
CREATE TABLE chore_run (
	name TEXT NOT NULL PRIMARY KEY,
	held_until BIGINT NOT NULL,
	done_at BIGINT NOT NULL
);

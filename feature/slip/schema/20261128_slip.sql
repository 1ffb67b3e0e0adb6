-- The number by which a task is found from paper. It is given when the first slip
-- of the task is printed, never changes and is never given again.
CREATE TABLE slip_number (
	no BIGINT NOT NULL PRIMARY KEY,
	task_id TEXT NOT NULL UNIQUE,
	given BIGINT NOT NULL
);

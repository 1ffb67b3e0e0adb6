-- What was recorded while a conference ran, in order.
CREATE TABLE meeting_outcome (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	-- The item of the agenda that was on; '' where none was.
	item_id TEXT NOT NULL,
	ord BIGINT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('information', 'speech', 'decision', 'task')),
	words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 4000),
	speaker TEXT NOT NULL,
	said_at BIGINT NOT NULL,
	-- Of a task: who leads, who coordinates (identifiers, separated by blanks), by
	-- when, as was read in the words or said by a person.
	lead_id TEXT NOT NULL,
	coordinators TEXT NOT NULL,
	due_on TEXT NOT NULL,
	due_words TEXT NOT NULL,
	deliverable TEXT NOT NULL,
	-- The task that was given; '' before.
	task_id TEXT NOT NULL
);
CREATE INDEX meeting_outcome_of ON meeting_outcome (meeting_id, ord, id);
CREATE INDEX meeting_outcome_task ON meeting_outcome (task_id) WHERE task_id <> '';

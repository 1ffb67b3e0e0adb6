-- What was recorded while a conference ran, in order.
CREATE TABLE meeting_outcome (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	-- The item of the agenda that was on; '' where none was.
	item_id TEXT NOT NULL,
	ord BIGINT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('information', 'speech', 'decision', 'task', 'vote')),
	words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 4000),
	speaker TEXT NOT NULL,
	said_at BIGINT NOT NULL,
	-- Of a task: who leads, who coordinates (identifiers, separated by blanks), by
	-- when, as was read in the words or said by a person.
	lead_id TEXT NOT NULL,
	coordinators TEXT NOT NULL,
	due_on TEXT NOT NULL,
	due_words TEXT NOT NULL,
	-- Work without a deadline, and the rule (RRULE) of work that comes again.
	ongoing BOOLEAN NOT NULL,
	recurrence TEXT NOT NULL,
	deliverable TEXT NOT NULL,
	-- The task that was given; '' before.
	task_id TEXT NOT NULL,
	-- It belongs into the notice of conclusions; in one that is issued it stands in
	-- these bytes of the text, 0 and 0 where it does not.
	concluded BOOLEAN NOT NULL,
	start_at BIGINT NOT NULL,
	end_at BIGINT NOT NULL CHECK (end_at >= start_at),
	-- What is no task may need an answer: from which body, until when, and its words.
	follow TEXT NOT NULL CHECK (follow IN ('', 'needed', 'provided')),
	follow_by TEXT NOT NULL,
	follow_on TEXT NOT NULL,
	follow_words TEXT NOT NULL,
	followed_at BIGINT NOT NULL
);
CREATE INDEX meeting_outcome_of ON meeting_outcome (meeting_id, ord, id);
CREATE INDEX meeting_outcome_task ON meeting_outcome (task_id) WHERE task_id <> '';
CREATE INDEX meeting_outcome_follow ON meeting_outcome (follow_by, follow_on, id) WHERE follow = 'needed';

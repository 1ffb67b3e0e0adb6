-- Until when the lead must answer for the first time (0: it need not, or has),
-- whether it did not, and the account that does the work.
ALTER TABLE task ADD COLUMN receive_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN silent BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE task ADD COLUMN doer_id TEXT NOT NULL DEFAULT '';
CREATE INDEX task_receive ON task (receive_by, id) WHERE receive_by > 0;

-- What one side asks of another, and what became of it: outcome is empty while
-- it waits. to_id is the body that answers, answer_by the last day to do so.
CREATE TABLE task_request (
	task_id TEXT NOT NULL REFERENCES task (id),
	no BIGINT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('clarity', 'explanation', 'excuse', 'appeal')),
	asked_at BIGINT NOT NULL,
	asked_by TEXT NOT NULL,
	from_id TEXT NOT NULL,
	to_id TEXT NOT NULL,
	answer_by TEXT NOT NULL,
	cause TEXT NOT NULL,
	words TEXT NOT NULL,
	outcome TEXT NOT NULL CHECK (outcome IN ('', 'answered', 'granted', 'refused', 'dropped')),
	decided_at BIGINT NOT NULL,
	decided_by TEXT NOT NULL,
	answer TEXT NOT NULL,
	PRIMARY KEY (task_id, no)
) WITHOUT ROWID;
CREATE UNIQUE INDEX task_request_one ON task_request (task_id, kind) WHERE outcome = '';
CREATE INDEX task_request_open ON task_request (to_id, answer_by, task_id) WHERE outcome = '';

-- Why more time was asked for, by a code of the rule task.causes.
ALTER TABLE task_extension ADD COLUMN cause TEXT NOT NULL DEFAULT '';

-- The comment of a superior, an event of another task, that a task was made of.
CREATE TABLE task_basis (
	task_id TEXT NOT NULL PRIMARY KEY REFERENCES task (id),
	of_id TEXT NOT NULL REFERENCES task (id),
	event_seq BIGINT NOT NULL,
	quote TEXT NOT NULL
) WITHOUT ROWID;

-- Programmes: portfolios of tasks of one body.
CREATE TABLE plan_programme (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('work', 'action')),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	doc_id TEXT NOT NULL,
	from_on TEXT NOT NULL CHECK (length(from_on) = 10),
	until_on TEXT NOT NULL CHECK (length(until_on) = 10 AND until_on >= from_on),
	ended BOOLEAN NOT NULL
);
CREATE INDEX plan_programme_body ON plan_programme (body_id, until_on, id);

-- Tasks that were picked for a programme, beside those that count under its
-- document.
CREATE TABLE plan_part (
	programme_id TEXT NOT NULL REFERENCES plan_programme (id),
	task_id TEXT NOT NULL REFERENCES task (id),
	PRIMARY KEY (programme_id, task_id)
) WITHOUT ROWID;
CREATE INDEX plan_part_task ON plan_part (task_id);

-- What a body does so that a resolution leads to something, beside issuing a
-- document of its own, which is a duty of package doc. done_on is empty while it
-- is not done.
CREATE TABLE plan_step (
	document_id TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	step TEXT NOT NULL CHECK (step IN ('brief', 'implement', 'interim', 'final')),
	version BIGINT NOT NULL,
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	done_on TEXT NOT NULL,
	done_by TEXT NOT NULL,
	words TEXT NOT NULL,
	PRIMARY KEY (document_id, body_id, step)
) WITHOUT ROWID;
CREATE INDEX plan_step_open ON plan_step (body_id, due_on) WHERE done_on = '';

-- Tasks as they stand. The deadline 9999-12-31 means "none": it sorts after
-- every day. standing follows from state; it is what indexes and counts use.
-- A row is too wide to stand in the tree of its key.
CREATE TABLE task (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	parent_id TEXT NOT NULL,
	origin_id TEXT NOT NULL,
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
	deliverable TEXT NOT NULL,
	person TEXT NOT NULL,
	issuer_id TEXT NOT NULL,
	lead_id TEXT NOT NULL,
	row_id TEXT NOT NULL,
	province_id TEXT NOT NULL,
	programme_id TEXT NOT NULL,
	unclear TEXT NOT NULL,
	state TEXT NOT NULL,
	standing TEXT NOT NULL,
	before_state TEXT NOT NULL,
	progress BIGINT NOT NULL CHECK (progress BETWEEN 0 AND 100),
	submitted_on TEXT NOT NULL,
	submitted_by TEXT NOT NULL,
	due_on TEXT NOT NULL,
	first_due_on TEXT NOT NULL,
	due_words TEXT NOT NULL,
	recurrence TEXT NOT NULL,
	asked_on TEXT NOT NULL,
	update_every BIGINT NOT NULL,
	next_update_on TEXT NOT NULL,
	since_at BIGINT NOT NULL
);

-- Open work of a body, of a province, and given out by a body, by deadline;
-- then what is open no more, by the day it was handed in.
CREATE INDEX task_open_lead ON task (lead_id, due_on, id) WHERE standing IN ('waiting', 'working', 'handed_in', 'stopped');
CREATE INDEX task_open_province ON task (province_id, due_on, id) WHERE standing IN ('waiting', 'working', 'handed_in', 'stopped');
CREATE INDEX task_open_issuer ON task (issuer_id, due_on, id) WHERE standing IN ('waiting', 'working', 'handed_in', 'stopped');
CREATE INDEX task_past_lead ON task (lead_id, submitted_on, id) WHERE standing IN ('done', 'gone');
CREATE INDEX task_past_province ON task (province_id, submitted_on, id) WHERE standing IN ('done', 'gone');
CREATE INDEX task_draft ON task (issuer_id, id) WHERE standing = 'unassigned';
CREATE INDEX task_verify ON task (issuer_id, due_on, id) WHERE standing = 'handed_in' OR asked_on <> '';
CREATE INDEX task_programme ON task (programme_id, due_on, id) WHERE programme_id <> '';
CREATE INDEX task_parent ON task (parent_id, id) WHERE parent_id <> '';
CREATE INDEX task_moved_due ON task (first_due_on, id) WHERE first_due_on <> due_on;

-- What a task was, from one instant until another; what it is stands in task.
CREATE TABLE task_span (
	task_id TEXT NOT NULL,
	from_at BIGINT NOT NULL,
	until_at BIGINT NOT NULL CHECK (until_at > from_at),
	standing TEXT NOT NULL,
	due_on TEXT NOT NULL,
	submitted_on TEXT NOT NULL,
	PRIMARY KEY (task_id, from_at)
) WITHOUT ROWID;

-- The day up to which passed deadlines are counted as overdue, and the tree and
-- the day in which each body's tasks have their place.
CREATE TABLE task_day (
	id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
	day TEXT NOT NULL,
	settled_tree TEXT NOT NULL,
	settled_on TEXT NOT NULL
);
INSERT INTO task_day (id, day, settled_tree, settled_on) VALUES (1, '', '', '');

-- The passages of documents that assign a task.
CREATE TABLE task_source (
	task_id TEXT NOT NULL REFERENCES task (id),
	no BIGINT NOT NULL,
	doc_id TEXT NOT NULL,
	start_at BIGINT NOT NULL CHECK (start_at >= 0),
	end_at BIGINT NOT NULL CHECK (end_at >= start_at),
	page BIGINT NOT NULL,
	quote TEXT NOT NULL,
	file_hash TEXT NOT NULL,
	PRIMARY KEY (task_id, no)
) WITHOUT ROWID;
CREATE INDEX task_source_doc ON task_source (doc_id, start_at);

-- Bodies that help the lead (cơ quan phối hợp).
CREATE TABLE task_coordinator (
	task_id TEXT NOT NULL REFERENCES task (id),
	body_id TEXT NOT NULL,
	PRIMARY KEY (task_id, body_id)
) WITHOUT ROWID;
CREATE INDEX task_coordinator_body ON task_coordinator (body_id, task_id);

-- Files handed in with reports and results.
CREATE TABLE task_evidence (
	task_id TEXT NOT NULL REFERENCES task (id),
	file_id TEXT NOT NULL,
	name TEXT NOT NULL,
	size BIGINT NOT NULL,
	at BIGINT NOT NULL,
	account_id TEXT NOT NULL,
	PRIMARY KEY (task_id, file_id)
) WITHOUT ROWID;

-- Requests for more time and what became of them; the first deadline of all
-- stays in task.
CREATE TABLE task_extension (
	task_id TEXT NOT NULL REFERENCES task (id),
	no BIGINT NOT NULL,
	asked_at BIGINT NOT NULL,
	asked_by TEXT NOT NULL,
	due_before TEXT NOT NULL,
	due_asked TEXT NOT NULL CHECK (due_asked > due_before),
	reason TEXT NOT NULL,
	outcome TEXT NOT NULL CHECK (outcome IN ('', 'granted', 'refused', 'dropped')),
	decided_at BIGINT NOT NULL,
	decided_by TEXT NOT NULL,
	answer TEXT NOT NULL,
	PRIMARY KEY (task_id, no)
) WITHOUT ROWID;

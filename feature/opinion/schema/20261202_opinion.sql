-- What bodies are asked for their opinion on.
CREATE TABLE opinion_question (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	-- The body that asks.
	body_id TEXT NOT NULL REFERENCES org_body (id),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	words TEXT NOT NULL,
	-- The page of what it is about elsewhere in the program; '' for none.
	subject TEXT NOT NULL,
	-- The registered document that is asked about; '' for none.
	document_id TEXT NOT NULL,
	-- The file that is asked about, by its content; '' for none.
	sha256 TEXT NOT NULL,
	file_name TEXT NOT NULL,
	asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
	asked_at BIGINT NOT NULL,
	asked_by TEXT NOT NULL,
	-- The day until which all were asked at first; each opinion has its own.
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	-- The versions of rules by which that day was proposed and counted.
	rules TEXT NOT NULL,
	-- Why it was withdrawn; '' where it was not.
	withdrawn TEXT NOT NULL
);
CREATE INDEX opinion_question_body ON opinion_question (body_id, id);
CREATE INDEX opinion_question_subject ON opinion_question (subject, id) WHERE subject <> '';

-- The opinion of each body that was asked. What it answered and what its silence was
-- taken for by rule stand beside each other: one does not wipe out the other.
CREATE TABLE opinion (
	id TEXT NOT NULL PRIMARY KEY,
	-- Counts answers only: a clock that runs out meanwhile turns no answer away.
	version BIGINT NOT NULL,
	question_id TEXT NOT NULL REFERENCES opinion_question (id),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	answer TEXT NOT NULL CHECK (answer IN ('', 'agreed', 'agreed_with', 'disagreed', 'no_view')),
	words TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	file_name TEXT NOT NULL,
	answered_at BIGINT NOT NULL,
	answered_by TEXT NOT NULL,
	-- What became of it without an answer in time.
	lapse TEXT NOT NULL CHECK (lapse IN ('', 'not_given', 'deemed_agreed', 'withdrawn')),
	lapsed_at BIGINT NOT NULL,
	-- The version of the rule that said so.
	rule TEXT NOT NULL,
	urged_on TEXT NOT NULL
);
CREATE UNIQUE INDEX opinion_asked ON opinion (question_id, body_id);
CREATE INDEX opinion_open ON opinion (body_id, due_on, id) WHERE answer = '' AND lapse = '';
CREATE INDEX opinion_past ON opinion (body_id, id) WHERE answer <> '' OR lapse <> '';
CREATE INDEX opinion_due ON opinion (due_on, id) WHERE answer = '' AND lapse = '';
CREATE INDEX opinion_chased ON opinion (id) WHERE answer = '' AND lapse = '';

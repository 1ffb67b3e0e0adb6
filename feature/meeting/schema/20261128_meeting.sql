-- A conference as planned. Its course stands in meeting_run, which changes while
-- it runs and is small: what is reported of it reads that row and no other.
CREATE TABLE meeting (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	kind TEXT NOT NULL CHECK (kind IN ('brief', 'flash', 'briefing', 'interim', 'final', 'key', 'committee', 'standing', 'cell', 'other')),
	-- One that others are made after; it never takes place itself, and has no time.
	template BOOLEAN NOT NULL,
	copied_id TEXT NOT NULL,
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	starts_at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL CHECK (ends_at >= starts_at),
	place TEXT NOT NULL,
	-- Who chairs and who keeps the minutes, in words: the title and the name.
	chair TEXT NOT NULL,
	secretary TEXT NOT NULL,
	-- The document that it is about; '' for none.
	document_id TEXT NOT NULL,
	called_off TEXT NOT NULL
);
CREATE INDEX meeting_body ON meeting (body_id, starts_at, id) WHERE NOT template;
CREATE INDEX meeting_template ON meeting (body_id, title, id) WHERE template;

CREATE TABLE meeting_run (
	meeting_id TEXT NOT NULL PRIMARY KEY REFERENCES meeting (id),
	state TEXT NOT NULL CHECK (state IN ('planned', 'summoned', 'called_off', 'open', 'paused', 'closing', 'closed', 'approved', 'signed')),
	-- The item of the agenda that is on, and since when it is; 0 while nothing runs.
	item_id TEXT NOT NULL,
	item_since BIGINT NOT NULL,
	opened_at BIGINT NOT NULL,
	closed_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX meeting_run_on ON meeting_run (meeting_id) WHERE state IN ('open', 'paused');

CREATE TABLE meeting_item (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	-- The order; the numbers on paper are worked out from it.
	ord BIGINT NOT NULL,
	-- One that is taken up as a part of the one before it: 1.1, 1.2.
	part BOOLEAN NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('opening', 'brief', 'report', 'paper', 'discussion', 'decision', 'vote', 'conclusion', 'break', 'other')),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 1000),
	planned BIGINT NOT NULL CHECK (planned BETWEEN 0 AND 1440),
	-- Who presents it, in words, and of which body; '' where nobody was said.
	reporter TEXT NOT NULL,
	reporter_id TEXT NOT NULL,
	-- It was put on the agenda after the conference was summoned or had begun.
	late BOOLEAN NOT NULL,
	-- Seconds; they add up where it is taken up again.
	took BIGINT NOT NULL,
	done BOOLEAN NOT NULL
);
CREATE INDEX meeting_item_of ON meeting_item (meeting_id, ord, id);

-- Files that were read and wait for a person to decide on what was found.
CREATE TABLE intake_file (
	id TEXT NOT NULL PRIMARY KEY,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	account_id TEXT NOT NULL,
	name TEXT NOT NULL,
	format TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('open', 'entered', 'discarded')),
	doc_id TEXT NOT NULL,
	read_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX intake_file_kept ON intake_file (body_id, read_at, id) WHERE state <> 'discarded';

-- A body takes in a file once, unless it put it aside.
CREATE UNIQUE INDEX intake_file_once ON intake_file (body_id, sha256) WHERE state <> 'discarded';

-- What was read of a file. Only its bench needs it, so lists do not carry it.
CREATE TABLE intake_text (
	file_id TEXT NOT NULL PRIMARY KEY REFERENCES intake_file (id),
	text TEXT NOT NULL,
	layout TEXT NOT NULL
);

-- One thing that was found in a file, and what was decided on it.
CREATE TABLE intake_proposal (
	id TEXT NOT NULL PRIMARY KEY,
	file_id TEXT NOT NULL REFERENCES intake_file (id),
	ord BIGINT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('document', 'reference', 'task', 'figure')),
	span_start BIGINT NOT NULL,
	span_end BIGINT NOT NULL CHECK (span_end >= span_start),
	found TEXT NOT NULL,
	value TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected')),
	account_id TEXT NOT NULL,
	decided_at BIGINT NOT NULL CHECK ((decided_at = 0) = (state = 'open')),
	version BIGINT NOT NULL,
	UNIQUE (file_id, ord)
);

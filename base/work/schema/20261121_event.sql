-- What was done, by whom, when, for which body. Rows are only ever added.
CREATE TABLE event (
	seq BIGSERIAL PRIMARY KEY,
	at BIGINT NOT NULL,
	account_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	body_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	detail TEXT NOT NULL
);
CREATE INDEX event_subject ON event (subject, seq);

-- Which version of what is kept in memory is the right one.
CREATE TABLE memo_version (
	name TEXT NOT NULL PRIMARY KEY,
	version TEXT NOT NULL
);

-- Who did what sort of thing, for which body. Half of an event would be this,
-- and the same for thousands: it stands here once.
CREATE TABLE event_act (
	no BIGSERIAL PRIMARY KEY,
	account_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	body_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	UNIQUE (account_id, reason, body_id, kind)
);

-- What was done, and when. Rows are only ever added.
CREATE TABLE event (
	seq BIGSERIAL PRIMARY KEY,
	at BIGINT NOT NULL,
	act_no BIGINT NOT NULL,
	subject TEXT NOT NULL,
	detail TEXT NOT NULL
);
CREATE INDEX event_subject ON event (subject, seq);

-- Which version of what is kept in memory is the right one.
CREATE TABLE memo_version (
	name TEXT NOT NULL PRIMARY KEY,
	version TEXT NOT NULL
);

-- The connection points of conferences: what does not change while one runs. Those of a
-- conference are numbered from 1 in the order in which they were made.
CREATE TABLE point_planned (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	no BIGINT NOT NULL,
	-- The point above it, 0 for one right under the conference.
	under_no BIGINT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	name TEXT NOT NULL CHECK (length(name) <= 300),
	place TEXT NOT NULL CHECK (length(place) <= 300),
	charge TEXT NOT NULL CHECK (length(charge) <= 300),
	UNIQUE (meeting_id, no)
);
CREATE INDEX point_planned_body ON point_planned (body_id, meeting_id, no);
CREATE INDEX point_planned_under ON point_planned (meeting_id, under_no, no);

-- What each point last said. A row is made with the point and only ever changed, so that
-- thousands who report at once write no row in common and no index. People are counted
-- in columns of their own: categories overlap, a member may be an official as well.
CREATE TABLE point_tally (
	meeting_id TEXT NOT NULL,
	no BIGINT NOT NULL,
	-- The points above it, the topmost one and that below it; itself at its own level.
	top_no BIGINT NOT NULL,
	mid_no BIGINT NOT NULL,
	tier TEXT NOT NULL,
	-- How often it has reported; 0 for not yet.
	times BIGINT NOT NULL,
	at BIGINT NOT NULL,
	-- Why somebody above set it right after the conference was closed.
	reason TEXT NOT NULL CHECK (length(reason) <= 500),
	called BIGINT NOT NULL CHECK (called BETWEEN 0 AND 100000),
	present BIGINT NOT NULL CHECK (present BETWEEN 0 AND 100000),
	excused BIGINT NOT NULL CHECK (excused BETWEEN 0 AND 100000),
	c1 BIGINT NOT NULL, c2 BIGINT NOT NULL, c3 BIGINT NOT NULL, c4 BIGINT NOT NULL,
	c5 BIGINT NOT NULL, c6 BIGINT NOT NULL, c7 BIGINT NOT NULL, c8 BIGINT NOT NULL,
	p1 BIGINT NOT NULL, p2 BIGINT NOT NULL, p3 BIGINT NOT NULL, p4 BIGINT NOT NULL,
	p5 BIGINT NOT NULL, p6 BIGINT NOT NULL, p7 BIGINT NOT NULL, p8 BIGINT NOT NULL,
	PRIMARY KEY (meeting_id, no)
) WITHOUT ROWID;
-- +postgres
-- Room on each page for the second state of each of its rows: then no report writes an
-- index.
ALTER TABLE point_tally SET (fillfactor = 45);
-- +end

-- The categories that a conference counts, in the places c1 to c8 and p1 to p8.
CREATE TABLE point_audience (
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	slot BIGINT NOT NULL CHECK (slot BETWEEN 1 AND 8),
	code TEXT NOT NULL,
	PRIMARY KEY (meeting_id, slot)
) WITHOUT ROWID;

-- The secret address at which a point reports without an account, by the right of who
-- gave it. The address itself is known to whoever holds the paper only.
CREATE TABLE point_link (
	point_id TEXT NOT NULL PRIMARY KEY REFERENCES point_planned (id),
	secret_hash BYTEA NOT NULL UNIQUE,
	account_id TEXT NOT NULL,
	post TEXT NOT NULL,
	at BIGINT NOT NULL
);

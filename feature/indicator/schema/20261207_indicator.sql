-- A set of indicators that bodies report on together (biểu báo cáo), with one frequency.
CREATE TABLE indicator_set (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	-- The body that defines it; only bodies below it, or itself, report.
	body_id TEXT NOT NULL REFERENCES org_body (id),
	code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	frequency TEXT NOT NULL CHECK (frequency IN ('week', 'month', 'quarter', 'half', 'year')),
	-- Why it is asked for: a registered document and the passage of it; '' for none.
	document_id TEXT NOT NULL,
	passage TEXT NOT NULL,
	-- The days from which and until which it is asked for; '' for no end.
	from_on TEXT NOT NULL CHECK (length(from_on) = 10),
	until_on TEXT NOT NULL
);
CREATE INDEX indicator_set_body ON indicator_set (body_id, id);

-- Who reports: bodies by name, or groups, which mean other bodies on other days.
CREATE TABLE indicator_scope (
	set_id TEXT NOT NULL REFERENCES indicator_set (id),
	ord BIGINT NOT NULL,
	group_id TEXT NOT NULL,
	body_id TEXT NOT NULL,
	PRIMARY KEY (set_id, ord),
	CHECK ((group_id = '') <> (body_id = ''))
) WITHOUT ROWID;

CREATE TABLE indicator (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	set_id TEXT NOT NULL REFERENCES indicator_set (id),
	-- Its number in the set, by which returns hold its cells: never given to another.
	no BIGINT NOT NULL,
	code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
	unit TEXT NOT NULL CHECK (length(unit) <= 60),
	-- Values are held times ten to the power of these.
	decimals BIGINT NOT NULL CHECK (decimals BETWEEN 0 AND 6),
	direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'none')),
	sort TEXT NOT NULL CHECK (sort IN ('number', 'ratio', 'steps')),
	aggregation TEXT NOT NULL CHECK (aggregation IN ('sum', 'mean', 'ratio', 'latest', 'none')),
	running TEXT NOT NULL CHECK (running IN ('of_period', 'from_start', 'at_end')),
	-- Of steps: a line each, from the first on.
	steps TEXT NOT NULL,
	-- Codes of the same set whose numbers make it up; '' for none.
	total_of TEXT NOT NULL,
	-- How it is worked out from others of the set; '' where it is entered.
	formula TEXT NOT NULL,
	-- The range in which numbers are expected, and by how many per cent one may differ from
	-- the period before; the lowest number there is, and 0, where nothing is.
	low BIGINT NOT NULL,
	high BIGINT NOT NULL,
	jump BIGINT NOT NULL CHECK (jump >= 0),
	passage TEXT NOT NULL,
	-- From which day on it is no more asked for; '' while it is.
	until_on TEXT NOT NULL
);
CREATE UNIQUE INDEX indicator_no ON indicator (set_id, no);
CREATE UNIQUE INDEX indicator_code ON indicator (set_id, code);

-- What a body is to reach in a period, as it was said from a day on.
CREATE TABLE indicator_target (
	indicator_id TEXT NOT NULL REFERENCES indicator (id),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	period TEXT NOT NULL,
	from_at BIGINT NOT NULL,
	value BIGINT NOT NULL,
	part BIGINT NOT NULL,
	-- A baseline is where it began, and nothing to be reached.
	baseline BOOLEAN NOT NULL,
	basis TEXT NOT NULL,
	by_account TEXT NOT NULL,
	PRIMARY KEY (indicator_id, body_id, period, from_at)
) WITHOUT ROWID;

-- What a body reports of a set for a period: a return.
CREATE TABLE indicator_return (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	set_id TEXT NOT NULL REFERENCES indicator_set (id),
	period TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	state TEXT NOT NULL CHECK (state IN ('open', 'declared', 'approved', 'accepted', 'locked')),
	-- By when it is to be declared, and by which rules.
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	rules TEXT NOT NULL,
	-- Its cells, packed. Those of an open return are a draft and count nowhere; those of
	-- any other stand in indicator_value as well.
	cells TEXT NOT NULL,
	entered_by TEXT NOT NULL,
	entered_at BIGINT NOT NULL,
	declared_by TEXT NOT NULL,
	declared_at BIGINT NOT NULL,
	approved_by TEXT NOT NULL,
	approved_at BIGINT NOT NULL,
	accepted_by TEXT NOT NULL,
	accepted_at BIGINT NOT NULL,
	-- Why it was given back; '' where it was not since.
	returned TEXT NOT NULL,
	-- How often it was corrected after it had been accepted.
	corrected BIGINT NOT NULL
);
CREATE UNIQUE INDEX indicator_return_of ON indicator_return (set_id, period, body_id);
CREATE INDEX indicator_return_owed ON indicator_return (body_id, due_on, id) WHERE state = 'open';
CREATE INDEX indicator_return_body ON indicator_return (body_id, id);
CREATE INDEX indicator_return_open ON indicator_return (id) WHERE state = 'open';
CREATE INDEX indicator_return_accepted ON indicator_return (due_on, id) WHERE state = 'accepted';

-- The numbers that count, a row each. Of a ratio value and part are what is divided and by
-- what; of a mean part is its weight.
CREATE TABLE indicator_value (
	period TEXT NOT NULL,
	indicator_id TEXT NOT NULL,
	body_id TEXT NOT NULL,
	says TEXT NOT NULL CHECK (says IN ('number', 'not_here')),
	value BIGINT NOT NULL,
	part BIGINT NOT NULL,
	note TEXT NOT NULL,
	at BIGINT NOT NULL,
	by_account TEXT NOT NULL,
	PRIMARY KEY (period, indicator_id, body_id)
) WITHOUT ROWID;

-- What they were before, until when, and why no more.
CREATE TABLE indicator_value_past (
	period TEXT NOT NULL,
	indicator_id TEXT NOT NULL,
	body_id TEXT NOT NULL,
	until_at BIGINT NOT NULL,
	says TEXT NOT NULL,
	value BIGINT NOT NULL,
	part BIGINT NOT NULL,
	note TEXT NOT NULL,
	at BIGINT NOT NULL,
	by_account TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (period, indicator_id, body_id, until_at)
) WITHOUT ROWID;

-- Documents about which somebody is asked to brief, each once.
CREATE TABLE brief_document (
	document_id TEXT NOT NULL PRIMARY KEY,
	asked_on TEXT NOT NULL CHECK (length(asked_on) = 10)
) WITHOUT ROWID;
CREATE INDEX brief_document_asked ON brief_document (asked_on, document_id);

-- What is asked: of which bodies, for which audience, by when. audience is a code
-- of the rule brief.audiences. done_on is empty while the body goes on; words is
-- why it finished with fewer people than it expected.
CREATE TABLE brief_duty (
	document_id TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	audience TEXT NOT NULL CHECK (length(audience) BETWEEN 1 AND 40),
	id TEXT NOT NULL UNIQUE,
	asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
	asked_by TEXT NOT NULL,
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	rule TEXT NOT NULL,
	done_on TEXT NOT NULL,
	words TEXT NOT NULL,
	PRIMARY KEY (document_id, body_id, audience)
) WITHOUT ROWID;
CREATE INDEX brief_duty_open ON brief_duty (body_id, due_on, document_id) WHERE done_on = '';
CREATE INDEX brief_duty_due ON brief_duty (due_on, id) WHERE done_on = '';

-- How many there are of an audience, as the body said from a day on.
CREATE TABLE brief_expected (
	document_id TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	audience TEXT NOT NULL,
	from_on TEXT NOT NULL CHECK (length(from_on) = 10),
	expected BIGINT NOT NULL CHECK (expected >= 0),
	PRIMARY KEY (document_id, body_id, audience, from_on)
) WITHOUT ROWID;

-- A sitting: one time and place at which people were briefed. One that makes up is
-- for those who missed an earlier one. Where withdrawn says why it was taken back,
-- it counts nobody.
CREATE TABLE brief_sitting (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	document_id TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	on_day TEXT NOT NULL CHECK (length(on_day) = 10),
	place TEXT NOT NULL,
	form TEXT NOT NULL CHECK (form IN ('hall', 'online', 'cell', 'self_study')),
	speaker TEXT NOT NULL,
	makes_up TEXT NOT NULL,
	words TEXT NOT NULL,
	recorded_by TEXT NOT NULL,
	withdrawn TEXT NOT NULL
);
CREATE INDEX brief_sitting_of ON brief_sitting (document_id, body_id, on_day, id);

-- How many of an audience were briefed there for the first time. Document, body and
-- day stand here again, for coverage is added up from these rows.
CREATE TABLE brief_count (
	document_id TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	audience TEXT NOT NULL,
	sitting_id TEXT NOT NULL REFERENCES brief_sitting (id),
	on_day TEXT NOT NULL CHECK (length(on_day) = 10),
	reached BIGINT NOT NULL CHECK (reached > 0),
	PRIMARY KEY (document_id, body_id, audience, sitting_id)
) WITHOUT ROWID;
CREATE INDEX brief_count_sitting ON brief_count (sitting_id);

-- Bodies. What changes over time stands in tables of its own.
CREATE TABLE org_event (
	id TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL,
	on_day TEXT NOT NULL,
	act_symbol TEXT NOT NULL,
	act_title TEXT NOT NULL,
	act_on TEXT NOT NULL,
	CHECK (act_symbol <> '' OR act_title <> '')
);

CREATE TABLE org_body (
	id TEXT NOT NULL PRIMARY KEY,
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60),
	kind TEXT NOT NULL,
	tier TEXT NOT NULL,
	line TEXT NOT NULL,
	from_on TEXT NOT NULL,
	until_on TEXT NOT NULL CHECK (until_on = '' OR until_on > from_on),
	end_event_id TEXT REFERENCES org_event (id),
	CHECK ((until_on = '') = (end_event_id IS NULL))
);

CREATE TABLE org_name (
	body_id TEXT NOT NULL REFERENCES org_body (id),
	from_on TEXT NOT NULL,
	until_on TEXT NOT NULL CHECK (until_on = '' OR until_on > from_on),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	short_name TEXT NOT NULL,
	event_id TEXT NOT NULL REFERENCES org_event (id),
	PRIMARY KEY (body_id, from_on)
);

CREATE TABLE org_place (
	body_id TEXT NOT NULL REFERENCES org_body (id),
	from_on TEXT NOT NULL,
	until_on TEXT NOT NULL CHECK (until_on = '' OR until_on > from_on),
	superior_id TEXT REFERENCES org_body (id),
	event_id TEXT NOT NULL REFERENCES org_event (id),
	PRIMARY KEY (body_id, from_on)
);

CREATE TABLE org_series (
	body_id TEXT NOT NULL REFERENCES org_body (id),
	code TEXT NOT NULL CHECK (code <> ''),
	regime TEXT NOT NULL CHECK (regime IN ('party', 'state')),
	from_on TEXT NOT NULL,
	until_on TEXT NOT NULL,
	PRIMARY KEY (body_id, code, from_on)
);

CREATE TABLE org_succession (
	from_id TEXT NOT NULL REFERENCES org_body (id),
	to_id TEXT NOT NULL REFERENCES org_body (id),
	on_day TEXT NOT NULL,
	event_id TEXT NOT NULL REFERENCES org_event (id),
	PRIMARY KEY (from_id, to_id),
	CHECK (from_id <> to_id)
);

CREATE TABLE org_group (
	id TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	aliases TEXT NOT NULL,
	kinds TEXT NOT NULL,
	tier TEXT NOT NULL,
	line TEXT NOT NULL
);

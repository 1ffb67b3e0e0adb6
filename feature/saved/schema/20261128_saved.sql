-- A list that somebody keeps: the question it asks of the register, with order,
-- groups and columns, and how it is printed. body_id is with whom it is shared,
-- '' for nobody.
CREATE TABLE saved_list (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	account_id TEXT NOT NULL,
	body_id TEXT NOT NULL,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
	ask TEXT NOT NULL CHECK (length(ask) <= 4000),
	heading TEXT NOT NULL,
	paper TEXT NOT NULL CHECK (paper IN ('A4', 'A3')),
	changed_by TEXT NOT NULL,
	changed_at BIGINT NOT NULL
);
CREATE INDEX saved_list_account ON saved_list (account_id, id);
CREATE INDEX saved_list_body ON saved_list (body_id, id) WHERE body_id <> '';

-- With which list the register opens for a person.
CREATE TABLE saved_first (
	account_id TEXT NOT NULL PRIMARY KEY,
	list_id TEXT NOT NULL REFERENCES saved_list (id)
) WITHOUT ROWID;
CREATE INDEX saved_first_list ON saved_first (list_id);

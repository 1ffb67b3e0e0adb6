-- People as holders of titles: a name, and an account where they have one. Nothing
-- else is held; where the name was erased both are empty.
CREATE TABLE position_person (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	name TEXT NOT NULL CHECK (length(name) <= 100),
	name_fold TEXT NOT NULL,
	account_id TEXT NOT NULL,
	erased_at BIGINT NOT NULL CHECK (erased_at = 0 AND name <> '' OR erased_at > 0 AND name = '' AND name_fold = '' AND account_id = '')
);
CREATE INDEX position_person_name ON position_person (name_fold, id);
CREATE UNIQUE INDEX position_person_account ON position_person (account_id) WHERE account_id <> '';

-- Who holds which title at which body in which days; title is a code of the rule
-- position.titles. until_on is the first day on which they hold it no more.
CREATE TABLE position_holding (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	person_id TEXT NOT NULL REFERENCES position_person (id),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 40),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	from_on TEXT NOT NULL CHECK (length(from_on) = 10),
	until_on TEXT NOT NULL CHECK (until_on = '' OR until_on > from_on),
	note TEXT NOT NULL
);
CREATE INDEX position_holding_body ON position_holding (body_id, title, from_on, id);
CREATE INDEX position_holding_person ON position_holding (person_id, from_on, id);

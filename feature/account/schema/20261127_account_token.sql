-- What lets a program act for a person in one of their posts. The token itself
-- is known to the program only. No body and no deputising: what is held
-- everywhere.
CREATE TABLE account_token (
	id TEXT NOT NULL PRIMARY KEY,
	token_hash BYTEA NOT NULL UNIQUE,
	account_id TEXT NOT NULL REFERENCES account (id),
	body_id TEXT REFERENCES org_body (id),
	deputy_id TEXT REFERENCES account_deputy (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
	scope TEXT NOT NULL CHECK (scope <> ''),
	made BIGINT NOT NULL,
	until_on TEXT NOT NULL CHECK (until_on <> ''),
	used_on TEXT NOT NULL
);
CREATE INDEX account_token_account ON account_token (account_id);

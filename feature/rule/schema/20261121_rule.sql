-- Versions of rules that an office set itself. What the program ships stands
-- in the code, each with its citation.
CREATE TABLE rule_version (
	id TEXT NOT NULL PRIMARY KEY,
	key TEXT NOT NULL,
	value TEXT NOT NULL,
	from_on TEXT NOT NULL,
	citation TEXT NOT NULL CHECK (citation <> ''),
	verified BOOLEAN NOT NULL,
	account_id TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	UNIQUE (key, from_on)
);

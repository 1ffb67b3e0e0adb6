-- Former names of accounts, with their periods. They stand here and not in the
-- events: an event is never changed, and a name must be erasable.
CREATE TABLE account_name (
	id TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL REFERENCES account (id),
	name TEXT NOT NULL CHECK (name <> ''),
	from_at BIGINT NOT NULL,
	until_at BIGINT NOT NULL CHECK (until_at >= from_at)
);
CREATE INDEX account_name_account ON account_name (account_id, until_at);

-- When login, name and password were taken away for good; 0 for never.
ALTER TABLE account ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;

-- The secret address of a calendar: of a person's own deadlines, or of those of
-- a body. The address itself is known to whoever made it only.
CREATE TABLE feed_address (
	id TEXT NOT NULL PRIMARY KEY,
	secret_hash BYTEA NOT NULL UNIQUE,
	account_id TEXT NOT NULL REFERENCES account (id),
	body_id TEXT NOT NULL,
	lang TEXT NOT NULL,
	made BIGINT NOT NULL,
	used_on TEXT NOT NULL,
	UNIQUE (account_id, body_id)
);

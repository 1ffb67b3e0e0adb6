-- Attempts to sign in, counted by all instances of the program together: what
-- is left of an allowance, and when that was right. What is counted is hashed,
-- so that what was typed stands nowhere. A row that is full again is deleted.
CREATE TABLE account_attempt (
	counted BYTEA NOT NULL PRIMARY KEY,
	remaining BIGINT NOT NULL CHECK (remaining >= 0),
	at BIGINT NOT NULL,
	full_at BIGINT NOT NULL
);
CREATE INDEX account_attempt_full ON account_attempt (full_at);

-- Who signed in, when, by what and from what kind of device, for the person to
-- see.
CREATE TABLE account_entry (
	id TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL REFERENCES account (id),
	at BIGINT NOT NULL,
	proofs TEXT NOT NULL,
	device TEXT NOT NULL
);
CREATE INDEX account_entry_account ON account_entry (account_id, at);
CREATE INDEX account_entry_at ON account_entry (at);

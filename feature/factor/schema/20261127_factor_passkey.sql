-- Keys that an authenticator of a person holds (WebAuthn). The public half and
-- what the authenticator said of itself stand in credential, as JSON; the count
-- of its signatures tells a copy from the original.
CREATE TABLE factor_passkey (
	id TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL,
	key_hash BYTEA NOT NULL UNIQUE,
	credential TEXT NOT NULL,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
	made BIGINT NOT NULL,
	used BIGINT NOT NULL
);
CREATE INDEX factor_passkey_account ON factor_passkey (account_id);

-- What an authenticator is asked to sign, once and soon. No account: whoever
-- signs in is nobody yet.
CREATE TABLE factor_challenge (
	token_hash BYTEA NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL,
	asked TEXT NOT NULL,
	expires BIGINT NOT NULL
);
CREATE INDEX factor_challenge_expires ON factor_challenge (expires);

-- The secret that a person shares with an app on their telephone, sealed with
-- the key of the installation. An account is known by its identifier only:
-- accounts stand above. Until it is confirmed by a first code it proves
-- nothing. A code is good for one step of thirty seconds and is used once:
-- step is the last one used.
CREATE TABLE factor_totp (
	account_id TEXT NOT NULL PRIMARY KEY,
	sealed BYTEA NOT NULL,
	made BIGINT NOT NULL,
	confirmed BIGINT NOT NULL,
	step BIGINT NOT NULL
);

-- What lets a person in who has lost the telephone, each once: SHA-256 of
-- 120 bits of chance.
CREATE TABLE factor_recovery (
	account_id TEXT NOT NULL,
	code_hash BYTEA NOT NULL,
	made BIGINT NOT NULL,
	PRIMARY KEY (account_id, code_hash)
);

-- By what the person of a session has proved who they are, and when last.
ALTER TABLE account_session ADD COLUMN proofs TEXT NOT NULL DEFAULT 'password';
ALTER TABLE account_session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;

-- Somebody who knows a password and has still to take the second step. That is
-- no session: nothing can be done with it but to give a code.
CREATE TABLE account_arrival (
	token_hash BYTEA NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL REFERENCES account (id),
	begun BIGINT NOT NULL,
	expires BIGINT NOT NULL CHECK (expires > begun),
	wrong BIGINT NOT NULL CHECK (wrong >= 0)
);
CREATE INDEX account_arrival_account ON account_arrival (account_id);

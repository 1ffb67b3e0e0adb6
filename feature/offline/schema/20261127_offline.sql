-- What was sent with a key and carried out, so that the same sent again, since its
-- answer was lost, is not carried out twice.
CREATE TABLE offline_sent (
	key_hash BYTEA NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL REFERENCES account (id),
	at BIGINT NOT NULL
);
CREATE INDEX offline_sent_at ON offline_sent (at);

-- Where other programs are told of what happens to tasks (webhooks). The secrets
-- are sealed: the program signs with them. Who owns a hook is whose sight counts.
CREATE TABLE hook (
	id TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL REFERENCES account (id),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 500),
	kinds TEXT NOT NULL CHECK (kinds <> ''),
	secret BYTEA NOT NULL,
	secret_before BYTEA NOT NULL,
	before_until BIGINT NOT NULL,
	made BIGINT NOT NULL,
	made_by TEXT NOT NULL,
	failing_since BIGINT NOT NULL,
	ended BIGINT NOT NULL,
	ended_why TEXT NOT NULL CHECK (ended_why IN ('', 'person', 'gone', 'failing'))
);
CREATE INDEX hook_account ON hook (account_id);

-- How far the log has been read.
CREATE TABLE hook_place (
	id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
	place BIGINT NOT NULL
);

-- What is to be told, and was. place is that of the event in the log.
CREATE TABLE hook_delivery (
	id TEXT NOT NULL PRIMARY KEY,
	hook_id TEXT NOT NULL REFERENCES hook (id),
	place BIGINT NOT NULL,
	kind TEXT NOT NULL,
	task_id TEXT NOT NULL,
	at BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'unseen')),
	tries BIGINT NOT NULL,
	next_at BIGINT NOT NULL,
	tried_at BIGINT NOT NULL,
	status BIGINT NOT NULL,
	trouble TEXT NOT NULL,
	UNIQUE (hook_id, place)
);
CREATE INDEX hook_delivery_at ON hook_delivery (at);
CREATE INDEX hook_delivery_due ON hook_delivery (next_at, id) WHERE state = 'waiting';

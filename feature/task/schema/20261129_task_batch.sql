-- What was done to many tasks at once, so that it can be undone: the tasks with
-- the version that it left them in, and the bodies that helped before it.
CREATE TABLE task_batch (
	id TEXT NOT NULL PRIMARY KEY,
	verb TEXT NOT NULL,
	plain BOOLEAN NOT NULL,
	account_id TEXT NOT NULL,
	at BIGINT NOT NULL,
	tasks BIGINT NOT NULL,
	undone_at BIGINT NOT NULL
);
CREATE INDEX task_batch_account ON task_batch (account_id, id);
CREATE TABLE task_batch_task (
	batch_id TEXT NOT NULL REFERENCES task_batch (id),
	no BIGINT NOT NULL,
	task_id TEXT NOT NULL REFERENCES task (id),
	version BIGINT NOT NULL,
	helping TEXT NOT NULL,
	undone BOOLEAN NOT NULL,
	PRIMARY KEY (batch_id, no)
) WITHOUT ROWID;

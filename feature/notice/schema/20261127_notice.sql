-- Up to which place the log has been read for what people are to be told; -1
-- before the first time. One row.
CREATE TABLE notice_place (
	one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
	place BIGINT NOT NULL
);
INSERT INTO notice_place (one, place) VALUES (1, -1);

-- What there is to tell of: things of one kind that somebody did at one time,
-- for one body. It may be one task or the twenty thousand of an import.
CREATE TABLE notice_matter (
	id TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL,
	side TEXT NOT NULL,
	body_id TEXT NOT NULL,
	by_account TEXT NOT NULL,
	by_for TEXT NOT NULL,
	first_at BIGINT NOT NULL,
	at BIGINT NOT NULL CHECK (at >= first_at),
	tasks BIGINT NOT NULL CHECK (tasks >= 0),
	closed BOOLEAN NOT NULL
);
-- Those to which more of the same may still come.
CREATE INDEX notice_matter_open ON notice_matter (at) WHERE NOT closed;
CREATE INDEX notice_matter_at ON notice_matter (at, id);

-- The tasks of a matter, each once, with what was said about it. no is the place
-- in the log of what was done to it.
CREATE TABLE notice_task (
	matter_id TEXT NOT NULL REFERENCES notice_matter (id),
	no BIGINT NOT NULL,
	task_id TEXT NOT NULL,
	words TEXT NOT NULL,
	PRIMARY KEY (matter_id, no)
);
CREATE UNIQUE INDEX notice_task_once ON notice_task (matter_id, task_id);

-- Who is told of it, in which of their posts. mail_due: when it is to go out by
-- mail; 0 if it is not, or has been put into one. mail_id: that mail.
CREATE TABLE notice (
	account_id TEXT NOT NULL,
	post TEXT NOT NULL,
	matter_id TEXT NOT NULL REFERENCES notice_matter (id),
	at BIGINT NOT NULL,
	read_at BIGINT NOT NULL,
	mail_due BIGINT NOT NULL,
	mail_id TEXT NOT NULL,
	PRIMARY KEY (account_id, post, matter_id)
);
CREATE INDEX notice_newest ON notice (account_id, post, at, matter_id);
CREATE INDEX notice_unread ON notice (account_id, post) WHERE read_at = 0;
CREATE INDEX notice_due ON notice (mail_due, account_id) WHERE mail_due > 0;
CREATE INDEX notice_of_mail ON notice (mail_id) WHERE mail_id <> '';
CREATE INDEX notice_matter_of ON notice (matter_id);

-- How people want to be told. asked: an address that waits to be confirmed by
-- the link that was sent to it. Minutes of the day; equal ones: no quiet hours.
CREATE TABLE notice_person (
	account_id TEXT NOT NULL PRIMARY KEY,
	address TEXT NOT NULL,
	confirmed_at BIGINT NOT NULL,
	asked TEXT NOT NULL,
	asked_at BIGINT NOT NULL,
	token_hash BYTEA,
	lang TEXT NOT NULL,
	quiet_from BIGINT NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
	quiet_until BIGINT NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
	CHECK ((address <> '') = (confirmed_at > 0))
);
CREATE UNIQUE INDEX notice_person_token ON notice_person (token_hash) WHERE token_hash IS NOT NULL;

CREATE TABLE notice_choice (
	account_id TEXT NOT NULL,
	class TEXT NOT NULL,
	how TEXT NOT NULL CHECK (how IN ('now', 'daily', 'weekly', 'off')),
	PRIMARY KEY (account_id, class)
);

-- Mails that are to go out or have gone. What is in one is written when it
-- goes, from what its person may see then. outcome: '' waits; sent; nothing
-- (there was nothing left to tell); failed (given up).
CREATE TABLE notice_mail (
	id TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('notices', 'confirm')),
	made_at BIGINT NOT NULL,
	next_at BIGINT NOT NULL,
	tries BIGINT NOT NULL,
	outcome TEXT NOT NULL CHECK (outcome IN ('', 'sent', 'nothing', 'failed')),
	ended_at BIGINT NOT NULL,
	trouble TEXT NOT NULL,
	CHECK ((outcome = '') = (ended_at = 0))
);
CREATE INDEX notice_mail_waiting ON notice_mail (next_at, id) WHERE outcome = '';
CREATE INDEX notice_mail_ended ON notice_mail (outcome, ended_at) WHERE outcome <> '';
CREATE INDEX notice_mail_account ON notice_mail (account_id);

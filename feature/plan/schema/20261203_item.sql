-- A programme may be one of inspection and supervision. What stands in a CHECK
-- cannot be altered on SQLite, so the table is made anew, and with it the one that
-- refers to it.
CREATE TABLE plan_programme_next (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('work', 'action', 'inspection')),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	doc_id TEXT NOT NULL,
	from_on TEXT NOT NULL CHECK (length(from_on) = 10),
	until_on TEXT NOT NULL CHECK (length(until_on) = 10 AND until_on >= from_on),
	ended BOOLEAN NOT NULL
);
INSERT INTO plan_programme_next (id, version, kind, body_id, title, doc_id, from_on, until_on, ended)
SELECT id, version, kind, body_id, title, doc_id, from_on, until_on, ended FROM plan_programme;
CREATE TABLE plan_part_next (
	programme_id TEXT NOT NULL REFERENCES plan_programme_next (id),
	task_id TEXT NOT NULL REFERENCES task (id),
	PRIMARY KEY (programme_id, task_id)
) WITHOUT ROWID;
INSERT INTO plan_part_next (programme_id, task_id) SELECT programme_id, task_id FROM plan_part;
DROP TABLE plan_part;
DROP TABLE plan_programme;
ALTER TABLE plan_programme_next RENAME TO plan_programme;
ALTER TABLE plan_part_next RENAME TO plan_part;
CREATE INDEX plan_programme_body ON plan_programme (body_id, until_on, id);
CREATE INDEX plan_part_task ON plan_part (task_id);
-- +postgres
ALTER INDEX plan_programme_next_pkey RENAME TO plan_programme_pkey;
ALTER INDEX plan_part_next_pkey RENAME TO plan_part_pkey;
-- +end

-- What a programme says will be done, one line of it.
CREATE TABLE plan_item (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	programme_id TEXT NOT NULL REFERENCES plan_programme (id),
	ord BIGINT NOT NULL,
	words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 1000),
	forum TEXT NOT NULL CHECK (forum IN ('committee', 'standing', 'board', 'conference', 'inspection', 'supervision', 'other')),
	-- When, as printed ("Tháng 3", "Quý II"), and the days that it means; '' where it means none.
	when_words TEXT NOT NULL,
	from_on TEXT NOT NULL,
	until_on TEXT NOT NULL CHECK ((from_on = '') = (until_on = '') AND until_on >= from_on),
	-- Who prepares it, of an inspection the team, in words; and the body that is meant, '' where none is for sure.
	prepares TEXT NOT NULL,
	prepares_id TEXT NOT NULL,
	reviews TEXT NOT NULL,
	-- Of an inspection: what is looked at, in words and as a body, and by when it reports on itself.
	about TEXT NOT NULL,
	about_id TEXT NOT NULL,
	report_by TEXT NOT NULL,
	document_id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	task_id TEXT NOT NULL,
	standing TEXT NOT NULL CHECK (standing IN ('ahead', 'done', 'dropped')),
	-- On which day it was done or dropped.
	ended_on TEXT NOT NULL CHECK ((standing = 'ahead') = (ended_on = '')),
	-- Why it was moved or dropped.
	reason TEXT NOT NULL,
	-- When it was to be at first, where it was moved.
	first_words TEXT NOT NULL,
	first_until TEXT NOT NULL
);
CREATE INDEX plan_item_of ON plan_item (programme_id, until_on, ord, id);

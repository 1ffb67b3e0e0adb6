-- What people are briefed with: documents of the register.
CREATE TABLE brief_material (
	document_id TEXT NOT NULL,
	material_id TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	PRIMARY KEY (document_id, material_id)
) WITHOUT ROWID;

-- Who is asked to say that they have read a document. Only the day is kept on which
-- they said so; read_on is empty until then.
CREATE TABLE brief_ack (
	document_id TEXT NOT NULL,
	account_id TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	read_on TEXT NOT NULL,
	PRIMARY KEY (document_id, account_id)
) WITHOUT ROWID;
CREATE INDEX brief_ack_open ON brief_ack (account_id, due_on, document_id) WHERE read_on = '';
CREATE INDEX brief_ack_body ON brief_ack (document_id, body_id, account_id);

-- A short knowledge check, which nobody has to take.
CREATE TABLE brief_check (
	id TEXT NOT NULL PRIMARY KEY,
	document_id TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
	questions TEXT NOT NULL,
	open_until TEXT NOT NULL CHECK (length(open_until) = 10)
);
CREATE INDEX brief_check_of ON brief_check (document_id, open_until, id);

-- Sheets are anonymous: sheet is drawn at random, and there is neither an account nor
-- a time, so that no sheet leads to whoever filled it in.
CREATE TABLE brief_sheet (
	check_id TEXT NOT NULL REFERENCES brief_check (id),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	sheet TEXT NOT NULL,
	answers TEXT NOT NULL,
	PRIMARY KEY (check_id, body_id, sheet)
) WITHOUT ROWID;

-- What bodies below were asked to write for a block of a report, each its own part.
CREATE TABLE report_slot (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	report_id TEXT NOT NULL REFERENCES report (id),
	block TEXT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	words TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('asked', 'sent')),
	sent_at BIGINT NOT NULL,
	sent_by TEXT NOT NULL,
	-- Why it was given back last; '' once it is sent again.
	returned TEXT NOT NULL,
	-- What the report says instead of its words, as edited above; '' says them as they are.
	used TEXT NOT NULL,
	left_out BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX report_slot_block ON report_slot (report_id, block, body_id);
CREATE INDEX report_slot_body ON report_slot (body_id, state, due_on, id);
CREATE INDEX report_slot_open ON report_slot (id) WHERE state = 'asked';

-- What is handed out with an item of an agenda: a file, by its content, or a document of
-- the register; one of the two.
CREATE TABLE meeting_handout (
	id TEXT NOT NULL PRIMARY KEY,
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	item_id TEXT NOT NULL REFERENCES meeting_item (id),
	ord BIGINT NOT NULL,
	name TEXT NOT NULL,
	sha256 TEXT NOT NULL CHECK (length(sha256) IN (0, 64)),
	size BIGINT NOT NULL,
	document_id TEXT NOT NULL,
	added_at BIGINT NOT NULL,
	account_id TEXT NOT NULL,
	CHECK ((sha256 <> '' AND name <> '' AND document_id = '') OR (sha256 = '' AND name = '' AND document_id <> ''))
);
CREATE INDEX meeting_handout_of ON meeting_handout (meeting_id, item_id, ord, id);

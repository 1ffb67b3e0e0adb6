-- The notice of conclusions of a conference that was issued, one at most.
CREATE TABLE meeting_notice (
	meeting_id TEXT NOT NULL PRIMARY KEY REFERENCES meeting (id),
	-- In the register, where its number, its file and its text are.
	document_id TEXT NOT NULL,
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	issued_at BIGINT NOT NULL
) WITHOUT ROWID;

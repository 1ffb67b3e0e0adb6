-- A conference may issue a second notice of conclusions, for what was recorded or chosen
-- after the first. A primary key cannot be altered on SQLite, so the table is made anew.
CREATE TABLE meeting_notice_next (
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	no BIGINT NOT NULL,
	-- In the register, where its number, its file and its text are.
	document_id TEXT NOT NULL,
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	issued_at BIGINT NOT NULL,
	PRIMARY KEY (meeting_id, no)
) WITHOUT ROWID;
INSERT INTO meeting_notice_next (meeting_id, no, document_id, sha256, issued_at) SELECT meeting_id, 1, document_id, sha256, issued_at FROM meeting_notice;
DROP TABLE meeting_notice;
ALTER TABLE meeting_notice_next RENAME TO meeting_notice;
-- +postgres
ALTER INDEX meeting_notice_next_pkey RENAME TO meeting_notice_pkey;
-- +end

-- In which of them an outcome stands; 0 for none.
ALTER TABLE meeting_outcome ADD COLUMN notice_no BIGINT NOT NULL DEFAULT 0;
UPDATE meeting_outcome SET notice_no = 1 WHERE end_at > 0;

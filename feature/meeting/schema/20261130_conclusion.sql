-- The notice of conclusions of a conference that was issued, one at most.
CREATE TABLE meeting_notice (
	meeting_id TEXT NOT NULL PRIMARY KEY REFERENCES meeting (id),
	-- In the register, where its number, its file and its text are.
	document_id TEXT NOT NULL,
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	issued_at BIGINT NOT NULL
) WITHOUT ROWID;

-- What was put right of the record after the conference was closed: what stood there,
-- what stands there now, why, when and by whom. Place names a column of a row:
-- 'head.chair', 'item:ID.title', 'outcome:ID.words'.
CREATE TABLE meeting_correction (
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	no BIGINT NOT NULL,
	place TEXT NOT NULL,
	was TEXT NOT NULL,
	becomes TEXT NOT NULL CHECK (becomes <> was),
	reason TEXT NOT NULL CHECK (reason <> ''),
	corrected_at BIGINT NOT NULL,
	account_id TEXT NOT NULL,
	PRIMARY KEY (meeting_id, no)
) WITHOUT ROWID;

-- The minutes as they were approved, and as they were signed: each a file, which is
-- never made again. Minutes that were signed on paper may have none.
CREATE TABLE meeting_minutes (
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	no BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('approved', 'signed')),
	sha256 TEXT NOT NULL CHECK (length(sha256) IN (0, 64)),
	media TEXT NOT NULL,
	kept_at BIGINT NOT NULL,
	account_id TEXT NOT NULL,
	PRIMARY KEY (meeting_id, no)
) WITHOUT ROWID;

-- A vote by show of hands: numbers only, never who. Present are those with a right to
-- vote who are there, of so many members; needed is how many must agree by the rule
-- that was in force.
CREATE TABLE meeting_vote (
	outcome_id TEXT NOT NULL PRIMARY KEY REFERENCES meeting_outcome (id),
	members BIGINT NOT NULL,
	present BIGINT NOT NULL,
	agreed BIGINT NOT NULL,
	against BIGINT NOT NULL,
	other BIGINT NOT NULL,
	needed BIGINT NOT NULL,
	rule TEXT NOT NULL,
	CHECK (agreed >= 0 AND against >= 0 AND other >= 0 AND agreed + against + other <= present AND present <= members)
) WITHOUT ROWID;

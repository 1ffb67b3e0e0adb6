-- Reports of bodies, while they are made and as they were frozen.
CREATE TABLE report (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	-- The body whose report it is.
	body_id TEXT NOT NULL REFERENCES org_body (id),
	-- The shipped template from which it was begun.
	kind TEXT NOT NULL,
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	-- What it tells of: a body with those below it, and a programme; '' for all.
	scope_id TEXT NOT NULL REFERENCES org_body (id),
	programme_id TEXT NOT NULL,
	-- The period by its name, and its first and last day.
	period TEXT NOT NULL,
	from_on TEXT NOT NULL CHECK (length(from_on) = 10),
	until_on TEXT NOT NULL CHECK (until_on >= from_on AND length(until_on) = 10),
	-- The post of who signs, in words; '' where nobody has said.
	post TEXT NOT NULL,
	-- Its blocks in their order, as JSON.
	blocks TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('draft', 'frozen')),
	-- The frozen report that it corrects, and why; '' for none.
	corrects_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	made_by TEXT NOT NULL
);
CREATE INDEX report_body ON report (body_id, state, id);
-- A frozen report is corrected by one other, which then is corrected itself.
CREATE UNIQUE INDEX report_corrects ON report (corrects_id) WHERE corrects_id <> '';

-- What was frozen, each by the SHA-256 of its bytes in the file store.
CREATE TABLE report_frozen (
	report_id TEXT NOT NULL PRIMARY KEY REFERENCES report (id),
	figures TEXT NOT NULL CHECK (length(figures) = 64),
	template TEXT NOT NULL CHECK (length(template) = 64),
	docx TEXT NOT NULL CHECK (length(docx) = 64),
	xlsx TEXT NOT NULL CHECK (length(xlsx) = 64),
	frozen_at BIGINT NOT NULL,
	frozen_by TEXT NOT NULL
) WITHOUT ROWID;

-- Pages of blocks that a person composes of figures of the moment (bảng theo dõi).
CREATE TABLE report_dash (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	account_id TEXT NOT NULL,
	-- The body at which it was composed; who may see its reports may see what is shared.
	body_id TEXT NOT NULL REFERENCES org_body (id),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	-- The body of which it tells, with those below it.
	scope_id TEXT NOT NULL REFERENCES org_body (id),
	-- Of which period it tells: the one of this kind in which the day lies.
	frequency TEXT NOT NULL CHECK (frequency IN ('week', 'month', 'quarter', 'half', 'year')),
	blocks TEXT NOT NULL,
	shared BOOLEAN NOT NULL
);
CREATE INDEX report_dash_account ON report_dash (account_id, id);
CREATE INDEX report_dash_shared ON report_dash (body_id, id) WHERE shared;

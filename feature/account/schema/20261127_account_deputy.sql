-- Who stands in for somebody in one of their posts, for a period that ends by
-- itself. It gives the roles that who is replaced holds on the body on each
-- day, so nothing of them is copied here.
CREATE TABLE account_deputy (
	id TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL REFERENCES account (id),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	deputy_id TEXT NOT NULL REFERENCES account (id),
	from_on TEXT NOT NULL CHECK (from_on <> ''),
	until_on TEXT NOT NULL CHECK (until_on >= from_on),
	administers BOOLEAN NOT NULL,
	named_by TEXT NOT NULL,
	named_at BIGINT NOT NULL,
	CHECK (account_id <> deputy_id)
);
CREATE INDEX account_deputy_deputy ON account_deputy (deputy_id);
CREATE INDEX account_deputy_account ON account_deputy (account_id);

-- Of a session that acts in the place of somebody: as whose deputy.
ALTER TABLE account_session ADD COLUMN deputy_id TEXT REFERENCES account_deputy (id);

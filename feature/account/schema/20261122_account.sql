-- Who can sign in. There is nothing about the person but a name and a login.
CREATE TABLE account (
	id TEXT NOT NULL PRIMARY KEY,
	login TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 3 AND 60),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	search TEXT NOT NULL,
	password TEXT NOT NULL CHECK (password <> ''),
	password_at BIGINT NOT NULL,
	must_change BOOLEAN NOT NULL,
	disabled BOOLEAN NOT NULL,
	created BIGINT NOT NULL
);

-- A role on a body's subtree for a period; no body means everywhere. A grant
-- that was revoked before its first day has an empty period.
CREATE TABLE account_grant (
	id TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL REFERENCES account (id),
	role TEXT NOT NULL CHECK (role IN ('office', 'head', 'specialist', 'inspector', 'administrator')),
	body_id TEXT REFERENCES org_body (id),
	from_on TEXT NOT NULL CHECK (from_on <> ''),
	until_on TEXT NOT NULL CHECK (until_on = '' OR until_on >= from_on),
	granted_by TEXT NOT NULL,
	granted_at BIGINT NOT NULL
);
CREATE INDEX account_grant_account ON account_grant (account_id);
CREATE INDEX account_grant_body ON account_grant (body_id, account_id);

-- A browser that is signed in. The token itself is known to the browser only.
CREATE TABLE account_session (
	id TEXT NOT NULL PRIMARY KEY,
	token_hash BYTEA NOT NULL UNIQUE,
	account_id TEXT NOT NULL REFERENCES account (id),
	body_id TEXT REFERENCES org_body (id),
	created BIGINT NOT NULL,
	seen BIGINT NOT NULL CHECK (seen >= created),
	expires BIGINT NOT NULL CHECK (expires > created)
);
CREATE INDEX account_session_account ON account_session (account_id);

-- What those have to prove whose posts are on a body or below it, from a day
-- on; no body means everybody. A row is never changed: a later one of the same
-- body takes its place.
CREATE TABLE factor_policy (
	id TEXT NOT NULL PRIMARY KEY,
	body_id TEXT REFERENCES org_body (id),
	needs TEXT NOT NULL CHECK (needs IN ('password', 'second', 'passkey')),
	from_on TEXT NOT NULL CHECK (from_on <> ''),
	reason TEXT NOT NULL CHECK (reason <> ''),
	set_by TEXT NOT NULL,
	set_at BIGINT NOT NULL
);
CREATE INDEX factor_policy_from ON factor_policy (from_on, set_at);

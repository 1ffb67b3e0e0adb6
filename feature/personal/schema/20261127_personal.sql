-- Who looked at what is held about a person. It is itself about people, and
-- goes when the rule says.
CREATE TABLE personal_view (
	seq BIGSERIAL PRIMARY KEY,
	at BIGINT NOT NULL,
	viewed_id TEXT NOT NULL,
	viewer_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	body_id TEXT NOT NULL,
	what TEXT NOT NULL CHECK (what <> ''),
	permission TEXT NOT NULL,
	scopes TEXT NOT NULL
);
CREATE INDEX personal_view_viewed ON personal_view (viewed_id, seq);
CREATE INDEX personal_view_at ON personal_view (at);

-- What people ask about their own data, and the first answer.
CREATE TABLE personal_request (
	id TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('see', 'correct', 'export', 'erase')),
	words TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	rules TEXT NOT NULL,
	answered_at BIGINT NOT NULL,
	answered_by TEXT NOT NULL,
	answer TEXT NOT NULL,
	CHECK ((answered_at = 0) = (answer = ''))
);
CREATE INDEX personal_request_account ON personal_request (account_id, made_at);
CREATE INDEX personal_request_due ON personal_request (answered_at, due_on);

-- Who is called to a conference, and who came. The rows of a template go with it, after
-- it was deleted: so what is planned refers to no conference by a foreign key.
CREATE TABLE roll_call (
	meeting_id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	-- When it was summoned last; 0 before.
	summoned_at BIGINT NOT NULL,
	-- The code that is shown in the hall; '' before one was made.
	door TEXT NOT NULL
) WITHOUT ROWID;

-- Lines that are added up from above: with a title, of a body or of what a group means
-- below it; minus takes away.
CREATE TABLE roll_line (
	meeting_id TEXT NOT NULL,
	no BIGINT NOT NULL,
	minus BOOLEAN NOT NULL,
	capacity TEXT NOT NULL CHECK (minus AND capacity = '' OR NOT minus AND capacity IN ('member', 'delegate', 'guest', 'observer')),
	-- A code of the rule position.titles; '' where the body itself sends somebody.
	title TEXT NOT NULL CHECK (length(title) <= 40),
	group_id TEXT NOT NULL,
	body_id TEXT NOT NULL,
	PRIMARY KEY (meeting_id, no)
) WITHOUT ROWID;

-- Who came out of the lines when they were summoned; what they were then stays. What
-- they are called stands with the person, from which it can be erased.
CREATE TABLE roll_seat (
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	no BIGINT NOT NULL,
	capacity TEXT NOT NULL CHECK (capacity IN ('member', 'delegate', 'guest', 'observer')),
	title TEXT NOT NULL CHECK (length(title) <= 40),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	person_id TEXT NOT NULL, -- '' where nobody is known to hold the title
	called_at BIGINT NOT NULL,
	-- What is kept of the code on the letter, who made it and when; NULL where none was.
	code_hash BYTEA,
	code_by TEXT NOT NULL,
	code_at BIGINT NOT NULL,
	PRIMARY KEY (meeting_id, no)
) WITHOUT ROWID;
CREATE UNIQUE INDEX roll_seat_code ON roll_seat (code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX roll_seat_person ON roll_seat (person_id, meeting_id) WHERE person_id <> '';

-- The roll: a row is made with each seat and only changed from then on.
CREATE TABLE roll_mark (
	meeting_id TEXT NOT NULL,
	no BIGINT NOT NULL,
	standing TEXT NOT NULL CHECK (standing IN ('called', 'present', 'late', 'excused', 'absent', 'left')),
	came_at BIGINT NOT NULL,
	left_at BIGINT NOT NULL,
	reply TEXT NOT NULL CHECK (reply IN ('', 'comes', 'not', 'other')),
	-- A code of the rule meeting.excuses: why they do not come. Never of health.
	cause TEXT NOT NULL CHECK (length(cause) <= 40),
	-- Who comes in their place, in words.
	substitute TEXT NOT NULL CHECK (length(substitute) <= 300),
	means TEXT NOT NULL CHECK (means IN ('', 'clerk', 'code', 'sign_in')),
	-- Wrong codes of the door since an instant.
	wrong BIGINT NOT NULL,
	wrong_at BIGINT NOT NULL,
	PRIMARY KEY (meeting_id, no),
	FOREIGN KEY (meeting_id, no) REFERENCES roll_seat (meeting_id, no)
) WITHOUT ROWID;
-- +postgres
-- Room on each page for the second state of each of its rows: then marking somebody
-- writes no index (HOT).
ALTER TABLE roll_mark SET (fillfactor = 45);
-- +end

-- Conferences that come again: after which template, when, and of which day the next
-- one is, '' when the series has ended.
CREATE TABLE meeting_series (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	template_id TEXT NOT NULL REFERENCES meeting (id),
	-- The part of RFC 5545's RRULE that package civil reads.
	recurrence TEXT NOT NULL,
	from_time TEXT NOT NULL CHECK (length(from_time) = 5),
	until_time TEXT NOT NULL CHECK (length(until_time) = 5 AND until_time > from_time),
	-- One that falls on a day off is on the next working day.
	moves BOOLEAN NOT NULL,
	next_on TEXT NOT NULL
);
CREATE INDEX meeting_series_body ON meeting_series (body_id, id);
CREATE INDEX meeting_series_due ON meeting_series (next_on, id) WHERE next_on <> '';
CREATE INDEX meeting_series_template ON meeting_series (template_id) WHERE next_on <> '';

-- Which conferences a series made, each for one day: so none is made twice. on_day is
-- that of the recurrence, also where the conference is on a later one.
CREATE TABLE meeting_turn (
	series_id TEXT NOT NULL REFERENCES meeting_series (id),
	on_day TEXT NOT NULL CHECK (length(on_day) = 10),
	meeting_id TEXT NOT NULL REFERENCES meeting (id),
	PRIMARY KEY (series_id, on_day)
) WITHOUT ROWID;
CREATE UNIQUE INDEX meeting_turn_meeting ON meeting_turn (meeting_id);

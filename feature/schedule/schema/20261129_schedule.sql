-- What a body has on, by day; the times are "HH:MM", empty for the whole day.
CREATE TABLE schedule_entry (
	id TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	on_day TEXT NOT NULL CHECK (length(on_day) = 10),
	from_time TEXT NOT NULL CHECK (length(from_time) IN (0, 5)),
	until_time TEXT NOT NULL CHECK (until_time = '' OR until_time > from_time AND length(until_time) = 5),
	words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 1000),
	chair TEXT NOT NULL,
	place TEXT NOT NULL,
	attending TEXT NOT NULL,
	prepared TEXT NOT NULL,
	note TEXT NOT NULL,
	called_off TEXT NOT NULL
);
CREATE INDEX schedule_entry_day ON schedule_entry (body_id, on_day, from_time, id);

-- The weeks that were issued, by their Monday. Before that only those who make
-- the schedule see it.
CREATE TABLE schedule_week (
	body_id TEXT NOT NULL REFERENCES org_body (id),
	monday TEXT NOT NULL CHECK (length(monday) = 10),
	issued_at BIGINT NOT NULL,
	issued_by TEXT NOT NULL,
	PRIMARY KEY (body_id, monday)
) WITHOUT ROWID;

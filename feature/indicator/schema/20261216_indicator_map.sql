-- Which indicator of a set of a body below is also one of a set of a body above: what is
-- reported of the first fills the second.
CREATE TABLE indicator_map (
	from_id TEXT NOT NULL REFERENCES indicator (id),
	to_id TEXT NOT NULL REFERENCES indicator (id),
	from_on TEXT NOT NULL CHECK (length(from_on) = 10),
	until_on TEXT NOT NULL,
	PRIMARY KEY (from_id, to_id, from_on)
) WITHOUT ROWID;
CREATE INDEX indicator_map_to ON indicator_map (to_id);

-- Who knows the numbers of an indicator that nobody enters; '' where they are entered or
-- worked out by a formula.
ALTER TABLE indicator ADD COLUMN source TEXT NOT NULL DEFAULT '';

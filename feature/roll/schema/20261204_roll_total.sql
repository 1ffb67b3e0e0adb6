-- What is left of the roll of a conference after some time: how many there were, and
-- nobody by name.
CREATE TABLE roll_total (
	meeting_id TEXT NOT NULL,
	capacity TEXT NOT NULL CHECK (capacity IN ('member', 'delegate', 'guest', 'observer')),
	standing TEXT NOT NULL CHECK (standing IN ('called', 'present', 'late', 'excused', 'absent', 'left')),
	-- Somebody came in their place.
	instead BOOLEAN NOT NULL,
	people BIGINT NOT NULL CHECK (people > 0),
	PRIMARY KEY (meeting_id, capacity, standing, instead)
) WITHOUT ROWID;

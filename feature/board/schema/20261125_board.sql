-- Counts of tasks: kind 'own' for what a body leads itself, 'row' for all
-- that counts in its row of the map; programme_id '' for all programmes.
-- package task knows the buckets.
CREATE TABLE board_count (
	kind TEXT NOT NULL CHECK (kind IN ('own', 'row')),
	programme_id TEXT NOT NULL,
	province_id TEXT NOT NULL,
	body_id TEXT NOT NULL,
	not_started BIGINT NOT NULL,
	under_way BIGINT NOT NULL,
	overdue BIGINT NOT NULL,
	on_time BIGINT NOT NULL,
	late BIGINT NOT NULL,
	ongoing BIGINT NOT NULL,
	suspended BIGINT NOT NULL,
	first_overdue BIGINT NOT NULL,
	first_late BIGINT NOT NULL,
	PRIMARY KEY (kind, programme_id, province_id, body_id)
) WITHOUT ROWID;

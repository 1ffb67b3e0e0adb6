-- A sitting that was taken from what a connection point of a conference had counted: the
-- point, which of its reports that was, and the version that the sitting had then, so that
-- it is known whether it was changed by hand since. All are empty where people wrote it
-- down.
ALTER TABLE brief_sitting ADD COLUMN meeting_id TEXT NOT NULL DEFAULT '';
ALTER TABLE brief_sitting ADD COLUMN point_id TEXT NOT NULL DEFAULT '';
ALTER TABLE brief_sitting ADD COLUMN point_times BIGINT NOT NULL DEFAULT 0;
ALTER TABLE brief_sitting ADD COLUMN point_version BIGINT NOT NULL DEFAULT 0;
-- No count of a point counts twice.
CREATE UNIQUE INDEX brief_sitting_point ON brief_sitting (document_id, meeting_id, point_id) WHERE point_id <> '' AND withdrawn = '';

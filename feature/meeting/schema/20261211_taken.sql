-- When an item was first taken up, in whatever order that was; 0 of one that was not, and
-- of those of before this was noted.
ALTER TABLE meeting_item ADD COLUMN taken_at BIGINT NOT NULL DEFAULT 0;

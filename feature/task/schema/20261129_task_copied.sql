-- What was last reported, as a number that stands for its words, and how often in
-- a row the same was reported again.
ALTER TABLE task ADD COLUMN said BIGINT NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN copied BIGINT NOT NULL DEFAULT 0;

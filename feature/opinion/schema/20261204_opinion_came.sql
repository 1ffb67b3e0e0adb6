-- The day on which an answer on paper came to the body that asked, which entered it; ''
-- where the body that was asked answered here itself.
ALTER TABLE opinion ADD COLUMN came_on TEXT NOT NULL DEFAULT '';

-- In whose place a deputy handed the result in: it is that person's deed too.
ALTER TABLE task ADD COLUMN submitted_for TEXT NOT NULL DEFAULT '';

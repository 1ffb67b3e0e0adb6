-- The version of the rule by which the register gave a document its number:
-- '' for a number that was printed on it.
ALTER TABLE doc_document ADD COLUMN numbered_by TEXT NOT NULL DEFAULT '';

-- Which documents hold a file: the same file is not registered twice.
CREATE INDEX doc_file_sha256 ON doc_file (sha256);

-- Which citations may mean a document, and are in doubt.
CREATE INDEX doc_candidate_document ON doc_candidate (document_id);

-- The version of the rule by which the register gave a document its number:
-- '' for a number that was printed on it.
ALTER TABLE doc_document ADD COLUMN numbered_by TEXT NOT NULL DEFAULT '';

-- Which documents hold a file: the same file is not registered twice.
CREATE INDEX doc_file_sha256 ON doc_file (sha256);

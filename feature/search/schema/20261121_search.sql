-- What can be found by its words. The words themselves stand in each engine's
-- own index, folded by the program before they come here.
CREATE TABLE search_entry (
	seq BIGINT PRIMARY KEY,
	kind BIGINT NOT NULL,
	id TEXT NOT NULL,
	scopes TEXT NOT NULL,
	UNIQUE (kind, id)
);

-- +sqlite
CREATE VIRTUAL TABLE search_words USING fts5 (
	title, body, scope,
	content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '3');
-- +end
-- +postgres
CREATE SEQUENCE search_seq;
ALTER TABLE search_entry ADD COLUMN words tsvector NOT NULL;
-- No statistics: they make the planner take a word it has not seen for a
-- frequent one and read the whole table in search of it.
ALTER TABLE search_entry ALTER COLUMN words SET STATISTICS 0;
CREATE INDEX search_entry_words ON search_entry USING gin (words);
-- +end

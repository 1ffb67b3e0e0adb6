-- +postgres
-- Of common words only the newest hits are wanted: the index knows on which
-- shelf of 32,768 entries each stands, so that those of one shelf can be asked
-- for.
CREATE INDEX search_entry_shelf ON search_entry USING gin ((words || array_to_tsvector(ARRAY['#' || (seq >> 15)])));
ALTER INDEX search_entry_shelf ALTER COLUMN 1 SET STATISTICS 0;
DROP INDEX search_entry_words;
-- +end

-- The scopes from which entries are found. Thousands of entries have each in
-- common and name it by its number: the scopes of an entry are now ",3,57".
-- Entries from before name them as they are, parted by blanks, until they are
-- put in again.
CREATE TABLE search_scope (
	no BIGSERIAL PRIMARY KEY,
	scope TEXT NOT NULL UNIQUE
);

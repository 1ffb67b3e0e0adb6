-- Nights on which the office was brought back from its vault, to see that it
-- can be: found is empty when all was well.
CREATE TABLE backup_drill (
	at BIGINT NOT NULL PRIMARY KEY,
	took BIGINT NOT NULL,
	moment BIGINT NOT NULL,
	lag BIGINT NOT NULL,
	changes BIGINT NOT NULL,
	files BIGINT NOT NULL,
	bytes BIGINT NOT NULL,
	found TEXT NOT NULL
);

-- How far the log reaches: how many events are in it, and up to which number
-- the events have been looked at. One row.
CREATE TABLE audit_head (
	one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
	size BIGINT NOT NULL CHECK (size >= 0),
	seen BIGINT NOT NULL
);
INSERT INTO audit_head (one, size, seen) VALUES (1, 0, 0);

-- Which events stand in the log, in its order, 256 to a row: the number of
-- each, and the first bytes of its hash, by which one that was altered is
-- found; the number of the first that came in its turn, -1 if none did. The
-- last row is filled up as events come.
CREATE TABLE audit_block (
	no BIGINT NOT NULL PRIMARY KEY,
	first_seq BIGINT NOT NULL,
	seqs BYTEA NOT NULL,
	prints BYTEA NOT NULL CHECK (length(prints) <= 1024)
);
CREATE INDEX audit_block_seq ON audit_block (first_seq);

-- The hashes over 256 entries (level 8), 65,536 (16) and so on; those between
-- are worked out from them.
CREATE TABLE audit_node (
	level BIGINT NOT NULL,
	no BIGINT NOT NULL,
	hash BYTEA NOT NULL CHECK (length(hash) = 32),
	PRIMARY KEY (level, no)
);

-- PostgreSQL gives events their numbers before they are committed, so one may
-- come after others with higher numbers. Here are the numbers that were
-- missing, for as long as somebody may still hold them, and the events that
-- came later than their number says.
CREATE TABLE audit_gap (
	first BIGINT NOT NULL PRIMARY KEY,
	last BIGINT NOT NULL CHECK (last >= first),
	seen_at BIGINT NOT NULL
);
CREATE TABLE audit_late (
	seq BIGINT NOT NULL PRIMARY KEY,
	leaf BIGINT NOT NULL
);

-- The keys by which checkpoints are signed; the newest is the one in use.
CREATE TABLE audit_key (
	since BIGINT NOT NULL PRIMARY KEY,
	verifier TEXT NOT NULL UNIQUE CHECK (verifier <> '')
);

CREATE TABLE audit_checkpoint (
	size BIGINT NOT NULL PRIMARY KEY,
	at BIGINT NOT NULL,
	note TEXT NOT NULL CHECK (note <> '')
);
CREATE INDEX audit_checkpoint_at ON audit_checkpoint (at);

-- Those who sign our checkpoints as well, and how far they have.
CREATE TABLE audit_witness (
	name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
	verifier TEXT NOT NULL,
	address TEXT NOT NULL CHECK (address <> ''),
	size BIGINT NOT NULL,
	asked_at BIGINT NOT NULL,
	trouble TEXT NOT NULL
);
CREATE TABLE audit_cosignature (
	size BIGINT NOT NULL,
	witness TEXT NOT NULL,
	at BIGINT NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (size, witness)
);

-- The logs of others for which this program is the witness, and the newest
-- checkpoint of each that it has signed.
CREATE TABLE audit_watched (
	origin TEXT NOT NULL PRIMARY KEY CHECK (origin <> ''),
	verifier TEXT NOT NULL,
	size BIGINT NOT NULL,
	note TEXT NOT NULL,
	at BIGINT NOT NULL
);

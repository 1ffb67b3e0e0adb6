-- The register of documents. The natural key is issuer, type, number and
-- date; the date tells the year or the term, which is therefore not stored.
CREATE TABLE doc_document (
	id TEXT NOT NULL PRIMARY KEY,
	owner_id TEXT NOT NULL REFERENCES org_body (id),
	issuer_id TEXT REFERENCES org_body (id),
	issuer TEXT NOT NULL CHECK (issuer <> ''),
	issuer_key TEXT NOT NULL CHECK (issuer_key <> ''),
	type TEXT NOT NULL CHECK (type <> ''),
	regime TEXT NOT NULL CHECK (regime IN ('party', 'state')),
	number TEXT NOT NULL,
	serial BIGINT NOT NULL CHECK (serial >= 0),
	suffix TEXT NOT NULL,
	symbol TEXT NOT NULL,
	issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
	place TEXT NOT NULL,
	subject TEXT NOT NULL CHECK (subject <> ''),
	signer TEXT NOT NULL,
	post TEXT NOT NULL,
	urgency TEXT NOT NULL,
	internal BOOLEAN NOT NULL,
	from_on TEXT NOT NULL,
	until_on TEXT NOT NULL CHECK (until_on = '' OR until_on > from_on),
	aliases TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX doc_natural_key ON doc_document (issuer_key, type, serial, suffix, issued_on) WHERE serial > 0;
CREATE INDEX doc_newest ON doc_document (issued_on, id);
CREATE INDEX doc_series ON doc_document (issuer_id, type, issued_on);

-- What a citation may call a document by, see key.go.
CREATE TABLE doc_key (
	name TEXT NOT NULL,
	document_id TEXT NOT NULL REFERENCES doc_document (id),
	PRIMARY KEY (name, document_id)
) WITHOUT ROWID;
CREATE INDEX doc_key_document ON doc_key (document_id);

CREATE TABLE doc_audience (
	document_id TEXT NOT NULL REFERENCES doc_document (id),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	PRIMARY KEY (document_id, body_id)
) WITHOUT ROWID;

CREATE TABLE doc_file (
	document_id TEXT NOT NULL REFERENCES doc_document (id),
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	name TEXT NOT NULL,
	media TEXT NOT NULL,
	size BIGINT NOT NULL,
	PRIMARY KEY (document_id, sha256)
) WITHOUT ROWID;

CREATE TABLE doc_text (
	document_id TEXT NOT NULL PRIMARY KEY REFERENCES doc_document (id),
	content TEXT NOT NULL
);

CREATE TABLE doc_part (
	document_id TEXT NOT NULL REFERENCES doc_document (id),
	no BIGINT NOT NULL,
	kind TEXT NOT NULL,
	label TEXT NOT NULL,
	title TEXT NOT NULL,
	level BIGINT NOT NULL CHECK (level > 0),
	start_at BIGINT NOT NULL,
	end_at BIGINT NOT NULL CHECK (end_at >= start_at),
	PRIMARY KEY (document_id, no)
) WITHOUT ROWID;

CREATE TABLE doc_link (
	id TEXT NOT NULL PRIMARY KEY,
	from_id TEXT NOT NULL REFERENCES doc_document (id),
	relation TEXT NOT NULL,
	to_id TEXT REFERENCES doc_document (id),
	name TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('settled', 'waiting', 'doubtful')),
	doubt TEXT NOT NULL,
	chosen BOOLEAN NOT NULL,
	cited TEXT NOT NULL,
	cited_type TEXT NOT NULL,
	cited_on TEXT NOT NULL,
	cited_issuer TEXT NOT NULL,
	start_at BIGINT NOT NULL,
	end_at BIGINT NOT NULL CHECK (end_at >= start_at),
	part TEXT NOT NULL,
	CHECK ((state = 'settled') = (to_id IS NOT NULL)),
	CHECK (to_id IS NULL OR to_id <> from_id)
);
CREATE INDEX doc_link_from ON doc_link (from_id);
CREATE INDEX doc_link_to ON doc_link (to_id);
CREATE INDEX doc_link_name ON doc_link (name);
CREATE INDEX doc_link_open ON doc_link (id) WHERE state <> 'settled';

-- The documents that a doubtful citation may mean.
CREATE TABLE doc_candidate (
	link_id TEXT NOT NULL REFERENCES doc_link (id),
	document_id TEXT NOT NULL REFERENCES doc_document (id),
	doubt TEXT NOT NULL,
	PRIMARY KEY (link_id, document_id)
) WITHOUT ROWID;

CREATE TABLE doc_duty (
	document_id TEXT NOT NULL REFERENCES doc_document (id),
	body_id TEXT NOT NULL REFERENCES org_body (id),
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	PRIMARY KEY (document_id, body_id)
) WITHOUT ROWID;

CREATE TABLE doc_term (
	issuer_id TEXT NOT NULL REFERENCES org_body (id),
	ordinal TEXT NOT NULL CHECK (ordinal <> ''),
	from_on TEXT NOT NULL CHECK (length(from_on) = 10),
	until_on TEXT NOT NULL CHECK (until_on = '' OR until_on > from_on),
	PRIMARY KEY (issuer_id, from_on)
) WITHOUT ROWID;

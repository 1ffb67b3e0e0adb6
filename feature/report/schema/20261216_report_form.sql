-- Templates of offices, made in Word; each by its content. What is retired is offered no
-- more, and stays for what was frozen with it.
CREATE TABLE report_form (
	id TEXT NOT NULL PRIMARY KEY,
	body_id TEXT NOT NULL REFERENCES org_body (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
	added_at BIGINT NOT NULL,
	added_by TEXT NOT NULL,
	retired BOOLEAN NOT NULL
);
CREATE INDEX report_form_body ON report_form (body_id, retired, id);

-- The template of the office in which the paper is written; '' for the one of the program.
ALTER TABLE report ADD COLUMN form_id TEXT NOT NULL DEFAULT '';

-- Of each subject the first event bears its name, and every later one the
-- number of that first: a name in each row and in an index beside it was a
-- fifth of the events. What was recorded stays as it is, with its number.
CREATE TABLE event_next (
	seq BIGSERIAL PRIMARY KEY,
	at BIGINT NOT NULL,
	act_no BIGINT NOT NULL,
	first_seq BIGINT,
	subject TEXT,
	detail TEXT NOT NULL,
	CHECK ((first_seq IS NULL) = (subject IS NOT NULL))
);
INSERT INTO event_next (seq, at, act_no, first_seq, subject, detail)
SELECT seq, at, act_no,
	nullif((SELECT min(f.seq) FROM event f WHERE f.subject = e.subject), seq),
	CASE (SELECT min(f.seq) FROM event f WHERE f.subject = e.subject) WHEN seq THEN subject END,
	detail
FROM event e;
DROP TABLE event;
ALTER TABLE event_next RENAME TO event;
CREATE UNIQUE INDEX event_subject ON event (subject) WHERE subject IS NOT NULL;
-- +sqlite
-- An entry of an index ends with the row's own number, here seq.
CREATE INDEX event_first ON event (coalesce(first_seq, seq));
-- +end
-- +postgres
CREATE INDEX event_first ON event (coalesce(first_seq, seq), seq);
ALTER INDEX event_next_pkey RENAME TO event_pkey;
ALTER SEQUENCE event_next_seq_seq RENAME TO event_seq_seq;
SELECT setval('event_seq_seq', coalesce((SELECT max(seq) FROM event), 1), EXISTS (SELECT 1 FROM event));
-- +end

-- The events as one reads them.
CREATE VIEW event_log AS
SELECT e.seq, e.at, a.account_id, a.reason, a.body_id, a.kind, coalesce(e.subject, f.subject) AS subject, e.detail
FROM event e JOIN event_act a ON a.no = e.act_no LEFT JOIN event f ON f.seq = e.first_seq;

-- A program acts for somebody by an access token: which one belongs to the
-- record of who did it, for a person may have several programs.
DROP VIEW event_log;
CREATE TABLE event_act_next (
	no BIGSERIAL PRIMARY KEY,
	account_id TEXT NOT NULL,
	for_account_id TEXT NOT NULL,
	token_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	body_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	UNIQUE (account_id, for_account_id, token_id, reason, body_id, kind)
);
INSERT INTO event_act_next (no, account_id, for_account_id, token_id, reason, body_id, kind)
SELECT no, account_id, for_account_id, '', reason, body_id, kind FROM event_act;
DROP TABLE event_act;
ALTER TABLE event_act_next RENAME TO event_act;
-- +postgres
ALTER INDEX event_act_next_pkey RENAME TO event_act_pkey;
ALTER SEQUENCE event_act_next_no_seq RENAME TO event_act_no_seq;
SELECT setval('event_act_no_seq', coalesce((SELECT max(no) FROM event_act), 1), EXISTS (SELECT 1 FROM event_act));
-- +end

-- The events as one reads them.
CREATE VIEW event_log AS
SELECT e.seq, e.at, a.account_id, a.for_account_id, a.token_id, a.reason, a.body_id, a.kind, coalesce(e.subject, f.subject) AS subject, e.detail
FROM event e JOIN event_act a ON a.no = e.act_no LEFT JOIN event f ON f.seq = e.first_seq;

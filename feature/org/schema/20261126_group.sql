-- What a named group is called and means changes over time, as bodies do.
CREATE TABLE org_meaning (
	group_id TEXT NOT NULL,
	from_on TEXT NOT NULL,
	until_on TEXT NOT NULL CHECK (until_on = '' OR until_on > from_on),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	aliases TEXT NOT NULL,
	kinds TEXT NOT NULL,
	tier TEXT NOT NULL,
	line TEXT NOT NULL,
	event_id TEXT NOT NULL REFERENCES org_event (id),
	end_event_id TEXT REFERENCES org_event (id),
	PRIMARY KEY (group_id, from_on)
);

-- Groups from before this step have been there since the first body was.
INSERT INTO org_event (id, kind, on_day, act_symbol, act_title, act_on)
SELECT id, 'group', COALESCE((SELECT MIN(from_on) FROM org_body), '1945-09-02'), '', 'Nhóm có từ trước khi ghi ngày', '' FROM org_group;

INSERT INTO org_meaning (group_id, from_on, until_on, name, aliases, kinds, tier, line, event_id, end_event_id)
SELECT id, COALESCE((SELECT MIN(from_on) FROM org_body), '1945-09-02'), '', name, aliases, kinds, tier, line, id, NULL FROM org_group;

DROP TABLE org_group;

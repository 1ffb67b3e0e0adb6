-- What a body has given out and is open no more, by the day it was handed in.
CREATE INDEX task_past_issuer ON task (issuer_id, submitted_on, id) WHERE standing IN ('done', 'gone');

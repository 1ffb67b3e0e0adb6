package task

import (
	"hash/fnv"

	"quyet/base/viet"
)

// What of open tasks wants somebody to look at it: a register dies of tasks that
// nobody owns and of reports that say nothing.

// says notes what a report says, and whether it only repeats the one before: the
// same words, however they are written.
func (t *Task) says(words string) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(viet.Fold(clean(words))))
	said := int64(h.Sum64())
	if said == t.said {
		t.Copied++
	} else {
		t.Copied = 0
	}
	t.said = said
}

// stillThere says of a task that who does it holds a role on its lead on the day
// %s.
const stillThere = `EXISTS (SELECT 1 FROM account_grant g JOIN account a ON a.id = g.account_id
	WHERE g.account_id = task.doer_id AND g.body_id = task.lead_id AND NOT a.disabled AND g.from_on <= %[1]s AND (g.until_on = '' OR g.until_on > %[1]s))`

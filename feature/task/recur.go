package task

import (
	"context"

	"quyet/base/text"
)

// turns are the recurrences that a page offers, with what they are called.
var turns = []struct {
	rule  string
	title text.T
}{
	{"FREQ=WEEKLY", text.New("Hằng tuần", "Every week")},
	{"FREQ=MONTHLY", text.New("Hằng tháng", "Every month")},
	{"FREQ=MONTHLY;INTERVAL=3", text.New("Hằng quý", "Every quarter")},
	{"FREQ=MONTHLY;INTERVAL=6", text.New("6 tháng một lần", "Every half-year")},
	{"FREQ=YEARLY", text.New("Hằng năm", "Every year")},
}

// recurs says in words how a task recurs; a rule that pages do not offer
// stands as it is.
func recurs(ctx context.Context, rule string) string {
	for _, t := range turns {
		if t.rule == rule {
			return t.title.In(ctx)
		}
	}
	return rule
}

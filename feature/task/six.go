package task

import (
	"slices"

	"quyet/base/text"
	"quyet/feature/task/clarity"
)

// A Clear is one of the six things that an order of work makes clear ("6 rõ:
// rõ người, rõ việc, rõ trách nhiệm, rõ thẩm quyền, rõ thời gian, rõ kết quả",
// Quyết định 3213/QĐ-BVHTTDL ngày 08/9/2025). How each is read off a task is
// this program's own reading: the source only lists them.
type Clear string

// The six clears.
const (
	ClearPerson    Clear = "person"    // rõ người: somebody is named, by account or in words
	ClearWork      Clear = "work"      // rõ việc: the verb says what is to be done
	ClearDuty      Clear = "duty"      // rõ trách nhiệm: a body leads
	ClearAuthority Clear = "authority" // rõ thẩm quyền: it rests on a document, a programme or a comment of a superior
	ClearTime      Clear = "time"      // rõ thời gian: a day, turns, or ongoing on purpose
	ClearResult    Clear = "result"    // rõ kết quả: something to show, or a number to reach
)

var clearTitles = map[Clear]text.T{
	ClearPerson: text.New("người", "who"), ClearWork: text.New("việc", "what"), ClearDuty: text.New("trách nhiệm", "who answers"),
	ClearAuthority: text.New("thẩm quyền", "by what authority"), ClearTime: text.New("thời gian", "when"), ClearResult: text.New("kết quả", "what result"),
}

// Lacks returns which of the six a task does not make clear, in their order.
func (w *Whole) Lacks() (lacks []Clear) {
	open := func(r clarity.Reason) bool { return slices.Contains(w.Unclear, r) }
	for _, c := range []struct {
		clear Clear
		is    bool
	}{
		{ClearPerson, w.Doer != "" || w.Person != ""},
		{ClearWork, !open(clarity.VagueVerb)},
		{ClearDuty, w.Lead != ""},
		{ClearAuthority, len(w.Sources) > 0 || w.Basis != nil || w.Programme != ""},
		{ClearTime, !open(clarity.NoDeadline) && !open(clarity.OpenDeadline)},
		{ClearResult, !open(clarity.NoDeliverable)},
	} {
		if !c.is {
			lacks = append(lacks, c.clear)
		}
	}
	return lacks
}

// Package sheet gives lists of tasks out as workbooks (bảng tính, xlsx) and
// takes them back.
//
// What comes out is typed: days are days and numbers numbers, words stay words
// whatever they begin with. The first sheet is the list, with a heading that
// stays in sight, a filter, and the paper on which it is printed; the second
// says what was asked and when. Three hidden columns hold the identifier and the version of
// each task, and a sum over what can be changed in its row.
//
// What comes back is compared cell by cell with what is there now. A row that
// nobody touched says nothing, whatever was done to its task since; a row that
// was touched while somebody else changed the task is refused, with what the task
// says now. A row without an identifier is a new task. All is done with the verbs
// of package task and the rights that they ask for, row by row, or nothing is:
// what is wrong is told by the address of its cell. So what is given out and
// brought back changes nothing.
package sheet

import (
	"context"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/task"
)

// How much one workbook holds.
const (
	maxFile  = 16 << 20
	maxInner = 128 << 20 // unpacked
	maxRows  = task.MaxAtOnce
	maxCells = 64 // of one row; what stands further right is not read
)

// A kind is what the cells of a column are.
type kind uint8

const (
	words kind = iota
	number
	percent
	day
)

// A field is a column of a sheet.
type field struct {
	key   string // in the hidden row above the headings
	title text.T
	kind  kind
	width float64 // in letters
	set   bool    // may be changed in the sheet
	value func(ctx context.Context, l task.Lookup, cited map[task.DocID]task.Cited, today civil.Date, t *task.Task) any
}

// What the columns of every row say of itself.
const (
	keyID      = "id"
	keyVersion = "version"
	keySum     = "sum"
	keyText    = "text"
	keyNote    = "note"
)

var fields = []field{
	{key: keyText, title: tTask, width: 60, set: true, value: func(_ context.Context, _ task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return t.Text
	}},
	{key: "lead", title: tLead, width: 28, set: true, value: func(_ context.Context, l task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return l.Name(t.Lead)
	}},
	{key: "issuer", title: tIssuer, width: 28, set: true, value: func(_ context.Context, l task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return l.Name(t.Issuer)
	}},
	{key: "person", title: tPerson, width: 24, set: true, value: func(_ context.Context, _ task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return t.Person
	}},
	{key: "deliverable", title: tDeliverable, width: 30, set: true, value: func(_ context.Context, _ task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return t.Deliverable
	}},
	{key: "programme", title: tProgramme, width: 36, value: func(_ context.Context, _ task.Lookup, cited map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return cited[t.Programme].Title
	}},
	{key: "due", title: tDue, kind: day, width: 12, set: true, value: func(_ context.Context, _ task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return t.Due
	}},
	{key: "first", title: tFirst, kind: day, width: 12, value: func(_ context.Context, _ task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return t.FirstDue
	}},
	{key: "standing", title: tStanding, width: 26, value: func(ctx context.Context, l task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return l.Standing(ctx, t)
	}},
	{key: "late", title: tLate, kind: number, width: 10, value: func(_ context.Context, _ task.Lookup, _ map[task.DocID]task.Cited, today civil.Date, t *task.Task) any {
		return int64(t.DaysLate(today))
	}},
	{key: "progress", title: tProgress, kind: percent, width: 9, set: true, value: func(_ context.Context, _ task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return t.Progress
	}},
	{key: "update", title: tUpdate, kind: day, width: 12, value: func(_ context.Context, _ task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return t.NextUpdate
	}},
	{key: "result", title: tResultDay, kind: day, width: 12, value: func(_ context.Context, _ task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return t.Submitted
	}},
	{key: "unclear", title: tUnclear, width: 24, value: func(ctx context.Context, l task.Lookup, _ map[task.DocID]task.Cited, _ civil.Date, t *task.Task) any {
		return l.Unclear(ctx, t)
	}},
	{key: keyNote, title: tNote, width: 40, set: true, value: func(context.Context, task.Lookup, map[task.DocID]task.Cited, civil.Date, *task.Task) any {
		return ""
	}},
}

// toFill are the columns of a sheet that is to be filled in.
var toFill = []string{keyText, "lead", "issuer", "person", "deliverable", "due", "progress", keyNote}

func fieldOf(key string) (field, bool) {
	for _, f := range fields {
		if f.key == key {
			return f, true
		}
	}
	return field{}, false
}

// told is a value as people read it, and as it is compared.
func told(value any) string {
	switch v := value.(type) {
	case civil.Date:
		return v.Vietnamese()
	case int64:
		return strconv.FormatInt(v, 10)
	case string:
		return writable(v)
	}
	return ""
}

// writable is a text as a cell can hold it: for each character that XML has no
// place for, such as one that moves a cursor, the sign for what cannot be shown.
// It is written and compared in this form, so that the row of such a text is not
// taken for one that somebody touched.
func writable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, s)
}

// sum is over the values of a row that can be changed, by the keys of their
// columns.
func sum(keys, values []string) string {
	h := fnv.New64a()
	for i, key := range keys {
		fmt.Fprintf(h, "%s=%d:%s;", key, len(values[i]), values[i])
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// At is the address of lists as workbooks.
const At = "/sheets/tasks"

var sheetColumns = func(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tCell.In(ctx), Narrow: true}, {Label: tTask.In(ctx)}, {Label: tColumn.In(ctx)}, {Label: tWas.In(ctx)}, {Label: tBecomes.In(ctx)}}
}

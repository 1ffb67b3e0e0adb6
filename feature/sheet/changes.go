package sheet

import (
	"bytes"
	"context"
	"io"
	"strconv"

	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/saved"
	"quyet/feature/task"
)

// ChangesAt is the address of what changed between two days as a workbook.
const ChangesAt = "/sheets/changes"

// changes answers with what changed between the two days that the address asks for.
func (h handlers) changes(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := task.AskChanges(ctx, v, r, h.Documents)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := writeChanges(ctx, v, &out, c); err != nil {
		return nil, err
	}
	return web.File("thay-doi-"+v.Today.String()+".xlsx", org.WorkbookType, bytes.NewReader(out.Bytes())), nil
}

// writeChanges writes what changed as a workbook. It is read and printed, and not
// brought back.
func writeChanges(ctx context.Context, v *work.View, w io.Writer, c *task.ToldChanges) error {
	l := list{name: tChanges.In(ctx), heading: c.Title, today: v.Today, paper: saved.A4, rows: len(c.Rows), columns: []column{
		{tSort.In(ctx), words, 22}, {tTask.In(ctx), words, 50}, {tLead.In(ctx), words, 28}, {tChange.In(ctx), words, 36},
		{tDueBefore.In(ctx), day, 12}, {tDueAfter.In(ctx), day, 12}, {tReason.In(ctx), words, 40}, {tOnDay.In(ctx), day, 12}, {tAtTime.In(ctx), words, 8}, {tDoneBy.In(ctx), words, 24},
	}}
	l.row = func(n int) []any {
		r := c.Rows[n]
		return []any{r.Kind.Title().In(ctx), r.Text, r.Lead, r.What, r.WasDue, r.IsDue, r.Why, r.Day, r.Clock, r.Who}
	}
	l.about = [][]string{{tHeading.In(ctx), c.Title}, {tDay.In(ctx), v.Today.Vietnamese()}, {tChangeCount.In(ctx), strconv.Itoa(len(c.Rows))}, {tAsked.In(ctx), c.Of}}
	for _, s := range c.Said {
		l.about = append(l.about, []string{"", s})
	}
	if !c.Since.IsZero() {
		l.about = append(l.about, []string{"", tChangesSince.In(ctx, web.Moment(ctx, c.Since))})
	}
	for _, t := range c.Left {
		l.about = append(l.about, []string{"", tChangesLeft.In(ctx, t.Kind.Title(), text.Int(ctx, t.N))})
	}
	return l.write(ctx, w)
}

package brief

import (
	"bytes"
	"context"
	"strconv"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// mostRows is how many bodies are written into one workbook.
const mostRows = 60_000

// coverageSheet answers with the map as a workbook in the language of the person: the
// bodies right below, and all together.
func coverageSheet(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	on, ok := ui.ParseAsOf(r.Raw, v.Today.AddDays(-reaches), v.Today)
	if !ok {
		return nil, fault.At("on", tDayWrong)
	}
	m, err := mapOf(ctx, v, doc.ID(r.PathValue("document")), org.ID(r.Text("body")), on, on)
	if err != nil {
		return nil, err
	}
	rows := m.parts(ctx)
	if len(rows) > 1 {
		rows = append(rows, row{Name: tTogether.In(ctx), Sum: m.Sum})
	}
	head := []string{tBody.In(ctx), tAskedBodies.In(ctx), tComplete.In(ctx), tOverdue.In(ctx), tUnsaid.In(ctx)}
	widths := []float64{44, 14, 10, 10, 14}
	head, widths = audienceHeads(ctx, m.Audiences, head, widths)
	lines := [][]string{head}
	for _, row := range rows {
		line := []string{row.Name, strconv.Itoa(row.All.Bodies), strconv.Itoa(row.All.Complete), strconv.Itoa(row.All.Overdue), strconv.Itoa(row.All.Unsaid)}
		for _, a := range m.Audiences {
			line = append(line, row.Sum.Of[a.Audience].cells(ctx, m.Rounding)...)
		}
		lines = append(lines, line)
	}
	return workbook(ctx, widths, lines, "ket-qua-quan-triet-", on)
}

// behindSheet answers with the bodies behind a number of the map, such as those that have
// not briefed everybody, as a workbook in the language of the person.
func behindSheet(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := behindOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	if len(p.Rows) > mostRows {
		return nil, fault.New(fault.TooMuch, tTooManyRows, text.Int(ctx, mostRows))
	}
	head := []string{tBody.In(ctx), tTier.In(ctx), tDue.In(ctx), tState.In(ctx)}
	widths := []float64{44, 14, 12, 16}
	head, widths = audienceHeads(ctx, p.looked(), head, widths)
	lines := [][]string{head}
	for _, b := range p.Rows {
		line := []string{p.bodyName(b.Body), b.Tier.Title().In(ctx), b.due(p.On).Vietnamese(), b.Standing(p.On).Title().In(ctx)}
		for _, a := range p.looked() {
			var c Cover
			for _, l := range b.of(a.Audience) {
				c = l.cover(p.On)
			}
			line = append(line, c.cells(ctx, p.Rounding)...)
		}
		lines = append(lines, line)
	}
	return workbook(ctx, widths, lines, "co-quan-quan-triet-", p.On)
}

// audienceHeads adds four columns for each audience.
func audienceHeads(ctx context.Context, audiences []AudienceName, head []string, widths []float64) ([]string, []float64) {
	for _, a := range audiences {
		for _, of := range tSheetHeads {
			head, widths = append(head, a.Name.In(ctx)+" – "+of.In(ctx)), append(widths, 14)
		}
	}
	return head, widths
}

// cells are the four numbers of coverage: expected, reached, the share and those not
// reached yet. Where nobody is asked they are empty, and where a body did not say how many
// there are, only those reached are told.
func (c Cover) cells(ctx context.Context, r text.Rounding) []string {
	n := func(i int64) string { return strconv.FormatInt(i, 10) }
	switch {
	case c.IsZero():
		return []string{"", "", "", ""}
	case c.Expected == 0 && c.Unsaid > 0:
		return []string{tUnsaidShort.In(ctx), n(c.Beside), "", ""}
	}
	return []string{n(c.Expected), n(c.Reached), text.Percent(ctx, c.Reached, c.Expected, r), n(c.Missing())}
}

func workbook(ctx context.Context, widths []float64, lines [][]string, name string, on civil.Date) (web.Answer, error) {
	var out bytes.Buffer
	if err := org.WriteWorkbook(&out, tCoverage.In(ctx), widths, lines); err != nil {
		return nil, err
	}
	return web.File(name+on.String()+".xlsx", org.WorkbookType, bytes.NewReader(out.Bytes())), nil
}

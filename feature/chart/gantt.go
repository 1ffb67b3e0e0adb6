package chart

import (
	"context"
	"fmt"
	"strings"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/task"
)

// A bar is a task along time.
type bar struct {
	*task.Whole
	From  civil.Date // given
	Until civil.Date // of the current bar: the deadline
	Ghost civil.Date // the deadline first given
	// Late is until when the work goes, or went, on after the deadline; zero for
	// none.
	Late    civil.Date
	Granted []extension
}

// An extension that was granted.
type extension struct {
	At, To civil.Date // the deadline before, and after
	Reason string
}

func barOf(t *task.Whole, made, today civil.Date) bar {
	b := bar{Whole: t, From: made, Until: t.Due, Ghost: t.FirstDue}
	if b.From.IsZero() {
		b.From = min2(t.Due, today)
	}
	for _, day := range []civil.Date{t.Due, t.FirstDue} {
		if !day.IsZero() && day.Before(b.From) {
			b.From = day
		}
	}
	if late := t.DaysLate(today); late > 0 {
		b.Late = t.Due.AddDays(late)
	}
	var granted []task.Extension
	for _, e := range t.Extensions {
		if e.Outcome == "granted" {
			granted = append(granted, e)
		}
	}
	for i, e := range granted {
		// What was granted may be another day than was asked for: it is the deadline
		// before the next one, and at the end that of today.
		to := t.Due
		if i+1 < len(granted) {
			to = granted[i+1].Before
		}
		b.Granted = append(b.Granted, extension{e.Before, to, e.Reason})
	}
	return b
}

func min2(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return a
	}
	return b
}

// An axis is what the chart covers, from the first day to the last.
type axis struct {
	From, Until, Today civil.Date
	Marks              []mark
}

// A mark is the beginning of a month. The last one may be too near to the end for
// its name.
type mark struct {
	At    string
	Label string
}

// mostMarks keeps the names of months apart.
const mostMarks = 9

// nameWidth is what the name of a month takes of the axis, in hundredths of a per
// cent.
const nameWidth = 1000

func axisOf(bars []bar, today civil.Date) axis {
	a := axis{From: today, Until: today, Today: today}
	for _, b := range bars {
		for _, day := range []civil.Date{b.From, b.Until, b.Ghost, b.Late, b.Submitted} {
			if day.IsZero() {
				continue
			}
			if day.Before(a.From) {
				a.From = day
			}
			if day.After(a.Until) {
				a.Until = day
			}
		}
	}
	a.From = civil.On(a.From.Year, a.From.Month, 1)
	a.Until = civil.On(a.Until.Year, a.Until.Month, civil.DaysIn(a.Until.Year, a.Until.Month)).AddDays(1)
	months := (a.Until.Year-a.From.Year)*12 + int(a.Until.Month) - int(a.From.Month)
	every := (months + mostMarks - 1) / mostMarks
	for m := a.From; m.Before(a.Until); m = m.AddMonths(max(every, 1)) {
		name := fmt.Sprintf("%d/%d", m.Month, m.Year)
		if a.share(m) > 10000-nameWidth {
			name = "" // it would run into the next column
		}
		a.Marks = append(a.Marks, mark{a.at(m), name})
	}
	return a
}

// share is where a day lies, in hundredths of a per cent of the width.
func (a axis) share(day civil.Date) int {
	whole := a.Until.Sub(a.From)
	if whole <= 0 {
		return 0
	}
	return min(max(day.Sub(a.From), 0), whole) * 10000 / whole
}

func percent(n int) string { return fmt.Sprintf("%d.%02d%%", n/100, n%100) }

func (a axis) at(day civil.Date) string { return percent(a.share(day)) }

// width is that of the days from one to another, the last one included.
func (a axis) width(from, until civil.Date) string {
	return percent(max(a.share(until.AddDays(1))-a.share(from), 25))
}

// words tell a bar to who does not see it.
func (b bar) words(ctx context.Context) string {
	parts := []string{tBarFrom.In(ctx, b.From.Vietnamese(), b.Until.Vietnamese())}
	if b.Ghost != b.Until && !b.Ghost.IsZero() {
		parts = append(parts, tBarFirst.In(ctx, b.Ghost.Vietnamese()))
	}
	if s := b.note(ctx); s != "" {
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

// note is what stands beside the bar in words: extensions with their reasons,
// and how late it is.
func (b bar) note(ctx context.Context) string {
	var parts []string
	for _, e := range b.Granted {
		parts = append(parts, e.words(ctx))
	}
	if !b.Late.IsZero() {
		parts = append(parts, tLateBy.In(ctx, b.Late.Sub(b.Until)))
	}
	if b.State.Standing() == task.Done {
		parts = append(parts, tDoneOn.In(ctx, b.Submitted.Vietnamese()))
	}
	return strings.Join(parts, "; ")
}

func (e extension) words(ctx context.Context) string {
	return tExtended.In(ctx, e.At.Vietnamese(), e.To.Vietnamese(), e.Reason)
}

// mostLines is the highest number of rows for which the style sheet knows how many
// lines the name of a group beside them takes.
const mostLines = 4

// lines names the style by which the name of a group is no higher on paper than
// the rows beside it.
func (g ganttGroup) lines() string { return fmt.Sprintf("gantt-group-%d", min(len(g.Rows), mostLines)) }

// groupTitle is what the groups are.
func (p ganttPage) groupTitle(ctx context.Context) string {
	if p.Programmes {
		return tProgrammes.In(ctx)
	}
	return tLeads.In(ctx)
}

// left tells what the sheet does not hold, and what to do about it.
func (p ganttPage) left(ctx context.Context) string {
	count := text.Int(ctx, p.Count)
	if p.More {
		count = tMoreThan.In(ctx, count)
	}
	return tLeft.In(ctx, text.Int(ctx, p.Drawn), count, ganttRows)
}

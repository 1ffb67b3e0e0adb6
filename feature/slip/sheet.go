package slip

import (
	"context"
	"strconv"
	"strings"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/task"
)

// What fits on one sheet, in characters: the wording is set smaller the longer
// it is, and what is longer still says that the rest is in the program.
const (
	mostWording = 760
	mostShort   = 140
	mostBases   = 3
	mostHelping = 4
)

// short cuts a text after so many characters.
func short(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimSpace(string(r[:most])) + " …"
}

// size is the class in which the wording is set.
func (s sheet) size() string {
	switch n := len([]rune(s.Text)); {
	case n <= 120:
		return "slip-words-1"
	case n <= 300:
		return "slip-words-2"
	case n <= 500:
		return "slip-words-3"
	}
	return "slip-words-4"
}

func (s sheet) wording(ctx context.Context) string {
	if len([]rune(s.Text)) > mostWording {
		return short(s.Text, mostWording) + " " + tGoesOn.In(ctx)
	}
	return s.Text
}

// A line is one fact of a slip.
type line struct {
	Term, Value, Note string
	Large             bool
}

func (p printPage) lines(ctx context.Context, s sheet) []line {
	var out []line
	add := func(t text.T, value string) {
		if value != "" {
			out = append(out, line{Term: t.In(ctx), Value: short(value, mostShort)})
		}
	}
	due := line{Term: tDue.In(ctx), Value: s.Due.Vietnamese(), Large: true}
	if s.Due.IsZero() {
		due.Value = tNoDay.In(ctx)
	}
	switch {
	case s.FirstDue.IsZero() && !s.Due.IsZero():
		due.Note = tFirstNone.In(ctx)
	case s.FirstDue != s.Due:
		due.Note = tFirstDue.In(ctx, s.FirstDue.Vietnamese())
	case !s.Due.IsZero():
		due.Note = tAsGiven.In(ctx)
	}
	out = append(out, due)
	add(tLead, p.name(s.Lead))
	var helping []string
	for _, b := range s.Coordinators[:min(len(s.Coordinators), mostHelping)] {
		helping = append(helping, p.name(b))
	}
	if more := len(s.Coordinators) - mostHelping; more > 0 {
		helping = append(helping, tAndMore.In(ctx, more))
	}
	add(tHelping, strings.Join(helping, "; "))
	var who []string
	for _, one := range []string{p.Names[s.Doer], s.Person} {
		if one != "" {
			who = append(who, one)
		}
	}
	add(tWho, strings.Join(who, "; "))
	add(tDeliverable, s.Deliverable)
	add(tBasis, strings.Join(p.bases(ctx, s), "; "))
	add(tStands, tStandsAt.In(ctx, p.Today.Vietnamese(), p.standing(ctx, s.Task), strconv.FormatInt(s.Progress, 10)))
	return out
}

// bases names what the task was given by, as far as the person may see it.
func (p printPage) bases(ctx context.Context, s sheet) (out []string) {
	if s.Basis != nil {
		out = append(out, tComment.In(ctx, short(s.Basis.Quote, mostShort/2)))
	}
	for _, of := range s.Sources[:min(len(s.Sources), mostBases)] {
		if c, ok := p.Cited[of.Doc]; ok {
			title := short(c.Title, mostShort/2)
			if of.Page > 0 {
				title += ", " + tPage.In(ctx, of.Page)
			}
			out = append(out, title)
		}
	}
	if len(out) == 0 && s.DueWords != "" {
		out = append(out, "“"+s.DueWords+"”")
	}
	return out
}

// standing tells in words how a task stands.
func (p printPage) standing(ctx context.Context, t *task.Task) string {
	words := strings.ToLower(t.State.Title().In(ctx))
	if late := t.DaysLate(p.Today); late > 0 {
		words += ", " + tLate.In(ctx, late)
	}
	return words
}

func (p choosePage) asked(ctx context.Context) []string {
	if len(p.Said) == 0 {
		return nil
	}
	return []string{tAskedFor.In(ctx, strings.Join(p.Said, " · "))}
}

func chooseColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTask.In(ctx)}, {Label: tLead.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}, {Label: tNumber.In(ctx), Narrow: true}}
}

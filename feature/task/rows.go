package task

import (
	"cmp"
	"context"
	"net/url"
	"slices"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/org"
)

// A condition is one part of the question, with the page without it.
type condition struct{ Label, Without string }

// conditions names what the page was asked for.
func (p *listPage) conditions(ctx context.Context) (of []condition) {
	add := func(label string, names ...string) {
		of = append(of, condition{label, p.without(append(names, "after", "at")...)})
	}
	f, body := p.Filter, func(t text.T, b org.ID) string { return t.In(ctx, p.Tree.Name(b, p.Today)) }
	if f.Words != "" {
		add("“"+f.Words+"”", "q")
	}
	if f.Body != "" {
		// The row is one of this body's map.
		add(body(tLedIn, f.Body), "body", "row")
	}
	if f.Row != "" {
		add(body(tRowIs, f.Row), "row")
	}
	if f.Lead != "" {
		add(body(tLedBy, f.Lead), "lead")
	}
	if f.Issuer != "" {
		add(body(tIssuedBy, f.Issuer), "issuer")
	}
	if f.Coordinator != "" {
		add(body(tHelpedBy, f.Coordinator), "coordinator")
	}
	if f.Programme != "" {
		title := p.Cited[f.Programme].Title
		if title == "" {
			title = tUnseenDocument.In(ctx)
		}
		add(tCountedUnder.In(ctx, title), "programme")
	}
	if f.Document != "" {
		add(tByDocumentIs.In(ctx, cmp.Or(p.Orders, tUnseenDocument.In(ctx))), "document")
	}
	if f.State != "" {
		add(f.State.Title().In(ctx), "state")
	}
	if f.Timing != NoTiming {
		add(f.Timing.Title().In(ctx), "timing")
	}
	if f.Bucket != Uncounted {
		add(bucketTitles[f.Bucket].In(ctx), "bucket")
	}
	if f.First {
		add(tByFirst.In(ctx), "first")
	}
	if from := p.Query.Get("from"); from != "" {
		add(tDueFrom.In(ctx, from), "from")
	}
	if until := p.Query.Get("until"); until != "" {
		add(tDueUntil.In(ctx, until), "until")
	}
	if f.Reason != "" {
		add(reasonTexts[f.Reason].In(ctx), "reason")
	} else if f.Unclear {
		add(tOnlyUnclear.In(ctx), "unclear")
	}
	if f.Lacks != NoLack {
		add(lackTitles[f.Lacks].In(ctx), "lacks")
	}
	if f.Silent > 0 {
		add(tSilentFor.In(ctx, f.Silent), "silent")
	}
	if on := p.Query.Get("on"); on != "" {
		add(tStoodOn.In(ctx, f.Day.Vietnamese()), "on", "row")
	}
	return of
}

// folded says whether nothing is asked for in the fields that are seldom used.
func (p *listPage) folded() bool {
	for _, name := range []string{"issuer", "programme", "state", "from", "until", "unclear", "lacks", "silent"} {
		if p.Query.Has(name) {
			return false
		}
	}
	return true
}

// counted says how many tasks there are.
func (p *listPage) counted(ctx context.Context) string {
	if p.More {
		return tAtLeast.In(ctx, text.Int(ctx, p.Count))
	}
	return tCountIs.In(ctx, p.Count, text.Int(ctx, p.Count))
}

// then returns how the ith task stood on the day of the page.
func (p *listPage) then(ctx context.Context, i int) []ui.Status {
	t := p.Tasks[i]
	timing := timing(p.Stood[i], t.Due, t.Submitted, p.Filter.Day, p.Filter.Warn)
	if p.Stood[i] == Stopped {
		return []ui.Status{{Word: Suspended.Title().In(ctx), Tone: ui.Off}}
	}
	return []ui.Status{{Word: timing.Title().In(ctx), Tone: p.Tones[timing]}}
}

func (p *listPage) actions(ctx context.Context) []ui.Action {
	if !p.MayAssign {
		return nil
	}
	return []ui.Action{{Label: tNew.In(ctx), Href: "/tasks/new", Icon: ui.IconPlus, Weight: ui.Primary, Key: "c"}}
}

// tabs lead between the parts of the register, with the same question. A past
// day knows no drafts.
func (p *listPage) tabs(ctx context.Context) []ui.Tab {
	var out []ui.Tab
	for _, part := range []struct {
		part  Part
		title text.T
	}{{OpenTasks, tOpenTasks}, {PastTasks, tPastTasks}, {Drafts, tDrafts}} {
		if part.part == Drafts && p.Stood != nil {
			continue
		}
		to := listPage{Query: url.Values{}}
		for name, values := range p.Query {
			if !slices.Contains([]string{"part", "state", "timing", "bucket", "first"}, name) {
				to.Query[name] = values
			}
		}
		href := to.without()
		if part.part != OpenTasks {
			href = to.with("part", string(part.part))
		}
		out = append(out, ui.Tab{Label: part.title.In(ctx), Href: href, Current: p.Filter.Part == part.part})
	}
	return out
}

// hidden are the parts of the question that have no field on the page.
func (p *listPage) hidden() (of []string) {
	for _, name := range []string{"part", "body", "row", "lead", "coordinator", "document", "bucket", "first", "reason", "on", "list", "choose", "sort", "group", "cols"} {
		if p.Query.Has(name) && (!slices.Contains([]string{"body", "sort", "group", "cols"}, name) || !p.Wide) {
			of = append(of, name)
		}
	}
	return of
}

func stateOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{}
	for _, s := range States() {
		out = append(out, ui.Option{Value: string(s), Label: s.Title().In(ctx)})
	}
	return out
}

func timingOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{}
	for _, t := range Timings() {
		out = append(out, ui.Option{Value: string(t), Label: t.Title().In(ctx)})
	}
	return out
}

package annex

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

type choosePage struct {
	asked
	Issuer string // whose paper it is
}

// choose shows what the annex will hold and in which form, chosen already as its
// kind of paper has it.
func (d Deps) choose(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	a, err := d.ask(ctx, v, r)
	if err != nil {
		return nil, err
	}
	return web.Show(chooseView(choosePage{a, a.Tree.Name(a.issuer(v), v.Today)})), nil
}

func (p choosePage) about(ctx context.Context) string {
	parts := []string{tCount.In(ctx, len(p.Tasks))}
	if p.attached() {
		parts = append(parts, tOfPaper.In(ctx, p.Paper.Cited))
	}
	switch {
	case p.Paper.Name != "":
		parts = append(parts, p.Paper.Name)
	case len(p.Said) > 0:
		parts = append(parts, tAskedFor.In(ctx, strings.Join(p.Said, "; ")))
	case !p.attached():
		parts = append(parts, tAskedFor.In(ctx, tAllOpen.In(ctx)))
	}
	return strings.Join(parts, " · ")
}

// back is the page that leads here.
func (p choosePage) back() string {
	switch {
	case p.Of != "":
		return "/documents/" + string(p.Of)
	case p.Plan != "":
		return "/plans/" + p.Plan
	}
	return p.At("/tasks")
}

// hidden are the parts of the question, which the file is asked again: values
// with their names.
func (p choosePage) hidden() []ui.Option {
	out := []ui.Option{{Value: "chosen", Label: "1"}}
	switch {
	case p.Of != "":
		return append(out, ui.Option{Value: "of", Label: string(p.Of)})
	case p.Plan != "":
		return append(out, ui.Option{Value: "plan", Label: p.Plan})
	}
	u, err := url.Parse(p.At(address))
	if err != nil {
		return out
	}
	query := u.Query()
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range query {
			if !yield(name) {
				return
			}
		}
	}) {
		out = append(out, ui.Option{Value: name, Label: query.Get(name)})
	}
	return out
}

// crumb is what the page that leads here is called.
func (p choosePage) crumb(ctx context.Context) string {
	switch {
	case p.Of != "":
		return tDocument.In(ctx)
	case p.Plan != "":
		return p.Paper.Name
	}
	return tTasks.In(ctx)
}

func (p choosePage) head() string {
	if p.Choice.Head {
		return "yes"
	}
	return "no"
}

func forms(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(org.PartyRegime), Label: tParty.In(ctx)}, {Value: string(org.StateRegime), Label: tState.In(ctx)}}
}

func heads(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "yes", Label: tWithHead.In(ctx)}, {Value: "no", Label: tNoHead.In(ctx)}}
}

func groupings(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(flat), Label: tByNone.In(ctx)}, {Value: string(byLeads), Label: tByLead.In(ctx)}, {Value: string(byProgrammes), Label: tProgrammes.In(ctx)}}
}

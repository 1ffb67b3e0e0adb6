package doc

import (
	"context"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// seriesPage shows the numbers that a body gives next, and the terms by which
// they begin again.
type seriesPage struct {
	Body    *org.Body
	Today   civil.Date
	Bodies  org.Chooser // of those for which the actor gives numbers
	Several bool        // they are more than one
	Typed   string      // to choose one
	Rule    string      // in words, with its key
	RuleKey string
	ByTerm  bool
	Covered bool // numbers can be given today
	Next    []Proposal
	Terms   []Term
	Form    termForm
	Wrong   []ui.FieldError
}

// termForm is what was typed to enter a term.
type termForm struct{ Ordinal, From, Until string }

func seriesAddress(b org.ID) string {
	return "/documents/series?" + url.Values{"body": {string(b)}}.Encode()
}

func (h handlers) series(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	typed := r.Choice("body")
	issuer, err := seriesFor(ctx, v, typed)
	var c templ.Component
	if err == nil {
		c, err = seriesOf(ctx, v, issuer, "", termForm{}, nil)
	}
	if err != nil && typed != "" {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return seriesOf(ctx, v, "", typed, termForm{}, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// seriesFor returns the body whose numbers are asked for.
func seriesFor(ctx context.Context, v *work.View, typed string) (org.ID, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return "", err
	}
	return registers(v, tree).MeantOrNamed(whichBody, typed)
}

// whichBody names the field in which the body is chosen.
const whichBody = "which"

// seriesOf returns the page of an issuer, the actor's own for "", with what was
// typed to choose another one and to enter a term, after the fault wrong.
func seriesOf(ctx context.Context, v *work.View, issuer org.ID, typed string, f termForm, wrong error) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := seriesPage{Today: v.Today, Typed: typed, Form: f, Wrong: web.FieldErrors(ctx, wrong), Bodies: registers(v, tree)}
	var first []*org.Body
	first, p.Several = p.Bodies.Find("", 1)
	for i := range p.Wrong {
		if p.Wrong[i].Field == whichBody && !p.Several {
			p.Wrong[i].Field = "" // there is no such field
		}
	}
	if issuer == "" {
		issuer = org.ID(v.Actor.Body)
		if _, ok := tree.Body(issuer); (!ok || !v.Actor.May(CanRegister, issuer.Scope())) && len(first) > 0 {
			issuer = first[0].ID
		}
	}
	if typed == "" {
		p.Typed = string(issuer)
	}
	if p.Next, err = Proposals(ctx, v, issuer, v.Today); err != nil {
		return nil, err
	}
	if p.Body, err = tree.Find(issuer); err != nil {
		return nil, err
	}
	if p.Terms, err = Terms(ctx, v, issuer); err != nil {
		return nil, err
	}
	regime := regimeOf(p.Body)
	in, err := ruleOf(p.Body, regime).On(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	w := wayOf(in)
	_, p.Covered = series(w, p.Body.Interval, v.Today, p.Terms)
	p.Rule, p.RuleKey, p.ByTerm = ruleOf(p.Body, regime).Say(ctx, in.Value), in.Key, w.byTerm
	return seriesView(p), nil
}

func (h handlers) term(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	issuer := org.ID(r.Text("body"))
	f := termForm{Ordinal: r.Text("ordinal"), From: r.Text("from"), Until: r.Text("until")}
	from, ok := r.Day("from")
	until, fine := r.Day("until")
	var wrong fault.Fields
	if !ok {
		wrong.Add("from", tDateWrong)
	}
	if !fine {
		wrong.Add("until", tDateWrong)
	}
	if len(wrong) > 0 && f.Ordinal == "" {
		wrong.Add("ordinal", tOrdinalMissing)
	}
	err := wrong.Err()
	if err == nil {
		err = OpenTerm(ctx, u, Term{Issuer: issuer, Ordinal: f.Ordinal, Interval: civil.Interval{From: from, Until: until}})
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return seriesOf(ctx, v, issuer, "", f, err)
		})
	}
	return web.To(seriesAddress(issuer)).Saying(tSaved), nil
}

// numberedBy tells by which version of which rule the register gave the
// number, as a fact that leads to the rule.
func (d *Document) numberedBy(ctx context.Context) ui.Fact {
	key, _, ok := strings.Cut(d.NumberedBy, "@")
	if !ok {
		return ui.Fact{}
	}
	return ui.Fact{Term: tNumberedBy.In(ctx), Value: rule.Cited(ctx, d.NumberedBy), Href: "/rules/" + key}
}

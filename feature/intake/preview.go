package intake

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/viet"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/task"
)

func preview(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := previewPage(ctx, v, r, nil)
	if fault.Is(err, fault.Invalid) {
		return nil, benchAgain(r, err)
	}
	if err != nil {
		return nil, err
	}
	if c == nil {
		return web.To(ID(r.PathValue("id")).Address()), nil
	}
	return web.Show(c), nil
}

// benchAgain is the bench, with what keeps the file from being entered.
func benchAgain(r *web.Request, wrong error) error {
	return web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
		return benchPage(ctx, v, r, "", nil, wrong)
	})
}

// previewPage is the last look before entering, after the fault wrong; nil for
// a file that is not open.
func previewPage(ctx context.Context, v *work.View, r *web.Request, wrong error) (templ.Component, error) {
	b, err := Load(ctx, v, ID(r.PathValue("id")))
	if err != nil || b.File.State != Open {
		return nil, err
	}
	if err := v.Check(CanEnter, b.File.Body.Scope()); err != nil {
		return nil, err
	}
	p, err := b.Planned(ctx, v)
	if err != nil {
		return nil, err
	}
	m := previewModel{Bench: b, Plan: p, Today: v.Today, Wrong: web.FieldErrors(ctx, wrong), Sees: func(g Given) bool { return v.Actor.May(task.CanSee, g.Lead.Scope()) }}
	in, registered := p.Document.Metadata, doc.ID("")
	if p.There != nil {
		in, registered = p.There.Metadata, p.There.ID
		m.Owner = b.Tree.Name(p.There.Owner, v.Today)
	}
	if m.Foresight, err = doc.Foresee(ctx, v, registered, in, m.newLinks()); err != nil {
		return nil, err
	}
	return previewView(m), nil
}

// nothing says whether entering makes nothing that is not there.
func (m previewModel) nothing() bool {
	return m.There != nil && len(m.Tasks) == 0 && (!m.MayAdd || m.Adds.Empty())
}

// newLinks are the links that entering adds.
func (m previewModel) newLinks() []doc.NewLink {
	if m.There != nil && !m.MayAdd {
		return nil
	}
	return m.Adds.Links
}

// becomes tells what becomes of a link where it does not lead to a document
// that the person may see.
func becomes(ctx context.Context, p doc.Prospect) ui.Status {
	switch p.State {
	case doc.Settled:
		return ui.Status{Word: tLinkUnseen.In(ctx), Tone: ui.Positive}
	case doc.Doubtful:
		return ui.Status{Word: tLinkDoubtful.In(ctx) + ": " + p.Doubt.Title().In(ctx), Tone: ui.Caution}
	}
	return ui.Status{Word: tLinkWaits.In(ctx)}
}

// additions tell what of file and text is added to a document that is there.
func (m previewModel) additions(ctx context.Context) []ui.Fact {
	added := func(is bool) string {
		switch {
		case !is:
			return tHasThat.In(ctx)
		case m.MayAdd:
			return tIsAdded.In(ctx)
		}
		return tNotAdded.In(ctx)
	}
	return []ui.Fact{
		{Term: tFile.In(ctx), Value: m.File.Name + " – " + added(len(m.Adds.Files) > 0)},
		{Term: tWholeText.In(ctx), Value: added(m.Adds.Text != "")},
	}
}

// coordinators names the bodies that help with a task.
func (m previewModel) coordinators(t task.New) string {
	out := make([]string, len(t.Coordinators))
	for i, c := range t.Coordinators {
		out[i] = m.Tree.Name(c, m.Today)
	}
	const most = 5
	if len(out) > most {
		out = append(out[:most], "…")
	}
	return strings.Join(out, "; ")
}

// A difference is a field of which the register and a file tell otherwise.
type difference struct{ field, register, file string }

// differences lists what a file tells otherwise than the register. What the
// file does not tell is no difference.
func differences(ctx context.Context, register, file doc.Metadata) (out []difference) {
	for _, f := range []struct {
		field          text.T
		register, file string
	}{
		{tType, register.Type.Title().In(ctx), file.Type.Title().In(ctx)}, {tSymbol, register.Symbol, file.Symbol}, {tIssuer, register.Issuer, file.Issuer},
		{tDate, register.IssuedOn.Vietnamese(), file.IssuedOn.Vietnamese()}, {tTitle, register.Subject, file.Subject}, {tPlace, register.Place, file.Place},
		{tSigner, register.Signer, file.Signer}, {tUrgency, register.Urgency.Title().In(ctx), file.Urgency.Title().In(ctx)},
	} {
		if f.file != "" && viet.Fold(clean(f.register)) != viet.Fold(clean(f.file)) {
			out = append(out, difference{f.field.In(ctx), cmp.Or(f.register, "–"), f.file})
		}
	}
	return out
}

// facts tell what entering made and what was there.
func (m Made) facts(ctx context.Context) []ui.Fact {
	of := func(term text.T, made, there int) ui.Fact {
		return ui.Fact{Term: term.In(ctx), Value: tMadeThere.In(ctx, text.Int(ctx, made), text.Int(ctx, there))}
	}
	state := tMadeNew
	if !m.New {
		state = tMadeWasThere
	}
	facts := []ui.Fact{
		{Term: tDocumentName.In(ctx), Value: state.In(ctx)},
		of(kindTitles[Reference], m.Links, m.Had), of(kindTitles[Task], m.Tasks, m.Given),
	}
	if m.LeftOut > 0 {
		facts = append(facts, ui.Fact{Term: tNotAssigned.In(ctx), Value: text.Int(ctx, m.LeftOut)})
	}
	return facts
}

// outcome is what entering the file made, as history tells; nil where it does
// not.
func outcome(ctx context.Context, v *work.View, f ID) (*Made, error) {
	events, err := v.History(ctx, string(f), 20)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(events, func(e work.Event) bool { return e.Kind == "intake.entered" })
	if i < 0 {
		return nil, nil
	}
	var made Made
	return &made, json.Unmarshal(events[i].Detail, &made)
}

// know finds what entering the file made, as far as the actor may see it.
func (m *benchModel) know(ctx context.Context, v *work.View) (err error) {
	docs, err := doc.Documents(ctx, v, []doc.ID{m.File.Doc})
	if err != nil {
		return err
	}
	m.Entered = docs[m.File.Doc]
	if m.Outcome, err = outcome(ctx, v, m.File.ID); err != nil {
		return err
	}
	m.MayResume = v.Actor.May(CanEnter, access.Scope(m.File.Body)) && slices.ContainsFunc(m.Proposals, func(p Proposal) bool { return p.Decision == Rejected })
	m.Made, err = task.OfDocument(ctx, v, task.DocID(m.File.Doc))
	return err
}

func enter(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := ID(r.PathValue("id"))
	made, err := Enter(ctx, u, f, r.Text("mark"))
	switch {
	case fault.Is(err, fault.Invalid):
		return nil, benchAgain(r, err)
	case fault.Is(err, fault.Conflict):
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			c, err2 := previewPage(ctx, v, r, err)
			if c == nil && err2 == nil || fault.Is(err2, fault.Invalid) {
				return benchPage(ctx, v, r, "", nil, err)
			}
			return c, err2
		})
	case err != nil:
		return nil, err
	}
	said := tEntered
	if !made.New {
		said = tEnteredMore
	}
	return web.To(f.Address()).Saying(said, made.Tasks), nil
}

func resume(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := ID(r.PathValue("id"))
	if err := Resume(ctx, u, f); err != nil {
		return nil, err
	}
	return web.To(f.Address()).Saying(tResumed), nil
}

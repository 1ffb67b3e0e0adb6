package doc

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get("/documents", h.list),
		web.Get("/documents/new", h.blank),
		web.Post("/documents", h.register),
		web.Get("/citations", h.citations),
		web.Post("/citations/{link}", h.choose),
		web.Get("/documents/{id}", h.show),
		web.Get("/documents/{id}/edit", h.edit),
		web.Post("/documents/{id}", h.amend),
		web.Post("/documents/{id}/links", h.link),
		web.Post("/documents/{id}/links/{link}/remove", h.unlink),
		web.Post("/documents/{id}/duties", h.duty),
	}
}

type handlers struct{ Deps }

// pageLength is how many documents a page of a list shows.
const pageLength = 50

// listPage is what the list shows.
type listPage struct {
	Tree        *org.Tree
	Today       civil.Date
	Words       string
	Issuer      string
	Type        string
	Year        string
	Documents   []*Document
	Next        string
	MayRegister bool
}

func (h handlers) list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := listPage{Tree: tree, Today: v.Today, Words: r.Text("q"), Issuer: r.Text("issuer"), Type: r.Text("type"), Year: r.Text("year"),
		MayRegister: v.Actor.MaySomewhere(CanRegister)}
	f := Filter{Issuer: org.ID(p.Issuer), Type: Type(p.Type), Words: p.Words}
	if year, err := strconv.Atoi(p.Year); err == nil && civil.Valid(year, 1, 1) {
		f.Days = civil.Interval{From: civil.On(year, 1, 1), Until: civil.On(year+1, 1, 1)}
	}
	docs, next, err := List(ctx, v, f, ParseCursor(r.Raw("after")), pageLength)
	if err != nil {
		return nil, err
	}
	p.Documents = docs
	if next.ID != "" {
		p.Next = "/documents?" + url.Values{"q": {p.Words}, "issuer": {p.Issuer}, "type": {p.Type}, "year": {p.Year}, "after": {next.String()}}.Encode()
	}
	return web.Show(listView(p)), nil
}

// bodies lists the bodies of day to choose from.
func bodies(tree *org.Tree, day civil.Date) []ui.Option {
	ids := tree.Chart(day).Subtree("")
	out := make([]ui.Option, 0, len(ids))
	for _, b := range ids {
		body, _ := tree.Body(b)
		out = append(out, ui.Option{Value: string(b), Label: body.NameOn(day), Hint: body.Code})
	}
	return out
}

func typeOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, t := range Types() {
		out = append(out, ui.Option{Value: string(t.Type), Label: t.Name.In(ctx)})
	}
	return out
}

// documentPage is what the page of one document shows.
type documentPage struct {
	*Cascade
	Tree      *org.Tree
	Today     civil.Date
	As        string // "tree", "table" or "flow"
	Out, In   []Link
	Known     map[ID]*Document // at the other ends of the links
	Effects   []Effect
	Content   string
	History   []work.Event
	MayChange bool
	Wrong     []ui.FieldError
	Link      linkForm
}

// linkForm is what was typed to add a link, or a duty.
type linkForm struct{ Relation, Cited, To, Part, Body, Due string }

func (h handlers) show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.page(ctx, v, ID(r.PathValue("id")), r.Text("as"), linkForm{}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) page(ctx context.Context, v *work.View, doc ID, as string, f linkForm, wrong error) (templ.Component, error) {
	c, err := CascadeOf(ctx, v, doc, h.Slots)
	if err != nil {
		return nil, err
	}
	p := documentPage{Cascade: c, Today: v.Today, As: as, MayChange: MayChange(v, c.Document), Link: f, Wrong: web.FieldErrors(ctx, wrong)}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if p.Out, p.In, err = Links(ctx, v, doc); err != nil {
		return nil, err
	}
	if p.Known, err = seenEnds(ctx, v, p.Out, p.In); err != nil {
		return nil, err
	}
	if p.Effects, err = Effects(ctx, v, doc); err != nil {
		return nil, err
	}
	if p.Content, _, err = Read(ctx, v, doc); err != nil {
		return nil, err
	}
	if p.History, err = v.History(ctx, string(doc), 50); err != nil {
		return nil, err
	}
	return documentView(p), nil
}

// documentForm is what was typed to register or correct a document.
type documentForm struct {
	ID                                       ID
	Version                                  int64
	Owner, Body, Issuer, Type, Regime        string
	Number, Symbol, IssuedOn, Place, Subject string
	Signer, Post, Urgency, From, Until       string
	Internal, Take                           bool
	Aliases                                  string
}

func (h handlers) blank(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanRegister) {
		return nil, v.Check(CanRegister, v.Actor.Body)
	}
	f := documentForm{Owner: string(v.Actor.Body), Body: r.Text("body"), IssuedOn: v.Today.Vietnamese(), Type: r.Text("type")}
	c, err := formPage(ctx, v, f, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func formPage(ctx context.Context, v *work.View, f documentForm, wrong error) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	var same ID
	if dup, ok := errors.AsType[*Duplicate](wrong); ok {
		same = dup.ID
	}
	return formView(f, web.FieldErrors(ctx, wrong), same, bodies(tree, v.Today)), nil
}

// read reads a form and the faults in its dates.
func read(r *web.Request) (f documentForm, m Metadata, err error) {
	f = documentForm{
		Owner: r.Text("owner"), Body: r.Text("body"), Issuer: r.Text("issuer"), Type: r.Text("type"), Regime: r.Text("regime"),
		Number: r.Text("number"), Symbol: r.Text("symbol"), IssuedOn: r.Text("issued_on"), Place: r.Text("place"), Subject: r.Text("subject"),
		Signer: r.Text("signer"), Post: r.Text("post"), Urgency: r.Text("urgency"), From: r.Text("from"), Until: r.Text("until"),
		Internal: r.Checked("internal"), Take: r.Checked("take"), Aliases: r.Text("aliases"),
	}
	var wrong fault.Fields
	date := func(name string) civil.Date {
		d, ok := r.Day(name)
		if !ok {
			wrong.Add(name, tDateWrong)
		}
		return d
	}
	m = Metadata{
		Body: org.ID(f.Body), Issuer: f.Issuer, Type: Type(f.Type), Regime: org.Regime(f.Regime), Number: f.Number, Symbol: f.Symbol,
		IssuedOn: date("issued_on"), Place: f.Place, Subject: f.Subject, Signer: f.Signer, Post: f.Post, Urgency: Urgency(f.Urgency),
		Internal: f.Internal, InForce: civil.Interval{From: date("from"), Until: date("until")},
	}
	if f.Aliases != "" {
		m.Aliases = strings.Split(f.Aliases, "\n")
	}
	return f, m, wrong.Err()
}

func (h handlers) register(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, m, err := read(r)
	var made ID
	if err == nil {
		made, err = Register(ctx, u, NewDocument{Owner: org.ID(f.Owner), Metadata: m, TakeNumber: f.Take})
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return formPage(ctx, v, f, err) })
	}
	return web.To(made.Address()).Saying(tRegistered), nil
}

func (h handlers) edit(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	d, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if !MayChange(v, d) {
		return nil, v.Check(CanRegister, d.Owner.Scope())
	}
	f := documentForm{
		ID: d.ID, Version: d.Version, Owner: string(d.Owner), Body: string(d.Body), Issuer: d.Issuer, Type: string(d.Type), Regime: string(d.Regime),
		Number: d.Number, Symbol: d.Symbol, IssuedOn: d.IssuedOn.Vietnamese(), Place: d.Place, Subject: d.Subject, Signer: d.Signer, Post: d.Post,
		Urgency: string(d.Urgency), From: d.InForce.From.Vietnamese(), Until: d.InForce.Until.Vietnamese(), Internal: d.Internal,
		Aliases: strings.Join(d.Aliases, "\n"),
	}
	c, err := formPage(ctx, v, f, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) amend(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, m, err := read(r)
	f.ID = ID(r.PathValue("id"))
	version, _ := r.Int("version")
	f.Version = int64(version)
	if err == nil {
		err = Amend(ctx, u, f.ID, f.Version, m)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return formPage(ctx, v, f, err) })
	}
	return web.To(f.ID.Address()).Saying(tAmended), nil
}

func (h handlers) link(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	doc := ID(r.PathValue("id"))
	f := linkForm{Relation: r.Text("relation"), Cited: r.Text("cited"), Part: r.Text("part")}
	return h.change(doc, f, AddLinks(ctx, u, doc, NewLink{Relation: Relation(f.Relation), Cited: f.Cited, Part: f.Part}))
}

func (h handlers) unlink(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.change(ID(r.PathValue("id")), linkForm{}, Unlink(ctx, u, LinkID(r.PathValue("link"))))
}

// duty adds a duty to those of a document, or takes one away where no day is
// given.
func (h handlers) duty(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	doc := ID(r.PathValue("id"))
	f := linkForm{Body: r.Text("body"), Due: r.Text("due")}
	due, ok := r.Day("due")
	if !ok {
		return h.change(doc, f, fault.At("due", tDateWrong))
	}
	return h.change(doc, f, PutDuty(ctx, u, doc, Duty{org.ID(f.Body), due}))
}

// change answers a change made on a document's page.
func (h handlers) change(doc ID, f linkForm, err error) (web.Answer, error) {
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.page(ctx, v, doc, "", f, err)
		})
	}
	return web.To(doc.Address()).Saying(tSaved), nil
}

// citationsPage lists the citations that no document settles.
type citationsPage struct {
	State State
	Open  []Open
	Next  string
}

func (h handlers) citations(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p := citationsPage{State: Doubtful}
	if State(r.Text("state")) == Waiting {
		p.State = Waiting
	}
	open, next, err := Unsettled(ctx, v, p.State, LinkID(r.Raw("after")), pageLength)
	if err != nil {
		return nil, err
	}
	p.Open = open
	if next != "" {
		p.Next = "/citations?" + url.Values{"state": {string(p.State)}, "after": {string(next)}}.Encode()
	}
	return web.Show(citationsView(p)), nil
}

func (h handlers) choose(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := Choose(ctx, u, LinkID(r.PathValue("link")), ID(r.Text("to"))); err != nil {
		return nil, err
	}
	return web.To("/citations").Saying(tSaved), nil
}

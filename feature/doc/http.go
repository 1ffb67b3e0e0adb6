package doc

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get("/documents", h.list),
		web.Get("/documents/new", h.blank),
		web.Get("/documents/series", h.series),
		web.Post("/documents/series", h.term),
		web.Post("/documents", h.register),
		web.Get("/citations", h.citations),
		web.Post("/citations/{link}", h.choose),
		web.Get("/documents/{id}", h.show),
		web.Get("/documents/{id}/edit", h.edit),
		web.Get("/documents/{id}/below", h.below),
		web.Get("/documents/{id}/duties", h.duties),
		web.Get("/documents/{id}/files/{file}", h.file),
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
	Own         org.ID // for which the actor works
	Words       string
	Issuer      string
	Type        string
	Year        string
	Documents   []*Document
	Next        string
	MayRegister bool
	Wrong       []ui.FieldError
}

func (h handlers) list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := listPage{Tree: tree, Today: v.Today, Own: org.ID(v.Actor.Body), Words: r.Text("q"), Issuer: r.Choice("issuer"), Type: r.Text("type"), Year: r.Text("year"),
		MayRegister: v.Actor.MaySomewhere(CanRegister)}
	f, err := p.filter()
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p.Wrong = web.FieldErrors(ctx, err)
			return listView(p), nil
		})
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

// filter reads what was asked for, and the faults in it.
func (p *listPage) filter() (Filter, error) {
	f := Filter{Type: Type(p.Type), Words: p.Words}
	issuer, err := p.issuers().Meant("issuer", p.Issuer)
	wrong := fault.Fields(fault.All(err))
	if err == nil {
		f.Issuer, p.Issuer = issuer, string(issuer)
	}
	if f.Type != "" && !slices.ContainsFunc(Types(), func(t TypeInfo) bool { return t.Type == f.Type }) {
		wrong.Add("type", tNoSuchChoice)
	}
	if year, err := strconv.Atoi(p.Year); err == nil && civil.Valid(year, 1, 1) && civil.Valid(year+1, 1, 1) {
		f.Days = civil.Interval{From: civil.On(year, 1, 1), Until: civil.On(year+1, 1, 1)}
	} else if p.Year != "" {
		wrong.Add("year", tYearWrong)
	}
	return f, wrong.Err()
}

// issuers is the field for the issuer of the documents listed.
func (p *listPage) issuers() org.Chooser { return p.Tree.Chooser(p.Today, "", "") }

// registers is a field for a body for which the actor registers documents.
func registers(v *work.View, tree *org.Tree) org.Chooser {
	return tree.ChooserOf(v.Actor, CanRegister, v.Today)
}

// recipients is a field for a body or a named group as of day.
func recipients(tree *org.Tree, day civil.Date) org.Chooser {
	return tree.Chooser(day, "", "").WithGroups()
}

// audienceField names the fields in which recipients are added.
func audienceField(i int) string { return "audience-" + strconv.Itoa(i) }

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
	Tree        *org.Tree
	Today       civil.Date
	As          string // "" for the tree, "table" or "flow"
	Only        string // in the table: the documents with tasks of one quarter
	From        int    // in the table: the first row
	Out, In     []Link
	Known       map[ID]*Document // at the other ends of the links
	Effects     []Effect
	Twins       []*Document
	InDoubt     []Open // doubtful citations in the document
	DoubtOf     []Open // and in others that may mean it
	TasksAt     func(doc ID, number string) string
	AnnexAt     func(doc ID) string
	ChecklistAt func(doc ID) string
	Briefing    string // where its briefing stands; "" for none
	Content     string
	History     []work.Event
	Names       map[account.ID]string
	MayChange   bool
	Wrong       []ui.FieldError
	Link        linkForm
}

// linkForm is what was typed to add a link, or duties.
type linkForm struct{ Relation, Cited, Part, Body, Due string }

func (h handlers) show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, doc := documentPage{As: r.Text("as"), Only: r.Text("only")}, ID(r.PathValue("id"))
	var wrong fault.Fields
	if !slices.ContainsFunc(views, func(w view) bool { return w.as == p.As }) {
		wrong.Add("", tNoSuchChoice)
	}
	if p.Only != "" && !slices.ContainsFunc(quarters, func(q quarter) bool { return q.name == p.Only }) {
		wrong.Add("", tNoSuchChoice)
	}
	if p.From, wrong = fromOf(r, wrong); wrong != nil {
		return nil, web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.page(ctx, v, documentPage{Wrong: web.FieldErrors(ctx, wrong)}, doc)
		})
	}
	c, err := h.page(ctx, v, p, doc)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// fromOf reads the row with which a page begins.
func fromOf(r *web.Request, wrong fault.Fields) (int, fault.Fields) {
	from, ok := r.Int("from")
	if !ok && r.Text("from") != "" {
		wrong.Add("", tNoSuchRow)
	}
	return from, wrong
}

// page fills in the page of a document.
func (h handlers) page(ctx context.Context, v *work.View, p documentPage, doc ID) (templ.Component, error) {
	var err error
	if p.Cascade, err = CascadeOf(ctx, v, doc, h.Slots); err != nil {
		return nil, err
	}
	p.Today, p.MayChange, p.TasksAt, p.ChecklistAt, p.AnnexAt = v.Today, MayChange(v, p.Document), h.TasksAt, h.ChecklistAt, h.AnnexAt
	if h.BriefingAt != nil {
		p.Briefing = h.BriefingAt(v, p.ID)
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if p.Out, p.In, err = Links(ctx, v, doc); err != nil {
		return nil, err
	}
	if p.Known, err = seenEnds(ctx, v, p.Out, p.In); err != nil {
		return nil, err
	}
	p.Effects = effects(p.In, p.Known)
	// What stands below the document is shown as its cascade.
	p.In = slices.DeleteFunc(p.In, func(l Link) bool { return l.Relation.downward() })
	if p.Twins, err = Twins(ctx, v, p.Document); err != nil {
		return nil, err
	}
	if p.InDoubt, p.DoubtOf, err = Conflicts(ctx, v, doc); err != nil {
		return nil, err
	}
	p.Wrong = whereShown(p.Wrong, p.InDoubt)
	if p.Content, _, err = Read(ctx, v, doc); err != nil {
		return nil, err
	}
	if p.History, err = v.History(ctx, string(doc), 50); err != nil {
		return nil, err
	}
	if p.Names, err = account.Names(ctx, v, account.Doers(p.History...)); err != nil {
		return nil, err
	}
	return documentView(p), nil
}

// below answers with the branches below one document of a cascade, from one
// on: as a fragment for the tree, or as a page where there are no scripts.
func (h handlers) below(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := CascadeOf(ctx, v, ID(r.PathValue("id")), h.Slots)
	if err != nil {
		return nil, err
	}
	n := c.find(ID(r.Text("in")))
	if n == nil {
		return nil, fault.New(fault.Unknown, tNoDocument)
	}
	from, _ := r.Int("from")
	nodes := n.branches(ctx, c.ID, from, moreBelow, 1)
	if r.Partial() {
		return web.Show(ui.Branches(nodes)), nil
	}
	return web.Show(belowView(c.Document, n.Document, nodes)), nil
}

// dutiesPage lists who has to issue a document below another one.
type dutiesPage struct {
	*Cascade
	Tree      *org.Tree
	Today     civil.Date
	Shown     []Debt
	Pager     ui.PagerSpec
	MayChange bool
	Form      linkForm
	Wrong     []ui.FieldError
}

// dutiesShown is how many duties a page shows.
const dutiesShown = 50

func (h handlers) duties(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	doc := ID(r.PathValue("id"))
	from, wrong := fromOf(r, nil)
	if wrong != nil {
		return nil, web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.dutiesPage(ctx, v, doc, 0, linkForm{}, wrong)
		})
	}
	c, err := h.dutiesPage(ctx, v, doc, from, linkForm{}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) dutiesPage(ctx context.Context, v *work.View, doc ID, from int, f linkForm, wrong error) (templ.Component, error) {
	c, err := CascadeOf(ctx, v, doc, h.Slots)
	if err != nil {
		return nil, err
	}
	p := dutiesPage{Cascade: c, Today: v.Today, MayChange: MayChange(v, c.Document), Form: f, Wrong: web.FieldErrors(ctx, wrong)}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	all := slices.Concat(c.Owing, c.Issued)
	from = min(max(from, 0), len(all))
	until := min(from+dutiesShown, len(all))
	p.Shown = all[from:until]
	page := func(from int) string { return doc.Address() + "/duties?from=" + strconv.Itoa(from) }
	if from > 0 {
		p.Pager.Previous = page(max(0, from-dutiesShown))
	}
	if until < len(all) {
		p.Pager.Next = page(until)
	}
	return dutiesView(p), nil
}

// file answers with a file of a document. It is sent as bytes to save and not
// by its media type, which came from outside.
func (h handlers) file(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	d, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(d.Files, func(f File) bool { return f.SHA256 == r.PathValue("file") })
	if i < 0 || h.Files == nil {
		return nil, fault.New(fault.Unknown, tNoFile)
	}
	content, err := h.Files.Open(ctx, d.Files[i].SHA256)
	if err != nil {
		return nil, fmt.Errorf("file %q of document %s: %w", d.Files[i].Name, d.ID, err)
	}
	return web.File(d.Files[i].Name, "application/octet-stream", content), nil
}

// documentForm is what was typed to register or correct a document.
type documentForm struct {
	ID                                       ID
	Version                                  int64
	Owner, Body, Named, Issuer, Type, Regime string // Named: how Body was named in the form, as long as nobody types otherwise
	Number, Symbol, IssuedOn, Place, Subject string
	Signer, Post, Urgency, From, Until       string
	Internal, Take                           bool
	Aliases                                  string
	Audience                                 []org.ID // chosen before
	Adding                                   []string // bodies and groups chosen now
}

func (h handlers) blank(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanRegister) {
		return nil, v.Check(CanRegister, v.Actor.Body)
	}
	f := documentForm{Owner: string(v.Actor.Body), Body: r.Text("body"), IssuedOn: v.Today.Vietnamese(), Type: r.Text("type")}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	if body, ok := tree.Body(org.ID(f.Body)); ok {
		f.Issuer = body.NameOn(v.Today)
		f.Named = f.Issuer
	}
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
	c := formChoices{Tree: tree, Today: v.Today, Same: same, Wrong: web.FieldErrors(ctx, wrong), Owners: registers(v, tree)}
	if first, more := c.Owners.Find("", 1); len(first) > 0 && !more {
		c.Owner = first[0].ID
	}
	c.Recipients = recipients(tree, dayOf(f.IssuedOn, v.Today))
	c.Recipients.DayField = "issued_on"
	issuer := org.ID(cmp.Or(f.Body, string(v.Actor.Body)))
	if f.ID == "" && v.Actor.May(CanRegister, issuer.Scope()) {
		next, err := Proposals(ctx, v, issuer, v.Today)
		if err != nil && !fault.Is(err, fault.Unknown) {
			return nil, err
		}
		c.Next, c.Issuer = next, issuer
	}
	return formView(f, c), nil
}

// formChoices is what the form of a document offers.
type formChoices struct {
	Tree               *org.Tree
	Today              civil.Date
	Same               ID // the document that is there already
	Wrong              []ui.FieldError
	Owners, Recipients org.Chooser
	Owner              org.ID // whose register it is where there is no choice; "" where there is
	Issuer             org.ID // whose next numbers are
	Next               []Proposal
}

// dayOf returns the day typed, or instead where it is none.
func dayOf(typed string, instead civil.Date) civil.Date {
	if day, ok := civil.Read(typed); ok && !day.IsZero() {
		return day
	}
	return instead
}

// keptName names the box that keeps a recipient.
func keptName(b org.ID) string { return "keep-" + string(b) }

// read reads a form and the faults in its dates.
func read(ctx context.Context, v *work.View, r *web.Request) (f documentForm, m Metadata, err error) {
	f = documentForm{
		Owner: r.Choice("owner"), Body: r.Text("body"), Named: r.Text("named"), Issuer: r.Text("issuer"), Type: r.Text("type"), Regime: r.Text("regime"),
		Number: r.Text("number"), Symbol: r.Text("symbol"), IssuedOn: r.Text("issued_on"), Place: r.Text("place"), Subject: r.Text("subject"),
		Signer: r.Text("signer"), Post: r.Text("post"), Urgency: r.Text("urgency"), From: r.Text("from"), Until: r.Text("until"),
		Internal: r.Checked("internal"), Take: r.Checked("take"), Aliases: r.Text("aliases"),
	}
	for i := range addsAtOnce {
		f.Adding = append(f.Adding, r.Choice(audienceField(i)))
	}
	for name := range r.Form {
		if b, ok := strings.CutPrefix(name, keptName("")); ok {
			f.Audience = append(f.Audience, org.ID(b))
		}
	}
	slices.Sort(f.Audience)
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
	tree, err := org.Load(ctx, v)
	if err != nil {
		return f, m, err
	}
	owner, err := registers(v, tree).MeantOrNamed("owner", f.Owner)
	if wrong = append(wrong, fault.All(err)...); err == nil {
		f.Owner = string(owner)
	}
	if err := m.readIssuer(tree, f, v); err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	m.Audience = slices.Clone(f.Audience)
	for i, typed := range f.Adding {
		if typed == "" {
			continue
		}
		found, err := chosen(recipients(tree, cmp.Or(m.IssuedOn, v.Today)), audienceField(i), typed, cmp.Or(m.Body, org.ID(f.Owner), org.ID(v.Actor.Body)))
		wrong = append(wrong, fault.All(err)...)
		m.Audience = append(m.Audience, found...)
	}
	return f, m, wrong.Err()
}

// readIssuer finds out whom a typed issuer means: as long as it stands there as
// it was, the body it stood for; else the body of that code, label or name. A name
// that no body bears is that of an issuer outside of the tree.
func (m *Metadata) readIssuer(tree *org.Tree, f documentForm, v *work.View) error {
	name := clean(f.Issuer)
	if name == "" || name == clean(f.Named) && f.Body != "" {
		return nil
	}
	m.Body = ""
	day := cmp.Or(m.IssuedOn, v.Today)
	if b, ok := tree.ByCode(name); ok {
		m.Body, m.Issuer = b.ID, b.NameOn(day)
		return nil
	}
	if strings.HasSuffix(name, ")") { // a name with its code, as the field offers
		if b, err := tree.Chooser(day, "", "").Meant("issuer", name); err == nil {
			m.Body, m.Issuer = b, tree.Name(b, day)
			return nil
		}
	}
	found := tree.Resolve(name, org.ID(cmp.Or(f.Owner, string(v.Actor.Body))), day)
	open := found.Candidates
	if len(found.Bodies) > 1 {
		open = found.Bodies
	}
	switch {
	case len(open) > 0:
		return fault.At("issuer", tIssuerOpen, name, listed(tree, open, day))
	case len(found.Bodies) == 1:
		m.Body = found.Bodies[0]
	}
	return nil
}

// listed names bodies with their codes, for a person to choose from.
func listed(tree *org.Tree, all []org.ID, day civil.Date) string {
	const most = 6
	var out []string
	for _, id := range all[:min(len(all), most)] {
		b, _ := tree.Body(id)
		out = append(out, b.NameOn(day)+" ("+b.Code+")")
	}
	if len(all) > most {
		out = append(out, "…")
	}
	return strings.Join(out, "; ")
}

func (h handlers) register(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, m, err := read(ctx, &u.View, r)
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
		ID: d.ID, Version: d.Version, Owner: string(d.Owner), Body: string(d.Body), Named: d.Issuer, Issuer: d.Issuer, Type: string(d.Type), Regime: string(d.Regime),
		Number: d.Number, Symbol: d.Symbol, IssuedOn: d.IssuedOn.Vietnamese(), Place: d.Place, Subject: d.Subject, Signer: d.Signer, Post: d.Post,
		Urgency: string(d.Urgency), From: d.InForce.From.Vietnamese(), Until: d.InForce.Until.Vietnamese(), Internal: d.Internal,
		Aliases: strings.Join(d.Aliases, "\n"), Audience: d.Audience,
	}
	c, err := formPage(ctx, v, f, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) amend(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, m, err := read(ctx, &u.View, r)
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
	return h.changed(doc, f, AddLinks(ctx, u, doc, NewLink{Relation: Relation(f.Relation), Cited: f.Cited, Part: f.Part}))
}

func (h handlers) unlink(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.changed(ID(r.PathValue("id")), linkForm{}, Unlink(ctx, u, LinkID(r.PathValue("link"))))
}

// changed answers a change made on a document's page.
func (h handlers) changed(doc ID, f linkForm, err error) (web.Answer, error) {
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.page(ctx, v, documentPage{Link: f, Wrong: web.FieldErrors(ctx, err)}, doc)
		})
	}
	return web.To(doc.Address()).Saying(tSaved), nil
}

// duty adds duties of a body or of a named group to those of a document, or
// takes them away where no day is given.
func (h handlers) duty(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	doc := ID(r.PathValue("id"))
	f := linkForm{Body: r.Choice("body"), Due: r.Text("due")}
	if err := putDuties(ctx, u, doc, f.Body, r); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.dutiesPage(ctx, v, doc, 0, f, err)
		})
	}
	return web.To(doc.Address() + "/duties").Saying(tSaved), nil
}

func putDuties(ctx context.Context, u *work.Unit, doc ID, choice string, r *web.Request) error {
	d, tree, err := changing(ctx, u, doc)
	if err != nil {
		return err
	}
	due, ok := r.Day("due")
	if !ok {
		return fault.At("due", tDateWrong)
	}
	found, err := chosen(recipients(tree, d.IssuedOn), "body", choice, cmp.Or(d.Body, d.Owner))
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fault.At("body", tRecipientUnknown)
	}
	return PutDuties(ctx, u, doc, due, found...)
}

// citationsPage lists the citations that no document settles.
type citationsPage struct {
	State State
	Open  []Open
	Next  string
	Wrong []ui.FieldError
}

func (h handlers) citations(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p := citationsPage{State: Doubtful}
	switch asked := State(r.Text("state")); asked {
	case Waiting:
		p.State = asked
	case "", Doubtful:
	default:
		err := fault.At("", tNoSuchChoice)
		p.Wrong = web.FieldErrors(ctx, err)
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return citationsOf(ctx, v, p, "") })
	}
	c, err := citationsOf(ctx, v, p, LinkID(r.Raw("after")))
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func citationsOf(ctx context.Context, v *work.View, p citationsPage, after LinkID) (templ.Component, error) {
	open, next, err := Unsettled(ctx, v, p.State, after, pageLength)
	if err != nil {
		return nil, err
	}
	p.Open, p.Wrong = open, whereShown(p.Wrong, open)
	if next != "" {
		p.Next = "/citations?" + url.Values{"state": {string(p.State)}, "after": {string(next)}}.Encode()
	}
	return citationsView(p), nil
}

// whereShown takes the field off what is wrong with the choice for a citation
// whose form is not on the page.
func whereShown(wrong []ui.FieldError, open []Open) []ui.FieldError {
	for i, e := range wrong {
		link, choice := strings.CutPrefix(e.Field, "to-")
		if choice && !slices.ContainsFunc(open, func(o Open) bool { return string(o.ID) == link && o.MayChoose && len(o.Candidates) > 0 }) {
			wrong[i].Field = ""
		}
	}
	return wrong
}

func (h handlers) choose(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	to, back := r.Text("to"), ID(r.Text("back"))
	var err error
	switch to {
	case "":
		if _, _, err = changingLink(ctx, u, LinkID(r.PathValue("link"))); err == nil {
			err = fault.At("to", tChooseOne)
		}
	case noneOfThese:
		err = Choose(ctx, u, LinkID(r.PathValue("link")), "")
	default:
		err = Choose(ctx, u, LinkID(r.PathValue("link")), ID(to))
	}
	onPage := id.Valid(string(back))
	if err != nil && !fault.Is(err, fault.Invalid) {
		return nil, err
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			wrong := web.FieldErrors(ctx, err)
			for i := range wrong {
				wrong[i].Field = "to-" + r.PathValue("link") // which of several forms
			}
			if onPage {
				return h.page(ctx, v, documentPage{Wrong: wrong}, back)
			}
			return citationsOf(ctx, v, citationsPage{State: Doubtful, Wrong: wrong}, "")
		})
	}
	if onPage {
		return web.To(back.Address()).Saying(tSaved), nil
	}
	return web.To("/citations").Saying(tSaved), nil
}

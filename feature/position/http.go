package position

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/viet"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get(address, h.list),
		web.Get(findAddress, h.find),
		web.Get(address+"/export.xlsx", h.export),
		web.Get(address+"/template.xlsx", h.template),
		web.Get(importAddress, h.importForm),
		web.InSteps("POST "+importAddress, h.upload).Taking(org.MaxFile + 1<<20),
		web.InSteps("GET "+importAddress+"/{sum}", h.preview),
		web.InSteps("POST "+importAddress+"/{sum}", h.confirm),
		web.Get(address+"/{body}", h.body),
		web.Get(newAddress, h.fresh),
		web.Post(address+"/{body}", h.put),
		web.Get(address+"/{body}/{holding}", h.holding),
		web.Post(address+"/{body}/{holding}", h.change),
		web.Post(address+"/{body}/{holding}/end", h.end),
		web.Post(address+"/{body}/{holding}/remove", h.remove),
		web.Post(address+"/{body}/{holding}/person", h.rename),
		web.Post(address+"/{body}/{holding}/erase", h.erase),
	}
}

const (
	findAddress   = address + "/find"
	importAddress = address + "/import"
	newAddress    = address + "/new"
	matchLimit    = 100 // bodies, and holdings of people, that a search shows
	thenShown     = 50  // of those who held titles of a body, on a page
	mostOffered   = 40  // holdings of people that a field offers
)

// PageOf returns the page of the titles of a body.
func PageOf(b org.ID) string { return address + "/" + string(b) }

func (h Holding) page() string { return PageOf(h.Body) + "/" + string(h.ID) }

type handlers struct{ Deps }

// A shown holding has its title in words.
type shown struct {
	Holding
	Called text.T
}

func show(ctx context.Context, v *work.View, held []Holding) ([]shown, error) {
	titles, err := Titles(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	out := make([]shown, len(held))
	for i, h := range held {
		name, err := nameOf(ctx, v, titles, h.Title)
		if err != nil {
			return nil, err
		}
		out[i] = shown{h, name}
	}
	return out, nil
}

// dayOf returns the day that a page is asked for, today where it is none.
func dayOf(v *work.View, r *web.Request) civil.Date {
	if day, ok := r.Day("on"); ok && !day.IsZero() {
		return day
	}
	return v.Today
}

type listPage struct {
	Tree    *org.Tree
	Day     civil.Date
	Query   string
	Bodies  []org.ID
	More    bool
	Held    map[org.ID][]shown
	People  []shown
	MayKeep bool
}

func (h handlers) list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if err := see(v); err != nil {
		return nil, err
	}
	p := listPage{Day: dayOf(v, r), Query: r.Text("q"), Held: map[org.ID][]shown{}, MayKeep: v.Actor.MaySomewhere(CanKeep)}
	var err error
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if p.Query != "" {
		var found []*org.Body
		found, p.More = p.Tree.Search(p.Query, p.Day, matchLimit)
		for _, b := range found {
			p.Bodies = append(p.Bodies, b.ID)
		}
		named, err := Named(ctx, v, p.Query, matchLimit)
		if err != nil {
			return nil, err
		}
		if p.People, err = show(ctx, v, named); err != nil {
			return nil, err
		}
	} else {
		chart, own := p.Tree.Chart(p.Day), org.ID(v.Actor.Body)
		if own != "" && chart.Has(own) {
			p.Bodies = append(p.Bodies, own)
		} else {
			own = ""
		}
		p.Bodies = append(p.Bodies, chart.Below(own)...)
		p.More = len(p.Bodies) > matchLimit
		p.Bodies = p.Bodies[:min(len(p.Bodies), matchLimit)]
	}
	found, err := HoldersOn(ctx, v, p.Day, p.Bodies...)
	if err != nil {
		return nil, err
	}
	held, err := show(ctx, v, found)
	for _, one := range held {
		p.Held[one.Body] = append(p.Held[one.Body], one)
	}
	return web.Show(listView(p)), err
}

type bodyPage struct {
	Tree      *org.Tree
	Body      *org.Body
	Day       civil.Date
	Now, Then []shown
	Next      string // where those who held titles go on; "" at the end
	MayKeep   bool
}

func (h handlers) body(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p := bodyPage{Day: dayOf(v, r)}
	var err error
	if p.Tree, p.Body, err = bodyAsked(ctx, v, r); err != nil {
		return nil, err
	}
	p.MayKeep = v.Actor.May(CanKeep, p.Body.ID.Scope())
	now, err := HoldersOn(ctx, v, p.Day, p.Body.ID)
	if err != nil {
		return nil, err
	}
	all, err := Holders(ctx, v, p.Body.ID)
	if err != nil {
		return nil, err
	}
	then := slices.DeleteFunc(all, func(o Holding) bool {
		return slices.ContainsFunc(now, func(n Holding) bool { return n.ID == o.ID })
	})
	slices.SortStableFunc(then, func(a, b Holding) int { return b.From.Compare(a.From) })
	if after := HoldingID(r.Text("after")); after != "" {
		then = then[1+slices.IndexFunc(then, func(h Holding) bool { return h.ID == after }):]
	}
	if len(then) > thenShown {
		then = then[:thenShown]
		p.Next = PageOf(p.Body.ID) + "?" + url.Values{"on": {p.Day.String()}, "after": {string(then[thenShown-1].ID)}}.Encode() + "#then"
	}
	if p.Now, err = show(ctx, v, now); err != nil {
		return nil, err
	}
	p.Then, err = show(ctx, v, then)
	return web.Show(bodyView(p)), err
}

func bodyAsked(ctx context.Context, v *work.View, r *web.Request) (*org.Tree, *org.Body, error) {
	if err := see(v); err != nil {
		return nil, nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	asked := r.PathValue("body")
	if asked == "" {
		asked = r.Text("body")
	}
	b, err := tree.Find(org.ID(asked))
	return tree, b, err
}

// Panel shows on the page of a body who holds its titles today; nil where nobody does and
// the actor may enter nobody.
func Panel(ctx context.Context, v *work.View, b org.ID) (templ.Component, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, nil
	}
	found, err := HoldersOn(ctx, v, v.Today, b)
	if err != nil || len(found) == 0 && !v.Actor.May(CanKeep, b.Scope()) {
		return nil, err
	}
	held, err := show(ctx, v, found)
	return panelView(b, held), err
}

// find offers people to the field in which one is chosen.
func (h handlers) find(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if err := see(v); err != nil {
		return nil, err
	}
	if !r.WantsJSON() {
		return web.To(address + "?" + r.URL.RawQuery), nil
	}
	labels, err := labelled(ctx, v, r.Text("q"))
	options := make([]ui.Option, len(labels))
	for i, l := range labels {
		options[i].Label = l.label
	}
	return web.JSON(ui.FoundOf(options, false)), err
}

// A label names a person by the title that they took on last.
type label struct {
	Person
	label string
}

// labelled returns the people whose name begins with what was typed, or with the name in
// the label that was.
func labelled(ctx context.Context, v *work.View, typed string) (out []label, err error) {
	name, _, _ := strings.Cut(typed, " – ")
	found, err := Named(ctx, v, name, mostOffered)
	if err != nil {
		return nil, err
	}
	held, err := show(ctx, v, found)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	for _, h := range held {
		if n := len(out); n > 0 && out[n-1].ID == h.Person.ID {
			out = out[:n-1]
		}
		out = append(out, label{h.Person, tSame.In(ctx, h.Person.Name, h.Called, tree.Name(h.Body, v.Today))})
	}
	return out, err
}

// meant returns the person whom typed means: one who is there by their label, else a new
// one. A name that somebody bears already is refused until the person says that it is
// somebody else.
func meant(ctx context.Context, v *work.View, typed string, other bool) (Person, error) {
	labels, err := labelled(ctx, v, typed)
	if err != nil {
		return Person{}, err
	}
	var same []string
	for _, l := range labels {
		if l.label == typed {
			return l.Person, nil
		}
		if viet.Fold(l.Name) == viet.Fold(typed) {
			same = append(same, l.label)
		}
	}
	if len(same) > 0 && !other {
		return Person{}, fault.At("person", tSeveralNamed, strings.Join(same, "; "))
	}
	return Person{Name: typed}, nil
}

// A putPage asks who holds a title of a body.
type putPage struct {
	Tree     *org.Tree
	Body     *org.Body
	Titles   []TitleName
	Accounts []account.Colleague
	Form     putForm
	Errors   []ui.FieldError
}

type putForm struct {
	Title, Person, Account, From, Until, Ended, Note string

	Other bool // is somebody else of that name
}

func putPageOf(ctx context.Context, v *work.View, r *web.Request) (p putPage, err error) {
	if p.Tree, p.Body, err = bodyAsked(ctx, v, r); err != nil {
		return p, err
	}
	if p.Accounts, err = account.Serving(ctx, v, p.Body.ID, CanKeep); err != nil {
		return p, err
	}
	p.Titles, err = Titles(ctx, v, v.Today)
	return p, err
}

func (h handlers) fresh(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := putPageOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	p.Form.From = v.Today.Vietnamese()
	return web.Show(putView(p)), nil
}

func (h handlers) put(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, err := putPageOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	p.Form = putForm{
		Title: r.Text("title"), Person: r.Choice("person"), Account: r.Text("account"),
		From: r.Text("from"), Until: r.Text("until"), Note: r.Text("note"), Other: r.Checked("other"),
	}
	made := Holding{Title: Title(p.Form.Title), Body: p.Body.ID, Note: p.Form.Note}
	if made.Interval, err = days(r); err == nil {
		made.Person, err = meant(ctx, &u.View, p.Form.Person, p.Form.Other)
	}
	if err == nil && made.Person.ID == "" {
		made.Person.Account, err = chosen(p.Form.Account, "", p.Accounts)
	}
	if err == nil {
		_, err = Put(ctx, u, made)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			p.Errors = web.FieldErrors(ctx, err)
			return putView(p), nil
		})
	}
	return web.To(PageOf(p.Body.ID)).Saying(tPut, p.Form.Person), nil
}

// days reads the first day of a holding and the first one after it.
func days(r *web.Request) (i civil.Interval, err error) {
	var wrong fault.Fields
	for name, of := range map[string]*civil.Date{"from": &i.From, "until": &i.Until} {
		day, ok := r.Day(name)
		if *of = day; !ok {
			wrong.Add(name, tDayWrong)
		}
	}
	return i, wrong.Err()
}

// chosen returns the account that was chosen among those of the body, or kept.
func chosen(typed string, was account.ID, among []account.Colleague) (account.ID, error) {
	if typed == "" || typed == string(was) || slices.ContainsFunc(among, func(c account.Colleague) bool { return string(c.ID) == typed }) {
		return account.ID(typed), nil
	}
	return "", fault.At("account", tNoAccount)
}

// A holdingPage changes a holding.
type holdingPage struct {
	Tree     *org.Tree
	Body     *org.Body
	Holding  shown
	Others   []shown // titles of the same person
	Accounts []account.Colleague
	Form     putForm
	Errors   []ui.FieldError
}

func holdingAsked(ctx context.Context, v *work.View, r *web.Request) (p holdingPage, err error) {
	if p.Tree, p.Body, err = bodyAsked(ctx, v, r); err != nil {
		return p, err
	}
	h, err := Find(ctx, v, HoldingID(r.PathValue("holding")))
	if err == nil && h.Body != p.Body.ID {
		err = fault.New(fault.Unknown, tNoHolding)
	}
	if err != nil {
		return p, err
	}
	if p.Accounts, err = account.Serving(ctx, v, p.Body.ID, CanKeep); err != nil {
		return p, err
	}
	if h.Person.Account != "" && !slices.ContainsFunc(p.Accounts, func(c account.Colleague) bool { return c.ID == h.Person.Account }) {
		names, err := account.Names(ctx, v, []account.ID{h.Person.Account})
		if err != nil {
			return p, err
		}
		p.Accounts = append(p.Accounts, account.Colleague{ID: h.Person.Account, Name: names[h.Person.Account]})
	}
	held, err := Held(ctx, v, h.Person.ID)
	if err != nil {
		return p, err
	}
	all, err := show(ctx, v, append([]Holding{h}, slices.DeleteFunc(held, func(o Holding) bool { return o.ID == h.ID })...))
	if err != nil {
		return p, err
	}
	p.Holding, p.Others = all[0], all[1:]
	p.Form = putForm{Person: h.Person.Name, Account: string(h.Person.Account), From: h.From.Vietnamese(), Until: h.Until.Vietnamese(), Note: h.Note}
	return p, nil
}

func (h handlers) holding(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := holdingAsked(ctx, v, r)
	if err != nil {
		return nil, err
	}
	return web.Show(holdingView(p)), nil
}

// did answers for a form of a holding's page: back to the body, or the page again with
// what was typed.
func did(p holdingPage, err error, said text.T, args ...any) (web.Answer, error) {
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			p.Errors = web.FieldErrors(ctx, err)
			return holdingView(p), nil
		})
	}
	return web.To(PageOf(p.Body.ID)).Saying(said, args...), nil
}

// version is that of the state of the page on which the form was.
func version(r *web.Request) int64 {
	n, _ := r.Int("version")
	return int64(n)
}

func (h handlers) change(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, err := holdingAsked(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	one := p.Holding.Holding
	p.Form.From, p.Form.Until, p.Form.Note = r.Text("from"), r.Text("until"), r.Text("note")
	one.Version, one.Note = version(r), p.Form.Note
	if one.Interval, err = days(r); err == nil {
		_, err = Put(ctx, u, one)
	}
	return did(p, err, tChanged)
}

func (h handlers) end(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, err := holdingAsked(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	p.Form.Ended = r.Text("ended")
	day, ok := r.Day("ended")
	if err = fault.At("ended", tDayWrong); ok {
		err = End(ctx, u, p.Holding.ID, version(r), day)
	}
	for _, f := range fault.All(err) {
		if f.Field != "" {
			f.Field = "ended"
		}
	}
	return did(p, err, tEndDone, day.Vietnamese())
}

func (h handlers) remove(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, err := holdingAsked(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	return did(p, Remove(ctx, u, p.Holding.ID, version(r)), tRemoved)
}

func (h handlers) rename(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, err := holdingAsked(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	was := p.Holding.Person
	p.Form.Person, p.Form.Account = r.Text("person"), r.Text("account")
	who := Person{ID: was.ID, Version: version(r), Name: p.Form.Person}
	if who.Account, err = chosen(p.Form.Account, was.Account, p.Accounts); err == nil {
		err = Rename(ctx, u, who)
	}
	return did(p, err, tChanged)
}

func (h handlers) erase(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, err := holdingAsked(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	return did(p, Erase(ctx, u, p.Holding.Person.ID), tErased)
}

func workbook(ctx context.Context, lines [][]string, name string) (web.Answer, error) {
	widths := make([]float64, len(sheetColumns))
	for i, c := range sheetColumns {
		widths[i] = c.width
	}
	var out bytes.Buffer
	if err := org.WriteWorkbook(&out, tPositions.In(ctx), widths, lines); err != nil {
		return nil, err
	}
	return web.File(name, org.WorkbookType, bytes.NewReader(out.Bytes())), nil
}

func (h handlers) export(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	lines, err := Lines(ctx, v)
	if err != nil {
		return nil, err
	}
	return workbook(ctx, lines, "chuc-danh.xlsx")
}

func (h handlers) template(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if err := see(v); err != nil {
		return nil, err
	}
	return workbook(ctx, [][]string{headings(ctx)}, "mau-chuc-danh.xlsx")
}

// keepSomewhere asks whether the actor may enter holders at all.
func keepSomewhere(v *work.View) error {
	if !v.Actor.MaySomewhere(CanKeep) {
		return v.Check(CanKeep, access.Everywhere)
	}
	return nil
}

func (h handlers) importForm(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if err := keepSomewhere(v); err != nil {
		return nil, err
	}
	titles, err := Titles(ctx, v, v.Today)
	return web.Show(importView(titles, nil)), err
}

// upload keeps the file under the hash of its bytes, by which the preview and the
// confirmation name exactly this file.
func (h handlers) upload(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	if err := s.View(ctx, keepSomewhere); err != nil {
		return nil, err
	}
	sum, d, err := h.take(ctx, s, r)
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			if r.Partial() {
				return uploadRefused(web.FieldErrors(ctx, err)), nil
			}
			titles, failed := Titles(ctx, v, v.Today)
			return importView(titles, web.FieldErrors(ctx, err)), failed
		})
	}
	if r.Partial() {
		return web.Show(uploadedView(sum, d)), nil
	}
	return web.To(importAddress + "/" + sum), nil
}

func (h handlers) take(ctx context.Context, s *web.Session, r *web.Request) (sum string, d *Draft, err error) {
	files := r.Files("file")
	if len(files) == 0 {
		return "", nil, fault.At("file", tFileMissing)
	}
	f, err := files[0].Open()
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, org.MaxFile+1))
	if err != nil {
		return "", nil, err
	}
	read, err := org.ReadSheet(content)
	if err != nil {
		for _, f := range fault.All(err) {
			f.Field = "file"
		}
		return "", nil, err
	}
	if sum, _, err = h.Files.Put(ctx, bytes.NewReader(content)); err != nil {
		return "", nil, err
	}
	d, err = draftOf(ctx, s, read)
	return sum, d, err
}

func draftOf(ctx context.Context, s *web.Session, read *org.Sheet) (d *Draft, err error) {
	err = s.View(ctx, func(v *work.View) error {
		d, err = Read(ctx, v, read.Lines)
		return err
	})
	return d, err
}

// kept reads the file of a preview again, for those who may import.
func (h handlers) kept(ctx context.Context, s *web.Session, sum string) (*org.Sheet, error) {
	if err := s.View(ctx, keepSomewhere); err != nil {
		return nil, err
	}
	f, err := h.Files.Open(ctx, sum)
	if errors.Is(err, blob.ErrNone) {
		return nil, fault.New(fault.Unknown, tNoUpload).Because(err)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, org.MaxFile+1))
	if err != nil {
		return nil, err
	}
	return org.ReadSheet(content)
}

func (h handlers) preview(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	read, err := h.kept(ctx, s, r.PathValue("sum"))
	if err != nil {
		return nil, err
	}
	d, err := draftOf(ctx, s, read)
	if err != nil {
		return nil, err
	}
	return web.Show(previewView(r.PathValue("sum"), d)), nil
}

func (h handlers) confirm(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	sum := r.PathValue("sum")
	read, err := h.kept(ctx, s, sum)
	if err != nil {
		return nil, err
	}
	done := 0
	err = s.Do(ctx, func(u *work.Unit) error {
		done, err = Import(ctx, u, read.Lines)
		return err
	})
	if fault.Is(err, fault.Invalid) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			d, err := Read(ctx, v, read.Lines)
			return previewView(sum, d), err
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(address).Saying(tImported, done, text.Int(ctx, done)), nil
}

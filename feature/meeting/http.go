package meeting

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/doc"
	"quyet/feature/org"
)

type handlers struct{ Deps }

// meetingsShown is how many conferences stand on one page of a list.
const meetingsShown = 50

// ownBody returns the body that is asked for, or for which the person acts, or
// else the first whose conferences they see.
func ownBody(tree *org.Tree, v *work.View, r *web.Request) org.ID {
	if b := r.Text("body"); b != "" {
		return org.ID(b)
	}
	return tree.Own(v.Actor, CanSee, v.Today)
}

type listPage struct {
	Tree     *org.Tree
	Today    civil.Date
	Zone     *time.Location
	Body     org.ID
	Part     Part
	MayPlan  bool
	Meetings []*Meeting
	Owed     []Debt // the answers that the body owes conferences
	Next     Cursor
}

func (h handlers) list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoMeeting)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := listPage{Tree: tree, Today: v.Today, Zone: v.Zone, Body: ownBody(tree, v, r)}
	switch part := Part(r.Text("part")); part {
	case Past, Templates:
		p.Part = part
	}
	if _, known := tree.Body(p.Body); !known || v.Check(CanSee, p.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoMeeting)
	}
	p.MayPlan = v.Actor.May(CanPlan, p.Body.Scope())
	if p.Part == Coming && v.Actor.May(CanProvide, p.Body.Scope()) {
		if p.Owed, err = Owed(ctx, v, p.Body); err != nil {
			return nil, err
		}
	}
	at, _ := strconv.ParseInt(r.Text("at"), 10, 64) // anything else is the beginning
	p.Meetings, p.Next, err = List(ctx, v, p.Body, p.Part, Cursor{At: at, Title: r.Text("title"), ID: ID(r.Text("after"))}, meetingsShown)
	return web.Show(listView(p)), err
}

// A meetingForm is what was typed.
type meetingForm struct {
	Version                                        int64
	Body, After, Kind, Title, On, Day, From, Until string
	Place, Chair, Secretary, Doc, Lines            string
	Template                                       bool
}

func readMeeting(r *web.Request) meetingForm {
	version, _ := r.Int("version")
	return meetingForm{
		Version: int64(version), Body: r.Text("body"), After: r.Text("after"), Kind: r.Text("kind"), Title: r.Text("title"), On: r.Text("on"), Day: r.Text("day"), From: r.Text("from"),
		Until: r.Text("until"), Place: r.Text("place"), Chair: r.Text("chair"), Secretary: r.Text("secretary"), Doc: r.Text("doc"), Lines: r.Raw("lines"), Template: r.Checked("template"),
	}
}

// meeting turns what was typed into a conference, which was like was before; nil for a
// new one.
func (h handlers) meeting(ctx context.Context, v *work.View, f meetingForm, was *Meeting) (m Meeting, err error) {
	m = Meeting{Version: f.Version, Body: org.ID(f.Body), Kind: Kind(f.Kind), Template: f.Template, Title: f.Title, Place: f.Place, Chair: f.Chair, Secretary: f.Secretary}
	var wrong fault.Fields
	on, ok := civil.Read(f.On)
	if !ok {
		wrong.Add("on", tDayWrong)
	}
	last, okLast := civil.Read(f.Day)
	if !okLast {
		wrong.Add("day", tDayWrong)
	}
	from, okFrom := civil.ReadClock(f.From)
	until, okUntil := civil.ReadClock(f.Until)
	if !okFrom {
		wrong.Add("from", tTimeWrong)
	}
	if !okUntil {
		wrong.Add("until", tTimeWrong)
	}
	if !f.Template && ok && !on.IsZero() {
		if f.From == "" {
			wrong.Add("from", tTimeMissing)
		}
		if f.Until == "" {
			wrong.Add("until", tTimeMissing)
		}
		if last.IsZero() {
			last = on
		}
		if last.Before(on) {
			wrong.Add("day", tDayEarly)
			last = on
		}
		m.Starts, m.Ends = on.At(from, v.Zone).UTC(), last.At(until, v.Zone).UTC()
	}
	if m.Document, err = h.document(ctx, v, f.Doc, was); fault.Is(err, fault.Invalid) {
		wrong = append(wrong, fault.All(err)...)
	} else if err != nil {
		return m, err
	}
	// All that is wrong is told at once: what cannot be read, and what would not do.
	read := len(wrong)
	err = m.check(ctx, v, was)
	for _, f := range fault.All(err) {
		if !slices.ContainsFunc(wrong[:read], func(told *fault.Fault) bool { return told.Field == f.Field }) {
			wrong = append(wrong, f)
		}
	}
	if err != nil && len(wrong) == 0 {
		return m, err
	}
	return m, wrong.Err()
}

// document returns the document that is typed. One that stood there before stays
// where its words do, and where the person may not see it, whatever else bears its
// symbol. Faults, at doc: Invalid.
func (h handlers) document(ctx context.Context, v *work.View, typed string, was *Meeting) (doc.ID, error) {
	if was != nil && was.Document != "" {
		seen, err := doc.Documents(ctx, v, []doc.ID{was.Document})
		if err != nil {
			return "", err
		}
		if d := seen[was.Document]; d == nil && typed == "" || d != nil && typed == d.Short() {
			return was.Document, nil
		}
	}
	if typed == "" {
		return "", nil
	}
	found, err := h.Named(ctx, v, typed)
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", fault.At("doc", tNoDoc)
	case len(found) > 1:
		return "", fault.At("doc", tSeveralDocs)
	}
	return found[0], nil
}

type formPage struct {
	Tree      *org.Tree
	Today     civil.Date
	ID        ID       // "" of a new one
	Was       *Meeting // nil of a new one
	After     *Meeting
	Templates []*Meeting
	Form      meetingForm
	Errors    []ui.FieldError
}

// templatesShown is how many templates are offered for a new conference.
const templatesShown = 20

func (h handlers) form(ctx context.Context, v *work.View, m ID, f meetingForm, wrong error) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := formPage{Tree: tree, Today: v.Today, ID: m, Form: f, Errors: web.FieldErrors(ctx, wrong)}
	if m == "" {
		if f.After != "" {
			// It may be gone: what was typed stays all the same.
			if p.After, err = Find(ctx, v, ID(f.After)); fault.Is(err, fault.Unknown) {
				p.Form.After = ""
			} else if err != nil {
				return nil, err
			}
		} else if p.Templates, _, err = List(ctx, v, org.ID(f.Body), Templates, Cursor{}, templatesShown); err != nil {
			return nil, err
		}
	} else {
		if p.Was, err = Find(ctx, v, m); err != nil {
			return nil, err
		}
		if fault.Is(wrong, fault.Conflict) {
			p.Form.Version = p.Was.Version
		}
	}
	return formView(p), nil
}

func (h handlers) newMeeting(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	f := meetingForm{Body: string(ownBody(tree, v, r)), Template: r.Checked("template")}
	if after := ID(r.Text("after")); after != "" {
		m, err := Find(ctx, v, after)
		if err != nil {
			return nil, err
		}
		if f, err = h.formOf(ctx, v, m); err != nil {
			return nil, err
		}
		f.After, f.Version, f.On, f.Day, f.Template = string(after), 0, "", "", false
	}
	if err := v.Check(CanPlan, org.ID(f.Body).Scope()); err != nil {
		return nil, err
	}
	c, err := h.form(ctx, v, "", f, nil)
	return web.Show(c), err
}

func (h handlers) formOf(ctx context.Context, v *work.View, m *Meeting) (meetingForm, error) {
	f := meetingForm{
		Version: m.Version, Body: string(m.Body), Kind: string(m.Kind), Title: m.Title, Place: m.Place, Chair: m.Chair, Secretary: m.Secretary, Template: m.Template,
	}
	if !m.Template {
		on, last := v.Day(m.Starts), v.Day(m.Ends)
		f.On, f.From, f.Until = on.Vietnamese(), clock(m.Starts, v.Zone), clock(m.Ends, v.Zone)
		if last != on {
			f.Day = last.Vietnamese()
		}
	}
	if m.Document == "" {
		return f, nil
	}
	documents, err := doc.Documents(ctx, v, []doc.ID{m.Document})
	if d := documents[m.Document]; d != nil {
		f.Doc = d.Short()
	}
	return f, err
}

func (h handlers) make(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := readMeeting(r)
	if err := u.Check(CanPlan, org.ID(f.Body).Scope()); err != nil {
		return nil, err
	}
	m, err := h.meeting(ctx, &u.View, f, nil)
	var made ID
	switch {
	case err != nil:
	case f.After != "":
		made, err = MakeAfter(ctx, u, ID(f.After), m)
	default:
		made, err = Make(ctx, u, m, ReadAgenda(f.Lines))
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.form(ctx, v, "", f, err) })
	}
	if !m.Template && m.Ends.Before(u.Now) {
		return web.To(made.Address()).Warning(tInPast), nil
	}
	return web.To(made.Address()).Saying(tSaved), nil
}

func (h handlers) edit(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	m, err := find(ctx, v, ID(r.PathValue("id")), CanPlan)
	if err != nil {
		return nil, err
	}
	f, err := h.formOf(ctx, v, m)
	if err != nil {
		return nil, err
	}
	c, err := h.form(ctx, v, m.ID, f, nil)
	return web.Show(c), err
}

func (h handlers) change(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, at := readMeeting(r), ID(r.PathValue("id"))
	was, err := find(ctx, &u.View, at, CanPlan)
	if err != nil {
		return nil, err
	}
	f.Body, f.Template = string(was.Body), was.Template
	m, err := h.meeting(ctx, &u.View, f, was)
	if m.ID = at; err == nil {
		err = Change(ctx, u, m)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.form(ctx, v, at, f, err) })
	}
	return web.To(at.Address()).Saying(tSaved), nil
}

// A showPage is a conference with its agenda.
type showPage struct {
	*Meeting
	Agenda   Agenda
	Papers   map[ItemID][]Handout
	Tree     *org.Tree
	Today    civil.Date
	Now      time.Time
	Zone     *time.Location
	Document *doc.Document // nil where there is none, or the person may not see it
	Record   []Outcome
	Votes    map[OutcomeID]Show
	Note     noteForm
	Verbs    []Verb
	MayPlan  bool // and it is not over
	MayRun   bool
	MayAgain bool // plan another one like it
	Errors   []ui.FieldError

	Attendance  Attendance
	Quorum      Quorum
	Corrections []Correction
	Names       map[account.ID]string // of who corrected
	Panels      []templ.Component
}

func (h handlers) showPageOf(ctx context.Context, v *work.View, m *Meeting, wrong error) (p showPage, err error) {
	p = showPage{Meeting: m, Today: v.Today, Now: v.Now, Zone: v.Zone, Errors: web.FieldErrors(ctx, wrong)}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return p, err
	}
	if p.Agenda, err = agenda(ctx, v, m.ID); err != nil {
		return p, err
	}
	if p.Papers, err = handouts(ctx, v, m.ID); err != nil {
		return p, err
	}
	if p.Record, err = outcomes(ctx, v, m.ID); err != nil {
		return p, err
	}
	if p.Votes, err = votes(ctx, v, m.ID); err != nil {
		return p, err
	}
	if m.Document != "" {
		found, err := doc.Documents(ctx, v, []doc.ID{m.Document})
		if err != nil {
			return p, err
		}
		p.Document = found[m.Document]
	}
	scope := m.Body.Scope()
	p.MayAgain = v.Actor.May(CanPlan, scope)
	p.MayPlan = p.MayAgain && !m.State.Ended()
	p.MayRun = v.Actor.May(CanRun, scope)
	for _, r := range rules {
		if !m.Template && v.Actor.May(r.Can, scope) && slices.Contains(r.From, m.State) {
			p.Verbs = append(p.Verbs, r.Verb)
		}
	}
	return p, nil
}

func (h handlers) show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	m, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p, err := h.wholePageOf(ctx, v, m, nil)
	p.Note.Kind = r.Text("as")
	return web.Show(showView(p)), err
}

// wholePageOf is the page with what others have to say of the conference.
func (h handlers) wholePageOf(ctx context.Context, v *work.View, m *Meeting, wrong error) (p showPage, err error) {
	if p, err = h.showPageOf(ctx, v, m, wrong); err != nil {
		return p, err
	}
	if p.Attendance, p.Quorum, err = h.attended(ctx, v, m); err != nil {
		return p, err
	}
	for _, panel := range h.Panels {
		shown, err := panel(ctx, v, m)
		if err != nil {
			return p, err
		}
		if shown != nil {
			p.Panels = append(p.Panels, shown)
		}
	}
	return p, nil
}

// attended tells who is there, and whether they are enough to decide.
func (h handlers) attended(ctx context.Context, v *work.View, m *Meeting) (a Attendance, q Quorum, err error) {
	if a, err = h.attendance(ctx, v, m); err != nil || m.Template {
		return a, q, err
	}
	q, err = QuorumOf(ctx, v, m, a.Voters)
	return a, q, err
}

// live is what changes by itself while a conference runs: how it stands to its plan,
// and who is there. The page asks for that part again and again; by itself it is a small
// page for who only wants to know this.
func (h handlers) live(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	m, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := showPage{Meeting: m, Today: v.Today, Now: v.Now, Zone: v.Zone}
	if p.Agenda, err = agenda(ctx, v, m.ID); err != nil {
		return nil, err
	}
	if p.Attendance, p.Quorum, err = h.attended(ctx, v, m); err != nil {
		return nil, err
	}
	if r.Partial() {
		return web.Show(liveView(p)), nil
	}
	return web.Show(livePageView(p)), nil
}

// shownAgain shows the conference with why what was asked of it cannot be, and what
// was typed to be written down.
func (h handlers) shownAgain(at ID, f noteForm, wrong error) error {
	return web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
		m, err := Find(ctx, v, at)
		if err != nil {
			return nil, err
		}
		p, err := h.wholePageOf(ctx, v, m, wrong)
		p.Note = f
		return showView(p), err
	})
}

func (h handlers) does(verb Verb) web.Action {
	return func(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
		at := ID(r.PathValue("id"))
		if err := sure(ctx, u, r, at, verb); err != nil {
			return nil, err
		}
		if err := Do(ctx, u, at, verb, ""); fault.Is(err, fault.Conflict) {
			return nil, h.shownAgain(at, noteForm{}, err)
		} else if err != nil {
			return nil, err
		}
		return web.To(at.Address()).Saying(doneTexts[verb]), nil
	}
}

type callOffPage struct {
	*Meeting
	Words  string
	Errors []ui.FieldError
}

func callOffOf(ctx context.Context, v *work.View, at ID, words string, wrong error) (templ.Component, error) {
	m, err := find(ctx, v, at, CanPlan)
	if err != nil {
		return nil, err
	}
	return callOffView(callOffPage{m, words, web.FieldErrors(ctx, wrong)}), nil
}

func (h handlers) askCallOff(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := callOffOf(ctx, v, ID(r.PathValue("id")), "", nil)
	return web.Show(c), err
}

func (h handlers) callOff(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, words := ID(r.PathValue("id")), r.Text("words")
	if err := Do(ctx, u, at, DoCallOff, words); fault.Is(err, fault.Conflict) || fault.Is(err, fault.Invalid) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return callOffOf(ctx, v, at, words, err)
		})
	} else if err != nil {
		return nil, err
	}
	return web.To(at.Address()).Saying(doneTexts[DoCallOff]), nil
}

func (h handlers) drop(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	m, err := Find(ctx, &u.View, at)
	if err != nil {
		return nil, err
	}
	if err := Drop(ctx, u, at); fault.Is(err, fault.Conflict) {
		return nil, h.shownAgain(at, noteForm{}, err)
	} else if err != nil {
		return nil, err
	}
	return web.To(listAddress(m.Body, Templates)).Saying(tDropped), nil
}

// An agendaPage is where an agenda is written.
type agendaPage struct {
	showPage
	Lines string
}

func (h handlers) agendaOf(ctx context.Context, v *work.View, at ID, lines string, wrong error) (templ.Component, error) {
	m, err := find(ctx, v, at, CanPlan)
	if err != nil {
		return nil, err
	}
	p, err := h.showPageOf(ctx, v, m, wrong)
	return agendaView(agendaPage{p, lines}), err
}

func (h handlers) agenda(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.agendaOf(ctx, v, ID(r.PathValue("id")), "", nil)
	return web.Show(c), err
}

func (h handlers) put(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, lines := ID(r.PathValue("id")), r.Raw("lines")
	if err := Put(ctx, u, at, ReadAgenda(lines)); fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMuch) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.agendaOf(ctx, v, at, lines, err)
		})
	} else if err != nil {
		return nil, err
	}
	return web.To(agendaAddress(at)).Saying(tSaved), nil
}

// itemOf returns the item that an address names.
func itemOf(ctx context.Context, v *work.View, r *web.Request) (Item, *Meeting, error) {
	i, m, err := FindItem(ctx, v, ItemID(r.PathValue("item")))
	if err == nil && i.Meeting != ID(r.PathValue("id")) {
		err = fault.New(fault.Unknown, tNoItem)
	}
	return i, m, err
}

// An itemForm is what was typed.
type itemForm struct {
	Version                              int64
	Kind, Title, Minutes, Reporter, Body string
	Part                                 bool
}

func readItem(r *web.Request) itemForm {
	version, _ := r.Int("version")
	return itemForm{int64(version), r.Text("kind"), r.Text("title"), r.Text("minutes"), r.Text("reporter"), r.Choice("reporting"), r.Checked("part")}
}

type itemPage struct {
	Item
	Meeting *Meeting
	First   bool // of the agenda, and so no part of one before
	Bodies  org.Chooser
	Form    itemForm
	Papers  []Handout
	Doc     string // the document that is to be handed out, as typed
	Sent    bool   // files were sent, and nothing was kept
	Errors  []ui.FieldError
}

// itemPageOf is the page of an item with what typed puts into its forms.
func itemPageOf(ctx context.Context, v *work.View, item ItemID, typed func(*itemPage), wrong error) (templ.Component, error) {
	i, m, err := FindItem(ctx, v, item)
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanPlan, m.Body.Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	a, err := agenda(ctx, v, m.ID)
	if err != nil {
		return nil, err
	}
	with, err := handouts(ctx, v, m.ID)
	if err != nil {
		return nil, err
	}
	p := itemPage{Item: i, Meeting: m, First: a[0].ID == i.ID, Bodies: tree.Chooser(v.Today, "", ""), Form: itemFormOf(i), Papers: with[i.ID], Errors: web.FieldErrors(ctx, wrong)}
	typed(&p)
	if fault.Is(wrong, fault.Conflict) {
		p.Form.Version = i.Version
	}
	return itemView(p), nil
}

func itemFormOf(i Item) itemForm {
	f := itemForm{Version: i.Version, Kind: string(i.Kind), Title: i.Title, Reporter: i.Reporter, Body: string(i.Body), Part: i.Part}
	if i.Planned > 0 {
		f.Minutes = strconv.Itoa(int(i.Planned / time.Minute))
	}
	return f
}

func (h handlers) editItem(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	i, _, err := itemOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	c, err := itemPageOf(ctx, v, i.ID, func(*itemPage) {}, nil)
	return web.Show(c), err
}

func (h handlers) changeItem(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	was, m, err := itemOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	f := readItem(r)
	i := Item{ID: was.ID, Version: f.Version, Part: f.Part, Kind: ItemKind(f.Kind), Title: f.Title, Reporter: f.Reporter}
	var wrong fault.Fields
	if f.Minutes != "" {
		minutes, err := strconv.Atoi(f.Minutes)
		if i.Planned = time.Duration(minutes) * time.Minute; err != nil || minutes < 0 || minutes > 1440 {
			wrong.Add("minutes", tMinutesWrong, int(mostOfItem/time.Minute))
		}
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	if i.Body, err = tree.Chooser(u.Today, "", "").Meant("reporting", f.Body); err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	if err = wrong.Err(); err == nil {
		err = ChangeItem(ctx, u, i)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return itemPageOf(ctx, v, was.ID, func(p *itemPage) { p.Form = f }, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(agendaAddress(m.ID)).Saying(tSaved), nil
}

// onAgenda answers with the agenda after something was done to one of its items.
func (h handlers) onAgenda(ctx context.Context, u *work.Unit, r *web.Request, said text.T, do func(Item) error) (web.Answer, error) {
	i, m, err := itemOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	if err := do(i); fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.agendaOf(ctx, v, m.ID, "", err)
		})
	} else if err != nil {
		return nil, err
	}
	return web.To(agendaAddress(m.ID) + "#" + string(i.ID)).Saying(said), nil
}

func (h handlers) moveItem(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.onAgenda(ctx, u, r, tSaved, func(i Item) error { return MoveItem(ctx, u, i.ID, r.Text("to") == "up") })
}

func (h handlers) removeItem(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	version, _ := r.Int("version")
	return h.onAgenda(ctx, u, r, tRemoved, func(i Item) error { return RemoveItem(ctx, u, i.ID, int64(version)) })
}

func (h handlers) take(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	i, m, err := itemOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	if err := Take(ctx, u, i.ID); fault.Is(err, fault.Conflict) {
		return nil, h.shownAgain(m.ID, noteForm{}, err)
	} else if err != nil {
		return nil, err
	}
	// Without a place on the page, or the browser would not put the clerk into the
	// field where the next words are typed.
	return web.To(m.ID.Address()).Saying(tTaken, i.Title), nil
}

func listAddress(body org.ID, part Part) string {
	q := url.Values{"body": {string(body)}}
	if part != Coming {
		q.Set("part", string(part))
	}
	return "/meetings?" + q.Encode()
}

func agendaAddress(m ID) string { return m.Address() + "/agenda" }

func clock(at time.Time, zone *time.Location) string { return at.In(zone).Format("15:04") }

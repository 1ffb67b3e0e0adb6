package schedule

import (
	"context"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"quyet/base/capability"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Others are what a body has on from one day to another that is kept elsewhere, as
	// far as the actor may see it: each has an Address. nil knows of none.
	Others func(ctx context.Context, v *work.View, body org.ID, from, until civil.Date) ([]Entry, error)
}

type handlers struct{ Deps }

// Capability describes the weekly schedules to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	return capability.Capability{
		Name:        "schedule",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Routes: []web.Route{
			web.Get("/schedule", h.showWeek),
			web.Get("/schedule/new", newEntry),
			web.Get("/schedule/file", h.weekFile),
			web.Post("/schedule", addEntry),
			web.Post("/schedule/issue", h.issueWeek),
			web.Post("/schedule/repeat", h.repeatWeek),
			web.Get("/schedule/{id}", editEntry),
			web.Post("/schedule/{id}", changeEntry),
			web.Post("/schedule/{id}/remove", removeEntry),
		},
		Menu: []capability.MenuEntry{{Title: tScheduleShort, Address: "/schedule", Icon: ui.IconCalendar, Key: "g w", Needs: CanSee, Order: 37, Under: "/meetings"}},
	}
}

// bodyOf returns the body that is asked for, or for which the person acts, or
// else the first whose schedule they see.
func bodyOf(tree *org.Tree, v *work.View, r *web.Request) org.ID {
	if b := r.Text("body"); b != "" {
		return org.ID(b)
	}
	return tree.Own(v.Actor, CanSee, v.Today)
}

type weekPage struct {
	*Week
	Tree    *org.Tree
	Today   civil.Date
	MayMake bool
	Due     []*task.Task // due in the week
	More    bool         // than Due
	Leader  string       // of whom alone the week is shown; "" for all
	Leaders []string     // who chairs or takes part in the week
	Errors  []ui.FieldError
}

// dueShown is how many tasks are shown that are due in the week.
const dueShown = 20

func (h handlers) showWeek(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body := bodyOf(tree, v, r)
	day, ok := r.Day("week")
	if !ok {
		wrong := fault.At("week", tDayWrong)
		return nil, web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.weekOf(ctx, v, body, civil.Date{}, "", wrong)
		})
	}
	c, err := h.weekOf(ctx, v, body, day, r.Text("leader"), nil)
	return web.Show(c), err
}

func (h handlers) weekOf(ctx context.Context, v *work.View, body org.ID, day civil.Date, leader string, wrong error) (templ.Component, error) {
	if day.IsZero() {
		day = v.Today
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	if _, known := tree.Body(body); !known || v.Check(CanSee, body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoEntry)
	}
	p := weekPage{Tree: tree, Today: v.Today, MayMake: v.Actor.May(CanMake, body.Scope()), Leader: leader, Errors: web.FieldErrors(ctx, wrong)}
	if p.Week, p.Leaders, err = h.whole(ctx, v, body, day, leader); err != nil {
		return nil, err
	}
	if v.Actor.May(task.CanSee, body.Scope()) {
		found, err := task.Find(ctx, v, task.Filter{Lead: body, From: p.Monday, Until: p.Monday.AddDays(6), Limit: dueShown})
		if err != nil {
			return nil, err
		}
		p.Due, p.More = found.Tasks, !found.Next.IsZero()
	}
	return weekView(p), nil
}

// whole is the week of a body with what it has on elsewhere, as far as it is of a
// leader ("" for all), and all who chair or take part. Who may not see the week yet
// sees nothing of it.
func (h handlers) whole(ctx context.Context, v *work.View, body org.ID, day civil.Date, leader string) (w *Week, leaders []string, err error) {
	if w, err = WeekOf(ctx, v, body, day); err != nil {
		return nil, nil, err
	}
	if h.Others != nil && (!w.Issued.IsZero() || v.Actor.May(CanMake, body.Scope())) {
		others, err := h.Others(ctx, v, body, w.Monday, w.Monday.AddDays(6))
		if err != nil {
			return nil, nil, err
		}
		w.Entries = sorted(append(w.Entries, others...))
	}
	leaders = w.leaders()
	w.Entries = slices.DeleteFunc(w.Entries, func(e Entry) bool { return leader != "" && !e.of(leader) })
	return w, leaders, nil
}

// An entryForm is what was typed.
type entryForm struct {
	Version                                                         int64
	Body, On, From, Until, Words, Chair, Place, Attending, Prepared string
	Note, CalledOff                                                 string
}

func readEntry(r *web.Request) entryForm {
	version, _ := r.Int("version")
	return entryForm{
		Version: int64(version), Body: r.Text("body"), On: r.Text("on"), From: r.Text("from"), Until: r.Text("until"), Words: r.Text("words"), Chair: r.Text("chair"),
		Place: r.Text("place"), Attending: r.Text("attending"), Prepared: r.Text("prepared"), Note: r.Text("note"), CalledOff: r.Text("called_off"),
	}
}

func (f entryForm) entry() (Entry, error) {
	day, ok := civil.Read(f.On)
	e := Entry{
		Version: f.Version, Body: org.ID(f.Body), On: day, From: f.From, Until: f.Until, Words: f.Words, Chair: f.Chair, Place: f.Place, Attending: f.Attending,
		Prepared: f.Prepared, Note: f.Note, CalledOff: f.CalledOff,
	}
	if !ok {
		return e, fault.At("on", tDayWrong)
	}
	return e, nil
}

type entryPage struct {
	Tree   *org.Tree
	Today  civil.Date
	ID     ID // "" for a new one
	Issued bool
	Form   entryForm
	Errors []ui.FieldError
}

func entryPageOf(ctx context.Context, v *work.View, entry ID, f entryForm, wrong error) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := entryPage{Tree: tree, Today: v.Today, ID: entry, Form: f, Errors: web.FieldErrors(ctx, wrong)}
	if entry != "" {
		e, err := Find(ctx, v, entry)
		if err != nil {
			return nil, err
		}
		issued, err := issuedAt(ctx, v, e.Body, MondayOf(e.On))
		if err != nil {
			return nil, err
		}
		p.Issued = !issued.IsZero()
		if p.Form.Body = string(e.Body); fault.Is(wrong, fault.Conflict) {
			p.Form.Version = e.Version
		}
	}
	return entryView(p), nil
}

func newEntry(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body := bodyOf(tree, v, r)
	if err := v.Check(CanMake, body.Scope()); err != nil {
		return nil, err
	}
	day, ok := r.Day("on")
	if !ok || day.IsZero() {
		day = v.Today
	}
	c, err := entryPageOf(ctx, v, "", entryForm{Body: string(body), On: day.Vietnamese()}, nil)
	return web.Show(c), err
}

func addEntry(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := readEntry(r)
	if err := u.Check(CanMake, org.ID(f.Body).Scope()); err != nil {
		return nil, err
	}
	e, err := f.entry()
	if err == nil {
		_, err = Add(ctx, u, e)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return entryPageOf(ctx, v, "", f, err)
		})
	}
	return web.To(weekAddress(e.Body, e.On)).Saying(tSaved), nil
}

func editEntry(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	e, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	c, err := entryPageOf(ctx, v, e.ID, entryForm{
		Version: e.Version, Body: string(e.Body), On: e.On.Vietnamese(), From: e.From, Until: e.Until, Words: e.Words, Chair: e.Chair, Place: e.Place,
		Attending: e.Attending, Prepared: e.Prepared, Note: e.Note, CalledOff: e.CalledOff,
	}, nil)
	return web.Show(c), err
}

func changeEntry(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, at := readEntry(r), ID(r.PathValue("id"))
	was, err := Find(ctx, &u.View, at)
	if err != nil {
		return nil, err
	}
	e, err := f.entry()
	if e.ID = at; err == nil {
		err = Change(ctx, u, e)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return entryPageOf(ctx, v, at, f, err)
		})
	}
	return web.To(weekAddress(was.Body, e.On)).Saying(tSaved), nil
}

func removeEntry(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	e, err := Find(ctx, &u.View, at)
	if err != nil {
		return nil, err
	}
	version, _ := r.Int("version")
	if err := Remove(ctx, u, at, int64(version)); err != nil {
		return nil, err
	}
	return web.To(weekAddress(e.Body, e.On)).Saying(tRemoved), nil
}

// ofWeek carries out what is done to a whole week.
func (h handlers) ofWeek(ctx context.Context, u *work.Unit, r *web.Request, do func(body org.ID, day civil.Date) (text.T, []any, error)) (web.Answer, error) {
	body := org.ID(r.Text("body"))
	if err := u.Check(CanMake, body.Scope()); err != nil {
		return nil, err
	}
	day, ok := r.Day("week")
	if !ok || day.IsZero() {
		day = u.Today
	}
	said, args, err := do(body, day)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.weekOf(ctx, v, body, day, "", err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(weekAddress(body, day)).Saying(said, args...), nil
}

func (h handlers) issueWeek(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.ofWeek(ctx, u, r, func(body org.ID, day civil.Date) (text.T, []any, error) {
		return tIssuedNow, nil, Issue(ctx, u, body, day)
	})
}

func (h handlers) repeatWeek(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.ofWeek(ctx, u, r, func(body org.ID, day civil.Date) (text.T, []any, error) {
		n, err := Repeat(ctx, u, body, day)
		return tRepeated, []any{n}, err
	})
}

func weekAddress(body org.ID, day civil.Date) string { return "/schedule?" + weekQuery(body, day) }

// fileAddress is where the paper of a week is got.
func fileAddress(body org.ID, day civil.Date) string {
	return "/schedule/file?" + weekQuery(body, day)
}

func weekQuery(body org.ID, day civil.Date) string {
	return url.Values{"body": {string(body)}, "week": {MondayOf(day).String()}}.Encode()
}

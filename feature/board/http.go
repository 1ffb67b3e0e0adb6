package board

import (
	"context"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{web.Get("/map", h.show), web.Get("/map/health", h.health)}
}

type handlers struct{ Deps }

// columnsShown is how many programmes have a column of their own.
const columnsShown = 4

// reaches is how far back the slider goes, in days.
const reaches = 730

type mapPage struct {
	*Map
	Tree       *org.Tree
	Today      civil.Date
	On         civil.Date
	Since      civil.Date // compare with the end of this day; zero: do not
	Before     map[org.ID]Counts
	BeforeAll  Counts
	Columns    []column
	Programmes map[task.DocID]task.Cited
	Method     Method
	Tones      map[task.Timing]ui.Tone
	Listed     bool // rows in list order, not by what is overdue
	Errors     []ui.FieldError
	TypedOn    string // what was typed, where it was refused
	TypedSince string
}

// inList asks for the rows in list order.
const inList = "list"

// A column is one programme's counts by body.
type column struct {
	Programme task.DocID
	Total     Counts
	Of        map[org.ID]Counts
}

// A question is what the address of the map asks for.
type question struct {
	Body      org.ID
	Programme task.DocID
	On, Since civil.Date
	Listed    bool
}

// show shows the map. Where a part of the question cannot be answered, the map
// without that part stands there, with what is wrong in it.
func (h handlers) show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	body, wrong, err := bodyOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	q := question{Body: body, Programme: task.DocID(r.Text("programme")), Listed: r.Text("order") == inList}
	var ok bool
	if q.On, ok = ui.ParseAsOf(r.Raw, v.Today.AddDays(-reaches), v.Today); !ok {
		wrong.Add("on", tDayWrong)
	}
	if q.Since, ok = r.Day("since"); !ok {
		wrong.Add("since", tDayWrong)
	}
	if err := wrong.Err(); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := h.mapOf(ctx, v, q)
			if err2 != nil {
				return nil, err2
			}
			p.Errors, p.TypedOn, p.TypedSince = web.FieldErrors(ctx, err), r.Text("on"), r.Text("since")
			return mapView(p), nil
		})
	}
	p, err := h.mapOf(ctx, v, q)
	if err != nil {
		return nil, err
	}
	return web.Show(mapView(p)), nil
}

func (h handlers) mapOf(ctx context.Context, v *work.View, q question) (*mapPage, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := &mapPage{Tree: tree, Today: v.Today, On: q.On, Since: q.Since, Listed: q.Listed}
	if p.Method, err = MethodOn(ctx, v, p.On); err != nil {
		return nil, err
	}
	if p.Tones, err = task.Tones(ctx, v, p.On); err != nil {
		return nil, err
	}
	if p.On == v.Today {
		if q.Programme == "" {
			aheadProgrammes(v, p.Tree, q.Body, columnsShown)
		}
		p.Map, err = Show(ctx, v, q.Body, q.Programme)
	} else {
		p.Map, err = ShowAt(ctx, v, q.Body, q.Programme, endOf(p.On, v.Zone))
	}
	if err != nil {
		return nil, err
	}
	if !p.Since.IsZero() {
		then, err := ShowAt(ctx, v, q.Body, q.Programme, endOf(p.Since, v.Zone))
		if err != nil {
			return nil, err
		}
		p.Method.count(then)
		p.BeforeAll, p.Before = then.Total, then.byBody()
	}
	p.Method.count(p.Map)
	return p, h.columns(ctx, v, p)
}

// columns adds the programmes with most overdue, and what programmes are called.
func (h handlers) columns(ctx context.Context, v *work.View, p *mapPage) error {
	var ids []task.DocID
	if p.Programme != "" {
		ids = append(ids, p.Programme)
	} else if p.On == v.Today {
		most, err := Programmes(ctx, v, p.Body, columnsShown)
		if err != nil {
			return err
		}
		for _, m := range most {
			aheadShow(v, p.Tree, p.Body, m.Programme)
		}
		for _, m := range most {
			one, err := Show(ctx, v, p.Body, m.Programme)
			if err != nil {
				return err
			}
			p.Method.count(one)
			p.Columns = append(p.Columns, column{m.Programme, one.Total, one.byBody()})
			ids = append(ids, m.Programme)
		}
	}
	if h.Programmes == nil || len(ids) == 0 {
		return nil
	}
	var err error
	p.Programmes, err = h.Programmes(ctx, v, ids)
	return err
}

// count counts a map as the method does.
func (m Method) count(of *Map) {
	of.Total = m.Of(of.Total)
	for i := range of.Rows {
		of.Rows[i].Counts = m.Of(of.Rows[i].Counts)
	}
}

func (m *Map) byBody() map[org.ID]Counts {
	of := make(map[org.ID]Counts, len(m.Rows))
	for _, r := range m.Rows {
		of[r.Body] = r.Counts
	}
	return of
}

// endOf returns the last instant of day.
func endOf(day civil.Date, zone *time.Location) time.Time {
	return day.AddDays(1).Start(zone).Add(-time.Microsecond)
}

// bodyOf returns the body whose map is asked for: the one named, or else the
// one the person acts for, or the first on which they may see tasks. wrong
// says why it is not the one named.
func bodyOf(ctx context.Context, v *work.View, r *web.Request) (of org.ID, wrong fault.Fields, err error) {
	roots := v.Actor.Roots(task.CanSee)
	if len(roots) == 0 {
		return "", nil, fault.New(fault.Unknown, tNothingToSee)
	}
	own := org.ID(roots[0])
	if roots[0] == access.Everywhere {
		own = ""
	}
	b := org.ID(r.Text("body"))
	if b == "" {
		return own, nil, nil
	}
	if err := v.Check(task.CanSee, b.Scope()); err != nil {
		return own, fault.All(err), nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return "", nil, err
	}
	if _, err := tree.Find(b); err != nil {
		return own, fault.All(err), nil
	}
	return b, nil, nil
}

// A behind is the question for the rows behind the numbers of a body.
type behind struct {
	of        string // "body": led in its subtree; "lead": by the body itself
	body      org.ID
	row       org.ID     // of the map of body on a past day; "" for all of it
	on        civil.Date // zero: today
	programme task.DocID
	first     bool // counted on the deadline first given
}

// timing is the address of the rows of one timing. Identifiers need no
// escaping.
func (b behind) timing(t task.Timing) string { return b.timings() + string(t) }

// timings is the address before the timing.
func (b behind) timings() string {
	at := b.start()
	if b.first {
		at += "first=1&"
	}
	return at + "timing="
}

// bucket is the address of the rows of one number that no timing names.
func (b behind) bucket(n task.Bucket) string {
	return b.start() + "bucket=" + strconv.FormatInt(int64(n), 10)
}

func (b behind) start() string {
	at := "/tasks?"
	if b.body != "" {
		at += b.of + "=" + string(b.body) + "&"
	}
	if b.row != "" {
		at += "row=" + string(b.row) + "&"
	}
	if b.programme != "" {
		at += "programme=" + string(b.programme) + "&"
	}
	if !b.on.IsZero() {
		at += "on=" + b.on.String() + "&"
	}
	return at
}

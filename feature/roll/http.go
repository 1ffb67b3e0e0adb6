package roll

import (
	"cmp"
	"context"
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
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/position"
)

// An about is a conference, with what pages say of those who are called to it.
type about struct {
	*meeting.Meeting
	Tree   *org.Tree
	Zone   *time.Location
	Day    civil.Date // as of which people are called
	Titles []position.TitleName
}

func aboutOf(ctx context.Context, v *work.View, m *meeting.Meeting) (a about, err error) {
	a.Meeting, a.Zone, a.Day = m, v.Zone, dayOf(v, m)
	if a.Tree, err = org.Load(ctx, v); err != nil {
		return a, err
	}
	a.Titles, err = position.Titles(ctx, v, a.Day)
	return a, err
}

// title returns what a title is called; one that no rule lists is its code.
func (a about) title(t position.Title) text.T { return titleOf(a.Titles, t) }

func titleOf(titles []position.TitleName, t position.Title) text.T {
	if t == "" {
		return tSomebody
	}
	for _, one := range titles {
		if one.Title == t {
			return one.Name
		}
	}
	return text.Verbatim(string(t))
}

// A lineForm is what was typed to add a line.
type lineForm struct{ Sign, Title, Of, Capacity string }

type callPage struct {
	about
	Call
	Preview
	Form    lineForm
	Seats   int // that are summoned
	New     map[string]bool
	Gone    []Seat // that are summoned and that the lines mean no more
	MayPlan bool
	Errors  []ui.FieldError
}

// rowsShown is how many of those called stand on a page.
const rowsShown = 500

func callPageOf(ctx context.Context, v *work.View, at meeting.ID, day civil.Date, f lineForm, wrong error) (p callPage, err error) {
	m, err := meeting.Find(ctx, v, at)
	if err != nil {
		return p, err
	}
	p = callPage{Form: f, Errors: web.FieldErrors(ctx, wrong), MayPlan: v.Actor.May(meeting.CanPlan, m.Body.Scope()) && !m.State.Ended()}
	if p.about, err = aboutOf(ctx, v, m); err != nil {
		return p, err
	}
	if p.Call, err = callOf(ctx, v, at); err != nil {
		return p, err
	}
	if p.Preview, err = preview(ctx, v, p.Lines, cmp.Or(day, p.about.Day)); err != nil {
		return p, err
	}
	there, err := seats(ctx, v, at)
	if p.Seats = len(there); err == nil && p.Seats == 0 && !p.Summoned.IsZero() {
		err = v.One(ctx, countSeats, []any{at}, &p.Seats)
	}
	if err != nil {
		return p, err
	}
	fresh, filled := news(p.Called, there)
	if p.current() && m.State == meeting.Planned {
		p.Gone = gone(p.Called, there)
	}
	p.New = map[string]bool{}
	for _, c := range fresh {
		p.New[key(c.Seat)] = true
	}
	for _, c := range filled {
		p.New[key(c.Seat)] = true
	}
	return p, err
}

func show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	day, _ := r.Day("on")
	p, err := callPageOf(ctx, v, meeting.ID(r.PathValue("id")), day, lineForm{Sign: "plus"}, nil)
	return web.Show(callView(p)), err
}

// again shows the page of the call with why what was asked cannot be.
func again(at meeting.ID, f lineForm, wrong error) error {
	return web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
		p, err := callPageOf(ctx, v, at, civil.Date{}, f, wrong)
		return callView(p), err
	})
}

// line turns what was typed into a line of the call of a conference.
func (a about) line(f lineForm) (Line, error) {
	if f.Title == "" && f.Of == "" {
		return Line{}, fault.At("of", tNobodyMeant)
	}
	l := Line{Minus: f.Sign == "minus", Title: position.Title(f.Title), Capacity: Capacity(f.Capacity), Body: a.Body}
	if f.Of != "" {
		if g, ok := a.Tree.GroupNamed(f.Of, a.Day); ok {
			l.Group, l.Body = g.ID, a.below(g)
		} else {
			b, err := a.chooser().Meant("of", f.Of)
			if err != nil {
				return l, err
			}
			l.Body = b
		}
	}
	switch {
	case l.Minus:
		l.Capacity = ""
	case l.Capacity == "":
		l.Capacity = capacityOf(l.Title, l.Body, a.Body)
	}
	return l, nil
}

func (a about) chooser() org.Chooser { return a.Tree.Chooser(a.Day, "", "").WithGroups() }

// below is the body below which a group is meant: that of the conference or, where none
// of the group is below it, that of its province, for a committee and the departments of
// its province are of different lines.
func (a about) below(g org.Group) org.ID {
	if len(a.Tree.Expand(g, a.Body, a.Day)) > 0 {
		return a.Body
	}
	return a.Tree.Root(a.Tree.Chart(a.Day), a.Body, org.Province)
}

// shownThere says whether a fault is one that a page shows above what was typed.
func shownThere(err error) bool {
	return fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMuch)
}

func callAddress(m meeting.ID) string { return m.Address() + "/call" }

func addLine(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := meeting.ID(r.PathValue("id"))
	f := lineForm{r.Text("sign"), r.Text("title"), r.Choice("of"), r.Text("capacity")}
	m, err := planning(ctx, &u.View, at)
	if err == nil {
		var a about
		if a, err = aboutOf(ctx, &u.View, m); err != nil {
			return nil, err
		}
		var l Line
		if l, err = a.line(f); err == nil {
			err = change(ctx, u, r, at, func(lines []Line) []Line { return append(lines, l) })
		}
	}
	if shownThere(err) {
		return nil, again(at, f, err)
	}
	if err != nil {
		return nil, err
	}
	return web.To(callAddress(at)).Saying(tSaved), nil
}

// change sets the call anew, as the page showed it and with what fn does to its lines.
func change(ctx context.Context, u *work.Unit, r *web.Request, at meeting.ID, fn func([]Line) []Line) error {
	c, err := CallOf(ctx, &u.View, at)
	if err != nil {
		return err
	}
	version, _ := r.Int("version")
	return SetCall(ctx, u, at, int64(version), fn(c.Lines))
}

func dropLine(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := meeting.ID(r.PathValue("id"))
	no, _ := strconv.Atoi(r.PathValue("no"))
	err := change(ctx, u, r, at, func(lines []Line) []Line {
		if no < 1 || no > len(lines) {
			return lines
		}
		return slices.Delete(lines, no-1, no)
	})
	if shownThere(err) {
		return nil, again(at, lineForm{Sign: "plus"}, err)
	}
	if err != nil {
		return nil, err
	}
	return web.To(callAddress(at)).Saying(tDropped), nil
}

func summon(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := meeting.ID(r.PathValue("id"))
	n, err := Summon(ctx, u, at)
	if shownThere(err) {
		return nil, again(at, lineForm{Sign: "plus"}, err)
	}
	if err != nil {
		return nil, err
	}
	return web.To(callAddress(at)).Saying(tSummoned, n, text.Int(ctx, n)), nil
}

func release(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := meeting.ID(r.PathValue("id"))
	n, err := Release(ctx, u, at)
	if shownThere(err) {
		return nil, again(at, lineForm{}, err)
	}
	if err != nil {
		return nil, err
	}
	return web.To(callAddress(at)).Saying(tReleased, n, text.Int(ctx, n)), nil
}

// Panel tells on the page of a conference who is called to it.
func Panel(ctx context.Context, v *work.View, m *meeting.Meeting) (templ.Component, error) {
	c, err := CallOf(ctx, v, m.ID)
	if err != nil {
		return nil, err
	}
	there := 0
	if err := v.One(ctx, countSeats, []any{m.ID}, &there); err != nil {
		return nil, err
	}
	may := v.Actor.May(meeting.CanPlan, m.Body.Scope()) && !m.State.Ended()
	if len(c.Lines) == 0 && there == 0 && !may {
		return nil, nil
	}
	return panelView(panel{m, c, there, may}), nil
}

// A panel is what the page of a conference says of those who are called.
type panel struct {
	*meeting.Meeting
	Call
	Seats   int // that are summoned
	MayPlan bool
}

package point

import (
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
)

type handlers struct{ Deps }

// How much pages show.
const (
	perPage     = 100
	mostMissing = 20 // of those that have not reported, on the page of all
	daysBack    = 14 // for which the points of a body stay in its list
)

// A scope is a whole conference, or one of its points with what stands under it.
type scope struct {
	Meeting *meeting.Meeting
	Point   *Point // nil for the whole conference
	Tree    *org.Tree
	Day     civil.Date // of the conference: bodies are called as on it
	Now     time.Time
	Zone    *time.Location

	seen bool // the actor may see it
}

// scopeOf returns what an address is about, for who may see it.
func scopeOf(ctx context.Context, v *work.View, r *web.Request) (s scope, err error) {
	s.Now, s.Zone = v.Now, v.Zone
	if id := r.PathValue("point"); id != "" {
		s.Point, s.Meeting, err = Find(ctx, v, ID(id))
	} else {
		s.Meeting, err = meeting.Find(ctx, v, meeting.ID(r.PathValue("id")))
	}
	if err != nil {
		return s, err
	}
	s.seen, s.Day = true, day(v, s.Meeting)
	s.Tree, err = org.Load(ctx, v)
	return s, err
}

// address is the page of what the scope holds.
func (s scope) address() string {
	if s.Point != nil {
		return s.Point.ID.Address()
	}
	return pointsOf(s.Meeting.ID)
}

func pointsOf(m meeting.ID) string { return m.Address() + "/points" }

func (s scope) question() Question {
	q := Question{Meeting: s.Meeting.ID, seen: s.seen}
	if s.Point != nil {
		q.Under, q.column = s.Point.No, s.Point.column()
	}
	return q
}

// root is the body below which points can be made.
func (s scope) root() org.ID {
	if s.Point != nil {
		return s.Point.Body
	}
	return s.Meeting.Body
}

// mayPlan says whether the actor may make points in the scope.
func (s scope) mayPlan(v *work.View) bool {
	return !s.Meeting.Template && !s.Meeting.State.Ended() &&
		(v.Actor.May(meeting.CanPlan, s.Meeting.Body.Scope()) || s.Point != nil && s.Point.Body != s.Meeting.Body && v.Actor.May(meeting.CanPlan, s.Point.Body.Scope()))
}

// A pointsPage shows a conference by its points, or a point with those under it.
type pointsPage struct {
	scope
	Audiences []Audience
	Sums      []TierSum
	Missing   []*Point
	Rows      []Row
	More      bool
	After     int64
	MayPlan   bool
	MayCount  bool // choose what is counted

	// Of a point:
	Up        *Point
	Opens     time.Time
	Form      countsForm
	MayReport bool
	MayRight  bool // set right after closing
	MayEdit   bool
	Link      link
	HasLink   bool
	SeesAll   bool // the conference as well
	Errors    []ui.FieldError
}

func (h handlers) pointsPageOf(ctx context.Context, v *work.View, s scope, after int64) (p pointsPage, err error) {
	p = pointsPage{scope: s, After: after, MayPlan: s.mayPlan(v)}
	if p.Audiences, err = audiencesOf(ctx, v, s.Meeting.ID); err != nil {
		return p, err
	}
	q := s.question()
	if p.Sums, err = Totals(ctx, v, q); err != nil {
		return p, err
	}
	if s.Point != nil && s.Point.level() == 3 {
		return p, nil
	}
	missing := q
	if missing.Which = Missing; p.counting() {
		if p.Missing, _, err = List(ctx, v, missing, mostMissing); err != nil {
			return p, err
		}
	}
	q.After = after
	p.Rows, p.More, err = Below(ctx, v, q, perPage)
	return p, err
}

func after(r *web.Request) int64 {
	n, _ := r.Int("after")
	return int64(n)
}

func (h handlers) points(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	s, err := scopeOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	p, err := h.pointsPageOf(ctx, v, s, after(r))
	p.MayCount = p.MayPlan && Whole(p.Sums).Reported == 0
	return web.Show(pointsView(p)), err
}

// A countsForm is what was typed of how many are there, by the names of the fields.
type countsForm struct {
	Typed  map[string]string
	Reason string
}

func formOf(p *Point) countsForm {
	f := countsForm{Typed: map[string]string{}}
	if p.Times == 0 {
		return f
	}
	f.Typed["called"], f.Typed["present"], f.Typed["excused"] = strconv.Itoa(p.Called), strconv.Itoa(p.Present), strconv.Itoa(p.Excused)
	for i, of := range p.Of {
		f.Typed[calledField(i)], f.Typed[presentField(i)] = strconv.Itoa(of.Called), strconv.Itoa(of.Present)
	}
	return f
}

func readCounts(r *web.Request) (f countsForm, c Counts, err error) {
	f = countsForm{map[string]string{}, r.Text("reason")}
	var wrong fault.Fields
	for name, of := range c.fields() {
		typed := r.Text(name)
		f.Typed[name] = typed
		if typed == "" {
			// Nothing is not nobody: a form sent by mistake reports no zeros.
			if asked := r.PostForm.Has(name) || name == "called" || name == "present"; asked {
				wrong.Add(name, tNumberMissing)
			}
			continue
		}
		if *of, err = strconv.Atoi(typed); err != nil {
			wrong.Add(name, tNumberUnread)
		}
	}
	return f, c, wrong.Err()
}

// fields are the numbers by the names of their fields.
func (c *Counts) fields() map[string]*int {
	out := map[string]*int{"called": &c.Called, "present": &c.Present, "excused": &c.Excused}
	for i := range c.Of {
		out[calledField(i)], out[presentField(i)] = &c.Of[i].Called, &c.Of[i].Present
	}
	return out
}

func (h handlers) point(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	s, err := scopeOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	c, err := h.pointOf(ctx, v, s, after(r), formOf(s.Point), nil)
	return web.Show(c), err
}

func (h handlers) pointOf(ctx context.Context, v *work.View, s scope, after int64, f countsForm, wrong error) (templ.Component, error) {
	p, err := h.pointsPageOf(ctx, v, s, after)
	if err != nil {
		return nil, err
	}
	p.Form, p.Errors = f, web.FieldErrors(ctx, wrong)
	if p.Opens, err = Opens(ctx, v, s.Meeting); err != nil {
		return nil, err
	}
	p.SeesAll = v.Actor.May(meeting.CanSee, s.Meeting.Body.Scope())
	up, err := above(ctx, v, s.Point, s.Meeting)
	if err != nil {
		return nil, err
	}
	reports := func(b org.ID) bool { return v.Actor.May(CanReport, b.Scope()) }
	p.MayReport = (reports(s.Point.Body) || reports(s.Meeting.Body)) && p.open()
	p.MayRight = (reports(up) || reports(s.Meeting.Body)) && s.Meeting.State == meeting.Closed
	p.MayEdit = mayArrange(v, s.Point, s.Meeting) == nil && !s.Meeting.State.Ended()
	if upper, err := pointAbove(ctx, v, s.Point); err != nil {
		return nil, err
	} else if upper != nil && (v.Actor.May(CanSee, upper.Body.Scope()) || p.SeesAll) {
		p.Up = upper
	}
	if p.MayEdit {
		if p.Link, p.HasLink, err = linkOfPoint(ctx, v, s.Point.ID); err != nil {
			return nil, err
		}
	}
	return pointView(p), nil
}

func (h handlers) report(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.counts(ctx, u, r, tReported, func(id ID, f countsForm, c Counts) error { return Put(ctx, u, id, c) })
}

func (h handlers) correct(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.counts(ctx, u, r, tCorrected, func(id ID, f countsForm, c Counts) error { return Correct(ctx, u, id, c, f.Reason) })
}

func (h handlers) counts(ctx context.Context, u *work.Unit, r *web.Request, said text.T, do func(ID, countsForm, Counts) error) (web.Answer, error) {
	s, err := scopeOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	f, c, err := readCounts(r)
	if err == nil {
		err = do(s.Point.ID, f, c)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			s, err2 := scopeOf(ctx, v, r)
			if err2 != nil {
				return nil, err2
			}
			return h.pointOf(ctx, v, s, 0, f, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(s.address()).Saying(said), nil
}

// A listPage lists points one by one: the rows behind a number.
type listPage struct {
	scope
	Audiences []Audience
	Question  Question
	Points    []*Point
	More      bool
}

func (h handlers) all(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	s, err := scopeOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	p := listPage{scope: s, Question: s.question()}
	p.Question.After = after(r)
	if t := org.Tier(r.Text("tier")); slices.Contains(org.Tiers(), t) {
		p.Question.Tier = t
	}
	if w := Which(r.Text("which")); slices.Contains([]Which{Missing, Reported, Unlinked}, w) {
		p.Question.Which = w
	}
	if p.Audiences, err = audiencesOf(ctx, v, s.Meeting.ID); err != nil {
		return nil, err
	}
	p.Points, p.More, err = List(ctx, v, p.Question, perPage)
	return web.Show(listView(p)), err
}

// An ownPage lists the points of a body.
type ownPage struct {
	Tree   *org.Tree
	Body   org.ID
	Today  civil.Date
	Zone   *time.Location
	Points []Own
}

func (h handlers) own(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p := ownPage{Today: v.Today, Zone: v.Zone, Body: org.ID(r.Text("body"))}
	var err error
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if p.Body == "" {
		p.Body = p.Tree.Own(v.Actor, CanSee, v.Today)
	}
	p.Points, err = OfBody(ctx, v, p.Body, v.Today.AddDays(-daysBack))
	return web.Show(ownView(p)), err
}

// A newPage asks for which bodies there are points.
type newPage struct {
	scope
	Bodies org.Chooser
	Tier   string
	Who    string
	Hall   bool
	Errors []ui.FieldError
}

func (h handlers) newPageOf(ctx context.Context, v *work.View, r *web.Request) (p newPage, err error) {
	if p.scope, err = scopeOf(ctx, v, r); err != nil {
		return p, err
	}
	if !p.mayPlan(v) {
		if err := v.Check(meeting.CanPlan, p.root().Scope()); err != nil {
			return p, err
		}
		return p, fault.New(fault.Conflict, tOver)
	}
	p.Bodies = p.Tree.Chooser(p.Day, p.root(), "").WithGroups()
	return p, nil
}

func (h handlers) newPoints(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.newPageOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	if p.Point == nil {
		found, _, err := List(ctx, v, p.question(), 1)
		if err != nil {
			return nil, err
		}
		p.Hall = len(found) == 0
	}
	return web.Show(newView(p)), nil
}

// chosen returns the bodies that a form means, in the order of the chart.
func (p *newPage) chosen() ([]org.ID, error) {
	chart := p.Tree.Chart(p.Day)
	var out []org.ID
	if p.Hall && p.Point == nil {
		out = append(out, p.Meeting.Body)
	}
	if tier := org.Tier(p.Tier); slices.Contains(org.Tiers(), tier) {
		host, _ := p.Tree.Body(p.Meeting.Body)
		for _, b := range chart.Subtree(p.root()) {
			if body, _ := p.Tree.Body(b); body.Tier == tier && body.Line == host.Line && slices.Contains(gather, body.Kind) && b != p.Meeting.Body {
				out = append(out, b)
			}
		}
	}
	if p.Who != "" {
		if g, ok := p.Tree.GroupNamed(p.Who, p.Day); ok {
			for _, b := range p.Tree.Expand(g, p.root(), p.Day) {
				out = append(out, b.ID)
			}
		} else {
			b, err := p.Bodies.Meant("who", p.Who)
			if err != nil {
				return nil, err
			}
			out = append(out, b)
		}
	}
	if p.Tier == "" && p.Who == "" && len(out) == 0 {
		return nil, fault.At("tier", tNobodyChosen)
	}
	if len(out) == 0 {
		return nil, fault.At("tier", tNobodyThere)
	}
	return out, nil
}

// gather are the kinds of bodies whose people gather at a point of their own.
var gather = []org.Kind{org.Committee, org.PeoplesCommittee, org.FatherlandFront, org.GrassrootsOrg, org.PartyCell}

func (h handlers) make(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	var p newPage
	var bodies []org.ID
	var wrong error
	err := s.View(ctx, func(v *work.View) (err error) {
		if p, err = h.newPageOf(ctx, v, r); err != nil {
			return err
		}
		p.Tier, p.Who, p.Hall = r.Text("tier"), r.Choice("who"), r.Checked("hall")
		bodies, wrong = p.chosen()
		return nil
	})
	if err != nil {
		return nil, err
	}
	made := 0
	if wrong == nil {
		// In pieces: while points are made nobody else writes.
		for some := range slices.Chunk(bodies, MostAtOnce) {
			if wrong = s.Do(ctx, func(u *work.Unit) error {
				n, err := Make(ctx, u, p.Meeting.ID, some)
				made += n
				return err
			}); wrong != nil {
				break
			}
		}
	}
	if fault.Is(wrong, fault.Invalid) || fault.Is(wrong, fault.Conflict) || fault.Is(wrong, fault.TooMuch) {
		return nil, web.Again(wrong, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			p.Errors = web.FieldErrors(ctx, wrong)
			return newView(p), nil
		})
	}
	if wrong != nil {
		return nil, wrong
	}
	if made == 0 {
		return web.To(p.address()).Saying(tMadeNone), nil
	}
	return web.To(p.address()).Saying(tMade, made), nil
}

// An audiencesPage chooses what a conference counts.
type audiencesPage struct {
	scope
	Known  []Audience
	Chosen []string
	Errors []ui.FieldError
}

func (h handlers) audiencesPageOf(ctx context.Context, v *work.View, r *web.Request) (p audiencesPage, err error) {
	if p.scope, err = scopeOf(ctx, v, r); err != nil {
		return p, err
	}
	if err := v.Check(meeting.CanPlan, p.Meeting.Body.Scope()); err != nil {
		return p, err
	}
	known, _, err := ruleAudiences.Codes(ctx, v, p.Day)
	if err != nil {
		return p, err
	}
	for _, c := range known {
		p.Known = append(p.Known, Audience{c.Code, c.Title})
	}
	had, err := audiencesOf(ctx, v, p.Meeting.ID)
	for _, a := range had {
		p.Chosen = append(p.Chosen, a.Code)
		if !slices.ContainsFunc(p.Known, func(k Audience) bool { return k.Code == a.Code }) {
			p.Known = append(p.Known, a)
		}
	}
	return p, err
}

func (h handlers) audiences(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.audiencesPageOf(ctx, v, r)
	return web.Show(audiencesView(p)), err
}

func (h handlers) setAudiences(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	codes := r.Texts("audience")
	of := meeting.ID(r.PathValue("id"))
	err := SetAudiences(ctx, u, of, codes)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, pageErr := h.audiencesPageOf(ctx, v, r)
			p.Chosen, p.Errors = codes, web.FieldErrors(ctx, err)
			return audiencesView(p), pageErr
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(pointsOf(of)).Saying(tSaved), nil
}

// An editPage says where a point is and who is in charge.
type editPage struct {
	scope
	Version             int64
	Name, Place, Charge string
	MayRemove           bool
	Errors              []ui.FieldError
}

func (h handlers) editPageOf(ctx context.Context, v *work.View, r *web.Request) (p editPage, err error) {
	if p.scope, err = scopeOf(ctx, v, r); err != nil {
		return p, err
	}
	if err := mayArrange(v, p.Point, p.Meeting); err != nil {
		return p, err
	}
	up, err := above(ctx, v, p.Point, p.Meeting)
	p.Version, p.Name, p.Place, p.Charge = p.Point.Version, p.Point.Name, p.Point.Place, p.Point.Charge
	p.MayRemove = p.Point.Times == 0 && (v.Actor.May(meeting.CanPlan, p.Meeting.Body.Scope()) || v.Actor.May(meeting.CanPlan, up.Scope()))
	return p, err
}

func (h handlers) edit(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.editPageOf(ctx, v, r)
	return web.Show(editView(p)), err
}

func (h handlers) change(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	version, _ := r.Int("version")
	name, place, charge := r.Text("name"), r.Text("place"), r.Text("charge")
	return h.edited(r, Change(ctx, u, ID(r.PathValue("point")), int64(version), name, place, charge))
}

// edited answers for what was done on the page where a point is changed.
func (h handlers) edited(r *web.Request, err error) (web.Answer, error) {
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, pageErr := h.editPageOf(ctx, v, r)
			p.Errors = web.FieldErrors(ctx, err)
			if r.Text("version") != "" { // the form, and not the button that removes
				p.Name, p.Place, p.Charge = r.Text("name"), r.Text("place"), r.Text("charge")
			}
			return editView(p), pageErr
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(ID(r.PathValue("point")).Address()).Saying(tSaved), nil
}

func (h handlers) remove(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, m, err := Find(ctx, &u.View, ID(r.PathValue("point")))
	if err != nil {
		return nil, err
	}
	to := address
	if u.Actor.May(meeting.CanSee, m.Body.Scope()) {
		to = pointsOf(m.ID)
	}
	if err := Remove(ctx, u, p.ID); err != nil {
		return h.edited(r, err)
	}
	return web.To(to).Saying(tRemoved), nil
}

// Panel shows on the page of a conference how many of its points have reported; nil where
// it has none and the actor makes none.
//
// It is shown on a page that has asked for the right; the sums ask again.
func Panel(ctx context.Context, v *work.View, m *meeting.Meeting) (templ.Component, error) {
	s := scope{Meeting: m, Zone: v.Zone, Now: v.Now}
	if m.Template {
		return nil, nil
	}
	sums, err := Totals(ctx, v, s.question())
	if err != nil {
		return nil, err
	}
	if all := Whole(sums); all.Points > 0 || s.mayPlan(v) {
		return panelView(s, all), nil
	}
	return nil, nil
}

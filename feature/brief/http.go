package brief

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/board"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/point"
)

// Bounds of what a page shows.
const (
	openShown   = 50
	listedShown = 50
	rowsShown   = 100
	reaches     = 730 // how far back the slider goes, in days
)

// ownBody returns the body that is asked for, or for which the person acts, or else
// the first whose briefing they see.
func ownBody(tree *org.Tree, v *work.View, r *web.Request) org.ID {
	if b := r.Text("body"); b != "" {
		return org.ID(b)
	}
	return tree.Own(v.Actor, CanSee, v.Today)
}

type listPage struct {
	Tree      *org.Tree
	Today     civil.Date
	Body      org.ID
	Open      []Open
	Documents map[doc.ID]*doc.Document
	Listed    []*doc.Document

	ToRead        []Ack
	ReadDocuments map[doc.ID]*doc.Document
}

func list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoDuty)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := listPage{Tree: tree, Today: v.Today, Body: ownBody(tree, v, r)}
	if _, known := tree.Body(p.Body); !known || v.Check(CanSee, p.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoDuty)
	}
	if p.Open, p.Documents, err = OpenOf(ctx, v, p.Body, openShown); err != nil {
		return nil, err
	}
	if p.ToRead, p.ReadDocuments, err = OwnAcks(ctx, v); err != nil {
		return nil, err
	}
	p.Listed, err = Listed(ctx, v, listedShown)
	return web.Show(listView(p)), err
}

// An askForm is what was typed to ask bodies.
type askForm struct {
	Body, Reach string
	Audience    map[Audience]bool
	On          map[Audience]string
}

// How far a request goes from the body that was chosen.
const (
	rightBelow = "below"
	allBelow   = "all"
)

type mapPage struct {
	*Coverage
	Document  *doc.Document
	Tree      *org.Tree
	Today     civil.Date
	On        civil.Date
	Charted   civil.Date // the day whose tree has the numbers; On but where days are compared
	ReadAt    string     // the clock when the numbers were read; "" where that was now
	Rounding  text.Rounding
	Audiences []AudienceName // that somebody is asked for
	Listed    []AudienceName // that can be asked for
	Above     []org.ID       // superiors that the person may look at, from the top
	MayAsk    bool

	Materials     []shownMaterial
	MaterialWrong []ui.FieldError
	TypedMaterial string
	Checks        []Check // of the body and of those above it
	ChecksBelow   int     // how many there are of bodies below
	MayAskAcks    bool

	Form    askForm
	Errors  []ui.FieldError // of the form
	Wrong   []ui.FieldError // of the day
	TypedOn string
}

func show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	d, body, typed := doc.ID(r.PathValue("document")), org.ID(r.Text("body")), r.Text("on")
	on, ok := ui.ParseAsOf(r.Raw, v.Today.AddDays(-reaches), v.Today)
	if !ok {
		wrong := fault.At("on", tDayWrong)
		return nil, web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err := wholeMap(ctx, v, d, body)
			if err != nil {
				return nil, err
			}
			p.Wrong, p.TypedOn = web.FieldErrors(ctx, wrong), typed
			return mapView(p), nil
		})
	}
	p, err := mapOf(ctx, v, d, body, on, on)
	if err != nil {
		return nil, err
	}
	return web.Show(mapView(p)), p.aids(ctx, v)
}

// rootOf returns the body whose map is shown: the one that is asked for, else the
// first on which the person sees something.
func rootOf(tree *org.Tree, v *work.View, body org.ID) (org.ID, error) {
	if body == "" {
		body = tree.Own(v.Actor, CanSee, v.Today)
	}
	if _, known := tree.Body(body); !known {
		return "", fault.New(fault.Unknown, tNoDuty)
	}
	return body, nil
}

// mapOf is the map of a body on a day, in the tree of another one, which is the same
// but where two days are compared.
func mapOf(ctx context.Context, v *work.View, d doc.ID, body org.ID, on, charted civil.Date) (*mapPage, error) {
	document, err := doc.Find(ctx, v, d)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	root, err := rootOf(tree, v, body)
	if err != nil {
		return nil, err
	}
	p := &mapPage{Document: document, Tree: tree, Today: v.Today, On: on, Charted: charted}
	if p.Coverage, err = CoverageOf(ctx, v, d, root, on, charted); err != nil {
		return nil, err
	}
	if p.At.Before(v.Now) {
		p.ReadAt = p.At.In(v.Zone).Format("15:04:05")
	}
	if p.Audiences, err = named(ctx, v, on, slices.Sorted(maps.Keys(p.Sum.Of))); err != nil {
		return nil, err
	}
	method, err := board.MethodOn(ctx, v, on)
	if err != nil {
		return nil, err
	}
	p.Rounding = method.Rounding
	for _, up := range tree.Chart(charted).Chain(root) {
		if v.Actor.May(CanSee, up.Scope()) {
			p.Above = append(p.Above, up)
		}
	}
	p.MayAsk = doc.MayChange(v, document) || v.Actor.May(CanAsk, root.Scope())
	if p.MayAsk {
		p.Listed, err = Audiences(ctx, v, v.Today)
	}
	return p, err
}

func ask(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d := doc.ID(r.PathValue("document"))
	f := askForm{Body: r.Choice("body"), Reach: r.Text("reach"), Audience: map[Audience]bool{}, On: map[Audience]string{}}
	listed, err := Audiences(ctx, &u.View, u.Today)
	if err != nil {
		return nil, err
	}
	for _, a := range listed {
		f.Audience[a.Audience], f.On[a.Audience] = r.Checked("ask_"+string(a.Audience)), r.Text("on_"+string(a.Audience))
	}
	n, err := askFor(ctx, u, d, f)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.TooMuch) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := wholeMap(ctx, v, d, "")
			if err2 != nil {
				return nil, err2
			}
			p.Form, p.Errors = f, web.FieldErrors(ctx, err)
			return mapView(p), nil
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(Address(d)).Saying(tAskedNow, text.Int(ctx, n)), nil
}

// askFor reads what was typed and asks the bodies that are meant; it returns how many.
func askFor(ctx context.Context, u *work.Unit, d doc.ID, f askForm) (int, error) {
	document, err := doc.Find(ctx, &u.View, d)
	if err != nil {
		return 0, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return 0, err
	}
	if !doc.MayChange(&u.View, document) && !u.Actor.MaySomewhere(CanAsk) {
		return 0, u.Check(CanAsk, u.Actor.Body)
	}
	var wrong fault.Fields
	on := map[Audience]civil.Date{}
	for a, asked := range f.Audience {
		day, ok := civil.Read(f.On[a])
		if !ok {
			wrong.Add("on_"+string(a), tDayWrong)
		}
		if asked {
			on[a] = day
		}
	}
	if len(on) == 0 {
		wrong.Add("audience", tNoAudience)
	}
	bodies, err := doc.Chosen(tree, document, "body", f.Body)
	if err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	if err := mayAsk(&u.View, tree, document, bodies); err != nil {
		return 0, err
	}
	if err := wrong.Err(); err != nil {
		return 0, err
	}
	bodies = spread(tree, tree.Chart(u.Today), bodies, f.Reach)
	return len(bodies), Ask(ctx, u, d, on, bodies...)
}

// spread returns the bodies that are meant by those that were chosen: below them only
// those of the same line, so that a committee's request does not reach the State
// bodies that stand under it.
func spread(tree *org.Tree, chart *org.Chart, chosen []org.ID, reach string) []org.ID {
	if reach != rightBelow && reach != allBelow {
		return chosen
	}
	var out []org.ID
	for _, b := range chosen {
		root, ok := tree.Body(b)
		if !ok {
			continue
		}
		below := chart.Below(b)
		if reach == allBelow {
			if below = chart.Subtree(b); len(below) > 0 {
				below = below[1:]
			}
		}
		for _, o := range below {
			if body, ok := tree.Body(o); ok && body.Line == root.Line {
				out = append(out, o)
			}
		}
	}
	return out
}

// A narrowing says which of the bodies behind a map are listed.
type narrowing struct {
	Body     org.ID
	Tier     org.Tier
	Audience Audience
	Only     string
	Itself   bool // only what stands at Body itself
	day      civil.Date
}

// What bodies are listed beside those of one standing.
const (
	onlyOpen    = "open"
	onlyDone    = "done"
	onlyUnsaid  = "unsaid"
	onlyMissing = "missing"
)

// of returns what is listed of a body; nothing where it is not listed.
func (n narrowing) of(b BodyLines) Lines {
	if n.Tier != "" && b.Tier != n.Tier || n.Itself && b.At != n.Body {
		return nil
	}
	ls := b.of(n.Audience)
	listed := true
	switch standing := ls.Standing(n.day); {
	case n.Only == onlyOpen:
		listed = standing.Open()
	case n.Only == onlyDone:
		listed = !standing.Open()
	case n.Only == onlyUnsaid:
		listed = slices.ContainsFunc(ls, func(l Line) bool { return l.Expected == Unsaid })
	case n.Only == onlyMissing:
		listed = slices.ContainsFunc(ls, func(l Line) bool { return l.Expected > l.Reached })
	case slices.Contains(Standings(), Standing(n.Only)):
		listed = standing == Standing(n.Only)
	}
	if !listed {
		return nil
	}
	return ls
}

type behindPage struct {
	*mapPage
	narrowing
	Rows  []BodyLines
	Total Sum
	Next  org.ID
}

// behind lists the bodies behind a number of the map.
func behind(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := behindOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	// After a body that is not listed any more it begins anew.
	after := org.ID(r.Text("after"))
	p.Rows = p.Rows[1+slices.IndexFunc(p.Rows, func(b BodyLines) bool { return b.Body == after }):]
	if len(p.Rows) > rowsShown {
		p.Rows = p.Rows[:rowsShown]
		p.Next = p.Rows[rowsShown-1].Body
	}
	return web.Show(behindView(*p)), nil
}

// behindOf is the list that is asked for, with all its rows.
func behindOf(ctx context.Context, v *work.View, r *web.Request) (*behindPage, error) {
	on, ok := ui.ParseAsOf(r.Raw, v.Today.AddDays(-reaches), v.Today)
	if !ok {
		on = v.Today // a link that somebody changed by hand
	}
	charted, err := civil.Parse(r.Text("tree"))
	if err != nil || charted.IsZero() {
		charted = on
	}
	m, err := mapOf(ctx, v, doc.ID(r.PathValue("document")), org.ID(r.Text("body")), on, charted)
	if err != nil {
		return nil, err
	}
	p := &behindPage{mapPage: m, narrowing: narrowing{Body: m.Coverage.Body, Tier: org.Tier(r.Text("tier")), Audience: Audience(r.Text("audience")), Only: r.Text("only"), Itself: r.Checked("itself"), day: on}}
	for _, b := range m.Bodies {
		if b.Lines = p.of(b); len(b.Lines) > 0 {
			p.Rows = append(p.Rows, b)
			p.Total.add(b.Lines, on)
		}
	}
	return p, nil
}

// A sittingForm is what was typed about a sitting.
type sittingForm struct {
	Version                                 int64
	On, Place, Form, Speaker, MakesUp, Word string
	Reached                                 map[Audience]string
	Point                                   point.ID // from whose counts it is
	Heard                                   int
}

// The forms of the page of a body.
const (
	expectForm = "expect"
	holdForm   = "hold"
	finishForm = "finish"
)

type bodyPage struct {
	*Record
	Tree      *org.Tree
	Today     civil.Date
	Rounding  text.Rounding
	Audiences []AudienceName
	MayReport bool
	MayWaive  bool
	Offers    []Offer         // what its points counted
	Reminders templ.Component // what was and will be done to remind of it; nil for nothing
	Wrong     string          // which form was refused
	Errors    []ui.FieldError
	Expected  map[Audience]string
	Sitting   sittingForm
	Done      string
	Reason    string
}

func showBody(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := bodyOf(ctx, v, doc.ID(r.PathValue("document")), org.ID(r.PathValue("body")))
	if err != nil {
		return nil, err
	}
	return web.Show(bodyView(p)), nil
}

func bodyOf(ctx context.Context, v *work.View, d doc.ID, b org.ID) (*bodyPage, error) {
	record, err := Of(ctx, v, d, b)
	if err != nil {
		return nil, err
	}
	p, err := recordPage(ctx, v, record)
	if err != nil {
		return nil, err
	}
	p.Done, p.Expected = v.Today.Vietnamese(), map[Audience]string{}
	p.Sitting = sittingForm{On: v.Today.Vietnamese(), Form: string(Hall)}
	p.MayWaive = record.held() == 0 && record.open() && mayAsk(v, p.Tree, record.Document, []org.ID{b}) == nil
	for _, l := range record.Lines {
		if l.Expected != Unsaid {
			p.Expected[l.Audience] = strconv.FormatInt(l.Expected, 10)
		}
	}
	if p.Offers, err = Offers(ctx, v, record); err != nil {
		return nil, err
	}
	if o, ok := owedBy(record.Lines); ok {
		if p.Reminders, err = reminders.Panel(ctx, v, o.duty(), o.Open); err != nil {
			return nil, err
		}
	}
	method, err := board.MethodOn(ctx, v, v.Today)
	p.Rounding = method.Rounding
	return p, err
}

// recordPage is what the page of a body and those of its sittings both show.
func recordPage(ctx context.Context, v *work.View, record *Record) (p *bodyPage, err error) {
	p = &bodyPage{Record: record, Today: v.Today, MayReport: v.Actor.May(CanReport, record.Body.Scope())}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	p.Audiences, err = named(ctx, v, v.Today, Lines(record.Lines).audiences())
	return p, err
}

// again shows the page of a body with a form that was refused.
func again(err error, d doc.ID, b org.ID, typed func(p *bodyPage)) error {
	return web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
		p, err2 := bodyOf(ctx, v, d, b)
		if err2 != nil {
			return nil, err2
		}
		p.Errors = web.FieldErrors(ctx, err)
		typed(p)
		return bodyView(p), nil
	})
}

func mended(err error) bool {
	return fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMuch)
}

// people reads the numbers of people that were typed, those that were.
func people(typed map[Audience]string, field func(Audience) string) (map[Audience]int64, fault.Fields) {
	out := map[Audience]int64{}
	var wrong fault.Fields
	for _, a := range slices.Sorted(maps.Keys(typed)) {
		if typed[a] == "" {
			continue
		}
		n, err := strconv.ParseInt(strings.NewReplacer(".", "", " ", "", " ", "").Replace(typed[a]), 10, 64)
		if err != nil || n < 0 || n > mostPeople {
			wrong.Add(field(a), tNumberWrong)
			continue
		}
		out[a] = n
	}
	return out, wrong
}

// numbers returns what was typed into the fields of the audiences of a record.
func numbers(r *web.Request, record *Record, field func(Audience) string) map[Audience]string {
	out := map[Audience]string{}
	for _, l := range record.Lines {
		out[l.Audience] = r.Text(field(l.Audience))
	}
	return out
}

func expect(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b := doc.ID(r.PathValue("document")), org.ID(r.PathValue("body"))
	record, err := Of(ctx, &u.View, d, b)
	if err != nil {
		return nil, err
	}
	typed := numbers(r, record, expectedField)
	n, wrong := people(typed, expectedField)
	if err = wrong.Err(); err == nil {
		err = Expect(ctx, u, d, b, n)
	}
	if mended(err) {
		return nil, again(err, d, b, func(p *bodyPage) { p.Wrong, p.Expected = expectForm, typed })
	}
	if err != nil {
		return nil, err
	}
	return web.To(PageOf(d, b)).Saying(tSaved), nil
}

func readSitting(r *web.Request, record *Record) sittingForm {
	version, _ := r.Int("version")
	heard, _ := r.Int("heard")
	return sittingForm{Point: point.ID(r.Text("point")), Heard: heard, Version: int64(version), On: r.Text("on"), Place: r.Text("place"), Form: r.Text("form"), Speaker: r.Text("speaker"), MakesUp: r.Text("makes_up"), Word: r.Raw("words"), Reached: numbers(r, record, reachedField)}
}

// sitting turns what was typed into a sitting.
func (f sittingForm) sitting() (s Sitting, wrong fault.Fields) {
	s = Sitting{Version: f.Version, Place: f.Place, Form: Form(f.Form), Speaker: f.Speaker, MakesUp: SittingID(f.MakesUp), Words: f.Word, Point: f.Point, Heard: f.Heard}
	s.Reached, wrong = people(f.Reached, reachedField)
	var ok bool
	if s.On, ok = civil.Read(f.On); !ok {
		wrong.Add("on", tDayWrong)
	}
	return s, wrong
}

func hold(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b := doc.ID(r.PathValue("document")), org.ID(r.PathValue("body"))
	record, err := Of(ctx, &u.View, d, b)
	if err != nil {
		return nil, err
	}
	f := readSitting(r, record)
	s, wrong := f.sitting()
	if err = wrong.Err(); err == nil {
		s.Doc, s.Body = d, b
		_, err = Hold(ctx, u, s)
	}
	if mended(err) {
		return nil, again(err, d, b, func(p *bodyPage) { p.Wrong, p.Sitting = holdForm, f })
	}
	if err != nil {
		return nil, err
	}
	return web.To(PageOf(d, b)).Saying(tHeld), nil
}

func finish(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b := doc.ID(r.PathValue("document")), org.ID(r.PathValue("body"))
	typed, words := r.Text("done"), r.Raw("reason")
	on, ok := r.Day("done")
	err := error(fault.At("done", tDayWrong))
	if ok {
		err = Finish(ctx, u, d, b, on, words)
	}
	if mended(err) {
		return nil, again(err, d, b, func(p *bodyPage) { p.Wrong, p.Done, p.Reason = finishForm, typed, words })
	}
	if err != nil {
		return nil, err
	}
	return web.To(PageOf(d, b)).Saying(tFinishedNow), nil
}

func reopen(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b := doc.ID(r.PathValue("document")), org.ID(r.PathValue("body"))
	if err := Reopen(ctx, u, d, b); err != nil {
		return nil, err
	}
	return web.To(PageOf(d, b)).Saying(tReopened), nil
}

func waive(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b := doc.ID(r.PathValue("document")), org.ID(r.PathValue("body"))
	if err := Waive(ctx, u, d, b); err != nil {
		return nil, err
	}
	return web.To(Address(d)).Saying(tWaived), nil
}

type sittingPage struct {
	*bodyPage
	Held   Sitting
	Reason string // why it is to be taken back, as typed
}

func showSitting(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := sittingOf(ctx, v, SittingID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	return web.Show(sittingView(p)), nil
}

func sittingOf(ctx context.Context, v *work.View, sitting SittingID) (*sittingPage, error) {
	s, record, err := FindSitting(ctx, v, sitting)
	if err != nil {
		return nil, err
	}
	p := &sittingPage{Held: s}
	if p.bodyPage, err = recordPage(ctx, v, record); err != nil {
		return nil, err
	}
	p.Sitting = typedOf(s)
	return p, nil
}

// againSitting shows the page of a sitting with a form that was refused, in the state
// that the sitting is in by now.
func againSitting(err error, sitting SittingID, typed func(p *sittingPage)) error {
	return web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
		p, err2 := sittingOf(ctx, v, sitting)
		if err2 != nil {
			return nil, err2
		}
		p.Errors = web.FieldErrors(ctx, err)
		typed(p)
		p.Sitting.Version = p.Held.Version
		return sittingView(p), nil
	})
}

func change(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := SittingID(r.PathValue("id"))
	_, record, err := FindSitting(ctx, &u.View, at)
	if err != nil {
		return nil, err
	}
	f := readSitting(r, record)
	s, wrong := f.sitting()
	if err = wrong.Err(); err == nil {
		s.ID = at
		err = Change(ctx, u, s)
	}
	if mended(err) {
		return nil, againSitting(err, at, func(p *sittingPage) { p.Wrong, p.Sitting = holdForm, f })
	}
	if err != nil {
		return nil, err
	}
	return web.To(PageOf(record.Document.ID, record.Body)).Saying(tSaved), nil
}

func withdraw(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, reason := SittingID(r.PathValue("id")), r.Text("reason")
	s, _, err := FindSitting(ctx, &u.View, at)
	if err != nil {
		return nil, err
	}
	version, _ := r.Int("version")
	err = Withdraw(ctx, u, at, int64(version), reason)
	if mended(err) {
		return nil, againSitting(err, at, func(p *sittingPage) { p.Wrong, p.Reason = finishForm, reason })
	}
	if err != nil {
		return nil, err
	}
	return web.To(PageOf(s.Doc, s.Body)).Saying(tWithdrawnNow), nil
}

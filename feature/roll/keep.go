package roll

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/viet"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/position"
	"quyet/feature/rule"
)

// A rollPage is the roll of a conference.
type rollPage struct {
	about
	Call
	Groups  []meeting.Group // by capacity
	All     int
	Replies map[Reply]int    // how many answered what
	Stand   map[Standing]int // how many stand how
	Seats   []Seat           // that are looked for
	Query   string
	Only    Standing // "" for all
	May     bool     // mark
	Early   bool     // nobody can be there yet
	Errors  []ui.FieldError
}

func rollPageOf(ctx context.Context, v *work.View, at meeting.ID, query string, only Standing, wrong error) (p rollPage, err error) {
	m, err := meeting.Find(ctx, v, at)
	if err != nil {
		return p, err
	}
	p = rollPage{Query: query, Only: only, Errors: web.FieldErrors(ctx, wrong), May: v.Actor.May(meeting.CanRun, m.Body.Scope()) && !m.State.Ended()}
	if p.about, err = aboutOf(ctx, v, m); err != nil {
		return p, err
	}
	if p.Call, err = callOf(ctx, v, at); err != nil {
		return p, err
	}
	sum, err := counted(ctx, v, m)
	if err != nil {
		return p, err
	}
	p.Groups = sum.Groups
	if p.Seats, err = seats(ctx, v, at); err != nil {
		return p, err
	}
	switch err := rollIsKept(ctx, v, m.State, m.Starts); {
	case fault.Is(err, fault.Conflict):
		p.Early = true
	case err != nil:
		return p, err
	}
	p.All, p.Replies, p.Stand = len(p.Seats), map[Reply]int{}, map[Standing]int{}
	for _, s := range p.Seats {
		p.Replies[s.Reply]++
		p.Stand[s.Standing]++
	}
	words := strings.Fields(viet.Fold(query))
	p.Seats = slices.DeleteFunc(p.Seats, func(s Seat) bool {
		in := viet.Fold(s.Name + " " + p.title(s.Title).In(ctx) + " " + p.Tree.Name(s.Body, p.Day))
		return only != "" && s.Standing != only || slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(in, w) })
	})
	return p, nil
}

func rollAddress(m meeting.ID) string { return m.Address() + "/roll" }

func seatAddress(s Seat) string { return rollAddress(s.Meeting) + "/" + strconv.Itoa(s.No) }

func showRoll(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := rollPageOf(ctx, v, meeting.ID(r.PathValue("id")), r.Text("q"), Standing(r.Text("only")), nil)
	return web.Show(rollView(p)), err
}

// mark marks one who is called. Who was looked for is not any more: the next one is.
func mark(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, standing := meeting.ID(r.PathValue("id")), Standing(r.Text("standing"))
	no, _ := strconv.Atoi(r.PathValue("no"))
	query, only := r.Text("q"), Standing(r.Text("only"))
	err := Put(ctx, u, at, no, standing)
	if shownThere(err) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := rollPageOf(ctx, v, at, query, only, err)
			return rollView(p), err2
		})
	}
	if err != nil {
		return nil, err
	}
	s, err := FindSeat(ctx, &u.View, at, no)
	if err != nil {
		return nil, err
	}
	m, err := meeting.Find(ctx, &u.View, at)
	if err != nil {
		return nil, err
	}
	a, err := aboutOf(ctx, &u.View, m)
	if err != nil {
		return nil, err
	}
	to := rollAddress(at)
	if only != "" {
		to += "?only=" + string(only)
	}
	if query == "" {
		to += "#s" + strconv.Itoa(no)
	}
	return web.To(to).Saying(tMarked, s.words(ctx, a.Tree.Name(s.Body, a.Day), a.Titles), standing.Title()), nil
}

// A seatPage is where the clerk writes down what somebody answered.
type seatPage struct {
	about
	Seat
	Excuses []rule.Code
	Form    Answer
	May     bool
	Errors  []ui.FieldError
}

func seatPageOf(ctx context.Context, v *work.View, at meeting.ID, no int, f *Answer, wrong error) (p seatPage, err error) {
	m, err := meeting.Find(ctx, v, at)
	if err != nil {
		return p, err
	}
	p = seatPage{Errors: web.FieldErrors(ctx, wrong), May: v.Actor.May(meeting.CanRun, m.Body.Scope()) && !m.State.Ended()}
	if p.about, err = aboutOf(ctx, v, m); err != nil {
		return p, err
	}
	if p.Seat, err = FindSeat(ctx, v, at, no); err != nil {
		return p, err
	}
	if p.Excuses, err = excuses(ctx, v); err != nil {
		return p, err
	}
	p.Form = Answer{p.Reply, p.Cause, p.Substitute}
	if f != nil {
		p.Form = *f
	}
	return p, nil
}

func showSeat(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	no, _ := strconv.Atoi(r.PathValue("no"))
	p, err := seatPageOf(ctx, v, meeting.ID(r.PathValue("id")), no, nil, nil)
	return web.Show(seatView(p)), err
}

func readAnswer(r *web.Request) Answer {
	return Answer{Reply(r.Text("reply")), r.Text("cause"), r.Text("substitute")}
}

func replyFor(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, f := meeting.ID(r.PathValue("id")), readAnswer(r)
	no, _ := strconv.Atoi(r.PathValue("no"))
	err := ReplyFor(ctx, u, at, no, f)
	if shownThere(err) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := seatPageOf(ctx, v, at, no, &f, err)
			return seatView(p), err2
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(rollAddress(at) + "#s" + strconv.Itoa(no)).Saying(tSaved), nil
}

// A doorPage shows the code of the door.
type doorPage struct {
	*meeting.Meeting
	Door, Address string
	Code          ui.Code
	Errors        []ui.FieldError
}

func (h handlers) doorOf(ctx context.Context, v *work.View, r *web.Request, wrong error) (templ.Component, error) {
	m, err := meeting.Find(ctx, v, meeting.ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if err := v.Check(meeting.CanRun, m.Body.Scope()); err != nil {
		return nil, err
	}
	c, err := callOf(ctx, v, m.ID)
	if err != nil {
		return nil, err
	}
	p := doorPage{Meeting: m, Door: c.door, Errors: web.FieldErrors(ctx, wrong)}
	if p.Door != "" {
		p.Address = h.site(r.Request) + ownAddress(m.ID) + "?door=" + p.Door
		if p.Code, err = ui.CodeOf(p.Address); err != nil {
			return nil, err
		}
	}
	return doorView(p), nil
}

func (h handlers) showDoor(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.doorOf(ctx, v, r, nil)
	return web.Show(c), err
}

func (h handlers) newDoor(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := meeting.ID(r.PathValue("id"))
	if _, err := NewDoor(ctx, u, at); shownThere(err) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.doorOf(ctx, v, r, err) })
	} else if err != nil {
		return nil, err
	}
	return web.To(at.Address() + "/door"), nil
}

// An invitationPage is a letter on the screen: of the actor, or by its code.
type invitationPage struct {
	about invitationAbout
	Invitation
	Excuses []rule.Code
	Papers  []handout
	Form    Answer
	Door    string
	MayCome bool // check in now
	At      string
	Errors  []ui.FieldError
}

type invitationAbout struct {
	Who, Of, When string
	Zone          *time.Location
}

func invitationPageOf(ctx context.Context, v *work.View, k Key, f *Answer, door string, wrong error) (p invitationPage, err error) {
	p.Errors = web.FieldErrors(ctx, wrong)
	if p.Invitation, err = Find(ctx, v, k); err != nil {
		return p, err
	}
	if p.about, err = whereOf(ctx, v, p.Invitation); err != nil {
		return p, err
	}
	if p.Excuses, err = excuses(ctx, v); err != nil {
		return p, err
	}
	if p.Papers, err = papersOf(ctx, v, p.Invitation); err != nil {
		return p, err
	}
	p.At, p.Door = k.address(), door
	p.Form = Answer{p.Reply, p.Cause, p.Substitute}
	if f != nil {
		p.Form = *f
	}
	switch err := rollIsKept(ctx, v, p.State, p.Starts); {
	case err == nil:
		p.MayCome = p.door != ""
	case !fault.Is(err, fault.Conflict):
		return p, err
	}
	return p, nil
}

const ownPath = "/invitations"

func ownAddress(m meeting.ID) string { return ownPath + "/" + string(m) }

// keyOf is the key that an address names.
func keyOf(r *web.Request) (Key, error) {
	if typed := r.PathValue("code"); typed != "" {
		c := codeOf(typed)
		if c == "" {
			return Key{}, fault.New(fault.Unknown, tNoInvitation)
		}
		return Key{Code: c}, nil
	}
	return Key{Meeting: meeting.ID(r.PathValue("id"))}, nil
}

func showInvitation(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	k, err := keyOf(r)
	if err != nil {
		return nil, err
	}
	p, err := invitationPageOf(ctx, v, k, nil, r.Text("door"), nil)
	return web.Show(invitationView(p)), err
}

func reply(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	k, err := keyOf(r)
	if err != nil {
		return nil, err
	}
	f := readAnswer(r)
	if err := ReplyTo(ctx, u, k, f); err != nil {
		return nil, invitationAgain(err, k, f, "")
	}
	return web.To(k.address()), nil
}

func (k Key) address() string {
	if k.Code != "" {
		return k.Code.Path()
	}
	return ownAddress(k.Meeting)
}

func invitationAgain(err error, k Key, f Answer, door string) error {
	if !shownThere(err) && !fault.Is(err, fault.TooOften) {
		return err
	}
	return web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
		p, err2 := invitationPageOf(ctx, v, k, &f, door, err)
		return invitationView(p), err2
	})
}

// checkIn answers with the page itself where the code of the door is wrong, for that is
// written down.
func checkIn(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	k, err := keyOf(r)
	if err != nil {
		return nil, err
	}
	door := r.Text("door")
	right, err := CheckIn(ctx, u, k, door)
	if err != nil {
		return nil, invitationAgain(err, k, Answer{}, door)
	}
	if !right {
		p, err := invitationPageOf(ctx, &u.View, k, nil, door, fault.At("door", tDoorWrong))
		return web.Show(invitationView(p)), err
	}
	return web.To(k.address()), nil
}

type invitationsPage struct{ Rows []invitationRow }

type invitationRow struct {
	Invitation
	about invitationAbout
}

func showInvitations(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	found, err := Invitations(ctx, v)
	if err != nil {
		return nil, err
	}
	var p invitationsPage
	for _, i := range found {
		a, err := whereOf(ctx, v, i)
		if err != nil {
			return nil, err
		}
		p.Rows = append(p.Rows, invitationRow{i, a})
	}
	return web.Show(invitationsView(p)), nil
}

// whereOf tells of an invitation who is called, by whom and when.
func whereOf(ctx context.Context, v *work.View, i Invitation) (a invitationAbout, err error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return a, err
	}
	day := v.Day(i.Starts)
	titles, err := position.Titles(ctx, v, day)
	if err != nil {
		return a, err
	}
	a.Who = titleOf(titles, i.Title).In(ctx) + ", " + tree.Name(i.Body, day)
	a.Of = tree.Name(i.Of, day)
	a.Zone = v.Zone
	a.When = hours(i.Starts, i.Ends, v.Zone)
	return a, nil
}

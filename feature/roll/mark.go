package roll

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/position"
	"quyet/feature/rule"
)

// An Answer is what is said of a letter.
type Answer struct {
	Reply      Reply
	Cause      string // why they do not come: a code of the rule meeting.excuses
	Substitute string // who comes instead, in words
}

// ReplyTo answers a letter: that who is called comes, does not, or who comes instead. Who
// does not come is excused in the roll.
//
// Rights are those of [Find]. Faults: Unknown; Invalid without a reason, or without who
// comes instead; Conflict from when the conference was opened.
func ReplyTo(ctx context.Context, u *work.Unit, k Key, a Answer) error {
	i, err := Find(ctx, &u.View, k)
	if err != nil {
		return err
	}
	if i.State != meeting.Planned {
		return fault.New(fault.Conflict, tReplyLate)
	}
	return answer(ctx, u, i.Seat, a, i.means())
}

// ReplyFor writes down what somebody who is called answered otherwise, as by telephone.
//
// The actor needs [meeting.CanRun] on the body. Faults: those of [ReplyTo], but Conflict
// only where the conference is over.
func ReplyFor(ctx context.Context, u *work.Unit, m meeting.ID, no int, a Answer) error {
	s, _, err := marking(ctx, u, m, no)
	if err != nil {
		return err
	}
	return answer(ctx, u, s, a, ByClerk)
}

func answer(ctx context.Context, u *work.Unit, s Seat, a Answer, by Means) error {
	a.Substitute = strings.Join(strings.Fields(text.Holdable(viet.NFC(a.Substitute))), " ")
	var wrong fault.Fields
	switch a.Reply {
	case Comes, NoReply:
		a.Cause, a.Substitute = "", ""
	case Not:
		a.Substitute = ""
		codes, err := excuses(ctx, &u.View)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(codes, func(c rule.Code) bool { return c.Code == a.Cause }) {
			wrong.Add("cause", tCauseMissing)
		}
	case Other:
		a.Cause = ""
		if a.Substitute == "" {
			wrong.Add("substitute", tSubstituteMissing)
		}
		if utf8.RuneCountInString(a.Substitute) > mostField {
			wrong.Add("substitute", tTooLong, mostField)
		}
	default:
		wrong.Add("reply", tReplyMissing)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	mark := s.Mark
	mark.Reply, mark.Cause, mark.Substitute = a.Reply, a.Cause, a.Substitute
	switch {
	case a.Reply == Not && !s.Standing.There() && s.Standing != Left:
		mark.Standing, mark.Means = Excused, by
	case a.Reply != Not && s.Standing == Excused:
		mark.Standing, mark.Means = NotYet, ""
	}
	return write(ctx, u, s, mark)
}

// Put marks somebody in the roll; [NotYet] takes a mark back.
//
// The actor needs [meeting.CanRun] on the body. Faults: Unknown; Conflict where somebody
// is to be there before the roll is kept, and where the conference is over.
func Put(ctx context.Context, u *work.Unit, m meeting.ID, no int, standing Standing) error {
	s, found, err := marking(ctx, u, m, no)
	if err != nil {
		return err
	}
	if standing != NotYet && !slices.Contains(Standings(), standing) {
		return fault.New(fault.Invalid, tNoStanding)
	}
	mark := s.Mark
	switch standing {
	case Present, Late, Left:
		if err := rollIsKept(ctx, &u.View, found.State, found.Starts); err != nil {
			return err
		}
		mark.Left = time.Time{}
		if standing == Left {
			mark.Left = u.Now
		} else if mark.Came.IsZero() {
			mark.Came = u.Now
		}
	default:
		mark.Came, mark.Left = time.Time{}, time.Time{}
	}
	mark.Standing, mark.Means = standing, ByClerk
	if standing == NotYet {
		mark.Means = ""
	}
	return write(ctx, u, s, mark)
}

// marking returns a seat whose row of the roll may be changed, for who keeps the roll.
func marking(ctx context.Context, u *work.Unit, m meeting.ID, no int) (Seat, *meeting.Meeting, error) {
	found, err := running(ctx, &u.View, m)
	if err != nil {
		return Seat{}, nil, err
	}
	s, err := seat(ctx, &u.View, m, no)
	return s, found, err
}

// FindSeat returns a seat of a conference. Rights are those of [meeting.Find]. Faults:
// Unknown.
func FindSeat(ctx context.Context, v *work.View, m meeting.ID, no int) (Seat, error) {
	if _, err := meeting.Find(ctx, v, m); err != nil {
		return Seat{}, err
	}
	return seat(ctx, v, m, no)
}

func seat(ctx context.Context, v *work.View, m meeting.ID, no int) (Seat, error) {
	found, err := db.All(ctx, v.Snapshot, selectSeat, scanSeat, m, no)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.Unknown, tNoSeat)
	}
	if err != nil {
		return Seat{}, err
	}
	return found[0], nil
}

// write changes the row of the roll of a seat, where it changes. The event bears no name.
func write(ctx context.Context, u *work.Unit, s Seat, m Mark) error {
	if m == s.Mark {
		return nil
	}
	_, err := u.Exec(ctx, updateMark, s.Meeting, s.No, m.Standing, micro(m.Came), micro(m.Left), m.Reply, m.Cause, m.Substitute, m.Means)
	if err != nil {
		return err
	}
	kind := "roll.mark"
	if m.Reply != s.Reply {
		kind = "roll.reply"
	}
	return u.Record(ctx, kind, string(s.Meeting), map[string]any{"seat": s.No, "standing": m.Standing, "reply": m.Reply, "means": m.Means})
}

// rollIsKept asks whether somebody can be there: from some minutes before the conference
// is planned to begin, until it is over.
func rollIsKept(ctx context.Context, v *work.View, s meeting.State, starts time.Time) error {
	if s.Ended() {
		return fault.New(fault.Conflict, tRollOver)
	}
	if s.Runs() {
		return nil
	}
	minutes, _, err := ruleBefore.Number(ctx, v, v.Today)
	if err != nil {
		return err
	}
	if v.Now.Before(starts.Add(-time.Duration(minutes) * time.Minute)) {
		return fault.New(fault.Conflict, tRollEarly, minutes)
	}
	return nil
}

// Attending counts who came of those who were summoned, and tells who did not. While the
// conference runs, who left is not there; afterwards they have been. A substitute is
// there and does not vote.
//
// It is for who may see the conference, see [meeting.Attending].
func Attending(ctx context.Context, v *work.View, m *meeting.Meeting) (a meeting.Attendance, err error) {
	if err := v.Check(meeting.CanSee, m.Body.Scope()); err != nil {
		return a, err
	}
	if a, err = counted(ctx, v, m); err != nil || len(a.Groups) == 0 || m.Opened.IsZero() {
		return a, err
	}
	a.Absent, err = absent(ctx, v, m)
	return a, err
}

// counted is [Attending] without the names of those who did not come.
func counted(ctx context.Context, v *work.View, m *meeting.Meeting) (a meeting.Attendance, err error) {
	groups := map[Capacity]*meeting.Group{}
	err = db.Each(ctx, v.Snapshot, countMarks, func(scan db.Scan) error {
		var c Capacity
		var s Standing
		var instead bool
		var n int
		if err := scan(&c, &s, &instead, &n); err != nil {
			return err
		}
		g := groups[c]
		if g == nil {
			g = &meeting.Group{Name: c.Title().In(ctx)}
			groups[c] = g
		}
		g.Called += n
		if c == Member {
			a.Voters.Called += n
		}
		switch {
		case s.There(), s == Left && m.State.Ended():
			g.Present += n
			if c == Member && !instead {
				a.Voters.Present += n
			}
		case s == Excused:
			g.Excused += n
		}
		return nil
	}, m.ID)
	if err != nil {
		return a, err
	}
	for _, c := range Capacities() {
		if g := groups[c]; g != nil {
			a.Groups = append(a.Groups, *g)
		}
	}
	return a, nil
}

// absent are those who did not come to a conference that was opened.
func absent(ctx context.Context, v *work.View, m *meeting.Meeting) (out []meeting.Absence, err error) {
	found, err := db.All(ctx, v.Snapshot, selectAbsent, scanSeat, m.ID, mostAbsent)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	titles, err := position.Titles(ctx, v, v.Day(m.Starts))
	if err != nil {
		return nil, err
	}
	causes := map[string]text.T{}
	for _, s := range found {
		if _, known := causes[s.Cause]; !known {
			if causes[s.Cause], err = causeTitle(ctx, v, s.Cause); err != nil {
				return nil, err
			}
		}
		out = append(out, meeting.Absence{Who: s.words(ctx, tree.Name(s.Body, v.Day(m.Starts)), titles), Reason: causes[s.Cause].In(ctx)})
	}
	return out, nil
}

// words are somebody who was called, as a list of a paper names them.
func (s Seat) words(ctx context.Context, body string, titles []position.TitleName) string {
	place := titleOf(titles, s.Title).In(ctx) + ", " + body
	switch s.Name {
	case "":
		return place
	case titleOf(titles, s.Title).For(text.Vietnamese) + " " + body: // known by the post alone
		return s.Name
	}
	return s.Name + " (" + place + ")"
}

func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

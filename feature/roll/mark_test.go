package roll_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/position"
	"quyet/feature/roll"
)

// summoned is a conference of the members of the provincial committee and of all
// secretaries of communes; its seats are those of the member that is a secretary as
// well, of the other member, of the other secretary and a vacant one.
func (p *place) summoned(t testing.TB, m meeting.Meeting) meeting.ID {
	t.Helper()
	at := p.planned(t, m)
	p.set(t, at, roll.Line{Capacity: roll.Member, Title: position.Member, Body: p.province}, roll.Line{Capacity: roll.Delegate, Title: position.Secretary, Group: p.communes, Body: p.province})
	if n, err := p.summon(t, at); err != nil || n != 4 {
		t.Fatalf("%d are summoned: %v", n, err)
	}
	return at
}

func (p *place) mark(t testing.TB, m meeting.ID, no int, s roll.Standing) error {
	t.Helper()
	return p.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return roll.Put(t.Context(), u, m, no, s) })
}

func (p *place) does(t testing.TB, m meeting.ID, verb meeting.Verb) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error { return meeting.Do(t.Context(), u, m, verb, "Bão") })
}

func (p *place) attending(t testing.TB, m meeting.ID) (a meeting.Attendance, q meeting.Quorum) {
	t.Helper()
	p.MustView(t, func(v *work.View) error {
		found, err := meeting.Find(t.Context(), v, m)
		if err != nil {
			return err
		}
		if a, err = roll.Attending(t.Context(), v, found); err != nil {
			return err
		}
		q, err = meeting.QuorumOf(t.Context(), v, found, a.Voters)
		return err
	})
	return a, q
}

// The roll is kept from a while before the conference until it is closed; who left is not
// there while it runs, a substitute does not vote, and who did not come is told.
func TestRoll(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		later := p.summoned(t, meeting.Meeting{Starts: o.Now().Add(48 * time.Hour)})
		for s, want := range map[roll.Standing]fault.Kind{roll.Present: fault.Conflict, roll.Late: fault.Conflict, roll.Left: fault.Conflict, "king": fault.Invalid} {
			if err := p.mark(t, later, 1, s); !fault.Is(err, want) {
				t.Errorf("two days before, %s: %v", s, err)
			}
		}
		for _, s := range []roll.Standing{roll.Excused, roll.Absent, roll.NotYet} {
			if err := p.mark(t, later, 1, s); err != nil {
				t.Errorf("two days before, %s: %v", s, err)
			}
		}
		if err := p.mark(t, later, 9, roll.Excused); !fault.Is(err, fault.Unknown) {
			t.Errorf("nobody is excused: %v", err)
		}

		m := p.summoned(t, meeting.Meeting{})
		if err := p.mark(t, m, 1, roll.Present); err != nil {
			t.Fatal(err)
		}
		if _, q := p.attending(t, m); q.Need != 2 || q.Reached() {
			t.Errorf("one of two members: %+v", q)
		}
		p.does(t, m, meeting.DoOpen)
		for no, s := range map[int]roll.Standing{2: roll.Late, 3: roll.Excused} {
			if err := p.mark(t, m, no, s); err != nil {
				t.Fatal(err)
			}
		}
		a, q := p.attending(t, m)
		if !q.Reached() || len(a.Groups) != 2 || a.Groups[0].Present != 2 || a.Groups[1].Called != 2 || a.Groups[1].Excused != 1 || len(a.Absent) != 2 || !strings.Contains(a.Absent[0].Who, "Bí thư xã Bình Phú") {
			t.Errorf("attendance %+v, quorum %+v", a, q)
		}
		// Somebody comes in the place of the second member: they are there and do not vote.
		p.MustDo(t, func(u *work.Unit) error {
			return roll.ReplyFor(t.Context(), u, m, 2, roll.Answer{Reply: roll.Other, Substitute: "Phó trưởng ban"})
		})
		if a, q := p.attending(t, m); q.Reached() || a.Groups[0].Present != 2 {
			t.Errorf("with a substitute: %+v, %+v", a, q)
		}
		p.MustDo(t, func(u *work.Unit) error {
			return roll.ReplyFor(t.Context(), u, m, 2, roll.Answer{Reply: roll.Comes})
		})
		if err := p.mark(t, m, 2, roll.Left); err != nil {
			t.Fatal(err)
		}
		if a, q := p.attending(t, m); q.Reached() || a.Groups[0].Present != 1 {
			t.Errorf("after one left: %+v, %+v", a, q)
		}
		if s := p.seats(t, m)[1]; s.Came.IsZero() || s.Left.IsZero() || s.Means != roll.ByClerk {
			t.Errorf("who left: %+v", s)
		}
		p.does(t, m, meeting.DoClose)
		if a, _ := p.attending(t, m); a.Voters.Present != 2 || len(a.Absent) != 2 {
			t.Errorf("afterwards, who left was not there: %+v", a)
		}
		if err := p.mark(t, m, 1, roll.Absent); !fault.Is(err, fault.Conflict) {
			t.Errorf("marked after it was closed: %v", err)
		}
		if err := o.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return only(roll.NewDoor(t.Context(), u, m)) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a code for the door of what is over: %v", err)
		}
	})
}

// A letter is answered once it was sent, until the conference is opened; who does not
// come is excused by it, and not any more where they come after all.
func TestReplies(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		m := p.summoned(t, meeting.Meeting{})
		for field, a := range map[string]roll.Answer{"cause": {Reply: roll.Not, Cause: "illness"}, "substitute": {Reply: roll.Other, Substitute: " "}, "reply": {Reply: "perhaps"}} {
			err := o.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return roll.ReplyFor(t.Context(), u, m, 1, a) })
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || all[0].Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		reply := func(a roll.Answer) roll.Seat {
			p.MustDo(t, func(u *work.Unit) error { return roll.ReplyFor(t.Context(), u, m, 1, a) })
			return p.seats(t, m)[0]
		}
		if s := reply(roll.Answer{Reply: roll.Not, Cause: "mission", Substitute: "ai đó"}); s.Standing != roll.Excused || s.Cause != "mission" || s.Substitute != "" {
			t.Errorf("who does not come: %+v", s)
		}
		if s := reply(roll.Answer{Reply: roll.Comes}); s.Standing != roll.NotYet || s.Cause != "" {
			t.Errorf("who comes after all: %+v", s)
		}
	})
}

// An account of the office makes the codes of the letters. By a code, who is called
// answers and checks in, sees nothing else, and not any more when the office has lost its
// role; wrong codes of the door are bounded.
func TestCodes(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		password, err := account.Choose(ctx, "từ nghị quyết đến kết quả")
		if err != nil {
			t.Fatal(err)
		}
		var clerk account.ID
		var grant account.GrantID
		p.MustDo(t, func(u *work.Unit) error {
			made, err := account.CreateAll(ctx, u, []account.NewAccount{{Login: "van.phong", Name: "Văn phòng", Password: password}})
			if err != nil {
				return err
			}
			clerk = made[0]
			grant, err = account.GrantRole(ctx, u, account.NewGrant{Account: clerk, Role: access.Office, Scope: p.province.Scope(), Interval: civil.Since(u.Today.AddDays(-1))})
			return err
		})
		m, other := p.summoned(t, meeting.Meeting{}), p.summoned(t, meeting.Meeting{})
		office := work.As(access.Actor{Account: string(clerk), Body: p.province.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: access.Office, Scope: p.province.Scope()}}})
		var codes map[int]roll.Code
		give := func(at meeting.ID) (made map[int]roll.Code) {
			if err := o.Do(ctx, office, func(u *work.Unit) (err error) {
				made, err = roll.GiveCodes(ctx, u, at, []int{1, 2})
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return made
		}
		who := func(c roll.Code) work.Who {
			r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
			r.SetPathValue("code", strings.TrimPrefix(c.Path(), "/c/"))
			return roll.Who(r)
		}
		by := func(c roll.Code, fn func(u *work.Unit, k roll.Key) error) error {
			return o.Do(ctx, who(c), func(u *work.Unit) error { return fn(u, roll.Key{Code: c}) })
		}
		find := func(u *work.Unit, k roll.Key) error { return only(roll.Find(ctx, &u.View, k)) }
		// The code of who is called no more leads nowhere, that of the others still does.
		left := p.summoned(t, meeting.Meeting{})
		codes = give(left)
		p.set(t, left, roll.Line{Capacity: roll.Member, Title: position.Member, Body: p.province}, roll.Line{Minus: true, Title: position.Secretary, Group: p.communes, Body: p.province})
		p.MustDo(t, func(u *work.Unit) error { return only(roll.Release(ctx, u, left)) })
		if err := by(codes[2], find); err != nil || len(p.seats(t, left)) != 1 {
			t.Errorf("who is still called: %v, %+v", err, p.seats(t, left))
		}
		if err := by(codes[1], find); !fault.Is(err, fault.Unknown) {
			t.Errorf("who is called no more: %v", err)
		}
		codes = give(m)
		if err := by(codes[1], find); err != nil {
			t.Fatal(err)
		}
		for _, wrong := range []roll.Code{"", "1234", "00000000000000000000"} {
			if err := by(wrong, find); !fault.Is(err, fault.Unknown) {
				t.Errorf("the code %q: %v", wrong, err)
			}
		}
		if err := by(codes[1], func(u *work.Unit, _ roll.Key) error { return only(meeting.Find(ctx, &u.View, m)) }); !fault.Is(err, fault.Unknown) {
			t.Errorf("a code shows the conference: %v", err)
		}
		if err := by(codes[1], func(u *work.Unit, _ roll.Key) error { return roll.Put(ctx, u, m, 2, roll.Absent) }); err == nil {
			t.Error("a code marks somebody else")
		}
		if err := by(codes[2], func(u *work.Unit, k roll.Key) error { return roll.ReplyTo(ctx, u, k, roll.Answer{Reply: roll.Comes}) }); err != nil {
			t.Fatal(err)
		}
		if s := p.seats(t, m)[1]; s.Reply != roll.Comes || p.seats(t, m)[0].Reply != roll.NoReply || !s.Coded {
			t.Errorf("after the reply: %+v", s)
		}

		check := func(c roll.Code, door string) (right bool, err error) {
			err = by(c, func(u *work.Unit, k roll.Key) (err error) {
				right, err = roll.CheckIn(ctx, u, k, door)
				return err
			})
			return right, err
		}
		if _, err := check(codes[1], ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("before there is a code at the door: %v", err)
		}
		var door string
		newDoor := func() string {
			p.MustDo(t, func(u *work.Unit) (err error) {
				door, err = roll.NewDoor(ctx, u, m)
				return err
			})
			return door
		}
		newDoor()
		wrongDoor := "000000"
		if door == wrongDoor {
			wrongDoor = "111111"
		}
		for range 5 {
			if right, err := check(codes[1], wrongDoor); right || err != nil {
				t.Fatalf("a wrong code of the door: %v, %v", right, err)
			}
		}
		if _, err := check(codes[1], door); !fault.Is(err, fault.TooOften) {
			t.Errorf("after five wrong codes: %v", err)
		}
		if right, err := check(codes[2], door[:3]+" "+door[3:]); !right || err != nil {
			t.Errorf("the right code: %v, %v", right, err)
		}
		if s := p.seats(t, m); s[0].Standing != roll.NotYet || s[1].Standing != roll.Present || s[1].Means != roll.ByCode {
			t.Errorf("the roll: %+v", s[:2])
		}
		p.does(t, m, meeting.DoOpen)
		if err := by(codes[2], func(u *work.Unit, k roll.Key) error {
			return roll.ReplyTo(ctx, u, k, roll.Answer{Reply: roll.Not, Cause: "leave"})
		}); !fault.Is(err, fault.Conflict) {
			t.Errorf("a reply after the opening: %v", err)
		}
		// New codes end those before, of these letters only.
		stay := give(other)
		again := give(m)
		for c, want := range map[roll.Code]bool{codes[1]: false, again[1]: true, stay[1]: true} {
			if err := by(c, find); (err == nil) != want {
				t.Errorf("after new codes were made: %v", err)
			}
		}
		p.does(t, m, meeting.DoClose)
		if _, err := check(again[2], door); !fault.Is(err, fault.Conflict) {
			t.Errorf("after it was closed: %v", err)
		}
		p.MustDo(t, func(u *work.Unit) error { return account.Revoke(ctx, u, grant) })
		if err := by(stay[1], find); !fault.Is(err, fault.Unknown) {
			t.Errorf("after the office lost its role: %v", err)
		}
	})
}

// Who is called finds their own invitation where they sign in, and no other one.
func TestOwnInvitation(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		self := p.signedIn(t, p.first)
		m := p.summoned(t, meeting.Meeting{})
		var door string
		p.MustDo(t, func(u *work.Unit) (err error) {
			door, err = roll.NewDoor(ctx, u, m)
			return err
		})
		own := func(who work.Who) (n int, found roll.Invitation, err error) {
			err = o.View(ctx, who, func(v *work.View) error {
				all, err := roll.Invitations(ctx, v)
				if err != nil {
					return err
				}
				n = len(all)
				told, err := roll.Events(ctx, v, v.Today.AddDays(-100), v.Today.AddDays(100), 5, "https://quyet.example.vn")
				if err != nil || len(told) != n || n == 1 && (told[0].Title != all[0].Conference || !told[0].Starts.Equal(all[0].Starts) || told[0].Cancelled || told[0].Address != "https://quyet.example.vn/invitations/"+string(m)) {
					t.Errorf("calendars are told %+v of %d invitations: %v", told, n, err)
				}
				found, err = roll.Find(ctx, v, roll.Key{Meeting: m})
				return err
			})
			return n, found, err
		}
		if n, i, err := own(self); err != nil || n != 1 || i.No != 1 || i.Conference != "Hội nghị sơ kết" {
			t.Errorf("%d invitations, %+v: %v", n, i, err)
		}
		for _, who := range []work.Who{p.as(access.Office, p.second), work.As(access.Actor{})} {
			if n, _, err := own(who); n != 0 || !fault.Is(err, fault.Unknown) {
				t.Errorf("somebody else has %d invitations: %v", n, err)
			}
		}
		if err := o.Do(ctx, self, func(u *work.Unit) error {
			if err := roll.ReplyTo(ctx, u, roll.Key{Meeting: m}, roll.Answer{Reply: roll.Comes}); err != nil {
				return err
			}
			return only(roll.CheckIn(ctx, u, roll.Key{Meeting: m}, door))
		}); err != nil {
			t.Fatal(err)
		}
		if s := p.seats(t, m)[0]; s.Standing != roll.Present || s.Means != roll.BySignIn || s.Reply != roll.Comes {
			t.Errorf("the roll: %+v", s)
		}
	})
}

// signedIn gives the secretary that sits on the provincial committee an account.
func (p *place) signedIn(t testing.TB, b org.ID) work.Who {
	t.Helper()
	password, err := account.Choose(t.Context(), "từ nghị quyết đến kết quả")
	if err != nil {
		t.Fatal(err)
	}
	var made account.ID
	p.MustDo(t, func(u *work.Unit) (err error) {
		if made, err = account.Create(t.Context(), u, account.NewAccount{Login: "bi.thu", Name: "Bí thư", Password: password}); err != nil {
			return err
		}
		person := p.member
		person.Account = made
		return position.Rename(t.Context(), u, person)
	})
	return work.As(access.Actor{Account: string(made), Name: "Bí thư", Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: access.Head, Scope: b.Scope()}}})
}

// After some time only totals are left of a roll: the counts of the conference stay as
// they were, and nobody who was called is told of it any more. What has not ended stays.
func TestThin(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		self := p.signedIn(t, p.first)
		m, off, ahead := p.summoned(t, meeting.Meeting{}), p.summoned(t, meeting.Meeting{}), p.summoned(t, meeting.Meeting{})
		p.does(t, m, meeting.DoOpen)
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error {
			return roll.ReplyFor(ctx, u, m, 2, roll.Answer{Reply: roll.Other, Substitute: "Phó trưởng ban"})
		}); err != nil {
			t.Fatal(err)
		}
		for no, s := range map[int]roll.Standing{1: roll.Present, 2: roll.Present, 3: roll.Absent} {
			if err := p.mark(t, m, no, s); err != nil {
				t.Fatal(err)
			}
		}
		p.does(t, m, meeting.DoClose)
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.Do(ctx, u, off, meeting.DoCallOff, "Bão") }); err != nil {
			t.Fatal(err)
		}
		count := func() (a meeting.Attendance) {
			t.Helper()
			p.MustView(t, func(v *work.View) error {
				found, err := meeting.Find(ctx, v, m)
				if err != nil {
					return err
				}
				a, err = roll.Attending(ctx, v, found)
				return err
			})
			return a
		}
		before := count()
		chore := roll.Capability(roll.Deps{}).Chores[0].Do
		starts := o.Now()
		for _, c := range []struct{ months, left int }{{23, 4}, {25, 0}} {
			o.Set(starts.AddDate(0, c.months, 0))
			if err := chore(ctx, o.Office); err != nil {
				t.Fatal(err)
			}
			for _, old := range []meeting.ID{m, off} {
				if n := len(p.seats(t, old)); n != c.left {
					t.Errorf("after %d months %d seats are left", c.months, n)
				}
			}
		}
		if n := len(p.seats(t, ahead)); n != 4 {
			t.Errorf("of a conference that was never closed %d seats are left", n)
		}
		after := count()
		if fmt.Sprint(after.Groups, after.Voters) != fmt.Sprint(before.Groups, before.Voters) || len(before.Absent) == 0 || len(after.Absent) != 0 {
			t.Errorf("counted %+v, before %+v", after, before)
		}
		if err := o.View(ctx, self, func(v *work.View) error {
			_, err := roll.Find(ctx, v, roll.Key{Meeting: m})
			if !fault.Is(err, fault.Unknown) {
				t.Errorf("who was called still finds it: %v", err)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if err := chore(ctx, o.Office); err != nil {
			t.Errorf("once more: %v", err)
		}
		office := p.browser(t, access.Office, p.province)
		if page := both(t, office, m.Address()+"/roll"); !strings.Contains(page.Text("main"), "chỉ còn số tổng") {
			t.Errorf("the roll: %s", page.Text("main"))
		}
		for _, at := range []string{"", "/call"} {
			if page := both(t, office, m.Address()+at); !strings.Contains(page.Text("main"), "Đã triệu tập 4 người") {
				t.Errorf("%s: %s", at, page.Text("main"))
			}
		}
	})
}

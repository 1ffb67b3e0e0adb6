package roll_test

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/doc"
	"quyet/feature/factor"
	"quyet/feature/intake"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/position"
	"quyet/feature/roll"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, position.Schema, doc.Schema, task.Schema, intake.Schema, meeting.Schema, roll.Schema}

// A place is a province with three communes: the secretary of the first sits on the
// provincial committee as well, that of the second does not, and the third has none.
type place struct {
	*dbtest.Office
	province, first, second, third org.ID
	communes                       org.GroupID
	member                         position.Person
	tree                           *org.Tree
	today                          civil.Date
	store                          *blob.Store
}

var since = civil.On(2020, 1, 1)

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	var err error
	if p.store, err = blob.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	// Whoever plans a conference after another one takes its call along.
	o.Subscribers = append(o.Subscribers, roll.Capability(roll.Deps{}).Subscribers...)
	act := org.Act{Symbol: "1-QĐ/TW"}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior}, since, act)
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		p.province = establish("T", "Tỉnh uỷ Sông Lam", org.Province, "")
		p.first = establish("X", "Đảng uỷ xã An Hoà", org.Commune, p.province)
		p.second = establish("Y", "Đảng uỷ xã Bình Phú", org.Commune, p.province)
		p.third = establish("Z", "Đảng uỷ xã Cẩm Tú", org.Commune, p.province)
		p.today = u.Today
		made, err := org.AddGroups(t.Context(), u, []org.Group{{Name: "đảng uỷ các xã", Kinds: []org.Kind{org.Committee}, Tier: org.Commune}}, since, act)
		if err != nil {
			return err
		}
		p.communes = made[0]
		return nil
	})
	p.member = p.holds(t, "Bí thư xã An Hoà", position.Secretary, p.first, since).Person
	p.holds(t, "Bí thư xã Bình Phú", position.Secretary, p.second, since)
	p.MustDo(t, func(u *work.Unit) error {
		return only(position.Put(t.Context(), u, position.Holding{Person: p.member, Title: position.Member, Body: p.province, Interval: civil.Since(since)}))
	})
	p.holds(t, "Trưởng ban", position.Member, p.province, since)
	p.holds(t, "Người theo dõi", position.Follower, p.province, since)
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	return p
}

func only[T any](_ T, err error) error { return err }

func (p *place) holds(t testing.TB, name string, title position.Title, b org.ID, from civil.Date) (h position.Holding) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error {
		id, err := position.Put(t.Context(), u, position.Holding{Person: position.Person{Name: name}, Title: title, Body: b, Interval: civil.Since(from)})
		if err != nil {
			return err
		}
		h, err = position.Find(t.Context(), &u.View, id)
		return err
	})
	return h
}

func (p *place) as(role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: string(role), Name: string(role), Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

// planned is a conference of the province in an hour.
func (p *place) planned(t testing.TB, m meeting.Meeting) (made meeting.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		m.Body, m.Title = p.province, "Hội nghị sơ kết"
		if m.Kind == "" {
			m.Kind = meeting.Committee
		}
		if m.Starts.IsZero() && !m.Template {
			m.Starts = u.Now.Add(time.Hour)
		}
		if !m.Template {
			m.Ends = m.Starts.Add(3 * time.Hour)
		}
		m.Place, m.Chair = "Hội trường Tỉnh uỷ", "Thường trực Tỉnh uỷ"
		if m.Copied != "" {
			made, err = meeting.MakeAfter(t.Context(), u, m.Copied, m)
			return err
		}
		made, err = meeting.Make(t.Context(), u, m, meeting.ReadAgenda("1. Khai mạc (10 phút)\n2. Báo cáo (50 phút)"))
		return err
	})
	return made
}

// issue is what the issue asks for: secretaries of communes who are not members of the
// provincial committee.
func (p *place) issue() []roll.Line {
	return []roll.Line{
		{Capacity: roll.Delegate, Title: position.Secretary, Group: p.communes, Body: p.province},
		{Minus: true, Title: position.Member, Body: p.province},
	}
}

func (p *place) set(t testing.TB, m meeting.ID, lines ...roll.Line) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error {
		c, err := roll.CallOf(t.Context(), &u.View, m)
		if err != nil {
			return err
		}
		return roll.SetCall(t.Context(), u, m, c.Version, lines)
	})
}

func (p *place) summon(t testing.TB, m meeting.ID) (n int, err error) {
	t.Helper()
	err = p.Do(t.Context(), work.System("test"), func(u *work.Unit) (err error) {
		n, err = roll.Summon(t.Context(), u, m)
		return err
	})
	return n, err
}

func (p *place) seats(t testing.TB, m meeting.ID) (s []roll.Seat) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		s, err = roll.Seats(t.Context(), v, m)
		return err
	})
	return s
}

func names(seats []roll.Seat) string {
	var out []string
	for _, s := range seats {
		name := s.Name
		if name == "" {
			name = "–"
		}
		out = append(out, name+" "+string(s.Capacity))
	}
	return strings.Join(out, ", ")
}

// Who was called by mistake is released by itself, as long as the conference has not
// begun; whom the lines mean keeps the seat, and its number stays with it.
func TestRelease(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		m := p.planned(t, meeting.Meeting{})
		p.set(t, m, p.issue()...)
		release := func() (n int, err error) {
			err = o.Do(ctx, work.System("test"), func(u *work.Unit) (err error) {
				n, err = roll.Release(ctx, u, m)
				return err
			})
			return n, err
		}
		if _, err := p.summon(t, m); err != nil {
			t.Fatal(err)
		}
		if _, err := release(); !fault.Is(err, fault.Conflict) {
			t.Errorf("all are meant, and somebody is released: %v", err)
		}
		// The vacant title is held from now on by somebody: the seat is theirs.
		p.holds(t, "Bí thư xã Cẩm Tú", position.Secretary, p.third, p.today.AddDays(-1))
		p.set(t, m, append(p.issue(), roll.Line{Minus: true, Title: position.Secretary, Body: p.second})...)
		before := p.seats(t, m)
		if n, err := release(); err != nil || n != 1 {
			t.Errorf("%d are released: %v", n, err)
		}
		after := p.seats(t, m)
		if len(after) != 1 || after[0].No != before[1].No || after[0].Body != p.third {
			t.Errorf("left are %+v", after)
		}
		p.set(t, m, p.issue()...)
		if n, err := p.summon(t, m); err != nil || n != 2 || p.seats(t, m)[1].No <= after[0].No {
			t.Errorf("called again: %d letters, %+v: %v", n, p.seats(t, m), err)
		}
		p.set(t, m, roll.Line{Capacity: roll.Observer, Title: position.Follower, Body: p.province})
		p.MustDo(t, func(u *work.Unit) error { return meeting.Do(ctx, u, m, meeting.DoOpen, "") })
		if _, err := release(); !fault.Is(err, fault.Conflict) {
			t.Errorf("released while it runs: %v", err)
		}
	})
}

// The example of the issue, and what comes after it: who takes office later is called
// by an additional letter, a vacant seat is filled, and nobody drops out.
func TestCallAndSummon(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		m := p.planned(t, meeting.Meeting{})
		if _, err := p.summon(t, m); !fault.Is(err, fault.Conflict) {
			t.Errorf("nobody is summoned: %v", err)
		}
		p.set(t, m, p.issue()...)
		p.MustView(t, func(v *work.View) error {
			pre, err := roll.PreviewOf(t.Context(), v, m, civil.Date{})
			if err != nil {
				return err
			}
			if len(pre.Called) != 2 || pre.Called[0].Person.Name != "Bí thư xã Bình Phú" || !pre.Called[1].Vacant() || pre.Vacant() != 1 || pre.Counts[0] != 3 || pre.Counts[1] != 1 {
				t.Errorf("called are %+v, by the lines %v", pre.Called, pre.Counts)
			}
			// On the day before they held anything there is nobody.
			if before, err := roll.PreviewOf(t.Context(), v, m, since.AddDays(-1)); err != nil || len(before.Called) != 0 {
				t.Errorf("before anybody held a title %d are called: %v", len(before.Called), err)
			}
			return nil
		})
		if n, err := p.summon(t, m); err != nil || n != 2 {
			t.Errorf("%d letters: %v", n, err)
		}
		if _, err := p.summon(t, m); !fault.Is(err, fault.Conflict) {
			t.Errorf("nobody new is summoned: %v", err)
		}
		p.holds(t, "Bí thư xã Cẩm Tú", position.Secretary, p.third, p.today.AddDays(-1))
		p.holds(t, "Phó bí thư kiêm bí thư", position.Secretary, p.second, p.today.AddDays(-1))
		if n, err := p.summon(t, m); err != nil || n != 2 {
			t.Errorf("%d additional letters: %v", n, err)
		}
		if got := names(p.seats(t, m)); got != "Bí thư xã Bình Phú delegate, Bí thư xã Cẩm Tú delegate, Phó bí thư kiêm bí thư delegate" {
			t.Errorf("the seats are %s", got)
		}
		// Whom the lines call no more keeps the seat, until that is asked for by itself.
		p.set(t, m, roll.Line{Capacity: roll.Observer, Title: position.Follower, Body: p.province})
		if n, err := p.summon(t, m); err != nil || n != 1 || len(p.seats(t, m)) != 4 {
			t.Errorf("an observer: %d letters, %s: %v", n, names(p.seats(t, m)), err)
		}
		if err := o.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return meeting.Do(t.Context(), u, m, meeting.DoCallOff, "Bão") }); err != nil {
			t.Fatal(err)
		}
		if _, err := p.summon(t, m); !fault.Is(err, fault.Conflict) {
			t.Errorf("summoned to what does not take place: %v", err)
		}
	})
}

func TestRefusedLines(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		m := p.planned(t, meeting.Meeting{})
		set := func(version int64, lines ...roll.Line) error {
			return o.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return roll.SetCall(t.Context(), u, m, version, lines) })
		}
		for field, l := range map[string]roll.Line{
			"capacity": {Title: position.Secretary, Body: p.first},
			"title":    {Capacity: roll.Guest, Title: "king", Body: p.first},
			"of":       {Capacity: roll.Guest, Title: position.Secretary, Group: p.communes, Body: p.first[:1]},
		} {
			err := set(0, l)
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || all[0].Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		if err := set(0, make([]roll.Line, 51)...); !fault.Is(err, fault.TooMuch) {
			t.Errorf("too many lines: %v", err)
		}
		if err := set(0, p.issue()...); err != nil {
			t.Fatal(err)
		}
		for _, stale := range []int64{0, 7} {
			if err := set(stale, p.issue()...); !fault.Is(err, fault.Conflict) {
				t.Errorf("version %d: %v", stale, err)
			}
		}
		if err := set(1, p.issue()[:1]...); err != nil {
			t.Error(err)
		}
	})
}

// What is made after a template, or after another conference, calls the same; and the
// lines of a template go with it.
func TestTemplateTakesItsCallAlong(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		template := p.planned(t, meeting.Meeting{Template: true})
		p.set(t, template, p.issue()...)
		if _, err := p.summon(t, template); !fault.Is(err, fault.Conflict) {
			t.Errorf("a template summons: %v", err)
		}
		first := p.planned(t, meeting.Meeting{Copied: template})
		p.MustDo(t, func(u *work.Unit) error { return meeting.Drop(t.Context(), u, template) })
		second := p.planned(t, meeting.Meeting{Copied: first})
		for _, m := range []meeting.ID{first, second} {
			if n, err := p.summon(t, m); err != nil || n != 2 {
				t.Errorf("%d letters: %v", n, err)
			}
		}
	})
}

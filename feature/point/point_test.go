package point_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
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
	"quyet/feature/point"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, doc.Schema, task.Schema, intake.Schema, meeting.Schema, point.Schema}

// A place is the centre with two provinces, two communes in each and two grassroots
// organisations in each of those; and a conference of the centre that begins in an hour.
type place struct {
	*dbtest.Office
	tree    *org.Tree
	of      map[string]org.ID
	meeting meeting.ID
}

// codes are those of the bodies but the centre, each before those below it.
var codes = func() (out []string) {
	for _, p := range []string{"A", "B"} {
		out = append(out, p)
		for _, c := range []string{"1", "2"} {
			out = append(out, p+c, p+c+"x", p+c+"y")
		}
	}
	return out
}()

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o, of: map[string]org.ID{}}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code string, tier org.Tier, superior org.ID) {
			kind := org.Committee
			if tier == org.Grassroots {
				kind = org.GrassrootsOrg
			}
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: "Đảng uỷ " + code, Kind: kind, Tier: tier, Line: org.Party, Superior: superior}, civil.MustParse("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			p.of[code] = made
		}
		establish("T", org.Centre, "")
		for _, code := range codes {
			up := "T"
			if len(code) > 1 {
				up = code[:len(code)-1]
			}
			establish(code, []org.Tier{org.Province, org.Commune, org.Grassroots}[len(code)-1], p.of[up])
		}
		return nil
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	p.meeting = p.planned(t, "T")
	return p
}

// planned plans a conference of a body that begins in an hour.
func (p *place) planned(t testing.TB, body string) (made meeting.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = meeting.Make(t.Context(), u, meeting.Meeting{Body: p.of[body], Kind: meeting.Brief, Title: "Hội nghị trực tuyến", Starts: u.Now.Add(time.Hour), Ends: u.Now.Add(3 * time.Hour)}, nil)
		return err
	})
	return made
}

func (p *place) as(role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: string(role), Name: string(role), Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

func (p *place) bodies(codes ...string) (out []org.ID) {
	for _, c := range codes {
		out = append(out, p.of[c])
	}
	return out
}

func (p *place) makes(t testing.TB, codes ...string) (made int) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = point.Make(t.Context(), u, p.meeting, p.bodies(codes...))
		return err
	})
	return made
}

// points are those of the conference by the code of their body.
func (p *place) points(t testing.TB) map[string]*point.Point {
	t.Helper()
	out := map[string]*point.Point{}
	p.MustView(t, func(v *work.View) error {
		found, more, err := point.List(t.Context(), v, point.Question{Meeting: p.meeting}, 100)
		if more {
			t.Fatal("there are more points than the test makes")
		}
		for _, one := range found {
			b, _ := p.tree.Body(one.Body)
			out[b.Code] = one
		}
		return err
	})
	return out
}

func counts(called, present int, of ...meeting.Turnout) point.Counts {
	c := point.Counts{Turnout: meeting.Turnout{Called: called, Present: present}}
	copy(c.Of[:], of)
	return c
}

func (p *place) reports(t testing.TB, who work.Who, code string, c point.Counts) error {
	t.Helper()
	at := p.points(t)[code].ID
	return p.Do(t.Context(), who, func(u *work.Unit) error { return point.Put(t.Context(), u, at, c) })
}

var program = work.System("test")

// Points stand under that of the nearest body above, whichever was made first; what is
// deeper than the third level stands on it. Making them again makes none.
func TestWhereAPointStands(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.makes(t, "A1x", "A1", "B2y", "T")
		all := p.points(t)
		if all["A1x"].Under != all["A1"].No || all["A1"].Under != 0 || all["B2y"].Under != 0 || all["T"].Under != 0 {
			t.Errorf("before the provinces have points: %+v %+v", all["A1x"], all["A1"])
		}
		if n := p.makes(t, codes...); n != len(codes)-3 {
			t.Errorf("made %d points", n)
		}
		if n := p.makes(t, codes...); n != 0 {
			t.Errorf("made %d points twice", n)
		}
		all = p.points(t)
		for _, code := range codes {
			want := int64(0)
			if len(code) > 1 {
				want = all[code[:len(code)-1]].No
			}
			if all[code].Under != want {
				t.Errorf("%s stands under %d, want %d", code, all[code].Under, want)
			}
		}
		if all["T"].Under != 0 {
			t.Errorf("the hall of the centre stands under %d", all["T"].Under)
		}
	})
}

// What points report adds up: by tier, under each point, and over all; what is sent twice
// counts once.
func TestSums(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.makes(t, append([]string{"T"}, codes...)...)
		p.MustDo(t, func(u *work.Unit) error { return point.SetAudiences(ctx, u, p.meeting, []string{"members", "people"}) })
		for i, code := range codes {
			if code == "B2y" {
				continue // says nothing
			}
			for range 1 + i%2 {
				if err := p.reports(t, program, code, counts(100+i, 10*i, meeting.Turnout{Called: 50, Present: i}, meeting.Turnout{Called: 1})); err != nil {
					t.Fatal(err)
				}
			}
		}
		all := p.points(t)
		expected := func(prefix string, tier int) (s point.Sum) {
			for i, code := range codes {
				if !strings.HasPrefix(code, prefix) || tier > 0 && len(code) != tier {
					continue
				}
				if s.Points++; code == "B2y" {
					continue
				}
				s.Reported++
				s.Called += 100 + i
				s.Present += 10 * i
				s.Of[0].Called += 50
				s.Of[0].Present += i
				s.Of[1].Called++
			}
			return s
		}
		o.MustView(t, func(v *work.View) error {
			sums, err := point.Totals(ctx, v, point.Question{Meeting: p.meeting})
			if err != nil {
				return err
			}
			if len(sums) != 4 || sums[0].Tier != org.Centre || sums[0].Points != 1 || sums[0].Reported != 0 {
				t.Fatalf("by tier: %+v", sums)
			}
			for tier := 1; tier <= 3; tier++ {
				if sums[tier].Sum != expected("", tier) {
					t.Errorf("tier %d: %+v, want %+v", tier, sums[tier], expected("", tier))
				}
			}
			whole := point.Whole(sums)
			whole.Points-- // the hall of the centre
			if whole != expected("", 0) {
				t.Errorf("all: %+v, want %+v", whole, expected("", 0))
			}
			for _, code := range []string{"", "A", "B", "B2"} {
				q := point.Question{Meeting: p.meeting}
				if code != "" {
					q.Under = all[code].No
					sums, err := point.Totals(ctx, v, q)
					if err != nil || point.Whole(sums) != expected(code, 0) {
						t.Errorf("under %s: %+v, want %+v, %v", code, point.Whole(sums), expected(code, 0), err)
					}
				}
				rows, more, err := point.Below(ctx, v, q, 50)
				if err != nil || more {
					t.Fatal(more, err)
				}
				for _, row := range rows {
					b, _ := p.tree.Body(row.Body)
					if want := expected(b.Code, 0); b.Code != "T" && row.Sum != want {
						t.Errorf("below %s, %s: %+v, want %+v", code, b.Code, row.Sum, want)
					}
				}
				if want := map[string]int{"": 3, "A": 2, "B": 2, "B2": 2}[code]; len(rows) != want {
					t.Errorf("right under %q are %d points, want %d", code, len(rows), want)
				}
			}
			for q, want := range map[point.Question][]string{
				{Which: point.Missing}:                                       {"T", "B2y"},
				{Which: point.Missing, Under: all["A"].No}:                   nil,
				{Tier: org.Province}:                                         {"A", "B"},
				{Under: all["B2"].No}:                                        {"B2", "B2x", "B2y"},
				{Under: all["B2"].No, Which: point.Reported}:                 {"B2", "B2x"},
				{Under: all["A"].No, Tier: org.Commune}:                      {"A1", "A2"},
				{Under: all["A"].No, Tier: org.Commune, After: all["A1"].No}: {"A2"},
			} {
				q.Meeting = p.meeting
				found, _, err := point.List(ctx, v, q, 100)
				if err != nil {
					return err
				}
				var got []string
				for _, one := range found {
					b, _ := p.tree.Body(one.Body)
					got = append(got, b.Code)
				}
				if !slices.Equal(got, want) {
					t.Errorf("%+v: %v, want %v", q, got, want)
				}
			}
			m, err := meeting.Find(ctx, v, p.meeting)
			if err != nil {
				return err
			}
			a, err := point.Attending(ctx, v, m)
			want := expected("", 0)
			if err != nil || a.Points != want.Points+1 || a.Reported != want.Reported || a.AtPoints != want.Turnout || len(a.Groups) != 2 || a.Groups[0].Turnout != want.Of[0] {
				t.Errorf("attendance: %+v, %v", a, err)
			}
			return err
		})
	})
}

// Reports are taken from when the rule says until the conference is closed; then the level
// above sets them right, with a reason, and nobody else.
func TestWhenAPointReports(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.makes(t, "A", "A1")
		own, up, host := p.as(access.Office, p.of["A1"]), p.as(access.Office, p.of["A"]), p.as(access.Office, p.of["T"])
		p.Advance(-time.Hour) // two hours before it begins
		if err := p.reports(t, own, "A1", counts(10, 9)); !fault.Is(err, fault.Conflict) {
			t.Errorf("too early: %v", err)
		}
		p.Advance(31 * time.Minute)
		if err := p.reports(t, own, "A1", counts(10, 9)); err != nil {
			t.Errorf("from ninety minutes before on: %v", err)
		}
		if err := p.reports(t, own, "A", counts(10, 9)); !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.Unknown) {
			t.Errorf("for the point above: %v", err)
		}
		p.Advance(2 * time.Hour)
		does := func(verb meeting.Verb) {
			t.Helper()
			p.MustDo(t, func(u *work.Unit) error { return meeting.Do(ctx, u, p.meeting, verb, "Bão") })
		}
		correct := func(who work.Who, c point.Counts, reason string) error {
			at := p.points(t)["A1"].ID
			return p.Do(ctx, who, func(u *work.Unit) error { return point.Correct(ctx, u, at, c, reason) })
		}
		does(meeting.DoOpen)
		if err := correct(up, counts(10, 8), "Đếm nhầm"); !fault.Is(err, fault.Conflict) {
			t.Errorf("set right before it is closed: %v", err)
		}
		if err := p.reports(t, up, "A1", counts(12, 9)); err != nil {
			t.Errorf("by the level above: %v", err)
		}
		does(meeting.DoClose)
		if err := p.reports(t, own, "A1", counts(10, 10)); !fault.Is(err, fault.Conflict) {
			t.Errorf("after it is closed: %v", err)
		}
		if err := correct(own, counts(10, 8), "Đếm nhầm"); !fault.Is(err, fault.Forbidden) {
			t.Errorf("set right by itself: %v", err)
		}
		if err := correct(up, counts(10, 8), " "); !fault.Is(err, fault.Invalid) {
			t.Errorf("set right without a reason: %v", err)
		}
		for _, who := range []work.Who{up, host} {
			if err := correct(who, counts(10, 8), "Đếm nhầm"); err != nil {
				t.Error(err)
			}
		}
		got := p.points(t)["A1"]
		if got.Present != 8 || got.Reason != "Đếm nhầm" {
			t.Errorf("set right: %+v", got)
		}
		p.MustView(t, func(v *work.View) error {
			told, err := v.History(ctx, string(got.ID), 10)
			if len(told) != 5 || told[0].Kind != "point.correct" || !strings.Contains(string(told[1].Detail), `"was"`) {
				t.Errorf("the history: %+v", told)
			}
			return err
		})
		for name, err := range map[string]error{
			"make":      p.Do(ctx, program, func(u *work.Unit) error { return only(point.Make(ctx, u, p.meeting, p.bodies("B"))) }),
			"remove":    p.Do(ctx, program, func(u *work.Unit) error { return point.Remove(ctx, u, got.ID) }),
			"change":    p.Do(ctx, program, func(u *work.Unit) error { return point.Change(ctx, u, got.ID, got.Version, "", "", "") }),
			"audiences": p.Do(ctx, program, func(u *work.Unit) error { return point.SetAudiences(ctx, u, p.meeting, []string{"members"}) }),
		} {
			if !fault.Is(err, fault.Conflict) {
				t.Errorf("%s after it is closed: %v", name, err)
			}
		}
	})
}

func TestRefused(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.makes(t, "A", "A1", "A2", "B")
		all := p.points(t)
		set := func(codes ...string) error {
			return p.Do(ctx, program, func(u *work.Unit) error { return point.SetAudiences(ctx, u, p.meeting, codes) })
		}
		for _, codes := range [][]string{{"nobody"}, {"members", "members"}, strings.Split("a b c d e f g h i", " ")} {
			if err := set(codes...); !fault.Is(err, fault.Invalid) {
				t.Errorf("%v: %v", codes, err)
			}
		}
		if err := set("members"); err != nil {
			t.Fatal(err)
		}
		for field, c := range map[string]point.Counts{
			"called":  counts(-1, 0),
			"present": counts(0, 100_001),
			"p1":      counts(10, 5, meeting.Turnout{Called: 10, Present: 6}),
			"c1":      counts(10, 5, meeting.Turnout{Called: 11, Present: 5}),
		} {
			err := p.reports(t, program, "A", c)
			if wrong := fault.All(err); !fault.Is(err, fault.Invalid) || len(wrong) != 1 || wrong[0].Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		// More than were called may come; what is not counted is nothing.
		if err := p.reports(t, program, "A", counts(5, 7, meeting.Turnout{}, meeting.Turnout{Called: 3, Present: 3})); err != nil {
			t.Error(err)
		}
		if got := p.points(t)["A"]; got.Present != 7 || got.Of[1] != (meeting.Turnout{}) {
			t.Errorf("%+v", got)
		}
		if err := set("people"); !fault.Is(err, fault.Conflict) {
			t.Errorf("another category after a report: %v", err)
		}
		if err := set("members"); err != nil {
			t.Errorf("the same categories: %v", err)
		}
		change := func(version int64, name string) error {
			return p.Do(ctx, program, func(u *work.Unit) error {
				return point.Change(ctx, u, all["B"].ID, version, name, "Hội trường", "Văn phòng")
			})
		}
		if err := change(1, strings.Repeat("x", 301)); !fault.Is(err, fault.Invalid) {
			t.Errorf("a long name: %v", err)
		}
		if err := change(1, "Hội trường B"); err != nil {
			t.Error(err)
		}
		if err := change(1, "Hội trường C"); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		remove := func(code string) error {
			return p.Do(ctx, program, func(u *work.Unit) error { return point.Remove(ctx, u, all[code].ID) })
		}
		if err := remove("A"); !fault.Is(err, fault.Conflict) {
			t.Errorf("a point that has reported is removed: %v", err)
		}
		if err := remove("A2"); err != nil {
			t.Error(err)
		}
		if err := remove("B"); err != nil {
			t.Error(err)
		}
		if left := p.points(t); len(left) != 2 {
			t.Errorf("%d points are left", len(left))
		}
		template := meeting.ID("")
		p.MustDo(t, func(u *work.Unit) (err error) {
			template, err = meeting.Make(ctx, u, meeting.Meeting{Body: p.of["T"], Kind: meeting.Brief, Title: "Mẫu", Template: true}, nil)
			return err
		})
		if err := p.Do(ctx, program, func(u *work.Unit) error { return only(point.Make(ctx, u, template, p.bodies("A"))) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("points of a template: %v", err)
		}
		if err := p.Do(ctx, program, func(u *work.Unit) error {
			return only(point.Make(ctx, u, p.meeting, make([]org.ID, point.MostAtOnce+1)))
		}); !fault.Is(err, fault.TooMuch) {
			t.Errorf("too many at once: %v", err)
		}
	})
}

// A province makes the points below its own and no others.
func TestPointsOfALevelBelow(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.makes(t, "A", "B")
		office := p.as(access.Office, p.of["A"])
		try := func(codes ...string) error {
			return p.Do(t.Context(), office, func(u *work.Unit) error { return only(point.Make(t.Context(), u, p.meeting, p.bodies(codes...))) })
		}
		if err := try("A1", "A1x"); err != nil {
			t.Error(err)
		}
		if err := try("A2", "B1"); !fault.Is(err, fault.Unknown) {
			t.Errorf("below another province: %v", err)
		}
		if all := p.points(t); len(all) != 4 {
			t.Errorf("there are %d points", len(all))
		}
	})
}

// Points that report at once write nothing in common: on PostgreSQL next to none of their
// reports has to be done again.
func TestNeighboursReportAtOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		const writers, each = 8, 40
		var bodies []org.ID
		p.MustDo(t, func(u *work.Unit) error {
			for i := range writers {
				made, err := org.Establish(t.Context(), u, org.NewBody{Code: fmt.Sprintf("N%d", i), Name: fmt.Sprintf("Chi bộ %d", i), Kind: org.PartyCell, Tier: org.Cell, Line: org.Party, Superior: p.of["A1"]}, civil.MustParse("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
				if err != nil {
					return err
				}
				bodies = append(bodies, made)
			}
			return nil
		})
		p.MustDo(t, func(u *work.Unit) error { return only(point.Make(t.Context(), u, p.meeting, bodies)) })
		var ids []point.ID
		p.MustView(t, func(v *work.View) error {
			found, _, err := point.List(t.Context(), v, point.Question{Meeting: p.meeting}, 100)
			for _, one := range found {
				ids = append(ids, one.ID)
			}
			return err
		})
		before := o.DB.Figures().Conflicts
		var all sync.WaitGroup
		for i := range writers {
			all.Go(func() {
				for n := range each {
					if err := o.Do(t.Context(), program, func(u *work.Unit) error { return point.Put(t.Context(), u, ids[i], counts(n, n)) }); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if conflicts := o.DB.Figures().Conflicts - before; conflicts*100 > writers*each*5 {
			t.Errorf("%d of %d reports had to be done again", conflicts, writers*each)
		}
	})
}

// Sums of a large conference are two seconds old at most, those of a small one not at all.
func TestSumsAreKeptForAMoment(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	ctx := t.Context()
	large := make([]org.ID, 0, 1000)
	p.MustDo(t, func(u *work.Unit) error {
		for i := range cap(large) {
			made, err := org.Establish(ctx, u, org.NewBody{Code: fmt.Sprintf("N%d", i), Name: fmt.Sprintf("Chi bộ %d", i), Kind: org.PartyCell, Tier: org.Cell, Line: org.Party, Superior: p.of["A1"]}, civil.MustParse("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				return err
			}
			large = append(large, made)
		}
		return nil
	})
	present := func() (n int) {
		p.MustView(t, func(v *work.View) error {
			sums, err := point.Totals(ctx, v, point.Question{Meeting: p.meeting})
			n = point.Whole(sums).Present
			return err
		})
		return n
	}
	p.makes(t, "A")
	say := func(n int) {
		if err := p.Do(ctx, program, func(u *work.Unit) error {
			found, _, err := point.List(ctx, &u.View, point.Question{Meeting: p.meeting}, 1)
			if err != nil {
				return err
			}
			return point.Put(ctx, u, found[0].ID, counts(n, n))
		}); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 3 {
		if say(n); present() != n {
			t.Errorf("of a small conference %d are there, want %d", present(), n)
		}
	}
	p.MustDo(t, func(u *work.Unit) error { return only(point.Make(ctx, u, p.meeting, large)) })
	present()
	say(50)
	if got := present(); got != 2 {
		t.Errorf("at once %d are there", got)
	}
	p.Advance(2 * time.Second)
	if got := present(); got != 50 {
		t.Errorf("two seconds later %d are there", got)
	}
}

func only[T any](_ T, err error) error { return err }

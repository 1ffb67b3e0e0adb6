package indicator_test

import (
	"errors"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
)

// reach brings the return of a body to a state.
func (p *place) reach(t testing.TB, b org.ID, s indicator.State) {
	t.Helper()
	steps := []indicator.Taking{{Verb: indicator.Enter, Cells: cells(7, 5, 405, 1000, 5250, 1000, 3)}, {Verb: indicator.Declare}, {Verb: indicator.Approve}, {Verb: indicator.Accept}, {Verb: indicator.Lock}}
	n := map[indicator.State]int{indicator.Open: 1, indicator.Declared: 2, indicator.Approved: 3, indicator.Accepted: 4, indicator.Locked: 5}[s]
	p.must(t, b, q4, steps[:n]...)
}

// Every verb in every state by everybody: y is done, c is another state, f may not, u sees
// nothing of it. The columns are office, head, specialist, inspector and administrator of
// the body, and then of the province above it.
func TestLife(t *testing.T) {
	want := map[indicator.Verb]map[indicator.State]string{}
	same := func(v indicator.Verb, right string, done ...indicator.State) {
		want[v] = map[indicator.State]string{}
		for _, s := range indicator.States() {
			row := []byte(right)
			for _, d := range done {
				if d == s {
					want[v][s] = right
				}
			}
			if want[v][s] == "" {
				for i := range row {
					if row[i] == 'y' {
						row[i] = 'c'
					}
				}
				want[v][s] = string(row)
			}
		}
	}
	same(indicator.Enter, "yyyfu yyyfu", indicator.Open)
	same(indicator.Declare, "yyffu yyffu", indicator.Open)
	same(indicator.Approve, "fyffu fyffu", indicator.Declared)
	same(indicator.Accept, "ffffu yyffu", indicator.Approved)
	same(indicator.Lock, "ffffu yyffu", indicator.Accepted)
	same(indicator.GiveBack, "fyffu yyffu", indicator.Declared, indicator.Approved)
	same(indicator.Correct, "fyffu fyffu", indicator.Accepted, indicator.Locked)
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, len(indicator.States()))
		p.opens(t)
		type cell struct {
			who work.Who
			at  int
		}
		for n, s := range indicator.States() {
			b := p.communes[n]
			p.reach(t, b, s)
			var all []cell
			for at, role := range access.Roles() {
				all = append(all, cell{p.as(role, b), at}, cell{p.as(role, p.province), at + len(access.Roles()) + 1})
			}
			for _, v := range indicator.Verbs() {
				got := []byte("????? ?????")
				for _, c := range all {
					f := p.of(t, b, q4)
					taking := indicator.Taking{Verb: v, Version: f.Version, Reason: "Lý do", Cells: indicator.Cells{1: {Value: 13}, 2: {Value: 8}}}
					if v == indicator.Enter {
						taking.Cells = cells(1, 2, 3, 4, 5, 6, 1)
					}
					p.Advance(time.Second)
					offered := false
					err := p.Do(t.Context(), c.who, func(u *work.Unit) error {
						if f, err := indicator.FindReturn(t.Context(), &u.View, f.ID); err == nil {
							for _, may := range f.May(u.View) {
								offered = offered || may == v
							}
						}
						if err := indicator.Take(t.Context(), u, f.ID, taking); err != nil {
							return err
						}
						return errUndo
					})
					switch {
					case errors.Is(err, errUndo):
						got[c.at] = 'y'
					case fault.Is(err, fault.Conflict):
						got[c.at] = 'c'
					case fault.Is(err, fault.Forbidden):
						got[c.at] = 'f'
					case fault.Is(err, fault.Unknown):
						got[c.at] = 'u'
					default:
						t.Errorf("%s in %s: %v", v, s, err)
					}
					if offered != (got[c.at] == 'y') {
						t.Errorf("%s in %s is offered %v to column %d, and %c", v, s, offered, c.at, got[c.at])
					}
				}
				if string(got) != want[v][s] {
					t.Errorf("%s in %s: %s, want %s", v, s, got, want[v][s])
				}
			}
		}
	})
}

type undo struct{}

func (undo) Error() string { return "undo" }

var errUndo = undo{}

// Who declared does not approve, and what somebody else changed meanwhile is not written
// over.
func TestTwoPeople(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 1)
		p.opens(t)
		b := p.communes[0]
		head := p.as(access.Head, b)
		p.must(t, b, q4, indicator.Taking{Verb: indicator.Enter, Cells: cells(7, 5, 405, 1000, 5250, 1000, 3)})
		if err := p.takes(t, head, b, q4, indicator.Taking{Verb: indicator.Declare}); err != nil {
			t.Fatal(err)
		}
		if err := p.takes(t, head, b, q4, indicator.Taking{Verb: indicator.Approve}); !fault.Is(err, fault.Conflict) {
			t.Errorf("who declared approves: %v", err)
		}
		f := p.of(t, b, q4)
		if err := p.Do(t.Context(), p.as(access.Head, p.province), func(u *work.Unit) error {
			return indicator.Take(t.Context(), u, f.ID, indicator.Taking{Verb: indicator.Approve, Version: f.Version - 1})
		}); !fault.Is(err, fault.Conflict) {
			t.Errorf("an old version: %v", err)
		}
	})
}

// The program locks what was accepted so many days after it was due.
func TestLocking(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 2)
		p.opens(t)
		p.reach(t, p.communes[0], indicator.Accepted)
		p.reach(t, p.communes[1], indicator.Approved)
		due := p.of(t, p.communes[0], q4).Due
		for _, c := range []struct {
			days int
			want indicator.State
		}{{60, indicator.Accepted}, {61, indicator.Locked}} {
			p.Set(due.AddDays(c.days).Start(p.Zone).Add(8 * time.Hour))
			p.opens(t)
			if got := p.of(t, p.communes[0], q4).State; got != c.want {
				t.Errorf("%d days after it was due it is %s", c.days, got)
			}
		}
		if got := p.of(t, p.communes[1], q4).State; got != indicator.Approved {
			t.Errorf("what nobody accepted is %s", got)
		}
	})
}

func notInvalid(err error) error {
	if fault.Is(err, fault.Invalid) {
		return nil
	}
	return err
}

func only[T any](_ T, err error) error { return err }

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 2)
		p.opens(t)
		ctx := t.Context()
		own, other := p.province, p.communes[1]
		f := p.of(t, p.communes[0], q4)
		as := func(r access.Role, mine bool) work.Who {
			if mine {
				return p.as(r, own)
			}
			return p.as(r, other)
		}
		var calendar period.Calendar
		p.MustView(t, func(v *work.View) (err error) {
			calendar, err = period.Load(ctx, v)
			return err
		})
		done := func(err error) (bool, error) { return err == nil, err }
		set := indicator.Set{Body: own, Code: "MOI", Name: "Biểu mới", Frequency: period.Month, Interval: civil.Since(day("2026-01-01")), Scope: []indicator.Reporting{{Body: p.communes[0]}}}
		changed := set
		changed.ID, changed.Version = p.set, 1
		one := indicators()[0]
		one.TotalOf, one.Code = nil, "MOI"
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"DefineSet": {Own: "yyfff", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(indicator.DefineSet(ctx, u, set))) }},
			"ChangeSet": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) { return done(indicator.ChangeSet(ctx, u, changed)) }},
			// What is asked for is seen by those who may be asked.
			"Sets": {Own: "yyyy-", Other: "yyyy-", Do: func(u *work.Unit) (bool, error) {
				all, err := indicator.Sets(ctx, &u.View)
				return len(all) == 1, err
			}},
			"FindSet": {Own: "yyyyu", Other: "yyyyu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := indicator.FindSet(ctx, &u.View, p.set)
				return done(err)
			}},
			"Find": {Own: "yyyyu", Other: "yyyyu", Do: func(u *work.Unit) (bool, error) {
				_, _, _, err := indicator.Find(ctx, &u.View, p.ids[0])
				return done(err)
			}},
			"Define": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) { return done(only(indicator.Define(ctx, u, p.set, one))) }},
			"Change": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				i := indicators()[1]
				i.ID, i.Version = p.ids[1], 1
				return done(indicator.Change(ctx, u, i))
			}},
			// The set of the province fills none, so who may is refused for what is said.
			"Map": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				err := indicator.Map(ctx, u, p.ids[0], p.ids[1], day("2026-01-01"))
				return fault.Is(err, fault.Invalid), notInvalid(err)
			}},
			"Unmap": {Own: "uuffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				return done(indicator.Unmap(ctx, u, p.ids[0], p.ids[1], day("2026-01-01")))
			}},
			"Mappings": {Own: "yyyyu", Other: "yyyyu", Do: func(u *work.Unit) (bool, error) {
				return done(only(indicator.Mappings(ctx, &u.View, p.set)))
			}},
			"Sourced":  {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(indicator.Sourced(ctx, &u.View, f))) }},
			"Fillings": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(indicator.Fillings(ctx, &u.View, f))) }},
			"Aim": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				return done(indicator.Aim(ctx, u, p.set, indicator.Target{Indicator: p.ids[0], Body: p.communes[0], Period: q4, Cell: indicator.Cell{Value: 10}}))
			}},
			"Targets": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				s := &indicator.Set{ID: p.set, Body: own}
				found, err := indicator.Targets(ctx, &u.View, s, p.communes[0], u.Today)
				return found != nil, err
			}},
			"OpenReturns": {Own: "fffff", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				return done(only(indicator.OpenReturns(ctx, u, &set, q4, calendar)))
			}},
			"LockReturns": {Own: "fffff", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(indicator.LockReturns(ctx, u))) }},
			"FindReturn":  {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(indicator.FindReturn(ctx, &u.View, f.ID))) }},
			"ReturnOf": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(indicator.ReturnOf(ctx, &u.View, p.set, q4, p.communes[0])))
			}},
			"Past": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(indicator.Past(ctx, &u.View, f))) }},
			"Take": {Own: "yyyfu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(indicator.Take(ctx, u, f.ID, indicator.Taking{Verb: indicator.Enter, Version: f.Version, Cells: cells(1, 2, 3, 4, 5, 6, 1)}))
			}},
			"Owed": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, _, err := indicator.Owed(ctx, &u.View, p.communes[0], indicator.Cursor{}, 5)
				return done(err)
			}},
			"Done": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, _, err := indicator.Done(ctx, &u.View, p.communes[0], indicator.Cursor{}, 5)
				return done(err)
			}},
			"RollOf": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(indicator.RollOf(ctx, &u.View, indicator.Question{Set: p.set, Period: q4, Root: own})))
			}},
			"CourseOf": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(indicator.CourseOf(ctx, &u.View, p.ids[0], own, u.Today, q4)))
			}},
			"RankingOf": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(indicator.RankingOf(ctx, &u.View, p.ids[0], own, q4)))
			}},
			"Drawn": {Own: "yyyy-", Other: "yyyy-", Do: func(u *work.Unit) (bool, error) {
				all, _, err := indicator.Drawn(ctx, &u.View)
				return len(all) > 0, err
			}},
			"RollsOf": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(indicator.RollsOf(ctx, &u.View, indicator.Question{Set: p.set, Root: own}, []period.Period{q4})))
			}},
		})
	})
}

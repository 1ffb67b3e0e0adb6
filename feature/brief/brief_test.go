package brief_test

import (
	"io/fs"
	"net/http"
	"slices"
	"strings"
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
	"quyet/feature/board"
	"quyet/feature/brief"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/factor"
	"quyet/feature/intake"
	"quyet/feature/meeting"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/plan"
	"quyet/feature/point"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, doc.Schema, task.Schema, board.Schema, plan.Schema, notice.Schema, chase.Schema, intake.Schema, meeting.Schema, point.Schema, brief.Schema}
)

const (
	members = brief.Audience("members")
	key     = brief.Audience("key_officials")
)

// A place is a province with two communes, one of which has two cells, and a resolution
// of the province.
type place struct {
	*dbtest.Office
	province, commune, other, cell, second org.ID
	tree                                   *org.Tree
	resolution                             doc.ID
	today                                  civil.Date
	named                                  []doc.ID // that bear whatever is typed
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, kind org.Kind, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: kind, Tier: tier, Line: org.Party, Superior: superior}, day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		p.province = establish("T", "Tỉnh uỷ Sông Lam", org.Committee, org.Province, "")
		p.commune = establish("X", "Đảng uỷ xã An Hoà", org.Committee, org.Commune, p.province)
		p.other = establish("Y", "Đảng uỷ xã Bình Phú", org.Committee, org.Commune, p.province)
		p.cell = establish("X1", "Chi bộ thôn Một", org.PartyCell, org.Cell, p.commune)
		p.second = establish("X2", "Chi bộ thôn Hai", org.PartyCell, org.Cell, p.commune)
		p.today = u.Today
		return nil
	})
	p.resolution = p.registers(t, "05-NQ/TU", p.today)
	p.reload(t)
	return p
}

func (p *place) registers(t testing.TB, symbol string, on civil.Date) (made doc.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = doc.Register(t.Context(), u, doc.NewDocument{Owner: p.province, Metadata: doc.Metadata{
			Body: p.province, Issuer: "Tỉnh uỷ Sông Lam", Type: doc.Of(citation.Resolution), Symbol: symbol, IssuedOn: on, Subject: "về chuyển đổi số", Audience: []org.ID{p.province},
		}})
		return err
	})
	return made
}

func (p *place) reload(t testing.TB) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		p.today = v.Today
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
}

func (p *place) as(role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: string(role), Name: string(role), Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

func (p *place) asks(t testing.TB, bodies ...org.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error {
		return brief.Ask(t.Context(), u, p.resolution, map[brief.Audience]civil.Date{members: u.Today.AddDays(30), key: {}}, bodies...)
	})
}

func (p *place) expects(t testing.TB, b org.ID, n map[brief.Audience]int64) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error { return brief.Expect(t.Context(), u, p.resolution, b, n) })
}

func (p *place) sitting(b org.ID, n map[brief.Audience]int64) brief.Sitting {
	return brief.Sitting{Doc: p.resolution, Body: b, On: p.today, Place: "Hội trường", Form: brief.Hall, Speaker: "Bí thư", Reached: n}
}

func (p *place) holds(t testing.TB, s brief.Sitting) (made brief.SittingID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = brief.Hold(t.Context(), u, s)
		return err
	})
	return made
}

func (p *place) record(t testing.TB, b org.ID) (r *brief.Record) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		r, err = brief.Of(t.Context(), v, p.resolution, b)
		return err
	})
	return r
}

func (p *place) coverage(t testing.TB, root org.ID, on civil.Date) (c *brief.Coverage) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		c, err = brief.CoverageOf(t.Context(), v, p.resolution, root, on, on)
		return err
	})
	return c
}

func (p *place) line(t testing.TB, b org.ID, a brief.Audience) brief.Line {
	t.Helper()
	for _, l := range p.record(t, b).Lines {
		if l.Audience == a {
			return l
		}
	}
	t.Fatalf("%s is not asked for %s", b, a)
	return brief.Line{}
}

// refuses wants one fault of a kind, at a field.
func (p *place) refuses(t *testing.T, what string, kind fault.Kind, field string, fn func(u *work.Unit) error) {
	t.Helper()
	err := p.Do(t.Context(), work.System("test"), fn)
	if all := fault.All(err); !fault.Is(err, kind) || field != "" && (len(all) != 1 || all[0].Field != field) {
		t.Errorf("%s: %v", what, err)
	}
}

// A body is asked, says how many there are, holds a sitting and one for those who
// missed it, and finishes; the step of the checklist follows.
func TestABodyBriefs(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.asks(t, p.commune, p.other)
		if l := p.line(t, p.commune, key); l.Due != p.today.AddDays(45) || l.Rule == "" || l.Expected != brief.Unsaid || l.Standing(p.today) != brief.Waiting {
			t.Errorf("without a day: %+v", l)
		}
		step := func() (due plan.Due) {
			o.MustView(t, func(v *work.View) (err error) {
				due, err = plan.FindDue(ctx, v, p.resolution, p.commune, plan.Brief)
				return err
			})
			return due
		}
		if due := step(); due.On != p.today.AddDays(45) {
			t.Errorf("the checklist asks by %s", due.On)
		}
		p.expects(t, p.commune, map[brief.Audience]int64{members: 100, key: 10})
		p.refuses(t, "more than there are", fault.Invalid, "reached_members", func(u *work.Unit) error {
			_, err := brief.Hold(ctx, u, p.sitting(p.commune, map[brief.Audience]int64{members: 101}))
			return err
		})
		first := p.holds(t, p.sitting(p.commune, map[brief.Audience]int64{members: 90, key: 10}))
		p.refuses(t, "fewer than were reached", fault.Invalid, "expected_members", func(u *work.Unit) error {
			return brief.Expect(ctx, u, p.resolution, p.commune, map[brief.Audience]int64{members: 89})
		})
		if l := p.line(t, p.commune, key); l.Standing(p.today) != brief.Complete {
			t.Errorf("with all of them reached it is %s", l.Standing(p.today))
		}
		if l := p.line(t, p.commune, members); l.Standing(p.today) != brief.Begun || l.Reached != 90 {
			t.Errorf("with some of them reached: %+v", l)
		}
		p.refuses(t, "finished without a reason", fault.Invalid, "reason", func(u *work.Unit) error {
			return brief.Finish(ctx, u, p.resolution, p.commune, u.Today, " ")
		})
		o.Advance(24 * time.Hour)
		p.reload(t)
		makeUp := p.sitting(p.commune, map[brief.Audience]int64{members: 8})
		makeUp.MakesUp = first
		p.holds(t, makeUp)
		p.refuses(t, "finished before the last sitting", fault.Invalid, "done", func(u *work.Unit) error {
			return brief.Finish(ctx, u, p.resolution, p.commune, p.today.AddDays(-1), "Hai người đi công tác")
		})
		p.MustDo(t, func(u *work.Unit) error {
			return brief.Finish(ctx, u, p.resolution, p.commune, u.Today, "Hai người đi công tác")
		})
		if due := step(); due.Done != p.today || due.Words != "Đã quán triệt 108/110 người qua 2 buổi. Hai người đi công tác" {
			t.Errorf("the checklist says %+v", due)
		}
		p.refuses(t, "finished twice", fault.Conflict, "", func(u *work.Unit) error {
			return brief.Finish(ctx, u, p.resolution, p.commune, u.Today, "")
		})
		c := p.coverage(t, p.province, p.today)
		if got, want := c.All, (brief.Cover{Bodies: 2, Complete: 1, Expected: 110, Reached: 108, Unsaid: 1}); got != want {
			t.Errorf("coverage: %+v, want %+v", got, want)
		}
		// A step that is done keeps its day when the bodies are asked again.
		before := step()
		p.asks(t, p.commune)
		if due := step(); due != before {
			t.Errorf("the step that was done became %+v", due)
		}
		p.MustDo(t, func(u *work.Unit) error { return brief.Reopen(ctx, u, p.resolution, p.commune) })
		if due := step(); !due.Done.IsZero() {
			t.Errorf("opened again the checklist says %+v", due)
		}
		p.refuses(t, "opened twice", fault.Conflict, "", func(u *work.Unit) error { return brief.Reopen(ctx, u, p.resolution, p.commune) })
		p.refuses(t, "taken back although it held sittings", fault.Conflict, "", func(u *work.Unit) error {
			return brief.Waive(ctx, u, p.resolution, p.commune)
		})
		p.MustDo(t, func(u *work.Unit) error { return brief.Waive(ctx, u, p.resolution, p.other) })
		p.refuses(t, "taken back twice", fault.Unknown, "", func(u *work.Unit) error { return brief.Waive(ctx, u, p.resolution, p.other) })
		o.MustView(t, func(v *work.View) error {
			if _, err := plan.FindDue(ctx, v, p.resolution, p.other, plan.Brief); !fault.Is(err, fault.Unknown) {
				t.Errorf("the step that was taken back: %v", err)
			}
			open, documents, err := brief.OpenOf(ctx, v, p.commune, 10)
			if len(open) != 1 || open[0].Due != p.today.AddDays(29) && open[0].Due != p.today.AddDays(30) || open[0].Audiences != 2 || documents[p.resolution] == nil {
				t.Errorf("open: %+v", open)
			}
			return err
		})
	})
}

// A sitting is changed and taken back; its numbers follow, on the days on which they
// count.
func TestASittingIsMended(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		asked := p.today
		p.asks(t, p.commune)
		o.Advance(10 * 24 * time.Hour)
		p.reload(t)
		s := p.sitting(p.commune, map[brief.Audience]int64{members: 40})
		s.ID = p.holds(t, s)
		p.expects(t, p.commune, map[brief.Audience]int64{members: 50})
		reached := func(on civil.Date) int64 { return p.coverage(t, p.commune, on).All.Reached }
		if n := reached(p.today); n != 40 {
			t.Errorf("reached: %d", n)
		}
		if c := p.coverage(t, p.province, p.today.AddDays(-1)).All; c.Reached != 0 || c.Expected != 50 {
			t.Errorf("the day before: %+v", c)
		}
		if c := p.coverage(t, p.province, asked.AddDays(-1)); len(c.Bodies) != 0 {
			t.Errorf("before anybody was asked: %+v", c.All)
		}
		s.Version, s.On, s.Reached = 1, p.today.AddDays(-5), map[brief.Audience]int64{members: 45}
		p.MustDo(t, func(u *work.Unit) error { return brief.Change(ctx, u, s) })
		if now, before := reached(p.today), reached(p.today.AddDays(-6)); now != 45 || before != 0 || reached(p.today.AddDays(-5)) != 45 {
			t.Errorf("after it was changed: %d, and %d before it", now, before)
		}
		p.refuses(t, "a stale version", fault.Conflict, "", func(u *work.Unit) error { return brief.Change(ctx, u, s) })
		p.refuses(t, "without a reason", fault.Invalid, "reason", func(u *work.Unit) error { return brief.Withdraw(ctx, u, s.ID, 2, " ") })
		p.MustDo(t, func(u *work.Unit) error { return brief.Withdraw(ctx, u, s.ID, 2, "Ghi nhầm") })
		if n := reached(p.today); n != 0 {
			t.Errorf("after it was taken back: %d", n)
		}
		s.Version = 3
		p.refuses(t, "changed after it was taken back", fault.Conflict, "", func(u *work.Unit) error { return brief.Change(ctx, u, s) })
	})
}

func TestRefusedSittings(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.asks(t, p.commune)
		late := p.sitting(p.commune, map[brief.Audience]int64{members: 1})
		made := p.holds(t, late)
		for name, c := range map[string]struct {
			field string
			spoil func(s *brief.Sitting)
		}{
			"no day":               {"on", func(s *brief.Sitting) { s.On = civil.Date{} }},
			"tomorrow":             {"on", func(s *brief.Sitting) { s.On = p.today.AddDays(1) }},
			"no form":              {"form", func(s *brief.Sitting) { s.Form = "x" }},
			"nobody":               {"reached", func(s *brief.Sitting) { s.Reached = map[brief.Audience]int64{members: 0} }},
			"fewer than none":      {"reached_members", func(s *brief.Sitting) { s.Reached = map[brief.Audience]int64{members: -1} }},
			"an audience unasked":  {"reached_people", func(s *brief.Sitting) { s.Reached = map[brief.Audience]int64{"people": 3} }},
			"makes up for nothing": {"makes_up", func(s *brief.Sitting) { s.MakesUp = "x" }},
			"before what it makes up for": {"makes_up", func(s *brief.Sitting) {
				s.MakesUp, s.On = made, p.today.AddDays(-1)
			}},
		} {
			s := p.sitting(p.commune, map[brief.Audience]int64{members: 3})
			c.spoil(&s)
			p.refuses(t, name, fault.Invalid, c.field, func(u *work.Unit) error {
				_, err := brief.Hold(ctx, u, s)
				return err
			})
		}
		p.refuses(t, "a body that is not asked", fault.Unknown, "", func(u *work.Unit) error {
			_, err := brief.Hold(ctx, u, p.sitting(p.other, map[brief.Audience]int64{members: 3}))
			return err
		})
		ask := func(on map[brief.Audience]civil.Date, bodies ...org.ID) func(u *work.Unit) error {
			return func(u *work.Unit) error { return brief.Ask(ctx, u, p.resolution, on, bodies...) }
		}
		p.refuses(t, "no audience", fault.Invalid, "audience", ask(nil, p.commune))
		p.refuses(t, "an audience that there is not", fault.Invalid, "audience", ask(map[brief.Audience]civil.Date{"x": {}}, p.commune))
		p.refuses(t, "nobody asked", fault.Invalid, "body", ask(map[brief.Audience]civil.Date{members: {}}))
		p.refuses(t, "yesterday", fault.Invalid, "on_members", ask(map[brief.Audience]civil.Date{members: p.today.AddDays(-1)}, p.commune))
		p.refuses(t, "no number", fault.Invalid, "expected", func(u *work.Unit) error { return brief.Expect(ctx, u, p.resolution, p.commune, nil) })
		p.refuses(t, "finished without a number", fault.Invalid, "", func(u *work.Unit) error {
			return brief.Finish(ctx, u, p.resolution, p.commune, u.Today, "")
		})
	})
}

// Who stands above bodies asks them, also about a document that they may not change;
// the checklist of the document is then not touched.
func TestACommuneAsksItsCells(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		on := map[brief.Audience]civil.Date{members: {}}
		clerk := p.as(access.Office, p.commune)
		if err := o.Do(ctx, clerk, func(u *work.Unit) error { return brief.Ask(ctx, u, p.resolution, on, p.cell, p.second) }); err != nil {
			t.Fatal(err)
		}
		if l := p.line(t, p.cell, members); l.By != p.commune || l.Due != p.today.AddDays(60) {
			t.Errorf("asked: %+v", l)
		}
		o.MustView(t, func(v *work.View) error {
			if _, err := plan.FindDue(ctx, v, p.resolution, p.cell, plan.Brief); !fault.Is(err, fault.Unknown) {
				t.Errorf("the checklist of a document of others: %v", err)
			}
			return nil
		})
		for _, b := range []org.ID{p.commune, p.other, p.province} {
			if err := o.Do(ctx, clerk, func(u *work.Unit) error { return brief.Ask(ctx, u, p.resolution, on, b) }); !fault.Is(err, fault.Forbidden) {
				t.Errorf("asks %s: %v", b, err)
			}
		}
		if err := o.Do(ctx, clerk, func(u *work.Unit) error { return brief.Waive(ctx, u, p.resolution, p.second) }); err != nil {
			t.Error(err)
		}
	})
}

// A body is told that it is asked, reminded before the first of its days, urged after it
// and its superior told where that goes on: each once for a document, whatever the number
// of audiences, and nothing after it finished. Its page says what was and will be done.
func TestBodiesAreRemindedToBrief(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		first := day("2026-12-16")
		o.Set(day("2026-12-01").At("09:00", o.Zone))
		for _, b := range []org.ID{p.commune, p.other, p.cell} {
			o.MustDo(t, func(u *work.Unit) error {
				return brief.Ask(ctx, u, p.resolution, map[brief.Audience]civil.Date{members: first, key: first.AddDays(5)}, b)
			})
		}
		p.expects(t, p.other, map[brief.Audience]int64{members: 10, key: 2})
		for on := day("2026-12-02"); on.Before(first.AddDays(40)); on = on.AddDays(1) {
			o.Set(on.At("07:00", o.Zone))
			if on == first {
				o.MustDo(t, func(u *work.Unit) error {
					return brief.Finish(ctx, u, p.resolution, p.other, u.Today, "Đã học cùng xã")
				})
			}
			if err := chase.Run(ctx, o.Office); err != nil {
				t.Fatal(err)
			}
		}
		steps := map[org.ID][]string{}
		o.MustView(t, func(v *work.View) error {
			return db.Each(ctx, v.Snapshot, db.Built("test.reminded", `SELECT owes_id, asks_id, step, due_on, day FROM chase_other WHERE source = 'brief_duty' ORDER BY owes_id, day`), func(scan db.Scan) error {
				var owes, asks org.ID
				var step chase.Step
				var due, on civil.Date
				err := scan(&owes, &asks, &step, &due, &on)
				if due != first {
					t.Errorf("%s of %s is for %s", step, owes, due)
				}
				steps[owes] = append(steps[owes], string(step)+" "+on.String())
				return err
			})
		})
		whole := []string{"remind 2026-12-11", "urge 2026-12-17", "escalate 2026-12-30"}
		for b, want := range map[org.ID][]string{p.commune: whole, p.cell: whole, p.other: whole[:1]} {
			if !slices.Equal(steps[b], want) {
				t.Errorf("%s is chased %v, want %v", b, steps[b], want)
			}
		}
		o.MustView(t, func(v *work.View) error {
			for _, kind := range []string{"brief_duty.asked", "brief_duty.remind"} {
				var n int
				if err := v.One(ctx, db.Built("test.told", `SELECT count(*) FROM event e JOIN event_act a ON a.no = e.act_no WHERE a.kind = $1`), []any{kind}, &n); err != nil || n != 3 {
					t.Errorf("%s was recorded %d times, %v", kind, n, err)
				}
			}
			return nil
		})
		page := string(p.browser(t, access.Office, p.commune).Get(brief.PageOf(p.resolution, p.commune)).Want(http.StatusOK).Body)
		if !strings.Contains(page, "Đôn đốc khi quá hạn") || !strings.Contains(page, "Báo cáo cấp trên") {
			t.Errorf("the page does not say what was done:\n%s", page)
		}
	})
}

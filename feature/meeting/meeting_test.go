package meeting_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/factor"
	"quyet/feature/intake"
	"quyet/feature/intake/source"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, doc.Schema, task.Schema, intake.Schema, meeting.Schema}

// A place is a commune beside another one, under a province.
type place struct {
	*dbtest.Office
	province, commune, other org.ID
	tree                     *org.Tree
	today                    civil.Date
	named                    []doc.ID // that bear whatever is typed
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior}, civil.MustParse("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		p.province = establish("T", "Tỉnh uỷ Sông Lam", org.Province, "")
		p.commune = establish("X", "Đảng uỷ xã An Hoà", org.Commune, p.province)
		p.other = establish("Y", "Đảng uỷ xã Bình Phú", org.Commune, p.province)
		p.today = u.Today
		return nil
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	return p
}

func (p *place) as(role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: string(role), Name: string(role), Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

func (p *place) planned() meeting.Meeting {
	starts := p.today.AddDays(1).At("08:00", time.UTC)
	return meeting.Meeting{Body: p.commune, Kind: meeting.Briefing, Title: "Giao ban tháng 11", Starts: starts, Ends: starts.Add(2 * time.Hour), Place: "Hội trường"}
}

const lines = "1. Khai mạc (10 phút)\n2. Báo cáo kết quả (50 phút) - Văn phòng\n2.1. Thảo luận (20 phút)\n3. Kết luận (60 phút)"

func (p *place) made(t testing.TB, m meeting.Meeting) (made meeting.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = meeting.Make(t.Context(), u, m, meeting.ReadAgenda(lines))
		return err
	})
	return made
}

func (p *place) found(t testing.TB, id meeting.ID) (m *meeting.Meeting, a meeting.Agenda) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		if m, err = meeting.Find(t.Context(), v, id); err != nil {
			return err
		}
		a, err = meeting.AgendaOf(t.Context(), v, id)
		return err
	})
	return m, a
}

func (p *place) does(t testing.TB, id meeting.ID, verb meeting.Verb) error {
	return p.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return meeting.Do(t.Context(), u, id, verb, "Bão") })
}

// Every verb in every state: what the table of rules allows is done and leads
// where it says, all else is refused and changes nothing.
func TestEveryVerbInEveryState(t *testing.T) {
	ways := map[meeting.State][]meeting.Verb{
		meeting.Planned: {}, meeting.NotHeld: {meeting.DoCallOff}, meeting.Open: {meeting.DoOpen}, meeting.Paused: {meeting.DoOpen, meeting.DoPause}, meeting.Closed: {meeting.DoOpen, meeting.DoClose},
	}
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		for from, way := range ways {
			for _, r := range meeting.Rules() {
				id := p.made(t, p.planned())
				for _, verb := range way {
					if err := p.does(t, id, verb); err != nil {
						t.Fatal(err)
					}
				}
				err := p.does(t, id, r.Verb)
				m, _ := p.found(t, id)
				if slices.Contains(r.From, from) {
					if err != nil || m.State != r.To {
						t.Errorf("%s while %s: %v, it is %s", r.Verb, from, err, m.State)
					}
				} else if !fault.Is(err, fault.Conflict) || m.State != from {
					t.Errorf("%s while %s: %v, it is %s", r.Verb, from, err, m.State)
				}
			}
		}
	})
}

// While it runs one item is on; how long each took is added up, without the time
// in which the conference paused.
func TestTheClockOfItems(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.made(t, p.planned())
		_, a := p.found(t, id)
		take := func(i int) error {
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.Take(ctx, u, a[i].ID) })
		}
		if err := take(0); !fault.Is(err, fault.Conflict) {
			t.Errorf("an item is taken up before it opens: %v", err)
		}
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(p.does(t, id, meeting.DoOpen))
		must(take(0))
		o.Advance(10 * time.Minute)
		must(take(1))
		o.Advance(5 * time.Minute)
		must(p.does(t, id, meeting.DoPause))
		o.Advance(time.Hour)
		if err := take(2); !fault.Is(err, fault.Conflict) {
			t.Errorf("an item is taken up while it pauses: %v", err)
		}
		must(p.does(t, id, meeting.DoResume))
		o.Advance(7 * time.Minute)
		must(take(0)) // once more
		o.Advance(time.Minute)
		p.MustDo(t, func(u *work.Unit) error { return meeting.Put(ctx, u, id, meeting.ReadAgenda("Việc khác (5 phút)")) })
		must(p.does(t, id, meeting.DoClose))
		m, a := p.found(t, id)
		for i, want := range []time.Duration{11 * time.Minute, 12 * time.Minute, 0, 0, 0} {
			if a[i].Took.Round(time.Minute) != want || a[i].Done != (i < 2) || a[i].Late != (i == 4) {
				t.Errorf("item %d: took %v, done %v, late %v", i, a[i].Took, a[i].Done, a[i].Late)
			}
		}
		if m.Item != "" || m.Closed.IsZero() || !m.Since.IsZero() {
			t.Errorf("after it closed: %+v", m.Run)
		}
		for what, err := range map[string]error{
			"put":    o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.Put(ctx, u, id, meeting.ReadAgenda("x")) }),
			"move":   o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.MoveItem(ctx, u, a[0].ID, false) }),
			"remove": o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.RemoveItem(ctx, u, a[2].ID, 1) }),
			"take":   take(2),
			"change": o.Do(ctx, work.System("test"), func(u *work.Unit) error { c := *m; return meeting.Change(ctx, u, c) }),
		} {
			if !fault.Is(err, fault.Conflict) {
				t.Errorf("%s after it closed: %v", what, err)
			}
		}
	})
}

func TestRefused(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		for field, spoil := range map[string]func(*meeting.Meeting){
			"title": func(m *meeting.Meeting) { m.Title = "  " },
			"kind":  func(m *meeting.Meeting) { m.Kind = "x" },
			"on":    func(m *meeting.Meeting) { m.Starts = time.Time{} },
			"until": func(m *meeting.Meeting) { m.Ends = m.Starts },
			"place": func(m *meeting.Meeting) { m.Place = strings.Repeat("x", 301) },
			"doc":   func(m *meeting.Meeting) { m.Document = "nothing" },
		} {
			bad := p.planned()
			spoil(&bad)
			err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return only(meeting.Make(ctx, u, bad, nil)) })
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || all[0].Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		id := p.made(t, p.planned())
		m, a := p.found(t, id)
		for field, spoil := range map[string]func(*meeting.Item){
			"title":    func(i *meeting.Item) { i.Title = "" },
			"kind":     func(i *meeting.Item) { i.Kind = "x" },
			"minutes":  func(i *meeting.Item) { i.Planned = 25 * time.Hour },
			"reporter": func(i *meeting.Item) { i.Reporter = strings.Repeat("x", 301) },
			"body":     func(i *meeting.Item) { i.Body = "nobody" },
			"part":     func(i *meeting.Item) { i.Part = true },
		} {
			bad := a[0]
			spoil(&bad)
			err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.ChangeItem(ctx, u, bad) })
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || all[0].Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		stale := *m
		stale.Version = 7
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.Change(ctx, u, stale) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		staleItem := a[1]
		staleItem.Version = 7
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.ChangeItem(ctx, u, staleItem) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale item: %v", err)
		}
		err := o.Do(ctx, work.System("test"), func(u *work.Unit) error {
			return meeting.Put(ctx, u, id, meeting.ReadAgenda(strings.Repeat("Việc\n", 197)))
		})
		if !fault.Is(err, fault.TooMuch) {
			t.Errorf("too many items: %v", err)
		}
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.Do(ctx, u, id, meeting.DoCallOff, " ") }); !fault.Is(err, fault.Invalid) {
			t.Errorf("called off without a reason: %v", err)
		}
		template := p.planned()
		template.Template = true
		if err := p.does(t, p.made(t, template), meeting.DoOpen); !fault.Is(err, fault.Conflict) {
			t.Errorf("a template takes place: %v", err)
		}
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.Drop(ctx, u, id) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a conference is deleted: %v", err)
		}
	})
}

// What is made after another has its agenda, without what was added late, and a
// course of its own; where the first of parts is taken off the next is whole.
func TestMadeAfterAnother(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.made(t, p.planned())
		if err := p.does(t, id, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		p.MustDo(t, func(u *work.Unit) error { return meeting.Put(ctx, u, id, meeting.ReadAgenda("Bổ sung")) })
		var next meeting.ID
		p.MustDo(t, func(u *work.Unit) (err error) {
			next, err = meeting.MakeAfter(ctx, u, id, p.planned())
			return err
		})
		m, a := p.found(t, next)
		if m.State != meeting.Planned || m.Copied != id || len(a) != 4 || !a[2].Part || a[1].Reporter != "Văn phòng" || a.Planned() != 120*time.Minute {
			t.Errorf("made after it: %+v, %+v", m, a)
		}
		p.MustDo(t, func(u *work.Unit) error { return meeting.MoveItem(ctx, u, a[1].ID, true) })
		_, a = p.found(t, next)
		if got := a.Numbers(); !strings.HasPrefix(a[0].Title, "Báo cáo") || strings.Join(got, " ") != "1 1.1 2 3" {
			t.Errorf("moved up: %v, %+v", got, a)
		}
		p.MustDo(t, func(u *work.Unit) error { return meeting.RemoveItem(ctx, u, a[0].ID, a[0].Version) })
		if _, a = p.found(t, next); len(a) != 3 || a[0].Part {
			t.Errorf("without its first item: %+v", a)
		}
	})
}

// A list holds every conference once, page by page; what runs is coming whenever
// it began.
func TestLists(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		var still meeting.ID
		for n := range 9 {
			m := p.planned()
			m.Starts = m.Starts.AddDate(0, 0, (n-4)*2)
			m.Ends = m.Starts.Add(time.Hour)
			if id := p.made(t, m); n == 1 {
				still = id
			}
		}
		template := p.planned()
		template.Template = true
		p.made(t, template)
		p.made(t, template)
		if err := p.does(t, still, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		old := p.planned()
		old.Starts = old.Starts.AddDate(0, -3, 0)
		old.Ends = old.Starts.Add(time.Hour)
		forgotten := p.made(t, old)
		if err := p.does(t, forgotten, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		all := func(part meeting.Part) (of []*meeting.Meeting) {
			p.MustView(t, func(v *work.View) error {
				at := meeting.Cursor{}
				for {
					some, next, err := meeting.List(ctx, v, p.commune, part, at, 2)
					if of = append(of, some...); err != nil || next == (meeting.Cursor{}) {
						return err
					}
					at = next
				}
			})
			return of
		}
		coming, past := all(meeting.Coming), all(meeting.Past)
		if len(coming) != 7 || coming[0].ID != forgotten || coming[1].ID != still || len(past) != 3 || len(all(meeting.Templates)) != 2 {
			t.Errorf("%d are coming, %d past, %d templates", len(coming), len(past), len(all(meeting.Templates)))
		}
		byStart := func(a, b *meeting.Meeting) int { return a.Starts.Compare(b.Starts) }
		if !slices.IsSortedFunc(coming, byStart) || slices.IsSortedFunc(past, byStart) {
			t.Error("the lists are not in order")
		}
	})
}

// What is said while it runs is written down under the item that is on; of an order
// lead, helpers, deadline and product are read in the sentence, and what has a lead
// becomes a task that leads back to where it was said.
func TestOrdersBecomeTasks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		m := p.planned()
		m.Body = p.province
		id := p.made(t, m)
		_, a := p.found(t, id)
		note := func(kind meeting.OutcomeKind, words string) error {
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error {
				return only(meeting.Note(ctx, u, id, meeting.Outcome{Kind: kind, Words: words}))
			})
		}
		if err := note(meeting.Decided, "Thống nhất chủ trương"); !fault.Is(err, fault.Conflict) {
			t.Errorf("something is written down before it opens: %v", err)
		}
		if err := p.does(t, id, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		p.MustDo(t, func(u *work.Unit) error { return meeting.Take(ctx, u, a[1].ID) })
		year := p.today.Year + 1
		for kind, words := range map[meeting.OutcomeKind]string{meeting.Decided: "", "x": "Thống nhất"} {
			if err := note(kind, words); !fault.Is(err, fault.Invalid) {
				t.Errorf("%q as %q: %v", words, kind, err)
			}
		}
		for _, said := range []struct {
			kind  meeting.OutcomeKind
			words string
		}{
			{meeting.Decided, "Thống nhất nội dung báo cáo"},
			{meeting.Order, fmt.Sprintf("Giao Đảng uỷ xã An Hoà chủ trì, phối hợp với Đảng uỷ xã Bình Phú rà soát tổ chức cơ sở đảng, hoàn thành trước ngày 15/01/%d.", year)},
			{meeting.Order, "Tiếp tục tăng cường công tác kiểm tra"},
		} {
			if err := note(said.kind, said.words); err != nil {
				t.Fatal(err)
			}
		}
		record := func() (all []meeting.Outcome) {
			p.MustView(t, func(v *work.View) (err error) {
				all, err = meeting.Outcomes(ctx, v, id)
				return err
			})
			return all
		}
		all := record()
		if len(all) != 3 || all[0].Item != a[1].ID || all[0].Lead != "" {
			t.Fatalf("the record is %+v", all)
		}
		order := all[1]
		if order.Lead != p.commune || !slices.Equal(order.Coordinators, []org.ID{p.other}) || order.Due.Year != year || order.Due.Month != time.January {
			t.Errorf("the order is read as %+v", order)
		}
		give := func() (n int, err error) {
			err = o.Do(ctx, work.System("test"), func(u *work.Unit) error {
				n, err = meeting.Give(ctx, u, id)
				return err
			})
			return n, err
		}
		if n, err := give(); n != 1 || err != nil {
			t.Fatalf("%d tasks were given: %v", n, err)
		}
		if _, err := give(); !fault.Is(err, fault.Invalid) {
			t.Errorf("given once more: %v", err)
		}
		given := record()[1]
		p.MustView(t, func(v *work.View) error {
			w, err := task.Get(ctx, v, given.Task)
			if err != nil {
				return err
			}
			if w.Lead != p.commune || w.Issuer != p.province || w.Due != order.Due || w.Text != order.Words || !slices.Equal(w.Coordinators, order.Coordinators) {
				t.Errorf("the task is %+v", w.Task)
			}
			said, at, err := meeting.SaidAt(ctx, v, given.Task)
			if err != nil || said == nil || said.ID != given.ID || at.ID != id {
				t.Errorf("of the task it is told that it was said at %+v, %+v: %v", said, at, err)
			}
			return nil
		})
		change := func(c meeting.Outcome) error {
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.ChangeOutcome(ctx, u, c) })
		}
		if err := change(given); !fault.Is(err, fault.Conflict) {
			t.Errorf("what was given is changed: %v", err)
		}
		// What no body may be told by this one refuses the whole, and says which.
		upwards := record()[2]
		upwards.Lead = p.province
		if err := change(upwards); err != nil {
			t.Fatal(err)
		}
		if err := change(upwards); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		if err := p.does(t, id, meeting.DoClose); err != nil {
			t.Fatal(err)
		}
		if n, err := give(); n != 1 || err != nil {
			t.Errorf("after it closed %d were given: %v", n, err)
		}
		if err := note(meeting.Decided, "Muộn"); !fault.Is(err, fault.Conflict) {
			t.Errorf("something is written down after it closed: %v", err)
		}
		p.MustDo(t, func(u *work.Unit) error { return meeting.RemoveOutcome(ctx, u, record()[0].ID, 1) })
		if len(record()) != 2 {
			t.Error("what was taken out is there")
		}
		again := p.made(t, p.planned())
		if err := p.does(t, again, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		words := func() (of []string) {
			p.MustView(t, func(v *work.View) error {
				all, err := meeting.Outcomes(ctx, v, again)
				for _, o := range all {
					of = append(of, o.Words)
				}
				return err
			})
			return of
		}
		say := func(words string) (made meeting.OutcomeID) {
			p.MustDo(t, func(u *work.Unit) (err error) {
				made, err = meeting.Note(ctx, u, again, meeting.Outcome{Kind: meeting.Speech, Words: words})
				return err
			})
			return made
		}
		one, two := say("a"), say("b")
		say("c")
		p.MustDo(t, func(u *work.Unit) error {
			return errors.Join(meeting.RemoveOutcome(ctx, u, one, 1), meeting.RemoveOutcome(ctx, u, two, 1))
		})
		if say("d"); strings.Join(words(), "") != "cd" {
			t.Errorf("after two were taken out the record is %q", words())
		}
	})
}

// A lead that the body cannot instruct refuses all, and the fault names the order.
func TestAnOrderToWhoCannotBeInstructed(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	p := newPlace(t, o)
	ctx := t.Context()
	id := p.made(t, p.planned())
	if err := p.does(t, id, meeting.DoOpen); err != nil {
		t.Fatal(err)
	}
	p.MustDo(t, func(u *work.Unit) error {
		return only(meeting.Note(ctx, u, id, meeting.Outcome{Kind: meeting.Order, Words: "Đề nghị tỉnh xem xét", Lead: p.province}))
	})
	err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return only(meeting.Give(ctx, u, id)) })
	if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || !strings.Contains(all[0].In(text.Vietnamese), "Đề nghị tỉnh xem xét") {
		t.Errorf("given upwards: %v", err)
	}
}

func only[T any](_ T, err error) error { return err }

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.made(t, p.planned())
		template := p.planned()
		template.Template = true
		of := p.made(t, template)
		running := p.made(t, p.planned())
		if err := p.does(t, running, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		m, a := p.found(t, id)
		_, on := p.found(t, running)
		note := func(u *work.Unit) (meeting.OutcomeID, error) {
			return meeting.Note(ctx, u, running, meeting.Outcome{Kind: meeting.Order, Words: "Rà soát", Lead: p.commune})
		}
		var said meeting.Outcome
		var given task.ID
		p.MustDo(t, func(u *work.Unit) error {
			if _, err := note(u); err != nil {
				return err
			}
			if _, err := meeting.Give(ctx, u, running); err != nil {
				return err
			}
			if _, err := note(u); err != nil {
				return err
			}
			all, err := meeting.Outcomes(ctx, &u.View, running)
			given, said = all[0].Task, all[1]
			return err
		})
		as := func(r access.Role, own bool) work.Who {
			if own {
				return p.as(r, p.commune)
			}
			return p.as(r, p.other)
		}
		done := func(err error) (bool, error) { return err == nil, err }
		const see, plan = "yyyyu", "yyffu"
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"Find":     {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Find(ctx, &u.View, id))) }},
			"AgendaOf": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.AgendaOf(ctx, &u.View, id))) }},
			"FindItem": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := meeting.FindItem(ctx, &u.View, a[0].ID)
				return done(err)
			}},
			"List": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, _, err := meeting.List(ctx, &u.View, p.commune, meeting.Coming, meeting.Cursor{}, 5)
				return done(err)
			}},
			"Make": {Own: "yyfff", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Make(ctx, u, p.planned(), nil))) }},
			// Of another body's conference nobody learns that it is there.
			"MakeAfter": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.MakeAfter(ctx, u, id, p.planned()))) }},
			"Change":    {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Change(ctx, u, *m)) }},
			"Put": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(meeting.Put(ctx, u, id, meeting.ReadAgenda("Việc khác")))
			}},
			"ChangeItem": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.ChangeItem(ctx, u, a[0])) }},
			"MoveItem":   {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.MoveItem(ctx, u, a[0].ID, false)) }},
			"RemoveItem": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.RemoveItem(ctx, u, a[0].ID, 1)) }},
			"Do":         {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Do(ctx, u, id, meeting.DoOpen, "")) }},
			"Take":       {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Take(ctx, u, on[0].ID)) }},
			"Note":       {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(note(u))) }},
			"Outcomes":   {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Outcomes(ctx, &u.View, running))) }},
			"FindOutcome": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := meeting.FindOutcome(ctx, &u.View, said.ID)
				return done(err)
			}},
			"ChangeOutcome": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.ChangeOutcome(ctx, u, said)) }},
			"RemoveOutcome": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.RemoveOutcome(ctx, u, said.ID, said.Version)) }},
			"Give":          {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Give(ctx, u, running))) }},
			// A page of a task shows no panel to who may not see the conference.
			"SaidAt": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				o, _, err := meeting.SaidAt(ctx, &u.View, given)
				return o != nil, err
			}},
			"Panel": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				c, err := meeting.Panel(ctx, &u.View, &task.Task{ID: given})
				return c != nil, err
			}},
			"Drop": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Drop(ctx, u, of)) }},
		})
	})
}

func (p *place) browser(t *testing.T, role access.Role, b org.ID) *webtest.Client {
	t.Helper()
	who := p.as(role, b)
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	named := func(context.Context, *work.View, string) ([]doc.ID, error) { return p.named, nil }
	return webtest.New(t, site.Handler(meeting.Capability(meeting.Deps{Named: named}).Routes))
}

func both(t *testing.T, c *webtest.Client, address string) *webtest.Page {
	t.Helper()
	c.SetLang(text.English)
	en := c.Get(address).Want(http.StatusOK)
	c.SetLang(text.Vietnamese)
	vi := c.Get(address).Want(http.StatusOK)
	for _, f := range append(webtest.Faults(vi.Body), webtest.Faults(en.Body)...) {
		t.Errorf("%s: %s", address, f)
	}
	return vi
}

// Whoever changes something else of a conference does not change the document that it
// is about: neither one that they may not see, nor one of several with its symbol.
func TestTheDocumentStays(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	register := func(body org.ID, before int) (made doc.ID) {
		p.MustDo(t, func(u *work.Unit) (err error) {
			made, err = doc.Register(t.Context(), u, doc.NewDocument{Owner: body, Metadata: doc.Metadata{
				Body: body, Issuer: "Cơ quan", Type: doc.Of(citation.Plan), Number: "5", Symbol: "05-KH/ĐU", IssuedOn: u.Today.AddDays(-before), Subject: "về chuyển đổi số", Internal: true, Audience: []org.ID{body},
			}})
			return err
		})
		return made
	}
	unseen, own, another := register(p.other, 0), register(p.commune, 0), register(p.commune, 400)
	p.named = []doc.ID{another, own}
	office := p.browser(t, access.Office, p.commune)
	for _, d := range []doc.ID{unseen, own} {
		m := p.planned()
		m.Document = d
		id := p.made(t, m)
		office.Get(id.Address()+"/edit").Want(http.StatusOK).Submit("form.form", "place", "Phòng họp số 2").Want(http.StatusOK)
		if m, _ := p.found(t, id); m.Document != d || m.Place != "Phòng họp số 2" {
			t.Errorf("the document %s became %s, the place %q", d, m.Document, m.Place)
		}
	}
	several := office.Get("/meetings/new").Want(http.StatusOK).Submit("form.form", "title", "Họp", "kind", "other", "on", p.today.Vietnamese(), "from", "8h", "until", "9h", "doc", "05-KH/ĐU").Want(http.StatusUnprocessableEntity)
	if !strings.Contains(several.Text("#f-doc-error"), "Có nhiều văn bản") {
		t.Errorf("of several with the symbol it says %q", several.Text(".error-summary"))
	}
}

// A conference from its first line to its end, with wrong input first.
func TestPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office, reader := p.browser(t, access.Office, p.commune), p.browser(t, access.Specialist, p.commune)
	if empty := both(t, office, "/meetings"); !empty.Has(".empty") {
		t.Errorf("no conference: %s", empty.Text("main"))
	}
	form := both(t, office, "/meetings/new")
	wrong := form.Submit("form.form", "title", "", "on", "mai", "from", "sáng", "doc", "99-X", "lines", lines).Want(http.StatusUnprocessableEntity)
	for _, field := range []string{"title", "kind", "on", "from", "doc"} {
		if !wrong.Has("#f-" + field + "-error") {
			t.Errorf("of %s nothing is said: %s", field, wrong.Text(".error-summary"))
		}
	}
	if !strings.Contains(wrong.Text("textarea[name=lines]"), "Báo cáo kết quả") || wrong.Value("from") != "sáng" {
		t.Error("what was typed is lost")
	}
	shown := wrong.Submit("form.form", "title", "Giao ban tháng 11", "kind", "briefing", "on", p.today.AddDays(1).Vietnamese(), "from", "8h", "until", "9h30", "doc", "").Want(http.StatusOK)
	if rows := shown.Find("tbody tr").Length(); rows != 4 {
		t.Errorf("%d items: %s", rows, shown.Text("main"))
	}
	if !strings.Contains(shown.Text(".notice-caution"), "30 phút") {
		t.Errorf("that the agenda is longer than the conference is told as %q", shown.Text(".notice-caution"))
	}
	at := strings.SplitN(shown.Find("form[action$='/open']").AttrOr("action", ""), "/open", 2)[0]
	if read := both(t, reader, at); read.Has("main form") {
		t.Errorf("who only reads can do something: %s", read.Text("main"))
	}
	agenda := both(t, office, at+"/agenda")
	agenda = agenda.Submit("form[action$='/agenda']", "lines", "  ").Want(http.StatusUnprocessableEntity)
	agenda = agenda.Submit("form[action$='/agenda']", "lines", "Việc khác (5 phút)").Want(http.StatusOK)
	item := agenda.Find("td a[href*='/items/']").First().AttrOr("href", "")
	edit := both(t, office, item)
	if edit.Has("#f-part") || !both(t, office, agenda.Find("td a[href*='/items/']").Last().AttrOr("href", "")).Has("#f-part") {
		t.Error("the first item can be made a part, or the last one cannot")
	}
	if again := edit.Submit("form.form", "minutes", "nhiều").Want(http.StatusUnprocessableEntity); !again.Has("#f-minutes-error") {
		t.Errorf("minutes in words: %s", again.Text(".error-summary"))
	}
	edit.Submit("form.form", "minutes", "5", "reporting", "Đảng uỷ xã Bình Phú").Want(http.StatusOK)
	if both(t, office, at+"/agenda").Submit("form[action$='/move']", "to", "down").Want(http.StatusOK); !strings.HasPrefix(both(t, office, at).Text("tbody tr:first-child td:first-child"), "1. Báo cáo") {
		t.Error("the first item was not moved down")
	}
	run := both(t, office, at).Submit("form[action$='/open']").Want(http.StatusOK)
	run = run.Submit("tbody tr:first-child form[action$='/take']").Want(http.StatusOK)
	if !strings.Contains(run.Text("tbody tr:first-child"), "Đang diễn ra") {
		t.Errorf("the item that is on: %s", run.Text("tbody"))
	}
	both(t, office, at)
	if again := run.Submit("form[action$='/outcomes']", "words", " ").Want(http.StatusUnprocessableEntity); !again.Has("#f-words-error") {
		t.Errorf("nothing was said: %s", again.Text(".error-summary"))
	}
	said := run.Submit("form[action$='/outcomes']", "words", "Tiếp tục rà soát, hoàn thành trong quý I", "kind", "task", "speaker", "Chủ trì").Want(http.StatusOK)
	if !strings.Contains(said.Text("#record"), "Chưa rõ cơ quan chủ trì") || said.Has("form[action$='/give']") {
		t.Errorf("of an order without a lead: %s", said.Text("main"))
	}
	outcome := said.Find("#record td a").First().AttrOr("href", "")
	mend := both(t, office, outcome)
	mend = mend.Submit("form.form", "lead", "không có", "due", "mai").Want(http.StatusUnprocessableEntity)
	if !mend.Has("#f-lead-error") || !mend.Has("#f-due-error") || mend.Value("due") != "mai" {
		t.Errorf("what is wrong: %s", mend.Text(".error-summary"))
	}
	said = mend.Submit("form.form", "lead", "Đảng uỷ xã An Hoà", "due", p.today.AddDays(40).Vietnamese(), "deliverable", "Báo cáo").Want(http.StatusOK)
	said = said.Submit("form[action$='/give']").Want(http.StatusOK)
	if !strings.Contains(said.Text("#record"), "Đã giao") || !said.Has("#record td a[href^='/tasks/']") {
		t.Errorf("after it was given: %s", said.Text("#record"))
	}
	both(t, reader, at)
	minutes := office.Get(at + "/minutes/file").Want(http.StatusOK).Body
	officetest.Sound(t, "bien-ban.docx", minutes)
	paper, err := source.Read(t.Context(), "bien-ban.docx", bytes.NewReader(minutes), int64(len(minutes)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"BIÊN BẢN", "Giao ban tháng 11", "Báo cáo kết quả", "Tiếp tục rà soát, hoàn thành trong quý I", "Đảng uỷ xã An Hoà", "DỰ THẢO"} {
		if !strings.Contains(paper.Text, words) {
			t.Errorf("the minutes do not say %q: %s", words, paper.Text)
		}
	}
	reader.Get(at + "/minutes/file").Want(http.StatusOK)
	p.browser(t, access.Office, p.other).Get(at + "/minutes/file").Want(http.StatusNotFound)
	office.Get(at+"/call-off").Want(http.StatusOK).Submit("form.form", "words", "Bão").Want(http.StatusConflict)
	over := run.Submit("form[action$='/close']").Want(http.StatusOK)
	if over.Has("form[action$='/take']") || !strings.Contains(over.Text("main"), "Đã bế mạc") {
		t.Errorf("after it closed: %s", over.Text("main"))
	}
	next := both(t, office, "/meetings/new?after="+strings.TrimPrefix(at, "/meetings/"))
	planned := next.Submit("form.form", "on", p.today.AddDays(30).Vietnamese()).Want(http.StatusOK)
	both(t, office, strings.SplitN(planned.Find("form[action$='/open']").AttrOr("action", ""), "/open", 2)[0]+"/call-off").Submit("form.form", "words", "Bão").Want(http.StatusOK)
	template := both(t, office, "/meetings/new?template=1").Submit("form.form", "title", "Giao ban tháng", "kind", "briefing", "lines", lines).Want(http.StatusOK)
	both(t, office, "/meetings?part=templates")
	both(t, office, "/meetings/new")
	template.Submit("form[action$='/drop']").Want(http.StatusOK)
	p.browser(t, access.Office, p.other).Get(at).Want(http.StatusNotFound)
	p.browser(t, access.Office, p.other).Get(item).Want(http.StatusNotFound)
}

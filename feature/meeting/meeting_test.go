package meeting_test

import (
	"bytes"
	"io/fs"
	"net/http"
	"slices"
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
	named                    []doc.ID     // that bear whatever is typed
	deps                     meeting.Deps // that others have to say
	store                    *blob.Store
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	var err error
	if p.store, err = blob.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
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
	return p.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
		switch verb {
		case meeting.DoApprove:
			return meeting.Approve(t.Context(), u, meeting.Deps{Files: p.store}, id)
		case meeting.DoSign:
			return meeting.Sign(t.Context(), u, id, "", "")
		}
		return meeting.Do(t.Context(), u, id, verb, "Bão")
	})
}

// Every verb in every state: what the table of rules allows is done and leads
// where it says, all else is refused and changes nothing.
func TestEveryVerbInEveryState(t *testing.T) {
	ways := map[meeting.State][]meeting.Verb{
		meeting.Planned: {}, meeting.NotHeld: {meeting.DoCallOff}, meeting.Open: {meeting.DoOpen}, meeting.Paused: {meeting.DoOpen, meeting.DoPause}, meeting.Closed: {meeting.DoOpen, meeting.DoClose},
		meeting.Approved: {meeting.DoOpen, meeting.DoClose, meeting.DoApprove}, meeting.Signed: {meeting.DoOpen, meeting.DoClose, meeting.DoApprove, meeting.DoSign},
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

// When an item was first taken up is kept, and that of one that was pressed by mistake is
// not; the minutes tell the items in that order, under the numbers of the agenda.
func TestItemsInTheOrderInWhichTheyWereTakenUp(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		id := p.made(t, p.planned())
		_, a := p.found(t, id)
		if err := p.does(t, id, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		opened := map[int]time.Time{}
		for _, step := range []struct {
			item  int
			lasts time.Duration
		}{{0, 5 * time.Minute}, {1, 10 * time.Second}, {3, 10 * time.Minute}, {1, 20 * time.Minute}, {3, time.Minute}} {
			p.MustDo(t, func(u *work.Unit) error {
				opened[step.item] = u.Now
				return meeting.Take(t.Context(), u, a[step.item].ID)
			})
			o.Advance(step.lasts)
		}
		_, now := p.found(t, id)
		if now[0].Taken.After(now[3].Taken) || !now[1].Taken.Equal(opened[1]) || !now[3].Taken.Before(opened[3]) || !now[2].Taken.IsZero() {
			t.Errorf("taken up at %v, %v, %v, %v", now[0].Taken, now[1].Taken, now[2].Taken, now[3].Taken)
		}
		minutes := p.browser(t, access.Office, p.commune).Get(id.Address() + "/minutes/file").Want(http.StatusOK).Body
		read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(minutes), int64(len(minutes)), source.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		rest := read.Text
		for _, want := range []string{"Ghi theo thứ tự tiến hành", "Nội dung 1: Khai mạc", "Nội dung 3: Kết luận", "Nội dung 2: Báo cáo kết quả"} {
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				t.Fatalf("%q is not where it is wanted: %s", want, read.Text)
			}
			rest = after
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

func only[T any](_ T, err error) error { return err }

package schedule_test

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/schedule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, task.Schema, board.Schema, schedule.Schema}
)

// A place is a commune beside another one, under a province.
type place struct {
	others []schedule.Entry // that are kept elsewhere
	*dbtest.Office
	province, commune, other org.ID
	tree                     *org.Tree
	today                    civil.Date
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior}, day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
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

func (p *place) entry() schedule.Entry {
	return schedule.Entry{Body: p.commune, On: p.today, From: "8h", Until: "10:30", Words: "Họp Ban Thường vụ", Chair: "Bí thư Đảng uỷ", Place: "Phòng họp số 1"}
}

func (p *place) add(t testing.TB, e schedule.Entry) (made schedule.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = schedule.Add(t.Context(), u, e)
		return err
	})
	return made
}

func (p *place) week(t testing.TB, who work.Who, on civil.Date) (w *schedule.Week) {
	t.Helper()
	if err := p.View(t.Context(), who, func(v *work.View) (err error) {
		w, err = schedule.WeekOf(t.Context(), v, p.commune, on)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return w
}

// A week is seen by those who make it until it is issued, and by all afterwards;
// then entries are called off and no longer taken away.
func TestWeekIsIssued(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		office, specialist := p.as(access.Office, p.commune), p.as(access.Specialist, p.commune)
		issue := func(on civil.Date) error {
			return o.Do(ctx, office, func(u *work.Unit) error { return schedule.Issue(ctx, u, p.commune, on) })
		}
		if err := issue(p.today); !fault.Is(err, fault.Invalid) {
			t.Errorf("an empty week is issued: %v", err)
		}
		id, gone := p.add(t, p.entry()), p.add(t, p.entry())
		if err := o.Do(ctx, office, func(u *work.Unit) error { return schedule.Remove(ctx, u, gone, 1) }); err != nil {
			t.Error(err)
		}
		if n := len(p.week(t, specialist, p.today).Entries); n != 0 {
			t.Errorf("before the week is issued a specialist sees %d entries", n)
		}
		if n := len(p.week(t, office, p.today).Entries); n != 1 {
			t.Errorf("the office sees %d entries", n)
		}
		if err := issue(p.today); err != nil {
			t.Fatal(err)
		}
		if err := issue(p.today); !fault.Is(err, fault.Conflict) {
			t.Errorf("the week is issued twice: %v", err)
		}
		w := p.week(t, specialist, p.today.AddDays(0))
		if len(w.Entries) != 1 || w.Entries[0].From != "08:00" || w.Issued.IsZero() {
			t.Errorf("after it: %+v", w)
		}
		if err := o.Do(ctx, office, func(u *work.Unit) error { return schedule.Remove(ctx, u, id, 1) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("an issued entry is taken away: %v", err)
		}
		off := w.Entries[0]
		off.CalledOff = "Đồng chí chủ trì đi công tác"
		change := func(e schedule.Entry) error {
			return o.Do(ctx, office, func(u *work.Unit) error { return schedule.Change(ctx, u, e) })
		}
		if err := change(off); err != nil {
			t.Error(err)
		}
		if err := change(off); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		// The week after repeats what took place, once.
		p.add(t, schedule.Entry{Body: p.commune, On: p.today, Words: "Tiếp công dân"})
		next := p.today.AddDays(7)
		for _, want := range []int{1, 0} {
			var n int
			if err := o.Do(ctx, office, func(u *work.Unit) (err error) {
				n, err = schedule.Repeat(ctx, u, p.commune, next)
				return err
			}); err != nil || n != want {
				t.Errorf("repeated %d (%v), want %d", n, err, want)
			}
		}
		if w := p.week(t, office, next); len(w.Entries) != 1 || w.Entries[0].On != next || w.Entries[0].Words != "Tiếp công dân" {
			t.Errorf("the week after: %+v", w.Entries)
		}
		if err := o.Do(ctx, office, func(u *work.Unit) error {
			_, err := schedule.Repeat(ctx, u, p.commune, p.today)
			return err
		}); !fault.Is(err, fault.Conflict) {
			t.Errorf("an issued week is filled: %v", err)
		}
	})
}

func TestRefusedEntries(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		for field, spoil := range map[string]func(*schedule.Entry){
			"words": func(e *schedule.Entry) { e.Words = " " },
			"on":    func(e *schedule.Entry) { e.On = civil.Date{} },
			"from":  func(e *schedule.Entry) { e.From, e.Until = "25h", "" },
			"until": func(e *schedule.Entry) { e.Until = "7h" },
			"place": func(e *schedule.Entry) { e.Place = strings.Repeat("a", 501) },
		} {
			e := p.entry()
			spoil(&e)
			err := o.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return only(schedule.Add(t.Context(), u, e)) })
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || all[0].Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
	})
}

// A week begins on a Monday, and holds every day that has it as its week.
func TestWeeks(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		on := day("2020-01-01").AddDays(rapid.IntRange(0, 5000).Draw(r, "day"))
		monday := schedule.MondayOf(on)
		w := schedule.Week{Monday: monday}
		held := 0
		for _, d := range w.Days() {
			if schedule.MondayOf(d) != monday {
				r.Fatalf("%s is in the week of %s", d, schedule.MondayOf(d))
			}
			if d == on {
				held++
			}
		}
		if monday.Weekday() != 1 || held != 1 {
			r.Fatalf("the week of %s begins on %s and holds it %d times", on, monday, held)
		}
	})
}

// Two entries clash where they share a minute and a place or who chairs, whichever
// comes first; what is called off clashes with nothing.
func TestClashes(t *testing.T) {
	minute := func(clock string) int {
		return int(clock[0]-'0')*600 + int(clock[1]-'0')*60 + int(clock[3]-'0')*10 + int(clock[4]-'0')
	}
	rapid.Check(t, func(r *rapid.T) {
		clock := rapid.SampledFrom([]string{"08:00", "08:30", "09:00", "10:15", "14:00"})
		draw := func(name string) schedule.Entry {
			e := schedule.Entry{ID: schedule.ID(name), On: day("2026-11-23").AddDays(rapid.IntRange(0, 1).Draw(r, name+" day")), From: clock.Draw(r, name+" from"), Words: name}
			if until := clock.Draw(r, name+" until"); until > e.From {
				e.Until = until
			}
			e.Place = rapid.SampledFrom([]string{"", "Phòng 1", "phòng 1", "Phòng 2"}).Draw(r, name+" place")
			e.Chair = rapid.SampledFrom([]string{"", "Bí thư"}).Draw(r, name+" chair")
			e.CalledOff = rapid.SampledFrom([]string{"", "", "Hoãn"}).Draw(r, name+" off")
			return e
		}
		a, b := draw("a"), draw("b")
		one, other := schedule.Week{Entries: []schedule.Entry{a, b}}, schedule.Week{Entries: []schedule.Entry{b, a}}
		if len(one.Clashes()) != len(other.Clashes()) {
			r.Fatalf("%v %v: the order tells", a, b)
		}
		last := func(e schedule.Entry) int {
			if e.Until == "" {
				return minute(e.From) + 1
			}
			return minute(e.Until)
		}
		both := a.On == b.On && a.CalledOff == "" && b.CalledOff == "" && minute(a.From) < last(b) && minute(b.From) < last(a)
		shared := a.Chair != "" && a.Chair == b.Chair || a.Place != "" && strings.EqualFold(a.Place, b.Place)
		if got := len(one.Clashes()) == 1; got != (both && shared) {
			r.Fatalf("%+v and %+v clash: %v", a, b, got)
		}
	})
}

func only[T any](_ T, err error) error { return err }

var errUndo = errors.New("undo")

// Every operation by everybody: office, head, specialist, inspector,
// administrator of the commune, then the office of another one, and of the
// province.
func TestEveryOperationRefusesWhoMayNot(t *testing.T) {
	type op struct {
		may string
		do  func(context.Context, *work.Unit, *place, schedule.ID) error
	}
	ops := map[string]op{
		"WeekOf": {"....F F .", func(ctx context.Context, u *work.Unit, p *place, _ schedule.ID) error {
			return only(schedule.WeekOf(ctx, &u.View, p.commune, u.Today))
		}},
		"Find": {"..UUU U .", func(ctx context.Context, u *work.Unit, _ *place, id schedule.ID) error {
			return only(schedule.Find(ctx, &u.View, id))
		}},
		"Add": {"..FFF F .", func(ctx context.Context, u *work.Unit, p *place, _ schedule.ID) error {
			return only(schedule.Add(ctx, u, p.entry()))
		}},
		"Change": {"..UUU U .", func(ctx context.Context, u *work.Unit, p *place, id schedule.ID) error {
			e := p.entry()
			e.ID, e.Version = id, 1
			return schedule.Change(ctx, u, e)
		}},
		"Remove": {"..UUU U .", func(ctx context.Context, u *work.Unit, _ *place, id schedule.ID) error {
			return schedule.Remove(ctx, u, id, 1)
		}},
		"Issue": {"..FFF F .", func(ctx context.Context, u *work.Unit, p *place, _ schedule.ID) error {
			return schedule.Issue(ctx, u, p.commune, u.Today)
		}},
		"Repeat": {"..FFF F .", func(ctx context.Context, u *work.Unit, p *place, _ schedule.ID) error {
			return only(schedule.Repeat(ctx, u, p.commune, u.Today))
		}},
	}
	for _, name := range dbtest.Operations(t) {
		if _, ok := ops[name]; !ok {
			t.Errorf("operation %s is missing from the table: say who may do it", name)
		}
	}
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		id := p.add(t, p.entry())
		var who []work.Who
		for _, r := range access.Roles() {
			who = append(who, p.as(r, p.commune))
		}
		who = append(who, p.as(access.Office, p.other), p.as(access.Office, p.province))
		for name, op := range ops {
			got := make([]byte, len(who))
			for i, one := range who {
				err := o.Do(t.Context(), one, func(u *work.Unit) error {
					if err := op.do(t.Context(), u, p, id); err != nil {
						return err
					}
					return errUndo
				})
				switch {
				case errors.Is(err, errUndo):
					got[i] = '.'
				case fault.Is(err, fault.Forbidden):
					got[i] = 'F'
				case fault.Is(err, fault.Unknown):
					got[i] = 'U'
				default:
					t.Errorf("%s by the person %d: %v", name, i, err)
					got[i] = '?'
				}
			}
			if want := strings.ReplaceAll(op.may, " ", ""); string(got) != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
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
	return webtest.New(t, site.Handler(schedule.Capability(schedule.Deps{Others: func(_ context.Context, _ *work.View, _ org.ID, from, until civil.Date) ([]schedule.Entry, error) {
		return slices.DeleteFunc(slices.Clone(p.others), func(e schedule.Entry) bool { return e.On.Before(from) || e.On.After(until) }), nil
	}}).Routes))
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

// A week from its first entry on, with wrong input first; what clashes is told;
// and who only reads sees it when it is issued.
func TestSchedulePages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office, reader := p.browser(t, access.Office, p.commune), p.browser(t, access.Specialist, p.commune)
	week := both(t, office, "/schedule")
	if !week.Has(".empty") {
		t.Errorf("an empty week: %s", week.Text("main"))
	}
	form := both(t, office, "/schedule/new?on="+p.today.String())
	wrong := form.Submit("form.form", "words", "", "from", "sáng").Want(http.StatusUnprocessableEntity)
	if !wrong.Has("#f-words-error") || !wrong.Has("#f-from-error") || wrong.Value("from") != "sáng" {
		t.Errorf("what is wrong: %s", wrong.Text(".error-summary"))
	}
	wrong.Submit("form.form", "words", "Họp Ban Thường vụ", "from", "8h", "until", "10h", "place", "Phòng 1").Want(http.StatusOK)
	form = both(t, office, "/schedule/new?on="+p.today.String())
	shown := form.Submit("form.form", "words", "Tiếp công dân", "from", "9h", "place", "phòng 1").Want(http.StatusOK)
	if !strings.Contains(shown.Text(".notice-caution"), "Trùng địa điểm") {
		t.Errorf("of the clash the page says %q", shown.Text(".notice-caution"))
	}
	if before := both(t, reader, "/schedule"); strings.Contains(before.Text("main"), "Họp Ban Thường vụ") {
		t.Error("a week that was not issued is shown")
	}
	entry := shown.Find("td a[href^='/schedule/']").AttrOr("href", "")
	both(t, office, entry)
	shown.Submit("form[action='/schedule/issue']").Want(http.StatusOK)
	if after := both(t, reader, "/schedule"); !strings.Contains(after.Text("main"), "Họp Ban Thường vụ") || after.Has("a[href^='/schedule/new']") {
		t.Errorf("after it was issued: %s", after.Text("main"))
	}
	if edit := both(t, office, entry); edit.Has("form[action$='/remove']") {
		t.Error("an issued entry can be taken away")
	}
	office.Get("/schedule?week=mai").Want(http.StatusUnprocessableEntity)
	p.browser(t, access.Office, p.other).Get(entry).Want(http.StatusNotFound)
}

// What is kept elsewhere stands in the week and on its paper, leads to its own
// page and is not changed here; a clash with it is told; the week of one leader holds
// what they chair.
func TestConferencesInTheWeek(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	monday := schedule.MondayOf(p.today)
	p.others = []schedule.Entry{
		{ID: "m1", Body: p.commune, On: monday, From: "08:00", Until: "10:00", Words: "Hội nghị sơ kết", Chair: "Bí thư, Phó Bí thư", Place: "Hội trường", Address: "/meetings/m1"},
		{ID: "m2", Body: p.commune, On: monday.AddDays(7), From: "08:00", Words: "Tuần sau", Chair: "Bí thư", Address: "/meetings/m2"},
	}
	p.add(t, schedule.Entry{Body: p.commune, On: monday, From: "8h30", Words: "Đi cơ sở", Chair: "Chủ tịch", Place: "Hội trường"})
	office, reader := p.browser(t, access.Office, p.commune), p.browser(t, access.Specialist, p.commune)
	at := "/schedule?body=" + string(p.commune) + "&week=" + monday.String()
	week := both(t, office, at)
	rows := week.Find("tbody tr:not(.group-row)")
	if rows.Length() != 2 || !week.Has("a[href='/meetings/m1']") || week.Has("a[href='/schedule/m1']") || !strings.Contains(week.Text("main"), "Trùng địa điểm Hội trường") {
		t.Errorf("the week: %s", week.Text("main"))
	}
	of := both(t, office, at+"&leader=B%C3%AD+th%C6%B0")
	if said := of.Text("main"); !strings.Contains(said, "Hội nghị sơ kết") || strings.Contains(said, "Đi cơ sở") {
		t.Errorf("the week of one: %s", said)
	}
	both(t, office, at+"&leader=Kh%C3%B4ng+ai")
	said, _, _ := paperOf(t, office, "?body="+string(p.commune)+"&week="+monday.String()+"&leader=B%C3%AD+th%C6%B0")
	if !strings.Contains(said, "Hội nghị sơ kết") || strings.Contains(said, "Đi cơ sở") || !strings.Contains(said, "Lãnh đạo: Bí thư") {
		t.Errorf("the paper of one: %s", said)
	}
	if hidden := both(t, reader, at); strings.Contains(hidden.Text("main"), "sơ kết") {
		t.Error("a week that is not issued tells of conferences")
	}
	if office.Get("/schedule/m1").Status == http.StatusOK {
		t.Error("what is kept elsewhere is changed here")
	}
	// It is issued and repeated without it.
	p.MustDo(t, func(u *work.Unit) error { return schedule.Issue(t.Context(), u, p.commune, monday) })
	p.MustDo(t, func(u *work.Unit) error {
		n, err := schedule.Repeat(t.Context(), u, p.commune, monday.AddDays(7))
		if n != 1 {
			t.Errorf("%d entries were copied", n)
		}
		return err
	})
	if !strings.Contains(both(t, reader, at).Text("main"), "Hội nghị sơ kết") {
		t.Error("an issued week lacks the conference")
	}
}

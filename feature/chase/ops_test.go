package chase

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
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
	"quyet/feature/factor"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var wholeSchema = []fs.FS{rule.Schema, org.Schema, account.Schema, factor.Schema, audit.Schema, search.Schema, task.Schema, notice.Schema, Schema}

// An office with a province that gives tasks to a commune, and somebody of each
// to be told.
type office struct {
	*dbtest.Office
	keeper            *audit.Keeper
	province, commune org.ID
	people            map[string]account.ID
}

func begin(t *testing.T, o *dbtest.Office) *office {
	t.Helper()
	ctx := t.Context()
	s := &office{Office: o, keeper: audit.NewKeeper(filepath.Join(t.TempDir(), "log.key")), people: map[string]account.ID{}}
	password, err := account.Choose(ctx, "từ nghị quyết đến kết quả")
	if err != nil {
		t.Fatal(err)
	}
	s.at(t, "2026-11-23", "09:00") // a Monday
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, above org.ID) (org.ID, error) {
			return org.Establish(ctx, u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: above}, civil.MustParse("2025-07-01"), org.Act{Symbol: "01-QĐ/TU", On: civil.MustParse("2025-06-12")})
		}
		var err, err2 error
		s.province, err = establish("P", "Tỉnh uỷ Sông Đông", org.Province, "")
		s.commune, err2 = establish("C", "Đảng uỷ xã Bắc Hà", org.Commune, s.province)
		if err = errors.Join(err, err2); err != nil {
			return err
		}
		for i, at := range []struct {
			name string
			body org.ID
			role access.Role
		}{{"issuer", s.province, access.Office}, {"office", s.commune, access.Office}, {"head", s.commune, access.Head}, {"specialist", s.commune, access.Specialist}} {
			a, err := account.Create(ctx, u, account.NewAccount{Login: fmt.Sprintf("tk.%d", i), Name: "Người " + at.name, Password: password})
			if err != nil {
				return err
			}
			s.people[at.name] = a
			if _, err := account.GrantRole(ctx, u, account.NewGrant{Account: a, Role: at.role, Scope: at.body.Scope(), Interval: civil.Since(civil.MustParse("2026-01-01"))}); err != nil {
				return err
			}
		}
		return nil
	})
	s.gather(t)
	return s
}

func (s *office) at(t *testing.T, day, clock string) {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, s.Zone)
	if err != nil {
		t.Fatal(err)
	}
	s.Set(at)
}

func (s *office) gather(t *testing.T) {
	t.Helper()
	if err := errors.Join(s.keeper.Seal(t.Context(), s.Office.Office), notice.Gather(t.Context(), s.Office.Office)); err != nil {
		t.Fatal(err)
	}
}

func (s *office) as(name string) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		system := *v
		system.Actor = access.System("test")
		actors, err := account.Acting(ctx, &system, []account.ID{s.people[name]})
		return actors[s.people[name]], err
	}
}

func (s *office) do(t *testing.T, name string, fn func(u *work.Unit) error) {
	t.Helper()
	if err := s.Do(t.Context(), s.as(name), fn); err != nil {
		t.Fatal(err)
	}
}

// give gives the commune tasks that are due on a day.
func (s *office) give(t *testing.T, n int, due string) (ids []task.ID) {
	t.Helper()
	s.do(t, "issuer", func(u *work.Unit) (err error) {
		all := make([]task.New, n)
		for i := range all {
			all[i] = task.New{Text: fmt.Sprintf("Xây dựng kế hoạch số %d", i+1), Deliverable: "Kế hoạch", Issuer: s.province, Lead: s.commune, Due: civil.MustParse(due)}
		}
		ids, err = task.AssignMany(t.Context(), u, all)
		return err
	})
	return ids
}

func (s *office) run(t *testing.T) {
	t.Helper()
	if err := Run(t.Context(), s.Office.Office); err != nil {
		t.Fatal(err)
	}
}

// days lets the program run every day up to one, several times a day.
func (s *office) days(t *testing.T, from, to string) {
	t.Helper()
	for day := civil.MustParse(from); !day.After(civil.MustParse(to)); day = day.AddDays(1) {
		for _, clock := range []string{"05:00", "06:30", "14:00"} {
			s.at(t, day.String(), clock)
			s.run(t)
		}
	}
}

// done returns what was done of a task, the first first: "urge 2026-12-01 (2026-11-30)".
func (s *office) done(t *testing.T, id task.ID) (out []string) {
	t.Helper()
	s.MustView(t, func(v *work.View) error {
		o, err := Of(t.Context(), v, id)
		if err != nil {
			return err
		}
		for _, d := range slices.Backward(o.Done) {
			out = append(out, fmt.Sprintf("%s %s (%s)", d.Step, d.Day, d.Due))
		}
		return nil
	})
	return out
}

// A task that nobody touches climbs the ladder of the shipped rules, each step
// once, on working days, whatever the hours at which the program runs; and those
// whom each step concerns are told.
func TestTheWholeLadder(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		s := begin(t, o)
		id := s.give(t, 1, "2026-12-04")[0] // a Friday
		s.days(t, "2026-11-23", "2026-12-22")
		want := []string{
			"remind 2026-12-01 (2026-12-04)", "urge 2026-12-07 (2026-12-04)", "list 2026-12-07 (2026-12-04)", "list 2026-12-14 (2026-12-04)",
			"escalate 2026-12-18 (2026-12-04)", "list 2026-12-21 (2026-12-04)",
		}
		got := s.done(t, id)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("done\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		s.gather(t)
		for name, want := range map[string][]string{
			"specialist": {"Nhắc: nhiệm vụ sắp đến hạn", "Đôn đốc: nhiệm vụ đã quá hạn"},
			"head":       {"Nhiệm vụ mới được giao", "Nhắc: nhiệm vụ sắp đến hạn", "Đôn đốc: nhiệm vụ đã quá hạn", "Báo cáo cấp trên: nhiệm vụ quá hạn kéo dài"},
			"issuer": {
				"Đôn đốc: nhiệm vụ đã quá hạn", "Danh sách giao ban: 1 nhiệm vụ quá hạn", "Danh sách giao ban: 1 nhiệm vụ quá hạn",
				"Báo cáo cấp trên: nhiệm vụ quá hạn kéo dài", "Danh sách giao ban: 1 nhiệm vụ quá hạn",
			},
		} {
			var told []string
			if err := o.View(t.Context(), s.as(name), func(v *work.View) error {
				items, _, err := notice.Inbox(t.Context(), v, notice.Cursor{})
				for _, i := range items {
					told = append(told, i.Title(t.Context()))
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			slices.Sort(told)
			slices.Sort(want)
			if !slices.Equal(told, want) {
				t.Errorf("%s is told\n%s\nwant\n%s", name, strings.Join(told, "\n"), strings.Join(want, "\n"))
			}
		}
	})
}

// More time begins the ladder anew; what is suspended, handed in or cancelled is
// left alone, and goes on where it is not any more.
func TestWhatStopsTheLadder(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		ids := s.give(t, 4, "2026-12-04")
		extended, suspended, handedIn, cancelled := ids[0], ids[1], ids[2], ids[3]
		s.days(t, "2026-11-23", "2026-12-02")
		s.do(t, "head", func(u *work.Unit) error {
			causes, err := task.Causes(ctx, &u.View)
			if err != nil {
				return err
			}
			return errors.Join(task.RequestExtension(ctx, u, task.Ref{ID: extended}, civil.MustParse("2026-12-11"), causes[0].Code, "Chờ hướng dẫn"),
				task.Accept(ctx, u, task.Ref{ID: handedIn}, ""), task.Submit(ctx, u, task.Ref{ID: handedIn}, task.Report{Note: "Đã ban hành"}))
		})
		s.do(t, "issuer", func(u *work.Unit) error {
			return errors.Join(task.GrantExtension(ctx, u, task.Ref{ID: extended}, civil.Date{}, ""),
				task.Suspend(ctx, u, task.Ref{ID: suspended}, "Chờ quyết định"), task.Cancel(ctx, u, task.Ref{ID: cancelled}, "15-KL/TU", ""))
		})
		s.days(t, "2026-12-03", "2026-12-13")
		s.do(t, "issuer", func(u *work.Unit) error {
			return errors.Join(task.Resume(ctx, u, task.Ref{ID: suspended}, civil.Date{}, ""), task.Reject(ctx, u, task.Ref{ID: handedIn}, "Thiếu phụ lục"))
		})
		s.days(t, "2026-12-14", "2026-12-15")
		const early = "remind 2026-12-01 (2026-12-04)"
		for id, want := range map[task.ID][]string{
			extended:  {early, "remind 2026-12-08 (2026-12-11)", "urge 2026-12-14 (2026-12-11)", "list 2026-12-14 (2026-12-11)"},
			suspended: {early, "urge 2026-12-14 (2026-12-04)", "list 2026-12-14 (2026-12-04)"},
			handedIn:  {early, "urge 2026-12-14 (2026-12-04)", "list 2026-12-14 (2026-12-04)"},
			cancelled: {early},
		} {
			got := s.done(t, id)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("done\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
	})
}

// More tasks than one unit looks at, several instances at once: each step is
// done once, and its event is recorded once.
func TestInstancesChaseTogether(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		const n = 1200
		s.give(t, n, "2026-11-20") // late when it was given
		s.at(t, "2026-11-24", "07:00")
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() {
				for range 2 {
					if err := Run(ctx, o.Office); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		s.run(t)
		var steps, events int64
		o.MustView(t, func(v *work.View) error {
			return errors.Join(v.One(ctx, db.Built("chase.test", `SELECT count(*) FROM chase_step WHERE step = 'urge'`), nil, &steps),
				v.One(ctx, db.Built("chase.test", `SELECT count(*) FROM event_log WHERE kind = 'chase.urge'`), nil, &events))
		})
		if steps != n || events != n {
			t.Errorf("%d urges, %d events, want %d", steps, events, n)
		}
	})
}

// The issuer urges in its own words: once a day, what there is to be urged, and
// nobody else does.
func TestUrgingByHand(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		id := s.give(t, 1, "2026-12-04")[0]
		s.gather(t)
		urge := func(name, words string) error {
			return o.Do(ctx, s.as(name), func(u *work.Unit) error { return UrgeTask(ctx, u, id, words) })
		}
		if err := urge("issuer", " "); !fault.Is(err, fault.Invalid) {
			t.Errorf("without words: %v", err)
		}
		if err := urge("head", "Làm đi"); !fault.Is(err, fault.Forbidden) {
			t.Errorf("by the lead: %v", err)
		}
		if err := urge("issuer", "Đề nghị báo cáo trước 17 giờ"); err != nil {
			t.Fatal(err)
		}
		if err := urge("issuer", "Nhắc lần nữa"); !fault.Is(err, fault.Conflict) {
			t.Errorf("twice a day: %v", err)
		}
		s.gather(t)
		if err := o.View(ctx, s.as("specialist"), func(v *work.View) error {
			items, _, err := notice.Inbox(ctx, v, notice.Cursor{})
			if len(items) != 1 || items[0].Title(ctx) != "Cơ quan giao đôn đốc thực hiện" || items[0].Things[0].Words != "Đề nghị báo cáo trước 17 giờ" {
				t.Errorf("the lead is told %+v", items)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		s.at(t, "2026-11-24", "09:00")
		s.do(t, "issuer", func(u *work.Unit) error {
			return errors.Join(UrgeTask(ctx, u, id, "Ngày hôm sau"), task.Suspend(ctx, u, task.Ref{ID: id}, "Chờ"))
		})
		s.at(t, "2026-11-25", "09:00")
		if err := urge("issuer", "Đang tạm dừng"); !fault.Is(err, fault.Conflict) {
			t.Errorf("of what is suspended: %v", err)
		}
	})
}

// The list for the briefing is as it was made, the longest overdue first.
func TestTheList(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		late, later := s.give(t, 1, "2026-11-25")[0], s.give(t, 1, "2026-11-20")[0]
		s.days(t, "2026-11-24", "2026-12-01")
		s.do(t, "issuer", func(u *work.Unit) error { return task.Cancel(ctx, u, task.Ref{ID: late}, "15-KL/TU", "") })
		s.days(t, "2026-12-02", "2026-12-08")
		want := map[string][]task.ID{"": {later}, "2026-11-30": {later, late}, "2026-12-07": {later}, "2026-12-01": nil}
		for day, ids := range want {
			if err := o.View(ctx, s.as("issuer"), func(v *work.View) error {
				d := civil.Date{}
				if day != "" {
					d = civil.MustParse(day)
				}
				sheet, err := SheetOf(ctx, v, s.province, d, MostListed)
				if err != nil {
					return err
				}
				var got []task.ID
				for _, l := range sheet.List {
					got = append(got, l.Task)
				}
				if short, err := SheetOf(ctx, v, s.province, d, 1); err != nil || len(short.List) > 1 || short.More != (len(ids) > 1) || sheet.More {
					t.Errorf("one line of the list of %q: %v, %v", day, short, err)
				}
				if !slices.Equal(got, ids) {
					t.Errorf("the list of %q holds %v, want %v", day, got, ids)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// What was done is walked page by page to the end and back, each step once and the
// latest first, also where more is done meanwhile and many steps are of one instant.
func TestWalkingTheSteps(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		ids := s.give(t, 9, "2026-12-25")
		urge := func(day string, ids ...task.ID) {
			s.at(t, day, "09:00")
			s.do(t, "issuer", func(u *work.Unit) error { _, err := UrgeMany(ctx, u, ids, "Khẩn trương"); return err })
		}
		urge("2026-11-24", ids...)
		urge("2026-11-25", ids...)
		page := func(at Cursor) (steps []DoneID, newer, older Cursor) {
			if err := o.View(ctx, s.as("issuer"), func(v *work.View) error {
				found, n, o, err := Latest(ctx, v, s.province, at, 5)
				for _, l := range found {
					steps = append(steps, l.ID)
					if !l.Seen || l.Text == "" {
						t.Errorf("of step %s the task is not told", l.ID)
					}
				}
				newer, older = n, o
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return steps, newer, older
		}
		var forth [][]DoneID
		seen := map[DoneID]bool{}
		var last Cursor
		for at := (Cursor{}); ; {
			steps, newer, older := page(at)
			if newer.IsZero() != at.IsZero() {
				t.Errorf("before page %d there are some: %t", len(forth)+1, !newer.IsZero())
			}
			for _, one := range steps {
				seen[one] = true
			}
			forth, last = append(forth, steps), newer
			if older.IsZero() {
				break
			}
			if at = ParseCursor(older.String(), older.Back); at != older {
				t.Fatalf("%v is read as %v", older, at)
			}
		}
		if len(seen) != 18 || len(forth) != 4 {
			t.Fatalf("%d steps on %d pages", len(seen), len(forth))
		}
		urge("2026-11-26", ids[:2]...)
		for n := len(forth) - 2; n >= 0; n-- {
			steps, newer, older := page(last)
			if !slices.Equal(steps, forth[n]) || older.IsZero() {
				t.Errorf("page %d was %q and is %q on the way back", n+1, forth[n], steps)
			}
			last = newer
		}
		if steps, newer, _ := page(last); len(steps) != 2 || seen[steps[0]] || !newer.IsZero() {
			t.Errorf("at the beginning stand %d steps", len(steps))
		}
		for _, odd := range []string{"", "x", "_", "12", "12_", "x_y"} {
			if at := ParseCursor(odd, true); !at.IsZero() || at.Back {
				t.Errorf("%q is read as %v", odd, at)
			}
		}
	})
}

// A report that is owed is urged once for the day on which it was due.
func TestTheSecondClock(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		var id task.ID
		s.do(t, "issuer", func(u *work.Unit) (err error) {
			id, err = task.AssignNew(ctx, u, task.New{Text: "Theo dõi thường xuyên", Deliverable: "Báo cáo", Issuer: s.province, Lead: s.commune, Ongoing: true, UpdateEvery: 7})
			return err
		})
		s.do(t, "head", func(u *work.Unit) error { return task.Accept(ctx, u, task.Ref{ID: id}, "") }) // the first is due on 30 November
		s.days(t, "2026-11-24", "2026-12-04")
		s.do(t, "head", func(u *work.Unit) error {
			return task.Update(ctx, u, task.Ref{ID: id}, task.Report{Note: "Đã làm"}) // the next on 11 December, a Friday
		})
		s.days(t, "2026-12-05", "2026-12-16")
		if got, want := s.done(t, id), []string{"update 2026-12-01 (2026-11-30)", "update 2026-12-14 (2026-12-11)"}; !slices.Equal(got, want) {
			t.Errorf("done %q, want %q", got, want)
		}
	})
}

func TestRights(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		id := s.give(t, 1, "2026-12-04")[0]
		as := func(r access.Role, own bool) work.Who {
			scope := s.province.Scope()
			if !own {
				scope = "elsewhere"
			}
			return work.As(access.Actor{Account: "acc", Body: scope, Grants: []access.Grant{{Role: r, Scope: scope, Interval: civil.Since(civil.MustParse("2020-01-01"))}}})
		}
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"Find": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				var step DoneID
				as := *u
				as.Actor = access.System("test")
				if err := UrgeTask(ctx, &as, id, "Khẩn trương"); err != nil {
					return true, err
				}
				if err := u.One(ctx, db.Built("chase.test", `SELECT id FROM chase_step`), nil, &step); err != nil {
					return true, err
				}
				_, err := Find(ctx, &u.View, step)
				return true, err
			}},
			"Latest": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, _, _, err := Latest(ctx, &u.View, s.province, Cursor{}, 10)
				return true, err
			}},
			"LadderOf": {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) { _, err := LadderOf(ctx, &u.View); return true, err }},
			"Of":       {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { _, err := Of(ctx, &u.View, id); return true, err }},
			"Panel": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, err := Panel(ctx, &u.View, &task.Task{ID: id})
				return true, err
			}},
			"Source.Outlook": {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) {
				_, err := visiting.Outlook(ctx, &u.View, Duty{ID: "visit", Due: u.Today}, true)
				return true, err
			}},
			"Source.Panel": {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) {
				_, err := visiting.Panel(ctx, &u.View, Duty{ID: "visit", Due: u.Today}, true)
				return true, err
			}},
			"SheetOf": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, err := SheetOf(ctx, &u.View, s.province, civil.Date{}, MostListed)
				return true, err
			}},
			"UrgeMany": {Own: "yyffu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				all, err := UrgeMany(ctx, u, []task.ID{id}, "Khẩn trương")
				if err == nil {
					err = all[0].Refused
				}
				return true, err
			}},
			"UrgeTask": {Own: "yyffu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return true, UrgeTask(ctx, u, id, "Khẩn trương") }},
		})
	})
}

// Many tasks are urged at once as each would be alone: what may not be urged is left
// out and says why, nothing twice a day, and each lead is told once of all of its tasks.
func TestUrgingMany(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		ids := s.give(t, 4, "2026-12-04")
		s.do(t, "issuer", func(u *work.Unit) error { return task.Suspend(ctx, u, task.Ref{ID: ids[3]}, "Chờ") })
		s.do(t, "issuer", func(u *work.Unit) error { return UrgeTask(ctx, u, ids[2], "Riêng việc này") })
		s.gather(t)
		urge := func(name, words string, ids ...task.ID) (out []string, err error) {
			err = o.Do(ctx, s.as(name), func(u *work.Unit) error {
				all, err := UrgeMany(ctx, u, ids, words)
				out = nil
				for _, one := range all {
					out = append(out, fault.KindOf(one.Refused).String())
				}
				return err
			})
			return out, err
		}
		if _, err := urge("issuer", "  ", ids...); !fault.Is(err, fault.Invalid) {
			t.Errorf("without words: %v", err)
		}
		if _, err := urge("issuer", strings.Repeat("x", mostWords+1), ids...); !fault.Is(err, fault.Invalid) {
			t.Errorf("too many words: %v", err)
		}
		if _, err := urge("issuer", "x", slices.Repeat([]task.ID{"x"}, MostUrged+1)...); !fault.Is(err, fault.TooMuch) {
			t.Errorf("too many tasks: %v", err)
		}
		none := fault.KindOf(nil).String()
		conflict, forbidden, unknown := fault.Conflict.String(), fault.Forbidden.String(), fault.Unknown.String()
		if got, err := urge("head", "Làm đi", ids[0]); err != nil || !slices.Equal(got, []string{forbidden}) {
			t.Errorf("by the lead: %v %v", got, err)
		}
		before := s.steps(t)
		got, err := urge("issuer", "Báo cáo trước 17 giờ", ids[0], ids[1], ids[0], ids[2], ids[3], "none")
		if want := []string{none, none, conflict, conflict, unknown}; err != nil || !slices.Equal(got, want) {
			t.Errorf("urged %v, want %v: %v", got, want, err)
		}
		if again, err := urge("issuer", "Nhắc lần nữa", ids[:2]...); err != nil || !slices.Equal(again, []string{conflict, conflict}) {
			t.Errorf("twice a day: %v %v", again, err)
		}
		if n := s.steps(t); n != before+2 {
			t.Errorf("%d urges were written down, want 2", n-before)
		}
		s.at(t, "2026-11-23", "09:05")
		s.gather(t)
		if err := o.View(ctx, s.as("specialist"), func(v *work.View) error {
			items, _, err := notice.Inbox(ctx, v, notice.Cursor{})
			var titles []string
			for _, one := range items {
				titles = append(titles, one.Title(ctx))
			}
			if len(titles) == 0 || !slices.ContainsFunc(titles, func(s string) bool {
				return strings.HasSuffix(s, "2 nhiệm vụ") || strings.HasSuffix(s, "3 nhiệm vụ")
			}) || len(titles) > 3 {
				t.Errorf("the lead is told %q", titles)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// steps counts the urges by hand.
func (s *office) steps(t *testing.T) (n int64) {
	t.Helper()
	s.MustView(t, func(v *work.View) error {
		return v.One(t.Context(), db.Built("chase.test", `SELECT count(*) FROM chase_step WHERE step = 'hand'`), nil, &n)
	})
	return n
}

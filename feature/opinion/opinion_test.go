package opinion_test

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/factor"
	"quyet/feature/notice"
	"quyet/feature/opinion"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, doc.Schema, task.Schema, notice.Schema, chase.Schema, opinion.Schema}
)

// A place is a province with three bodies below it.
type place struct {
	*dbtest.Office
	province org.ID
	asked    []org.ID
	tree     *org.Tree
	deps     opinion.Deps
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
		for _, b := range [][2]string{{"X", "Đảng uỷ xã An Hoà"}, {"Y", "Đảng uỷ xã Bình Phú"}, {"Z", "Đảng uỷ xã Cẩm Sơn"}} {
			p.asked = append(p.asked, establish(b[0], b[1], org.Commune, p.province))
		}
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

func (p *place) at(t testing.TB, on, clock string) {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", on+" "+clock, p.Zone)
	if err != nil {
		t.Fatal(err)
	}
	p.Set(at)
}

func (p *place) question() opinion.Question {
	return opinion.Question{Body: p.province, Title: "Dự thảo Nghị quyết về chuyển đổi số", Words: "Đề nghị cho ý kiến về các chỉ tiêu."}
}

func (p *place) asks(t testing.TB, q opinion.Question, bodies ...org.ID) (made opinion.QuestionID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = opinion.Ask(t.Context(), u, q, bodies)
		return err
	})
	return made
}

func (p *place) of(t testing.TB, q opinion.QuestionID) (found *opinion.Question, all []*opinion.Opinion) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		found, all, err = opinion.Find(t.Context(), v, q)
		return err
	})
	return found, all
}

func (p *place) gives(ctx context.Context, o *opinion.Opinion, a opinion.Answer, words string) error {
	return p.Do(ctx, p.as(access.Office, o.Body), func(u *work.Unit) error {
		return opinion.Give(ctx, u, o.ID, opinion.Reply{Version: o.Version, Answer: a, Words: words})
	})
}

// lapses does what the program does every quarter of an hour.
func (p *place) lapses(ctx context.Context) error {
	return opinion.Capability(p.deps).Chores[0].Do(ctx, p.Office.Office)
}

// One is asked of three: one answers in time, one is silent and answers late, one has
// more time. What the silence was taken for by rule stays beside the late answer.
func TestOneAnswersOneLapsesOneIsOpen(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.asks(t, p.question(), p.asked...)
		q, all := p.of(t, id)
		if q.Due != day("2026-11-27") || len(all) != 3 || !strings.Contains(strings.Join(q.Rules, " "), "opinion.days@") {
			t.Fatalf("asked until %s by %v, %d bodies", q.Due, q.Rules, len(all))
		}
		if err := p.gives(ctx, all[0], opinion.Disagreed, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("who disagrees says why: %v", err)
		}
		if err := p.gives(ctx, all[0], opinion.AgreedWith, "Bổ sung chỉ tiêu."); err != nil {
			t.Fatal(err)
		}
		if err := p.gives(ctx, all[0], opinion.Agreed, ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("on what a colleague has answered meanwhile: %v", err)
		}
		_, all = p.of(t, id)
		if err := p.gives(ctx, all[0], opinion.Agreed, ""); err != nil {
			t.Errorf("anew as long as there is time: %v", err)
		}
		o.MustDo(t, func(u *work.Unit) error { return opinion.Extend(ctx, u, id, day("2026-12-11"), all[2].ID) })
		for _, at := range []struct {
			day    string
			lapsed int
		}{{"2026-11-27", 0}, {"2026-11-28", 0}, {"2026-11-29", 0}, {"2026-11-30", 1}} {
			p.at(t, at.day, "23:00")
			for range 2 {
				if err := p.lapses(ctx); err != nil {
					t.Fatal(err)
				}
			}
			_, all = p.of(t, id)
			if n := len(slices.DeleteFunc(slices.Clone(all), func(o *opinion.Opinion) bool { return o.Lapse == "" })); n != at.lapsed {
				t.Errorf("on %s %d have lapsed", at.day, n)
			}
		}
		if all[1].Lapse != opinion.NotGiven || all[1].Rule != "opinion.silence@2000-01-01" || !all[2].Open() || all[0].Lapse != "" {
			t.Errorf("%+v", all)
		}
		if err := p.gives(ctx, all[0], opinion.NoView, ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("an answer is changed after the time: %v", err)
		}
		if err := p.gives(ctx, all[1], opinion.Disagreed, "Chưa khả thi."); err != nil {
			t.Fatal(err)
		}
		_, all = p.of(t, id)
		if !all[1].Late() || all[1].Lapse != opinion.NotGiven || all[1].Words != "Chưa khả thi." {
			t.Errorf("the late answer: %+v", all[1])
		}
		if err := p.gives(ctx, all[1], opinion.Agreed, ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("a late answer is changed: %v", err)
		}
		s := opinion.StandingOf(all)
		if s.Asked != 3 || s.Given() != 2 || s.NotGiven != 1 || s.Late != 1 || s.Open != 1 || s.Deemed != 0 || s.Next != day("2026-12-11") {
			t.Errorf("%+v", s)
		}
		// Each body is counted once: as it answered in time, or as what became of it.
		sum := s.Open + s.NotGiven + s.Deemed + s.Withdrew
		for _, n := range s.Answers {
			sum += n
		}
		if sum != s.Asked {
			t.Errorf("of %d %d are counted", s.Asked, sum)
		}
		o.MustView(t, func(v *work.View) error {
			_, stand, _, err := opinion.List(ctx, v, p.province, opinion.Cursor{}, 5)
			if l := stand[id]; l.Asked != s.Asked || l.Given() != 2 || l.NotGiven != 1 || l.Late != 1 || l.Open != 1 || l.Next != s.Next {
				t.Errorf("counted in the list %+v", l)
			}
			return err
		})
	})
}

// Silence is agreement where, and only where, the rule said so on the day on which the
// time ran out; what lapsed before stays what it was.
func TestSilenceIsByRule(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		q := p.question()
		before := p.asks(t, q, p.asked...)
		q.Due = day("2026-12-10")
		after := p.asks(t, q, p.asked...)
		o.MustDo(t, func(u *work.Unit) error {
			return rule.Set(ctx, u, "opinion.silence", rule.Version{Value: "deemed_agreed", From: day("2026-12-01"), Citation: "Quy chế làm việc"})
		})
		p.at(t, "2026-12-11", "08:00")
		if err := p.lapses(ctx); err != nil {
			t.Fatal(err)
		}
		for id, want := range map[opinion.QuestionID][2]string{before: {"not_given", "opinion.silence@2000-01-01"}, after: {"deemed_agreed", "opinion.silence@2026-12-01*"}} {
			_, all := p.of(t, id)
			for _, one := range all {
				if string(one.Lapse) != want[0] || one.Rule != want[1] || one.Answer != "" {
					t.Errorf("%s by %s, want %v", one.Lapse, one.Rule, want)
				}
			}
		}
	})
}

// The time proposed has as many working days as the rule says and ends with one; it never
// runs out on a day off or before its last day, stays run out, and never shortens where
// more is given. Over Tết and the holidays behind it.
func TestTheClock(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	var c *rule.Calendar
	o.MustView(t, func(v *work.View) (err error) {
		c, err = rule.DaysOff.Calendar(t.Context(), v)
		return err
	})
	rapid.Check(t, func(t *rapid.T) {
		asked := day("2026-12-15").AddDays(rapid.IntRange(0, 150).Draw(t, "asked"))
		var p opinion.Proposal
		if err := o.View(context.Background(), work.System("test"), func(v *work.View) (err error) {
			p, err = opinion.Propose(context.Background(), v, asked)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		worked := 0
		for d := asked.AddDays(1); !d.After(p.Due); d = d.AddDays(1) {
			if !c.Off(d) {
				worked++
			}
		}
		if worked != p.Days || c.Off(p.Due) || worked+len(p.Skipped) != p.Due.Sub(asked) {
			t.Fatalf("from %s until %s are %d working days and %d others", asked, p.Due, worked, len(p.Skipped))
		}
		due := asked.AddDays(rapid.IntRange(0, 30).Draw(t, "due"))
		longer := due.AddDays(rapid.IntRange(0, 30).Draw(t, "longer"))
		clock, more := opinion.Clock{Calendar: c, Due: due}, opinion.Clock{Calendar: c, Due: longer}
		over := false
		for d := asked; d.Before(longer.AddDays(30)); d = d.AddDays(1) {
			now := clock.Over(d)
			switch {
			case now && (c.Off(d) || !d.After(due)):
				t.Fatalf("the time until %s is over on %s", due, d)
			case over && !now && !c.Off(d):
				t.Fatalf("the time until %s is over no more on %s", due, d)
			case more.Over(d) && !now:
				t.Fatalf("until %s it is over on %s, and until %s not", longer, d, due)
			}
			over = over || now
		}
		if !over {
			t.Fatalf("the time until %s is never over", due)
		}
	})
}

// More time never becomes less, whoever has how much; none is given to those whose time
// is over.
func TestMoreTimeIsNeverLess(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.asks(t, p.question(), p.asked...)
		_, all := p.of(t, id)
		extend := func(to string, only opinion.ID) error {
			return o.Do(ctx, p.as(access.Office, p.province), func(u *work.Unit) error { return opinion.Extend(ctx, u, id, day(to), only) })
		}
		if err := extend("2026-12-18", all[0].ID); err != nil {
			t.Fatal(err)
		}
		for to, only := range map[string]opinion.ID{"2026-11-27": all[1].ID, "2026-11-20": all[1].ID, "2026-12-18": all[0].ID} {
			if err := extend(to, only); !fault.Is(err, fault.Invalid) {
				t.Errorf("until %s: %v", to, err)
			}
		}
		if err := extend("2026-12-05", ""); err != nil { // a Saturday
			t.Fatal(err)
		}
		_, all = p.of(t, id)
		if all[0].Due != day("2026-12-18") || all[1].Due != day("2026-12-07") || all[2].Due != day("2026-12-07") {
			t.Errorf("until %s, %s, %s", all[0].Due, all[1].Due, all[2].Due)
		}
		p.at(t, "2026-12-08", "08:00") // and nobody has noted it yet
		if err := extend("2026-12-25", all[1].ID); !fault.Is(err, fault.Conflict) {
			t.Errorf("behind the time: %v", err)
		}
		if err := extend("2026-12-25", ""); err != nil {
			t.Fatal(err)
		}
		if _, all = p.of(t, id); all[0].Due != day("2026-12-25") || all[1].Due != day("2026-12-07") {
			t.Errorf("until %s, %s", all[0].Due, all[1].Due)
		}
	})
}

// Where a body answers while its time runs out, its answer is kept either way, the outcome
// is noted at most once, and it is late if and only if it came behind the day.
func TestAnswersAndLapsesAtOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		for n := range 6 {
			p.at(t, "2026-11-20", "09:00")
			id := p.asks(t, p.question(), p.asked...)
			_, all := p.of(t, id)
			late := n%2 == 0
			if p.at(t, "2026-11-27", "16:00"); late {
				p.at(t, "2026-11-30", "08:00")
			}
			var wait sync.WaitGroup
			errs := make([]error, 5)
			for i := range errs {
				wait.Go(func() {
					if i < len(all) {
						errs[i] = p.gives(ctx, all[i], opinion.NoView, "")
						return
					}
					errs[i] = p.lapses(ctx)
				})
			}
			wait.Wait()
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
			_, all = p.of(t, id)
			for _, one := range all {
				if one.Answer != opinion.NoView || one.Late() != late || (one.Lapse == opinion.NotGiven) != late {
					t.Errorf("answered %q, lapsed %q, behind the day %v", one.Answer, one.Lapse, late)
				}
				o.MustView(t, func(v *work.View) error {
					events, err := v.History(ctx, string(one.ID), 10)
					lapses := 0
					for _, e := range events {
						if e.Kind == "opinion.lapse" {
							lapses++
						}
					}
					if late && lapses != 1 || !late && lapses != 0 {
						t.Errorf("%d times it was noted that the time is over", lapses)
					}
					return err
				})
			}
		}
	})
}

// What is withdrawn asks nobody any more; what was answered stays.
func TestWithdraw(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.asks(t, p.question(), p.asked...)
		_, all := p.of(t, id)
		if err := p.gives(ctx, all[0], opinion.Agreed, ""); err != nil {
			t.Fatal(err)
		}
		withdraw := func(why string) error {
			return o.Do(ctx, p.as(access.Head, p.province), func(u *work.Unit) error { return opinion.Withdraw(ctx, u, id, why) })
		}
		if err := withdraw(" "); !fault.Is(err, fault.Invalid) {
			t.Errorf("without a reason: %v", err)
		}
		if err := withdraw("Dự thảo được viết lại"); err != nil {
			t.Fatal(err)
		}
		if err := withdraw("Lần nữa"); !fault.Is(err, fault.Conflict) {
			t.Errorf("twice: %v", err)
		}
		q, all := p.of(t, id)
		if q.Withdrawn != "Dự thảo được viết lại" || all[0].Answer != opinion.Agreed || all[0].Lapse != "" || all[1].Lapse != opinion.Withdrawn {
			t.Errorf("%+v", all)
		}
		if err := p.gives(ctx, all[1], opinion.Agreed, ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("an answer to what was withdrawn: %v", err)
		}
	})
}

// Each body is urged once a day, and only while its answer is waited for.
func TestUrge(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.asks(t, p.question(), p.asked...)
		_, all := p.of(t, id)
		if err := p.gives(ctx, all[0], opinion.Agreed, ""); err != nil {
			t.Fatal(err)
		}
		urge := func() (n int, err error) {
			err = o.Do(ctx, p.as(access.Office, p.province), func(u *work.Unit) (err error) {
				n, err = opinion.Urge(ctx, u, id)
				return err
			})
			return n, err
		}
		if n, err := urge(); n != 2 || err != nil {
			t.Errorf("%d were urged: %v", n, err)
		}
		if n, err := urge(); !fault.Is(err, fault.Conflict) {
			t.Errorf("%d were urged again: %v", n, err)
		}
		p.at(t, "2026-11-23", "09:00")
		if n, err := urge(); n != 2 || err != nil {
			t.Errorf("%d were urged the day after: %v", n, err)
		}
	})
}

// More opinions than one unit notes lapse in one run.
func TestManyLapse(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		for range 340 {
			p.asks(t, p.question(), p.asked...)
		}
		p.at(t, "2026-11-30", "00:05")
		if err := p.lapses(t.Context()); err != nil {
			t.Fatal(err)
		}
		o.MustView(t, func(v *work.View) error {
			owed, _, err := opinion.Owed(t.Context(), v, p.asked[0], opinion.OfUs, opinion.Cursor{}, 5)
			if len(owed) != 0 {
				t.Errorf("%d and more are open still", len(owed))
			}
			n, after := 0, opinion.Cursor{}
			for {
				past, next, err := opinion.Owed(t.Context(), v, p.asked[0], opinion.Past, after, 100)
				if err != nil {
					return err
				}
				if n += len(past); next == (opinion.Cursor{}) {
					break
				}
				after = next
			}
			if n != 340 {
				t.Errorf("%d are past", n)
			}
			return err
		})
	})
}

// What cannot be asked is refused with what to do.
func TestWhatCannotBeAsked(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	for name, c := range map[string]struct {
		field  string
		change func(*opinion.Question)
		bodies []org.ID
	}{
		"no title":        {"title", func(q *opinion.Question) { q.Title = " " }, p.asked},
		"nothing":         {"words", func(q *opinion.Question) { q.Words = "" }, p.asked},
		"in the past":     {"due", func(q *opinion.Question) { q.Due = day("2026-11-19") }, p.asked},
		"too far":         {"due", func(q *opinion.Question) { q.Due = day("2028-11-19") }, p.asked},
		"nobody":          {"bodies", func(*opinion.Question) {}, nil},
		"itself":          {"bodies", func(*opinion.Question) {}, []org.ID{p.province}},
		"a body unknown":  {"bodies", func(*opinion.Question) {}, []org.ID{"0000000000000000"}},
		"a document gone": {"doc", func(q *opinion.Question) { q.Document = "0000000000000000" }, p.asked},
	} {
		q := p.question()
		c.change(&q)
		err := p.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
			_, err := opinion.Ask(t.Context(), u, q, c.bodies)
			return err
		})
		if all := fault.All(err); len(all) != 1 || all[0].Kind != fault.Invalid || all[0].Field != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// An answer that came on paper is entered by who asked, in time or late by the day on
// which it came: a silence that was none stands no more, one that was stays.
func TestOnPaper(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.asks(t, p.question(), p.asked...)
		_, all := p.of(t, id)
		enter := func(who work.Who, n int, came civil.Date, a opinion.Answer, words string) error {
			return o.Do(ctx, who, func(u *work.Unit) error {
				return opinion.Enter(ctx, u, all[n].ID, opinion.Reply{Version: all[n].Version, Answer: a, Words: words}, came)
			})
		}
		asker := p.as(access.Office, p.province)
		p.at(t, "2026-11-25", "09:00")
		if err := enter(asker, 0, day("2026-11-24"), opinion.Agreed, ""); err != nil {
			t.Fatal(err)
		}
		p.at(t, "2026-12-01", "09:00")
		if err := p.lapses(ctx); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			who  work.Who
			came civil.Date
			a    opinion.Answer
			want fault.Kind
		}{
			"without a day":        {asker, civil.Date{}, opinion.Agreed, fault.Invalid},
			"tomorrow":             {asker, day("2026-12-02"), opinion.Agreed, fault.Invalid},
			"before it was asked":  {asker, day("2026-11-19"), opinion.Agreed, fault.Invalid},
			"without an answer":    {asker, day("2026-11-26"), "", fault.Invalid},
			"without words":        {asker, day("2026-11-26"), opinion.Disagreed, fault.Invalid},
			"by who is asked":      {p.as(access.Office, p.asked[1]), day("2026-11-26"), opinion.Agreed, fault.Forbidden},
			"by somebody else":     {p.as(access.Office, p.asked[2]), day("2026-11-26"), opinion.Agreed, fault.Unknown},
			"by who may only look": {p.as(access.Specialist, p.province), day("2026-11-26"), opinion.Agreed, fault.Forbidden},
		} {
			if err := enter(c.who, 1, c.came, c.a, ""); !fault.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		// The time ran out on Friday 27 and, with days off, on Monday 30.
		if err := enter(asker, 1, day("2026-11-27"), opinion.Disagreed, "Chưa rõ nguồn vốn."); err != nil {
			t.Fatal(err)
		}
		if err := enter(asker, 2, day("2026-12-01"), opinion.Agreed, ""); err != nil {
			t.Fatal(err)
		}
		if err := enter(asker, 2, day("2026-12-01"), opinion.Agreed, ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("twice: %v", err)
		}
		_, all = p.of(t, id)
		for n, want := range []struct {
			came civil.Date
			late bool
		}{{day("2026-11-24"), false}, {day("2026-11-27"), false}, {day("2026-12-01"), true}} {
			if got := all[n]; got.Came != want.came || got.Late() != want.late || (got.Lapse != "") != want.late || got.By != string(access.Office) {
				t.Errorf("%d: %+v", n, got)
			}
		}
		o.MustView(t, func(v *work.View) error {
			kinds := ""
			events, err := v.History(ctx, string(all[1].ID), 10)
			for _, e := range events {
				kinds += e.Kind + " "
			}
			if kinds != "opinion.enter opinion.lapse opinion.ask " {
				t.Errorf("the history has %s", kinds)
			}
			return err
		})
	})
}

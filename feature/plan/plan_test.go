package plan_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/factor"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/plan"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, doc.Schema, task.Schema, notice.Schema, chase.Schema, board.Schema, plan.Schema}
)

// A place is a province with two communes, a resolution of the province, and a
// task under it for each commune.
type place struct {
	*dbtest.Office
	province, commune, other org.ID
	tree                     *org.Tree
	resolution               doc.ID
	tasks                    []task.ID
	item                     plan.ItemID // of a programme, in the table of rights
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	ctx := t.Context()
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(ctx, u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior}, day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		p.province = establish("T", "Tỉnh uỷ Sông Lam", org.Province, "")
		p.commune = establish("X", "Đảng uỷ xã An Hoà", org.Commune, p.province)
		p.other = establish("Y", "Đảng uỷ xã Bình Phú", org.Commune, p.province)
		var err error
		if p.resolution, err = doc.Register(ctx, u, doc.NewDocument{Owner: p.province, Metadata: doc.Metadata{
			Body: p.province, Issuer: "Tỉnh uỷ Sông Lam", Type: doc.Of(citation.Resolution), Number: "5", Symbol: "05-NQ/TU", IssuedOn: u.Today, Subject: "về chuyển đổi số", Audience: []org.ID{p.province},
		}}); err != nil {
			return err
		}
		for _, lead := range []org.ID{p.commune, p.other} {
			made, err := task.AssignNew(ctx, u, task.New{Text: "Số hoá hồ sơ", Issuer: p.province, Lead: lead, Due: u.Today.AddDays(30), Programme: task.DocID(p.resolution)})
			if err != nil {
				return err
			}
			p.tasks = append(p.tasks, made)
		}
		return nil
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(ctx, v)
		return err
	})
	return p
}

func (p *place) actor(account string, role access.Role, b org.ID) access.Actor {
	return access.Actor{Account: account, Name: account, Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}}
}

func (p *place) as(account string, role access.Role, b org.ID) work.Who {
	return work.As(p.actor(account, role, b))
}

func (p *place) programme(t testing.TB) plan.ID {
	t.Helper()
	var made plan.ID
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = plan.Make(t.Context(), u, plan.Programme{Kind: plan.Work, Body: p.province, Title: "Chương trình công tác năm 2026", From: day("2026-01-01"), Until: day("2026-12-31")})
		return err
	})
	return made
}

func (p *place) ask(t testing.TB, on map[plan.Step]civil.Date, bodies ...org.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error { return plan.SetSteps(t.Context(), u, p.resolution, on, bodies...) })
}

func (p *place) checklist(t testing.TB) (c *plan.Checklist) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		c, err = plan.ChecklistOf(t.Context(), v, p.resolution)
		return err
	})
	return c
}

// A programme has the tasks under its document and those picked for it, each
// once, whatever becomes of them elsewhere.
func TestTasksOfAProgramme(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.programme(t)
		parts := func() (ids []task.ID, picked int) {
			o.MustView(t, func(v *work.View) error {
				one, err := plan.Find(ctx, v, id)
				if err != nil {
					return err
				}
				of, err := plan.PartsOf(ctx, v, one)
				for _, part := range of {
					if ids = append(ids, part.ID); part.Picked {
						picked++
					}
				}
				return err
			})
			return ids, picked
		}
		p.MustDo(t, func(u *work.Unit) error { return plan.Pick(ctx, u, id, p.tasks[0], p.tasks[0]) })
		if ids, picked := parts(); len(ids) != 1 || picked != 1 {
			t.Errorf("after picking one twice it has %q, %d of them picked", ids, picked)
		}
		p.MustDo(t, func(u *work.Unit) error {
			one, err := plan.Find(ctx, &u.View, id)
			if err != nil {
				return err
			}
			one.Doc = p.resolution
			return plan.Change(ctx, u, *one)
		})
		if ids, picked := parts(); len(ids) != 2 || picked != 1 {
			t.Errorf("with its document it has %q, %d of them picked", ids, picked)
		}
		p.MustDo(t, func(u *work.Unit) error { return plan.Drop(ctx, u, id, p.tasks[0]) })
		if ids, picked := parts(); len(ids) != 2 || picked != 0 {
			t.Errorf("without the picked one it has %q, %d of them picked", ids, picked)
		}
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return plan.Drop(ctx, u, id, p.tasks[0]) }); !fault.Is(err, fault.Unknown) {
			t.Errorf("dropped again: %v", err)
		}
	})
}

func TestRefusedProgrammes(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		good := plan.Programme{Kind: plan.Action, Body: p.province, Title: "Chương trình", From: day("2026-01-01"), Until: day("2026-12-31")}
		for field, spoil := range map[string]func(*plan.Programme){
			"title": func(p *plan.Programme) { p.Title = "  " },
			"kind":  func(p *plan.Programme) { p.Kind = "x" },
			"from":  func(p *plan.Programme) { p.From = civil.Date{} },
			"until": func(p *plan.Programme) { p.Until = day("2025-12-31") },
			"doc":   func(p *plan.Programme) { p.Doc = "nothing" },
		} {
			bad := good
			spoil(&bad)
			err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return only(plan.Make(ctx, u, bad)) })
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || all[0].Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		id := p.programme(t)
		stale := good
		stale.ID, stale.Version = id, 7
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return plan.Change(ctx, u, stale) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return plan.Pick(ctx, u, id) }); !fault.Is(err, fault.Invalid) {
			t.Errorf("nothing picked: %v", err)
		}
		// Nobody picks what they do not see.
		strange := p.as("other", access.Office, p.other)
		err := o.Do(ctx, strange, func(u *work.Unit) error {
			made, err := plan.Make(ctx, u, plan.Programme{Kind: plan.Work, Body: p.other, Title: "Chương trình xã", From: day("2026-01-01"), Until: day("2026-12-31")})
			if err != nil {
				return err
			}
			return plan.Pick(ctx, u, made, p.tasks[0])
		})
		if !fault.Is(err, fault.Unknown) {
			t.Errorf("a task of another commune is picked: %v", err)
		}
	})
}

// What bodies are asked for stands in the checklist with what came of it; a
// derivation is done by the document that implements the resolution.
func TestChecklist(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		var today civil.Date
		o.MustView(t, func(v *work.View) error { today = v.Today; return nil })
		p.ask(t, map[plan.Step]civil.Date{plan.Derive: today.AddDays(10), plan.Brief: today.AddDays(20), plan.Final: today.AddDays(300)}, p.commune, p.other)
		c := p.checklist(t)
		if len(c.Rows) != 2 || c.Rows[0].Body != p.commune {
			t.Fatalf("rows: %+v", c.Rows)
		}
		if asked, done, overdue := c.Count(plan.Derive, today); asked != 2 || done != 0 || overdue != 0 {
			t.Errorf("derive: %d asked, %d done, %d overdue", asked, done, overdue)
		}
		if asked, _, _ := c.Count(plan.Interim, today); asked != 0 {
			t.Errorf("%d are asked for what nobody is asked for", asked)
		}
		due := plan.Due{Doc: p.resolution, Body: p.commune, Step: plan.Brief}
		clerk := p.as("clerk", access.Specialist, p.commune)
		report := func(who work.Who, due plan.Due, on civil.Date, words string) error {
			return o.Do(ctx, who, func(u *work.Unit) error { return plan.Report(ctx, u, due, on, words) })
		}
		for name, c := range map[string]struct {
			on    civil.Date
			words string
			field string
		}{"tomorrow": {today.AddDays(1), "x", "done"}, "no words": {today, " ", "words"}} {
			err := report(clerk, due, c.on, c.words)
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || all[0].Field != c.field {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := report(clerk, due, today, "Hội nghị quán triệt, 120 người"); err != nil {
			t.Fatal(err)
		}
		stale := due
		stale.Version = 1
		if err := report(clerk, stale, today, "Lần nữa"); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		o.MustDo(t, func(u *work.Unit) error {
			_, err := doc.Register(ctx, u, doc.NewDocument{Owner: p.commune, Metadata: doc.Metadata{
				Body: p.commune, Issuer: "Đảng uỷ xã An Hoà", Type: doc.Of(citation.Plan), Number: "2", Symbol: "02-KH/ĐU", IssuedOn: today, Subject: "thực hiện Nghị quyết 05-NQ/TU", Audience: []org.ID{p.province},
			}, Links: []doc.NewLink{{Relation: doc.Implements, To: p.resolution}}})
			return err
		})
		o.Advance(21 * 24 * time.Hour)
		later := today.AddDays(21)
		c = p.checklist(t)
		if asked, done, overdue := c.Count(plan.Derive, later); asked != 2 || done != 1 || overdue != 1 {
			t.Errorf("derive: %d asked, %d done, %d overdue", asked, done, overdue)
		}
		if asked, done, overdue := c.Count(plan.Brief, later); asked != 2 || done != 1 || overdue != 1 {
			t.Errorf("brief: %d asked, %d done, %d overdue", asked, done, overdue)
		}
		o.MustView(t, func(v *work.View) error {
			open, documents, err := plan.OpenOf(ctx, v, p.other, 10)
			// The last step comes after the one that is due: it is not told yet.
			if len(open) != 1 || open[0].Step != plan.Brief || documents[p.resolution] == nil {
				t.Errorf("open: %+v", open)
			}
			if err != nil {
				return err
			}
			open, _, err = plan.OpenOf(ctx, v, p.commune, 10)
			if len(open) != 1 || open[0].Step != plan.Final {
				t.Errorf("open where the first is done: %+v", open)
			}
			return err
		})
		o.Advance(280 * 24 * time.Hour)
		o.MustView(t, func(v *work.View) error {
			if open, _, err := plan.OpenOf(ctx, v, p.other, 10); err != nil || len(open) != 2 {
				t.Errorf("open when both are due: %+v %v", open, err)
			}
			return nil
		})
		// What was done is not waived; what waits is; and the report is taken back.
		waive := func(b org.ID) error {
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error { return plan.Waive(ctx, u, p.resolution, b, plan.Brief) })
		}
		if err := waive(p.commune); !fault.Is(err, fault.Conflict) {
			t.Errorf("what was done is waived: %v", err)
		}
		if err := waive(p.other); err != nil {
			t.Error(err)
		}
		if err := report(clerk, due, civil.Date{}, ""); err != nil {
			t.Error(err)
		}
		// What is done keeps its day when it is asked for again.
		if err := report(clerk, due, today, "Đã quán triệt"); err != nil {
			t.Error(err)
		}
		p.ask(t, map[plan.Step]civil.Date{plan.Brief: later}, p.commune)
		o.MustView(t, func(v *work.View) error {
			if kept, err := plan.FindDue(ctx, v, p.resolution, p.commune, plan.Brief); err != nil || kept.On != today.AddDays(20) {
				t.Errorf("asked for again after it was done: %+v %v", kept, err)
			}
			return nil
		})
		if err := report(clerk, due, civil.Date{}, ""); err != nil {
			t.Error(err)
		}
		if asked, done, _ := p.checklist(t).Count(plan.Brief, later); asked != 1 || done != 0 {
			t.Errorf("brief: %d asked, %d done", asked, done)
		}
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error {
			return plan.SetSteps(ctx, u, p.resolution, map[plan.Step]civil.Date{plan.Brief: later, plan.Final: today}, p.commune)
		}); !fault.Is(err, fault.Invalid) {
			t.Errorf("the last step before an earlier one: %v", err)
		}
	})
}

// A step is overdue only after its last day, and what is done stays done.
func TestStandings(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		days := rapid.IntRange(0, 400)
		on := day("2026-01-01").AddDays(days.Draw(r, "due"))
		today := day("2026-01-01").AddDays(days.Draw(r, "today"))
		d := plan.Due{On: on}
		if got := d.Standing(today); (got == plan.Overdue) != today.After(on) {
			r.Fatalf("due on %s it is %q on %s", on, got, today)
		}
		d.Done = day("2026-01-01").AddDays(days.Draw(r, "done"))
		if got := d.Standing(today); (got == plan.TooLate) != d.Done.After(on) || got == plan.Overdue || got == plan.Ahead {
			r.Fatalf("due on %s and done on %s it is %q", on, d.Done, got)
		}
	})
}

func only[T any](_ T, err error) error { return err }

var errUndo = errors.New("undo")

// Every operation by everybody: office, head, specialist, inspector,
// administrator of the province, then of the commune, then the office of another
// commune; "." may, F is forbidden, U is told that there is no such thing.
func TestEveryOperationRefusesWhoMayNot(t *testing.T) {
	type op struct {
		may string
		do  func(context.Context, *work.Unit, *place, plan.ID) error
	}
	const everybody = ".....  .....  ."
	ops := map[string]op{
		"Make": {"..FFF FFFFF F", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return only(plan.Make(ctx, u, plan.Programme{Kind: plan.Work, Body: p.province, Title: "x", From: u.Today, Until: u.Today}))
		}},
		"Change": {"..FFU UUUUU U", func(ctx context.Context, u *work.Unit, p *place, id plan.ID) error {
			return plan.Change(ctx, u, plan.Programme{ID: id, Version: 1, Kind: plan.Work, Title: "x", From: u.Today, Until: u.Today})
		}},
		"Find": {"....U UUUUU U", func(ctx context.Context, u *work.Unit, _ *place, id plan.ID) error {
			return only(plan.Find(ctx, &u.View, id))
		}},
		"List": {"....F ....F F", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			_, _, _, err := plan.List(ctx, &u.View, p.commune, plan.Cursor{}, 10)
			return err
		}},
		"PartsOf": {"....F FFFFF F", func(ctx context.Context, u *work.Unit, p *place, id plan.ID) error {
			return only(plan.PartsOf(ctx, &u.View, &plan.Programme{ID: id, Body: p.province}))
		}},
		"Pick": {"..FFU UUUUU U", func(ctx context.Context, u *work.Unit, p *place, id plan.ID) error {
			return plan.Pick(ctx, u, id, p.tasks[0])
		}},
		"Drop": {"..FFU UUUUU U", func(ctx context.Context, u *work.Unit, p *place, id plan.ID) error {
			return plan.Drop(ctx, u, id, p.tasks[1])
		}},
		"ItemsOf": {"....U UUUUU U", func(ctx context.Context, u *work.Unit, _ *place, id plan.ID) error {
			return only(plan.ItemsOf(ctx, &u.View, id))
		}},
		"InspectionsIn": {"....F FFFFF F", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return only(plan.InspectionsIn(ctx, &u.View, p.province, 2026))
		}},
		"Preparing": {"....F ....F F", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return only2(plan.Preparing(ctx, &u.View, p.commune, plan.Place{}, 10))
		}},
		"FindItem": {"....U UUUUU U", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			_, _, err := plan.FindItem(ctx, &u.View, p.item)
			return err
		}},
		"PutItems": {"..FFU UUUUU U", func(ctx context.Context, u *work.Unit, _ *place, id plan.ID) error {
			return plan.PutItems(ctx, u, id, []plan.Item{{Words: "x", Forum: plan.Board}})
		}},
		"ChangeItem": {"..FFU UUUUU U", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return plan.ChangeItem(ctx, u, plan.Item{ID: p.item, Version: 1, Words: "x", Forum: plan.Board})
		}},
		"MoveItem": {"..FFU UUUUU U", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return plan.MoveItem(ctx, u, p.item, 1, "Tháng 5", "x")
		}},
		// Who reports says that it was done.
		"EndItem": {"...FU UUUUU U", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return plan.EndItem(ctx, u, p.item, 1, plan.Done, u.Today, "")
		}},
		"RemoveItem": {"..FFU UUUUU U", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return plan.RemoveItem(ctx, u, p.item, 1)
		}},
		"SetSteps": {".FFFU FFFFU F", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return plan.SetSteps(ctx, u, p.resolution, map[plan.Step]civil.Date{plan.Brief: u.Today}, p.commune)
		}},
		"Waive": {".FFFU FFFFU F", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return plan.Waive(ctx, u, p.resolution, p.commune, plan.Final)
		}},
		"Report": {"...FU ...FU U", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return plan.Report(ctx, u, plan.Due{Doc: p.resolution, Body: p.commune, Step: plan.Final}, u.Today, "x")
		}},
		"FindDue": {"....U ....U U", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return only(plan.FindDue(ctx, &u.View, p.resolution, p.commune, plan.Final))
		}},
		"ChecklistOf": {"....U ....U .", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			return only(plan.ChecklistOf(ctx, &u.View, p.resolution))
		}},
		"OpenOf": {"....F ....F F", func(ctx context.Context, u *work.Unit, p *place, _ plan.ID) error {
			_, _, err := plan.OpenOf(ctx, &u.View, p.commune, 10)
			return err
		}},
		"Listed": {everybody, func(ctx context.Context, u *work.Unit, _ *place, _ plan.ID) error {
			return only(plan.Listed(ctx, &u.View, 10))
		}},
	}
	for _, name := range dbtest.Operations(t) {
		if _, ok := ops[name]; !ok {
			t.Errorf("operation %s is missing from the table: say who may do it", name)
		}
	}
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		id := p.programme(t)
		p.MustDo(t, func(u *work.Unit) error { return plan.Pick(t.Context(), u, id, p.tasks[1]) })
		p.ask(t, map[plan.Step]civil.Date{plan.Final: day("2027-12-31")}, p.commune)
		p.MustDo(t, func(u *work.Unit) error {
			if err := plan.PutItems(t.Context(), u, id, []plan.Item{{Words: "Sơ kết", Forum: plan.Board, When: "Tháng 3"}}); err != nil {
				return err
			}
			items, err := plan.ItemsOf(t.Context(), &u.View, id)
			p.item = items[0].ID
			return err
		})
		var who []work.Who
		for _, b := range []org.ID{p.province, p.commune} {
			for _, r := range access.Roles() {
				who = append(who, p.as(string(r)+" "+string(b), r, b))
			}
		}
		who = append(who, p.as("beside", access.Office, p.other))
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

// The programmes of a body and of those below it are walked page by page to the end
// and back, each of them once and in their order, also where one is changed or made
// meanwhile; odd addresses lead to the beginning.
func TestWalkingProgrammes(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p, ctx := newPlace(t, o), t.Context()
		const each = 9
		made := map[plan.ID]string{}
		p.MustDo(t, func(u *work.Unit) error {
			for i := range each * 2 {
				b := []org.ID{p.province, p.commune}[i%2]
				one := plan.Programme{Kind: plan.Work, Body: b, Title: fmt.Sprint(i), From: day("2026-01-01"), Until: day("2026-12-28").AddDays(i / 6)}
				id, err := plan.Make(ctx, u, one)
				if err != nil {
					return err
				}
				if one.ID, one.Version, one.Ended = id, 1, i >= each*2-6; one.Ended {
					if err := plan.Change(ctx, u, one); err != nil {
						return err
					}
				}
				made[id] = fmt.Sprintf("%t %t %s", !one.Ended, b == p.province, one.Until)
			}
			return nil
		})
		page := func(at plan.Cursor) (titles []string, ids []plan.ID, newer, older plan.Cursor) {
			p.MustView(t, func(v *work.View) error {
				found, n, o, err := plan.List(ctx, v, p.province, at, 5)
				for _, one := range found {
					titles, ids = append(titles, one.Title), append(ids, one.ID)
				}
				newer, older = n, o
				return err
			})
			return titles, ids, newer, older
		}
		var forth [][]string
		var all []plan.ID
		last := plan.Cursor{}
		for at := (plan.Cursor{}); ; {
			titles, ids, newer, older := page(at)
			if newer.IsZero() != at.IsZero() {
				t.Errorf("before page %d there are some: %t", len(forth)+1, !newer.IsZero())
			}
			forth, all, last = append(forth, titles), append(all, ids...), newer
			if older.IsZero() {
				break
			}
			if read := plan.ParseCursor(older.String(), older.Back); read != older {
				t.Fatalf("%v is read as %v", older, read)
			}
			at = older
		}
		if len(all) != len(made) || len(forth) != 4 {
			t.Fatalf("%d programmes of %d on %d pages", len(all), len(made), len(forth))
		}
		if !slices.IsSortedFunc(all, func(a, b plan.ID) int { return cmp.Compare(made[b], made[a]) }) {
			t.Error("they are not in their order")
		}
		// One more comes at the beginning, and one that was read goes to the end: what
		// stands before the last page is what stood there.
		p.MustDo(t, func(u *work.Unit) error {
			_, err := plan.Make(ctx, u, plan.Programme{Kind: plan.Work, Body: p.province, Title: "new", From: day("2026-01-01"), Until: day("2027-12-31")})
			return err
		})
		for n := len(forth) - 2; n >= 0; n-- {
			titles, _, newer, older := page(last)
			if !slices.Equal(titles, forth[n]) || older.IsZero() {
				t.Errorf("page %d was %q and is %q on the way back", n+1, forth[n], titles)
			}
			last = newer
		}
		if titles, _, newer, _ := page(last); !slices.Equal(titles, []string{"new"}) || !newer.IsZero() {
			t.Errorf("at the beginning stands %q", titles)
		}
		for _, odd := range []string{"x", "_", "1_2026-12-31", "9_2026-12-31_x", "1__x", "1_mai_x", "x_2026-12-31_x"} {
			if at := plan.ParseCursor(odd, true); !at.IsZero() || at.Back {
				t.Errorf("%q is read as %v", odd, at)
			}
		}
	})
}

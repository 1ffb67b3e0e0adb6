package task_test

import (
	"cmp"
	"fmt"
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
	"quyet/feature/org"
	"quyet/feature/task"
)

// Whatever is done to tasks, by whom and when: the row of each is what its
// events tell. (The sequences of board's test end with the same question.)
func TestTheEventsOfATaskGiveItsRow(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		often := map[task.Verb]int{}
		rapid.Check(t, func(r *rapid.T) {
			var ids []task.ID
			done := map[task.Verb]int{}
			for range rapid.IntRange(20, 80).Draw(r, "deeds") {
				ids = p.deed(t, r, ids, done)
				o.Advance(time.Duration(rapid.IntRange(0, 30).Draw(r, "hours")) * time.Hour)
			}
			if found, err := o.DB.Broken(t.Context()); err != nil || len(found) > 0 {
				r.Fatalf("%v %q", err, found)
			}
			for verb, n := range done {
				often[verb] += n
			}
		})
		for _, rule := range task.Rules() {
			// Appeals take four people in a row; TestAppeals ends with the same question.
			if often[rule.Verb] == 0 && !slices.Contains(appeals, rule.Verb) {
				t.Errorf("%s was never done: the test says nothing of it", rule.Verb)
			}
		}
	})
}

// deed lets somebody do something to one of the tasks, with whatever can be
// given with it, or makes a new one.
func (p *place) deed(t *testing.T, r *rapid.T, ids []task.ID, done map[task.Verb]int) []task.ID {
	ctx := t.Context()
	grants := []access.Grant{{Role: access.Office, Scope: access.Everywhere}}
	who := work.As(access.Actor{
		Account: rapid.SampledFrom([]string{"anh", "bình", "chi", "em"}).Draw(r, "who"), For: rapid.SampledFrom([]string{"", "dung"}).Draw(r, "for"), Grants: grants, Tree: p.tree,
	})
	lead := rapid.SampledFrom([]org.ID{p.department, p.commune, p.other}).Draw(r, "lead")
	days := rapid.IntRange(-3, 40).Draw(r, "days")
	percent := rapid.Int64Range(0, 100).Draw(r, "percent")
	given := rapid.Bool().Draw(r, "given") // what may be left out
	recurs := rapid.SampledFrom([]string{"", "", "FREQ=MONTHLY"}).Draw(r, "recurs")
	draft := rapid.IntRange(0, 4).Draw(r, "draft") == 4
	ends := rapid.IntRange(0, 4).Draw(r, "ends") == 4
	draws := rapid.IntRange(0, 3).Draw(r, "draws") > 0
	backwards := rapid.Bool().Draw(r, "backwards")
	another := len(ids) == 0 || rapid.IntRange(0, 9).Draw(r, "another") == 9
	which := rapid.IntRange(0, max(0, len(ids)-1)).Draw(r, "which")
	verb := rapid.SampledFrom(task.Rules()).Draw(r, "verb").Verb
	issuer := p.province
	if lead != p.department && rapid.Bool().Draw(r, "level above") {
		issuer = p.department
	}
	if rapid.IntRange(0, 9).Draw(r, "clock") == 9 {
		p.do(work.System("clock"), t, func(u *work.Unit) error {
			n, err := task.Silences(ctx, u)
			done[task.DoSilence] += n
			return err
		})
	}
	err := p.Do(ctx, who, func(u *work.Unit) error {
		n := task.New{Text: "Việc", Issuer: issuer, Lead: lead, Recurrence: recurs, UpdateEvery: 7}
		if given {
			n.Due = u.Today.AddDays(days)
		}
		if another {
			add := task.AssignNew
			if verb = task.DoAssign; draft {
				add = task.NewDraft
			}
			made, err := add(ctx, u, n)
			ids = append(ids[:len(ids):len(ids)], made)
			return err
		}
		w, err := task.Get(ctx, &u.View, ids[which])
		if err != nil {
			return err
		}
		// Mostly what can be done now and was done least, and leads on.
		can := w.Verbs(&u.View)
		if on := slices.DeleteFunc(slices.Clone(can), func(v task.Verb) bool { return slices.Contains(off, v) }); len(on) > 0 && !ends {
			can = on
		}
		if len(can) > 0 && percent < 90 {
			if backwards {
				slices.Reverse(can)
			}
			// An appeal is given up by nearly everything else.
			if of := slices.DeleteFunc(slices.Clone(can), func(v task.Verb) bool { return !slices.Contains(appeals, v) }); len(of) > 0 && draws {
				can = of
			}
			verb = slices.MinFunc(can, func(a, b task.Verb) int { return cmp.Compare(done[a], done[b]) })
		}
		ref, day := w.Ref(), civil.Date{}
		if given {
			day = dayOr(w.Due, u.Today).AddDays(days)
		}
		switch verb {
		case task.DoAssign:
			return task.Assign(ctx, u, ref, n)
		case task.DoUpdate, task.DoSubmit:
			report := task.Report{Note: "Đã xong"}
			if given {
				report.Progress = &percent
			}
			if verb == task.DoSubmit {
				return task.Submit(ctx, u, ref, report)
			}
			return task.Update(ctx, u, ref, report)
		case task.DoAskExtension:
			return task.RequestExtension(ctx, u, ref, w.Due.AddDays(days), "disaster", "Mưa lũ")
		case task.DoGrantExtension:
			return task.GrantExtension(ctx, u, ref, day, "")
		case task.DoResume:
			return task.Resume(ctx, u, ref, day, "")
		case task.DoTransfer:
			next, err := task.Transfer(ctx, u, ref, lead, "Thuộc địa bàn khác")
			if err == nil {
				ids = append(ids[:len(ids):len(ids)], next)
			}
			return err
		case task.DoPassDown:
			made, err := task.PassDown(ctx, u, ref, []task.New{{Text: "Phần việc", Lead: p.cell}})
			ids = append(ids[:len(ids):len(ids)], made...)
			return err
		}
		return verbs(p, t, ids[which])[verb](u)
	})
	if k := fault.KindOf(err); err != nil && k != fault.Conflict && k != fault.Invalid && k != fault.Forbidden {
		r.Fatal(err)
	}
	if err == nil {
		done[verb]++
	}
	return ids
}

var appeals = []task.Verb{task.DoAppeal, task.DoGrantAppeal, task.DoRefuseAppeal}

// off are the verbs that lead a task off its way.
var off = []task.Verb{task.DoReturn, task.DoSuspend, task.DoCancel, task.DoTransfer}

// dayOr returns the first of two days that is one.
func dayOr(a, b civil.Date) civil.Date {
	if a.IsZero() {
		return b
	}
	return a
}

// A row that says something else than its events is found, whichever column it
// is and wherever it stands among many; so is one that is gone, and an event.
func TestARowThatItsEventsDoNotTellIsFound(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		var ids []task.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			ids, err = task.AssignMany(ctx, u, slices.Repeat([]task.New{{Text: "Việc", Issuer: p.province, Lead: p.commune, Due: day("2026-12-01")}}, 1010))
			return err
		})
		slices.Sort(ids)
		border, last := ids[500], ids[len(ids)-1]
		do := verbs(p, t, last)
		for _, verb := range []task.Verb{task.DoAccept, task.DoUpdate, task.DoSubmit} {
			p.do(p.as("lead", access.Office, p.commune), t, do[verb])
		}
		var moved task.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			moved, err = task.Transfer(ctx, u, task.Ref{ID: ids[3]}, p.other, "Thuộc địa bàn xã khác")
			return err
		})
		script := func(sql string) {
			t.Helper()
			if err := o.DB.Script(ctx, sql); err != nil {
				t.Fatalf("%s: %v", sql, err)
			}
		}
		broken := func(want ...string) {
			t.Helper()
			found, err := o.DB.Broken(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range want {
				if !slices.ContainsFunc(found, func(f string) bool { return strings.HasPrefix(f, w) }) {
					t.Errorf("%q is not among what was found: %q", w, found)
				}
			}
			if len(want) == 0 && len(found) > 0 {
				t.Errorf("found: %q", found)
			}
		}
		broken()
		script(`CREATE TABLE was_task AS SELECT * FROM task; CREATE TABLE was_event AS SELECT * FROM event`)
		back := `DELETE FROM task WHERE id = '%[1]s'; INSERT INTO task SELECT * FROM was_task WHERE id = '%[1]s'`
		for id, columns := range map[task.ID]map[string]string{
			last:   {"version": "9", "progress": "40", "submitted_on": "'2026-11-25'", "submitted_by": "'other'", "submitted_for": "'other'", "origin_id": "'" + string(border) + "'"},
			border: {"lead_id": "'" + string(p.other) + "'", "state": "'accepted'", "before_state": "'accepted'", "due_on": "'2026-12-02'", "first_due_on": "'2026-12-02'", "asked_on": "'2027-01-01'"},
			moved:  {"due_on": "'2026-12-02'"},
		} {
			for column, value := range columns {
				script(fmt.Sprintf(`UPDATE task SET %s = %s WHERE id = '%s'`, column, value, id))
				broken(fmt.Sprintf("task.replay: %s: %s is ", id, column))
				script(fmt.Sprintf(back, id))
			}
		}
		broken()
		script(fmt.Sprintf(`UPDATE task SET first_due_on = '2026-12-02' WHERE id = '%s'`, moved))
		broken("task.firstDue: " + string(moved))
		script(fmt.Sprintf(back, moved))

		// More than one reads at a time are counted.
		script(`UPDATE task SET progress = 7 WHERE state = 'assigned'`)
		broken("task.replay: … 9")
		script(`DELETE FROM task; INSERT INTO task SELECT * FROM was_task`)
		broken()

		script(fmt.Sprintf(`DELETE FROM task WHERE id = '%s'`, border))
		broken("task.rowGone: " + string(border))
		script(fmt.Sprintf(back, border))
		restore := `DELETE FROM event; INSERT INTO event SELECT * FROM was_event`
		script(`DELETE FROM event WHERE seq = (SELECT max(e.seq) FROM event e JOIN event f ON f.seq = e.first_seq WHERE f.subject = '` + string(last) + `')`)
		broken("task.replay: "+string(last)+": version is 4 and by the events 3", "task.replay: "+string(last))
		script(restore)
		script(`DELETE FROM event WHERE subject = '` + string(border) + `'`)
		broken("task.replay: " + string(border) + ": no event")
		script(restore)
		script(`UPDATE event SET detail = '[]' WHERE subject = '` + string(border) + `'`)
		broken("task.replay: " + string(border) + ": an event that nobody can read")
		script(restore)
		script(`DROP TABLE was_task; DROP TABLE was_event`)
		broken()
	})
}

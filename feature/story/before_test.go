package story_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/story"
	"quyet/feature/task"
)

func told(t testing.TB, e db.Engine, seed uint64) *dbtest.Office {
	t.Helper()
	o := dbtest.New(t, e, schema)
	if err := story.Tell(t.Context(), o.Office, papers(t), story.Small, seed, nil); err != nil {
		t.Fatal(err)
	}
	return o
}

// every returns all tasks that f asks for, whole.
func every(t testing.TB, v *work.View, f task.Filter) (all []*task.Whole) {
	t.Helper()
	f.Limit = task.MaxRows
	for {
		l, err := task.Find(t.Context(), v, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range l.Tasks {
			whole, err := task.Get(t.Context(), v, one.ID)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, whole)
		}
		if f.After = l.Next; l.Next.IsZero() {
			return all
		}
	}
}

// The three provinces and their districts gave work before the merger. What
// was open passed on, one by one, to bodies that exist; what was done stayed
// where it was done; and whose roles ended can act no more.
func TestWorkIsHandedOn(t *testing.T) {
	o := told(t, db.SQLite, 1)
	ctx := t.Context()
	merger := civil.MustParse("2025-07-01")
	o.MustView(t, func(v *work.View) error {
		tree, err := org.Load(ctx, v)
		if err != nil {
			return err
		}
		gave, led, done, transferred := map[string]int{}, map[string]int{}, 0, 0
		for _, b := range tree.Bodies() {
			if b.Until.IsZero() {
				continue
			}
			if open := every(t, v, task.Filter{Lead: b.ID}); len(open) > 0 {
				t.Errorf("%s is no more and still leads %d open tasks", b.Code, len(open))
			}
			for _, tk := range every(t, v, task.Filter{Lead: b.ID, Part: task.PastTasks, State: task.Transferred}) {
				led[b.Code]++
				transferred++
				made := tk.History[len(tk.History)-1].At
				if day := civil.Of(made.In(dbtest.Zone)); !day.Before(merger) {
					t.Errorf("%s was given to %s on %s, when it was no more", tk.Text, b.Code, day)
				}
			}
			done += len(every(t, v, task.Filter{Lead: b.ID, Part: task.PastTasks}))
			for _, part := range []task.Part{task.OpenTasks, task.PastTasks} {
				for _, tk := range every(t, v, task.Filter{Issuer: b.ID, Part: part}) {
					gave[b.Code]++
					if lead, _ := tree.Body(tk.Lead); tk.Origin != "" && !lead.Until.IsZero() {
						t.Errorf("%s was handed on to %s, which is no more", tk.Text, lead.Code)
					}
				}
			}
			held, err := account.Affected(ctx, v, []org.ID{b.ID})
			if err != nil || len(held) > 0 {
				t.Errorf("roles at %s go on: %v %v", b.Code, held, err)
			}
		}
		for _, code := range []string{"C1-TU", "C2-TU", "C3-TU", "C1-UBND", "C2-UBND", "C3-UBND", "C1-H01", "C2-H01", "C3-H01"} {
			if gave[code] == 0 {
				t.Errorf("%s gave no task", code)
			}
		}
		districts := 0
		for code, n := range led {
			if strings.Contains(code, "-H0") {
				districts += n
			}
		}
		if districts == 0 || transferred == 0 || done == 0 {
			t.Errorf("%d tasks handed on, %d of them of districts, and %d done before", transferred, districts, done)
		}
		// The secretariat of the province that is may follow up what the former gave.
		chief := *v
		now, _ := tree.ByCode("TG-TU")
		chief.Actor = access.Actor{Account: "x", Body: now.ID.Scope(), Tree: tree, Grants: []access.Grant{{Role: access.Office, Scope: now.ID.Scope()}}}
		former, _ := tree.ByCode("C2-TU")
		if _, err := task.Find(ctx, &chief, task.Filter{Issuer: former.ID}); err != nil {
			t.Errorf("the successor may not see what the former province gave: %v", err)
		}
		return nil
	})
}

// Some citations contradict each other, or the register, and wait for a person.
func TestCitationsContradict(t *testing.T) {
	o := told(t, db.SQLite, 1)
	o.MustView(t, func(v *work.View) error {
		open, _, err := doc.Unsettled(t.Context(), v, doc.Doubtful, "", 200)
		if err != nil {
			return err
		}
		otherwise, otherDate := 0, 0
		for _, l := range open {
			switch l.Doubt {
			case doc.CitedOtherwise:
				otherwise++
				if len(l.Others) == 0 {
					t.Errorf("%q contradicts nobody", l.Cited)
				}
			case doc.OtherDate:
				otherDate++
				if len(l.Candidates) == 0 {
					t.Errorf("%q may mean nothing", l.Cited)
				}
			}
			text, _, err := doc.Read(t.Context(), v, l.From)
			if err != nil || text[l.Start:l.End] != l.Cited {
				t.Errorf("%q stands at %d…%d of its document, where %q stands: %v", l.Cited, l.Start, l.End, text[l.Start:l.End], err)
			}
		}
		if otherwise < 2 || otherDate == 0 {
			t.Errorf("%d citations contradict each other and %d the register, of %d in doubt", otherwise, otherDate, len(open))
		}
		return nil
	})
}

// One seed tells one story, and another seed another one.
func TestSeedDecides(t *testing.T) {
	lines := func(seed uint64) (out []string) {
		o := told(t, db.SQLite, seed)
		o.MustView(t, func(v *work.View) error {
			tree, err := org.Load(t.Context(), v)
			if err != nil {
				return err
			}
			code := func(b org.ID) string { body, _ := tree.Body(b); return body.Code }
			for _, f := range []task.Filter{{}, {Part: task.PastTasks}, {Part: task.PastTasks, State: task.Transferred}} {
				for _, w := range every(t, v, f) {
					out = append(out, fmt.Sprint(w.Text, code(w.Issuer), code(w.Lead), w.State, w.Due, w.Progress, len(w.History), w.Sources[0].Quote))
				}
			}
			for _, b := range tree.Bodies() {
				out = append(out, fmt.Sprint(b.Code, b.NameOn(story.Today), b.Interval))
			}
			return nil
		})
		slices.Sort(out)
		return out
	}
	first := lines(1)
	if again := lines(1); !slices.Equal(first, again) {
		for i := range first {
			if i < len(again) && first[i] != again[i] {
				t.Fatalf("told twice, line %d is\n%s\nand\n%s", i, first[i], again[i])
			}
		}
		t.Fatalf("told twice, there are %d and %d lines", len(first), len(again))
	}
	if slices.Equal(first, lines(2)) {
		t.Error("another seed tells the same story")
	}
}

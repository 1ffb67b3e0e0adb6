package chase

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/task"
)

// A visit is a made-up duty that a body owes another: its deadline stands in its
// identifier, and who owes and who asked are bodies of the test.
var visits struct {
	sync.Mutex
	all  []Duty
	asks org.ID
	owes org.ID
}

func visitsAre(asks, owes org.ID, due ...civil.Date) {
	visits.Lock()
	defer visits.Unlock()
	visits.all, visits.asks, visits.owes = nil, asks, owes
	for i, d := range due {
		visits.all = append(visits.all, Duty{ID: fmt.Sprintf("visit%05d", i), Asks: asks, Owes: owes, Due: d})
	}
}

var visiting = NewSource(Source{
	Name: "visit",
	Sort: &notice.Sort{Several: func(_ context.Context, v *work.View, ids []string) (map[string]notice.Thing, error) {
		visits.Lock()
		defer visits.Unlock()
		out := map[string]notice.Thing{}
		owes := visits.owes
		for _, i := range ids {
			t := notice.Thing{Title: i, Address: "/visits/" + i, Body: owes, Sides: map[notice.Side][]org.ID{notice.Lead: {owes}}, Seen: func(a access.Actor) bool { return a.May(task.CanSee, owes.Scope()) }}
			if t.Seen(v.Actor) {
				out[i] = t
			}
		}
		return out, nil
	}},
	Steps: map[Step]Telling{
		Remind: {Tell: []notice.Recipient{{Side: notice.Lead, Can: task.CanUpdate}}, One: text.New("Nhắc thăm", "A visit is due"), Many: text.New("Nhắc %d cuộc thăm", "%d visits are due")},
		Urge:   {Tell: []notice.Recipient{{Side: notice.Lead, Can: task.CanUpdate}}, One: text.New("Đôn đốc thăm", "A visit is overdue"), Many: text.New("Đôn đốc %d cuộc thăm", "%d visits are overdue")},
	},
	OpenAfter: func(_ context.Context, _ *work.View, after string, most int) (out []Duty, err error) {
		visits.Lock()
		defer visits.Unlock()
		for _, d := range visits.all {
			if d.ID > after && len(out) < most {
				out = append(out, d)
			}
		}
		return out, nil
	},
})

// Duties of a source are chased on the same days as a task with the same deadline, each
// step once whoever runs at the same time, and nothing is done of the steps that the
// source does not have. Who owes them is told.
func TestDutiesAreChasedAsTasksAre(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		s := begin(t, o)
		due := civil.MustParse("2026-12-02")
		ids := s.give(t, 1, due.String())
		visitsAre(s.province, s.commune, due)
		defer visitsAre("", "")
		for day := civil.MustParse("2026-11-24"); day.Before(civil.MustParse("2026-12-31")); day = day.AddDays(1) {
			s.at(t, day.String(), "07:00")
			var wait sync.WaitGroup
			errs := make([]error, 2)
			for i := range errs {
				wait.Go(func() { errs[i] = Run(t.Context(), s.Office.Office) })
			}
			wait.Wait()
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
		}
		days := func(of string, args ...any) (out []string) {
			s.MustView(t, func(v *work.View) error {
				return db.Each(t.Context(), v.Snapshot, db.Built("test.days."+strings.Fields(of)[4], of), func(scan db.Scan) error {
					var step Step
					var day civil.Date
					err := scan(&step, &day)
					out = append(out, string(step)+" "+day.String())
					return err
				}, args...)
			})
			return out
		}
		tasks := days(`SELECT step, day FROM chase_step WHERE task_id = $1 AND step IN ('remind', 'urge') ORDER BY day`, ids[0])
		others := days(`SELECT step, day FROM chase_other WHERE source = $1 ORDER BY day`, "visit")
		if len(tasks) != 2 || !slices.Equal(tasks, others) {
			t.Errorf("tasks are chased on %v, visits on %v", tasks, others)
		}
		s.gather(t)
		s.at(t, "2026-12-31", "08:00")
		if err := s.View(t.Context(), s.as("office"), func(v *work.View) error {
			items, _, err := notice.Inbox(t.Context(), v, notice.Cursor{})
			told := map[string]string{}
			for _, i := range items {
				if !i.Gone() {
					told[i.Title(t.Context())] = i.Things[0].Address
				}
			}
			if told["Nhắc thăm"] != "/visits/visit00000" || told["Đôn đốc thăm"] != "/visits/visit00000" {
				t.Errorf("the commune is told %v", told)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		s.MustView(t, func(v *work.View) error {
			o, err := visiting.Outlook(t.Context(), v, visits.all[0], true)
			if err != nil || len(o.Done) != 2 || len(o.Coming) != 0 {
				t.Errorf("done %v, coming %v, %v", o.Done, o.Coming, err)
			}
			later := visits.all[0]
			later.Due = civil.MustParse("2027-01-29")
			o, err = visiting.Outlook(t.Context(), v, later, true)
			if err == nil && (len(o.Coming) != 2 || o.Coming[0].Step != Remind || o.Coming[1].Step != Urge || !o.Coming[1].Day.After(later.Due)) {
				t.Errorf("of more time %+v", o.Coming)
			}
			return err
		})
	})
}

// More duties than one unit looks at are all chased, in the same run.
func TestManyDutiesAreChased(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		s := begin(t, o)
		visitsAre(s.province, s.commune, slices.Repeat([]civil.Date{civil.MustParse("2026-11-24")}, 2*perRun+1)...)
		defer visitsAre("", "")
		s.at(t, "2026-11-25", "07:00")
		for range 2 {
			s.run(t)
		}
		s.MustView(t, func(v *work.View) error {
			var n int
			err := v.One(t.Context(), db.Built("test.others", `SELECT count(*) FROM chase_other WHERE step = 'urge'`), nil, &n)
			if n != 2*perRun+1 {
				t.Errorf("%d are urged", n)
			}
			return err
		})
	})
}

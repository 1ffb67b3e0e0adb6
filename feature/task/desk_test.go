package task_test

import (
	"net/http"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

func (p *place) desk(t testing.TB, b org.ID) (d *task.Desk) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		d, err = task.DeskOf(t.Context(), v, b, 7)
		return err
	})
	return d
}

// Who has reported this period has nothing to report on, whatever the period;
// a report is asked for by its day, stays asked for until it is made, and is
// not asked for in the first half of its period.
func TestWhoHasReportedIsUpToDate(t *testing.T) {
	periods := []int64{1, 2, 3, 5, 6, 7, 8, 13, 14, 15, 30, 45}
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ids := map[int64]task.ID{}
		report := func(every int64) {
			p.do(work.System("test"), t, func(u *work.Unit) error {
				return task.Update(t.Context(), u, task.Ref{ID: ids[every]}, task.Report{Note: "Đã làm thêm một phần"})
			})
		}
		for _, every := range periods {
			p.do(work.System("test"), t, func(u *work.Unit) (err error) {
				if ids[every], err = task.AssignNew(t.Context(), u, task.New{Text: "Việc", Issuer: p.province, Lead: p.commune, Due: day("2027-12-31"), UpdateEvery: every}); err != nil {
					return err
				}
				return task.Accept(t.Context(), u, task.Ref{ID: ids[every]}, "")
			})
			report(every)
		}
		if d := p.desk(t, p.commune); !d.Empty() {
			t.Fatalf("after every report the desk holds %+v", d)
		}
		for n := int64(1); n <= 45; n++ {
			o.Advance(24 * time.Hour)
			asked := map[task.ID]bool{}
			for _, x := range p.desk(t, p.commune).Update.Tasks {
				asked[x.ID] = true
			}
			for _, every := range periods {
				since := (n-1)%every + 1 // days since the last report
				switch is := asked[ids[every]]; {
				case since == every && !is:
					t.Errorf("day %d: a report every %d days is due and not asked for", n, every)
				case 2*since < every && is:
					t.Errorf("day %d: a report every %d days is asked for %d days after the last", n, every, since)
				}
				if since == every {
					report(every)
				}
			}
			if d := p.desk(t, p.commune); n == 1 && !d.Empty() {
				t.Errorf("the day after, with the daily report made, the desk holds %+v", d)
			}
		}
	})
}

// What the desk asks travels together: who may assign tasks, and is told how
// many are unclear, waits no longer than who may not.
func TestDeskAsksAtOnce(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.Postgres, schema))
	p.assign(t, p.commune, "2026-12-15")
	journeys := map[access.Role]int64{}
	for _, role := range []access.Role{access.Office, access.Specialist} {
		c := p.browser(t, role, p.province)
		journeys[role] = 100
		for range 20 { // a connection learns each statement once
			before := p.DB.Journeys()
			c.Get("/desk").Want(http.StatusOK)
			journeys[role] = min(journeys[role], p.DB.Journeys()-before)
		}
	}
	if journeys[access.Office] != journeys[access.Specialist] {
		t.Errorf("the desk takes %v journeys", journeys)
	}
}

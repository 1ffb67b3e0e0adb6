package board_test

import (
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/board"
	"quyet/feature/task"
)

// Every care counts what its link lists, whatever is done to the tasks.
func TestHealth(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := establish(t, o)
		ctx := t.Context()
		lead := p.below[2]
		var doer account.ID
		var ids []task.ID
		p.MustDo(t, func(u *work.Unit) error {
			password, err := account.Choose(ctx, "từ nghị quyết đến kết quả")
			if err != nil {
				return err
			}
			if doer, err = account.Create(ctx, u, account.NewAccount{Login: "can.bo", Name: "Cán bộ", Password: password}); err != nil {
				return err
			}
			grant, err := account.GrantRole(ctx, u, account.NewGrant{Account: doer, Role: access.Specialist, Scope: lead.Scope(), Interval: civil.Since(u.Today)})
			if err != nil {
				return err
			}
			n := task.New{Text: "Việc", Issuer: p.top, Lead: lead, Due: u.Today.AddDays(200), Person: "Tổ 1"}
			if ids, err = task.AssignMany(ctx, u, []task.New{n, n, n, {Text: "Việc", Issuer: p.top, Lead: lead, Due: n.Due}}); err != nil {
				return err
			}
			for _, id := range ids {
				if err := task.Accept(ctx, u, task.Ref{ID: id}, ""); err != nil {
					return err
				}
			}
			if err := task.Entrust(ctx, u, task.Ref{ID: ids[0]}, doer, "", ""); err != nil {
				return err
			}
			return account.Revoke(ctx, u, grant)
		})
		report := func(id task.ID, words string) {
			p.MustDo(t, func(u *work.Unit) error { return task.Update(ctx, u, task.Ref{ID: id}, task.Report{Note: words}) })
		}
		report(ids[1], "Đang triển khai theo kế hoạch")
		report(ids[1], "đang  triển khai theo kế hoạch")
		report(ids[2], "Xong 3 thôn")
		report(ids[2], "Xong 5 thôn")
		o.Advance(61 * 24 * time.Hour)
		report(ids[0], "Xong một nửa")
		of := func() map[string]int {
			got := map[string]int{}
			o.MustView(t, func(v *work.View) error {
				h, err := board.HealthOf(ctx, v, p.top)
				for _, c := range h.Cares {
					_, query, _ := strings.Cut(c.Rows, "?")
					got[query[strings.Index(query, "&")+1:]] = c.N
				}
				return err
			})
			return got
		}
		got := of()
		if len(got) != 4 || got["lacks=person"] != 1 || got["lacks=owner"] != 1 || got["lacks=news"] != 1 || got["silent=60"] != 3 {
			t.Errorf("what wants a look: %v", got)
		}
		report(ids[1], "Đã mở 3 lớp, 120 người")
		p.MustDo(t, func(u *work.Unit) error { return task.Entrust(ctx, u, task.Ref{ID: ids[0]}, "", "Tổ 2", "") })
		if got := of(); len(got) != 2 || got["lacks=person"] != 1 || got["silent=60"] != 2 {
			t.Errorf("after two were mended: %v", got)
		}
	})
}

// The map asks whether it is true where nearly everything is green, and the page
// behind leads to the rows.
func TestHealthPage(t *testing.T) {
	p := establish(t, dbtest.New(t, db.SQLite, schema))
	office := p.browser(t, "Văn phòng", access.Office, p.top)
	if page := office.Get("/map/health").Want(200); !page.Has(".empty") {
		t.Errorf("without tasks: %s", page.Text("main"))
	}
	p.MustDo(t, func(u *work.Unit) error {
		n := task.New{Text: "Việc", Issuer: p.top, Lead: p.below[2], Due: u.Today.AddDays(20)}
		all := make([]task.New, 25)
		for i := range all {
			all[i] = n
		}
		_, err := task.AssignMany(t.Context(), u, all)
		return err
	})
	page := office.Get("/map/health").Want(200)
	if !strings.Contains(page.Text(".notice-caution"), "100%") || !page.Has("a[href*='lacks=person']") {
		t.Errorf("with 25 of 25 in time: %s", page.Text("main"))
	}
	if m := office.Get("/map").Want(200); !m.Has("[hx-get^='/map/health']") {
		t.Error("the map does not ask for it")
	}
}

package task_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// legacy gives the commune tasks to lead, gives one to its cell and has it help
// with one, ends it in a merger, and returns the body that it became.
func (p *place) legacy(t *testing.T, n int) (heir org.ID) {
	t.Helper()
	ctx := t.Context()
	for range n {
		p.assign(t, p.commune, "2026-12-31")
	}
	p.in(t, task.Submitted)
	p.in(t, task.Confirmed) // is open no more
	p.MustDo(t, func(u *work.Unit) error {
		given := task.New{Text: "Rà soát trong thôn", Issuer: p.commune, Lead: p.cell, Due: day("2026-12-31")}
		if _, err := task.AssignNew(ctx, u, given); err != nil {
			return err
		}
		if _, err := task.NewDraft(ctx, u, given); err != nil {
			return err
		}
		_, err := task.AssignNew(ctx, u, task.New{Text: "Tập huấn", Issuer: p.province, Lead: p.department, Coordinators: []org.ID{p.commune, p.cell}, Due: day("2026-12-31")})
		return err
	})
	p.Advance(24 * time.Hour)
	p.MustDo(t, func(u *work.Unit) (err error) {
		heir, err = org.Merge(ctx, u, []org.ID{p.commune, p.other}, org.NewBody{Code: "Z", Name: "Đảng uỷ xã An Bình", Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: p.province},
			u.Today, org.Act{Symbol: "9-QĐ/TU"})
		return err
	})
	p.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(ctx, v)
		return err
	})
	return heir
}

// After a merger every open task of the body that ended is handed on in one go:
// led tasks are transferred, given ones have a new issuer, and the successor
// helps in its place. Nothing is left, and doing it again does nothing.
func TestNothingIsLeftBehindByABodyThatEnds(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		heir := p.legacy(t, 3)
		office := p.as("office", access.Office, p.province)
		estate := func() (e *task.Estate) {
			o.MustView(t, func(v *work.View) (err error) {
				e, err = task.EstateOf(ctx, v, p.commune)
				return err
			})
			return e
		}
		e := estate()
		if e.Led.Count != 4 || e.Given.Count != 2 || e.Helped.Count != 1 {
			t.Fatalf("left behind: %d led, %d given, %d helped", e.Led.Count, e.Given.Count, e.Helped.Count)
		}
		handOn := func(h task.Handover) (done task.HandedOn, err error) {
			h.Body = p.commune
			err = o.Do(ctx, office, func(u *work.Unit) (err error) {
				done, err = task.HandOn(ctx, u, h)
				return err
			})
			return done, err
		}
		for name, h := range map[string]task.Handover{
			"nobody":      {Reason: "Sáp nhập"},
			"no reason":   {Lead: heir, Issuer: heir},
			"itself":      {Lead: p.commune, Reason: "Sáp nhập"},
			"who ended":   {Issuer: p.other, Reason: "Sáp nhập"},
			"a wrong one": {Each: map[task.ID]org.ID{e.Led.Tasks[0].ID: "x"}, Reason: "Sáp nhập"},
		} {
			if _, err := handOn(h); !fault.Is(err, fault.Invalid) {
				t.Errorf("handed on to %s: %v", name, err)
			}
		}
		special := e.Led.Tasks[0].ID
		done, err := handOn(task.Handover{Lead: heir, Issuer: heir, Each: map[task.ID]org.ID{special: p.department}, Reason: "Sáp nhập theo 9-QĐ/TU"})
		if err != nil || done.Done != 7 || done.Kept+done.Never != 0 {
			t.Fatalf("%+v, %v", done, err)
		}
		if e := estate(); !e.Empty() {
			t.Errorf("still left: %+v", e)
		}
		var led, given []*task.Task
		o.MustView(t, func(v *work.View) error {
			for body, to := range map[org.ID]*[]*task.Task{heir: &led, p.department: &given} {
				l, err := task.Find(ctx, v, task.Filter{Lead: body})
				if err != nil {
					return err
				}
				*to = l.Tasks
			}
			return nil
		})
		if len(led) != 3 || !slices.ContainsFunc(given, func(t *task.Task) bool { return t.State == task.Assigned && t.Text != "Tập huấn" }) {
			t.Errorf("the successor leads %d, the department %d", len(led), len(given))
		}
		w := p.get(t, special)
		if w.State != task.Transferred || w.History[0].Kind != "task.transfer" {
			t.Errorf("what was handed on is %s", w.State)
		}
		if done, err := handOn(task.Handover{Lead: heir, Issuer: heir, Reason: "Sáp nhập"}); err != nil || done.Done != 0 {
			t.Errorf("again: %+v, %v", done, err)
		}
	})
}

// What was given by a body on which the actor holds no right stays, and is told.
func TestOthersHandOnWhatTheyGave(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		heir := p.legacy(t, 2)
		inCommune := p.as("xã", access.Office, p.commune) // holds nothing on the province
		err := o.Do(t.Context(), inCommune, func(u *work.Unit) error {
			done, err := task.HandOn(t.Context(), u, task.Handover{Body: p.commune, Lead: heir, Reason: "Sáp nhập"})
			if err == nil && (done.Kept != 4 || done.Never != 2 || done.Done != 0) {
				t.Errorf("%+v", done)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestHandoverPage(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	heir := p.legacy(t, 2)
	office := p.browser(t, access.Office, p.province)
	at := task.HandoverAddress(p.commune)
	page := both(t, office, at)
	if v := page.Value("lead"); v == "" || page.Value("issuer") != v || page.Value("note") == "" {
		t.Errorf("filled in is %q, %q, %q", page.Value("lead"), page.Value("issuer"), page.Value("note"))
	}
	again := page.Submit("form.form", "note", "", "lead", "không có").Want(http.StatusUnprocessableEntity)
	if !again.Has("#f-lead-error") || again.Value("lead") != "không có" {
		t.Errorf("what is wrong: %s", again.Text(".error-summary"))
	}
	end := page.Submit("form.form", "note", "Sáp nhập").Want(http.StatusOK)
	if !end.Has(".empty") {
		t.Errorf("after it the page says %s", end.Text("main"))
	}
	p.browser(t, access.Inspector, p.province).Get(at).Want(http.StatusForbidden)
	p.browser(t, access.Office, p.cell).Get(at).Want(http.StatusNotFound)
	_ = heir
}

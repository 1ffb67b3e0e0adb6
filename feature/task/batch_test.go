package task_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/task"
)

// chosen opens the preview of a verb for the tasks of a list.
func chosen(t *testing.T, c *webtest.Client, list string, verb task.Verb, ids ...task.ID) *webtest.Page {
	t.Helper()
	page := c.Get(list + "choose=1").Want(http.StatusOK)
	fields := webtest.Filled(page.Find("#choose-many"))
	fields.Set("verb", string(verb))
	for _, id := range ids {
		if page.Find("input[form=choose-many][value='"+string(id)+"']").Length() != 1 {
			t.Fatalf("%s has no box to choose %s", list, id)
		}
		fields.Add("id", string(id))
	}
	if len(ids) == 0 {
		fields.Set("whole", "1")
	}
	return c.Send(page.Find("#choose-many").AttrOr("action", ""), fields)
}

// press sends the form of a preview by one of its buttons.
func press(c *webtest.Client, page *webtest.Page, step string, more ...string) *webtest.Page {
	fields := webtest.Filled(page.Find("form.form"))
	fields.Set("step", step)
	for i := 0; i+1 < len(more); i += 2 {
		fields.Set(more[i], more[i+1])
	}
	return c.Send("/tasks/batch", fields)
}

func outcomes(page *webtest.Page) string {
	var all []string
	page.Find("tbody tr").Each(func(_ int, row *goquery.Selection) {
		all = append(all, strings.Join(strings.Fields(row.Find("td").Last().Text()), " "))
	})
	return strings.Join(all, " | ")
}

// Several tasks are suspended with one reason: the preview says of each what
// becomes of it, what cannot be is left out or stops all, as the person
// chooses, and all of it can be undone but for what was changed since.
func TestSeveralAtOnceAndBack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		c := p.browser(t, access.Office, p.province)
		a, b, done := p.in(t, task.Accepted), p.in(t, task.InProgress), p.in(t, task.Submitted)
		page := chosen(t, c, "/tasks?", task.DoSuspend, a, b, done).Want(http.StatusOK)
		if got := outcomes(page); strings.Count(got, "Làm được") != 2 || strings.Count(got, "Không làm được") != 1 {
			t.Fatalf("before the reason is given: %s", got)
		}
		if wrong := press(c, page, "do").Want(http.StatusUnprocessableEntity); !wrong.Has("#f-note-error") {
			t.Errorf("without a reason: %s", wrong.Text("main"))
		}
		page = press(c, page, "look", "note", "Chờ hướng dẫn").Want(http.StatusOK)
		if got := outcomes(page); !strings.Contains(got, "Đang thực hiện → Tạm dừng") || !strings.Contains(got, "Đã tiếp nhận → Tạm dừng") {
			t.Fatalf("the preview says: %s", got)
		}
		for _, id := range []task.ID{a, b} {
			if p.get(t, id).State == task.Suspended {
				t.Fatal("the preview has suspended a task")
			}
		}
		if none := press(c, page, "do", "mode", "all").Want(http.StatusConflict); !none.Has(".error-summary") || p.get(t, a).State == task.Suspended {
			t.Errorf("all or none: %s, the first is %s", none.Text(".error-summary"), p.get(t, a).State)
		}
		// Somebody is quicker: the version that was looked at counts.
		o.MustDo(t, verbs(p, t, b)[task.DoUpdate])
		stale := press(c, page, "do", "mode", "all").Want(http.StatusConflict)
		if !strings.Contains(outcomes(stale), "vừa được người khác thay đổi") {
			t.Errorf("a task that was changed meanwhile: %s", outcomes(stale))
		}
		page = press(c, chosen(t, c, "/tasks?", task.DoSuspend, a, b, done), "look", "note", "Chờ hướng dẫn").Want(http.StatusOK)
		made := press(c, page, "do", "mode", "possible").Want(http.StatusOK)
		if p.get(t, a).State != task.Suspended || p.get(t, b).State != task.Suspended || p.get(t, done).State != task.Submitted {
			t.Fatalf("done: %s %s %s", p.get(t, a).State, p.get(t, b).State, p.get(t, done).State)
		}
		for _, id := range []task.ID{a, b} {
			if h := p.get(t, id).History[0]; !strings.Contains(string(h.Detail), `"batch":"`+made.Address[len("/tasks/batches/"):]) {
				t.Errorf("the event of %s bears no mark: %s", id, h.Detail)
			}
		}
		// One goes on meanwhile: it stays as it is.
		o.MustDo(t, func(u *work.Unit) error { return task.Resume(t.Context(), u, task.Ref{ID: b}, day("2027-06-01"), "") })
		events := len(p.get(t, a).History)
		back := c.Get(made.Address).Want(http.StatusOK)
		if !strings.Contains(outcomes(back), "không hoàn tác được") {
			t.Errorf("what was changed since is not told: %s", outcomes(back))
		}
		back = back.Submit("form[action$='/undo']").Want(http.StatusOK)
		if p.get(t, a).State != task.Accepted || p.get(t, b).State != task.InProgress || len(p.get(t, a).History) != events+1 {
			t.Errorf("undone: %s and %s, with %d events", p.get(t, a).State, p.get(t, b).State, len(p.get(t, a).History))
		}
		if !strings.Contains(outcomes(back), "Đã hoàn tác") || back.Has("form[action$='/undo']") {
			t.Errorf("after undoing: %s", outcomes(back))
		}
		if other := p.browser(t, access.Head, p.province).Get(made.Address); other.Status != http.StatusNotFound {
			t.Errorf("somebody else opens what was done: %d", other.Status)
		}
	})
}

// What is possible for all is done without a second look, with the reason typed
// beside them; where one of them turns out not to be, nothing is done and the page
// tells which.
func TestDoingWithoutASecondLook(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		c := p.browser(t, access.Office, p.province)
		a, b, done := p.in(t, task.Accepted), p.in(t, task.InProgress), p.in(t, task.Submitted)
		if page := chosen(t, c, "/tasks?", task.DoSuspend, a, done).Want(http.StatusOK); page.Has("button[name=step][value=do], button[name=step][value=try]") {
			t.Errorf("with one that cannot be it is offered at once: %s", page.Text("main form.form"))
		}
		page := chosen(t, c, "/tasks?", task.DoSuspend, a, b).Want(http.StatusOK)
		if !page.Has("button[name=step][value=try]") {
			t.Fatalf("it is not offered: %s", page.Text("main form.form"))
		}
		if wrong := press(c, page, "try").Want(http.StatusUnprocessableEntity); !wrong.Has("#f-note-error") {
			t.Errorf("without a reason: %s", wrong.Text("main"))
		}
		o.MustDo(t, verbs(p, t, b)[task.DoUpdate])
		stale := press(c, page, "try", "note", "Chờ hướng dẫn").Want(http.StatusConflict)
		if p.get(t, a).State != task.Accepted || !stale.Has("input[name=mode]") || !strings.Contains(outcomes(stale), "vừa được người khác thay đổi") {
			t.Errorf("with one that was changed meanwhile the first is %s: %s", p.get(t, a).State, stale.Text("main"))
		}
		press(c, chosen(t, c, "/tasks?", task.DoSuspend, a, b), "try", "note", "Chờ hướng dẫn").Want(http.StatusOK)
		if p.get(t, a).State != task.Suspended || p.get(t, b).State != task.Suspended {
			t.Errorf("done: %s %s", p.get(t, a).State, p.get(t, b).State)
		}
		// Nothing was said to be done, or to nothing: what was chosen is kept.
		again := c.Send("/tasks/batch", url.Values{"id": {string(a), string(b)}, "back": {"/tasks?choose=1"}}).Want(http.StatusUnprocessableEntity)
		if again.Find("input[name=id]").Length() != 2 || !again.Has("#f-verb-error") {
			t.Errorf("without a verb: %s", again.Text("main"))
		}
		if none := c.Send("/tasks/batch", url.Values{"verb": {string(task.DoSuspend)}, "back": {"/tasks?choose=1"}}).Want(http.StatusUnprocessableEntity); !none.Has("main a[href='/tasks?choose=1']") {
			t.Errorf("of nothing: %s", none.Text("main"))
		}
	})
}

// A body is added to those that help and taken away again; what knows no way
// back says so, and after the time of the rule nothing is undone.
func TestWhatCanBeUndone(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	c := p.browser(t, access.Office, p.province)
	a, b := p.assign(t, p.commune, "2027-01-10"), p.assign(t, p.commune, "2027-01-11")
	p.MustDo(t, verbs(p, t, a)[task.DoCoordinate])
	before := len(p.get(t, a).Coordinators)
	page := chosen(t, c, "/tasks?lead="+string(p.commune)+"&", task.DoCoordinate).Want(http.StatusOK)
	page = press(c, page, "look", "to", "Sở Công Thương").Want(http.StatusOK)
	made := press(c, page, "do").Want(http.StatusOK)
	if n := len(p.get(t, a).Coordinators); n != before+1 || len(p.get(t, b).Coordinators) != 1 {
		t.Fatalf("%d bodies help", n)
	}
	again := press(c, chosen(t, c, "/tasks?lead="+string(p.commune)+"&", task.DoCoordinate), "look", "to", "Sở Công Thương")
	if !strings.Contains(outcomes(again), "đã phối hợp") {
		t.Errorf("a body that helps already: %s", outcomes(again))
	}
	c.Get(made.Address).Submit("form[action$='/undo']").Want(http.StatusOK)
	if n := len(p.get(t, a).Coordinators); n != before || len(p.get(t, b).Coordinators) != 0 {
		t.Errorf("after undoing %d bodies help", n)
	}
	lead := p.browser(t, access.Office, p.commune)
	accepted := press(lead, chosen(t, lead, "/tasks?", task.DoAccept, a, b), "do").Want(http.StatusOK)
	if p.get(t, a).State != task.Accepted || accepted.Has("form[action$='/undo']") || !strings.Contains(accepted.Text("main"), "không hoàn tác được") {
		t.Errorf("accepting: %s", accepted.Text("main"))
	}
	cancelled := press(c, press(c, chosen(t, c, "/tasks?", task.DoCancel, a), "look", "order", "15-KL/TU"), "do").Want(http.StatusOK)
	p.Advance(2 * time.Hour)
	if late := c.Post(cancelled.Address + "/undo"); late.Status != http.StatusConflict || p.get(t, a).State != task.Cancelled {
		t.Errorf("after two hours: %d, the task is %s", late.Status, p.get(t, a).State)
	}
	if page := both(t, c, "/tasks/batches"); page.Find("tbody tr").Length() != 2 {
		t.Errorf("the batches are %s", page.Text("main"))
	}
	// Nothing chosen, and nothing to be done.
	for _, verb := range []task.Verb{task.DoCancel, "", "x"} {
		if none := c.Post("/tasks/batch", "verb", string(verb), "back", "/tasks?choose=1"); none.Status != http.StatusUnprocessableEntity || !none.Has("main a[href='/tasks?choose=1']") {
			t.Errorf("%q with nothing chosen: %d, %s", verb, none.Status, none.Text("main"))
		}
	}
	both(t, c, "/tasks?choose=1")
}

// What was closed is reopened, and what was transferred goes back to the body that had
// it, unless the other body has done something with it: each is one more step, with
// the rights that it asks for, and what stays says why.
func TestClosingAndTransferringBack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		c := p.browser(t, access.Office, p.province)
		a, b := p.in(t, task.Confirmed), p.in(t, task.Confirmed)
		closed := press(c, press(c, chosen(t, c, "/tasks?part=past&", task.DoClose, a, b), "look"), "do").Want(http.StatusOK)
		o.MustDo(t, func(u *work.Unit) error {
			return task.Reopen(t.Context(), u, task.Ref{ID: b}, "Cần theo dõi tiếp")
		})
		events := len(p.get(t, a).History)
		back := closed.Submit("form[action$='/undo']").Want(http.StatusOK)
		if p.get(t, a).State != task.Confirmed || len(p.get(t, a).History) != events+1 || !strings.Contains(outcomes(back), "Đã hoàn tác") || !strings.Contains(outcomes(back), "không hoàn tác được") {
			t.Errorf("closing undone: %s, %s", p.get(t, a).State, outcomes(back))
		}
		x, y, z := p.in(t, task.InProgress), p.in(t, task.Accepted), p.in(t, task.Accepted)
		page := press(c, chosen(t, c, "/tasks?", task.DoTransfer, x, y, z), "look", "to", "Đảng uỷ xã Bình Phú", "note", "Đúng địa bàn").Want(http.StatusOK)
		moved := press(c, page, "do").Want(http.StatusOK)
		if !strings.Contains(moved.Text("main"), "phải tiếp nhận lại") {
			t.Errorf("what going back means is not said: %s", moved.Text("main"))
		}
		next := func(id task.ID) task.ID {
			for _, e := range p.get(t, id).History {
				if e.Kind == "task.transfer" {
					return task.TransferredTo(e)
				}
			}
			return ""
		}
		// The other body has taken one of them on.
		o.MustDo(t, func(u *work.Unit) error { return task.Accept(t.Context(), u, task.Ref{ID: next(y)}, "") })
		if now := c.Get(moved.Address).Want(http.StatusOK); !strings.Contains(outcomes(now), "đã bắt đầu xử lý") {
			t.Errorf("what was taken up is not told: %s", outcomes(now))
		}
		back = c.Get(moved.Address).Submit("form[action$='/undo']").Want(http.StatusOK)
		if got := outcomes(back); strings.Count(got, "Đã hoàn tác") != 2 || !strings.Contains(got, "đã bắt đầu xử lý") {
			t.Errorf("transferred back: %s", got)
		}
		for _, id := range []task.ID{x, z} {
			again := p.get(t, next(next(id)))
			if again.Lead != p.commune || again.State != task.Assigned || again.Due != p.get(t, id).Due || again.FirstDue != p.get(t, id).FirstDue || p.get(t, id).State != task.Transferred {
				t.Errorf("%s goes on as %+v", id, again.Task)
			}
		}
		if t2 := p.get(t, next(y)); t2.State != task.Accepted || t2.Lead != p.other {
			t.Errorf("what was taken up is now %s at %s", t2.State, t2.Lead)
		}
		both(t, c, moved.Address)
	})
}

// From what others were told of and act upon there is no way back, and the page says
// why in words of its own; nothing is changed.
func TestNoWayBack(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	c, lead := p.browser(t, access.Office, p.province), p.browser(t, access.Office, p.commune)
	for _, one := range []struct {
		client *webtest.Client
		state  task.State
		verb   task.Verb
		says   string
		fields []string
	}{
		{lead, task.Assigned, task.DoAccept, "cơ quan giao đã được báo", nil},
		{lead, task.Accepted, task.DoAskExtension, "có thể đang xem xét", []string{"new_due", "30/12/2027", "cause", "disaster", "note", "Mưa lũ"}},
		{c, task.Accepted, task.DoGrantExtension, "đã được báo thời hạn mới", nil},
		{c, task.Accepted, task.DoComment, "người nhận đã được báo", []string{"note", "Làm nhanh"}},
	} {
		id := p.in(t, one.state)
		if one.verb == task.DoGrantExtension {
			p.MustDo(t, verbs(p, t, id)[task.DoAskExtension])
		}
		done := press(one.client, press(one.client, chosen(t, one.client, "/tasks?", one.verb, id), "look", one.fields...), "do").Want(http.StatusOK)
		before := p.get(t, id)
		if done.Has("form[action$='/undo']") || !strings.Contains(done.Text("main"), one.says) {
			t.Errorf("%s: %s", one.verb, done.Text("main"))
		}
		if again := one.client.Post(done.Address + "/undo"); again.Status != http.StatusConflict || p.get(t, id).Version != before.Version {
			t.Errorf("%s is undone: %d", one.verb, again.Status)
		}
	}
}

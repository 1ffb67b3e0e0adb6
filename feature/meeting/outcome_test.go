package meeting_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/task"
)

// What is said while it runs is written down under the item that is on; of an order
// lead, helpers, deadline and product are read in the sentence, and what has a lead
// becomes a task that leads back to where it was said.
func TestOrdersBecomeTasks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		m := p.planned()
		m.Body = p.province
		id := p.made(t, m)
		_, a := p.found(t, id)
		note := func(kind meeting.OutcomeKind, words string) error {
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error {
				return only(meeting.Note(ctx, u, id, meeting.Outcome{Kind: kind, Words: words}))
			})
		}
		if err := note(meeting.Decided, "Thống nhất chủ trương"); !fault.Is(err, fault.Conflict) {
			t.Errorf("something is written down before it opens: %v", err)
		}
		if err := p.does(t, id, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		p.MustDo(t, func(u *work.Unit) error { return meeting.Take(ctx, u, a[1].ID) })
		year := p.today.Year + 1
		for kind, words := range map[meeting.OutcomeKind]string{meeting.Decided: "", "x": "Thống nhất"} {
			if err := note(kind, words); !fault.Is(err, fault.Invalid) {
				t.Errorf("%q as %q: %v", words, kind, err)
			}
		}
		for _, said := range []struct {
			kind  meeting.OutcomeKind
			words string
		}{
			{meeting.Decided, "Thống nhất nội dung báo cáo"},
			{meeting.Order, fmt.Sprintf("Giao Đảng uỷ xã An Hoà chủ trì, phối hợp với Đảng uỷ xã Bình Phú rà soát tổ chức cơ sở đảng, hoàn thành trước ngày 15/01/%d.", year)},
			{meeting.Order, "Tiếp tục tăng cường công tác kiểm tra"},
		} {
			if err := note(said.kind, said.words); err != nil {
				t.Fatal(err)
			}
		}
		record := func() (all []meeting.Outcome) {
			p.MustView(t, func(v *work.View) (err error) {
				all, err = meeting.Outcomes(ctx, v, id)
				return err
			})
			return all
		}
		all := record()
		if len(all) != 3 || all[0].Item != a[1].ID || all[0].Lead != "" {
			t.Fatalf("the record is %+v", all)
		}
		order := all[1]
		if order.Lead != p.commune || !slices.Equal(order.Coordinators, []org.ID{p.other}) || order.Due.Year != year || order.Due.Month != time.January {
			t.Errorf("the order is read as %+v", order)
		}
		give := func() (n int, err error) {
			err = o.Do(ctx, work.System("test"), func(u *work.Unit) error {
				n, err = meeting.Give(ctx, u, id)
				return err
			})
			return n, err
		}
		if n, err := give(); n != 1 || err != nil {
			t.Fatalf("%d tasks were given: %v", n, err)
		}
		if _, err := give(); !fault.Is(err, fault.Invalid) {
			t.Errorf("given once more: %v", err)
		}
		given := record()[1]
		p.MustView(t, func(v *work.View) error {
			w, err := task.Get(ctx, v, given.Task)
			if err != nil {
				return err
			}
			if w.Lead != p.commune || w.Issuer != p.province || w.Due != order.Due || w.Text != order.Words || !slices.Equal(w.Coordinators, order.Coordinators) {
				t.Errorf("the task is %+v", w.Task)
			}
			said, at, err := meeting.SaidAt(ctx, v, given.Task)
			if err != nil || said == nil || said.ID != given.ID || at.ID != id {
				t.Errorf("of the task it is told that it was said at %+v, %+v: %v", said, at, err)
			}
			return nil
		})
		change := func(c meeting.Outcome) error {
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.ChangeOutcome(ctx, u, c) })
		}
		if err := change(given); !fault.Is(err, fault.Conflict) {
			t.Errorf("what was given is changed: %v", err)
		}
		// What no body may be told by this one refuses the whole, and says which.
		upwards := record()[2]
		upwards.Lead = p.province
		if err := change(upwards); err != nil {
			t.Fatal(err)
		}
		if err := change(upwards); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		p.MustDo(t, func(u *work.Unit) error { return meeting.RemoveOutcome(ctx, u, record()[0].ID, 1) })
		if err := p.does(t, id, meeting.DoClose); err != nil {
			t.Fatal(err)
		}
		if n, err := give(); n != 1 || err != nil {
			t.Errorf("after it closed %d were given: %v", n, err)
		}
		if err := note(meeting.Decided, "Muộn"); !fault.Is(err, fault.Conflict) {
			t.Errorf("something is written down after it closed: %v", err)
		}
		if len(record()) != 2 {
			t.Error("what was taken out is there")
		}
		again := p.made(t, p.planned())
		if err := p.does(t, again, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		words := func() (of []string) {
			p.MustView(t, func(v *work.View) error {
				all, err := meeting.Outcomes(ctx, v, again)
				for _, o := range all {
					of = append(of, o.Words)
				}
				return err
			})
			return of
		}
		say := func(words string) (made meeting.OutcomeID) {
			p.MustDo(t, func(u *work.Unit) (err error) {
				made, err = meeting.Note(ctx, u, again, meeting.Outcome{Kind: meeting.Speech, Words: words})
				return err
			})
			return made
		}
		one, two := say("a"), say("b")
		say("c")
		p.MustDo(t, func(u *work.Unit) error {
			return errors.Join(meeting.RemoveOutcome(ctx, u, one, 1), meeting.RemoveOutcome(ctx, u, two, 1))
		})
		if say("d"); strings.Join(words(), "") != "cd" {
			t.Errorf("after two were taken out the record is %q", words())
		}
	})
}

// A lead that the body cannot instruct refuses all, and the fault names the order.
func TestAnOrderToWhoCannotBeInstructed(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	p := newPlace(t, o)
	ctx := t.Context()
	id := p.made(t, p.planned())
	if err := p.does(t, id, meeting.DoOpen); err != nil {
		t.Fatal(err)
	}
	p.MustDo(t, func(u *work.Unit) error {
		return only(meeting.Note(ctx, u, id, meeting.Outcome{Kind: meeting.Order, Words: "Đề nghị tỉnh xem xét", Lead: p.province}))
	})
	err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return only(meeting.Give(ctx, u, id)) })
	if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || !strings.Contains(all[0].In(text.Vietnamese), "Đề nghị tỉnh xem xét") {
		t.Errorf("given upwards: %v", err)
	}
}

// An order that comes again, or goes on for good, becomes a task that does.
func TestAnOrderThatComesAgain(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		m := p.running(t, "")
		ids := p.notes(t, m,
			meeting.Outcome{Kind: meeting.Order, Words: "Giao Đảng uỷ xã An Hoà báo cáo kết quả trước ngày 15 hằng tháng."},
			meeting.Outcome{Kind: meeting.Order, Words: "Giao Đảng uỷ xã Bình Phú thường xuyên kiểm tra việc tiếp công dân."},
		)
		p.MustDo(t, func(u *work.Unit) error { return only(meeting.Give(ctx, u, m)) })
		p.MustView(t, func(v *work.View) error {
			monthly, err := task.Get(ctx, v, p.outcome(t, ids[0]).Task)
			if err != nil || !strings.HasPrefix(monthly.Recurrence, "FREQ=MONTHLY") || monthly.Due.Day != 15 {
				t.Errorf("every month: %+v: %v", monthly.Task, err)
			}
			good, err := task.Get(ctx, v, p.outcome(t, ids[1]).Task)
			if err != nil || good.Recurrence != "" || !good.Due.IsZero() {
				t.Errorf("for good: %+v: %v", good.Task, err)
			}
			return err
		})
	})
}

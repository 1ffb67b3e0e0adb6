package task_test

import (
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// last returns the newest event of a task.
func last(w *task.Whole) work.Event { return w.History[0] }

// A task that nobody answers within the hours of the rule is noted as silent,
// once; whoever answers in time is not, and to ask what is meant is an answer.
func TestSilenceIsNoted(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		silent, accepted, asked := p.in(t, task.Assigned), p.in(t, task.Accepted), p.in(t, task.Assigned)
		p.MustDo(t, verbs(p, t, asked)[task.DoClarify])
		silences := func() (n int) {
			p.do(work.System("test"), t, func(u *work.Unit) (err error) {
				n, err = task.Silences(t.Context(), u)
				return err
			})
			return n
		}
		by := p.get(t, silent).ReceiveBy
		if n := silences(); n != 0 || by.IsZero() {
			t.Fatalf("%d are silent at once; to be received by %s", n, by)
		}
		var now time.Time
		o.MustView(t, func(v *work.View) error { now = v.Now; return nil })
		o.Advance(by.Sub(now) - time.Minute)
		if n := silences(); n != 0 {
			t.Fatalf("%d are silent before the hour", n)
		}
		o.Advance(2 * time.Minute)
		if n := silences(); n != 1 {
			t.Fatalf("%d are silent, want 1", n)
		}
		if n := silences(); n != 0 {
			t.Fatalf("%d are silent again", n)
		}
		w := p.get(t, silent)
		if !w.Silent || last(w).Kind != "task.silence" || last(w).Reason == "" || w.State != task.Assigned {
			t.Errorf("the silent task: %+v", w.Task)
		}
		for _, id := range []task.ID{accepted, asked} {
			if w := p.get(t, id); w.Silent || !w.ReceiveBy.IsZero() {
				t.Errorf("an answered task is to be received by %s, silent %v", w.ReceiveBy, w.Silent)
			}
		}
		// The answer starts the hours anew, and the late receipt ends the silence.
		p.MustDo(t, verbs(p, t, asked)[task.DoAnswer])
		if w := p.get(t, asked); w.ReceiveBy.IsZero() {
			t.Error("after the answer nothing is to be received")
		}
		p.MustDo(t, verbs(p, t, silent)[task.DoAccept])
		if w := p.get(t, silent); w.Silent || !w.ReceiveBy.IsZero() {
			t.Error("a received task is silent")
		}
		// An office that asks for no receipt has none noted.
		p.MustDo(t, func(u *work.Unit) error {
			return rule.Set(t.Context(), u, "task.receipt_hours", rule.Version{Value: "0", From: u.Today, Citation: "Quy chế làm việc"})
		})
		if w := p.get(t, p.in(t, task.Assigned)); !w.ReceiveBy.IsZero() {
			t.Errorf("without the rule it is to be received by %s", w.ReceiveBy)
		}
	})
}

// What is asked waits on the desk of who must answer, once, by its day, and is
// gone from it when it is answered or pointless.
func TestRequestsWaitOnTheDeskOfWhoAnswers(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.issuer = p.department
		waits := func(body string) (kinds string) {
			o.MustView(t, func(v *work.View) error {
				for _, b := range p.tree.Bodies() {
					if b.Code != body {
						continue
					}
					d, err := task.DeskOf(t.Context(), v, b.ID, 7)
					if err != nil {
						return err
					}
					for _, r := range d.Answer.Requests {
						kinds += string(r.Kind) + " "
					}
					if int(d.Answer.Count) != len(d.Answer.Requests) {
						t.Errorf("%d are counted, %d shown", d.Answer.Count, len(d.Answer.Requests))
					}
				}
				return nil
			})
			return strings.TrimSpace(kinds)
		}
		want := func(body, kinds string) {
			t.Helper()
			if got := waits(body); got != kinds {
				t.Errorf("on the desk of %s waits %q, want %q", body, got, kinds)
			}
		}
		id := p.inDue(t, task.Accepted, "2026-01-05")
		do := func(verb task.Verb) { t.Helper(); p.MustDo(t, verbs(p, t, id)[verb]) }
		refused := func(verb task.Verb) {
			t.Helper()
			if err := o.Do(t.Context(), work.System("test"), verbs(p, t, id)[verb]); !fault.Is(err, fault.Conflict) {
				t.Errorf("%s: %v, want a conflict", verb, err)
			}
		}
		do(task.DoClarify)
		refused(task.DoClarify)
		do(task.DoDemand)
		refused(task.DoDemand)
		do(task.DoPlead)
		want("S", "clarity excuse")
		want("X", "explanation")
		do(task.DoAnswer)
		do(task.DoExplain)
		do(task.DoExcuse)
		want("S", "")
		want("X", "")
		refused(task.DoExplain)
		do(task.DoSubmit)
		do(task.DoReject)
		do(task.DoAppeal)
		want("T", "appeal")
		want("S", "")
		do(task.DoUpdate) // who mends it appeals no more
		want("T", "")
		refused(task.DoGrantAppeal)
		do(task.DoDemand)
		do(task.DoCancel)
		want("X", "")
	})
}

// A granted appeal lets the result stand as of the day it was handed in, and by
// whom; a refused one cannot be made again for the same rejection; neither is
// decided by who did the deed or judged it.
func TestAppeals(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.issuer = p.department
		doer, judge, above := p.as("doer", access.Specialist, p.commune), p.as("judge", access.Office, p.department), p.as("above", access.Office, p.province)
		id := p.in(t, task.Accepted)
		p.do(doer, t, verbs(p, t, id)[task.DoSubmit])
		handedIn := p.get(t, id).Submitted
		o.Advance(3 * 24 * time.Hour)
		p.do(judge, t, verbs(p, t, id)[task.DoReject])
		appellant := p.as("head", access.Head, p.commune)
		p.do(appellant, t, verbs(p, t, id)[task.DoAppeal])
		for _, name := range []string{"doer", "judge", "head"} {
			if err := o.Do(t.Context(), p.as(name, access.Office, p.province), verbs(p, t, id)[task.DoGrantAppeal]); !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s grants the appeal: %v", name, err)
			}
		}
		p.do(above, t, verbs(p, t, id)[task.DoRefuseAppeal])
		if err := o.Do(t.Context(), appellant, verbs(p, t, id)[task.DoAppeal]); !fault.Is(err, fault.Conflict) {
			t.Errorf("the same rejection is appealed against again: %v", err)
		}
		p.do(doer, t, verbs(p, t, id)[task.DoSubmit])
		again := p.get(t, id).Submitted
		p.do(judge, t, verbs(p, t, id)[task.DoReject])
		p.do(appellant, t, verbs(p, t, id)[task.DoAppeal])
		o.Advance(24 * time.Hour)
		p.do(above, t, verbs(p, t, id)[task.DoGrantAppeal])
		if w := p.get(t, id); w.State != task.Confirmed || w.Submitted != again || w.SubmittedBy != "doer" || w.Progress != 100 || again == handedIn {
			t.Errorf("after the appeal: %s, handed in on %s (want %s) by %s, %d %%", w.State, w.Submitted, again, w.SubmittedBy, w.Progress)
		}
		// Too late, and where nobody stands above.
		late := p.in(t, task.Rejected)
		o.Advance(60 * 24 * time.Hour)
		if err := o.Do(t.Context(), appellant, verbs(p, t, late)[task.DoAppeal]); !fault.Is(err, fault.Conflict) {
			t.Errorf("an appeal after two months: %v", err)
		}
		p.issuer = p.province
		top := p.in(t, task.Rejected)
		if err := o.Do(t.Context(), appellant, verbs(p, t, top)[task.DoAppeal]); !fault.Is(err, fault.Conflict) {
			t.Errorf("an appeal to nobody: %v", err)
		}
	})
}

// A comment becomes a draft in its words that rests on it, once, from the body
// of who follows it up; giving it away is the same task.
func TestACommentBecomesATask(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.issuer = p.department
		id := p.in(t, task.InProgress)
		superior := p.as("superior", access.Head, p.province)
		p.do(superior, t, verbs(p, t, id)[task.DoComment])
		var made task.ID
		p.do(superior, t, func(u *work.Unit) (err error) {
			made, err = task.FollowUp(t.Context(), u, task.Ref{ID: id})
			return err
		})
		w, of := p.get(t, made), p.get(t, id)
		if w.State != task.Draft || w.Text != "Gửi danh sách hộ nghèo trước" || w.Lead != p.commune || w.Issuer != p.province || w.Due.IsZero() {
			t.Errorf("the draft: %+v", w.Task)
		}
		if w.Basis == nil || w.Basis.Task != id || w.Basis.Quote != w.Text || w.Basis.Comment != of.History[1].Seq || of.History[1].Kind != "task.comment" {
			t.Errorf("it rests on %+v", w.Basis)
		}
		if err := o.Do(t.Context(), superior, verbs(p, t, id)[task.DoFollowUp]); !fault.Is(err, fault.Conflict) {
			t.Errorf("the same comment is followed up again: %v", err)
		}
	})
}

// Whoever does the work is of the lead; an earlier day for an answer, a code that
// is not in the list and an excuse by who asked for it are refused.
func TestRefusedRequests(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.inDue(t, task.Accepted, "2026-01-05")
		ref := task.Ref{ID: id}
		for name, c := range map[string]struct {
			field string
			do    func(u *work.Unit) error
		}{
			"a stranger as doer": {"doer", func(u *work.Unit) error { return task.Entrust(ctx, u, ref, "nobody", "", "") }},
			"a long person":      {"person", func(u *work.Unit) error { return task.Entrust(ctx, u, ref, "", strings.Repeat("a", 501), "") }},
			"a past answer":      {"due", func(u *work.Unit) error { return task.Demand(ctx, u, ref, u.Today.AddDays(-1), "Vì sao?") }},
			"no question":        {"note", func(u *work.Unit) error { return task.Clarify(ctx, u, ref, " ") }},
			"an unknown cause":   {"cause", func(u *work.Unit) error { return task.Plead(ctx, u, ref, "laziness", "x") }},
			"no cause":           {"cause", func(u *work.Unit) error { return task.Plead(ctx, u, ref, "", "x") }},
		} {
			err := o.Do(ctx, work.System("test"), c.do)
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || all[0].Field != c.field {
				t.Errorf("%s: %v", name, err)
			}
		}
		asker := p.as("both", access.Office, p.province)
		p.do(asker, t, verbs(p, t, id)[task.DoPlead])
		if err := o.Do(ctx, asker, verbs(p, t, id)[task.DoExcuse]); !fault.Is(err, fault.Forbidden) {
			t.Errorf("who asked excuses the delay: %v", err)
		}
		p.do(p.as("another", access.Head, p.province), t, verbs(p, t, id)[task.DoExcuse])
		var doer account.ID
		password, err := account.Choose(ctx, "từ nghị quyết đến kết quả")
		if err != nil {
			t.Fatal(err)
		}
		p.MustDo(t, func(u *work.Unit) (err error) {
			if doer, err = account.Create(ctx, u, account.NewAccount{Login: "xa.1", Name: "Cán bộ xã", Password: password}); err != nil {
				return err
			}
			_, err = account.GrantRole(ctx, u, account.NewGrant{Account: doer, Role: access.Specialist, Scope: p.commune.Scope(), Interval: civil.Since(u.Today)})
			return err
		})
		p.do(asker, t, func(u *work.Unit) error { return task.Entrust(ctx, u, ref, doer, "", "") })
		if w := p.get(t, id); w.Doer != doer {
			t.Errorf("the doer is %q", w.Doer)
		}
	})
}

// What was cancelled goes on where it was; a draft that was taken back is a
// draft again; and what is counted is what it was.
func TestRestore(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		for _, from := range []task.State{task.Assigned, task.Accepted, task.InProgress, task.Submitted, task.Rejected, task.Suspended, task.Returned, task.Draft} {
			id := p.in(t, from)
			was := p.get(t, id)
			o.Advance(time.Hour)
			end := task.DoCancel
			if from == task.Draft {
				end = task.DoDiscard
			}
			p.MustDo(t, verbs(p, t, id)[end])
			o.Advance(time.Hour)
			p.MustDo(t, verbs(p, t, id)[task.DoRestore])
			w, want := p.get(t, id), from
			if from == task.Suspended {
				want = task.Accepted
			}
			if w.State != want || w.Before != "" || w.Submitted != was.Submitted || w.Due != was.Due || w.ReceiveBy.IsZero() != (want != task.Assigned) {
				t.Errorf("from %s: restored to %s (before %q), handed in on %s, to be received by %s", from, w.State, w.Before, w.Submitted, w.ReceiveBy)
			}
		}
	})
}

func TestSixClears(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		id := p.in(t, task.Accepted)
		if got := p.get(t, id).Lacks(); len(got) != 2 || got[0] != task.ClearPerson || got[1] != task.ClearAuthority {
			t.Errorf("lacks %q", got)
		}
		p.MustDo(t, verbs(p, t, id)[task.DoEntrust])
		p.MustDo(t, verbs(p, t, id)[task.DoSource])
		if got := p.get(t, id).Lacks(); len(got) != 0 {
			t.Errorf("lacks %q", got)
		}
		var vague task.ID
		p.MustDo(t, func(u *work.Unit) (err error) {
			vague, err = task.NewDraft(t.Context(), u, task.New{Text: "Tăng cường công tác tuyên truyền", Issuer: p.province})
			return err
		})
		if got := p.get(t, vague).Lacks(); len(got) != 6 {
			t.Errorf("a vague draft lacks only %q", got)
		}
	})
}

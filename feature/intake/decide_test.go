package intake_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/intake"
	"quyet/feature/intake/source"
	"quyet/feature/intake/source/sourcetest"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

func TestWhatIsFoundIsProposed(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := build(t, o)
		b := s.load(t, s.keep(t, s.clerk(), s.people, plan("", rows...)))
		document := b.Proposals[0]
		if v := document.Value; document.Kind != intake.Document || v.Symbol != "128/KH-UBND" || v.Date != "2026-03-14" || v.Title != "Cải cách hành chính năm 2026" {
			t.Errorf("the document: %+v", v)
		}
		if !slices.Equal(b.Issuer.Bodies, []org.ID{s.people}) || b.Issued != day("2026-03-14") {
			t.Errorf("issued by %v on %v", b.Issuer, b.Issued)
		}
		if b.Tallies[intake.Task].Total != len(rows) || b.Tallies[intake.Reference].Total != 1 || b.Tally().Decided != 0 {
			t.Fatalf("found %v", b.Tallies)
		}
		for _, r := range rows {
			p := proposal(t, b, intake.Task, r.text)
			if got := b.Text[p.Span.Start:p.Span.End]; got != r.text {
				t.Errorf("the passage of %q is %q", r.text, got)
			}
		}
		know := func(i int) intake.Assessment { return b.Task(proposal(t, b, intake.Task, rows[i].text)) }
		if a := know(1); a.Lead[0].Group == "" || !sameBodies(a.Lead[0].Bodies, []org.ID{s.interior, s.finance, s.science}) {
			t.Errorf("the departments: %+v", a.Lead)
		}
		if a := know(3); a.Deadline.Kind != deadline.Recurring || len(a.Gaps) > 0 {
			t.Errorf("every month: %+v %v", a.Deadline, a.Gaps)
		}
		if a := know(5); len(a.Lead[0].Candidates) != 2 || a.Lead[0].Clear() {
			t.Errorf("two centres of one name: %+v", a.Lead)
		}
		if a := know(6); a.Lead[0].Clear() || len(a.Lead[0].Candidates) > 0 {
			t.Errorf("a body that nobody knows: %+v", a.Lead)
		}
		if a := know(7); !slices.Equal(a.Gaps, []clarity.Reason{clarity.NoDeadline, clarity.NoDeliverable, clarity.VagueVerb}) {
			t.Errorf("gaps of general words: %v", a.Gaps)
		}
	})
}

func TestDecisions(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		f := s.keep(t, s.clerk(), s.people, plan("", rows...))
		accepted, left := 0, 0
		s.do(t, s.clerk(), func(u *work.Unit) (err error) {
			accepted, left, err = intake.AcceptClear(ctx, u, f, intake.Task)
			return err
		})
		// The centre and the unknown body are asked; the general words, and the
		// day that nothing tells, are looked at.
		b := s.load(t, f)
		if accepted+left != len(rows) || b.Tallies[intake.Task].Decided != accepted || b.Tallies[intake.Reference].Decided != 0 {
			t.Errorf("accepted %d, left %d: %v", accepted, left, b.Tallies)
		}
		for _, i := range []int{5, 6, 7} {
			if p := proposal(t, b, intake.Task, rows[i].text); p.Decision != intake.Undecided {
				t.Errorf("%q was accepted in bulk", p.Value.Text)
			}
		}
		for _, c := range []struct {
			row  int
			says []string
		}{{5, []string{"Trung tâm Văn hoá", "XC", "YC"}}, {6, []string{"Ban Quản lý bến thuyền"}}} {
			p := proposal(t, b, intake.Task, rows[c.row].text)
			err := s.refused(t, s.clerk(), fault.Invalid, func(u *work.Unit) error { return intake.Decide(ctx, u, refOf(p), intake.Accepted) })
			for _, word := range c.says {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("accepting %q says %q, which does not name %s", p.Value.Text, err, word)
				}
			}
		}

		centre := proposal(t, b, intake.Task, rows[5].text)
		v := centre.Value
		v.Lead = []string{" xc "}
		s.refused(t, s.clerk(), fault.Invalid, func(u *work.Unit) error { return intake.Mend(ctx, u, refOf(centre), v) })
		v.Lead = []string{" XC "}
		s.do(t, s.clerk(), func(u *work.Unit) error { return intake.Mend(ctx, u, refOf(centre), v) })
		s.refused(t, s.clerk(), fault.Conflict, func(u *work.Unit) error { return intake.Decide(ctx, u, refOf(centre), intake.Rejected) })
		b = s.load(t, f)
		mended := proposal(t, b, intake.Task, rows[5].text)
		if mended.Decision != intake.Accepted || !mended.Touched() || mended.Found.Lead[0] != "Trung tâm Văn hoá" || mended.Account == "" ||
			!slices.Equal(b.Task(mended).Lead[0].Bodies, []org.ID{s.centreA}) {
			t.Errorf("mended: %+v", mended)
		}

		undone := func() (n int) {
			t.Helper()
			s.do(t, s.clerk(), func(u *work.Unit) (err error) {
				n, err = intake.Undo(ctx, u, f)
				return err
			})
			return n
		}
		if one, many, none := undone(), undone(), undone(); one != 1 || many != accepted || none != 0 {
			t.Errorf("undone %d, then %d, then %d; want 1, %d, 0", one, many, none, accepted)
		}
		if b = s.load(t, f); b.Tally().Decided != 0 || !proposal(t, b, intake.Task, rows[5].text).Touched() {
			t.Errorf("after undoing, %v is decided, or what was typed is lost", b.Tally())
		}

		rejected := 0
		s.do(t, s.clerk(), func(u *work.Unit) (err error) {
			rejected, err = intake.RejectRest(ctx, u, f, "")
			return err
		})
		if b = s.load(t, f); rejected != len(b.Proposals)-1 || b.Proposals[0].Decision != intake.Undecided {
			t.Errorf("%d of %d rejected, the document %s", rejected, len(b.Proposals), b.Proposals[0].Decision)
		}
		s.do(t, s.clerk(), func(u *work.Unit) error { return intake.Discard(ctx, u, f) })
		s.refused(t, s.clerk(), fault.Conflict, func(u *work.Unit) error { return intake.Decide(ctx, u, refOf(b.Proposals[0]), intake.Accepted) })
		if again := s.keep(t, s.clerk(), s.people, plan("", rows...)); again == f {
			t.Error("a file that was put aside cannot be taken in again")
		}
	})
}

// What a person types about the document is checked before it can fail in the
// register.
func TestMendingTheDocument(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		f := s.keep(t, s.clerk(), s.people, plan("", rows...))
		d := s.load(t, f).Proposals[0]
		for field, change := range map[string]func(*intake.Value){
			"type": func(v *intake.Value) { v.Type = "" }, "title": func(v *intake.Value) { v.Title = " " },
			"issuer": func(v *intake.Value) { v.Issuer = "Trung tâm Văn hoá" }, "symbol": func(v *intake.Value) { v.Symbol = "số mấy" },
			"date": func(v *intake.Value) { v.Date = "2026-12-01" },
		} {
			v := d.Value
			change(&v)
			err := s.refused(t, s.clerk(), fault.Invalid, func(u *work.Unit) error { return intake.Mend(ctx, u, refOf(d), v) })
			if all := fault.All(err); len(all) != 1 || all[0].Field != field {
				t.Errorf("a wrong %s: %v", field, err)
			}
		}
	})
}

func TestUnclearTasks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		f := s.keep(t, s.clerk(), s.people, plan("", rows...))
		list := func() (l *intake.Unclear) {
			t.Helper()
			if err := s.View(ctx, s.clerk(), func(v *work.View) (err error) {
				l, err = intake.UnclearTasks(ctx, v, "", task.Cursor{})
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return l
		}
		before := list()
		if len(before.Given) != 0 || !slices.ContainsFunc(before.AtBench, func(p intake.UnclearProposal) bool { return p.Text == rows[7].text && len(p.Gaps) == 3 }) {
			t.Errorf("at the bench: %+v", before.AtBench)
		}
		s.finish(t, s.clerk(), f)
		s.do(t, s.clerk(), func(u *work.Unit) error {
			_, err := intake.Enter(ctx, u, f, "")
			return err
		})
		after := list()
		if len(after.AtBench) != 0 || !slices.ContainsFunc(after.Given, func(t *task.Task) bool { return t.Text == rows[7].text && len(t.Unclear) == 3 }) {
			t.Errorf("given: %d, at the bench: %d", len(after.Given), len(after.AtBench))
		}
		if err := s.View(ctx, s.as(access.Office, s.an), func(v *work.View) error {
			_, err := intake.UnclearTasks(ctx, v, s.people, task.Cursor{})
			return err
		}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a commune asks for the unclear tasks of the province: %v", err)
		}
	})
}

func TestRefuseSecret(t *testing.T) {
	secret := plan(sourcetest.P("TỐI MẬT", "", "<w:b/>"), rows[0])
	if _, err := intake.Take(t.Context(), "a.docx", secret, deadline.Defaults{}); err == nil {
		t.Error("a secret document was read")
	} else if e, ok := errors.AsType[*source.Error](err); !ok || e.Kind != source.Secret {
		t.Errorf("refused as %v", err)
	}
	for name, c := range map[string]struct {
		content []byte
		refused bool
	}{
		"secret": {secret, true}, "ordinary": {plan("", rows[0]), false}, "picture": {[]byte("\x89PNG\r\n\x1a\n"), false}, "empty": {nil, false},
		"misnamed.docx": {[]byte("TỈNH UỶ SÔNG ĐÔNG\nSố 13-KH/TU\nMẬT\n\nKẾ HOẠCH\nbảo vệ kho\n"), true}, "misnamed.pdf": {[]byte("Kế hoạch"), false},
	} {
		if err := intake.RefuseSecret(t.Context(), name, c.content); (err != nil) != c.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

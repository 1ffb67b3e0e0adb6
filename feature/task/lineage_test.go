package task_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/clarity"
)

// drawn writes a lineage in a line: above > [below[…] …].
func drawn(l task.Lineage) string {
	var above []string
	for _, t := range l.Above {
		above = append(above, t.Text)
	}
	return strings.Join(above, ">") + branches(l.Below)
}

func branches(bs []task.Branch) string {
	var s []string
	for _, b := range bs {
		s = append(s, b.Text+branches(b.Below))
	}
	if len(s) == 0 {
		return ""
	}
	slices.Sort(s)
	return fmt.Sprint(s)
}

func TestLineage(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		ids := map[string]task.ID{}
		pass := func(of string, news ...task.New) {
			t.Helper()
			p.do(work.System("test"), t, func(u *work.Unit) error {
				if of != "tỉnh" && of != "gốc" {
					if err := task.Accept(ctx, u, task.Ref{ID: ids[of]}, ""); err != nil {
						return err
					}
				}
				made, err := task.PassDown(ctx, u, task.Ref{ID: ids[of]}, news)
				for i, id := range made {
					ids[news[i].Text] = id
				}
				return err
			})
		}
		p.do(work.System("test"), t, func(u *work.Unit) (err error) {
			ids["tỉnh"], err = task.AssignNew(ctx, u, task.New{Text: "tỉnh", Issuer: p.province, Lead: p.province, Due: day("2026-12-31")})
			if err != nil {
				return err
			}
			return task.Accept(ctx, u, task.Ref{ID: ids["tỉnh"]}, "")
		})
		pass("tỉnh", task.New{Text: "xã", Lead: p.commune}, task.New{Text: "xã khác", Lead: p.other}, task.New{Text: "sở", Lead: p.department})
		pass("xã", task.New{Text: "chi bộ", Lead: p.cell}, task.New{Text: "chi bộ nữa", Lead: p.cell})
		for _, c := range []struct {
			who  work.Who
			name string
			of   string
			want string
		}{
			{work.System("test"), "the program", "xã", "tỉnh[chi bộ chi bộ nữa]"},
			{work.System("test"), "the program", "chi bộ", "tỉnh>xã"},
			{p.as("a", access.Office, p.province), "the province", "tỉnh", "[sở xã khác xã[chi bộ chi bộ nữa]]"},
			{p.as("b", access.Office, p.commune), "the commune", "xã", "[chi bộ chi bộ nữa]"},
			{p.as("c", access.Head, p.cell), "the cell", "chi bộ", ""},
		} {
			if err := o.View(ctx, c.who, func(v *work.View) error {
				l, err := task.LineageOf(ctx, v, ids[c.of])
				if got := drawn(l); got != c.want {
					t.Errorf("%s sees around %q: %q, want %q", c.name, c.of, got, c.want)
				}
				return err
			}); err != nil {
				t.Errorf("%s asks about %q: %v", c.name, c.of, err)
			}
		}
		// Who helps with a part sees it, and nothing of what is above it.
		p.do(work.System("test"), t, func(u *work.Unit) error {
			return task.Coordinate(ctx, u, task.Ref{ID: ids["chi bộ"]}, []org.ID{p.other})
		})
		if err := o.View(ctx, p.as("d", access.Office, p.other), func(v *work.View) error {
			if _, err := task.LineageOf(ctx, v, ids["xã"]); !fault.Is(err, fault.Unknown) {
				t.Errorf("a stranger asks about a task: %v, want unknown", err)
			}
			l, err := task.LineageOf(ctx, v, ids["chi bộ"])
			if drawn(l) != "" {
				t.Errorf("who helps with a part sees %q around it", drawn(l))
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
}

func TestSeveralSources(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.in(t, task.InProgress)
		first, second := task.Passage{Doc: "d1", Start: 4, End: 20, Quote: "Lập danh sách"}, task.Passage{Doc: "d1", Start: 30, End: 44, Quote: "Rà soát hộ nghèo"}
		add := func(s task.Passage) error {
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error { return task.AddSource(ctx, u, task.Ref{ID: id}, s) })
		}
		for _, s := range []task.Passage{first, second, {Doc: "d2", Quote: "Lập danh sách"}} {
			if err := add(s); err != nil {
				t.Fatal(err)
			}
		}
		if err := add(first); !fault.Is(err, fault.Invalid) {
			t.Errorf("the same passage again: %v, want invalid", err)
		}
		w := p.get(t, id)
		if len(w.Sources) != 3 || w.History[0].Kind != "task.source" || !strings.Contains(string(w.History[0].Detail), "Lập danh sách") {
			t.Errorf("the task has %+v and last %s %s", w.Sources, w.History[0].Kind, w.History[0].Detail)
		}
		// Two passages of one document are one task of it.
		p.MustView(t, func(v *work.View) error {
			per, err := task.PerDocument(ctx, v, []task.DocID{"d1", "d2"})
			if one := (task.Outcome{Open: 1}); per["d1"] != one || per["d2"] != one {
				t.Errorf("per document: %+v, want one open task each", per)
			}
			return err
		})
	})
}

// The overview of unclear tasks shows each number that its list counts, and
// only of issuers whose tasks one may see.
func TestGapsOpenToTheirRows(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.do(work.System("test"), t, func(u *work.Unit) error {
			for _, n := range []task.New{
				{Text: "Tăng cường công tác tuyên truyền", Issuer: p.province, Lead: p.commune},
				{Text: "Lập danh sách hộ nghèo", Issuer: p.province, Lead: p.commune, Due: day("2026-12-15")},
				{Text: "Lập danh sách hộ nghèo", Deliverable: "Danh sách", Issuer: p.province, Lead: p.commune, Due: day("2026-12-15")},
				{Text: "Lập danh sách hộ nghèo", Issuer: p.commune, Lead: p.cell, Due: day("2026-12-15")},
			} {
				if _, err := task.AssignNew(ctx, u, n); err != nil {
					return err
				}
			}
			_, err := task.NewDraft(ctx, u, task.New{Text: "Đẩy mạnh chuyển đổi số", Issuer: p.commune})
			return err
		})
		for name, c := range map[string]struct {
			who     work.Who
			issuers int
		}{
			"the province": {p.as("a", access.Office, p.province), 2}, "the commune": {p.as("b", access.Inspector, p.commune), 1},
			"another commune": {p.as("c", access.Office, p.other), 0}, "the program": {work.System("test"), 2},
		} {
			if err := o.View(ctx, c.who, func(v *work.View) error {
				gaps, err := task.Gaps(ctx, v)
				if err != nil {
					return err
				}
				if len(gaps) != c.issuers {
					t.Errorf("%s is told of %d issuers, want %d", name, len(gaps), c.issuers)
				}
				for _, g := range gaps {
					count := func(f task.Filter) int {
						n, _, err := task.Count(ctx, v, f, 100)
						if err != nil {
							t.Error(err)
						}
						return n
					}
					if n := count(task.Filter{Issuer: g.Issuer, Unclear: true}); n != g.Open || n == 0 {
						t.Errorf("%s: %d unclear tasks open to %d", name, g.Open, n)
					}
					if n := count(task.Filter{Issuer: g.Issuer, Unclear: true, Part: task.Drafts}); n != g.Drafts {
						t.Errorf("%s: %d unclear drafts open to %d", name, g.Drafts, n)
					}
					for _, r := range []clarity.Reason{clarity.NoOwner, clarity.NoDeadline, clarity.OpenDeadline, clarity.NoDeliverable, clarity.VagueVerb} {
						if n := count(task.Filter{Issuer: g.Issuer, Reason: r}); n != g.Reasons[r] {
							t.Errorf("%s: %d tasks with %s open to %d", name, g.Reasons[r], r, n)
						}
					}
				}
				return nil
			}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		nobody := work.As(access.Actor{Account: "x", Tree: p.tree})
		if err := o.View(ctx, nobody, func(v *work.View) error { _, err := task.Gaps(ctx, v); return err }); !fault.Is(err, fault.Forbidden) {
			t.Errorf("who sees no task asks: %v, want forbidden", err)
		}
	})
}

// Of a document that gives everybody something, each sees their own, however
// much stands before it; tasks given in the same words stand in one place.
func TestOfDocumentIsCutAfterAskingWhoMaySee(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.do(work.System("test"), t, func(u *work.Unit) error {
			var all []task.New
			for i := range task.MaxRows + 3 {
				at := int64(min(i, task.MaxRows+1))
				n := task.New{Text: "Việc", Issuer: p.province, Lead: p.other, Ongoing: true, Sources: []task.Passage{{Doc: "d1", Start: at, End: at + 1}}}
				if i >= task.MaxRows {
					n.Lead = p.commune
				}
				all = append(all, n)
			}
			_, err := task.AssignMany(t.Context(), u, all)
			return err
		})
		for b, want := range map[org.ID]int{p.commune: 3, p.other: task.MaxRows, p.province: task.MaxRows} {
			places := map[org.ID][2]int{p.commune: {2, 2}, p.other: {task.MaxRows, 1}, p.province: {task.MaxRows + 2, 2}}[b]
			if err := p.View(t.Context(), p.as("x", access.Office, b), func(v *work.View) error {
				spots, err := task.SpotsOf(t.Context(), v, "d1")
				if err != nil {
					return err
				}
				if n := len(spots); n != places[0] || spots[0].Tasks != 1 || spots[n-1].Tasks != places[1] {
					t.Errorf("%s sees %d places of the document, the last of %d tasks; want %v", b, n, spots[n-1].Tasks, places)
				}
				of, err := task.OfDocument(t.Context(), v, "d1")
				if len(of) != want {
					t.Errorf("%s sees %d tasks of the document, want %d", b, len(of), want)
				}
				for i, at := range of {
					if i > 0 && at.Start < of[i-1].Start || at.Text != "Việc" {
						t.Fatalf("%s sees %q at %d", b, at.Text, at.Start)
					}
				}
				return err
			}); err != nil {
				t.Error(err)
			}
		}
	})
}

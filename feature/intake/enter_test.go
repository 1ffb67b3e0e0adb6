package intake_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/intake"
	"quyet/feature/intake/source/sourcetest"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/clarity"
)

func TestEnter(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		var above doc.ID
		s.do(t, s.as(access.Office, s.province), func(u *work.Unit) (err error) {
			above, err = doc.Register(ctx, u, doc.NewDocument{Owner: s.province, Metadata: doc.Metadata{
				Body: s.province, Type: doc.Of(citation.Resolution), Symbol: "35-NQ/TU", IssuedOn: day("2026-01-12"), Subject: "về cải cách hành chính",
			}})
			return err
		})
		f := s.keep(t, s.clerk(), s.people, plan("", rows...))
		s.refused(t, s.clerk(), fault.Invalid, func(u *work.Unit) error {
			_, err := intake.Enter(ctx, u, f, "")
			return err
		})
		s.finish(t, s.clerk(), f)
		seen := s.mark(t, s.clerk(), f)
		reference := proposal(t, s.load(t, f), intake.Reference, "Nghị quyết số 35")
		s.do(t, s.clerk(), func(u *work.Unit) error { return intake.Decide(ctx, u, refOf(reference), intake.Accepted) })
		enter := func(mark string) func(*work.Unit) error {
			return func(u *work.Unit) error {
				_, err := intake.Enter(ctx, u, f, mark)
				return err
			}
		}
		s.refused(t, s.clerk(), fault.Conflict, enter(seen))
		s.refused(t, s.as(access.Specialist, s.people), fault.Forbidden, enter(""))
		s.refused(t, s.as(access.Inspector, s.people), fault.Unknown, enter(""))
		s.refused(t, s.as(access.Head, s.binh), fault.Unknown, enter(""))
		if b := s.load(t, f); b.File.State != intake.Open {
			t.Fatal("a refused entering left the file entered")
		}
		var made intake.Made
		seen = s.mark(t, s.clerk(), f)
		s.do(t, s.clerk(), func(u *work.Unit) (err error) {
			made, err = intake.Enter(ctx, u, f, seen)
			return err
		})
		// Three departments, two communes, and seven rows with one lead each.
		if !made.New || made.Tasks != 12 || made.LeftOut != 0 {
			t.Errorf("made %+v", made)
		}
		s.refused(t, s.clerk(), fault.Conflict, enter(""))

		s.MustView(t, func(v *work.View) error {
			d, err := doc.Find(ctx, v, made.Document)
			if err != nil {
				return err
			}
			if d.Body != s.people || d.Owner != s.people || d.Symbol != "128/KH-UBND" || len(d.Files) != 1 {
				t.Errorf("registered %+v", d)
			}
			text, parts, err := doc.Read(ctx, v, made.Document)
			if err != nil || len(parts) == 0 {
				t.Errorf("%d parts, %v", len(parts), err)
			}
			out, _, err := doc.Links(ctx, v, made.Document)
			if err != nil || len(out) != 1 || out[0].To != above || out[0].Relation != doc.Implements || out[0].State != doc.Settled {
				t.Errorf("links %+v, %v", out, err)
			}
			tasks, err := task.OfDocument(ctx, v, task.DocID(made.Document))
			if err != nil {
				return err
			}
			leads := map[string][]org.ID{}
			for _, at := range tasks {
				given, err := task.Get(ctx, v, at.ID)
				if err != nil {
					return err
				}
				leads[given.Text] = append(leads[given.Text], given.Lead)
				if got := text[at.Start:at.End]; got != given.Text || at.Text != given.Text {
					t.Errorf("the passage of %q is %q", given.Text, got)
				}
				if given.Issuer != s.people || string(given.Programme) != string(above) || given.UpdateEvery != 30 {
					t.Errorf("%q: issuer %s, programme %s, reports every %d days", given.Text, given.Issuer, given.Programme, given.UpdateEvery)
				}
				switch given.Text {
				case rows[0].text:
					if given.Due != day("2026-06-30") || given.DueWords != rows[0].deadline || given.Deliverable != "Kế hoạch" {
						t.Errorf("a day: %+v", given.Task)
					}
					if !slices.Equal(given.Coordinators, []org.ID{s.finance}) {
						t.Errorf("helped by %v", given.Coordinators)
					}
				case rows[8].text: // the last day of a month, as the rule has it
					var told task.Detail
					if err := json.Unmarshal(given.History[0].Detail, &told); err != nil ||
						!slices.Equal(told.Rules, []string{"deadline.month_day@2000-01-01", "task.update_days@2000-01-01"}) {
						t.Errorf("worked out by %v, %v", told.Rules, err)
					}
				case rows[2].text:
					if !given.Due.IsZero() || slices.Contains(given.Unclear, clarity.NoDeadline) {
						t.Errorf("ongoing: %+v", given.Task)
					}
				case rows[3].text:
					if given.Due != day("2026-12-15") || given.Recurrence == "" {
						t.Errorf("every month, from 20/11/2026 on: %+v", given.Task)
					}
				case rows[4].text:
					if !given.Due.IsZero() || given.DueWords != rows[4].deadline {
						t.Errorf("counted from another event: %+v", given.Task)
					}
				}
			}
			for i, want := range map[int][]org.ID{1: {s.interior, s.finance, s.science}, 8: {s.an, s.binh}, 5: {s.interior}} {
				if got := leads[rows[i].text]; !sameBodies(got, want) {
					t.Errorf("%q is led by %v, want %v", rows[i].text, got, want)
				}
			}
			return nil
		})
	})
}

// The office of a commune takes in a document of the province: it registers
// it and gives tasks within the commune only.
func TestDocumentFromAbove(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		clerk := s.as(access.Office, s.an)
		f := s.keep(t, clerk, s.an, plan("",
			row{"Niêm yết công khai thủ tục tại trụ sở", "Uỷ ban nhân dân các xã, phường", "", "Tháng 5/2026", "Báo cáo"},
			row{"Xây dựng Kế hoạch cải cách hành chính", "Sở Nội vụ", "", "Tháng 5/2026", "Kế hoạch"}))
		s.finish(t, clerk, f)
		if err := s.View(ctx, clerk, func(v *work.View) error {
			b, err := intake.Load(ctx, v, f)
			if err != nil {
				return err
			}
			p, err := b.Planned(ctx, v)
			if err != nil {
				return err
			}
			if p.Assigner != s.an || len(p.Tasks) != 1 || p.Tasks[0].Lead != s.an || p.Tasks[0].Issuer != s.an || len(p.LeftOut) != 2 {
				t.Errorf("planned %d tasks by %s, left out %v", len(p.Tasks), p.Assigner, p.LeftOut)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		var first, second intake.Made
		s.do(t, clerk, func(u *work.Unit) (err error) {
			first, err = intake.Enter(ctx, u, f, "")
			return err
		})

		// Another office enters the same document from another file: it is
		// registered once, and the passages lie in the text that is there.
		other := plan(sourcetest.P("HỎA TỐC", "", "<w:b/>"),
			row{"Niêm yết công khai thủ tục tại trụ sở", "Uỷ ban nhân dân các xã, phường", "", "Tháng 5/2026", "Báo cáo"})
		g := s.keep(t, s.clerk(), s.people, other)
		s.finish(t, s.clerk(), g)
		s.do(t, s.clerk(), func(u *work.Unit) (err error) {
			second, err = intake.Enter(ctx, u, g, "")
			return err
		})
		if !first.New || second.New || first.Document != second.Document || second.Tasks != 1 || second.Given != 1 || second.Links != 0 || second.Had != 1 {
			t.Errorf("first %+v, second %+v", first, second)
		}
		s.MustView(t, func(v *work.View) error {
			text, _, err := doc.Read(ctx, v, first.Document)
			if err != nil {
				return err
			}
			tasks, err := task.OfDocument(ctx, v, task.DocID(first.Document))
			for _, task := range tasks {
				if got := text[task.Start:task.End]; got != task.Text {
					t.Errorf("the passage of %q is %q", task.Text, got)
				}
			}
			return err
		})
	})
}

// Two at once take the same file in, or enter it: it happens once. On
// PostgreSQL their units are carried out again until they fit.
func TestTwoAtOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		taken := take(t, plan("", rows...))
		const both = 4
		kept := make([]intake.ID, both)
		var wait sync.WaitGroup
		for i := range both {
			wait.Go(func() {
				if err := s.Do(ctx, s.clerk(), func(u *work.Unit) (err error) {
					kept[i], _, err = intake.Keep(ctx, u, s.people, taken, taken.Reading.Document.SHA256)
					return err
				}); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if len(slices.Compact(kept)) != 1 {
			t.Fatalf("one file was kept as %v", kept)
		}
		f := kept[0]
		s.finish(t, s.clerk(), f)
		made := make([]intake.Made, both)
		errs := make([]error, both)
		for i := range both {
			wait.Go(func() {
				errs[i] = s.Do(ctx, s.clerk(), func(u *work.Unit) (err error) {
					made[i], err = intake.Enter(ctx, u, f, "")
					return err
				})
			})
		}
		wait.Wait()
		entered := 0
		for _, err := range errs {
			if err == nil {
				entered++
			} else if !fault.Is(err, fault.Conflict) {
				t.Error(err)
			}
		}
		s.MustView(t, func(v *work.View) error {
			b, err := intake.Load(ctx, v, f)
			if err != nil {
				return err
			}
			tasks, err := task.OfDocument(ctx, v, task.DocID(b.File.Doc))
			if entered != 1 || len(tasks) != 12 {
				t.Errorf("entered %d times, %d tasks", entered, len(tasks))
			}
			return err
		})
	})
}

// What fails half-way leaves nothing.
func TestNothingHalfEntered(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		f := s.keep(t, s.clerk(), s.people, plan("", rows...))
		s.finish(t, s.clerk(), f)
		broken := errors.New("the line is cut")
		if err := s.Do(ctx, s.clerk(), func(u *work.Unit) error {
			if _, err := intake.Enter(ctx, u, f, ""); err != nil {
				t.Error(err)
			}
			return broken
		}); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		s.MustView(t, func(v *work.View) error {
			docs, _, err := doc.List(ctx, v, doc.Filter{}, doc.Cursor{}, 10)
			if err != nil || len(docs) > 0 {
				t.Errorf("%d documents, %v", len(docs), err)
			}
			tasks, err := task.Find(ctx, v, task.Filter{Issuer: s.people})
			if len(tasks.Tasks) > 0 {
				t.Errorf("%d tasks", len(tasks.Tasks))
			}
			return err
		})
		if b := s.load(t, f); b.File.State != intake.Open {
			t.Errorf("the file is %s", b.File.State)
		}
	})
}

// An accepted task is looked at again when the document is entered: its lead
// may be read otherwise since the date of the document was mended.
func TestAcceptedThatNoLongerHolds(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		f := s.keep(t, s.clerk(), s.people, plan("", rows[0]))
		s.finish(t, s.clerk(), f)
		d := s.load(t, f).Proposals[0]
		v := d.Value
		v.Date, v.Issuer = "2019-05-05", "Bộ Nội vụ" // before there were departments here
		s.do(t, s.clerk(), func(u *work.Unit) error { return intake.Mend(ctx, u, refOf(d), v) })
		err := s.refused(t, s.clerk(), fault.Invalid, func(u *work.Unit) error {
			_, err := intake.Enter(ctx, u, f, "")
			return err
		})
		if !strings.Contains(err.Error(), rows[0].text) {
			t.Errorf("says %v, which does not name the task", err)
		}
	})
}

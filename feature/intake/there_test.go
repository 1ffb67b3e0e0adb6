package intake_test

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/intake"
	"quyet/feature/intake/source/sourcetest"
	"quyet/feature/org"
	"quyet/feature/task"
)

// enter decides everything in a file and enters it.
func (s *scene) enter(t testing.TB, who work.Who, f intake.ID) (made intake.Made) {
	t.Helper()
	s.finish(t, who, f)
	s.do(t, who, func(u *work.Unit) (err error) {
		made, err = intake.Enter(t.Context(), u, f, "")
		return err
	})
	return made
}

// entries returns the links and tasks of a document, as words.
func (s *scene) entries(t testing.TB, d doc.ID) (links, tasks []string) {
	t.Helper()
	s.MustView(t, func(v *work.View) error {
		out, _, err := doc.Links(t.Context(), v, d)
		if err != nil {
			return err
		}
		for _, l := range out {
			links = append(links, string(l.Relation)+" "+l.Cited)
		}
		all, err := task.OfDocument(t.Context(), v, task.DocID(d))
		for _, given := range all {
			tasks = append(tasks, string(given.Lead)+" "+given.Text+" "+given.FirstDue.String())
		}
		return err
	})
	return links, tasks
}

func repeats(all []string) bool {
	seen := map[string]bool{}
	for _, s := range all {
		if seen[s] {
			return true
		}
		seen[s] = true
	}
	return false
}

// A document that a clerk registered by hand, before its file came.
func (s *scene) registered(t testing.TB, links ...doc.NewLink) (d doc.ID) {
	t.Helper()
	s.do(t, s.clerk(), func(u *work.Unit) (err error) {
		d, err = doc.Register(t.Context(), u, doc.NewDocument{Owner: s.people, Links: links, Metadata: doc.Metadata{
			Body: s.people, Type: doc.Of(citation.Plan), Symbol: "128/KH-UBND", IssuedOn: day("2026-03-14"), Subject: "về cải cách hành chính",
		}})
		return err
	})
	return d
}

const citedAbove = "Nghị quyết số 35-NQ/TU"

// What a registered document lacks is added to it, and nothing twice.
func TestRegisteredDocumentIsCompleted(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		there := s.registered(t, doc.NewLink{Relation: doc.Implements, Cited: citedAbove})
		f := s.keep(t, s.clerk(), s.people, plan("", rows...))
		s.finish(t, s.clerk(), f)
		p := s.plan(t, s.clerk(), f)
		if p.There == nil || p.There.ID != there || !p.MayAdd || len(p.Adds.Files) != 1 || p.Adds.Text == "" || len(p.Adds.Links) != 0 || len(p.Has) != 1 || len(p.Tasks) != 12 || len(p.Given) != 0 {
			t.Errorf("planned for a document without text: %+v", p)
		}
		made := s.enter(t, s.clerk(), f)
		if made.New || made.Document != there || made.Files != 1 || !made.Text || made.Links != 0 || made.Had != 1 || made.Tasks != 12 {
			t.Errorf("made %+v", made)
		}
		s.MustView(t, func(v *work.View) error {
			d, err := doc.Find(ctx, v, there)
			if err != nil {
				return err
			}
			content, parts, err := doc.Read(ctx, v, there)
			if err != nil {
				return err
			}
			if len(d.Files) != 1 || content == "" || len(parts) == 0 || d.Subject != "về cải cách hành chính" {
				t.Errorf("the document has %d files, %d bytes of text, %d parts, the subject %q", len(d.Files), len(content), len(parts), d.Subject)
			}
			found, _, err := doc.List(ctx, v, doc.Filter{Words: "ho so luu tru tai cho"}, doc.Cursor{}, 10)
			if len(found) != 1 {
				t.Errorf("its new text is found %d times", len(found))
			}
			return err
		})

		// Another print of it has one more task and one more citation.
		more := plan(sourcetest.P("HỎA TỐC", "", "<w:b/>")+sourcetest.P("Căn cứ Kế hoạch số 12-KH/TU ngày 05/02/2026 của Tỉnh ủy;"),
			append(rows[:len(rows):len(rows)], row{"Lập sổ theo dõi hồ sơ quá hạn", "Sở Tài chính", "", "Tháng 6/2026", "Sổ"})...)
		g := s.keep(t, s.clerk(), s.people, more)
		made = s.enter(t, s.clerk(), g)
		if made.New || made.Files != 1 || made.Text || made.Links != 1 || made.Had != 1 || made.Tasks != 1 || made.Given != 12 {
			t.Errorf("of another print made %+v", made)
		}
		links, tasks := s.entries(t, there)
		if len(links) != 2 || len(tasks) != 13 || repeats(links) || repeats(tasks) {
			t.Errorf("the document has links %q and %d tasks", links, len(tasks))
		}

		// Opened again and entered once more, nothing is new.
		resume := func(u *work.Unit) error { return intake.Resume(ctx, u, g) }
		s.refused(t, s.as(access.Specialist, s.people), fault.Forbidden, resume)
		s.refused(t, s.as(access.Office, s.binh), fault.Unknown, resume)
		s.do(t, s.clerk(), resume)
		s.refused(t, s.clerk(), fault.Conflict, resume)
		made = s.enter(t, s.clerk(), g)
		if made.New || made.Files+made.Links+made.Tasks != 0 || made.Text || made.Given != 13 || made.Had != 2 {
			t.Errorf("of nothing new made %+v", made)
		}
	})
}

// A document without a number is known by its file.
func TestSameFileIsTheSameDocument(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		content := plan("", rows[0], rows[8])
		unnumbered := func(who work.Who, body org.ID) intake.ID {
			f := s.keep(t, who, body, content)
			d := s.load(t, f).Proposals[0]
			v := d.Value
			v.Symbol = ""
			s.do(t, who, func(u *work.Unit) error { return intake.Mend(ctx, u, refOf(d), v) })
			return f
		}
		first := s.enter(t, s.clerk(), unnumbered(s.clerk(), s.people))
		commune := s.as(access.Office, s.an)
		f := unnumbered(commune, s.an)
		s.finish(t, commune, f)
		p := s.plan(t, commune, f)
		// It stands in the register of the province: the commune adds nothing to
		// it, and has its task already.
		if p.There == nil || p.There.ID != first.Document || p.MayAdd || len(p.Tasks) != 0 || len(p.Given) != 3 {
			t.Fatalf("planned %+v", p)
		}
		made := s.enter(t, commune, f)
		if made.New || made.Document != first.Document || made.Files+made.Links+made.Tasks != 0 {
			t.Errorf("made %+v", made)
		}
		if links, tasks := s.entries(t, first.Document); len(links) != 1 || len(tasks) != 3 {
			t.Errorf("links %q, tasks %q", links, tasks)
		}
	})
}

// Who looked at a plan enters that plan or none.
func TestAnotherPlanThanWasSeen(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := build(t, o)
		f := s.keep(t, s.clerk(), s.people, plan("", rows...))
		s.finish(t, s.clerk(), f)
		seen := s.mark(t, s.clerk(), f)
		s.registered(t)
		err := s.refused(t, s.clerk(), fault.Conflict, func(u *work.Unit) error {
			_, err := intake.Enter(t.Context(), u, f, seen)
			return err
		})
		if !strings.Contains(err.Error(), "register") {
			t.Errorf("says %v", err)
		}
	})
}

// However prints of one document divide its rows and citations, in the end
// the register holds each once.
func TestPrintsOfOneDocument(t *testing.T) {
	s := build(t, dbtest.New(t, db.SQLite, schema))
	number := 200
	cite := []string{"Kế hoạch số 12-KH/TU ngày 05/02/2026 của Tỉnh ủy", "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị", "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị"}
	rapid.Check(t, func(rt *rapid.T) {
		number++
		tasks, cited := map[string]bool{}, map[string]bool{}
		var document doc.ID
		for print := range rapid.IntRange(1, 3).Draw(rt, "prints") {
			before := sourcetest.P(strings.Repeat("Bản in ", print+1) + strconv.Itoa(number))
			for i, c := range cite {
				if rapid.Bool().Draw(rt, "cites") {
					before += sourcetest.P("Căn cứ " + c + ";")
					cited[cite[i]] = true
				}
			}
			var some []row
			for _, i := range []int{0, 2, 4, 7} {
				if rapid.Bool().Draw(rt, "row") {
					some = append(some, rows[i])
					tasks[rows[i].text] = true
				}
			}
			f := s.keep(t, s.clerk(), s.people, plan(before, some...))
			d := s.load(t, f).Proposals[0]
			v := d.Value
			v.Type, v.Issuer, v.Date, v.Title, v.Symbol = citation.Plan.Slug(), "U", "2026-03-14", "thử", numbered(number)
			s.do(t, s.clerk(), func(u *work.Unit) error { return intake.Mend(t.Context(), u, refOf(d), v) })
			made := s.enter(t, s.clerk(), f)
			if made.New != (print == 0) || document != "" && made.Document != document {
				rt.Fatalf("print %d made %+v", print, made)
			}
			document = made.Document
		}
		links, given := s.entries(t, document)
		if len(given) != len(tasks) || repeats(given) || len(links) != len(cited)+1 || repeats(links) {
			rt.Fatalf("%d rows and %d citations became tasks %q and links %q", len(tasks), len(cited)+1, given, links)
		}
	})
}

func numbered(n int) string { return strconv.Itoa(n) + "/KH-UBND" }

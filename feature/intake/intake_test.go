package intake_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/board"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/intake"
	"quyet/feature/intake/source"
	"quyet/feature/intake/source/sourcetest"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, account.Schema, rule.Schema, search.Schema, doc.Schema, task.Schema, board.Schema, intake.Schema}
)

// A scene is a province with departments and communes, one of which has a
// station below it. Two centres bear one name.
type scene struct {
	*dbtest.Office
	province, people, interior, finance, science, an, binh, station, centreA, centreB org.ID
}

func build(t testing.TB, o *dbtest.Office) *scene {
	t.Helper()
	s := &scene{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, kind org.Kind, tier org.Tier, superior org.ID) org.ID {
			t.Helper()
			line := org.Government
			if kind == org.Committee {
				line = org.Party
			}
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: kind, Tier: tier, Line: line, Superior: superior},
				day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		s.province = establish("T", "Tỉnh uỷ Tân Lập", org.Committee, org.Province, "")
		s.people = establish("U", "Uỷ ban nhân dân tỉnh Tân Lập", org.PeoplesCommittee, org.Province, s.province)
		s.interior = establish("S1", "Sở Nội vụ", org.Department, org.Province, s.people)
		s.finance = establish("S2", "Sở Tài chính", org.Department, org.Province, s.people)
		s.science = establish("S3", "Sở Khoa học và Công nghệ", org.Department, org.Province, s.people)
		s.an = establish("X", "Uỷ ban nhân dân xã An Hoà", org.PeoplesCommittee, org.Commune, s.people)
		s.binh = establish("Y", "Uỷ ban nhân dân xã Bình Phú", org.PeoplesCommittee, org.Commune, s.people)
		s.station = establish("XT", "Trạm Y tế xã An Hoà", org.PublicUnit, org.Grassroots, s.an)
		s.centreA = establish("XC", "Trung tâm Văn hoá", org.PublicUnit, org.Grassroots, s.an)
		s.centreB = establish("YC", "Trung tâm Văn hoá", org.PublicUnit, org.Grassroots, s.binh)
		_, err := org.AddGroups(t.Context(), u, []org.Group{
			{Name: "Các sở, ban, ngành", Kinds: []org.Kind{org.Department}},
			{Name: "Uỷ ban nhân dân các xã, phường", Kinds: []org.Kind{org.PeoplesCommittee}, Tier: org.Commune},
		}, day("2020-10-01"), org.Act{Title: "Kết quả đại hội"})
		return err
	})
	return s
}

// as returns a person with a role on a body, acting for it.
func (s *scene) as(role access.Role, body org.ID) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		tree, err := org.Load(ctx, v)
		account := fmt.Sprintf("%s of %s", role, body)
		return access.Actor{Account: account, Name: account, Body: body.Scope(), Tree: tree, Grants: []access.Grant{{Role: role, Scope: body.Scope()}}}, err
	}
}

func (s *scene) clerk() work.Who { return s.as(access.Office, s.people) }

// do runs fn for who a minute later than what was done before.
func (s *scene) do(t testing.TB, who work.Who, fn func(*work.Unit) error) {
	t.Helper()
	s.Advance(time.Minute)
	if err := s.Do(t.Context(), who, fn); err != nil {
		t.Fatal(err)
	}
}

// refused runs fn for who and fails the test unless it is refused as kind.
func (s *scene) refused(t testing.TB, who work.Who, kind fault.Kind, fn func(*work.Unit) error) error {
	t.Helper()
	s.Advance(time.Minute)
	err := s.Do(t.Context(), who, fn)
	if fault.KindOf(err) != kind || err == nil {
		t.Errorf("refused with %v, want %v", err, kind)
	}
	return err
}

// A row is one line of the annex of a plan.
type row struct{ text, lead, coordinating, deadline, product string }

// rows are an annex in which everything occurs that a plan may hold.
var rows = []row{
	{"Xây dựng Kế hoạch cải cách hành chính năm 2026", "Sở Nội vụ", "Sở Tài chính", "Trước ngày 30/6/2026", "Kế hoạch"},
	{"Rà soát thủ tục hành chính thuộc phạm vi quản lý", "Các sở, ban, ngành", "", "Quý III/2026", "Báo cáo"},
	{"Tổ chức kiểm tra việc thực hiện quy chế làm việc", "Sở Nội vụ", "", "Thường xuyên", "Báo cáo"},
	{"Tổng hợp số liệu giải quyết hồ sơ", "Sở Nội vụ", "", "Trước ngày 15 hằng tháng", "Báo cáo tháng"},
	{"Công bố danh mục thủ tục đã rút gọn", "Sở Tài chính", "", "Sau 10 ngày làm việc kể từ ngày có hướng dẫn", "Quyết định"},
	{"Số hoá hồ sơ lưu trữ tại chỗ", "Trung tâm Văn hoá", "", "Tháng 9/2026", "Báo cáo"},
	{"Lập danh sách hộ cần hỗ trợ", "Ban Quản lý bến thuyền", "", "Tháng 9/2026", "Danh sách"},
	{"Tăng cường công tác tuyên truyền", "Sở Nội vụ", "", "", ""},
	{"Niêm yết công khai thủ tục tại trụ sở", "Uỷ ban nhân dân các xã, phường", "Ban Quản lý bến thuyền", "Tháng 5/2026", "Báo cáo"},
}

// plan is a plan of the People's Committee with an annex; what stands before
// its letterhead is given.
func plan(before string, rows ...row) []byte {
	const bold, middle = "<w:b/>", `<w:jc w:val="center"/>`
	p, cell := sourcetest.P, sourcetest.Cell
	body := before + sourcetest.Table("", []int{4300, 5500},
		cell(p("ỦY BAN NHÂN DÂN", middle, bold)+p("TỈNH TÂN LẬP", middle, bold))+
			cell(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", middle, bold)+p("Độc lập - Tự do - Hạnh phúc", middle, bold)),
		cell(p("Số: 128/KH-UBND", middle))+cell(p("Tân Lập, ngày 14 tháng 3 năm 2026", middle, "<w:i/>"))) +
		p("KẾ HOẠCH", middle, bold) +
		p("Cải cách hành chính năm 2026", middle, bold) +
		p("Thực hiện Nghị quyết số 35-NQ/TU ngày 12/01/2026 của Tỉnh ủy về cải cách hành chính, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:") +
		p("1. Mục tiêu: phấn đấu đến hết năm 2026 có 95% hồ sơ được giải quyết đúng hạn.") +
		sourcetest.Table("", []int{4800, 4800}, cell(p("Nơi nhận:", "", "<w:b/>")+p("- Lưu: VT."))+
			cell(p("TM. ỦY BAN NHÂN DÂN", middle, bold)+p("CHỦ TỊCH", middle, bold)+p("")+p("Lê Văn Mẫu", middle, bold))) +
		p("PHỤ LỤC", middle, bold) + p("DANH MỤC NHIỆM VỤ", middle, bold)
	head := sourcetest.Header
	for _, name := range []string{"TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"} {
		head += cell(p(name, middle, bold))
	}
	lines := []string{head}
	for i, r := range rows {
		lines = append(lines, sourcetest.Cells(fmt.Sprint(i+1), r.text, r.lead, r.coordinating, r.deadline, r.product))
	}
	return sourcetest.Docx{Body: body + sourcetest.Table(sourcetest.Bordered, []int{600, 3100, 1700, 1700, 1200, 1100}, lines...)}.Bytes()
}

func take(t testing.TB, content []byte) *intake.Taken {
	t.Helper()
	taken, err := intake.Take(t.Context(), "ke-hoach.docx", content, deadline.Defaults{})
	if err != nil {
		t.Fatal(err)
	}
	return taken
}

// keep takes a plan in for a body.
func (s *scene) keep(t testing.TB, who work.Who, body org.ID, content []byte) (f intake.ID) {
	t.Helper()
	taken := take(t, content)
	s.do(t, who, func(u *work.Unit) (err error) {
		f, _, err = intake.Keep(t.Context(), u, body, taken, taken.Reading.Document.SHA256)
		return err
	})
	return f
}

func (s *scene) load(t testing.TB, f intake.ID) (b *intake.Bench) {
	t.Helper()
	s.MustView(t, func(v *work.View) (err error) {
		b, err = intake.Load(t.Context(), v, f)
		return err
	})
	return b
}

// proposal returns the proposal of a kind whose text begins with words.
func proposal(t testing.TB, b *intake.Bench, k intake.Kind, words string) intake.Proposal {
	t.Helper()
	for _, p := range b.Proposals {
		if p.Kind == k && strings.HasPrefix(p.Value.Text, words) {
			return p
		}
	}
	t.Fatalf("no %s proposal %q", k, words)
	return intake.Proposal{}
}

func refOf(p intake.Proposal) intake.Ref {
	return intake.Ref{File: p.File, Proposal: p.ID, Version: p.Version}
}

// finish decides everything: the lead of what is not clear is the department
// of the interior.
func (s *scene) finish(t testing.TB, who work.Who, f intake.ID) {
	t.Helper()
	s.do(t, who, func(u *work.Unit) error {
		_, _, err := intake.AcceptAll(t.Context(), u, f, "")
		return err
	})
	for _, p := range s.load(t, f).Proposals {
		if p.Decision == intake.Undecided {
			s.do(t, who, func(u *work.Unit) error {
				v := p.Value
				v.Lead = []string{"S1"}
				return intake.Mend(t.Context(), u, refOf(p), v)
			})
		}
	}
}

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
			_, err := intake.Enter(ctx, u, f, 0)
			return err
		})
		s.finish(t, s.clerk(), f)
		seen := s.load(t, f).File.Version
		reference := proposal(t, s.load(t, f), intake.Reference, "Nghị quyết số 35")
		s.do(t, s.clerk(), func(u *work.Unit) error { return intake.Decide(ctx, u, refOf(reference), intake.Accepted) })
		enter := func(version int64) func(*work.Unit) error {
			return func(u *work.Unit) error {
				_, err := intake.Enter(ctx, u, f, version)
				return err
			}
		}
		s.refused(t, s.clerk(), fault.Conflict, enter(seen))
		s.refused(t, s.as(access.Specialist, s.people), fault.Forbidden, enter(0))
		s.refused(t, s.as(access.Inspector, s.people), fault.Unknown, enter(0))
		s.refused(t, s.as(access.Head, s.binh), fault.Unknown, enter(0))
		if b := s.load(t, f); b.File.State != intake.Open {
			t.Fatal("a refused entering left the file entered")
		}
		var made intake.Made
		s.do(t, s.clerk(), func(u *work.Unit) (err error) {
			made, err = intake.Enter(ctx, u, f, s.version(t, &u.View, f))
			return err
		})
		// Three departments, two communes, and seven rows with one lead each.
		if !made.New || made.Tasks != 12 || made.LeftOut != 0 {
			t.Errorf("made %+v", made)
		}
		s.refused(t, s.clerk(), fault.Conflict, enter(0))

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
			for _, given := range tasks {
				leads[given.Text] = append(leads[given.Text], given.Lead)
				if got := text[given.Start:given.End]; got != given.Text {
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
					w, err := task.Get(ctx, v, given.ID)
					if err != nil || !slices.Equal(w.Coordinators, []org.ID{s.finance}) {
						t.Errorf("helped by %v, %v", w.Coordinators, err)
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

func (s *scene) version(t testing.TB, v *work.View, f intake.ID) int64 {
	t.Helper()
	file, err := intake.Find(t.Context(), v, f)
	if err != nil {
		t.Fatal(err)
	}
	return file.Version
}

func sameBodies(a, b []org.ID) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
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
			first, err = intake.Enter(ctx, u, f, 0)
			return err
		})

		// Another office enters the same document from another file: it is
		// registered once, and the passages lie in the text that is there.
		other := plan(sourcetest.P("HỎA TỐC", "", "<w:b/>"),
			row{"Niêm yết công khai thủ tục tại trụ sở", "Uỷ ban nhân dân các xã, phường", "", "Tháng 5/2026", "Báo cáo"})
		g := s.keep(t, s.clerk(), s.people, other)
		s.finish(t, s.clerk(), g)
		s.do(t, s.clerk(), func(u *work.Unit) (err error) {
			second, err = intake.Enter(ctx, u, g, 0)
			return err
		})
		if !first.New || second.New || first.Document != second.Document || second.Tasks != 2 {
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

// A department may read, and enters into its own register; what the head of
// another body may not see does not exist.
func TestWhoMayWhat(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		taken := take(t, plan("", rows[0]))
		for _, c := range []struct {
			role access.Role
			body org.ID
			may  bool
		}{
			{access.Office, s.people, true}, {access.Head, s.people, true}, {access.Specialist, s.people, true},
			{access.Inspector, s.people, false}, {access.Administrator, s.people, false}, {access.Office, s.finance, false},
		} {
			err := s.Do(ctx, s.as(c.role, c.body), func(u *work.Unit) error {
				_, _, err := intake.Keep(ctx, u, s.people, taken, taken.Reading.Document.SHA256)
				return err
			})
			if c.may != (err == nil) || !c.may && !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s at %s keeps a file: %v", c.role, c.body, err)
			}
		}
		f := s.keep(t, s.clerk(), s.people, plan("", rows...))
		p := s.load(t, f).Proposals[1]
		for name, do := range map[string]func(*work.Unit) error{
			"find":      func(u *work.Unit) error { _, err := intake.Find(ctx, &u.View, f); return err },
			"load":      func(u *work.Unit) error { _, err := intake.Load(ctx, &u.View, f); return err },
			"proposals": func(u *work.Unit) error { _, err := intake.Proposals(ctx, &u.View, f); return err },
			"decide":    func(u *work.Unit) error { return intake.Decide(ctx, u, refOf(p), intake.Rejected) },
			"mend":      func(u *work.Unit) error { return intake.Mend(ctx, u, refOf(p), p.Value) },
			"accept":    func(u *work.Unit) error { _, _, err := intake.AcceptClear(ctx, u, f, ""); return err },
			"reject":    func(u *work.Unit) error { _, err := intake.RejectRest(ctx, u, f, ""); return err },
			"undo":      func(u *work.Unit) error { _, err := intake.Undo(ctx, u, f); return err },
			"discard":   func(u *work.Unit) error { return intake.Discard(ctx, u, f) },
			"enter":     func(u *work.Unit) error { _, err := intake.Enter(ctx, u, f, 0); return err },
		} {
			t.Run(name, func(t *testing.T) {
				for _, who := range []work.Who{s.as(access.Office, s.an), s.as(access.Inspector, s.province), s.as(access.Administrator, s.province)} {
					s.refused(t, who, fault.Unknown, do)
				}
			})
		}
		if err := s.View(ctx, s.as(access.Inspector, s.province), func(v *work.View) error { _, err := intake.Waiting(ctx, v); return err }); !fault.Is(err, fault.Forbidden) {
			t.Errorf("an inspector's desk: %v", err)
		}
		// The plan that three people kept is one file.
		for who, want := range map[org.ID]int{s.people: 2, s.an: 0} {
			if err := s.View(ctx, s.as(access.Office, who), func(v *work.View) error {
				list, err := intake.Waiting(ctx, v)
				if len(list) != want {
					t.Errorf("the desk of %s shows %d files", who, len(list))
				}
				return err
			}); err != nil {
				t.Error(err)
			}
		}
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
					made[i], err = intake.Enter(ctx, u, f, 0)
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
			if _, err := intake.Enter(ctx, u, f, 0); err != nil {
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
			_, err := intake.Enter(ctx, u, f, 0)
			return err
		})
		if !strings.Contains(err.Error(), rows[0].text) {
			t.Errorf("says %v, which does not name the task", err)
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
			_, err := intake.Enter(ctx, u, f, 0)
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
	} {
		if err := intake.RefuseSecret(t.Context(), name, c.content); (err != nil) != c.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

package intake_test

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/doc"
	"quyet/feature/factor"
	"quyet/feature/intake"
	"quyet/feature/intake/source/sourcetest"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
	"quyet/feature/task/deadline"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, account.Schema, audit.Schema, factor.Schema, rule.Schema, search.Schema, doc.Schema, task.Schema, board.Schema, intake.Schema}
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

// plan returns what entering a file will make.
func (s *scene) plan(t testing.TB, who work.Who, f intake.ID) (p *intake.Plan) {
	t.Helper()
	if err := s.View(t.Context(), who, func(v *work.View) error {
		b, err := intake.Load(t.Context(), v, f)
		if err != nil {
			return err
		}
		p, err = b.Planned(t.Context(), v)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return p
}

func (s *scene) mark(t testing.TB, who work.Who, f intake.ID) string {
	t.Helper()
	return s.plan(t, who, f).Mark()
}

func sameBodies(a, b []org.ID) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

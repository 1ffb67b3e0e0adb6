package paper_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/officetest"
	"quyet/feature/intake/source"
	"quyet/feature/meeting/paper"
	"quyet/feature/org"
)

// hanoi is seven hours ahead of the instants.
var hanoi = time.FixedZone("ICT", 7*3600)

func at(hour, minute int) time.Time {
	return time.Date(2026, time.November, 27, hour, minute, 30, 0, hanoi).UTC()
}

func written(t interface{ Fatal(args ...any) }, m paper.Minutes) []byte {
	var out bytes.Buffer
	if err := m.Paper().Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read is a paper as the program itself reads papers.
func read(t testing.TB, name string, content []byte) *source.Document {
	t.Helper()
	doc, err := source.Read(t.Context(), name, bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// squeezed is a text without white, which PDF has no signs for.
func squeezed(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), "")
}

// inOrder looks for words in the order in which the program reads them: two columns
// one behind the other.
func inOrder(t *testing.T, text string, want []string) {
	t.Helper()
	rest := squeezed(text)
	for _, w := range want {
		_, after, ok := strings.Cut(rest, squeezed(w))
		if !ok {
			t.Fatalf("%q is not behind what is before it: %.300q", w, rest)
		}
		rest = after
	}
}

// held is a conference with everything that minutes can tell.
func held(regime org.Regime) paper.Minutes {
	m := paper.Minutes{
		Head: org.Head{Regime: regime, Name: "Tỉnh uỷ Sông Lam"}, Number: docx.Number{No: "7", Symbol: "BB/TU"}, Place: "Sông Lam", On: civil.On(2026, time.November, 27),
		Title: "Hội nghị trực tuyến sơ kết một năm thực hiện Nghị quyết số 78-NQ/TW", Kind: "Sơ kết", Opened: at(8, 5), Closed: at(11, 30), Zone: hanoi,
		Where: "Hội trường lớn Tỉnh uỷ", Chair: "Thường trực Tỉnh uỷ", Secretary: "Văn phòng Tỉnh uỷ", About: "Nghị quyết số 78-NQ/TW về tổ chức cơ sở đảng",
		Items: []paper.Item{
			{Number: "1", Title: "Khai mạc", Reporter: "Văn phòng Tỉnh uỷ", Took: 9*time.Minute + 59*time.Second},
			{Number: "2", Title: "Báo cáo sơ kết", Reporter: "Ban Tổ chức Tỉnh uỷ", Took: 42 * time.Minute, Outcomes: []paper.Outcome{
				{Kind: paper.Information, Words: "Đến ngày 15/11/2026 đã kiện toàn 98% tổ chức cơ sở đảng <mới> & chuyển giao hồ sơ đảng viên."},
				{Kind: paper.Speech, Speaker: "Bí thư Đảng uỷ xã An Hoà", Words: "Cơ bản nhất trí với báo cáo; đề nghị làm rõ hai việc.\nMột là, biên chế văn phòng.\r\nHai là, kinh phí chuyển đổi số."},
			}},
			{Number: "2.1", Title: "Tham luận của Trường Chính trị", Late: true, Outcomes: []paper.Outcome{{Kind: paper.Speech, Words: "Nhiều ý kiến đồng tình với tham luận."}}},
			{Title: "Nghỉ giải lao", Took: 15 * time.Minute},
			{Number: "3", Title: "Kết luận", Outcomes: []paper.Outcome{
				{Kind: paper.Decision, Speaker: "Chủ trì", Words: "Thống nhất thông qua báo cáo sơ kết."},
				{Kind: paper.Task, Words: "Rà soát chức năng, nhiệm vụ của các cơ quan tham mưu, giúp việc cấp xã", Lead: "Sở Nội vụ", Due: "15/01/2027", Deliverable: "báo cáo rà soát."},
				{Kind: paper.Task, Words: "Tiếp tục tăng cường kiểm tra, giám sát"},
			}},
		},
		Loose:      []paper.Outcome{{Kind: paper.Information, Words: "Điểm cầu xã Bình Sơn mất tín hiệu, đã nối lại.", At: at(9, 42)}},
		Recipients: []string{"Thường trực Tỉnh uỷ", "Các điểm cầu"},
	}
	if regime == org.StateRegime {
		m.Head.Above, m.Head.Name, m.Number.Symbol = "Uỷ ban nhân dân tỉnh Sông Lam", "Sở Nội vụ", "BB-SNV"
	}
	return m
}

// course is what every form tells of the conference above.
var course = []string{
	"1. Diễn biến hội nghị", "Nội dung 1: Khai mạc", "Trình bày: Văn phòng Tỉnh uỷ; thời gian: 9 phút.",
	"Nội dung 2: Báo cáo sơ kết", "Trình bày: Ban Tổ chức Tỉnh uỷ; thời gian: 42 phút.", "Thông tin: Đến ngày 15/11/2026 đã kiện toàn 98% tổ chức cơ sở đảng <mới> & chuyển giao",
	"Bí thư Đảng uỷ xã An Hoà phát biểu: Cơ bản nhất trí", "Một là, biên chế văn phòng.", "Hai là, kinh phí chuyển đổi số.",
	"Nội dung 2.1: Tham luận của Trường Chính trị (bổ sung)", "Ý kiến phát biểu: Nhiều ý kiến", "Nghỉ giải lao", "Thời gian: 15 phút.",
	"Nội dung 3: Kết luận", "Quyết định (Chủ trì): Thống nhất thông qua báo cáo sơ kết.", "Giao việc: Rà soát chức năng", "Chủ trì: Sở Nội vụ; thời hạn: 15/01/2027; sản phẩm: báo cáo rà soát.", "Giao việc: Tiếp tục tăng cường",
	"Ngoài các nội dung trong chương trình", "09 giờ 42 phút: Thông tin: Điểm cầu xã Bình Sơn",
	"2. Kết luận, nhiệm vụ", "TT", "Nội dung", "Chủ trì", "Thời hạn", "1", "Thống nhất thông qua", "2", "Rà soát chức năng", "Sở Nội vụ", "15/01/2027", "3", "Tiếp tục tăng cường",
}

// Minutes of both forms are sound for Word, say what was recorded in the order of
// the form, and LibreOffice prints them with the signatures below the last words.
func TestMinutes(t *testing.T) {
	for _, c := range []struct {
		name         string
		regime       org.Regime
		before, last []string
		never        []string
	}{
		{
			"party", org.PartyRegime,
			[]string{
				"TỈNH UỶ SÔNG LAM", "Số 07-BB/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Sông Lam, ngày 27 tháng 11 năm 2026", "BIÊN BẢN", "Hội nghị trực tuyến sơ kết",
				"- Thời gian: bắt đầu vào hồi 08 giờ 05 phút, ngày 27 tháng 11 năm 2026", "- Địa điểm: Hội trường lớn Tỉnh uỷ", "- Nội dung: Nghị quyết số 78-NQ/TW về", "- Người chủ trì: Thường trực Tỉnh uỷ", "- Người ghi biên bản: Văn phòng Tỉnh uỷ",
			},
			[]string{"Hội nghị kết thúc vào 11 giờ 30 phút, ngày 27 tháng 11 năm 2026.", "NGƯỜI GHI BIÊN BẢN", "Nơi nhận:", "- Thường trực Tỉnh uỷ;", "- Các điểm cầu;", "- Lưu hồ sơ hội nghị.", "NGƯỜI CHỦ TRÌ"},
			[]string{"CỘNG HÒA", "Số:", "./.", "THƯ KÝ"},
		},
		{
			"state", org.StateRegime,
			[]string{
				"UỶ BAN NHÂN DÂN TỈNH SÔNG LAM", "SỞ NỘI VỤ", "Số: 07/BB-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BIÊN BẢN", "Hội nghị trực tuyến sơ kết",
				"Thời gian bắt đầu: 08 giờ 05 phút, ngày 27 tháng 11 năm 2026", "Địa điểm: Hội trường lớn Tỉnh uỷ", "Chủ trì: Thường trực Tỉnh uỷ", "Thư ký (người ghi biên bản): Văn phòng Tỉnh uỷ", "Nội dung: Nghị quyết số 78-NQ/TW về",
			},
			[]string{"Hội nghị kết thúc vào 11 giờ 30 phút, ngày 27 tháng 11 năm 2026./.", "THƯ KÝ", "Nơi nhận:", "- Thường trực Tỉnh uỷ;", "- Các điểm cầu;", "- Lưu: VT, Hồ sơ.", "CHỦ TỌA"},
			[]string{"ĐẢNG CỘNG SẢN", "Sông Lam, ngày", "NGƯỜI GHI BIÊN BẢN"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := written(t, held(c.regime))
			officetest.Sound(t, "a.docx", content)
			said := read(t, "a.docx", content).Text
			want := slices.Concat(c.before, course, c.last)
			inOrder(t, said, want)
			for _, never := range append(c.never, "DỰ THẢO", "Thành phần", "Đồng chí", "đồng chí", "Ông", "Bà ", "…", "..", ": 0 phút") {
				if strings.Contains(said, never) {
					t.Errorf("it says %q, which nobody recorded", never)
				}
			}
			pdf := officetest.Convert(t, "a.docx", content, "pdf")
			printed := squeezed(read(t, "a.pdf", pdf).Text)
			for _, w := range want {
				if !strings.Contains(printed, squeezed(w)) {
					t.Errorf("the print lacks %q", w)
				}
			}
		})
	}
}

// However long the course is, who signs stands on the page of the last words.
func TestNobodySignsAnEmptyPage(t *testing.T) {
	m, apart := held(org.StateRegime), 0
	m.Items = m.Items[:1]
	const longer = 9
	for range longer {
		m.Loose = append(m.Loose, m.Loose[0])
		all := pages(t, officetest.Convert(t, "a.docx", written(t, m), "pdf"))
		at := slices.IndexFunc(all, func(page string) bool { return strings.Contains(squeezed(page), "Nơinhận:") })
		if at < 0 || !strings.Contains(squeezed(all[at]), "Hộinghịkếtthúc") || !strings.Contains(squeezed(all[at]), "CHỦTỌA") {
			t.Fatalf("with %d outcomes the end is cut in two: %.300q", len(m.Loose), all)
		}
		if at > 0 {
			apart++
		}
	}
	if apart == 0 || apart == longer {
		t.Errorf("in %d of %d the end is on the second page: no border was crossed", apart, longer)
	}
}

// pages are the texts of the pages of a PDF.
func pages(t *testing.T, pdf []byte) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "pdftotext", "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("pdftotext of poppler-utils is needed: %v", err)
	}
	return strings.Split(string(said), "\f")
}

// Minutes of a conference of which nothing is known are a sound paper with room to
// write, and say of nothing that it happened.
func TestNothingRecorded(t *testing.T) {
	for _, c := range []struct {
		regime org.Regime
		want   []string
	}{
		{org.PartyRegime, []string{"Số", "-BB/……", "…………, ngày …… tháng …… năm", "BIÊN BẢN", "- Thời gian: (chưa khai mạc)", "- Địa điểm: ……", "- Người chủ trì: ……", "- Người ghi biên bản: ……", "1. Diễn biến hội nghị", "(Chưa ghi nội dung nào.)", "- Lưu hồ sơ hội nghị.", "NGƯỜI CHỦ TRÌ"}},
		{org.StateRegime, []string{"Số:", "/BB-……", "BIÊN BẢN", "Thời gian bắt đầu: (chưa khai mạc)", "Địa điểm: ……", "Chủ trì: ……", "Thư ký (người ghi biên bản): ……", "1. Diễn biến hội nghị", "(Chưa ghi nội dung nào.)", "- Lưu: VT, Hồ sơ.", "CHỦ TỌA"}},
	} {
		content := written(t, paper.Minutes{Head: org.Head{Regime: c.regime}})
		officetest.Sound(t, "a.docx", content)
		doc := read(t, "a.docx", content)
		inOrder(t, doc.Text, c.want)
		for _, never := range []string{"Nội dung", "Kết luận", "kết thúc", "0001"} {
			if strings.Contains(doc.Text, never) {
				t.Errorf("of a conference without anything it says %q", never)
			}
		}
	}
}

// What is counted is printed as every other number is.
func TestThousandsAreParted(t *testing.T) {
	m := paper.Minutes{
		Present: paper.Composition{
			Groups: []paper.Group{{Name: "Đảng viên", Called: 1852, Present: 1840, Excused: 1012}}, Points: 1000, Reported: 999, AtPoints: 31_250, Voters: 1001, VotersPresent: 1000,
			Absent: make([]paper.Absence, 1234),
		},
		Loose: []paper.Outcome{{Kind: paper.Vote, Words: "Thông qua", Show: paper.Show{Members: 1001, Present: 1000, Agreed: 12_345, Against: 1100, Other: 5, Carried: true}}},
	}
	inOrder(t, read(t, "a.docx", written(t, m)).Text, []string{
		"triệu tập 1.852, có mặt 1.840, vắng có lý do 1.012.", "999/1.000 điểm cầu đã báo cáo, 31.250 người dự.", "1.000/1.001 người có mặt.", "Vắng mặt: 1.234 người",
		"12.345/1.000 người có mặt đồng ý, 1.100 không đồng ý, 5 ý kiến khác (1.000/1.001 người có quyền",
	})
}

// A draft says above all else up to when it tells, also before the conference is
// over; where only words without an item were recorded they stand without a heading.
func TestDraft(t *testing.T) {
	m := held(org.PartyRegime)
	m.Draft, m.Closed, m.Items, m.Title = at(10, 25), time.Time{}, nil, ""
	said := read(t, "a.docx", written(t, m)).Text
	inOrder(t, said, []string{"DỰ THẢO, tính đến 10 giờ 25 phút, ngày 27 tháng 11 năm 2026", "TỈNH UỶ SÔNG LAM", "BIÊN BẢN", "Sơ kết", "1. Diễn biến hội nghị", "09 giờ 42 phút: Thông tin: Điểm cầu", "NGƯỜI CHỦ TRÌ"})
	for _, never := range []string{"kết thúc", "Ngoài các nội dung", "2. "} {
		if strings.Contains(said, never) {
			t.Errorf("the draft says %q", never)
		}
	}
	m.Zone = nil // each instant in its own
	inOrder(t, read(t, "a.docx", written(t, m)).Text, []string{"DỰ THẢO, tính đến 03 giờ 25 phút"})
}

// The words of every outcome stand once in the course, in the order in which they
// were recorded; those of decisions and tasks once more in the table, in that order.
func TestEveryOutcomeOnce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := 0
		outcome := rapid.Custom(func(r *rapid.T) paper.Outcome {
			n++
			o := paper.Outcome{
				Kind:    rapid.SampledFrom([]paper.OutcomeKind{paper.Information, paper.Speech, paper.Decision, paper.Task, "vote"}).Draw(r, "kind"),
				Words:   fmt.Sprintf("«%d» %s", n, rapid.StringOfN(rapid.RuneFrom([]rune("aăđệ ,.;<>&\"\t\n1")), 0, 60, -1).Draw(r, "words")),
				Speaker: rapid.SampledFrom([]string{"", "Bí thư"}).Draw(r, "speaker"),
				Lead:    rapid.SampledFrom([]string{"", "Văn phòng"}).Draw(r, "lead"),
			}
			if rapid.Bool().Draw(r, "timed") {
				o.At = at(9, n%60)
			}
			return o
		})
		m := paper.Minutes{Head: org.Head{Regime: rapid.SampledFrom([]org.Regime{org.PartyRegime, org.StateRegime}).Draw(r, "regime")}, Title: "Hội nghị", Closed: at(11, 30)}
		items := rapid.IntRange(0, 3).Draw(r, "items")
		var all []paper.Outcome
		for range items {
			i := paper.Item{Number: rapid.SampledFrom([]string{"", "1", "2.1"}).Draw(r, "number"), Title: "Báo cáo", Outcomes: rapid.SliceOfN(outcome, 0, 4).Draw(r, "outcomes")}
			m.Items, all = append(m.Items, i), append(all, i.Outcomes...)
		}
		m.Loose = rapid.SliceOfN(outcome, 0, 3).Draw(r, "loose")
		all = append(all, m.Loose...)

		said := read(t, "a.docx", written(r, m)).Text
		_, said, _ = strings.Cut(said, "Diễn biến hội nghị")
		said, _, _ = strings.Cut(said, "Hội nghị kết thúc")
		told, table, tabled := strings.Cut(said, "Kết luận, nhiệm vụ")
		var settled []paper.Outcome
		for _, o := range all {
			if o.Kind == paper.Decision || o.Kind == paper.Task {
				settled = append(settled, o)
			}
		}
		if tabled != (len(settled) > 0) {
			r.Fatalf("%d were decided or assigned; a table is there: %v", len(settled), tabled)
		}
		once(r, told, all)
		once(r, table, settled)
	})
}

func once(r *rapid.T, text string, outcomes []paper.Outcome) {
	text, from := squeezed(text), 0
	if n := strings.Count(text, "«"); n != len(outcomes) {
		r.Fatalf("of %d outcomes %d stand there: %q", len(outcomes), n, text)
	}
	for _, o := range outcomes {
		words := squeezed(o.Words)
		i := strings.Index(text[from:], words)
		if i < 0 {
			r.Fatalf("%q is not behind what is before it: %q", words, text)
		}
		from += i + len(words)
	}
}

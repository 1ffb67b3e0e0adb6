package docx

import (
	"archive/zip"
	"bytes"
	"flag"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files")

// code is a QR code as a PNG, with its white margin.
func code(t testing.TB, said string) []byte {
	t.Helper()
	c, err := qr.Encode(said, qr.M, qr.Unicode)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = barcode.Scale(c, 8*c.Bounds().Dx(), 8*c.Bounds().Dx()); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// xmlOf is what blocks are written as, a line for each paragraph, run and cell.
func xmlOf(blocks ...Block) string {
	b := body{room: Upright}
	for _, one := range blocks {
		one.write(&b)
	}
	return strings.NewReplacer("><w:p>", ">\n<w:p>", "><w:r>", ">\n  <w:r>", "><w:tc>", ">\n<w:tc>", "</w:p><", "</w:p>\n<", "><w:tbl>", ">\n<w:tbl>").Replace(b.String()) + "\n"
}

// Each part of a paper is written, in both forms, as it was when its print was
// looked at.
func TestPartsOfPapers(t *testing.T) {
	for _, form := range []struct {
		name  string
		party bool
	}{{"party", true}, {"state", false}} {
		party := form.party
		for name, blocks := range map[string][]Block{
			"head":       {Letterhead{Party: party, Above: "ĐẢNG BỘ TỈNH", Name: "ĐẢNG UỶ XÃ AN HOÀ", Number: Number{"12", "BB/ĐU"}, Dated: "An Hoà, ngày 27 tháng 11 năm 2026"}.Table(Upright)},
			"draft":      {Letterhead{Party: party, Name: "UỶ BAN", Number: Number{Symbol: "BB-UBND"}}.Table(Across)},
			"title":      {Title{Party: party, Kind: "Biên bản", About: "hội nghị sơ kết một năm thực hiện Nghị quyết"}, Title{Party: party, Kind: "Giấy mời"}},
			"section":    {Section{Party: party, Level: Roman, No: 4, Title: "Diễn biến"}, Section{Party: party, Level: Figure, No: 2, Title: "Báo cáo", Words: []Run{{Text: "Văn bản."}}}, Section{Party: party, Level: Letter, No: 5, Words: []Run{{Text: "Điểm đ."}}}, Section{Party: party, Level: Dash, Words: []Run{{Text: "Gạch."}}}},
			"ending":     {Ending{Party: party, Recipients: []string{"Như trên", "Lưu: VT, VP."}, Right: Signature{Authority: []Authority{{OnBehalf, "Ban Thường vụ"}, {InPlace, "Bí thư"}}, Post: "Phó Bí thư", Name: "Họ và tên"}}},
			"two":        {Ending{Party: party, Recipients: []string{"Lưu"}, Left: &Signature{Post: "Thư ký"}, Right: Signature{Post: "Chủ trì"}}, Ending{Party: party, Left: &Signature{Post: "Thư ký"}, Right: Signature{Authority: []Authority{{ByOrder, "Chánh Văn phòng"}}, Post: "Trưởng phòng"}}},
			"correction": {Prose(append([]Run{{Text: "Có mặt "}}, append(Correction{1, "41", "42"}.Runs(), append(Correction{2, "", "thêm"}.Runs(), Correction{3, "bớt", ""}.Runs()...)...)...)...)},
			"break":      {Text("một", Left), Break{}, Text("hai", Left)},
			"picture":    {Line(Run{Picture: &Picture{PNG: code(t, "a"), Width: 30, About: "Mã “QR” <1>"}})},
			"drawing":    {Drawing{Picture: Picture{PNG: code(t, "a"), Width: 30, About: "Mã"}, Caption: "Hình 1. Mã"}, Drawing{Picture: Picture{PNG: code(t, "b"), Width: 30}}},
		} {
			file := filepath.Join("testdata", name+"."+form.name+".xml")
			got := xmlOf(blocks...)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s of the %s is written otherwise:\n%s", name, form.name, got)
			}
		}
	}
}

// An ending is one row that no page cuts, also where two sign and others receive it.
func TestEndingIsOneRow(t *testing.T) {
	for _, e := range []Ending{
		{Right: Signature{Post: "Chủ trì"}},
		{Left: &Signature{Post: "Thư ký"}, Right: Signature{Post: "Chủ trì"}},
		{Recipients: []string{"Như trên", "Lưu"}, Left: &Signature{Post: "Thư ký"}, Right: Signature{Post: "Chủ trì"}},
	} {
		said := xmlOf(e)
		if rows := strings.Count(said, "<w:tr>"); rows != 1 || !strings.Contains(said, "<w:cantSplit/>") {
			t.Errorf("%d rows: %s", rows, said)
		}
		if strings.Contains(said, "Nơi nhận:") != (len(e.Recipients) > 0) {
			t.Errorf("who receives it: %s", said)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		n            Number
		party, state string
	}{
		{Number{"12", "BB/TU"}, "Số 12-BB/TU", "Số: 12/BB/TU"},
		{Number{"7", "GM-UBND"}, "Số 07-GM-UBND", "Số: 07/GM-UBND"},
		{Number{"30c", "NQ-CP"}, "Số 30c-NQ-CP", "Số: 30c/NQ-CP"},
		{Number{"", "BB/TU"}, "Số " + roomForNo + "-BB/TU", "Số: " + roomForNo + "/BB/TU"},
	} {
		if got := c.n.In(true); got != c.party {
			t.Errorf("%+v of the Party is %q", c.n, got)
		}
		if got := c.n.In(false); got != c.state {
			t.Errorf("%+v of the State is %q", c.n, got)
		}
	}
	for _, c := range []struct {
		level Level
		no    int
		party string
		state string
	}{
		{Roman, 1, "I- ", "I. "}, {Roman, 49, "XLIX- ", "XLIX. "}, {Figure, 12, "12. ", "12. "}, {Letter, 5, "đ) ", "đ) "}, {Letter, 23, "y) ", "y) "}, {Letter, 24, "aa) ", "aa) "}, {Dash, 3, "- ", "- "},
	} {
		if p, s := c.level.mark(true, c.no), c.level.mark(false, c.no); p != c.party || s != c.state {
			t.Errorf("%d of level %d is %q and %q", c.no, c.level, p, s)
		}
	}
}

// No two sections of a level bear the same number.
func TestSectionsAreToldApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, party := Level(rapid.IntRange(1, 3).Draw(t, "level")), rapid.Bool().Draw(t, "party")
		a, b := rapid.IntRange(1, 399).Draw(t, "a"), rapid.IntRange(1, 399).Draw(t, "b")
		if (l.mark(party, a) == l.mark(party, b)) != (a == b) {
			t.Fatalf("%d and %d of level %d are %q and %q", a, b, l, l.mark(party, a), l.mark(party, b))
		}
	})
}

// What is no picture is refused, and says so, before anybody opens the file.
func TestNoPicture(t *testing.T) {
	for _, b := range [][]byte{nil, []byte("GIF89a"), code(t, "a")[:20]} {
		var out bytes.Buffer
		err := Document{Body: []Block{Line(Run{Picture: &Picture{PNG: b, Width: 30}})}}.Write(&out)
		if err == nil || !strings.Contains(err.Error(), "picture 1") {
			t.Errorf("%q is taken: %v", b, err)
		}
	}
}

// The pictures of a document are in it, each once, as they were given.
func TestPicturesAreKept(t *testing.T) {
	one, two := code(t, "một"), code(t, "hai")
	var out bytes.Buffer
	cell := Cell{Paragraphs: []Paragraph{Line(Run{Picture: &Picture{PNG: two, Width: 20}})}}
	if err := (Document{Body: []Block{Line(Run{Picture: &Picture{PNG: one, Width: 30}}), Table{Widths: []int{40}, Rows: [][]Cell{{cell}}}}}).Write(&out); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"word/media/image1.png": one, "word/media/image2.png": two} {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(f); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is another: %v", name, err)
		}
	}
}

// A name that would leave a word alone on its second line is parted in the middle; what
// fits, and what fills more than two lines, stays as it is.
func TestNamesInHalves(t *testing.T) {
	for name, want := range map[string]string{
		"UỶ BAN NHÂN DÂN TỈNH SÔNG LAM":  "UỶ_BAN_NHÂN_DÂN TỈNH_SÔNG_LAM",
		"VĂN PHÒNG UỶ BAN NHÂN DÂN TỈNH": "VĂN_PHÒNG_UỶ_BAN NHÂN_DÂN_TỈNH",
		"SỞ NỘI VỤ":                      "SỞ NỘI VỤ",
		"":                               "",
		"BAN CHỈ ĐẠO PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO VÀ CHUYỂN ĐỔI SỐ": "BAN CHỈ ĐẠO PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO VÀ CHUYỂN ĐỔI SỐ",
	} {
		if got := strings.ReplaceAll(inHalves(name, 25), "\u00a0", "_"); got != want {
			t.Errorf("%q is parted as %q", name, got)
		}
	}
}

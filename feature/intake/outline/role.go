package outline

import (
	"strings"

	"quyet/base/viet"
)

// roleWords are the words by which the usual sections are known, folded and
// without blanks: scanned documents lose blanks, and headings in capitals lose tones.
// The first row that matches decides, so the narrower ones come first. anywhere
// rows need not begin the title.
var roleWords = []struct {
	role     Role
	anywhere bool
	words    []string
}{
	{Organisation, true, []string{"tochucthuchien", "tochucthihanh", "tochuctrienkhai", "phancongthuchien", "phancongtrachnhiem", "phancongnhiemvu",
		"trachnhiemthuchien", "trachnhiemthihanh", "trachnhiemcuacac", "phancongtochuc"}},
	{Organisation, false, []string{"trachnhiemcua", "trachnhiem", "phancong", "chedobaocao", "chedothongtin"}},
	{Proposals, true, []string{"kiennghi", "dexuat"}},
	{Funding, false, []string{"kinhphi", "nguonkinhphi", "nguonvon", "nguonluc", "dutoan"}},
	{Purpose, false, []string{"mucdich", "yeucau"}},
	{Tasks, false, []string{"muctieunhiemvu", "muctieu,nhiemvu", "phuonghuong,nhiemvu", "phuonghuongnhiemvu"}},
	{Goals, false, []string{"quandiem", "muctieu", "chitieu", "cacchitieu", "cacmuctieu", "dinhhuong", "tamnhin", "phuonghuong"}},
	{Results, false, []string{"ketqua", "tinhhinh", "danhgia", "thuctrang", "uudiem", "nhungketqua", "tontai", "hanche", "nhunghanche", "nguyennhan", "baihoc",
		"khokhan", "thuanloi", "boicanh", "sucanthiet", "dacdiem", "nhungtontai", "nhungkhokhan"}},
	{Scope, false, []string{"phamvi", "doituong", "thoigian", "diadiem", "thanhphan", "giaithichtu", "cancu", "nguyentac", "thoihan", "kyhan"}},
	{Tasks, true, []string{"nhiemvu", "giaiphap"}},
	{Tasks, false, []string{"noidung", "congviec", "hoatdong", "cacnoidung", "bienphap", "cacbienphap", "cachoatdong", "tiendo", "kehoachthuchien"}},
}

// roleOf returns the role that the words of a heading give it, "" if none. A
// whole sentence is no heading, whatever it begins with.
func roleOf(title string, rank int) Role {
	limit := longestTitle
	if rank <= rankRoman {
		limit *= 2
	}
	if len(title) > limit || rank >= rankDash {
		return ""
	}
	squeezed := squeeze(title)
	if rank > rankRoman && strings.HasSuffix(squeezed, ".") && len(squeezed) > 32 || strings.Contains(squeezed, ";") {
		return ""
	}
	squeezed = strings.TrimPrefix(squeezed, "ve")
	for _, row := range roleWords {
		for _, w := range row.words {
			if w == "yeucau" && len(squeezed) > len(w)+10 {
				continue // "Yêu cầu các sở …" orders
			}
			if at := strings.Index(squeezed, w); at == 0 || row.anywhere && at > 0 && (rank <= rankArticle || at < 40) {
				return row.role
			}
		}
	}
	return ""
}

// squeeze folds s and takes the blanks out.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '*' || r == '_' {
			return -1
		}
		return r
	}, viet.Fold(s))
}

package org

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"quyet/base/civil"
)

// grown puts bodies together to a tree without a database. Each is "code |
// name | kind | tier | line | superior | from | until".
func grown(t interface{ Fatalf(string, ...any) }, lines ...string) *Tree {
	tree := &Tree{bodies: map[ID]*Body{}, codes: map[string]ID{}, names: map[string][]ID{}, events: map[EventID]Event{}, drawings: map[int]*drawing{}}
	for _, l := range lines {
		f := strings.Split(l, "|")
		if len(f) != 8 {
			t.Fatalf("%q is no body", l)
		}
		life := civil.Since(civil.MustParse(f[6]))
		if f[7] != "" {
			life.Until = civil.MustParse(f[7])
		}
		b := &Body{ID: ID(f[0]), Code: f[0], Kind: Kind(f[2]), Tier: Tier(f[3]), Line: Line(f[4]), Interval: life}
		b.Names = []Name{{Interval: life, Full: f[1], Short: f[1]}}
		b.Places = []Place{{Interval: life, Superior: ID(f[5])}}
		tree.bodies[b.ID], tree.codes[b.Code] = b, b.ID
	}
	tree.groups = []Group{{ID: "g", Interval: civil.Since(civil.MustParse("2020-01-01")), Name: "các sở, ban, ngành", Kinds: []Kind{Department}}}
	tree.turns = tree.changes()
	return tree
}

// two are two provinces, of which the second has what the first lacks.
func two(t interface{ Fatalf(string, ...any) }) *Tree {
	return grown(t,
		"TW|Ban Chấp hành Trung ương Đảng|committee|centre|party||2020-01-01|",
		"A|Tỉnh uỷ Tân Hoà|committee|province|party|TW|2020-01-01|",
		"A-BTV|Ban Thường vụ Tỉnh uỷ Tân Hoà|committee|province|party|A|2020-01-01|",
		"A-VP|Văn phòng Tỉnh uỷ|party_office|province|party|A|2020-01-01|",
		"A-TCT|Trường Chính trị tỉnh|public_unit|province|party|A|2020-01-01|",
		"A-UB|Uỷ ban nhân dân tỉnh Tân Hoà|peoples_committee|province|government|A|2020-01-01|",
		"A-VPUB|Văn phòng Uỷ ban nhân dân tỉnh|office|province|government|A-UB|2020-01-01|",
		"A-STC|Sở Tài chính|department|province|government|A-UB|2020-01-01|",
		"A-SYT|Sở Y tế|department|province|government|A-UB|2020-01-01|",
		"A-SLD|Sở Lao động - Thương binh và Xã hội|department|province|government|A-UB|2020-01-01|2025-03-01",
		"A-CA|Công an tỉnh|department|province|government|A-UB|2020-01-01|",
		"A-BAO|Báo và Phát thanh, Truyền hình Tân Hoà|public_unit|province|party|A|2020-01-01|",
		"A-X1|Đảng uỷ xã An Hoà|committee|commune|party|A|2025-07-01|",
		"A-X1-UB|Uỷ ban nhân dân xã An Hoà|peoples_committee|commune|government|A-X1|2025-07-01|",
		"A-X1-VP|Văn phòng Đảng uỷ xã An Hoà|party_office|commune|party|A-X1|2025-07-01|",
		"A-X2|Đảng uỷ xã An Hoá|committee|commune|party|A|2025-07-01|",
		"A-X2-UB|Uỷ ban nhân dân xã An Hoá|peoples_committee|commune|government|A-X2|2025-07-01|",
		"A-X2-CB1|Chi bộ ấp Một|grassroots_org|grassroots|party|A-X2|2025-07-01|",
		"A-X1-CB1|Chi bộ ấp Một|grassroots_org|grassroots|party|A-X1|2025-07-01|",
		"B|Tỉnh uỷ Sông Đông|committee|province|party|TW|2020-01-01|",
		"B-UB|Uỷ ban nhân dân tỉnh Sông Đông|peoples_committee|province|government|B|2020-01-01|",
		"B-SDL|Sở Du lịch|department|province|government|B-UB|2020-01-01|",
		"B-STC|Sở Tài chính|department|province|government|B-UB|2020-01-01|",
		"B-X1|Đảng uỷ xã Bình Phú|committee|commune|party|B|2025-07-01|",
	)
}

func TestWhatNamesMean(t *testing.T) {
	tree := two(t)
	for _, c := range []struct{ printed, issuer, on, want string }{
		{"Sở Tài chính", "A", "2026-01-01", "A-STC"},
		{"Sở Tài chính", "B-X1", "2026-01-01", "B-STC"},
		{"Sở Tài chính tỉnh", "A-UB", "2026-01-01", "A-STC"},
		{"UBND tỉnh", "A", "2026-01-01", "A-UB"},
		{"Ủy ban nhân dân tỉnh Tân Hòa", "A-X1", "2026-01-01", "A-UB"},
		{"UY BAN NHAN DAN TINH TAN HOA", "A-X1", "2026-01-01", "A-UB"},
		{"Giám đốc Sở Y tế", "A", "2026-01-01", "A-SYT"},
		{"Chánh Văn phòng Tỉnh uỷ", "A", "2026-01-01", "A-VP"},
		{"Hiệu trưởng Trường Chính trị tỉnh", "A", "2026-01-01", "A-TCT"},
		{"Ban Thường vụ Tỉnh uỷ Tân Hoà", "A-X1", "2026-01-01", "A-BTV"},
		{"BTV Tỉnh uỷ Tân Hoà", "A-X1", "2026-01-01", "A-BTV"},
		{"BCH Đảng bộ tỉnh Tân Hoà", "A-X1", "2026-01-01", "A"},
		{"Báo và Phát thanh, Truyền hình", "A", "2026-01-01", "A-BAO"},
		{"Văn phòng Đảng uỷ", "A-X1", "2026-01-01", "A-X1-VP"},
		{"UBND xã", "A-X2", "2026-01-01", "A-X2-UB"},
		{"Đảng uỷ xã An Hoá", "A", "2026-01-01", "A-X2"},
		{"Sở LĐTBXH", "A", "2025-02-28", "A-SLD"},
		{"Tỉnh uỷ Sông Đông", "A", "2026-01-01", "B"},
		{"các sở, ban, ngành", "A-UB", "2026-01-01", "A-STC A-SYT A-CA"},
		{"Thủ trưởng các sở, ban, ngành", "B-X1", "2026-01-01", "B-STC B-SDL"},

		// Asked, not guessed.
		{"Sở LĐTBXH", "A", "2025-03-01", ""},         // is no more
		{"Đảng uỷ xã An Hoà", "A", "2025-06-30", ""}, // is not yet
		{"Công an xã", "A", "2026-01-01", ""},        // is not the province's
		{"Sở Du lịch", "A", "2026-01-01", "?"},       // is the neighbour's
		{"Đảng uỷ xã Bình Phú", "A-X1", "2026-01-01", "?"},
		{"Sở Tái chính", "A", "2026-01-01", "?"}, // tones of another word
		{"xã An Hoa", "A", "2026-01-01", ""},     //
		{"Uỷ ban nhân dân xã An Hóa", "B", "2026-01-01", "?"},
		{"Sở", "A", "2026-01-01", "?"},
		{"Văn phòng", "A-UB", "2026-01-01", "?"},
		{"Uỷ ban nhân dân", "A", "2026-01-01", "A-UB"},
		{"Đảng uỷ xã", "A", "2026-01-01", "?"},    // which of the two?
		{"Chi bộ ấp Một", "A", "2026-01-01", "?"}, // which of the two?
		{"Sở Ngoại vụ", "A", "2026-01-01", ""},
		{" ,; ", "A", "2026-01-01", ""},
	} {
		r := tree.Resolve(c.printed, ID(c.issuer), civil.MustParse(c.on))
		var got []string
		for _, b := range r.Bodies {
			got = append(got, string(b))
		}
		if len(got) == 0 && len(r.Candidates) > 0 {
			got = []string{"?"}
		}
		slices.Sort(got)
		want := strings.Fields(c.want)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q by %s on %s means %v (%v), want %v", c.printed, c.issuer, c.on, got, r.Candidates, want)
		}
	}
}

// Spellings of one name: none of them changes what it means.
var spellings = map[string]func(string) string{
	"tone on the other vowel": strings.NewReplacer("oà", "òa", "oá", "óa", "oả", "ỏa", "uỷ", "ủy", "Uỷ", "Ủy", "òa", "oà", "ủy", "uỷ").Replace,
	"NFD":                     norm.NFD.String,
	"capitals":                strings.ToUpper,
	"spaces and commas":       func(s string) string { return "  " + strings.ReplaceAll(s, " ", "  ") + " ," },
	"abbreviations": strings.NewReplacer("Uỷ ban nhân dân", "UBND", "Hội đồng nhân dân", "HĐND", "Lao động - Thương binh và Xã hội", "LĐTBXH", "Văn phòng", "VP",
		"Ban Thường vụ", "BTV").Replace,
}

// However a name is spelt, it means the same one body of the day, or nothing;
// and what it means bears the words that are printed.
func holdsFor(f interface{ Fatalf(string, ...any) }, tree *Tree, printed string, issuer ID, day civil.Date) {
	r := tree.Resolve(printed, issuer, day)
	if r.Group == "" && len(r.Bodies) > 1 {
		f.Fatalf("%q resolves to %v", printed, r.Bodies)
	}
	if r.Clear() && len(r.Candidates) > 0 {
		f.Fatalf("%q is clear and asked: %+v", printed, r)
	}
	for _, b := range append(slices.Clone(r.Bodies), r.Candidates...) {
		if body, ok := tree.Body(b); !ok || !body.Contains(day) {
			f.Fatalf("%q resolves to %s, which does not exist on %s", printed, b, day)
		}
	}
	if r.Clear() && r.Group == "" {
		body, _ := tree.Body(r.Bodies[0])
		name := " " + wordsOf(body.NameOn(day)).key() + " "
		for _, w := range wordsOf(printed).withoutHead() {
			if !strings.Contains(name, " "+w.folded+" ") && !slices.ContainsFunc(placeWords, func(p words) bool { return slices.ContainsFunc(p, func(x word) bool { return x.folded == w.folded }) }) {
				f.Fatalf("%q is taken for %s, which has no %q", printed, body.NameOn(day), w.folded)
			}
		}
	}
	for how, spell := range spellings {
		other := tree.Resolve(spell(printed), issuer, day)
		if other.Group != r.Group || !slices.Equal(other.Bodies, r.Bodies) {
			f.Fatalf("%q means %v; with %s, %q, it means %v", printed, r.Bodies, how, spell(printed), other.Bodies)
		}
	}
}

func TestNamesResolveToOneOrAreAsked(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := []string{"TW|Trung ương|committee|centre|party||2020-01-01|"}
		days := []string{"2020-01-01", "2023-05-01", "2025-07-01"}
		places := []string{"An Hoà", "An Hoá", "Tân Thuỷ", "Bình Phú", "Thanh Xã"}
		forms := []string{"Sở Tài chính|department", "Văn phòng Uỷ ban nhân dân tỉnh|office", "Công an tỉnh|department", "Trường Chính trị tỉnh|public_unit", "Ban Thường vụ Tỉnh uỷ|committee", "Sở Lao động - Thương binh và Xã hội|department"}
		for p, place := range places[:rapid.IntRange(1, 3).Draw(rt, "provinces")] {
			root := fmt.Sprintf("P%d", p)
			lines = append(lines, root+"|Tỉnh uỷ "+place+"|committee|province|party|TW|2020-01-01|", root+"U|Uỷ ban nhân dân tỉnh "+place+"|peoples_committee|province|government|"+root+"|2020-01-01|")
			for i, f := range rapid.SliceOfNDistinct(rapid.SampledFrom(forms), 0, 4, rapid.ID).Draw(rt, "posts") {
				until := rapid.SampledFrom([]string{"", "2024-01-01"}).Draw(rt, "until")
				lines = append(lines, fmt.Sprintf("%sS%d|%s|province|government|%sU|2020-01-01|%s", root, i, f, root, until))
			}
			for i := range rapid.IntRange(0, 4).Draw(rt, "communes") {
				name := rapid.SampledFrom(places).Draw(rt, "commune")
				from := rapid.SampledFrom(days).Draw(rt, "from")
				c := fmt.Sprintf("%sX%d", root, i)
				lines = append(lines, c+"|Đảng uỷ xã "+name+"|committee|commune|party|"+root+"|"+from+"|", c+"U|Uỷ ban nhân dân xã "+name+"|peoples_committee|commune|government|"+c+"|"+from+"|",
					c+"V|Văn phòng Đảng uỷ xã "+name+"|party_office|commune|party|"+c+"|"+from+"|")
			}
		}
		tree := grown(rt, lines...)
		bodies := tree.Bodies()
		for range 10 {
			body := rapid.SampledFrom(bodies).Draw(rt, "body")
			printed := body.Names[0].Full
			if ws := strings.Fields(printed); len(ws) > 2 && rapid.Bool().Draw(rt, "cut") {
				printed = strings.Join(ws[:rapid.IntRange(2, len(ws)).Draw(rt, "words")], " ")
			}
			printed = rapid.SampledFrom([]string{"", "", "Đồng chí ", "Lãnh đạo "}).Draw(rt, "head") + printed
			issuer, day := rapid.SampledFrom(bodies).Draw(rt, "issuer").ID, civil.MustParse(rapid.SampledFrom(days).Draw(rt, "day"))
			holdsFor(rt, tree, printed, issuer, day)
		}
		// A full name that one body of the issuer's province bears means it.
		for _, body := range bodies {
			day := civil.MustParse("2025-07-01")
			chart := tree.Chart(day)
			province := tree.Root(chart, body.ID, Province)
			twins := 0
			for _, o := range chart.Subtree(province) {
				if tree.Name(o, day) == body.NameOn(day) {
					twins++
				}
			}
			if r := tree.Resolve(body.NameOn(day), province, day); body.Contains(day) && twins == 1 && !slices.Equal(r.Bodies, []ID{body.ID}) {
				rt.Fatalf("%q by its province means %+v, want %s", body.NameOn(day), r, body.ID)
			}
		}
	})
}

func FuzzResolve(f *testing.F) {
	tree := two(f)
	bodies := tree.Bodies()
	for _, b := range bodies {
		f.Add(b.Names[0].Full, uint8(1), uint16(2200))
	}
	for _, s := range []string{"UBND các xã, phường", "Chánh Văn phòng Tỉnh ủy", "Sở GD&ĐT", "các sở, ban, ngành", "&", "vă\u0300n phòng", "\xff\xfe", "trưởng trưởng trưởng"} {
		f.Add(s, uint8(3), uint16(0))
	}
	f.Fuzz(func(t *testing.T, printed string, issuer uint8, after uint16) {
		day := civil.MustParse("2019-12-31").AddDays(int(after) % 3000)
		r := tree.Resolve(printed, bodies[int(issuer)%len(bodies)].ID, day)
		if r.Group == "" && len(r.Bodies) > 1 || r.Clear() && len(r.Candidates) > 0 || len(r.Candidates) > shown {
			t.Fatalf("%q: %+v", printed, r)
		}
		for _, b := range append(slices.Clone(r.Bodies), r.Candidates...) {
			if body, ok := tree.Body(b); !ok || !body.Contains(day) {
				t.Fatalf("%q resolves to %s, which does not exist on %s", printed, b, day)
			}
		}
		if again := tree.Resolve(norm.NFD.String(printed), bodies[int(issuer)%len(bodies)].ID, day); again.Group != r.Group || !slices.Equal(again.Bodies, r.Bodies) {
			t.Fatalf("%q means %v, and in the other normal form %v", printed, r.Bodies, again.Bodies)
		}
	})
}

package org

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quyet/base/civil"
	"quyet/base/viet"
)

// A Resolution is what a printed name of a body or group stands for.
type Resolution struct {
	Bodies     []ID   // the bodies meant, in list order; empty if it is not clear
	Group      string // the group's name, where the name is one of a group
	Candidates []ID   // what it could mean, where that is not clear: a person is asked
	How        string // the rule, machine-readable: "name", "nearest", "local", "group"
}

// Clear says whether the name stands for something definite.
func (r Resolution) Clear() bool { return len(r.Bodies) > 0 }

// Resolve finds the bodies that a document of issuer means by a printed name
// on day: "Sở Tài chính", "UBND xã", "đảng uỷ các xã, phường". A name of no
// group means one body or none.
//
// A name that several bodies bear means the one nearest to the issuer; where
// two are equally near, where the name leaves out more than the locality,
// where a body of that name is of another province, and where the tones are
// those of another word (An Hoà is not An Hoá), it stays open and a person is
// asked: what is guessed wrongly is seen by nobody.
func (t *Tree) Resolve(printed string, issuer ID, day civil.Date) Resolution {
	whole := wordsOf(printed)
	if len(whole) == 0 {
		return Resolution{}
	}
	c := t.Chart(day)
	plain := whole.withoutHead()
	if g, ok := t.namesOn(c).groups[plain.ofGroup().key()]; ok {
		if r := t.expandFor(g, issuer, c); r.Clear() {
			return r
		}
	}
	q := query{t, c, issuer, t.Root(c, issuer, Province), t.namesOn(c)}
	if r := q.named(whole, q.index.whole, anyBody); r.told() {
		return r
	}
	for _, v := range plain.variants() {
		if r := q.named(v.words, q.index.plain, v.fits); r.told() {
			return r
		}
	}
	for _, v := range plain.variants() {
		if r := q.local(v.words, v.fits); r.told() {
			return r
		}
	}
	return Resolution{}
}

func (r Resolution) told() bool { return r.Clear() || len(r.Candidates) > 0 }

// A word of a name, in two forms to compare it by.
type word struct {
	folded string
	toned  string // with its marks, the tone at the end; "" if they are not known
}

type words []word

func (ws words) key() string {
	folded := make([]string, len(ws))
	for i, w := range ws {
		folded[i] = w.folded
	}
	return strings.Join(folded, " ")
}

// agrees says whether the marks of ws contradict none of the words of a name
// that begins with the same letters.
func (ws words) agrees(name words) bool {
	if len(ws) > len(name) {
		return false
	}
	for i, w := range ws {
		if n := name[i]; w.folded != n.folded || w.toned != "" && n.toned != "" && w.toned != n.toned {
			return false
		}
	}
	return true
}

// wordsOf returns the words of a name, abbreviations written out, without
// punctuation and "và": so that "UBND các xã, phường" and "Uỷ ban nhân dân các
// xã và phường" can be compared. Where no word bears a mark, the name was typed
// without them, and none is known.
func wordsOf(printed string) (out words) {
	marked := false
	for _, w := range strings.FieldsFunc(viet.NFC(printed), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '&'
	}) {
		folded := strings.Trim(viet.Fold(w), "&")
		if full, ok := abbreviated[folded]; ok {
			out = append(out, unmarked(full)...)
			continue
		}
		if folded == "" || folded == "va" {
			continue
		}
		lower := strings.ToLower(w)
		marked = marked || folded != lower
		out = append(out, word{folded, toneLast(lower)})
	}
	for i := range out {
		if !marked {
			out[i].toned = ""
		}
	}
	for _, s := range sameAs {
		if name, ok := out.cut(s.printed); ok {
			return append(unmarked(s.means), name...)
		}
	}
	return out
}

// unmarked returns words of which only the letters are known.
func unmarked(folded string) (out words) {
	for _, w := range strings.Fields(folded) {
		if w != "va" {
			out = append(out, word{folded: w})
		}
	}
	return out
}

// toneLast puts the tone of a word at its end, so that the two ways of placing
// it (hoà, hòa) are one.
func toneLast(w string) string {
	var tone, rest strings.Builder
	for _, r := range norm.NFD.String(w) {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			tone.WriteRune(r)
		default:
			rest.WriteRune(r)
		}
	}
	return rest.String() + tone.String()
}

// cut takes the words of prefix from the beginning.
func (ws words) cut(prefix words) (rest words, ok bool) {
	if !prefix.agrees(ws) {
		return nil, false
	}
	return ws[len(prefix):], true
}

// ends says whether ws ends with the words of suffix, and with more before.
func (ws words) ends(suffix words) bool {
	at := len(ws) - len(suffix)
	return at > 0 && suffix.agrees(ws[at:])
}

// phrase returns words written with their marks.
func phrase(s string) (ws words) {
	for _, w := range strings.Fields(s) {
		ws = append(ws, word{viet.Fold(w), toneLast(w)})
	}
	return ws
}

func phrases(all ...string) []words {
	out := make([]words, len(all))
	for i, s := range all {
		out[i] = phrase(s)
	}
	return out
}

// heads are the words for the head of a body, who stands for it, and for those
// who act for it between its meetings; longer ones first.
var heads = phrases(
	"các đồng chí", "đồng chí", "thủ trưởng", "người đứng đầu", "chủ tịch", "tổng giám đốc", "giám đốc", "chủ nhiệm", "viện trưởng", "hiệu trưởng",
	"cục trưởng", "chỉ huy trưởng", "trưởng", "bí thư", "chánh án", "chánh", "ban thường vụ", "thường trực", "cơ quan", "tập thể", "lãnh đạo",
)

// schools are names in which what looks like a head, once typed without marks,
// is none: Trường Chính trị.
var schools = phrases("trường chính trị", "trường đại học", "trường cao đẳng", "trường trung học", "trường trung cấp", "trường tiểu học", "trường mầm non", "trường thpt", "trường thcs")

// withoutHead takes heads from the beginning.
func (ws words) withoutHead() words {
	for {
		if slices.ContainsFunc(schools, func(s words) bool { _, ok := ws.cut(s); return ok }) {
			return ws
		}
		i := slices.IndexFunc(heads, func(h words) bool { rest, ok := ws.cut(h); return ok && len(rest.key()) > 3 })
		if i < 0 {
			return ws
		}
		ws, _ = ws.cut(heads[i])
	}
}

// sameAs are other ways of saying what a committee is.
var sameAs = []struct {
	printed words
	means   string
}{
	{phrase("ban chấp hành đảng bộ tỉnh"), "tinh uy"}, {phrase("ban chấp hành đảng bộ thành phố"), "thanh uy"},
	{phrase("ban chấp hành đảng bộ xã"), "dang uy xa"}, {phrase("ban chấp hành đảng bộ phường"), "dang uy phuong"},
}

// abbreviated are abbreviations in the printed names of bodies.
var abbreviated = map[string]string{
	"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc", "ubmttq": "uy ban mat tran to quoc",
	"ubkt": "uy ban kiem tra", "btv": "ban thuong vu", "bch": "ban chap hanh", "tx": "thi xa", "tp": "thanh pho", "vn": "viet nam",
	"ldld": "lien doan lao dong", "lhpn": "lien hiep phu nu", "ccb": "cuu chien binh", "tncs": "thanh nien cong san", "tnch": "thanh nien cong hoa",
	"vp": "van phong", "qs": "quan su", "gddt": "giao duc va dao tao", "gd&dt": "giao duc va dao tao", "khcn": "khoa hoc va cong nghe",
	"kh&cn": "khoa hoc va cong nghe", "nn&mt": "nong nghiep va moi truong", "nnmt": "nong nghiep va moi truong", "vhttdl": "van hoa the thao va du lich", "vhtt&dl": "van hoa the thao va du lich",
	"ldtbxh": "lao dong thuong binh va xa hoi", "tnmt": "tai nguyen va moi truong", "tn&mt": "tai nguyen va moi truong", "nnptnt": "nong nghiep va phat trien nong thon",
	"nn&ptnt": "nong nghiep va phat trien nong thon", "khdt": "ke hoach va dau tu", "kh&dt": "ke hoach va dau tu", "tttt": "thong tin va truyen thong", "tt&tt": "thong tin va truyen thong",
}

// A variant is a name without the locality that a document adds, and which
// bodies it then may mean.
type variant struct {
	words words
	fits  func(*Body) bool
}

func anyBody(*Body) bool { return true }

// localities are the words at the end of a name that say of which locality a
// body is, and what stands there: "Công an xã" is nobody in the province.
var localities = []struct {
	end  words
	fits func(*Body) bool
}{
	{phrase("tỉnh uỷ"), ofProvince}, {phrase("thành uỷ"), ofProvince}, {phrase("tỉnh"), ofProvince}, {phrase("thành phố"), ofProvince},
	{phrase("xã"), ofCommune}, {phrase("phường"), ofCommune}, {phrase("đặc khu"), ofCommune},
	{phrase("đảng uỷ"), func(b *Body) bool { return b.Tier == Commune && b.Line == Party }},
}

func ofProvince(b *Body) bool { return b.Tier == Province }
func ofCommune(b *Body) bool  { return b.Tier == Commune || b.Tier == Grassroots }

func (ws words) variants() []variant {
	out := []variant{{ws, anyBody}}
	for _, l := range localities {
		if at := len(ws) - len(l.end); at >= 2 && ws.ends(l.end) {
			out = append(out, variant{ws[:at], l.fits})
		}
	}
	return out
}

// ofGroup drops the words that only say that several are meant.
func (ws words) ofGroup() words {
	return slices.DeleteFunc(slices.Clone(ws), func(w word) bool { return w.folded == "cac" || w.folded == "nhung" })
}

// groupName is what two names of one group have in common.
func groupName(name string) string { return wordsOf(name).withoutHead().ofGroup().key() }

// expandFor expands g where the issuer rules; a group that has no member
// there is looked for in the locality of the issuer, then in its province. Who
// stands under no province means the bodies of all.
func (t *Tree) expandFor(g Group, issuer ID, c *Chart) Resolution {
	roots := []ID{issuer, t.locality(issuer, c), t.Root(c, issuer, Province)}
	if roots[2] == "" {
		roots = append(roots, "")
	}
	for i, root := range roots {
		if root == "" && i < 3 {
			continue
		}
		if found := t.Expand(g, root, c.Day); len(found) > 0 {
			r := Resolution{Group: g.Name, How: "group"}
			for _, b := range found {
				r.Bodies = append(r.Bodies, b.ID)
			}
			return r
		}
	}
	return Resolution{}
}

// locality is the commune that issuer belongs to, else its province.
func (t *Tree) locality(issuer ID, c *Chart) ID {
	if b, ok := t.bodies[issuer]; ok && (b.Tier == Commune || b.Tier == Grassroots || b.Tier == Cell) {
		return t.Root(c, issuer, Commune)
	}
	return t.Root(c, issuer, Province)
}

// printedNames finds the bodies and groups of a day by their names.
type printedNames struct {
	whole, plain map[string][]ID  // by full and by short name; plain ones without heads
	names        map[ID][2]words  // full and short
	groups       map[string]Group // by what their names have in common
}

// namesOn is made when a name is first resolved on the chart's day: most charts
// are never asked.
func (t *Tree) namesOn(c *Chart) *printedNames {
	c.naming.Do(func() {
		n := printedNames{map[string][]ID{}, map[string][]ID{}, map[ID][2]words{}, map[string]Group{}}
		add := func(to map[string][]ID, key string, id ID) {
			if key != "" && !slices.Contains(to[key], id) {
				to[key] = append(to[key], id)
			}
		}
		for _, id := range c.order {
			name := t.bodies[id].nameOn(c.Day)
			both := [2]words{wordsOf(name.Full), wordsOf(name.Short)}
			n.names[id] = both
			for _, ws := range both {
				add(n.whole, ws.key(), id)
				add(n.plain, ws.withoutHead().key(), id)
			}
		}
		for _, g := range t.Groups(c.Day) {
			for _, p := range g.printed() {
				n.groups[groupName(p)] = g
			}
		}
		c.names = n
	})
	return &c.names
}

// A query is a name being resolved.
type query struct {
	*Tree
	chart    *Chart
	issuer   ID
	province ID // of the issuer, "" for none
	index    *printedNames
}

// named looks for the body that bears a name.
func (q query) named(want words, index map[string][]ID, fits func(*Body) bool) Resolution {
	var found, other []ID
	for _, id := range index[want.key()] {
		if !fits(q.bodies[id]) {
			continue
		}
		if q.agrees(want, id) && q.near(id, want) {
			found = append(found, id)
		} else {
			other = append(other, id)
		}
	}
	if len(found) == 0 {
		return asked(other)
	}
	return q.nearest(found, "name")
}

// agrees says whether the marks of want are those of one of the body's names.
func (q query) agrees(want words, id ID) bool {
	for _, name := range q.index.names[id] {
		for _, n := range []words{name, name.withoutHead()} {
			if len(n) == len(want) && want.agrees(n) {
				return true
			}
		}
	}
	return false
}

// near says whether a document of the issuer can mean the body by that name: a
// body of another province is called by that province's name.
func (q query) near(id ID, want words) bool {
	of := q.Root(q.chart, id, Province)
	if of == "" || q.province == "" || of == q.province {
		return true
	}
	proper := properName(q.index.names[of][0])
	return proper != "" && strings.HasSuffix(" "+want.key(), " "+proper)
}

var committees = phrases("tỉnh uỷ", "thành uỷ", "đảng uỷ xã", "đảng uỷ phường", "đảng uỷ đặc khu", "uỷ ban nhân dân tỉnh", "uỷ ban nhân dân thành phố")

// properName is the name of a locality in the name of its committee.
func properName(committee words) string {
	for _, kind := range committees {
		if rest, ok := committee.cut(kind); ok {
			return rest.key()
		}
	}
	return ""
}

// local looks inside the issuer's locality for the one body whose name begins
// with what is printed, and goes on with the locality only: a commune's plan
// says "Văn phòng Đảng uỷ" and means its own.
func (q query) local(want words, fits func(*Body) bool) Resolution {
	for _, root := range []ID{q.locality(q.issuer, q.chart), q.province} {
		if root == "" {
			continue
		}
		var found []ID
		for _, id := range q.chart.Subtree(root) {
			name := q.index.names[id][0].withoutHead()
			if len(name) > len(want) && want.agrees(name) && fits(q.bodies[id]) {
				found = append(found, id)
			}
		}
		if len(found) == 0 {
			continue
		}
		r := q.nearest(found, "local")
		if r.Clear() && !q.restIsPlace(want, r.Bodies[0]) {
			return asked(found)
		}
		return r
	}
	return Resolution{}
}

// placeWords begin what a document leaves out of a name, where that says of
// which locality the body is; the first ones also end what it then prints.
var placeWords = phrases("tỉnh", "thành phố", "xã", "phường", "đặc khu", "huyện", "quận", "thị xã", "thị trấn", "đảng uỷ", "tỉnh uỷ", "thành uỷ", "huyện uỷ")

// restIsPlace says whether what the name of a body has beyond want is its
// locality.
func (q query) restIsPlace(want words, id ID) bool {
	rest := q.index.names[id][0].withoutHead()[len(want):]
	for _, p := range placeWords {
		if _, ok := rest.cut(p); ok || want.ends(p) {
			return true
		}
	}
	for _, tier := range []Tier{Province, Commune} {
		if root := q.Root(q.chart, id, tier); root != "" && rest.key() == properName(q.index.names[root][0]) {
			return true
		}
	}
	return false
}

// nearest keeps of several bodies the one that shares the longest chain of
// superiors with the issuer and stands highest.
func (q query) nearest(found []ID, how string) Resolution {
	if len(found) == 1 {
		return Resolution{Bodies: found, How: how}
	}
	chain := append(q.chart.Chain(q.issuer), q.issuer)
	best, score := []ID(nil), -1<<31
	for _, b := range found {
		shared := 0
		for i, up := range append(q.chart.Chain(b), b) {
			if i >= len(chain) || chain[i] != up {
				break
			}
			shared++
		}
		s := shared*64 - q.chart.Depth(b)
		switch {
		case s > score:
			best, score = []ID{b}, s
		case s == score:
			best = append(best, b)
		}
	}
	if len(best) == 1 {
		return Resolution{Bodies: best, How: "nearest"}
	}
	return asked(best)
}

// shown is how many bodies a person is asked about.
const shown = 20

func asked(could []ID) Resolution { return Resolution{Candidates: could[:min(len(could), shown)]} }

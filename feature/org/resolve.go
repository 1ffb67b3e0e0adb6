package org

import (
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/viet"
)

// A Resolution is what a printed name of a body or group stands for.
type Resolution struct {
	Bodies     []ID   // the bodies meant, in list order; empty if it is not clear
	Group      string // the group's name, where the name is one of a group
	Candidates []ID   // what it could mean, if it could mean several
	How        string // the rule, machine-readable: "name", "nearest", "local", "group"
}

// Clear says whether the name stands for something definite.
func (r Resolution) Clear() bool { return len(r.Bodies) > 0 }

// Resolve finds the bodies that a document of issuer means by a printed name
// on day: "Sở Tài chính", "UBND xã", "đảng uỷ các xã, phường". A name that
// several bodies bear means the one nearest to the issuer; where two are
// equally near it stays open, and a person is asked.
func (t *Tree) Resolve(printed string, issuer ID, day civil.Date) Resolution {
	want := plainName(printed)
	if want == "" {
		return Resolution{}
	}
	c := t.Chart(day)
	if g, ok := t.groupLike(want, day); ok {
		if r := t.expandFor(g, issuer, c); r.Clear() {
			return r
		}
	}
	for _, name := range variants(want) {
		if r := t.named(name, issuer, c); r.Clear() || len(r.Candidates) > 0 {
			return r
		}
	}
	for _, name := range variants(want) {
		if r := t.local(name, issuer, c); r.Clear() || len(r.Candidates) > 0 {
			return r
		}
	}
	return Resolution{}
}

// Words that name the head of a body, who stands for it.
var headWords = []string{
	"dong chi ", "cac dong chi ", "thu truong ", "nguoi dung dau ", "chu tich ", "giam doc ", "truong ", "bi thu ", "chanh van phong ",
	"ban thuong vu ", "thuong truc ", "co quan ", "tap the ", "lanh dao ",
}

// abbreviated are abbreviations in the printed names of bodies.
var abbreviated = map[string]string{
	"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc", "ubmttq": "uy ban mat tran to quoc",
	"ubkt": "uy ban kiem tra", "btv": "ban thuong vu", "bch": "ban chap hanh", "tx": "thi xa", "tp": "thanh pho", "vn": "viet nam",
	"ldld": "lien doan lao dong", "lhpn": "lien hiep phu nu", "ccb": "cuu chien binh", "tncs": "thanh nien cong san", "tnch": "thanh nien cong hoa",
	"vp": "van phong", "qs": "quan su", "gddt": "giao duc va dao tao", "gd&dt": "giao duc va dao tao", "khcn": "khoa hoc va cong nghe",
	"kh&cn": "khoa hoc va cong nghe", "nn&mt": "nong nghiep va moi truong", "nnmt": "nong nghiep va moi truong", "vhttdl": "van hoa the thao va du lich",
}

// plainName folds a name to words without punctuation, heads and
// abbreviations, so that "UBND các xã, phường" and "Uỷ ban nhân dân các xã và
// phường" can be compared.
func plainName(printed string) string {
	folded := viet.Fold(viet.NFC(printed))
	for again := true; again; {
		again = false
		for _, h := range headWords {
			if rest, ok := strings.CutPrefix(folded, h); ok && len(rest) > 3 && !isWholeName(folded) {
				folded, again = rest, true
			}
		}
	}
	words := strings.FieldsFunc(folded, func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '&')
	})
	out := words[:0:0]
	for _, w := range words {
		if full, ok := abbreviated[w]; ok {
			w = full
		}
		if w != "va" {
			out = append(out, w)
		}
	}
	return strings.ReplaceAll(strings.Join(out, " "), " va ", " ")
}

// isWholeName keeps "Trường Chính trị" and "Thường trực" style names, in which
// what looks like a head is part of the name.
func isWholeName(folded string) bool {
	for _, p := range []string{"truong chinh tri", "truong dai hoc", "truong cao dang", "truong trung hoc", "truong tieu hoc", "truong mam non", "truong thpt", "truong thcs"} {
		if strings.HasPrefix(folded, p) {
			return true
		}
	}
	return false
}

// variants returns the name, and the name without the locality that a
// document adds or leaves out.
func variants(name string) []string {
	out := []string{name}
	for _, suffix := range []string{" tinh", " tinh uy", " thanh pho", " thanh uy", " xa", " phuong", " dang uy"} {
		if cut, ok := strings.CutSuffix(name, suffix); ok && strings.Count(cut, " ") >= 1 {
			out = append(out, cut)
		}
	}
	return out
}

func (t *Tree) groupLike(want string, day civil.Date) (Group, bool) {
	for _, g := range t.groups {
		if !g.Contains(day) {
			continue
		}
		if groupName(g.Name) == groupName(want) || slices.ContainsFunc(g.Aliases, func(a string) bool { return groupName(a) == groupName(want) }) {
			return g, true
		}
	}
	return Group{}, false
}

// groupName drops the words that only say that several are meant.
func groupName(name string) string {
	words := slices.DeleteFunc(strings.Fields(plainName(name)), func(w string) bool { return w == "cac" || w == "nhung" })
	return strings.Join(words, " ")
}

// expandFor expands g where the issuer rules; a group that has no member
// there is looked for in the whole locality of the issuer.
func (t *Tree) expandFor(g Group, issuer ID, c *Chart) Resolution {
	for _, root := range []ID{issuer, t.locality(issuer, c), ""} {
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

func (t *Tree) named(want string, issuer ID, c *Chart) Resolution {
	return t.nearest(t.printed(c).bodies[want], issuer, c, "name")
}

// printedNames finds the bodies of a day by their plain names.
type printedNames struct {
	bodies map[string][]ID // by full and by short name
	full   map[ID]string
}

// printed is made when a name is first resolved on the chart's day: most
// charts are never asked.
func (t *Tree) printed(c *Chart) *printedNames {
	c.naming.Do(func() {
		c.names = printedNames{map[string][]ID{}, map[ID]string{}}
		for _, id := range c.order {
			n := t.bodies[id].nameOn(c.Day)
			full, short := plainName(n.Full), plainName(n.Short)
			c.names.full[id] = full
			c.names.bodies[full] = append(c.names.bodies[full], id)
			if short != full {
				c.names.bodies[short] = append(c.names.bodies[short], id)
			}
		}
	})
	return &c.names
}

// local looks inside the issuer's locality for the one body whose name begins
// with what is printed: a commune's plan says "Văn phòng Đảng uỷ" and means
// its own.
func (t *Tree) local(want string, issuer ID, c *Chart) Resolution {
	for _, root := range []ID{t.locality(issuer, c), t.Root(c, issuer, Province)} {
		if root == "" {
			continue
		}
		var found []ID
		for _, id := range c.Subtree(root) {
			if strings.HasPrefix(t.printed(c).full[id], want+" ") {
				found = append(found, id)
			}
		}
		if len(found) > 0 {
			return t.nearest(found, issuer, c, "local")
		}
	}
	return Resolution{}
}

// nearest keeps of several bodies the one that shares the longest chain of
// superiors with the issuer and stands highest.
func (t *Tree) nearest(found []ID, issuer ID, c *Chart, how string) Resolution {
	if len(found) == 0 {
		return Resolution{}
	}
	if len(found) == 1 {
		return Resolution{Bodies: found, How: how}
	}
	chain := append(c.Chain(issuer), issuer)
	best, score := []ID(nil), -1<<31
	for _, b := range found {
		shared := 0
		for i, up := range append(c.Chain(b), b) {
			if i >= len(chain) || chain[i] != up {
				break
			}
			shared++
		}
		s := shared*64 - c.Depth(b)
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
	const shown = 20
	return Resolution{Candidates: best[:min(len(best), shown)]}
}

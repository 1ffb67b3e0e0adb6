package doc

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
)

// Names. A citation calls its document by one name; a document answers to
// several. They meet where the names are equal:
//
//	"s:28/nqtw"                   number and symbol
//	"n:resolution:21:2026-01-15"  a number alone, with its type and its day
//	"p:5/10"                      a plenum of the Central Committee
//	"t:law dat dai"               type and title
//
// A number alone is that of thousands of documents, so the day stands in the
// name: without the whole day, "n:resolution:21:", it means none for certain.
//
// A name does not yet tell a document; [fit] compares what else is told.

// nameOf returns the name by which c calls its document, "" where its words
// tell too little ever to find it.
func nameOf(c citation.Citation) string {
	switch c.By {
	case citation.BySymbol:
		return "s:" + c.Symbol.Key()
	case citation.ByNumber:
		day, _ := c.Date.Civil()
		return bareName(Of(c.Type), c.Symbol.Number, day)
	case citation.ByPlenum:
		return "p:" + strconv.Itoa(c.Plenum.No) + "/" + strconv.Itoa(c.Plenum.Term)
	case citation.ByLaw, citation.ByName, citation.ByCongress:
		if key := c.Key(); key != "" {
			return "t:" + key
		}
	}
	return ""
}

// bareName returns the name of a number alone; the zero day stands for one that
// is not told.
func bareName(t Type, number string, day civil.Date) string {
	return "n:" + string(t) + ":" + plainNumber(number) + ":" + day.String()
}

// plainNumber returns a number as it is the same however it is printed: 07 is 7.
func plainNumber(number string) string { return strings.TrimLeft(viet.Fold(number), "0") }

// names returns every name the document answers to.
func (m *Metadata) names() []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	if sym, ok := citation.ParseSymbol(m.Symbol); ok {
		add("s:" + sym.Key())
	}
	if m.Number != "" {
		add(bareName(m.Type, m.Number, m.IssuedOn))
	}
	for _, called := range append([]string{m.Type.Title().For(text.Vietnamese) + " " + m.Subject, m.Subject}, m.Aliases...) {
		for _, c := range citation.Find(called) {
			if c.Start == 0 && c.By != citation.BySymbol && c.By != citation.ByNumber {
				add(nameOf(c))
			}
		}
	}
	return out
}

// A described document is what a citation tells of its document, or what the
// register knows of one.
type described struct {
	Type   Type // "" where not told
	Date   citation.Date
	Issuer string // as printed
	Bare   bool   // named by a number without symbol
}

// A verdict tells whether a citation and a document may be the same.
type verdict uint8

const (
	no      verdict = iota
	against         // the same name, but something contradicts
	loosely         // nothing contradicts, and nothing beside the name agrees
	yes             // the date or the issuer agrees, nothing contradicts
)

// fit compares a citation with a document, or two citations, of equal names.
// The doubt tells what contradicts. Two days of one symbol more than a year
// apart are two series; so are two bodies that share a code.
func fit(c, d described) (verdict, Doubt) {
	if c.Type != "" && d.Type != "" && c.Type != d.Type {
		return no, NoDoubt
	}
	sameDay, days := compareDates(c.Date, d.Date)
	sameBody, sameOrgan := compareIssuers(c.Issuer, d.Issuer)
	told := c.Issuer != "" && d.Issuer != ""
	switch {
	case told && !sameBody, days == no, c.Bare && (days != yes || !sameDay):
		return no, NoDoubt
	case days == against:
		return against, OtherDate
	case told && !sameOrgan:
		return against, OtherIssuer
	case days == yes && sameDay, told:
		return yes, NoDoubt
	}
	return loosely, NoDoubt
}

// compareDates compares as far as both tell. sameDay says that both tell the
// whole day and agree.
func compareDates(a, b citation.Date) (sameDay bool, v verdict) {
	da, wholeA := a.Civil()
	db, wholeB := b.Civil()
	switch {
	case a.IsZero() || b.IsZero() || a.Year == 0 || b.Year == 0:
		return false, loosely
	case wholeA && wholeB && da == db:
		return true, yes
	case wholeA && wholeB:
		if apart := da.Sub(db); apart > 366 || apart < -366 {
			return false, no
		}
		return false, against
	case a.Year != b.Year:
		return false, no
	case a.Month != 0 && b.Month != 0 && a.Month != b.Month:
		return false, against
	}
	return false, yes
}

// dateOf returns a day as citations write it.
func dateOf(d civil.Date) citation.Date {
	return citation.Date{Year: d.Year, Month: d.Month, Day: d.Day}
}

// parseDate reads what [citation.Date.String] wrote.
func parseDate(s string) (d citation.Date) {
	part := func(from, to int) int {
		if len(s) < to {
			return 0
		}
		n, _ := strconv.Atoi(s[from:to])
		return n
	}
	return citation.Date{Year: part(0, 4), Month: time.Month(part(5, 7)), Day: part(8, 10)}
}

// compareIssuers compares two printed issuers. One body issues through several
// organs: the Standing Committee and the Executive Committee of one provincial
// committee number in one series. A name may be short for another ("Tỉnh uỷ"
// in a document of that province).
func compareIssuers(a, b string) (sameBody, sameOrgan bool) {
	organA, bodyA := splitIssuer(a)
	organB, bodyB := splitIssuer(b)
	sameBody = bodyA == bodyB || strings.HasPrefix(bodyA, bodyB+" ") || strings.HasPrefix(bodyB, bodyA+" ") || bodyA == "" || bodyB == ""
	return sameBody, organA == organB || organA == "" || organB == ""
}

// splitIssuer parts a printed issuer into its organ and the body it is one of,
// both folded.
func splitIssuer(s string) (organ, body string) {
	body = strings.Join(strings.FieldsFunc(viet.Fold(viet.NFC(s)), func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }), " ")
	body = ofTerm.ReplaceAllString(body, "")
	for _, o := range organs {
		if rest, ok := strings.CutPrefix(body+" ", o.words+" "); ok {
			organ, body = o.organ, strings.TrimSpace(o.body+" "+rest)
			break
		}
	}
	for _, r := range sameWords {
		if rest, ok := strings.CutPrefix(body+" ", r[0]+" "); ok {
			body = strings.TrimSpace(r[1] + " " + rest)
			break
		}
	}
	return organ, body
}

// ofTerm is the term that some issuers are printed with: "khoá XIII".
var ofTerm = regexp.MustCompile(` (khoa|nhiem ky) [ivxlc0-9]+( .*)?$`)

// organs lists how organs of one body are printed; longer words first.
var organs = []struct{ words, organ, body string }{
	{"ban chap hanh trung uong dang cong san viet nam", "executive", "trung uong"},
	{"ban chap hanh trung uong dang", "executive", "trung uong"},
	{"ban chap hanh trung uong", "executive", "trung uong"},
	{"ban chap hanh dang bo", "executive", ""},
	{"ban chap hanh", "executive", ""},
	{"ban thuong vu", "standing", ""},
	{"thuong truc", "permanent", ""},
	{"bo chinh tri", "politburo", "trung uong"},
	{"ban bi thu", "secretariat", "trung uong"},
	{"uy ban nhan dan", "committee", "chinh quyen"},
	{"ubnd", "committee", "chinh quyen"},
	{"hoi dong nhan dan", "council", "hoi dong"},
	{"hdnd", "council", "hoi dong"},
	{"thu tuong chinh phu", "prime minister", "chinh phu"},
	{"thu tuong", "prime minister", "chinh phu"},
	{"chinh phu", "government", "chinh phu"},
}

// sameWords lists words for one body.
var sameWords = [][2]string{
	{"tinh uy", "tinh"}, {"thanh uy", "thanh pho"}, {"dang uy", ""}, {"dang bo", ""}, {"tw", "trung uong"},
}

// A candidate is a registered document that a citation may mean.
type candidate struct {
	described
	ID     ID
	Body   org.ID
	Issued civil.Date
}

// A citing document is where a citation stands.
type citing struct {
	ID     ID
	Issued civil.Date
	// Near says whether the issuer of a document stands in the same body, above
	// it, or outside the tree: whose "12-KH/ĐU" is meant where nothing is told.
	Near func(issuer org.ID) bool
}

// A decision is where a citation leads.
type decision struct {
	State State
	To    ID
	Doubt Doubt
	// Candidates are the documents a person may choose from, with what speaks
	// against each.
	Candidates []doubted
}

type doubted struct {
	ID    ID
	Doubt Doubt
}

// decide finds out which of the documents of equal name a citation means. One
// that agrees in date or issuer is taken over those that do not; several of
// them, or none while others contradict, are left to a person.
func decide(c described, from citing, all []candidate) decision {
	var sure, loose, contrary []doubted
	for _, d := range all {
		if d.ID == from.ID {
			continue
		}
		switch v, doubt := fit(c, d.described); v {
		case yes:
			sure = append(sure, doubted{d.ID, SeveralFit})
		case loosely:
			if d.Issued.After(from.Issued) {
				continue // nobody cites what is not there yet
			}
			doubt = TooLittle
			if from.Near(d.Body) {
				doubt = SeveralFit
			}
			loose = append(loose, doubted{d.ID, doubt})
		case against:
			contrary = append(contrary, doubted{d.ID, doubt})
		}
	}
	near := slices.DeleteFunc(slices.Clone(loose), func(d doubted) bool { return d.Doubt == TooLittle })
	switch {
	case len(sure) == 1:
		return decision{State: Settled, To: sure[0].ID}
	case len(sure) > 1:
		return decision{State: Doubtful, Doubt: SeveralFit, Candidates: sure}
	case len(near) == 1 && len(contrary) == 0:
		return decision{State: Settled, To: near[0].ID}
	case len(loose) == 0 && len(contrary) == 0:
		return decision{State: Waiting}
	}
	doubts := append(loose, contrary...)
	d := decision{State: Doubtful, Doubt: doubts[0].Doubt, Candidates: doubts}
	if len(near) > 1 {
		d.Doubt = SeveralFit
	}
	return d
}

// citedOtherwise says whether two citations of one name, neither of which is
// registered, tell of one document and contradict each other.
func citedOtherwise(a, b described) bool {
	if a.Issuer == "" || b.Issuer == "" {
		return false
	}
	v, _ := fit(a, b)
	return v == against
}

// Package doc is the register of documents: what was issued by whom, how the
// documents hang together, and what a resolution led to.
//
// A document (văn bản) is known by issuer, type, number and date. Its symbol
// is kept as printed beside the type, because symbols do not tell types apart
// (QĐ is decision and regulation) and do not name a document: Party numbers
// restart with each committee term for each type (HD 36-HD/VPTW), State
// numbers with each calendar year (Nghị định 30/2020/NĐ-CP), and thousands of
// bodies share a code such as ĐU. When numbers begin again is a rule (rule.go),
// and the year or term follows from the date, so neither is stored. Gaps in a series are legitimate, secret documents share
// it, and nothing here counts or shows them.
//
// A link says in which way one document refers to another, in the sense of
// the European Legislation Identifier (ELI). It leads to a registered document
// or stands for one known only by its citation; such a link waits, and settles
// by itself when the document is registered (rules in match.go). Where several
// documents fit, or dates or issuers contradict each other, the citation and
// all candidates are kept and the link is doubtful until a person decides.
// What amends, replaces or repeals a document is shown with its effect on the
// time in force; the text and the dates of the document stay as they are.
//
// A duty obliges a body to issue a document of its own that implements this
// one, by a day.
//
// Who may see a document is told by its audience: bodies whose people, above
// and below, may see it. One for internal circulation is seen by the bodies of
// the audience and those above them only.
package doc

import (
	"slices"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
)

// An ID identifies a document for ever.
type ID string

// Address returns the page of the document.
func (d ID) Address() string { return "/documents/" + string(d) }

// Metadata is what stands on a document and in the register about it.
type Metadata struct {
	Body     org.ID         `json:"body,omitempty"` // who issued it; "" for a body that is not in the tree
	Issuer   string         `json:"issuer"`         // who issued it, as printed: "Ban Thường vụ Tỉnh uỷ"
	Type     Type           `json:"type"`
	Regime   org.Regime     `json:"regime"`
	Number   string         `json:"number"` // as printed: "08", "30c"; "" for a document without one
	Symbol   string         `json:"symbol"` // number and symbol as printed: "08-KH/ĐU"
	IssuedOn civil.Date     `json:"issued_on"`
	Place    string         `json:"place,omitempty"`
	Subject  string         `json:"subject"`          // trích yếu
	Signer   string         `json:"signer,omitempty"` // as printed
	Post     string         `json:"post,omitempty"`   // of the signer, as printed
	Urgency  Urgency        `json:"urgency,omitempty"`
	Internal bool           `json:"internal,omitempty"` // for internal circulation
	InForce  civil.Interval `json:"in_force"`           // as the document itself says
	Aliases  []string       `json:"aliases,omitempty"`  // other names: "Nghị quyết Trung ương 5 khoá X"
	Audience []org.ID       `json:"audience"`
}

// A Document is one document of the register.
type Document struct {
	ID      ID
	Owner   org.ID // in whose register it stands
	Version int64
	Metadata
	NumberedBy string // the version of the rule by which the register gave the number; "" for a printed one
	Files      []File
}

// Title returns type, symbol and subject in one line, as search finds it.
func (d *Document) Title() string {
	s := d.Type.Title().For(text.Vietnamese)
	if d.Symbol != "" {
		s += " " + d.Symbol
	}
	return s + " " + d.Subject
}

// Short returns what people call the document in a line: its symbol, or its
// type and subject where it has none.
func (d *Document) Short() string {
	if d.Symbol != "" {
		return d.Symbol
	}
	return d.Type.Title().For(text.Vietnamese) + " " + d.Subject
}

// A File is a held file; its bytes are in the file store under its SHA-256.
type File struct {
	SHA256 string
	Name   string
	Media  string // media type
	Size   int64
}

// A Span is a half-open range of bytes of a document's text.
type Span struct{ Start, End int64 }

// Contains says whether o lies inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// A Part is a heading, article or item with all that stands under it. Parts
// are in the order of the text; a part's level is greater than that of the
// part it stands in.
type Part struct {
	Span
	Kind  string // as the reading of documents names it: "article", "chapter", "clause"
	Label string // as printed, without its mark: "II", "5"
	Title string
	Level int
}

// An Urgency is the mark of urgency on a document.
type Urgency string

// The marks of urgency (Nghị định 30/2020/NĐ-CP, phụ lục I).
const (
	Ordinary   Urgency = ""
	Urgent     Urgency = "urgent"
	VeryUrgent Urgency = "very_urgent"
	Flash      Urgency = "flash"
)

// Urgencies lists the marks of urgency.
func Urgencies() []Urgency { return []Urgency{Ordinary, Urgent, VeryUrgent, Flash} }

// Title returns the mark as printed, for people.
func (u Urgency) Title() text.T { return urgencyTitles[u] }

// A Relation is the way in which a document refers to another.
type Relation string

// The relations, in the sense of ELI: based_on, the legal basis (căn cứ);
// implements (thực hiện, triển khai); amends (sửa đổi); supplements (bổ sung);
// replaces (thay thế); repeals (bãi bỏ); cites, here mentions.
const (
	BasedOn     Relation = "based_on"
	Implements  Relation = "implements"
	Amends      Relation = "amends"
	Supplements Relation = "supplements"
	Replaces    Relation = "replaces"
	Repeals     Relation = "repeals"
	Mentions    Relation = "mentions"
)

// Relations lists the relations.
func Relations() []Relation {
	return []Relation{BasedOn, Implements, Amends, Supplements, Replaces, Repeals, Mentions}
}

// Title returns the relation for people, read from the citing document:
// "thực hiện".
func (r Relation) Title() text.T { return relationTitles[r] }

// Inverse returns the relation read from the cited document: "được thực hiện
// bởi".
func (r Relation) Inverse() text.T { return inverseTitles[r] }

// downward says whether a document that refers to another by r stands below
// it in the cascade.
func (r Relation) downward() bool { return r == Implements || r == BasedOn }

// A LinkID identifies a link.
type LinkID string

// A State tells how far a link has come.
type State string

// The states of a link.
const (
	Settled  State = "settled"  // it leads to a registered document
	Waiting  State = "waiting"  // nothing registered fits its citation
	Doubtful State = "doubtful" // a person has to decide
)

// A Doubt tells why a link is doubtful.
type Doubt string

// The doubts.
const (
	NoDoubt        Doubt = ""
	SeveralFit     Doubt = "several" // more than one document fits
	OtherDate      Doubt = "date"    // the same symbol, another day of the year or term
	OtherIssuer    Doubt = "issuer"  // the same symbol and body, another organ of it
	TooLittle      Doubt = "little"  // the citation tells neither date nor issuer, and the code is shared
	CitedOtherwise Doubt = "cited"   // another document cites it with another date or issuer
)

// Title returns the doubt for people.
func (d Doubt) Title() text.T { return doubtTitles[d] }

// A Link is one reference from a document to another.
type Link struct {
	ID       LinkID
	From     ID
	Relation Relation
	To       ID // "" unless settled
	State    State
	Doubt    Doubt
	Chosen   bool // a person decided where it leads
	Cited    string
	Span            // of the citing passage; empty where it was typed in
	Part     string // the part of the other document that is meant: "Điều 5"; "" for all of it
}

// A Duty obliges a body to issue a document that implements this one.
type Duty struct {
	Body  org.ID
	DueOn civil.Date
}

// A Term is a term of a committee (nhiệm kỳ), during which its series run.
type Term struct {
	Issuer  org.ID
	Ordinal string // "XVIII", "2025-2030"
	civil.Interval
}

// Permissions of the capability.
var (
	// CanSee lets a person see the documents that have their scope in the
	// audience.
	CanSee = access.Allow("doc.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanRegister lets a person enter documents into a body's register,
	// correct them, and issue the body's numbers.
	CanRegister = access.Allow("doc.register", tCanRegister, access.Office)
)

// visible says whether an actor whose rights reach roots may see a document.
// within tells whether a scope lies inside another one.
func visible(internal bool, audience []org.ID, roots []access.Scope, within func(scope, root access.Scope) bool) bool {
	for _, root := range roots {
		if root == access.Everywhere {
			return true
		}
		for _, body := range audience {
			if within(body.Scope(), root) || !internal && within(root, body.Scope()) {
				return true
			}
		}
	}
	return false
}

// An Effect is what another document does to the time in force of this one.
type Effect struct {
	By       ID
	Relation Relation // Amends, Supplements, Replaces or Repeals
	From     civil.Date
	Part     string // the part it concerns, "" for all
}

// Outcome returns the time in force of a document whose own interval is own,
// as effects change it: a document that was replaced or repealed as a whole
// is in force until the first such document takes effect. It is shown beside
// the document's own dates, never stored in their place.
func Outcome(own civil.Interval, effects []Effect) civil.Interval {
	for _, e := range effects {
		if (e.Relation == Replaces || e.Relation == Repeals) && e.Part == "" && !e.From.IsZero() &&
			(own.Until.IsZero() || e.From.Before(own.Until)) {
			own.Until = e.From
		}
	}
	return own
}

// articles returns the indices of the parts that a reader counts as articles:
// the articles of a document, or, where it has none, its parts of the second
// level, or of the first.
func articles(parts []Part) []int {
	pick := func(is func(Part) bool) (out []int) {
		for i, p := range parts {
			if is(p) {
				out = append(out, i)
			}
		}
		return out
	}
	for _, is := range []func(Part) bool{
		func(p Part) bool { return p.Kind == "article" },
		func(p Part) bool { return p.Level == 2 && p.Label != "" && p.Kind != "bullet" },
		func(p Part) bool { return p.Level == 1 },
	} {
		if out := pick(is); len(out) > 0 {
			return out
		}
	}
	return nil
}

// partNamed returns the index of the part that name means ("Điều 5", "Mục II",
// "khoản 2 Điều 5" for the clause's article), -1 for none.
func partNamed(parts []Part, name string) int {
	t := citation.Lex(name)
	for i := 0; i+1 < len(t.Tokens); i++ {
		kinds, ok := partWords[t.Tokens[i].Fold]
		if !ok {
			continue
		}
		label := t.Tokens[i+1].Fold
		if at := slices.IndexFunc(parts, func(p Part) bool {
			return slices.Contains(kinds, p.Kind) && viet.Fold(p.Label) == label
		}); at >= 0 {
			return at
		}
	}
	return -1
}

var partWords = map[string][]string{
	"dieu": {"article"}, "chuong": {"chapter"}, "phan": {"part", "heading"}, "muc": {"section", "heading", "clause"},
}

package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

// A Party is a body that a document names, with what the name stands for.
type Party struct {
	Printed string
	org.Resolution
}

// An Assessment is what is known of a task proposal besides its words.
type Assessment struct {
	Lead, Coordinating []Party
	Deadline           deadline.Deadline
	Gaps               []clarity.Reason
}

// Assess resolves the bodies and reads the deadline of a task proposal, as
// the document of issuer, of the day issued, means them.
func Assess(t *org.Tree, v Value, issuer org.ID, issued civil.Date, defaults deadline.Defaults) Assessment {
	a := Assessment{
		Lead: parties(t, v.Lead, issuer, issued), Coordinating: parties(t, v.Coordinating, issuer, issued),
		Deadline: deadline.Parse(v.Deadline, deadline.Context{Issued: issued, Defaults: defaults}),
	}
	a.Gaps = clarity.Check(clarity.Wording{Text: v.Text, Leads: len(v.Lead), Deadline: a.Deadline, Deliverable: v.Deliverable})
	return a
}

func parties(t *org.Tree, names []string, issuer org.ID, day civil.Date) []Party {
	out := make([]Party, len(names))
	for i, name := range names {
		out[i] = party(t, name, issuer, day)
	}
	return out
}

// party resolves a name that a document prints or a person typed; a person
// may also type a body's code.
func party(t *org.Tree, name string, issuer org.ID, day civil.Date) Party {
	if b, ok := t.ByCode(strings.TrimSpace(name)); ok {
		return Party{name, org.Resolution{Bodies: []org.ID{b.ID}, How: "code"}}
	}
	return Party{name, t.Resolve(name, issuer, day)}
}

// day is the date of a document value; zero where a part of it is blank.
func (v Value) day() civil.Date {
	d, err := civil.Parse(v.Date)
	if err != nil {
		return civil.Date{}
	}
	return d
}

// docType returns the register's type of a document value.
func (v Value) docType() (doc.Type, bool) {
	t, ok := citation.TypeOf(v.Type)
	return doc.Of(t), ok && slices.ContainsFunc(doc.Types(), func(i doc.TypeInfo) bool { return i.Type == doc.Of(t) })
}

// Longest texts that the register and the desks take, in characters.
const (
	longestTask  = 4000
	longestTitle = 2000
	longestWords = 500
	longestLine  = 300
)

// obstacles returns why a proposal cannot be accepted as it stands: what a
// person has to say first, field by field.
func (b *Bench) obstacles(p Proposal, today civil.Date) fault.Fields {
	var wrong fault.Fields
	tooLong := func(field, s string, most int) {
		if utf8.RuneCountInString(s) > most {
			wrong.Add(field, tTooLong, most)
		}
	}
	v := p.Value
	switch p.Kind {
	case Document:
		if _, ok := v.docType(); !ok {
			wrong.Add("type", tTypeMissing)
		}
		if _, ok := citation.ParseSymbol(v.Symbol); v.Symbol != "" && !ok {
			wrong.Add("symbol", tSymbolWrong, v.Symbol)
		}
		wrong = append(wrong, b.issuerFaults(v)...)
		switch {
		case b.Issued.IsZero():
			wrong.Add("date", tDateMissing)
		case b.Issued.After(today):
			wrong.Add("date", tDateLater)
		}
		if v.Title == "" {
			wrong.Add("title", tTitleMissing)
		}
		tooLong("title", v.Title, longestTitle)
		tooLong("issuer", v.Issuer, longestLine)
		tooLong("place", v.Place, longestLine)
		tooLong("signer", v.Signer, longestLine)
	case Task:
		if v.Text == "" {
			wrong.Add("text", tTextMissing)
		}
		tooLong("text", v.Text, longestTask)
		wrong = append(wrong, b.leadFaults(b.Task(p))...)
		tooLong("deadline", v.Deadline, longestWords)
		tooLong("deliverable", v.Deliverable, longestWords)
		tooLong("accountable", v.Accountable, longestWords)
	case Reference:
		if _, ok := citation.ParseSymbol(v.Symbol); p.Touched() && v.Symbol != "" && !ok {
			wrong.Add("symbol", tSymbolWrong, v.Symbol)
		}
		if p.Touched() && v.Symbol == "" && v.Title == "" {
			wrong.Add("title", tReferenceMissing)
		}
	}
	return wrong
}

// issuerFaults asks for the issuer where it is missing or may be several
// bodies. One outside the tree is not asked about: most are above it.
func (b *Bench) issuerFaults(v Value) (wrong fault.Fields) {
	switch open := b.Issuer.Candidates; {
	case v.Issuer == "":
		wrong.Add("issuer", tIssuerMissing)
	case len(b.Issuer.Bodies) > 1:
		wrong.Add("issuer", tIssuerOpen, v.Issuer, b.listed(b.Issuer.Bodies))
	case len(open) > 0:
		wrong.Add("issuer", tIssuerOpen, v.Issuer, b.listed(open))
	case len(b.Issuer.Bodies) == 1 && !b.Issued.IsZero():
		if body, _ := b.Tree.Body(b.Issuer.Bodies[0]); !body.Contains(b.Issued) {
			wrong.Add("issuer", tIssuerNotThen, body.NameOn(b.Issued), b.Issued.Vietnamese())
		}
	}
	return wrong
}

func (b *Bench) leadFaults(a Assessment) (wrong fault.Fields) {
	if len(a.Lead) == 0 {
		wrong.Add("lead", tLeadMissing)
	}
	for _, p := range a.Lead {
		switch {
		case p.Clear():
		case len(p.Candidates) > 0:
			wrong.Add("lead", tLeadOpen, p.Printed, b.listed(p.Candidates))
		default:
			wrong.Add("lead", tLeadUnknown, p.Printed)
		}
	}
	return wrong
}

// listed names bodies with their codes, for a person to choose from.
func (b *Bench) listed(ids []org.ID) string {
	const most = 6
	var out []string
	for _, c := range ids[:min(len(ids), most)] {
		body, _ := b.Tree.Body(c)
		out = append(out, fmt.Sprintf("%s (%s)", body.NameOn(b.asOf()), body.Code))
	}
	if len(ids) > most {
		out = append(out, "…")
	}
	return strings.Join(out, "; ")
}

// names returns texts in normal form without empty ones.
func names(in []string) []string {
	var out []string
	for _, s := range in {
		if s = clean(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// normal puts typed texts in order.
func (v Value) normal() Value {
	for _, s := range []*string{&v.Symbol, &v.Issuer, &v.Place, &v.Title, &v.Signer, &v.Text, &v.Accountable, &v.Deadline, &v.Deliverable} {
		*s = clean(*s)
	}
	v.Lead, v.Coordinating = names(v.Lead), names(v.Coordinating)
	return v
}

// gapTitles say what a task lacks.
var gapTitles = map[clarity.Reason]text.T{
	clarity.NoOwner:       text.New("Chưa rõ cơ quan chủ trì", "No lead body"),
	clarity.NoDeadline:    text.New("Chưa có thời hạn", "No deadline"),
	clarity.OpenDeadline:  text.New("Thời hạn không xác định được ngày", "Deadline names no day"),
	clarity.NoDeliverable: text.New("Chưa rõ sản phẩm", "No deliverable"),
	clarity.VagueVerb:     text.New("Chỉ nêu chung chung", "Only general words"),
}

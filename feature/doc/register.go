package doc

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
	"quyet/feature/search"
)

// A NewDocument is what is needed to register a document.
type NewDocument struct {
	Owner org.ID // in whose register; the body the actor acts for, if empty
	Metadata
	TakeNumber bool // give it the next free number of its issuer's series; of the owner's, where no issuer is told

	Files  []File
	Text   string // canonical text, for search and for the passages that links and tasks point to
	Parts  []Part
	Links  []NewLink
	Duties []Duty
}

// Longest texts, in characters.
const (
	maxLine    = 300
	maxSubject = 2000
)

// A Duplicate is the cause of the Conflict fault for a document that is in
// the register already: the page links to it.
type Duplicate struct{ ID ID }

func (d *Duplicate) Error() string { return "the same document is registered as " + string(d.ID) }

// Register enters a document into a body's register. Citations that waited
// for it lead to it from now on. Number, regime, type and issuer may be left
// out where the symbol tells them.
//
// The actor needs [CanRegister] on the owner, and on the issuer where a number
// is taken. Faults: Invalid for what is missing or wrong, Conflict (because of
// a [*Duplicate]) for issuer, type, number and date that are there already.
func Register(ctx context.Context, u *work.Unit, n NewDocument) (ID, error) {
	if n.Owner == "" {
		n.Owner = org.ID(u.Actor.Body)
	}
	if err := u.Check(CanRegister, n.Owner.Scope()); err != nil {
		return "", err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return "", err
	}
	if _, ok := tree.Body(n.Owner); !ok {
		return "", fault.At("owner", tOwnerMissing)
	}
	d := &Document{ID: id.New[ID](), Owner: n.Owner, Version: 1, Metadata: n.Metadata, Files: n.Files}
	if n.TakeNumber {
		if clean(d.Symbol) != "" || clean(d.Number) != "" {
			return "", fault.At("symbol", tTakeOrType)
		}
		if d.Body == "" && clean(d.Issuer) == "" {
			d.Body = d.Owner
		}
	}
	if err := d.tidy(tree, u.Today); err != nil {
		return "", err
	}
	if n.TakeNumber {
		if err := d.takeNumber(ctx, u, tree); err != nil {
			return "", err
		}
	}
	if len(d.Audience) == 0 {
		d.Audience = []org.ID{d.Owner}
		if d.Body != "" && d.Body != d.Owner && !tree.Within(d.Body.Scope(), d.Owner.Scope()) && u.Actor.May(CanSee, d.Body.Scope()) {
			d.Audience = append(d.Audience, d.Body)
		}
	}
	if err := contentFaults(n).Err(); err != nil {
		return "", err
	}
	if err := refuseDuplicate(ctx, u, d); err != nil {
		return "", err
	}
	if err := d.insert(ctx, u, n); err != nil {
		return "", fmt.Errorf("register document: %w", err)
	}
	told := d.Metadata
	told.Signer = "" // an event holds no person's name
	if err := u.RecordMany(ctx, []work.Event{{Kind: "doc.registered", Subject: string(d.ID), First: true}}, []any{told}); err != nil {
		return "", err
	}
	if err := addLinks(ctx, u, d, n.Links); err != nil {
		return "", err
	}
	if len(n.Duties) > 0 {
		if err := setDuties(ctx, u, tree, d, n.Duties); err != nil {
			return "", err
		}
	}
	return d.ID, settle(ctx, u, tree, d, d.names(), namesOf(n.Links))
}

// tidy puts what was typed in normal form and returns the faults in it.
func (d *Document) tidy(tree *org.Tree, today civil.Date) error {
	for _, s := range []*string{&d.Issuer, &d.Number, &d.Symbol, &d.Place, &d.Subject, &d.Signer, &d.Post} {
		*s = clean(*s)
	}
	d.Number = strings.ToLower(d.Number)
	for i := range d.Aliases {
		d.Aliases[i] = clean(d.Aliases[i])
	}
	d.Aliases = slices.DeleteFunc(d.Aliases, func(s string) bool { return s == "" })
	slices.Sort(d.Audience)
	d.Audience = slices.Compact(d.Audience)
	var wrong fault.Fields
	d.tidySymbol(tree, &wrong)
	d.issuerFaults(tree, &wrong)
	// The regime follows from symbol or issuer: asked where those are right.
	if known := d.Regime == org.PartyRegime || d.Regime == org.StateRegime; !known && !says(wrong, "issuer") && !says(wrong, "symbol") {
		wrong.Add("regime", tRegimeUnknown)
	}
	switch {
	case d.IssuedOn.IsZero():
		wrong.Add("issued_on", tDateMissing)
	case d.IssuedOn.After(today):
		wrong.Add("issued_on", tDateLater)
	}
	if d.Subject == "" {
		wrong.Add("subject", tSubjectMissing)
	}
	if utf8.RuneCountInString(d.Subject) > maxSubject {
		wrong.Add("subject", tTooLong, maxSubject)
	}
	for name, s := range map[string]string{"issuer": d.Issuer, "symbol": d.Symbol, "place": d.Place, "signer": d.Signer, "post": d.Post} {
		if utf8.RuneCountInString(s) > maxLine {
			wrong.Add(name, tTooLong, maxLine)
		}
	}
	if !d.InForce.Valid() {
		wrong.Add("until", tInForceWrong)
	}
	if !slices.Contains(Urgencies(), d.Urgency) {
		wrong.Add("urgency", tUrgencyUnknown)
	}
	for _, b := range d.Audience {
		if _, ok := tree.Body(b); !ok {
			wrong.Add("audience", tOwnerMissing)
		}
	}
	return wrong.Err()
}

// tidySymbol reads out of the symbol what was not given: the number and the
// regime and, where the symbol leaves no doubt, the type and the issuer.
func (d *Document) tidySymbol(tree *org.Tree, wrong *fault.Fields) {
	if d.Symbol != "" {
		sym, ok := citation.ParseSymbol(d.Symbol)
		switch {
		case !ok:
			wrong.Add("symbol", tSymbolWrong, d.Symbol)
			return
		case d.Number == "":
			d.Number = strings.ToLower(sym.Number)
		case plainNumber(sym.Number) != plainNumber(d.Number):
			wrong.Add("number", tSymbolNumber, d.Symbol, d.Number)
		}
		if d.Regime == "" {
			d.Regime = org.StateRegime
			if sym.Regime == citation.Party {
				d.Regime = org.PartyRegime
			}
		}
		d.typeFrom(sym, wrong)
		d.issuerFrom(tree, sym, wrong)
	}
	if _, ok := info(d.Type); !ok && !says(*wrong, "type") {
		wrong.Add("type", tTypeUnknown)
	}
	if _, ok := ParseNumber(d.Number); d.Number != "" && !ok {
		wrong.Add("number", tNumberWrong)
	}
}

// says tells whether a field is found wrong already.
func says(wrong fault.Fields, field string) bool {
	return slices.ContainsFunc(wrong, func(f *fault.Fault) bool { return f.Field == field })
}

// typeFrom takes over the type that the symbol's code stands for. QĐ of the
// Party is decision and regulation; then the person is asked.
func (d *Document) typeFrom(sym citation.Symbol, wrong *fault.Fields) {
	if d.Type != "" {
		return
	}
	switch fit := typesCoded(sym.Type, d.Regime); len(fit) {
	case 0:
	case 1:
		d.Type = fit[0].Type
	default:
		wrong.Add("type", tTypeAsk, sym.Type, fit[0].Name, fit[1].Name)
	}
}

// issuerFrom takes over the issuer whose code ends the symbol: the body in
// whose register the document goes, if the code is its own, or the only body
// that has it. Codes such as ĐU are shared by many; then the person is asked.
func (d *Document) issuerFrom(tree *org.Tree, sym citation.Symbol, wrong *fault.Fields) {
	if d.Body != "" || d.Issuer != "" || len(sym.Organs) == 0 || d.IssuedOn.IsZero() {
		return
	}
	code := viet.Fold(sym.Organs[0])
	has := func(b *org.Body) bool { return viet.Fold(codeOn(b, d.Regime, d.IssuedOn)) == code }
	if own, ok := tree.Body(d.Owner); ok && has(own) {
		d.Body = own.ID
		return
	}
	var fit []org.ID
	for _, b := range tree.Bodies() {
		if has(b) && b.Contains(d.IssuedOn) {
			fit = append(fit, b.ID)
		}
	}
	switch len(fit) {
	case 0:
	case 1:
		d.Body = fit[0]
	default:
		wrong.Add("issuer", tIssuerAsk, sym.Organs[0])
	}
}

func (d *Document) issuerFaults(tree *org.Tree, wrong *fault.Fields) {
	body, ok := tree.Body(d.Body)
	switch {
	case says(*wrong, "issuer"):
		return
	case d.Body != "" && !ok, d.Body == "" && d.Issuer == "":
		wrong.Add("issuer", tIssuerMissing)
		return
	case !ok:
		return
	}
	if d.Issuer == "" {
		d.Issuer = body.NameOn(d.IssuedOn)
	}
	if d.Regime == "" {
		d.Regime = regimeOf(body)
	}
	if !d.IssuedOn.IsZero() && !body.Contains(d.IssuedOn) {
		wrong.Add("issued_on", tIssuerNotThen, body.NameOn(d.IssuedOn), d.IssuedOn.Vietnamese())
	}
}

// regimeOf returns the system in which a body issues its documents.
func regimeOf(b *org.Body) org.Regime {
	if b.Line == org.Party {
		return org.PartyRegime
	}
	return org.StateRegime
}

// issuerKey tells issuers apart in the natural key: a body by its identifier,
// one that is not in the tree by its name.
func (m *Metadata) issuerKey() string {
	if m.Body != "" {
		return string(m.Body)
	}
	return "~" + viet.Fold(m.Issuer)
}

// clean puts a typed text in normal form and its white space in order.
func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(s)), " ") }

// contentFaults checks what the program itself hands over beside what people
// type.
func contentFaults(n NewDocument) (wrong fault.Fields) {
	for _, f := range n.Files {
		if len(f.SHA256) != 64 || f.Size < 0 {
			wrong.Add("files", tFileWrong, f.Name)
		}
	}
	for _, p := range n.Parts {
		if p.Start < 0 || p.End < p.Start || p.End > int64(len(n.Text)) || p.Level < 1 {
			wrong.Add("parts", tPartsWrong)
			break
		}
	}
	return wrong
}

func refuseDuplicate(ctx context.Context, u *work.Unit, d *Document) error {
	n, _ := ParseNumber(d.Number)
	var same ID
	err := u.One(ctx, sameKey, []any{d.issuerKey(), d.Type, n.Serial, n.Suffix, d.IssuedOn, d.ID}, &same)
	switch {
	case errors.Is(err, db.ErrNoRow):
		return nil
	case err != nil:
		return err
	}
	if _, err := Find(ctx, &u.View, same); err != nil {
		return fault.New(fault.Conflict, tDuplicateUnseen)
	}
	return fault.New(fault.Conflict, tDuplicate, d.Short(), d.IssuedOn.Vietnamese()).Because(&Duplicate{same})
}

func (d *Document) insert(ctx context.Context, u *work.Unit, n NewDocument) error {
	if _, err := u.Exec(ctx, insertDocument, append([]any{d.ID}, d.row()...)...); err != nil {
		return err
	}
	if err := d.insertNamesAndAudience(ctx, u); err != nil {
		return err
	}
	if err := d.insertContent(ctx, u, n.Files, n.Text, n.Parts); err != nil {
		return err
	}
	return search.Put(ctx, u, d.entry(n.Text))
}

func (d *Document) insertNamesAndAudience(ctx context.Context, u *work.Unit) error {
	var names, audience [][]any
	for _, name := range d.names() {
		names = append(names, []any{name, d.ID})
	}
	for _, b := range d.Audience {
		audience = append(audience, []any{d.ID, b})
	}
	if err := u.ExecMany(ctx, insertName, names); err != nil {
		return err
	}
	return u.ExecMany(ctx, insertAudience, audience)
}

// entry returns how the document is found by its words. A body's people find
// what is for internal circulation under a scope of its own, see [reach].
func (d *Document) entry(content string) search.Entry {
	e := search.Entry{Kind: Found, ID: string(d.ID), Title: d.Title(), Text: strings.Join(d.Aliases, "\n") + "\n" + d.Issuer + "\n" + content}
	for _, b := range d.Audience {
		scope := b.Scope()
		if d.Internal {
			scope = inner + scope
		}
		e.Scopes = append(e.Scopes, scope)
	}
	return e
}

// inner begins the scopes of documents for internal circulation in the index.
const inner access.Scope = "i-"

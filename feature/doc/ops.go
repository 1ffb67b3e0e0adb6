package doc

import (
	"context"
	"encoding/json"
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
	TakeNumber bool // give it the next free number of its issuer's series

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
// for it lead to it from now on.
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
	if err := u.Record(ctx, "doc.registered", string(d.ID), d.Metadata); err != nil {
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
	return d.ID, settle(ctx, u, tree, append(d.names(), namesOf(n.Links)...))
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
	d.tidySymbol(&wrong)
	d.issuerFaults(tree, &wrong)
	if _, ok := info(d.Type); !ok {
		wrong.Add("type", tTypeUnknown)
	}
	if d.Regime != org.PartyRegime && d.Regime != org.StateRegime {
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

// tidySymbol reads number and regime out of the symbol where they were not
// given.
func (d *Document) tidySymbol(wrong *fault.Fields) {
	if d.Symbol != "" {
		sym, ok := citation.ParseSymbol(d.Symbol)
		switch {
		case !ok:
			wrong.Add("symbol", tSymbolWrong, d.Symbol)
			return
		case d.Number == "":
			d.Number = strings.ToLower(sym.Number)
		case bareName("", sym.Number) != bareName("", d.Number):
			wrong.Add("number", tSymbolNumber, d.Symbol, d.Number)
		}
		if d.Regime == "" {
			d.Regime = org.StateRegime
			if sym.Regime == citation.Party {
				d.Regime = org.PartyRegime
			}
		}
	}
	if _, ok := ParseNumber(d.Number); d.Number != "" && !ok {
		wrong.Add("number", tNumberWrong)
	}
}

func (d *Document) issuerFaults(tree *org.Tree, wrong *fault.Fields) {
	body, ok := tree.Body(d.Body)
	switch {
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
	var files, parts [][]any
	for _, f := range n.Files {
		files = append(files, []any{d.ID, f.SHA256, f.Name, f.Media, f.Size})
	}
	for i, p := range n.Parts {
		parts = append(parts, []any{d.ID, i, p.Kind, p.Label, p.Title, p.Level, p.Start, p.End})
	}
	if err := u.ExecMany(ctx, insertFile, files); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, insertPart, parts); err != nil {
		return err
	}
	if n.Text != "" {
		if _, err := u.Exec(ctx, insertText, d.ID, n.Text); err != nil {
			return err
		}
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

// Amend corrects what the register says of a document; what it said before
// stays in its history. version is the one the person saw.
//
// The actor needs [CanRegister] on the owner or on the issuer. Faults: Unknown,
// Invalid, Conflict as for [Register], and Conflict if someone else amended it
// first.
func Amend(ctx context.Context, u *work.Unit, doc ID, version int64, to Metadata) error {
	d, tree, err := changing(ctx, u, doc)
	if err != nil {
		return err
	}
	before, names := d.Metadata, d.names()
	d.Metadata = to
	if len(d.Audience) == 0 {
		d.Audience = before.Audience
	}
	if err := d.tidy(tree, u.Today); err != nil {
		return err
	}
	if err := refuseDuplicate(ctx, u, d); err != nil {
		return err
	}
	args := append(append([]any{d.ID}, d.row()...), version)
	if n, err := u.Exec(ctx, updateDocument, args...); err != nil || n == 0 {
		if err == nil {
			err = fault.New(fault.Conflict, tChanged)
		}
		return err
	}
	for _, s := range []*db.Stmt{deleteNames, deleteAudience} {
		if _, err := u.Exec(ctx, s, d.ID); err != nil {
			return err
		}
	}
	if err := d.insertNamesAndAudience(ctx, u); err != nil {
		return err
	}
	var content string
	if err := u.One(ctx, findText, []any{d.ID}, &content); err != nil && !errors.Is(err, db.ErrNoRow) {
		return err
	}
	if err := search.Put(ctx, u, d.entry(content)); err != nil {
		return err
	}
	changed, err := difference(before, d.Metadata)
	if err != nil {
		return err
	}
	if err := u.Record(ctx, "doc.amended", string(d.ID), changed); err != nil {
		return err
	}
	return settle(ctx, u, tree, append(names, d.names()...))
}

// A Change is one corrected field of a document, as history keeps it.
type Change struct {
	Before any `json:"before"`
	After  any `json:"after"`
}

func difference(before, after Metadata) (map[string]Change, error) {
	fields := func(m Metadata) (out map[string]any, err error) {
		b, err := json.Marshal(m)
		if err != nil {
			return nil, err
		}
		return out, json.Unmarshal(b, &out)
	}
	a, err := fields(before)
	if err != nil {
		return nil, err
	}
	b, err := fields(after)
	if err != nil {
		return nil, err
	}
	out := map[string]Change{}
	for k := range merged(a, b) {
		if fmt.Sprint(a[k]) != fmt.Sprint(b[k]) {
			out[k] = Change{a[k], b[k]}
		}
	}
	return out, nil
}

func merged(a, b map[string]any) map[string]bool {
	out := map[string]bool{}
	for k := range a {
		out[k] = true
	}
	for k := range b {
		out[k] = true
	}
	return out
}

// changing loads a document that is to be changed and checks the right to do
// so.
func changing(ctx context.Context, u *work.Unit, doc ID) (*Document, *org.Tree, error) {
	d, err := Find(ctx, &u.View, doc)
	if err != nil {
		return nil, nil, err
	}
	if d.Body == "" || !u.Actor.May(CanRegister, d.Body.Scope()) {
		if err := u.Check(CanRegister, d.Owner.Scope()); err != nil {
			return nil, nil, err
		}
	}
	tree, err := org.Load(ctx, &u.View)
	return d, tree, err
}

// MayChange says whether the actor may correct d and its links.
func MayChange(v *work.View, d *Document) bool {
	return v.Actor.May(CanRegister, d.Owner.Scope()) || d.Body != "" && v.Actor.May(CanRegister, d.Body.Scope())
}

// Find returns a document with its files and audience; a fault of kind Unknown
// if there is none that the actor may see.
func Find(ctx context.Context, v *work.View, doc ID) (*Document, error) {
	none := fault.New(fault.Unknown, tNoDocument)
	docs, err := many(ctx, v, []ID{doc})
	if err != nil {
		return nil, err
	}
	d := docs[doc]
	if d == nil {
		return nil, none
	}
	sees, err := sight(ctx, v)
	if err != nil {
		return nil, err
	}
	if !sees(d) {
		return nil, none
	}
	d.Files, err = db.All(ctx, v.Snapshot, findFiles, scanFile, doc)
	return d, err
}

// sight returns whether the actor of v may see a document whose audience is
// loaded.
func sight(ctx context.Context, v *work.View) (func(*Document) bool, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	roots := v.Actor.Roots(CanSee)
	return func(d *Document) bool { return visible(d.Internal, d.Audience, roots, tree.Within) }, nil
}

// Read returns the text of a document and its parts. Rights are those of
// [Find].
func Read(ctx context.Context, v *work.View, doc ID) (content string, parts []Part, err error) {
	if _, err := Find(ctx, v, doc); err != nil {
		return "", nil, err
	}
	if err := v.One(ctx, findText, []any{doc}, &content); err != nil && !errors.Is(err, db.ErrNoRow) {
		return "", nil, err
	}
	parts, err = db.All(ctx, v.Snapshot, findParts, scanPart, doc)
	return content, parts, err
}

// SetDuties lays down which bodies have to issue a document that implements
// this one, and by when, in the place of what was laid down before.
//
// The actor needs [CanRegister] on the owner or on the issuer. Faults: Unknown,
// Invalid.
func SetDuties(ctx context.Context, u *work.Unit, doc ID, duties []Duty) error {
	d, tree, err := changing(ctx, u, doc)
	if err != nil {
		return err
	}
	return setDuties(ctx, u, tree, d, duties)
}

// PutDuties adds duties of bodies to those of a document, or changes their
// day; they are taken away where no day is given. Rights and faults are those
// of [SetDuties].
func PutDuties(ctx context.Context, u *work.Unit, doc ID, due civil.Date, bodies ...org.ID) error {
	d, tree, err := changing(ctx, u, doc)
	if err != nil {
		return err
	}
	duties, err := db.All(ctx, u.Snapshot, findDuties, scanDuty, doc)
	if err != nil {
		return err
	}
	duties = slices.DeleteFunc(duties, func(o Duty) bool { return slices.Contains(bodies, o.Body) })
	if !due.IsZero() {
		for _, b := range bodies {
			duties = append(duties, Duty{b, due})
		}
	}
	return setDuties(ctx, u, tree, d, duties)
}

// groupChoice begins a choice that means a named group and not a body.
const groupChoice = "group-"

// chosen returns the bodies that a choice of a form means: a body by its
// identifier, or the bodies that a group means on day in the province of near.
func chosen(tree *org.Tree, choice string, near org.ID, day civil.Date) ([]org.ID, error) {
	name, ok := strings.CutPrefix(choice, groupChoice)
	if !ok {
		b, err := tree.Find(org.ID(choice))
		if err != nil {
			return nil, err
		}
		return []org.ID{b.ID}, nil
	}
	group, err := tree.Group(org.GroupID(name), day)
	if err != nil {
		return nil, err
	}
	var out []org.ID
	for _, b := range tree.Expand(group, tree.Root(tree.Chart(day), near, org.Province), day) {
		out = append(out, b.ID)
	}
	return out, nil
}

func setDuties(ctx context.Context, u *work.Unit, tree *org.Tree, d *Document, duties []Duty) error {
	var wrong fault.Fields
	var rows [][]any
	for i, duty := range duties {
		body, err := tree.Find(duty.Body)
		if err != nil {
			return err
		}
		name := body.NameOn(d.IssuedOn)
		if duty.DueOn.IsZero() {
			wrong.Add("duties", tDutyDay, name)
		}
		if slices.ContainsFunc(duties[:i], func(o Duty) bool { return o.Body == duty.Body }) {
			wrong.Add("duties", tDutyTwice, name)
		}
		rows = append(rows, []any{d.ID, duty.Body, duty.DueOn})
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteDuties, d.ID); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, insertDuty, rows); err != nil {
		return err
	}
	return u.Record(ctx, "doc.duties", string(d.ID), map[string]any{"duties": duties})
}

// OpenTerm enters a term of a committee. A term of the committee that has no
// end ends where the new one begins.
//
// The actor needs [CanRegister] on the issuer. Faults: Invalid, Conflict for a
// term that shares days with another one.
func OpenTerm(ctx context.Context, u *work.Unit, t Term) error {
	if err := u.Check(CanRegister, t.Issuer.Scope()); err != nil {
		return err
	}
	t.Ordinal = clean(t.Ordinal)
	if t.Ordinal == "" || t.From.IsZero() || !t.Valid() {
		return fault.At("from", tTermWrong)
	}
	if _, err := u.Exec(ctx, closeTerm, t.Issuer, t.From); err != nil {
		return err
	}
	terms, err := db.All(ctx, u.Snapshot, findTerms, scanTerm, t.Issuer)
	if err != nil {
		return err
	}
	for _, o := range terms {
		if o.Overlaps(t.Interval) {
			return &fault.Fault{Kind: fault.Conflict, Field: "from", Text: tTermOverlap, Args: []any{o.Ordinal}}
		}
	}
	if _, err := u.Exec(ctx, insertTerm, t.Issuer, t.Ordinal, t.From, t.Until); err != nil {
		return err
	}
	return u.Record(ctx, "doc.term", string(t.Issuer), map[string]any{"ordinal": t.Ordinal, "from": t.From, "until": t.Until})
}

// Terms returns the terms of a committee, newest first. They are known to
// everyone who may see documents anywhere.
func Terms(ctx context.Context, v *work.View, issuer org.ID) ([]Term, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoDocument)
	}
	return db.All(ctx, v.Snapshot, findTerms, scanTerm, issuer)
}

// NextNumber returns the number that the next document of a type gets in its
// issuer's series on day: one more than the greatest, for numbers left out
// belong to documents that are not for this register.
//
// The actor needs [CanRegister] on the issuer. Faults: Invalid where the day
// lies in no term of a Party committee.
func NextNumber(ctx context.Context, v *work.View, issuer org.ID, t Type, r org.Regime, day civil.Date) (Number, error) {
	if err := v.Check(CanRegister, issuer.Scope()); err != nil {
		return Number{}, err
	}
	days, ok, err := seriesOn(ctx, v, issuer, r, day)
	if err != nil {
		return Number{}, err
	}
	if !ok {
		tree, err := org.Load(ctx, v)
		if err != nil {
			return Number{}, err
		}
		return Number{}, fault.At("number", tTermMissing, tree.Name(issuer, day), day.Vietnamese())
	}
	var last int64
	err = v.One(ctx, lastSerial, []any{issuer, t, days.From, days.Until}, &last)
	return Number{Serial: last + 1}, err
}

// A Proposal is the number that an issuer's next document of a type gets.
type Proposal struct {
	Type   Type
	Number Number
	Symbol string
}

// Proposals returns the next numbers of an issuer in the series that run on
// day, of the types that it has used there, in the order of [Types]. There are
// none where the day lies in no term of a Party committee.
//
// The actor needs [CanRegister] on the issuer. Faults: Unknown.
func Proposals(ctx context.Context, v *work.View, issuer org.ID, day civil.Date) ([]Proposal, error) {
	if err := v.Check(CanRegister, issuer.Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body, err := tree.Find(issuer)
	if err != nil {
		return nil, err
	}
	regime := regimeOf(body)
	days, ok, err := seriesOn(ctx, v, issuer, regime, day)
	if err != nil || !ok {
		return nil, err
	}
	last := map[Type]int64{}
	err = db.Each(ctx, v.Snapshot, lastSerials, func(scan db.Scan) error {
		var t Type
		var n int64
		err := scan(&t, &n)
		last[t] = n
		return err
	}, issuer, days.From, days.Until)
	var out []Proposal
	for _, t := range types {
		if n, used := last[t.Type]; used {
			next := Number{Serial: n + 1}
			out = append(out, Proposal{t.Type, next, Compose(next.String(), t.Type, regime, codeOn(body, regime, day))})
		}
	}
	return out, err
}

// seriesOn returns the days of the issuer's series that run on day.
func seriesOn(ctx context.Context, v *work.View, issuer org.ID, r org.Regime, day civil.Date) (civil.Interval, bool, error) {
	terms, err := db.All(ctx, v.Snapshot, findTerms, scanTerm, issuer)
	if err != nil {
		return civil.Interval{}, false, err
	}
	days, ok := series(r, day, terms)
	return days, ok, nil
}

// Twins returns the documents that bear the number of d in the same series on
// another day, as far as the actor may see them: one of the two is probably
// numbered in error. Where the issuer's terms are not known, the documents of
// the same year count. Rights are those of [Find] on d.
func Twins(ctx context.Context, v *work.View, d *Document) ([]*Document, error) {
	n, ok := ParseNumber(d.Number)
	if !ok {
		return nil, nil
	}
	ids, err := db.All(ctx, v.Snapshot, sameNumber, func(scan db.Scan) (id ID, err error) { return id, scan(&id) },
		d.issuerKey(), d.Type, n.Serial, n.Suffix, d.ID)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	days, ok, err := seriesOn(ctx, v, d.Body, d.Regime, d.IssuedOn)
	if err != nil {
		return nil, err
	}
	if !ok {
		days, _ = series(org.StateRegime, d.IssuedOn, nil)
	}
	docs, err := Documents(ctx, v, ids)
	var out []*Document
	for _, id := range ids {
		if twin := docs[id]; twin != nil && days.Contains(twin.IssuedOn) {
			out = append(out, twin)
		}
	}
	return out, err
}

func (d *Document) takeNumber(ctx context.Context, u *work.Unit, tree *org.Tree) error {
	body, err := tree.Find(d.Body)
	if err != nil {
		return fault.At("issuer", tIssuerMissing)
	}
	n, err := NextNumber(ctx, &u.View, d.Body, d.Type, d.Regime, d.IssuedOn)
	if err != nil {
		return err
	}
	d.Number = n.String()
	d.Symbol = Compose(d.Number, d.Type, d.Regime, codeOn(body, d.Regime, d.IssuedOn))
	return nil
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

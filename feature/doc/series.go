package doc

import (
	"context"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// OpenTerm enters a term of a committee. A term of the committee that has no
// end ends where the new one begins.
//
// The actor needs [CanRegister] on the issuer. Faults: Unknown, Invalid, Conflict for a
// term that shares days with another one.
func OpenTerm(ctx context.Context, u *work.Unit, t Term) error {
	if err := u.Check(CanRegister, t.Issuer.Scope()); err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	if _, err := tree.Find(t.Issuer); err != nil {
		return err
	}
	t.Ordinal = clean(t.Ordinal)
	if err := t.faults().Err(); err != nil {
		return err
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

// faults returns what a term lacks.
func (t Term) faults() (wrong fault.Fields) {
	if t.Ordinal == "" {
		wrong.Add("ordinal", tOrdinalMissing)
	}
	switch {
	case t.From.IsZero():
		wrong.Add("from", tTermFromMissing)
	case !t.Valid():
		wrong.Add("until", tTermWrong)
	}
	return wrong
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
// The actor needs [CanRegister] on the issuer. Faults: Unknown, Invalid where
// the day lies in no term of a Party committee.
func NextNumber(ctx context.Context, v *work.View, issuer org.ID, t Type, r org.Regime, day civil.Date) (Number, error) {
	if err := v.Check(CanRegister, issuer.Scope()); err != nil {
		return Number{}, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return Number{}, err
	}
	body, err := tree.Find(issuer)
	if err != nil {
		return Number{}, err
	}
	days, w, ok, err := seriesOn(ctx, v, body, r, day)
	if err != nil {
		return Number{}, err
	}
	if !ok {
		return Number{}, fault.At("take", tTermMissing, tree.Name(issuer, day), day.Vietnamese())
	}
	var last int64
	err = v.One(ctx, lastSerial, []any{issuer, w.only(t), days.From, days.Until}, &last)
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
	days, w, ok, err := seriesOn(ctx, v, body, regime, day)
	if err != nil || !ok {
		return nil, err
	}
	digits, _, err := ruleDigits.Number(ctx, v, day)
	if err != nil {
		return nil, err
	}
	last := map[Type]int64{}
	greatest := int64(0)
	err = db.Each(ctx, v.Snapshot, lastSerials, func(scan db.Scan) error {
		var t Type
		var n int64
		err := scan(&t, &n)
		last[t], greatest = n, max(greatest, n)
		return err
	}, issuer, days.From, days.Until)
	var out []Proposal
	for _, t := range types {
		if n, used := last[t.Type]; used {
			if !w.byType {
				n = greatest
			}
			next := Number{Serial: n + 1}
			out = append(out, Proposal{t.Type, next, Compose(next.in(digits), t.Type, regime, codeOn(body, regime, day))})
		}
	}
	return out, err
}

// seriesOn returns the days of the issuer's series that run on day, and the
// way in which they run.
func seriesOn(ctx context.Context, v *work.View, issuer *org.Body, r org.Regime, day civil.Date) (civil.Interval, way, bool, error) {
	w, err := wayOn(ctx, v, issuer, r, day)
	if err != nil {
		return civil.Interval{}, w, false, err
	}
	terms, err := db.All(ctx, v.Snapshot, findTerms, scanTerm, issuer.ID)
	if err != nil {
		return civil.Interval{}, w, false, err
	}
	days, ok := series(w, issuer.Interval, day, terms)
	return days, w, ok, nil
}

// only returns t where each type has numbers of its own, "" for all types
// where they share them.
func (w way) only(t Type) Type {
	if w.byType {
		return t
	}
	return ""
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
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body, known := tree.Body(d.Body)
	if !known { // an issuer that is known by its name only
		body = &org.Body{ID: d.Body}
	}
	days, w, ok, err := seriesOn(ctx, v, body, d.Regime, d.IssuedOn)
	if err != nil {
		return nil, err
	}
	if !ok {
		days, _ = series(way{}, civil.Interval{}, d.IssuedOn, nil)
	}
	ids, err := db.All(ctx, v.Snapshot, sameNumber, func(scan db.Scan) (id ID, err error) { return id, scan(&id) },
		d.issuerKey(), w.only(d.Type), n.Serial, n.Suffix, d.ID)
	if err != nil || len(ids) == 0 {
		return nil, err
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
	digits, _, err := ruleDigits.Number(ctx, &u.View, d.IssuedOn)
	if err != nil {
		return err
	}
	w, err := wayOn(ctx, &u.View, body, d.Regime, d.IssuedOn)
	if err != nil {
		return err
	}
	d.Number, d.NumberedBy = n.in(digits), w.rule
	d.Symbol = Compose(d.Number, d.Type, d.Regime, codeOn(body, d.Regime, d.IssuedOn))
	return nil
}

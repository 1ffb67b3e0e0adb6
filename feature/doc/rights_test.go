package doc_test

import (
	"context"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
)

// Every operation of the register, for every role at the body whose document
// it is and at a neighbour of it.
func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, sys := newScene(t, o), work.System("test")
		n := party(s.phu, "08-KH/ĐU", "2026-02-09")
		n.Links = []doc.NewLink{{Relation: doc.Implements, Cited: "Kế hoạch số 31-KH/TU, ngày 15/01/2026 của Tỉnh uỷ"}}
		made := s.register(t, sys, n)
		s.register(t, sys, party(s.phu, "08-KH/ĐU", "2026-02-10"))
		s.register(t, sys, party(s.province, "31-KH/TU", "2026-01-05"))
		amending := party(s.phu, "19-KH/ĐU", "2026-02-11")
		amending.Links = []doc.NewLink{{Relation: doc.Amends, To: made}}
		s.register(t, sys, amending)
		var document *doc.Document
		var link doc.Link
		o.MustView(t, func(v *work.View) (err error) {
			if document, err = doc.Find(t.Context(), v, made); err != nil {
				return err
			}
			out, _, err := doc.Links(t.Context(), v, made)
			link = out[0]
			return err
		})
		added := doc.Addition{Links: []doc.NewLink{{Relation: doc.Mentions, Cited: "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị"}}}
		due := day("2026-12-01")

		const (
			reads = "yyyyu" // whoever sees documents of the body
			keeps = "yfffu" // the office that keeps the register
			gives = "yffff" // the same, of what is no document
			shown = "yyyy-"
			none  = "uuuuu"
			empty = "-----"
			no    = "fffff"
		)
		view := func(own, other string, do func(context.Context, *work.View) (bool, error)) dbtest.Operation {
			return dbtest.Operation{Own: own, Other: other, Do: func(u *work.Unit) (bool, error) { return do(t.Context(), &u.View) }}
		}
		change := func(own, other string, do func(context.Context, *work.Unit) error) dbtest.Operation {
			return dbtest.Operation{Own: own, Other: other, Do: func(u *work.Unit) (bool, error) { return true, do(t.Context(), u) }}
		}
		dbtest.Rights(t, o, func(r access.Role, own bool) work.Who {
			return s.as(r, map[bool]org.ID{true: s.phu, false: s.hoa}[own])
		}, map[string]dbtest.Operation{
			"Find": view(reads, none, func(ctx context.Context, v *work.View) (bool, error) {
				d, err := doc.Find(ctx, v, made)
				return d != nil, err
			}),
			"Read": view(reads, none, func(ctx context.Context, v *work.View) (bool, error) {
				_, _, err := doc.Read(ctx, v, made)
				return true, err
			}),
			"Links": view(reads, none, func(ctx context.Context, v *work.View) (bool, error) {
				out, _, err := doc.Links(ctx, v, made)
				return len(out) > 0, err
			}),
			"Effects": view(reads, none, func(ctx context.Context, v *work.View) (bool, error) {
				all, err := doc.Effects(ctx, v, made)
				return len(all) > 0, err
			}),
			"CascadeOf": view(reads, none, func(ctx context.Context, v *work.View) (bool, error) {
				c, err := doc.CascadeOf(ctx, v, made, doc.Slots{})
				return c != nil, err
			}),
			"Missing": view(reads, none, func(ctx context.Context, v *work.View) (bool, error) {
				lack, _, err := doc.Missing(ctx, v, made, added)
				return !lack.Empty(), err
			}),
			"Foresee": view(reads, reads, func(ctx context.Context, v *work.View) (bool, error) {
				f, err := doc.Foresee(ctx, v, made, doc.Metadata{}, added.Links)
				return len(f.Links) > 0, err
			}),
			"Conflicts": view(reads, none, func(ctx context.Context, v *work.View) (bool, error) {
				in, _, err := doc.Conflicts(ctx, v, made)
				return len(in) > 0, err
			}),
			"Unsettled": view(reads, "----u", func(ctx context.Context, v *work.View) (bool, error) {
				open, _, err := doc.Unsettled(ctx, v, doc.Doubtful, "", 10)
				return len(open) > 0, err
			}),
			"List": view(reads, "yyyyu", func(ctx context.Context, v *work.View) (bool, error) {
				all, _, err := doc.List(ctx, v, doc.Filter{}, doc.Cursor{}, 10)
				return len(all) > 0, err
			}),
			"Documents": view(shown, empty, func(ctx context.Context, v *work.View) (bool, error) {
				all, err := doc.Documents(ctx, v, []doc.ID{made})
				return len(all) > 0, err
			}),
			"Same": view(shown, empty, func(ctx context.Context, v *work.View) (bool, error) {
				same, err := doc.Same(ctx, v, document.Metadata)
				return same != "", err
			}),
			"Twins": view(shown, empty, func(ctx context.Context, v *work.View) (bool, error) {
				all, err := doc.Twins(ctx, v, document)
				return len(all) > 0, err
			}),
			"MayChange": view("y----", empty, func(_ context.Context, v *work.View) (bool, error) {
				return doc.MayChange(v, document), nil
			}),
			"Terms": view(reads, reads, func(ctx context.Context, v *work.View) (bool, error) {
				all, err := doc.Terms(ctx, v, s.phu)
				return len(all) > 0, err
			}),
			"NextNumber": view(gives, no, func(ctx context.Context, v *work.View) (bool, error) {
				next, err := doc.NextNumber(ctx, v, s.phu, doc.Of(citation.Plan), org.PartyRegime, v.Today)
				return next.Serial > 0, err
			}),
			"Proposals": view(gives, no, func(ctx context.Context, v *work.View) (bool, error) {
				all, err := doc.Proposals(ctx, v, s.phu, v.Today)
				return len(all) > 0, err
			}),
			"Register": change(gives, no, func(ctx context.Context, u *work.Unit) error {
				_, err := doc.Register(ctx, u, party(s.phu, "20-KH/ĐU", "2026-02-12"))
				return err
			}),
			"OpenTerm": change(gives, no, func(ctx context.Context, u *work.Unit) error {
				return doc.OpenTerm(ctx, u, doc.Term{Issuer: s.phu, Ordinal: "0", Interval: civil.Interval{From: day("2015-01-01"), Until: day("2020-01-01")}})
			}),
			"Amend": change(keeps, none, func(ctx context.Context, u *work.Unit) error {
				return doc.Amend(ctx, u, made, 1, document.Metadata)
			}),
			"Complete": change(keeps, none, func(ctx context.Context, u *work.Unit) error {
				_, err := doc.Complete(ctx, u, made, added)
				return err
			}),
			"AddLinks": change(keeps, none, func(ctx context.Context, u *work.Unit) error {
				return doc.AddLinks(ctx, u, made, added.Links...)
			}),
			"Unlink": change(keeps, none, func(ctx context.Context, u *work.Unit) error {
				return doc.Unlink(ctx, u, link.ID)
			}),
			"Choose": change(keeps, none, func(ctx context.Context, u *work.Unit) error {
				return doc.Choose(ctx, u, link.ID, "")
			}),
			"SetDuties": change(keeps, none, func(ctx context.Context, u *work.Unit) error {
				return doc.SetDuties(ctx, u, made, []doc.Duty{{Body: s.hoa, DueOn: due}})
			}),
			"PutDuties": change(keeps, none, func(ctx context.Context, u *work.Unit) error {
				return doc.PutDuties(ctx, u, made, due, s.hoa)
			}),
		})
	})
}

package doc_test

import (
	"slices"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/doc"
)

// What is foreseen of the links of a document comes true when it is registered.
func TestForesightComesTrue(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx, sys := newScene(t, o), t.Context(), work.System("test")
		meant := s.register(t, sys, party(s.province, "31-KH/TU", "2026-01-05"))
		s.cites(t, "08-KH/ĐU", "Kế hoạch số 40-KH/TU, ngày 15/01/2026 của Tỉnh uỷ", false)
		s.cites(t, "09-KH/ĐU", "Kế hoạch số 40-KH/TU, ngày 16/02/2026 của Tỉnh uỷ", true)
		s.cites(t, "10-KH/ĐU", "Nghị quyết số 11-NQ/TW, ngày 26/5/2022 của Bộ Chính trị", true)

		n := party(s.province, "40-KH/TU", "2026-01-15")
		for _, cited := range []string{"Kế hoạch số 31-KH/TU, ngày 05/01/2026", "Kế hoạch số 31-KH/TU, ngày 25/01/2026", "Nghị quyết số 57-NQ/TW", "Nghị quyết số 11-NQ/TW, ngày 27/5/2022 của Bộ Chính trị", "một văn bản"} {
			n.Links = append(n.Links, doc.NewLink{Relation: doc.Implements, Cited: cited})
		}
		foresee := func(who work.Who, registered doc.ID) (f doc.Foresight) {
			t.Helper()
			if err := o.View(ctx, who, func(v *work.View) (err error) {
				f, err = doc.Foresee(ctx, v, registered, n.Metadata, n.Links)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return f
		}
		f := foresee(sys, "")
		if f.Resolved != 1 || f.Links[0].To == nil || f.Links[0].To.ID != meant {
			t.Errorf("foreseen are %+v", f)
		}
		if f.Links[3].Doubt != doc.CitedOtherwise {
			t.Errorf("of a document that another one cites otherwise is foreseen %+v", f.Links[3])
		}
		if seen := foresee(s.as(access.Office, s.phu), ""); seen.Resolved != 1 {
			t.Errorf("who sees the citing document is told of %d citations", seen.Resolved)
		}
		if half := foresee(s.as(access.Office, s.hoa), ""); half.Links[0].To == nil || half.Resolved != 0 {
			t.Errorf("who sees the document that is cited and not that which cites it is told of %+v", half)
		}
		if hidden := foresee(s.as(access.Office, s.neighbour), ""); hidden.Links[0].State != doc.Settled || hidden.Links[0].To != nil || hidden.Resolved != 0 {
			t.Errorf("who may not see the documents is told of %+v", hidden)
		}
		made := s.register(t, sys, n)
		if err := o.View(ctx, sys, func(v *work.View) error {
			out, in, err := doc.Links(ctx, v, made)
			for i, l := range n.Links {
				at := slices.IndexFunc(out, func(o doc.Link) bool { return o.Cited == l.Cited })
				if at < 0 || out[at].State != f.Links[i].State || out[at].Doubt != f.Links[i].Doubt || (f.Links[i].To == nil) != (out[at].To == "") {
					t.Errorf("%q: foreseen %+v, became %+v", l.Cited, f.Links[i], out)
				}
			}
			if len(in) != f.Resolved {
				t.Errorf("%d citations lead to the document, foreseen were %d", len(in), f.Resolved)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if again := foresee(sys, made); again.Resolved != 0 || !slices.Equal(states(again.Links), states(f.Links)) {
			t.Errorf("once it is registered, foreseen are %+v", again)
		}
	})
}

// However often a document is cited already, a foresight reads only so much.
func TestForesightIsBounded(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx, sys := newScene(t, o), t.Context(), work.System("test")
		n := party(s.phu, "08-KH/ĐU", "2026-02-09")
		for range 1001 {
			n.Links = append(n.Links, doc.NewLink{Relation: doc.Mentions, Cited: "Kế hoạch số 40-KH/TU, ngày 15/01/2026 của Tỉnh uỷ"})
		}
		s.register(t, sys, n)
		if err := o.View(ctx, sys, func(v *work.View) error {
			f, err := doc.Foresee(ctx, v, "", party(s.province, "40-KH/TU", "2026-01-15").Metadata, nil)
			if f.Resolved != 1000 || !f.More {
				t.Errorf("foreseen are %d citations, more: %v", f.Resolved, f.More)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func states(of []doc.Prospect) (out []doc.State) {
	for _, p := range of {
		out = append(out, p.State)
	}
	return out
}

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
		s.cites(t, "08-KH/ĐU", "Kế hoạch số 40-KH/TU, ngày 15/01/2026 của Tỉnh uỷ", true)
		s.cites(t, "09-KH/ĐU", "Kế hoạch số 40-KH/TU, ngày 16/02/2026 của Tỉnh uỷ", true)

		n := party(s.province, "40-KH/TU", "2026-01-15")
		for _, cited := range []string{"Kế hoạch số 31-KH/TU, ngày 05/01/2026", "Kế hoạch số 31-KH/TU, ngày 25/01/2026", "Nghị quyết số 57-NQ/TW", "một văn bản"} {
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
		if hidden := foresee(s.as(access.Office, s.hoa), "").Links[0]; hidden.State != doc.Settled {
			t.Errorf("who may not see the document is told of %+v", hidden)
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

func states(of []doc.Prospect) (out []doc.State) {
	for _, p := range of {
		out = append(out, p.State)
	}
	return out
}

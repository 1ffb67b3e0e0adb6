package org_test

import (
	"io/fs"
	"testing"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema}
	order  = org.Act{Symbol: "01-QĐ/TW", On: day("2025-06-12")}
)

func TestLifeOfBodies(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		var west, east, commune, merged org.ID
		establish := func(u *work.Unit, code, name string, tier org.Tier, superior org.ID) org.ID {
			t.Helper()
			made, err := org.Establish(ctx, u, org.NewBody{
				Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior,
				Series: []org.Series{{Code: "TU", Regime: org.PartyRegime}},
			}, day("2020-10-01"), order)
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		o.MustDo(t, func(u *work.Unit) error {
			west = establish(u, "A", "Tỉnh uỷ Sơn Tây Hạ", org.Province, "")
			east = establish(u, "B", "Tỉnh uỷ Sông Đông", org.Province, "")
			commune = establish(u, "B1", "Đảng uỷ xã An Phú", org.Commune, east)
			return nil
		})
		o.MustDo(t, func(u *work.Unit) error {
			var err error
			merged, err = org.Merge(ctx, u, []org.ID{west, east}, org.NewBody{
				Code: "C", Name: "Tỉnh uỷ Sông Đông", Kind: org.Committee, Tier: org.Province, Line: org.Party,
			}, day("2025-07-01"), order)
			return err
		})
		o.MustDo(t, func(u *work.Unit) error {
			return org.Rename(ctx, u, commune, "Đảng uỷ xã An Phú Đông", "", day("2025-09-01"), order)
		})
		o.MustView(t, func(v *work.View) error {
			tree, err := org.Load(ctx, v)
			if err != nil {
				return err
			}
			before, after := tree.Chart(day("2025-06-30")), tree.Chart(day("2025-07-01"))
			if before.Superior(commune) != east || after.Superior(commune) != merged {
				t.Errorf("the commune stood under %s and stands under %s, want %s and %s", before.Superior(commune), after.Superior(commune), east, merged)
			}
			if before.Has(merged) || after.Has(west) || !before.Has(east) || before.Len() != 3 || after.Len() != 2 {
				t.Errorf("3 bodies were to be there before and 2 after; got %d and %d", before.Len(), after.Len())
			}
			for when, want := range map[string]org.ID{"2025-06-30": east, "2025-07-01": merged} {
				if got := tree.Named("tinh uy song dong", day(when)); len(got) != 1 || got[0].ID != want {
					t.Errorf("the name on %s means %v, want only %s", when, got, want)
				}
			}
			b, _ := tree.Body(commune)
			if b.NameOn(day("2025-08-31")) != "Đảng uỷ xã An Phú" || b.NameOn(day("2025-09-01")) != "Đảng uỷ xã An Phú Đông" {
				t.Errorf("names over time are %+v", b.Names)
			}
			if !tree.Within(east.Scope(), merged.Scope()) || tree.Within(merged.Scope(), east.Scope()) {
				t.Error("what a merged body left must be seen from its successor, and not the other way")
			}
			return nil
		})
	})
}

func TestRefusals(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		body := org.NewBody{Code: "X", Name: "Đảng uỷ xã Hoà Bình", Kind: org.Committee, Tier: org.Commune, Line: org.Party}
		var top, below org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			if top, err = org.Establish(ctx, u, body, day("2025-07-01"), order); err != nil {
				return err
			}
			body.Code, body.Superior = "Y", top
			below, err = org.Establish(ctx, u, body, day("2025-07-01"), order)
			return err
		})
		with := func(change func(*org.NewBody)) org.NewBody {
			n := body
			n.Code, n.Superior = "Z", ""
			change(&n)
			return n
		}
		for name, refused := range map[string]struct {
			kind fault.Kind
			do   func(*work.Unit) error
		}{
			"a code twice": {fault.Conflict, func(u *work.Unit) error {
				_, err := org.Establish(ctx, u, with(func(n *org.NewBody) { n.Code = "X" }), day("2025-07-01"), order)
				return err
			}},
			"no name": {fault.Invalid, func(u *work.Unit) error {
				_, err := org.Establish(ctx, u, with(func(n *org.NewBody) { n.Name = " \t" }), day("2025-07-01"), order)
				return err
			}},
			"a superior that is not there": {fault.Unknown, func(u *work.Unit) error {
				_, err := org.Establish(ctx, u, with(func(n *org.NewBody) { n.Superior = "nobody" }), day("2025-07-01"), order)
				return err
			}},
			"a superior not yet there": {fault.Invalid, func(u *work.Unit) error {
				_, err := org.Establish(ctx, u, with(func(n *org.NewBody) { n.Superior = top }), day("2025-06-30"), order)
				return err
			}},
			"no act": {fault.Invalid, func(u *work.Unit) error {
				return org.Rename(ctx, u, top, "Đảng uỷ phường Hoà Bình", "", day("2026-01-01"), org.Act{})
			}},
			"a change before the last one": {fault.Invalid, func(u *work.Unit) error {
				return org.Rename(ctx, u, top, "Đảng uỷ phường Hoà Bình", "", day("2025-07-01"), order)
			}},
			"a loop": {fault.Invalid, func(u *work.Unit) error {
				return org.Move(ctx, u, top, below, day("2026-01-01"), order)
			}},
			"an end above the living": {fault.Invalid, func(u *work.Unit) error {
				return org.Dissolve(ctx, u, top, nil, day("2026-01-01"), order)
			}},
			"one body merged": {fault.Invalid, func(u *work.Unit) error {
				_, err := org.Merge(ctx, u, []org.ID{top}, body, day("2026-01-01"), order)
				return err
			}},
		} {
			err := o.Do(ctx, work.System("test"), refused.do)
			if fault.KindOf(err) != refused.kind {
				t.Errorf("%s: got %v (%v), want a fault of kind %v", name, err, fault.KindOf(err), refused.kind)
			}
		}
	})
}

// An act that orders nothing is not recorded.
func TestNothingOrdered(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		events := func() (n int64) {
			t.Helper()
			o.MustView(t, func(v *work.View) error {
				return v.One(ctx, db.Built("test.events", `SELECT count(*) FROM org_event`), nil, &n)
			})
			return n
		}
		before := events()
		o.MustDo(t, func(u *work.Unit) error {
			made, err := org.EstablishAll(ctx, u, nil, day("2025-07-01"), order)
			if len(made) > 0 {
				t.Errorf("out of nothing came %v", made)
			}
			return err
		})
		o.MustDo(t, func(u *work.Unit) error {
			_, err := org.AddGroups(ctx, u, nil, day("2025-07-01"), order)
			return err
		})
		if after := events(); after != before {
			t.Errorf("%d acts were recorded that ordered nothing", after-before)
		}
	})
}

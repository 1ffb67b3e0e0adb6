package org_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// tree returns the bodies of an office.
func tree(t testing.TB, o *dbtest.Office) (loaded *org.Tree) {
	t.Helper()
	o.MustView(t, func(v *work.View) (err error) {
		loaded, err = org.Load(t.Context(), v)
		return err
	})
	return loaded
}

// live makes bodies and changes them at random, also in ways that are
// refused, and checks that refusing is all that happens then.
func live(t *testing.T, rt *rapid.T, o *dbtest.Office) {
	ctx := t.Context()
	first := day("2020-01-01")
	var known []org.ID
	made := 0
	body := func() org.NewBody {
		made++
		return org.NewBody{
			Code: fmt.Sprintf("B%02d", made), Name: rapid.SampledFrom([]string{"Đảng uỷ xã An Phú", "=Sở “Nội vụ”", "Chi bộ ấp 1, ấp 2", "- Ban tạm"}).Draw(rt, "name"),
			Short: rapid.SampledFrom([]string{"", "ĐU", "+84"}).Draw(rt, "short"),
			Kind:  rapid.SampledFrom(org.Kinds()).Draw(rt, "kind"), Tier: rapid.SampledFrom(org.Tiers()).Draw(rt, "tier"), Line: rapid.SampledFrom(org.Lines()).Draw(rt, "line"),
			Superior: one(rt, known, true),
			Series:   rapid.SampledFrom([][]org.Series{nil, {{Code: "TU", Regime: org.PartyRegime}}, {{Code: "UBND", Regime: org.StateRegime}, {Code: "BCĐ", Regime: org.PartyRegime}}}).Draw(rt, "series"),
		}
	}
	now := first
	for range rapid.IntRange(1, 25).Draw(rt, "changes") {
		now = now.AddDays(rapid.IntRange(-20, 90).Draw(rt, "days"))
		act := org.Act{Symbol: rapid.SampledFrom([]string{"01-QĐ/TU", "@2"}).Draw(rt, "act"), On: rapid.SampledFrom([]civil.Date{{}, first}).Draw(rt, "dated")}
		var added []org.ID
		err := o.Do(ctx, work.System("test"), func(u *work.Unit) (err error) {
			added = nil
			switch rapid.IntRange(0, 7).Draw(rt, "change") {
			case 0, 1, 2:
				added, err = org.EstablishAll(ctx, u, []org.NewBody{body(), body()}, now, act)
			case 3:
				err = org.Rename(ctx, u, one(rt, known, false), fmt.Sprintf("Tên mới %d", made), "", now, act)
			case 4:
				err = org.Move(ctx, u, one(rt, known, false), one(rt, known, true), now, act)
			case 5:
				added = make([]org.ID, 1)
				added[0], err = org.Merge(ctx, u, []org.ID{one(rt, known, false), one(rt, known, false)}, body(), now, act)
			case 6:
				heirs := []org.Heir{{NewBody: body()}, {NewBody: body()}}
				source := one(rt, known, false)
				tree, err := org.Load(ctx, &u.View)
				if err != nil {
					return err
				}
				for _, below := range tree.Chart(now).Below(source) {
					if to := rapid.IntRange(0, 5).Draw(rt, "to"); to < 5 {
						heirs[to%2].Takes = append(heirs[to%2].Takes, below)
					}
				}
				if added, err = org.Divide(ctx, u, source, heirs, now, act); err != nil {
					return err
				}
			case 7:
				err = org.Dissolve(ctx, u, one(rt, known, false), []org.ID{one(rt, known, false)}[:rapid.IntRange(0, 1).Draw(rt, "heirs")], now, act)
			}
			return err
		})
		if err == nil {
			known = append(known, added...)
		} else if fault.KindOf(err) == fault.Internal {
			rt.Fatalf("not refused, but failed: %v", err)
		}
	}
}

// one draws a body, or the top.
func one(rt *rapid.T, known []org.ID, top bool) org.ID {
	at := rapid.IntRange(0, len(known)).Draw(rt, "body")
	if at < len(known) {
		return known[at]
	}
	if top || len(known) == 0 {
		return ""
	}
	return known[0]
}

// What ever happened to bodies, the spreadsheet tells all of it.
func TestSheetHoldsEveryLife(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := dbtest.New(t, db.SQLite, schema)
		live(t, rt, o)
		if broken, err := o.DB.Broken(t.Context()); err != nil || len(broken) > 0 {
			rt.Fatalf("invariants broken: %v %q", err, broken)
		}
		roundTrip(t, rt, o, dbtest.New(t, db.SQLite, schema))
		chartsHold(rt, tree(t, o))
		namesTell(rt, tree(t, o))
	})
}

// namesTell checks that a name in a list has its superior's beside it just where
// another body below the same root is called alike.
func namesTell(f failer, tree *org.Tree) {
	for _, on := range []civil.Date{civil.MustParse("2025-08-01"), civil.MustParse("2026-06-01"), civil.MustParse("2036-01-01")} {
		c := tree.Chart(on)
		for _, root := range append([]org.ID{""}, c.Subtree("")...) {
			within := c.Subtree(root)
			for _, b := range within {
				body, _ := tree.Body(b)
				want, alike := body.ShortOn(on), 0
				for _, other := range within {
					if o, _ := tree.Body(other); o.ShortOn(on) == want {
						alike++
					}
				}
				if up, ok := tree.Body(c.Superior(b)); ok && alike > 1 {
					want += ", " + up.ShortOn(on)
				}
				if got := tree.Distinct(b, root, on); got != want {
					f.Fatalf("on %s below %q %s is called %q, want %q", on, root, b, got, want)
				}
			}
		}
	}
}

type failer interface{ Fatalf(string, ...any) }

// roundTrip exports full, reads that against full, imports it into empty, and
// exports that.
func roundTrip(t *testing.T, f failer, full, empty *dbtest.Office) {
	before := tree(t, full)
	if before.Len() == 0 {
		return
	}
	lines := before.Lines(t.Context())
	same := before.Read(lines)
	if same.Unchanged != before.Len() || len(same.New) > 0 || same.Errors() > 0 {
		f.Fatalf("its own export is %d of %d bodies unchanged, %d new, with %v", same.Unchanged, before.Len(), len(same.New), same.Problems)
	}
	var added int
	err := empty.Do(t.Context(), work.System("test"), func(u *work.Unit) (err error) {
		added, err = org.Import(t.Context(), u, lines)
		return err
	})
	if err != nil || added != before.Len() {
		f.Fatalf("importing into an empty office: %d of %d, %v, %v", added, before.Len(), err, tree(t, empty).Read(lines).Problems)
	}
	for i, l := range tree(t, empty).Lines(t.Context()) {
		if !slices.Equal(l, lines[i]) {
			f.Fatalf("line %d comes back as\n%q, was\n%q", i+1, l, lines[i])
		}
	}
}

// chartsHold checks the charts of every day on which something changed: each
// body of the day is there once, each subtree is what stands under its root,
// and asking from below gives the same answer.
func chartsHold(f failer, tree *org.Tree) {
	days := map[civil.Date]bool{}
	all := tree.Chart(civil.Date{}) // before the first day
	if all.Len() != 0 {
		f.Fatalf("%d bodies before the first day", all.Len())
	}
	bodies := tree.Bodies()
	for _, b := range bodies {
		for _, p := range b.Places {
			days[p.From], days[p.From.AddDays(-1)] = true, true
		}
		if !b.Until.IsZero() {
			days[b.Until] = true
		}
	}
	for on := range days {
		c := tree.Chart(on)
		seen := map[org.ID]bool{}
		for _, b := range c.Subtree("") {
			if seen[b] {
				f.Fatalf("%s: %s is there twice", on, b)
			}
			seen[b] = true
		}
		for _, body := range bodies {
			if seen[body.ID] != body.Contains(on) || c.Has(body.ID) != seen[body.ID] {
				f.Fatalf("%s: %s is in the chart: %v; exists: %v", on, body.Code, seen[body.ID], body.Contains(on))
			}
			if !seen[body.ID] {
				if len(c.Subtree(body.ID)) > 0 || len(c.Below(body.ID)) > 0 || len(c.Chain(body.ID)) > 0 {
					f.Fatalf("%s: something stands under or over %s, which does not exist", on, body.Code)
				}
				continue
			}
			if up := body.SuperiorOn(on); c.Superior(body.ID) != up {
				f.Fatalf("%s: %s stands under %q, want %q", on, body.Code, c.Superior(body.ID), up)
			}
			chain := append(c.Chain(body.ID), body.ID)
			if c.Depth(body.ID) != len(chain)-1 || chain[0] != body.ID && c.Superior(chain[0]) != "" {
				f.Fatalf("%s: %s has the chain %v at depth %d", on, body.Code, chain, c.Depth(body.ID))
			}
			if !slices.Contains(c.Below(c.Superior(body.ID)), body.ID) {
				f.Fatalf("%s: %s is not below its superior", on, body.Code)
			}
			for _, other := range bodies {
				within := slices.Contains(chain, other.ID)
				if c.Within(body.ID, other.ID) != within || slices.Contains(c.Subtree(other.ID), body.ID) != within {
					f.Fatalf("%s: %s within %s must be %v by every way of asking", on, body.Code, other.Code, within)
				}
			}
		}
	}
	for _, b := range bodies {
		if heirs := tree.Heirs(b.ID); b.Until.IsZero() != (slices.Equal(heirs, []org.ID{b.ID})) {
			f.Fatalf("%s is followed by %v", b.Code, heirs)
		}
	}
}

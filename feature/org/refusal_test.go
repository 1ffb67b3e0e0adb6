package org_test

import (
	"errors"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// open are the operations that refuse nobody, with the reason.
var open = map[string]string{
	"Load":    "everybody works with the tree of bodies; pages about bodies ask org.CanSee",
	"Version": "everybody works with the tree of bodies, and this tells only that it is another one",
}

// errUndo undoes what an operation did that was rightly let through.
var errUndo = errors.New("undone")

// Every operation is refused to every role but the administrator of the bodies
// it is about, on both engines, and does what it is for when the administrator
// asks. One that is missing here fails.
func TestWhoMayDoWhat(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		k := family(t, o)
		var elsewhere org.ID
		var group org.GroupID
		o.MustDo(t, func(u *work.Unit) (err error) {
			if elsewhere, err = org.Establish(ctx, u, org.NewBody{Code: "E", Name: "Tỉnh uỷ khác", Kind: org.Committee, Tier: org.Province, Line: org.Party}, day("2020-10-01"), order); err != nil {
				return err
			}
			made, err := org.AddGroups(ctx, u, []org.Group{{Name: "các sở", Kinds: []org.Kind{org.Department}}}, day("2021-01-01"), act)
			if err == nil {
				group = made[0]
			}
			return err
		})
		on := day("2027-01-01")
		body := func(code string) org.NewBody {
			return org.NewBody{Code: code, Name: "Đảng uỷ xã " + code, Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: k.province}
		}
		heirs := []org.Heir{{NewBody: body("H1"), Takes: []org.ID{k.finance, k.interior}}, {NewBody: body("H2")}}
		mergers := []org.Merger{{Sources: []org.ID{k.an, k.binh}, Into: body("M")}}
		lines := [][]string{{"Mã", "Từ ngày", "Tên", "Loại", "Cấp", "Hệ thống", "Số văn bản"}, {"I1", "01/01/2026", "Đảng uỷ xã Mới", "Cấp uỷ", "Cấp xã", "Đảng", "1-QĐ"}}
		g := org.Group{ID: group, Name: "các sở, ngành", Kinds: []org.Kind{org.Department}}
		table := map[string]func(u *work.Unit) error{
			"Establish": func(u *work.Unit) error { _, err := org.Establish(ctx, u, body("A"), on, order); return err },
			"EstablishAll": func(u *work.Unit) error {
				_, err := org.EstablishAll(ctx, u, []org.NewBody{body("A")}, on, order)
				return err
			},
			"Rename": func(u *work.Unit) error {
				return org.Rename(ctx, u, k.an, "Đảng uỷ phường An Hoà", "", on, order)
			},
			"Move": func(u *work.Unit) error { return org.Move(ctx, u, k.finance, k.province, on, order) },
			"Merge": func(u *work.Unit) error {
				_, err := org.Merge(ctx, u, mergers[0].Sources, body("M"), on, order)
				return err
			},
			"MergeAll":    func(u *work.Unit) error { _, err := org.MergeAll(ctx, u, mergers, on, order); return err },
			"PlanMergers": func(u *work.Unit) error { _, err := org.PlanMergers(ctx, &u.View, mergers, on, order); return err },
			"Divide":      func(u *work.Unit) error { _, err := org.Divide(ctx, u, k.people, heirs, on, order); return err },
			"PlanDivision": func(u *work.Unit) error {
				_, err := org.PlanDivision(ctx, &u.View, k.people, heirs, on, order)
				return err
			},
			"Dissolve": func(u *work.Unit) error { return org.Dissolve(ctx, u, k.interior, []org.ID{k.finance}, on, order) },
			"PlanDissolution": func(u *work.Unit) error {
				_, err := org.PlanDissolution(ctx, &u.View, k.interior, nil, on, order)
				return err
			},
			"AddGroups": func(u *work.Unit) error {
				_, err := org.AddGroups(ctx, u, []org.Group{{Name: "các ban", Line: org.Party}}, on, act)
				return err
			},
			"ChangeGroup": func(u *work.Unit) error { return org.ChangeGroup(ctx, u, g, on, act) },
			"EndGroup":    func(u *work.Unit) error { return org.EndGroup(ctx, u, group, on, act) },
			"Import":      func(u *work.Unit) error { _, err := org.Import(ctx, u, lines); return err },
		}
		// These are about the whole office, not about bodies of one province.
		everywhere := map[string]bool{"AddGroups": true, "ChangeGroup": true, "EndGroup": true, "Import": true}
		for _, name := range dbtest.Operations(t) {
			if (table[name] == nil) == (open[name] == "") {
				t.Errorf("%s stands in the table of refusals or in the list of those that refuse nobody, and not in both", name)
			}
		}
		for name, do := range table {
			asks := func(who work.Who) error {
				return o.Do(ctx, who, func(u *work.Unit) error {
					if err := do(u); err != nil {
						return err
					}
					return errUndo
				})
			}
			people := map[string]work.Who{"nobody": work.As(access.Actor{}), "the administrator of another province": as(access.Administrator, elsewhere.Scope())}
			for _, role := range access.Roles() {
				if role != access.Administrator {
					people[string(role)+" of the province"] = as(role, k.province.Scope())
					people[string(role)+" everywhere"] = as(role, access.Everywhere)
				}
			}
			if everywhere[name] {
				people["the administrator of one province"] = as(access.Administrator, k.province.Scope())
			}
			for person, who := range people {
				if err := asks(who); fault.KindOf(err) != fault.Forbidden && fault.KindOf(err) != fault.Unknown {
					t.Errorf("%s by %s: %v, want it refused", name, person, err)
				}
			}
			for person, who := range map[string]work.Who{"the administrator": admin, "the administrator of the province": as(access.Administrator, k.province.Scope())} {
				if err := asks(who); !errors.Is(err, errUndo) && (person == "the administrator" || !everywhere[name]) {
					t.Errorf("%s by %s: %v", name, person, err)
				}
			}
		}
		// Without bodies there is nobody whose right could be asked for.
		if err := o.Do(ctx, work.As(access.Actor{}), func(u *work.Unit) error {
			_, err := org.MergeAll(ctx, u, nil, on, order)
			return err
		}); !fault.Is(err, fault.Invalid) {
			t.Errorf("a merger of nothing by nobody: %v", err)
		}
		if n := tree(t, o).Len(); n != 7 {
			t.Errorf("there are %d bodies afterwards, want the 7 of before", n)
		}
	})
}

package org_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/org"
)

var act = org.Act{Symbol: "05-QĐ/TU"}

func codes(bodies []*org.Body) string {
	var out []string
	for _, b := range bodies {
		out = append(out, b.Code)
	}
	return strings.Join(out, " ")
}

// A group means whom it meant on the day of the document, whatever became of
// the bodies and of the group since.
func TestGroupsOverTime(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		k := family(t, o)
		departments := org.Group{Name: "các sở, ban, ngành", Aliases: []string{"các sở", " các sở ", ""}, Kinds: []org.Kind{org.Department}, Tier: org.Province}
		o.MustDo(t, func(u *work.Unit) error {
			made, err := org.AddGroups(ctx, u, []org.Group{departments}, day("2021-01-01"), act)
			if err == nil {
				departments.ID = made[0]
			}
			return err
		})
		o.MustDo(t, func(u *work.Unit) error {
			return org.Dissolve(ctx, u, k.interior, []org.ID{k.finance}, day("2022-01-01"), order)
		})
		wider := departments
		wider.Name, wider.Aliases, wider.Kinds = "các cơ quan tỉnh", nil, []org.Kind{org.Department, org.PeoplesCommittee}
		o.MustDo(t, func(u *work.Unit) error { return org.ChangeGroup(ctx, u, wider, day("2023-01-01"), act) })
		o.MustDo(t, func(u *work.Unit) error { return org.EndGroup(ctx, u, departments.ID, day("2024-01-01"), act) })
		// Its first name is free again from the day it is called otherwise.
		o.MustDo(t, func(u *work.Unit) error {
			again := org.Group{Name: "Các Sở", Line: org.Government}
			_, err := org.AddGroups(ctx, u, []org.Group{again}, day("2023-01-01"), act)
			return err
		})
		all := tree(t, o)
		for _, c := range []struct{ on, printed, want string }{
			{"2020-12-31", "các sở, ban, ngành", ""},
			{"2021-01-01", "các sở, ban, ngành", "S2 S1"},
			{"2021-01-01", "Các sở", "S2 S1"},
			{"2022-01-01", "các sở, ban, ngành", "S1"},
			{"2022-12-31", "các cơ quan tỉnh", ""},
			{"2023-01-01", "các sở, ban, ngành", ""},
			{"2023-01-01", "các cơ quan tỉnh", "U S1"},
			{"2024-01-01", "các cơ quan tỉnh", ""},
			{"2024-01-01", "các sở", "U S1"},
		} {
			r := all.Resolve(c.printed, k.province, day(c.on))
			var bodies []*org.Body
			for _, id := range r.Bodies {
				b, _ := all.Body(id)
				bodies = append(bodies, b)
			}
			if codes(bodies) != c.want {
				t.Errorf("%q on %s means %q, want %q", c.printed, c.on, codes(bodies), c.want)
			}
		}
		if n := len(all.Groups(day("2023-06-01"))); n != 2 {
			t.Errorf("%d groups in June 2023, want 2", n)
		}
		for name, refused := range map[string]struct {
			kind fault.Kind
			do   func(*work.Unit) error
		}{
			"a change on the day of the last":  {fault.Invalid, func(u *work.Unit) error { return org.EndGroup(ctx, u, departments.ID, day("2023-01-01"), act) }},
			"a change after the end":           {fault.Invalid, func(u *work.Unit) error { return org.ChangeGroup(ctx, u, departments, day("2025-01-01"), act) }},
			"a group that is not there":        {fault.Unknown, func(u *work.Unit) error { return org.EndGroup(ctx, u, "none", day("2025-01-01"), act) }},
			"an end without an act":            {fault.Invalid, func(u *work.Unit) error { return org.EndGroup(ctx, u, departments.ID, day("2025-01-01"), org.Act{}) }},
			"a name in use":                    {fault.Conflict, add(t, org.Group{Name: "CÁC SỞ", Tier: org.Province})},
			"another way of writing that name": {fault.Conflict, add(t, org.Group{Name: "những sở", Tier: org.Province})},
			"an alias in use":                  {fault.Conflict, add(t, org.Group{Name: "cơ quan khác", Aliases: []string{"các sở"}, Tier: org.Province})},
			"no name":                          {fault.Invalid, add(t, org.Group{Tier: org.Province})},
			"every body":                       {fault.Invalid, add(t, org.Group{Name: "mọi cơ quan"})},
			"a kind that is none":              {fault.Invalid, add(t, org.Group{Name: "cơ quan lạ", Kinds: []org.Kind{"lạ"}})},
		} {
			err := o.Do(ctx, work.System("test"), refused.do)
			if fault.KindOf(err) != refused.kind {
				t.Errorf("%s: got %v, want a fault of kind %v", name, err, refused.kind)
			}
		}
	})
}

// Groups of an office from before they were dated are there from its first
// day on.
func TestGroupsFromBeforeTheyWereDated(t *testing.T) {
	const first = "schema/20261121_org.sql"
	content, err := org.Schema.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	dbtest.Each(t, []fs.FS{fstest.MapFS{first: &fstest.MapFile{Data: content}}}, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		if err := o.DB.Script(ctx, `INSERT INTO org_group (id, name, aliases, kinds, tier, line) VALUES ('g1', 'các sở', 'các ngành', 'department', 'province', '');
			INSERT INTO org_event (id, kind, on_day, act_symbol, act_title, act_on) VALUES ('e1', 'establish', '2020-10-01', '1', '', '');
			INSERT INTO org_body (id, code, kind, tier, line, from_on, until_on) VALUES ('b1', 'S1', 'department', 'province', 'government', '2020-10-01', '');
			INSERT INTO org_name (body_id, from_on, until_on, name, short_name, event_id) VALUES ('b1', '2020-10-01', '', 'Sở Tài chính', 'Sở Tài chính', 'e1');
			INSERT INTO org_place (body_id, from_on, until_on, event_id) VALUES ('b1', '2020-10-01', '', 'e1')`); err != nil {
			t.Fatal(err)
		}
		var steps []db.Migration
		for _, fsys := range []fs.FS{work.Schema, org.Schema} {
			m, err := db.Migrations(fsys)
			if err != nil {
				t.Fatal(err)
			}
			steps = append(steps, m...)
		}
		if err := o.DB.Migrate(ctx, steps); err != nil {
			t.Fatal(err)
		}
		all := tree(t, o)
		g, ok := all.GroupNamed("các ngành", day("2020-10-01"))
		if !ok || g.Name != "các sở" || codes(all.Expand(g, "", day("2020-10-01"))) != "S1" {
			t.Errorf("the group is %+v", g)
		}
		if e, ok := all.Event(g.Event); !ok || e.Kind != org.Regrouped || e.Act.Title == "" {
			t.Errorf("it was made by %+v", e)
		}
		o.MustDo(t, func(u *work.Unit) error { return org.EndGroup(ctx, u, g.ID, day("2026-01-01"), act) })
	})
}

func add(t *testing.T, g org.Group) func(*work.Unit) error {
	return func(u *work.Unit) error {
		_, err := org.AddGroups(t.Context(), u, []org.Group{g}, day("2026-01-01"), act)
		return err
	}
}

// Whatever is done to groups, on no day do two of them answer to one name,
// and each expands to exactly the bodies of the day that it describes.
func TestGroupsAreToldApart(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := dbtest.New(t, db.SQLite, schema)
		k := family(t, o)
		names := []string{"các sở", "các sở, ngành", "Các cơ quan", "đảng uỷ các xã, phường", "đảng ủy các phường, xã"}
		on := day("2021-01-01")
		var known []org.GroupID
		for range rapid.IntRange(1, 12).Draw(rt, "changes") {
			on = on.AddDays(rapid.IntRange(-30, 200).Draw(rt, "days"))
			g := org.Group{
				Name: rapid.SampledFrom(names).Draw(rt, "name"), Aliases: rapid.SliceOfN(rapid.SampledFrom(names), 0, 2).Draw(rt, "aliases"),
				Kinds: rapid.SliceOfN(rapid.SampledFrom([]org.Kind{org.Department, org.Committee}), 0, 2).Draw(rt, "kinds"),
				Tier:  rapid.SampledFrom([]org.Tier{"", org.Province, org.Commune}).Draw(rt, "tier"),
			}
			if len(known) > 0 {
				g.ID = rapid.SampledFrom(known).Draw(rt, "group")
			}
			var made []org.GroupID
			err := o.Do(t.Context(), work.System("test"), func(u *work.Unit) (err error) {
				made = nil
				switch what := rapid.IntRange(0, 3).Draw(rt, "what"); {
				case what < 2 || g.ID == "":
					made, err = org.AddGroups(t.Context(), u, []org.Group{g}, on, act)
				case what == 2:
					err = org.ChangeGroup(t.Context(), u, g, on, act)
				default:
					err = org.EndGroup(t.Context(), u, g.ID, on, act)
				}
				return err
			})
			if err == nil {
				known = append(known, made...)
			} else if fault.KindOf(err) == fault.Internal {
				rt.Fatalf("not refused, but failed: %v", err)
			}
		}
		all := tree(t, o)
		for d := day("2020-12-01"); d.Before(on.AddDays(400)); d = d.AddDays(13) {
			called := map[string]org.GroupID{}
			for _, g := range all.Groups(d) {
				for _, printed := range append([]string{g.Name}, g.Aliases...) {
					if other, taken := called[printed]; taken && other != g.ID {
						rt.Fatalf("%s: %q names two groups", d, printed)
					}
					called[printed] = g.ID
					if found, ok := all.GroupNamed(strings.ToUpper(printed), d); !ok || found.ID != g.ID {
						rt.Fatalf("%s: %q does not lead to its group", d, printed)
					}
				}
				members := all.Expand(g, "", d)
				for _, b := range all.Bodies() {
					meant := b.Contains(d) && (len(g.Kinds) == 0 || slices.Contains(g.Kinds, b.Kind)) && (g.Tier == "" || g.Tier == b.Tier)
					if slices.Contains(members, b) != meant {
						rt.Fatalf("%s: %s in %+v: %v", d, b.Code, g, !meant)
					}
				}
				if r := all.Resolve(g.Name, k.province, d); len(members) > 0 && (r.Group != g.Name || len(r.Bodies) != len(members)) {
					rt.Fatalf("%s: %q resolves to %+v, want %d bodies", d, g.Name, r, len(members))
				}
			}
		}
	})
}

func TestGroupPages(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		c := webtest.New(t, site(t, o, admin))
		empty := c.Get("/groups").Want(http.StatusOK)
		if empty.Has("main table") || !empty.Has("a[href='/groups/new']") {
			t.Error("without groups there is a table, or no way to add one")
		}
		form := empty.Follow("a[href='/groups/new']").Want(http.StatusOK)
		wrong := form.Submit("form[action='/groups']", "name", "  các sở, ban, ngành ", "aliases", "các sở\ncác ban", "on", "32/13/2025", "act", "05-QĐ/TU").Want(http.StatusUnprocessableEntity)
		if wrong.Value("name") != "các sở, ban, ngành" || wrong.Value("aliases") != "các sở\ncác ban" || wrong.Value("on") != "32/13/2025" || wrong.Value("act") != "05-QĐ/TU" {
			t.Error("what was typed is lost")
		}
		wrong = wrong.Submit("form[action='/groups']", "on", "01/01/2021").Want(http.StatusUnprocessableEntity)
		if !wrong.Has(".error-summary a[href='#f-kinds']") || !wrong.Has("#f-kinds") {
			t.Error("a group of every body is not refused at the kinds")
		}
		made := wrong.Submit("form[action='/groups']", "kind_department", "1", "tier", "province").Want(http.StatusOK)
		if made.Title() != "các sở, ban, ngành" || !strings.Contains(made.Text("main table"), "Sở Tài chính") || strings.Contains(made.Text("main table"), "An Hoà") {
			t.Errorf("the new group is shown as %s: %s", made.Title(), made.Text("main"))
		}
		again := c.Post("/groups", "name", "Các Sở", "tier", "province", "on", "01/01/2022", "act", "1").Want(http.StatusConflict)
		if again.Value("name") != "Các Sở" {
			t.Error("the name refused is lost")
		}
		at := strings.Split(made.Address, "?")[0]
		change := made.Follow("a[href='" + at + "/change']").Want(http.StatusOK)
		if change.Value("kind_department") != "1" || change.Value("aliases") != "các sở\ncác ban" {
			t.Error("the form does not hold the group as it is")
		}
		changed := change.Submit("form[action='"+at+"/change']", "name", "các cơ quan", "kind_committee", "1", "on", "01/01/2026", "act", "06-QĐ/TU").Want(http.StatusOK)
		if changed.Title() != "các cơ quan" || !strings.Contains(changed.Text("main table"), "Tỉnh uỷ Tân Lập") {
			t.Errorf("after the change: %s", changed.Text("main"))
		}
		before := c.Get(at + "?on=31/12/2025").Want(http.StatusOK)
		if before.Title() != "các sở, ban, ngành" || strings.Contains(before.Text("main table"), "Tỉnh uỷ") || !strings.Contains(before.Text("main"), "06-QĐ/TU") {
			t.Errorf("the day before the change: %s", before.Text("main"))
		}
		listed := c.Get("/groups?on=2026-02-01").Want(http.StatusOK)
		if got := listed.Find("main table details li").Length(); got != 3 {
			t.Errorf("the list leads to %d bodies of the group, want 3", got)
		}
		listed.Follow("main table td a[href^='/groups/']").Want(http.StatusOK)
		c.Post(at+"/end", "on", "01/01/2026", "act", "07-QĐ/TU").Want(http.StatusUnprocessableEntity)
		over := changed.Follow("a[href='"+at+"/end']").Submit("form[action='"+at+"/end']", "on", "01/03/2026", "act", "07-QĐ/TU").Want(http.StatusOK)
		if over.Has("a[href='"+at+"/change']") || !strings.Contains(over.Text("main"), "không có vào ngày 20/11/2026") {
			t.Errorf("after the end: %s", over.Text("main"))
		}
		if strings.Contains(c.Get("/groups").Text("main"), "các cơ quan") {
			t.Error("a group that has ended is in today's list")
		}
		c.Get("/groups/nothing").Want(http.StatusNotFound)
		c.Get("/groups?on=abc").Want(http.StatusUnprocessableEntity)

		for _, role := range access.Roles() {
			if role == access.Administrator {
				continue
			}
			other := webtest.New(t, site(t, o, as(role, k.province.Scope())))
			if page := other.Get("/groups").Want(http.StatusOK); page.Has("a[href='/groups/new']") {
				t.Errorf("%s is offered to add a group", role)
			}
			if page := other.Get(at + "?on=01/01/2025").Want(http.StatusOK); page.Has("a[href='" + at + "/change']") {
				t.Errorf("%s is offered to change a group", role)
			}
			for _, address := range []string{"/groups/new", at + "/change", at + "/end"} {
				if status := other.Get(address).Status; status != http.StatusNotFound && status != http.StatusForbidden {
					t.Errorf("%s gets %s with %d", role, address, status)
				}
			}
			for _, address := range []string{"/groups", at + "/change", at + "/end"} {
				page := other.Post(address, "name", fmt.Sprint("nhóm ", role), "tier", "province", "on", "01/01/2027", "act", "8")
				if page.Status != http.StatusNotFound && page.Status != http.StatusForbidden {
					t.Errorf("%s posts %s and gets %d", role, address, page.Status)
				}
			}
		}
	})
}

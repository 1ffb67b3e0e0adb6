package org_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/org"
)

// left is what another capability tells of a body that ends.
func left(_ context.Context, _ *work.View, ending []org.ID) (out []org.Effect, err error) {
	for _, b := range ending {
		out = append(out, org.Effect{Body: b, What: text.Verbatim("%d tờ trình"), Args: []any{7}, Next: text.Verbatim("Bàn giao.")})
	}
	return out, nil
}

// Three bodies become one on the form, without scripts, and nothing is stored
// before the last step.
func TestMergerForm(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		var school org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			school, err = org.Establish(t.Context(), u, org.NewBody{Code: "TR", Name: "Trường An Hoà", Kind: org.PublicUnit, Tier: org.Grassroots, Line: org.Government, Superior: k.an}, day("2021-01-01"), order)
			return err
		})
		at := k.an.Address() + "/change/merge"
		form := `form[action="` + at + `"]`
		c := webtest.New(t, site(t, o, admin, left))
		first := c.Get(k.an.Address()).Follow(`a[href="` + at + `"]`).Want(http.StatusOK)

		// Wrong input: everything typed is still there, and every fault is told.
		wrong := first.Submit(form, "name", "", "code", "X1", "on", "31/02/2027", "act_title", "về sắp xếp", "other", string(k.binh)).Want(http.StatusUnprocessableEntity)
		if wrong.Value("code") != "X1" || wrong.Value("on") != "31/02/2027" || wrong.Value("act_title") != "về sắp xếp" || wrong.Value("other") != "Đảng uỷ xã Bình Phú (X2)" {
			t.Errorf("what was typed is lost: %s", wrong.Text("main"))
		}
		wrong = wrong.Submit(form, "on", "01/01/2027").Want(http.StatusUnprocessableEntity)
		for _, field := range []string{"name", "code"} {
			if !wrong.Has(`.error-summary a[href="#f-`+field+`"]`) || !wrong.Has("#f-"+field) {
				t.Errorf("the fault of %s is not told, or leads nowhere", field)
			}
		}
		// One more body, by the button: the one chosen is kept as a tick.
		values := webtest.Filled(wrong.Find(form))
		values.Set("step", "more")
		more := c.Post(at, flat(values)...).Want(http.StatusOK)
		if more.Value("with_"+string(k.binh)) != "1" || more.Value("other") != "" || more.Has(".error-summary") {
			t.Error("the chosen body is not kept when one more is asked for")
		}
		alone := c.Post(at, "name", "x", "code", "y", "on", "01/01/2027", "act", "1").Want(http.StatusUnprocessableEntity)
		if !alone.Has(`.error-summary a[href="#f-sources"]`) || !alone.Has("#f-sources") {
			t.Error("a merger of one body is not refused at its box")
		}
		look := more.Submit(form, "other", string(k.interior), "name", "Đảng uỷ xã An Bình", "code", "X9").Want(http.StatusOK)
		seen := look.Text("main")
		for _, want := range []string{"Chưa lưu gì", "Đảng uỷ xã An Hoà", "Đảng uỷ xã Bình Phú", "Sở Nội vụ", "Đảng uỷ xã An Bình", "X9", "Trường An Hoà", "7 tờ trình", "Bàn giao."} {
			if !strings.Contains(seen, want) {
				t.Errorf("the preview does not tell of %q: %s", want, seen)
			}
		}
		if tree(t, o).Len() != 7 {
			t.Fatal("the preview has stored something")
		}
		back := press(c, look, form, "edit").Want(http.StatusOK)
		if back.Value("name") != "Đảng uỷ xã An Bình" || back.Value("with_"+string(k.interior)) != "1" || back.Value("on") != "01/01/2027" {
			t.Error("going back loses what was typed")
		}
		// Unticking leaves a body out.
		values = webtest.Filled(back.Find(form))
		values.Del("with_" + string(k.interior))
		look = c.Post(at, flat(values)...).Want(http.StatusOK)
		if strings.Contains(look.Text("main"), "Sở Nội vụ") {
			t.Error("a body that was unticked is still merged")
		}
		done := press(c, look, form, "store").Want(http.StatusOK)
		if done.Title() != "Đảng uỷ xã An Bình" || !strings.Contains(done.Text("main"), "Đảng uỷ xã Bình Phú") {
			t.Errorf("the outcome shows as %s: %s", done.Title(), done.Text("main"))
		}
		all := tree(t, o)
		made, _ := all.ByCode("X9")
		if chart := all.Chart(day("2027-01-01")); made == nil || chart.Superior(school) != made.ID || chart.Has(k.an) || chart.Has(k.binh) || !chart.Has(k.interior) {
			t.Error("the tree is not what the preview said")
		}
		if codes := made.Series; len(codes) != 1 || codes[0].Code != "ĐU" {
			t.Errorf("the new body numbers with %v", codes)
		}
		press(c, look, form, "store").Want(http.StatusUnprocessableEntity) // sent twice
		// When the day has come, what was not handed on shows on the new body.
		o.Set(day("2027-01-02").Start(dbtest.Zone))
		if now := c.Get(made.ID.Address()).Want(http.StatusOK); strings.Count(now.Text("main"), "7 tờ trình") != 2 {
			t.Errorf("what is left to hand on does not show: %s", now.Text("main"))
		}
	})
}

func TestDivisionForm(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		at := k.people.Address() + "/change/split"
		form := `form[action="` + at + `"]`
		c := webtest.New(t, site(t, o, admin, left))
		first := c.Get(k.people.Address()).Follow(`a[href="` + at + `"]`).Want(http.StatusOK)
		finance, interior := "takes_"+string(k.finance), "takes_"+string(k.interior)
		wrong := first.Submit(form, "name_0", "Uỷ ban Đông", "code_0", "U", finance, "1", "on", "01/01/2027", "act", "9-NQ").Want(http.StatusConflict)
		for _, field := range []string{"code_0", "name_1", "code_1", "takes"} {
			if !wrong.Has(`.error-summary a[href="#f-`+field+`"]`) || !wrong.Has("#f-"+field) {
				t.Errorf("the fault of %s is not told, or leads nowhere: %s", field, wrong.Text(".error-summary"))
			}
		}
		if wrong.Value("name_0") != "Uỷ ban Đông" || wrong.Value(finance) != "1" || wrong.Value("act") != "9-NQ" {
			t.Error("what was typed is lost")
		}
		values := webtest.Filled(wrong.Find(form))
		values.Set("step", "more")
		more := c.Post(at, flat(values)...).Want(http.StatusOK)
		if !more.Has("[name=name_2]") || more.Value("name_0") != "Uỷ ban Đông" || more.Find(`[name="`+interior+`"] option`).Length() != 4 {
			t.Error("one more successor is not there to be filled and chosen")
		}
		same := more.Submit(form, "code_0", "U1", "name_1", "Uỷ ban Tây", "code_1", "U1", "rest", "2").Want(http.StatusConflict)
		if !same.Has(`.error-summary a[href="#f-code_1"]`) {
			t.Error("two successors of one code pass")
		}
		loop := same.Submit(form, "code_1", "U2", "superior", string(k.finance)).Want(http.StatusUnprocessableEntity)
		if got := loop.Find(`.error-summary a[href="#f-superior"]`).Length(); got == 0 || loop.Value("superior") != "Sở Tài chính (S1)" {
			t.Error("a successor under what it takes passes")
		}
		// The third one was left empty, and so is none.
		look := loop.Submit(form, "superior", string(k.province)).Want(http.StatusOK)
		seen := look.Text("main")
		for _, want := range []string{"Uỷ ban Đông", "Uỷ ban Tây", "Sở Tài chính", "Sở Nội vụ", "7 tờ trình", "9-NQ"} {
			if !strings.Contains(seen, want) {
				t.Errorf("the preview does not tell of %q: %s", want, seen)
			}
		}
		if tree(t, o).Len() != 6 {
			t.Fatal("the preview has stored something")
		}
		done := press(c, look, form, "store").Want(http.StatusOK)
		if done.Title() != "Uỷ ban nhân dân tỉnh Tân Lập" || !strings.Contains(done.Text("main"), "Uỷ ban Tây") {
			t.Errorf("the outcome shows as %s: %s", done.Title(), done.Text("main"))
		}
		all := tree(t, o)
		east, _ := all.ByCode("U1")
		west, _ := all.ByCode("U2")
		chart := all.Chart(day("2027-01-01"))
		if east == nil || west == nil || chart.Superior(k.finance) != east.ID || chart.Superior(k.interior) != west.ID || chart.Superior(east.ID) != k.province || chart.Has(k.people) {
			t.Error("the tree is not what the preview said")
		}
		if heirs := all.Heirs(k.people); len(heirs) != 2 {
			t.Errorf("the body is followed by %v", heirs)
		}
	})
}

func TestDissolutionForm(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		c := webtest.New(t, site(t, o, admin, left))
		at := k.interior.Address() + "/change/dissolve"
		form := `form[action="` + at + `"]`
		look := c.Get(at).Submit(form, "other", string(k.finance), "on", "01/01/2027", "act", "9-NQ").Want(http.StatusOK)
		if seen := look.Text("main"); !strings.Contains(seen, "Sở Tài chính") || !strings.Contains(seen, "7 tờ trình") {
			t.Errorf("the preview says %s", seen)
		}
		press(c, look, form, "store").Want(http.StatusOK)
		if heirs := tree(t, o).Heirs(k.interior); !slices.Equal(heirs, []org.ID{k.finance}) {
			t.Errorf("the body is followed by %v", heirs)
		}
		for _, role := range access.Roles() {
			if role == access.Administrator {
				continue
			}
			other := webtest.New(t, site(t, o, as(role, k.province.Scope()), left))
			for _, kind := range []string{"merge", "split", "dissolve", "rename", "move"} {
				for _, step := range []string{"", "more", "edit", "store"} {
					page := other.Post(k.an.Address()+"/change/"+kind, "step", step, "on", "01/01/2028", "act", "1")
					if page.Status != http.StatusForbidden {
						t.Errorf("%s, step %q of %s: %d", role, step, kind, page.Status)
					}
				}
			}
		}
	})
}

// Dissolving a body moves those below it by the same act: all to one superior,
// or each to its own, after a look at it.
func TestDissolutionMovesThoseBelow(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		c := webtest.New(t, site(t, o, admin, left))
		at := k.people.Address() + "/change/dissolve"
		form := `form[action="` + at + `"]`
		first := c.Get(at).Submit(form, "on", "01/01/2027", "act", "9-NQ", "act_title", "về sắp xếp").Want(http.StatusUnprocessableEntity)
		if !strings.Contains(first.Text(`.error-summary a[href="#f-rest"]`), "2 đơn vị trực thuộc") || !first.Has("#f-rest[aria-invalid]") || first.Value("act_title") != "về sắp xếp" {
			t.Errorf("a body with others below is refused with %q", first.Text(".error-summary"))
		}
		// Under itself, and under one that ends with it, no body can stand.
		for field, typed := range map[string]string{"rest": "S1", "takes_" + string(k.interior): "U"} {
			wrong := first.Submit(form, field, typed).Want(http.StatusUnprocessableEntity)
			if !wrong.Has(`.error-summary a[href="#f-`+field+`"]`) || !wrong.Has("#f-"+field+"[aria-invalid]") {
				t.Errorf("%s under %s: %s", field, typed, wrong.Text(".error-summary"))
			}
		}
		// In a circle: each of the two under the other one.
		if loop := first.Submit(form, "takes_"+string(k.finance), "S2", "takes_"+string(k.interior), "S1").Want(http.StatusUnprocessableEntity); !loop.Has("details[open] #f-takes_" + string(k.finance) + "[aria-invalid]") {
			t.Errorf("two bodies under each other: %s", loop.Text(".error-summary"))
		}
		look := first.Submit(form, "rest", "tỉnh uỷ tân lập", "takes_"+string(k.interior), "Sở Tài chính").Want(http.StatusOK)
		if seen := look.Text("main"); !strings.Contains(seen, "Sở Nội vụ") || !strings.Contains(seen, "Tỉnh uỷ Tân Lập") {
			t.Errorf("the preview says %s", seen)
		}
		if tree(t, o).Chart(day("2027-01-01")).Superior(k.finance) != k.people {
			t.Fatal("the preview has stored something")
		}
		back := press(c, look, form, "edit").Want(http.StatusOK)
		if back.Value("rest") != "Tỉnh uỷ Tân Lập (T)" || back.Value("takes_"+string(k.interior)) != "Sở Tài chính (S1)" {
			t.Errorf("going back to the form loses where bodies move: %q, %q", back.Value("rest"), back.Value("takes_"+string(k.interior)))
		}
		press(c, press(c, back, form, "").Want(http.StatusOK), form, "store").Want(http.StatusOK)
		all := tree(t, o)
		chart := all.Chart(day("2027-01-01"))
		if chart.Has(k.people) || chart.Superior(k.finance) != k.province || chart.Superior(k.interior) != k.finance {
			t.Error("the tree is not what the preview said")
		}
		if before := all.Chart(day("2026-12-31")); before.Superior(k.finance) != k.people || before.Superior(k.interior) != k.people {
			t.Error("the day before has changed")
		}
		ended, _ := all.Body(k.people)
		moved, _ := all.Body(k.finance)
		if ended.End == "" || ended.End != moved.Places[1].Event {
			t.Errorf("the end is the act %q, the move the act %q", ended.End, moved.Places[1].Event)
		}
	})
}

// A role on the body that ends is not enough to move others under one
// elsewhere.
func TestDissolutionAsksForBothSides(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		ends := func(who work.Who, to org.ID) error {
			return o.Do(t.Context(), who, func(u *work.Unit) error {
				err := org.Dissolve(t.Context(), u, k.people, nil, day("2027-01-01"), order, org.Moving{Body: k.finance, To: to}, org.Moving{Body: k.interior, To: to})
				if err == nil {
					return errUndo
				}
				return err
			})
		}
		if err := ends(as(access.Administrator, k.people.Scope()), k.an); !fault.Is(err, fault.Forbidden) {
			t.Errorf("moved under a body out of reach: %v", err)
		}
		if err := ends(as(access.Administrator, k.province.Scope()), k.an); !errors.Is(err, errUndo) {
			t.Errorf("moved within reach: %v", err)
		}
		for name, moves := range map[string][]org.Moving{
			"one left out":     {{Body: k.finance, To: k.an}},
			"one moved twice":  {{Body: k.finance, To: k.an}, {Body: k.interior, To: k.an}, {Body: k.finance, To: k.binh}},
			"one of elsewhere": {{Body: k.finance, To: k.an}, {Body: k.interior, To: k.an}, {Body: k.binh, To: k.an}},
			"under itself":     {{Body: k.finance, To: k.finance}, {Body: k.interior, To: k.an}},
			"under the ending": {{Body: k.finance, To: k.people}, {Body: k.interior, To: k.an}},
		} {
			err := o.Do(t.Context(), admin, func(u *work.Unit) error {
				return org.Dissolve(t.Context(), u, k.people, nil, day("2027-01-01"), order, moves...)
			})
			if fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v, want it refused", name, err)
			}
		}
	})
}

// What a division does with those below is decided for each, once.
func TestDivisionRefusals(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		heir := func(code string, takes ...org.ID) org.Heir {
			return org.Heir{NewBody: org.NewBody{Code: code, Name: "Uỷ ban " + code, Kind: org.PeoplesCommittee, Tier: org.Province, Line: org.Government, Superior: k.province}, Takes: takes}
		}
		for name, heirs := range map[string][]org.Heir{
			"one left out":     {heir("A", k.finance), heir("B")},
			"one taken twice":  {heir("A", k.finance, k.interior), heir("B", k.finance)},
			"one of elsewhere": {heir("A", k.finance, k.interior), heir("B", k.an)},
			"one heir":         {heir("A", k.finance, k.interior)},
		} {
			err := o.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
				_, err := org.Divide(t.Context(), u, k.people, heirs, day("2027-01-01"), order)
				return err
			})
			if fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v, want it refused", name, err)
			}
		}
	})
}

// press sends a form with one of its buttons.
func press(c *webtest.Client, p *webtest.Page, form, step string) *webtest.Page {
	values := webtest.Filled(p.Find(form))
	values.Set("step", step)
	return c.Post(strings.Split(p.Address, "?")[0], flat(values)...)
}

func flat(values map[string][]string) (out []string) {
	for name, all := range values {
		for _, v := range all {
			out = append(out, name, fmt.Sprint(v))
		}
	}
	return out
}

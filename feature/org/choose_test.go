package org_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/org"
)

// What is typed for a body means one, or is asked about; it is never guessed.
func TestMeant(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		var like org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			like, err = org.Establish(t.Context(), u, org.NewBody{Code: "SỞ (2)", Name: "Sở Nội vụ (cũ)", Kind: org.Department, Tier: org.Province, Line: org.Government, Superior: k.people}, day("2021-01-01"), order)
			if err == nil {
				err = org.Rename(t.Context(), u, k.interior, "Sở Nội vụ và Lao động", "", day("2026-01-01"), order)
			}
			return err
		})
		all := tree(t, o)
		c := org.Chooser{Tree: all, Day: day("2026-06-01")}
		for typed, want := range map[string]org.ID{
			"": "", "  ": "", string(k.an): k.an, "X1": k.an, "Đảng uỷ xã An Hoà (X1)": k.an, "bất kỳ (X1)": k.an,
			"đảng ủy xã an hòa": k.an, "Sở Nội vụ (cũ) (SỞ (2))": like, "Sở Nội vụ và  Lao động": k.interior,
		} {
			if got, err := c.Meant("f", typed); err != nil || got != want {
				t.Errorf("%q means %q (%v), want %q", typed, got, err, want)
			}
		}
		for _, typed := range []string{"an", "xã", "nội vụ", "không có đâu", "0", "(", ")", "X1)", "(X1"} {
			if got, err := c.Meant("f", typed); fault.KindOf(err) != fault.Invalid || got != "" {
				t.Errorf("%q means %q (%v), want it asked about", typed, got, err)
			}
		}
		// Of the name before, on the day before.
		if got, err := (org.Chooser{Tree: all, Day: day("2025-06-01")}).Meant("f", "sở nội vụ"); err != nil || got != k.interior {
			t.Errorf("the former name means %q (%v)", got, err)
		}
		c.May = func(b org.ID) bool { return b != k.an }
		if got, err := c.Meant("f", "X1"); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a body that may not be chosen is %q (%v)", got, err)
		}
		found, more := c.Find("dang uy", 1)
		if len(found) != 1 || found[0].ID != k.binh || more {
			t.Errorf("of two, one of which may not be chosen, %v is found, more: %v", found, more)
		}
	})
}

// A body whose code or whose whole name is typed stands before those that
// only hold the words, however many these are.
func TestNearestFirst(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		o.MustDo(t, func(u *work.Unit) error {
			var many []org.NewBody
			for i := range 30 {
				many = append(many, org.NewBody{Code: fmt.Sprint("A", i), Name: fmt.Sprintf("Ban Tổ chức thứ %d", i), Kind: org.PartyBoard, Tier: org.Province, Line: org.Party})
			}
			many = append(many, org.NewBody{Code: "chức", Name: "Uỷ ban", Kind: org.OtherBody, Tier: org.Cell, Line: org.Mass},
				org.NewBody{Code: "Z", Name: "Tổ chức khác", Kind: org.OtherBody, Tier: org.Cell, Line: org.Mass})
			_, err := org.EstablishAll(t.Context(), u, many, day("2020-01-01"), order)
			return err
		})
		c := org.Chooser{Tree: tree(t, o), Day: day("2026-01-01")}
		for typed, want := range map[string]string{"to chuc": "Z", "chuc": "chức", "a7": "A7"} {
			found, _ := c.Find(typed, 20)
			if len(found) == 0 || found[0].Code != want {
				t.Errorf("%q finds %d bodies, the first is not %s", typed, len(found), want)
			}
		}
		if found, more := c.Find("tổ chức", 20); len(found) != 20 || !more {
			t.Errorf("%d are found of 31, more: %v", len(found), more)
		}
		if found, more := c.Find("", 20); len(found) != 20 || !more {
			t.Errorf("%d are found by no word, more: %v", len(found), more)
		}
	})
}

// Without scripts a few words are sent, and what they may mean is chosen from.
func TestChoosingWithoutScripts(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		c := webtest.New(t, site(t, o, admin))
		at := k.finance.Address() + "/change/move"
		form := `form[action="` + at + `"]`
		first := c.Get(at).Want(http.StatusOK)
		if first.Value("superior") != "Uỷ ban nhân dân tỉnh Tân Lập (U)" || first.Has("option") {
			t.Errorf("the form begins with %q", first.Value("superior"))
		}
		asked := first.Submit(form, "superior", "xa", "on", "01/01/2027", "act", "5-QĐ").Want(http.StatusUnprocessableEntity)
		if n := asked.Find("[name=superior_pick]").Length(); n != 2 || asked.Value("superior") != "xa" || asked.Has("[name=superior_pick][checked]") || asked.Value("act") != "5-QĐ" {
			t.Errorf("%d bodies are offered for %q", n, asked.Value("superior"))
		}
		if !strings.Contains(asked.Text(`.error-summary a[href="#f-superior"]`), "xa") {
			t.Errorf("it is refused with %q", asked.Text(".error-summary"))
		}
		none := asked.Submit(form, "superior", "bộ ngoại giao").Want(http.StatusUnprocessableEntity)
		if none.Has("[name=superior_pick]") || none.Value("superior") != "bộ ngoại giao" {
			t.Error("what names nothing offers something, or is lost")
		}
		one := none.Submit(form, "superior", "binh phu").Want(http.StatusUnprocessableEntity)
		if !one.Has("[name=superior_pick][checked]") {
			t.Error("the only body that is meant is not ready to be confirmed")
		}
		one.Submit(form).Want(http.StatusOK)
		if got := tree(t, o).Chart(day("2027-01-01")).Superior(k.finance); got != k.binh {
			t.Errorf("it was moved under %s", got)
		}
		asked.Submit(form, "superior_pick", "Đảng uỷ xã An Hoà (X1)", "on", "01/02/2027").Want(http.StatusOK)
		if got := tree(t, o).Chart(day("2027-02-01")).Superior(k.finance); got != k.an {
			t.Errorf("it was moved under %s", got)
		}
	})
}

// What scripts are offered: by words with and without diacritics, of the day
// that is typed, without the body itself, to those who see bodies only.
func TestOffers(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		offers := func(c *webtest.Client, query string) (labels []string) {
			t.Helper()
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/bodies/find?"+query, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Accept", "application/json")
			var f ui.Found
			if err := json.Unmarshal(c.Do(r).Want(http.StatusOK).Body, &f); err != nil {
				t.Fatal(err)
			}
			for _, one := range f.Found {
				labels = append(labels, one.Label+"|"+one.Hint)
			}
			return labels
		}
		c := webtest.New(t, site(t, o, as(access.Specialist, k.an.Scope())))
		for query, want := range map[string][]string{
			"q=so+noi":                           {"Sở Nội vụ (S2)|Uỷ ban nhân dân tỉnh Tân Lập"},
			"q=SỞ+nội":                           {"Sở Nội vụ (S2)|Uỷ ban nhân dân tỉnh Tân Lập"},
			"q=s2":                               {"Sở Nội vụ (S2)|Uỷ ban nhân dân tỉnh Tân Lập"},
			"q=tân+lập&on=01/01/2019":            nil,
			"q=tân+lập&on=31/31/2019":            {"Tỉnh uỷ Tân Lập (T)|", "Uỷ ban nhân dân tỉnh Tân Lập (U)|Tỉnh uỷ Tân Lập"},
			"q=so+noi&but=" + string(k.interior): nil,
			"q=so&in=" + string(k.people):        {"Sở Nội vụ (S2)|Uỷ ban nhân dân tỉnh Tân Lập", "Sở Tài chính (S1)|Uỷ ban nhân dân tỉnh Tân Lập"},
			"q=tân+lập&in=" + string(k.people):   {"Uỷ ban nhân dân tỉnh Tân Lập (U)|Tỉnh uỷ Tân Lập"},
			"in=" + string(k.people) + "&but=" + string(k.people): {"Sở Nội vụ (S2)|Uỷ ban nhân dân tỉnh Tân Lập", "Sở Tài chính (S1)|Uỷ ban nhân dân tỉnh Tân Lập"},
			"q=so&in=none": nil,
		} {
			if got := offers(c, query); !slices.Equal(got, want) {
				t.Errorf("%s offers %q, want %q", query, got, want)
			}
		}
		if page := c.Get("/bodies/find?q=so+noi").Want(http.StatusOK); page.Address != "/bodies?q=so+noi" {
			t.Errorf("a person is led to %s", page.Address)
		}
	})
}

// A page that is asked for with a day that is none shows itself, as of today,
// with what was typed and what is wrong.
func TestWrongDaysInAddresses(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		k := family(t, o)
		var group org.GroupID
		o.MustDo(t, func(u *work.Unit) error {
			made, err := org.AddGroups(t.Context(), u, []org.Group{{Name: "các sở", Kinds: []org.Kind{org.Department}}}, day("2021-01-01"), order)
			group = made[0]
			return err
		})
		c := webtest.New(t, site(t, o, admin))
		for address, holds := range map[string]string{
			"/bodies?q=an+hoà&on=": "Đảng uỷ xã An Hoà", k.an.Address() + "?on=": "Đảng uỷ xã An Hoà", "/bodies/below/" + string(k.people) + "?on=": "Sở Nội vụ",
			"/groups?on=": "các sở", group.Address() + "?on=": "Sở Tài chính",
		} {
			page := c.Get(address + "31/02/2026").Want(http.StatusUnprocessableEntity)
			if page.Value("on") != "31/02/2026" && page.Find(`.asof [name=on]`).AttrOr("value", "") != "31/02/2026" {
				t.Errorf("%s loses what was typed", address)
			}
			if !page.Has(".asof [name=on][aria-invalid]") || !strings.Contains(page.Text("main"), holds) {
				t.Errorf("%s does not show itself: %s", address, page.Text("main"))
			}
		}
		if page := c.Get("/bodies?q=an+hoà&on=31/02/2026"); page.Value("q") != "an hoà" {
			t.Errorf("the words looked for are %q", page.Value("q"))
		}
	})
}

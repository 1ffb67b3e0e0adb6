package app_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/webtest"
)

// Whatever stands in the address of a page, typed, cut short or sent by a
// program: the page answers, with what it found or with what is wrong.
func TestAnyAddress(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		clerk, admin := p.as(t, s.at(ownBody, access.Office)), p.as(t, s.at(province, access.Administrator))
		fields := map[string][]string{} // of each page, what its forms and links ask
		for _, rt := range p.Routes() {
			if methodOf(rt) != http.MethodGet || strings.Contains(rt.Pattern, "{") {
				continue
			}
			asked := map[string]bool{}
			page := admin.Get(pathOf(rt))
			if !page.IsHTML() {
				continue
			}
			for _, f := range page.Find("form[method=get] [name], form:not([method]) [name]").EachIter() {
				asked[f.AttrOr("name", "")] = true
			}
			page.Find("a[href^='?'], a[href^='" + pathOf(rt) + "?']").Each(func(_ int, a *goquery.Selection) {
				if to, err := url.Parse(a.AttrOr("href", "")); err == nil {
					for name := range to.Query() {
						asked[name] = true
					}
				}
			})
			if len(asked) > 0 {
				fields[pathOf(rt)] = slices.Sorted(maps.Keys(asked))
			}
		}
		if len(fields) < 5 {
			t.Fatalf("only %d pages ask for anything: %v", len(fields), fields)
		}
		for _, address := range []string{"/documents/%00", "/tasks/%ff", "/bodies/%00/change", "/rules/a%00b"} {
			clerk.Get(address).Want(http.StatusNotFound)
		}
		pages := slices.Sorted(maps.Keys(fields))
		value := rapid.OneOf(
			rapid.SampledFrom([]string{
				"", "0", "-1", "1", "99999999999999999999", "1e9", "31/2/2026", "1/1/0001", "31/12/9999", "2026-13-45", "on", "null",
				"\x00", "a\x00b", "\xff\xfe", "\xed\xa0\x80", "%", "_", `'`, `"`, `\`, "*", `" OR "`, "(((", "-", "đ", "Đ", "ệ\u0323\u0302", "\u202e",
				"0000000000000000", "vvvvvvvvvvvvvvvv", "../..", "<b>", strings.Repeat("a ", 3000), strings.Repeat("ă", 5000),
			}),
			rapid.String(),
			rapid.StringMatching(`[0-9]{1,2}/[0-9]{1,2}/[0-9]{1,4}`),
		)
		rapid.Check(t, func(t *rapid.T) {
			path := rapid.SampledFrom(pages).Draw(t, "page")
			query := url.Values{}
			for _, name := range rapid.SliceOfN(rapid.SampledFrom(fields[path]), 1, 4).Draw(t, "fields") {
				query.Add(name, value.Draw(t, name))
			}
			for _, c := range []*webtest.Client{clerk, admin} {
				if page := c.Get(path + "?" + query.Encode()); page.Status >= http.StatusInternalServerError {
					t.Fatalf("%s?%s: status %d: %s", path, query.Encode(), page.Status, page.Text("main"))
				}
			}
		})
	})
}

package report_test

import (
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/report"
)

// composed is a dashboard of the office of the commune.
func (p *place) composed(t testing.TB, shared bool) (d *report.Dash) {
	t.Helper()
	if err := p.Do(t.Context(), p.as(access.Office, p.commune), func(u *work.Unit) error {
		made, err := report.Compose(t.Context(), u, report.Dash{Body: p.commune, Title: "Giao ban tuần", Frequency: "quarter", Shared: shared})
		if err != nil {
			return err
		}
		d, err = report.FindDash(t.Context(), &u.View, made)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return d
}

// A person composes a dashboard on pages, orders its blocks, shares it, and shows it on a
// wall; who it is shared with looks and changes nothing, and figures are of the moment.
func TestDashPages(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.filled(t)
		c, head := p.browser(t, access.Office, p.commune), p.browser(t, access.Head, p.commune)
		page := both(t, c, "/dashes")
		if page.Submit("main form", "title", "", "scope", "Không có").Want(http.StatusUnprocessableEntity).Value("scope") != "Không có" {
			t.Error("what was typed is lost")
		}
		edit := page.Submit("main form", "title", "Giao ban tuần", "frequency", "week").Want(http.StatusOK)
		at := strings.TrimSuffix(strings.Split(edit.Address, "?")[0], "/edit")
		head.Get(at).Want(http.StatusNotFound)
		edit = edit.Submit("form.report-add", "kind", string(report.Narrative)).Want(http.StatusOK)
		edit = edit.Submit("main details form[action*='/blocks/']:has(textarea)", "heading", "Lưu ý", "words", "Tập trung giải ngân.").Want(http.StatusOK)
		if got := edit.Find("form[action$='/move']").Length(); got != 3 {
			t.Fatalf("%d blocks", got)
		}
		both(t, c, at+"/edit")
		form := edit.Find("form[action$='/move']").Last()
		c.Send(form.AttrOr("action", ""), webtest.Fields("version", edit.Value("version"), "by", "-1")).Want(http.StatusOK)
		shown := both(t, c, at)
		if got := shown.Text(".report-dash h2"); !strings.Contains(got, "Lưu ý") || strings.Index(got, "Lưu ý") > strings.Index(got, "Nhiệm vụ quá hạn") {
			t.Errorf("the blocks stand as %q", got)
		}
		if rows := shown.Find(".report-dash tbody tr").Length(); rows < 3 {
			t.Errorf("%d rows of figures", rows)
		}
		if wall := c.Get(at + "/screen").Want(http.StatusOK); !wall.Has(".report-wall[hx-get]") || wall.Has("nav") {
			t.Error("the wall has a frame, or is never fetched again")
		}
		c.Get(at+"/edit").Submit("form[action='"+at+"']", "shared", "on").Want(http.StatusOK)
		head.Get(at).Want(http.StatusOK)
		head.Get(at + "/edit").Want(http.StatusForbidden)
		if !head.Get("/dashes").Want(http.StatusOK).Has("a[href='" + at + "']") {
			t.Error("what is shared is not found")
		}
		p.browser(t, access.Head, p.other).Get(at).Want(http.StatusNotFound)
		c.Get(at + "/edit").Submit("form[action$='/discard']").Want(http.StatusOK)
		c.Get(at).Want(http.StatusNotFound)
	})
}

// Of what others compose nothing is changed, nor what was changed elsewhere meanwhile, and a
// dashboard has no block that is written for a report alone.
func TestDashRefusals(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		d := p.composed(t, true)
		if err := p.Do(t.Context(), p.as(access.Office, p.commune), func(u *work.Unit) error {
			if _, err := report.AddToDash(t.Context(), u, d.ID, 1, report.Collected); !fault.Is(err, fault.Invalid) {
				t.Errorf("a block that is collected: %v", err)
			}
			if err := report.MoveInDash(t.Context(), u, d.ID, 9, d.Blocks[0].ID, 1); !fault.Is(err, fault.Conflict) {
				t.Errorf("an old version: %v", err)
			}
			if _, err := report.Compose(t.Context(), u, report.Dash{Body: p.commune, Title: "Của tỉnh", Frequency: "quarter", Scope: p.province}); !fault.Is(err, fault.Invalid) {
				t.Errorf("a scope above: %v", err)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

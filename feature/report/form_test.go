package report_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/report"
)

// handsIn hands a template in by the page.
func handsIn(c *webtest.Client, body, name string, content []byte) *webtest.Page {
	return c.Send("/report-forms", webtest.Fields("body", body, "name", name), webtest.Upload{Field: "file", Name: "mau.docx", Content: content})
}

// The template with which an office begins can be handed in as it is; a report in it is
// sound, holds no braces and all blocks, and is rebuilt byte for byte also when the office
// uses the template no more. What is wrong is refused with the place.
func TestForms(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.filled(t)
		c := p.browser(t, access.Office, p.commune)
		both(t, c, "/report-forms")
		first := c.Get("/report-forms/sample.docx").Want(http.StatusOK).Body
		officetest.Sound(t, "mau.docx", first)
		if page := handsIn(c, string(p.commune), "Mẫu", []byte("PK")).Want(http.StatusUnprocessableEntity); page.Value("name") != "Mẫu" || !strings.Contains(string(page.Body), "không phải là văn bản Word") {
			t.Error("what is no template is not refused with what was typed")
		}
		handsIn(c, string(p.commune), "", first).Want(http.StatusUnprocessableEntity)
		handsIn(c, string(p.commune), "Mẫu Đảng uỷ", first).Want(http.StatusOK)
		list := both(t, c, "/report-forms")
		if got := c.Get(list.Find("main td a").AttrOr("href", "")).Want(http.StatusOK).Body; !bytes.Equal(got, first) {
			t.Error("what was handed in is not given back")
		}
		var forms []*report.Form
		id := p.begun(t, p.commune)
		if err := o.Do(ctx, p.as(access.Office, p.commune), func(u *work.Unit) (err error) {
			if forms, err = report.Forms(ctx, &u.View, p.commune); err != nil {
				return err
			}
			about := p.outline(t, p.commune)
			about.Form = forms[0].ID
			return report.Change(ctx, u, id, 1, about)
		}); err != nil {
			t.Fatal(err)
		}
		both(t, c, id.Address())
		c.Get(id.Address() + "/report.docx").Want(http.StatusOK)
		r := p.froze(t, id)
		if r.Frozen.Template != forms[0].SHA256 {
			t.Errorf("the template that was kept is %s", r.Frozen.Template)
		}
		paper := p.kept(t, r.Frozen.Docx)
		officetest.Sound(t, "a.docx", paper)
		read, err := source.Read(ctx, "a.docx", bytes.NewReader(paper), int64(len(paper)), source.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Join(strings.Fields(read.Text), " ")
		at := 0
		for _, w := range []string{"TỈNH UỶ SÔNG LAM", "ĐẢNG UỶ XÃ AN HOÀ", "BÁO CÁO", "Trong quý này (từ", "Đảng uỷ xã An Hoà theo dõi 9 nhiệm vụ; tỷ lệ hoàn thành đạt 50,00%.", "Đảng uỷ xã An Hoà (trực tiếp)", "Tổng cộng", "I- KHÁI QUÁT", "SO VỚI CÙNG KỲ", "PHÓ BÍ THƯ"} {
			i := strings.Index(said[at:], w)
			if i < 0 {
				t.Fatalf("%q is not behind what is before it: %.1500q", w, said)
			}
			at += i
		}
		if strings.Contains(said, "{{") {
			t.Error("braces are left")
		}
		list.Submit("form[action$='/retire']").Want(http.StatusOK)
		p.assigned(t, p.commune, day("2020-02-02"), 3, 0)
		o.MustView(t, func(v *work.View) error {
			again, err := report.Rebuild(ctx, v, p.files, id)
			for _, one := range again {
				if !one.Same() {
					t.Errorf("%s differs", one.Name)
				}
			}
			return err
		})
		p.browser(t, access.Office, p.other).Get("/report-forms/" + string(forms[0].ID) + "/file").Want(http.StatusNotFound)
	})
}

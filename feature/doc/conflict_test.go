package doc_test

import (
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/doc"
)

// cites registers a plan that implements what it cites.
func (s *scene) cites(t testing.TB, symbol, cited string, audience bool) doc.ID {
	t.Helper()
	n := party(s.phu, symbol, "2026-02-09")
	n.Links = []doc.NewLink{{Relation: doc.Implements, Cited: cited}}
	if audience {
		n.Audience = append(n.Audience, s.province)
	}
	return s.register(t, work.System("test"), n)
}

// A citation that contradicts the register is told on both documents, one
// that contradicts another citation on both that cite.
func TestConflictsOnBothDocuments(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		meant := s.register(t, work.System("test"), party(s.province, "31-KH/TU", "2026-01-05"))
		wrong := s.cites(t, "08-KH/ĐU", "Kế hoạch số 31-KH/TU, ngày 15/01/2026 của Tỉnh uỷ", true)
		unseen := s.cites(t, "09-KH/ĐU", "Kế hoạch số 31-KH/TU, ngày 16/01/2026 của Tỉnh uỷ", false)
		one := s.cites(t, "10-KH/ĐU", "Nghị quyết số 11-NQ/TW, ngày 26/5/2022 của Bộ Chính trị", true)
		two := s.cites(t, "11-KH/ĐU", "Nghị quyết số 11-NQ/TW, ngày 27/5/2022 của Bộ Chính trị", true)
		conflicts := func(who work.Who, d doc.ID) (in, of []doc.Open) {
			t.Helper()
			if err := o.View(ctx, who, func(v *work.View) (err error) {
				in, of, err = doc.Conflicts(ctx, v, d)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return in, of
		}
		sys := work.System("test")
		if in, of := conflicts(sys, wrong); len(in) != 1 || len(of) != 0 || in[0].Doubt != doc.OtherDate || len(in[0].Candidates) != 1 || in[0].Candidates[0].ID != meant || !in[0].MayChoose {
			t.Errorf("on the citing document: %+v %+v", in, of)
		}
		if in, of := conflicts(sys, meant); len(in) != 0 || len(of) != 2 {
			t.Errorf("on the cited document: %+v %+v", in, of)
		}
		// An office that may not see one of the citing documents is not told of it.
		if _, of := conflicts(s.as(access.Office, s.hoa), meant); len(of) != 1 || of[0].From != wrong || of[0].MayChoose {
			t.Errorf("another commune is told of %+v", of)
		}
		for from, to := range map[doc.ID]doc.ID{one: two, two: one} {
			if in, _ := conflicts(sys, from); len(in) != 1 || in[0].Doubt != doc.CitedOtherwise || len(in[0].Others) != 1 || in[0].Others[0].ID != to || len(in[0].Candidates) != 0 {
				t.Errorf("cited otherwise: %+v", in)
			}
		}
		if err := o.View(ctx, s.as(access.Office, s.neighbour), func(v *work.View) error {
			_, _, err := doc.Conflicts(ctx, v, unseen)
			return err
		}); !fault.Is(err, fault.Unknown) {
			t.Errorf("the neighbour asks: %v", err)
		}
	})
}

func TestConflictsOnPages(t *testing.T) {
	s := newScene(t, dbtest.New(t, db.SQLite, schema))
	meant := s.register(t, work.System("test"), party(s.province, "31-KH/TU", "2026-01-05"))
	citing := s.cites(t, "08-KH/ĐU", "Kế hoạch số 31-KH/TU, ngày 15/01/2026 của Tỉnh uỷ", true)
	s.cites(t, "10-KH/ĐU", "Nghị quyết số 11-NQ/TW, ngày 26/5/2022 của Bộ Chính trị", true)
	other := s.cites(t, "11-KH/ĐU", "Nghị quyết số 11-NQ/TW, ngày 27/5/2022 của Bộ Chính trị", true)
	page := func(who work.Who, d doc.ID, says ...string) *webtest.Page {
		t.Helper()
		p := webtest.New(t, s.site(who, doc.Slots{})).Get(d.Address()).Want(http.StatusOK)
		for _, wrong := range webtest.Faults(p.Body) {
			t.Errorf("%s: %s", p.Address, wrong)
		}
		for _, words := range says {
			if got := p.Text("#conflicts"); !strings.Contains(got, words) {
				t.Errorf("%s does not say %q: %s", p.Address, words, got)
			}
		}
		return p
	}
	office := s.as(access.Office, s.phu)
	page(s.as(access.Office, s.province), meant, "08-KH/ĐU", "Đảng uỷ xã An Phú", "khác ngày ban hành", "chọn Sửa thông tin ở trang này")
	page(office, meant, "08-KH/ĐU", "Nơi đăng ký hai văn bản")
	page(s.as(access.Inspector, s.phu), citing, "15/01/2026", "Nơi đăng ký văn bản viện dẫn")
	page(office, other, "27/5/2022", "10-KH/ĐU", "26/5/2022", "xoá ở bảng bên dưới")
	p := page(office, citing, "15/01/2026", "05/01/2026", "chọn văn bản được nói đến")
	if p.Has("#conflicts form") != true || webtest.New(t, s.site(s.as(access.Inspector, s.phu), doc.Slots{})).Get("/citations").Want(http.StatusOK).Has("main form[action^='/citations/']") {
		t.Error("who may decide has no form, or who may not has one")
	}
	if p := p.Submit("#conflicts form").Want(http.StatusUnprocessableEntity); !p.Has("#conflicts form") || !strings.Contains(p.Text(".error-summary"), "Hãy chọn") {
		t.Errorf("choosing nothing: %s", p.Text("main"))
	}
	list := webtest.New(t, s.site(office, doc.Slots{})).Get("/citations").Want(http.StatusOK)
	if p := list.Submit("form[action^='/citations/']").Want(http.StatusUnprocessableEntity); !strings.Contains(p.Text(".error-summary"), "Hãy chọn") {
		t.Errorf("choosing nothing in the list: %s", p.Text("main"))
	}
	if p := list.Submit("form[action^='/citations/']", "to", "none").Want(http.StatusOK); p.Has("form[action^='/citations/']") {
		t.Errorf("none of them: %s", p.Text("main"))
	}
	p = page(office, s.cites(t, "12-KH/ĐU", "Kế hoạch số 31-KH/TU, ngày 15/01/2026 của Tỉnh uỷ", true), "15/01/2026")
	citing = doc.ID(strings.TrimPrefix(p.Address, "/documents/"))
	p = p.Submit("#conflicts form", "to", string(meant)).Want(http.StatusOK)
	if p.Address != citing.Address() || p.Has("#conflicts") {
		t.Errorf("deciding leads to %s, where %q is left", p.Address, p.Text("#conflicts"))
	}
	if p := page(office, meant); p.Has("#conflicts") {
		t.Errorf("the cited document is still told of %q", p.Text("#conflicts"))
	}
}

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
	"quyet/feature/doc/citation"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// setRule sets a rule from a day on.
func (s *scene) setRule(t testing.TB, key, value, from string) {
	t.Helper()
	s.MustDo(t, func(u *work.Unit) error {
		return rule.Set(t.Context(), u, key, rule.Version{Value: value, From: day(from), Citation: "Quy chế thử"})
	})
}

// take registers a document with the next number and returns it.
func (s *scene) take(t testing.TB, body org.ID, kind citation.Type, on string) (d *doc.Document) {
	t.Helper()
	made := s.register(t, work.System("test"), doc.NewDocument{Owner: body, TakeNumber: true,
		Metadata: doc.Metadata{Type: doc.Of(kind), IssuedOn: day(on), Subject: "về việc thử"}})
	s.MustView(t, func(v *work.View) (err error) {
		d, err = doc.Find(t.Context(), v, made)
		return err
	})
	return d
}

// Numbers run as the rule in force on the day of the document says, and each
// document keeps the version by which it was numbered.
func TestNumbersObeyTheRules(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := newScene(t, o)
		want := func(d *doc.Document, symbol, by string) {
			t.Helper()
			if d.Symbol != symbol || d.NumberedBy != by {
				t.Errorf("numbered %s by %q, want %s by %q", d.Symbol, d.NumberedBy, symbol, by)
			}
		}
		const state, own = "doc.series_state@2020-03-05", "doc.series_state@2026-01-01*"
		want(s.take(t, s.committee, citation.Plan, "2025-06-01"), "01/KH-UBND", state)
		want(s.take(t, s.committee, citation.Notice, "2025-06-02"), "01/TB-UBND", state)
		want(s.take(t, s.phu, citation.Plan, "2024-06-01"), "01-KH/ĐU", "doc.series_party@2018-04-03")
		want(s.take(t, s.phu, citation.Plan, "2026-02-01"), "01-KH/ĐU", "doc.series_party@2026-01-09")

		s.setRule(t, "doc.series_state", "year", "2026-01-01")
		s.setRule(t, "doc.number_digits", "3", "2026-01-01")
		want(s.take(t, s.committee, citation.Plan, "2026-06-01"), "001/KH-UBND", own)
		want(s.take(t, s.committee, citation.Notice, "2026-06-02"), "002/TB-UBND", own)
		want(s.take(t, s.committee, citation.Plan, "2026-06-03"), "003/KH-UBND", own)
		want(s.take(t, s.committee, citation.Notice, "2025-07-01"), "02/TB-UBND", state)

		// By years a Party committee needs no term; by terms it does.
		hoa := func() error {
			return o.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
				_, err := doc.NextNumber(t.Context(), &u.View, s.hoa, doc.Of(citation.Plan), org.PartyRegime, day("2026-05-05"))
				return err
			})
		}
		if err := hoa(); !fault.Is(err, fault.Invalid) {
			t.Errorf("a number without a term: %v", err)
		}
		s.setRule(t, "doc.series_party", "year_type", "2026-03-01")
		if err := hoa(); err != nil {
			t.Errorf("a number of the year: %v", err)
		}
	})
}

// A congress has one series for all types, from its preparatory session to its
// close, whatever terms its Party organisation counts and though a year ends;
// the committee that it elects begins at 01 again.
func TestNumbersOfACongress(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := newScene(t, o)
		var congress org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			act := org.Act{Symbol: "07-TB/TU"}
			congress, err = org.Establish(t.Context(), u, org.NewBody{Code: "ĐH-II", Name: "Đại hội đại biểu Đảng bộ tỉnh Sông Đông lần thứ II",
				Kind: org.PartyCongress, Tier: org.Province, Line: org.Party, Superior: s.province,
				Series: []org.Series{{Code: "ĐH", Regime: org.PartyRegime}}}, day("2025-12-29"), act)
			if err != nil {
				return err
			}
			return org.Dissolve(t.Context(), u, congress, nil, day("2026-01-03"), act)
		})
		for _, next := range []struct {
			kind   citation.Type
			on     string
			symbol string
		}{
			{citation.Notice, "2025-12-29", "01-TB/ĐH"},
			{citation.Report, "2025-12-31", "02-BC/ĐH"},
			{citation.Resolution, "2026-01-02", "03-NQ/ĐH"},
		} {
			if d := s.take(t, congress, next.kind, next.on); d.Symbol != next.symbol || d.NumberedBy != "doc.series_congress@2018-04-03" {
				t.Errorf("on %s the congress numbers %s by %q, want %s", next.on, d.Symbol, d.NumberedBy, next.symbol)
			}
		}
		if d := s.take(t, s.phu, citation.Resolution, "2026-02-01"); d.Symbol != "01-NQ/ĐU" {
			t.Errorf("the committee numbers %s", d.Symbol)
		}
	})
}

// A number left out is nobody's error: numbers go on from the greatest, and
// no page speaks of what is missing.
func TestGapsAreNoErrors(t *testing.T) {
	s := newScene(t, dbtest.New(t, db.SQLite, schema))
	sys := work.System("test")
	first := s.register(t, sys, party(s.phu, "01-KH/ĐU", "2026-02-01"))
	s.register(t, sys, party(s.phu, "05-KH/ĐU", "2026-02-05"))
	if d := s.take(t, s.phu, citation.Plan, "2026-02-06"); d.Number != "06" {
		t.Errorf("after 01 and 05 comes %s", d.Number)
	}
	c := webtest.New(t, s.site(s.as(access.Office, s.phu), doc.Slots{}))
	for _, address := range []string{first.Address(), "/documents", "/documents/series"} {
		if p := c.Get(address).Want(http.StatusOK); p.Has(".notice-negative, .notice-caution") {
			t.Errorf("%s warns: %s", address, p.Text(".notice"))
		}
	}
}

// A correction that gives another number takes the mark of the rule away.
func TestNumberThatAPersonCorrects(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		d := s.take(t, s.phu, citation.Plan, "2026-02-06")
		amend := func(version int64, symbol, subject string) (by string) {
			t.Helper()
			o.MustDo(t, func(u *work.Unit) error {
				m := d.Metadata
				m.Symbol, m.Number, m.Subject = symbol, "", subject
				if err := doc.Amend(ctx, u, d.ID, version, m); err != nil {
					return err
				}
				now, err := doc.Find(ctx, &u.View, d.ID)
				by = now.NumberedBy
				return err
			})
			return by
		}
		if by := amend(1, d.Symbol, "về việc khác"); by != d.NumberedBy {
			t.Errorf("another subject leaves %q of %q", by, d.NumberedBy)
		}
		if by := amend(2, "09-KH/ĐU", "về việc khác"); by != "" {
			t.Errorf("a number that a person gave is said to come from %s", by)
		}
	})
}

func TestSeriesPage(t *testing.T) {
	s := newScene(t, dbtest.New(t, db.SQLite, schema))
	c := webtest.New(t, s.site(s.as(access.Office, s.hoa), doc.Slots{}))
	p := c.Get("/documents/series").Want(http.StatusOK)
	if !strings.Contains(p.Text("main"), "Đảng uỷ xã An Hoà") || !p.Has(".notice-caution") || !p.Has("a[href='/rules/doc.series_party']") {
		t.Errorf("a committee without a term: %s", p.Text("main"))
	}
	check := func(p *webtest.Page) {
		t.Helper()
		for _, wrong := range webtest.Faults(p.Body) {
			t.Errorf("%s: %s", p.Address, wrong)
		}
	}
	check(p)
	form := "form[action='/documents/series'][method=post]"
	wrong := p.Submit(form, "ordinal", "II", "from", "31/02/2026", "until", "x").Want(http.StatusUnprocessableEntity)
	if wrong.Value("ordinal") != "II" || wrong.Value("from") != "31/02/2026" || wrong.Value("until") != "x" {
		t.Error("what was typed is lost")
	}
	// What is left out is told beside each field, also beside a day that is none.
	for _, c := range []struct{ ordinal, from, until, wrong string }{
		{"", "", "", "ordinal from"}, {"", "31/02/2026", "x", "ordinal from until"}, {"", "01/01/2026", "01/01/2025", "ordinal until"}, {"II", "", "", "from"},
	} {
		told := wrong.Submit(form, "ordinal", c.ordinal, "from", c.from, "until", c.until).Want(http.StatusUnprocessableEntity)
		for _, field := range []string{"ordinal", "from", "until"} {
			if told.Has("#f-"+field+"-error") != strings.Contains(c.wrong, field) {
				t.Errorf("%+v: %s", c, told.Text(".error-summary"))
			}
		}
	}
	p = wrong.Submit(form, "from", "02/10/2025", "until", "").Want(http.StatusOK)
	if p.Has(".notice-caution") || !strings.Contains(p.Text("main"), "02/10/2025") {
		t.Errorf("with a term: %s", p.Text("main"))
	}
	if p := p.Submit(form, "ordinal", "III", "from", "01/01/2025", "until", "").Want(http.StatusConflict); p.Value("ordinal") != "III" {
		t.Error("a term that shares days loses what was typed")
	}
	taken := c.Post("/documents", "type", "plan", "take", "1", "issued_on", "05/02/2026", "subject", "về kiểm tra").Want(http.StatusOK)
	if !strings.Contains(taken.Title(), "01-KH/ĐUH") || !taken.Has("a[href='/rules/doc.series_party']") || !strings.Contains(taken.Text("main"), "từ 09/01/2026") {
		t.Errorf("registered %q: %s", taken.Title(), taken.Text("dl"))
	}
	if p := c.Get("/documents/series").Want(http.StatusOK); !strings.Contains(p.Text("main"), "02-KH/ĐUH") {
		t.Errorf("next: %s", p.Text("main"))
	}
	if p := webtest.New(t, s.site(s.as(access.Office, s.phu), doc.Slots{})).Get("/documents/series?body=" + string(s.hoa)); p.Status != http.StatusForbidden {
		t.Errorf("the numbers of another commune: %d", p.Status)
	}
}

// The form asks each thing once: what the symbol tells is read out of it, and
// only what it leaves open is asked.
func TestRegisteringByHand(t *testing.T) {
	s := newScene(t, dbtest.New(t, db.SQLite, schema))
	c := webtest.New(t, s.site(s.as(access.Office, s.phu), doc.Slots{}))
	post := func(status int, fields ...string) *webtest.Page {
		t.Helper()
		return c.Post("/documents", append([]string{"owner", string(s.phu), "issued_on", "05/05/2026", "subject", "về kiểm tra"}, fields...)...).Want(status)
	}
	for symbol, says := range map[string][]string{
		"08-KH/ĐU":       {"Kế hoạch 08-KH/ĐU", "Đảng uỷ xã An Phú"},
		"Số 31 -CTr/TU":  {"Chương trình", "Tỉnh uỷ Sông Đông"},
		"726/KH-UBND":    {"Kế hoạch 726/KH-UBND", "Uỷ ban nhân dân tỉnh Sông Đông"},
		"4280/UBND-KT":   {"Công văn", "Uỷ ban nhân dân tỉnh Sông Đông"},
		"30/2026/NQ-TUN": {"Nghị quyết"},
	} {
		fields := []string{"symbol", symbol}
		if symbol == "30/2026/NQ-TUN" {
			fields = append(fields, "issuer", "tun")
			says = append(says, "Tỉnh uỷ Sơn Hạ")
		}
		p := post(http.StatusOK, fields...)
		if p.Has("a[href^='/rules/']") {
			t.Errorf("%s is said to be given by a rule", symbol)
		}
		for _, words := range says {
			if !strings.Contains(p.Text("h1")+p.Text("main"), words) {
				t.Errorf("%s: does not say %q: %s", symbol, words, p.Text("main"))
			}
		}
	}
	asked := func(p *webtest.Page, field, words string) {
		t.Helper()
		if got := p.Text("#f-" + field + "-error"); !strings.Contains(got, words) {
			t.Errorf("%s says %q, want %q", field, got, words)
		}
		if p.Value("subject") != "về kiểm tra" {
			t.Error("what was typed is lost")
		}
	}
	p := post(http.StatusUnprocessableEntity, "symbol", "12-QĐ/ĐU", "issuer", "Trường Chính trị Sông Đông")
	asked(p, "type", "Quyết định hoặc Quy định")
	if p.Value("issuer") != "Trường Chính trị Sông Đông" || p.Value("symbol") != "12-QĐ/ĐU" || p.Has("details[open]") {
		t.Errorf("what was typed is lost, or the rest of the form opens: %s", p.Text("form"))
	}
	if p := post(http.StatusOK, "symbol", "12-QĐ/ĐU", "type", "decision", "issuer", "Trường Chính trị Sông Đông"); !strings.Contains(p.Text("main"), "Trường Chính trị Sông Đông") {
		t.Error("an issuer outside the tree is lost")
	}
	asked(post(http.StatusUnprocessableEntity, "symbol", "12-QĐ/TW", "type", "decision"), "issuer", "Hãy nhập cơ quan ban hành")
	asked(post(http.StatusUnprocessableEntity, "symbol", "9-KH/ĐU", "take", "1"), "symbol", "để trống")
	asked(post(http.StatusUnprocessableEntity, "symbol", "không số"), "symbol", "không số")
	if p := post(http.StatusUnprocessableEntity, "symbol", "9-KH/ĐU", "until", "hôm qua", "signer", "Người ký mẫu"); p.Value("until") != "hôm qua" || p.Value("signer") != "Người ký mẫu" || !p.Has("details[open] [name=until]") {
		t.Error("a wrong day in the rest of the form is not shown there")
	}

	// Corrected, the issuer stays the body it was until another is typed.
	made := post(http.StatusOK, "symbol", "15-TB/ĐU", "issuer", "Ban Thường vụ Đảng uỷ xã An Phú")
	edit := c.Get(made.Address + "/edit").Want(http.StatusOK)
	body := edit.Find("input[name=body]").AttrOr("value", "")
	same := edit.Submit("form[action='"+made.Address+"']", "subject", "về lịch họp").Want(http.StatusOK)
	if !strings.Contains(same.Text("main"), "Ban Thường vụ Đảng uỷ xã An Phú") || body != string(s.phu) {
		t.Errorf("corrected: body %q, %s", body, same.Text("main"))
	}
	other := c.Get(made.Address+"/edit").Submit("form[action='"+made.Address+"']", "issuer", "tu").Want(http.StatusOK)
	if !strings.Contains(other.Text("main"), "Tỉnh uỷ Sông Đông") {
		t.Errorf("another issuer: %s", other.Text("main"))
	}
}

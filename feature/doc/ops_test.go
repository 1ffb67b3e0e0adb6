package doc_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, account.Schema, audit.Schema, factor.Schema, rule.Schema, search.Schema, doc.Schema}
)

// A scene is an office with a province, three communes and a neighbour.
type scene struct {
	*dbtest.Office
	province, committee, phu, hoa, neighbour org.ID

	files *blob.Store // nil: documents have no files
}

func newScene(t testing.TB, o *dbtest.Office) *scene {
	s := &scene{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		make := func(code, name string, kind org.Kind, line org.Line, regime org.Regime, above org.ID) org.ID {
			b, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: kind, Tier: org.Province, Line: line, Superior: above,
				Series: []org.Series{{Code: strings.ToUpper(code), Regime: regime}}}, day("2020-01-01"), org.Act{Symbol: "01-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		s.province = make("tu", "Tỉnh uỷ Sông Đông", org.Committee, org.Party, org.PartyRegime, "")
		s.committee = make("ubnd", "Uỷ ban nhân dân tỉnh Sông Đông", org.PeoplesCommittee, org.Government, org.StateRegime, s.province)
		s.phu = make("đu", "Đảng uỷ xã An Phú", org.Committee, org.Party, org.PartyRegime, s.province)
		s.hoa = make("đuh", "Đảng uỷ xã An Hoà", org.Committee, org.Party, org.PartyRegime, s.province)
		s.neighbour = make("tun", "Tỉnh uỷ Sơn Hạ", org.Committee, org.Party, org.PartyRegime, "")
		for _, b := range []org.ID{s.province, s.phu} {
			for _, term := range []doc.Term{{b, "I", civil.Since(day("2020-10-10"))}, {b, "II", civil.Since(day("2025-10-02"))}} {
				if err := doc.OpenTerm(t.Context(), u, term); err != nil {
					t.Fatal(err)
				}
			}
		}
		return nil
	})
	return s
}

// as returns an actor with a role on a body.
func (s *scene) as(role access.Role, body org.ID) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		tree, err := org.Load(ctx, v)
		return access.Actor{Account: "a", Name: "A", Body: body.Scope(), Tree: tree, Grants: []access.Grant{{Role: role, Scope: body.Scope()}}}, err
	}
}

func (s *scene) register(t testing.TB, who work.Who, n doc.NewDocument) (made doc.ID) {
	t.Helper()
	if err := s.Do(t.Context(), who, func(u *work.Unit) (err error) {
		made, err = doc.Register(t.Context(), u, n)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return made
}

func party(body org.ID, symbol, on string) doc.NewDocument {
	return doc.NewDocument{Owner: body, Metadata: doc.Metadata{
		Body: body, Type: doc.Of(citation.Plan), Symbol: symbol, IssuedOn: day(on), Subject: "về chuyển đổi số trong cơ quan",
	}}
}

func TestRegisterAndRefuse(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		office := s.as(access.Office, s.phu)
		first := s.register(t, office, doc.NewDocument{Owner: s.phu, Metadata: party(s.phu, "Số 08 KH/ĐU", "2026-02-09").Metadata,
			Text: "I- Mục đích\nĐiều 1. Lập tổ công nghệ số", Parts: []doc.Part{{Span: doc.Span{Start: 0, End: 10}, Kind: "heading", Label: "I", Level: 1}},
			Files: []doc.File{{SHA256: strings.Repeat("0a", 32), Name: "kh08.docx", Size: 12}}})
		o.MustView(t, func(v *work.View) error {
			d, err := doc.Find(ctx, v, first)
			if err != nil {
				return err
			}
			if d.Number != "08" || d.Regime != org.PartyRegime || d.Issuer != "Đảng uỷ xã An Phú" || !slices.Equal(d.Audience, []org.ID{s.phu}) || len(d.Files) != 1 {
				t.Errorf("registered as %+v", d)
			}
			text, parts, err := doc.Read(ctx, v, first)
			if !strings.HasPrefix(text, "I- ") || len(parts) != 1 {
				t.Errorf("text %q, parts %v", text, parts)
			}
			return err
		})
		change := func(f func(*doc.NewDocument)) doc.NewDocument {
			n := party(s.phu, "09-KH/ĐU", "2026-02-10")
			f(&n)
			return n
		}
		for name, c := range map[string]struct {
			who  work.Who
			kind fault.Kind
			n    doc.NewDocument
		}{
			"the natural key twice":    {office, fault.Conflict, party(s.phu, "8 -KH/ĐU", "2026-02-09")},
			"no right on the register": {office, fault.Forbidden, party(s.hoa, "09-KH/ĐUH", "2026-02-10")},
			"a specialist":             {s.as(access.Specialist, s.phu), fault.Forbidden, party(s.phu, "09-KH/ĐU", "2026-02-10")},
			"no date":                  {office, fault.Invalid, change(func(n *doc.NewDocument) { n.IssuedOn = civil.Date{} })},
			"a date to come":           {office, fault.Invalid, change(func(n *doc.NewDocument) { n.IssuedOn = day("2026-11-21") })},
			"no subject":               {office, fault.Invalid, change(func(n *doc.NewDocument) { n.Subject = " \t" })},
			"no such type":             {office, fault.Invalid, change(func(n *doc.NewDocument) { n.Type = "poem" })},
			"a broken symbol":          {office, fault.Invalid, change(func(n *doc.NewDocument) { n.Symbol = "không số" })},
			"a number beside another":  {office, fault.Invalid, change(func(n *doc.NewDocument) { n.Number = "10" })},
			"an issuer not yet there":  {office, fault.Invalid, change(func(n *doc.NewDocument) { n.IssuedOn = day("2019-01-01") })},
			"an end before the start": {office, fault.Invalid, change(func(n *doc.NewDocument) {
				n.InForce = civil.Interval{From: day("2026-02-02"), Until: day("2026-02-02")}
			})},
			"a part beyond the text":  {office, fault.Invalid, change(func(n *doc.NewDocument) { n.Parts = []doc.Part{{Span: doc.Span{Start: 0, End: 5}, Level: 1}} })},
			"a link to itself unseen": {office, fault.Unknown, change(func(n *doc.NewDocument) { n.Links = []doc.NewLink{{Relation: doc.Implements, To: "nothing"}} })},
			"a relation unknown": {office, fault.Invalid, change(func(n *doc.NewDocument) {
				n.Links = []doc.NewLink{{Relation: "likes", Cited: "Chỉ thị số 05-CT/TW"}}
			})},
			"a duty of nobody":        {office, fault.Unknown, change(func(n *doc.NewDocument) { n.Duties = []doc.Duty{{Body: "nobody", DueOn: day("2026-12-01")}} })},
			"a number without a term": {s.as(access.Office, s.hoa), fault.Invalid, doc.NewDocument{Metadata: doc.Metadata{Body: s.hoa, Type: "plan", IssuedOn: day("2026-02-10"), Subject: "x"}, TakeNumber: true}},
		} {
			err := o.Do(ctx, c.who, func(u *work.Unit) error { _, err := doc.Register(ctx, u, c.n); return err })
			if fault.KindOf(err) != c.kind {
				t.Errorf("%s: %v", name, err)
			}
			if dup, ok := errors.AsType[*doc.Duplicate](err); ok != (c.kind == fault.Conflict) || ok && dup.ID != first {
				t.Errorf("%s: leads to %+v", name, dup)
			}
		}
		// Two documents without number on one day are two documents.
		letter := doc.NewDocument{Owner: s.phu, Metadata: doc.Metadata{Issuer: "Trường Chính trị", Type: "letter", Regime: org.StateRegime, IssuedOn: day("2026-02-09"), Subject: "mời dự"}}
		s.register(t, office, letter)
		s.register(t, office, letter)
	})
}

func TestAmend(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		office := s.as(access.Office, s.phu)
		n := party(s.phu, "08-KH/ĐU", "2026-02-09")
		made := s.register(t, office, n)
		n.Metadata.Subject = "về cải cách thủ tục"
		amend := func(who work.Who, version int64) error {
			return o.Do(ctx, who, func(u *work.Unit) error { return doc.Amend(ctx, u, made, version, n.Metadata) })
		}
		if err := amend(s.as(access.Office, s.hoa), 1); !fault.Is(err, fault.Unknown) {
			t.Errorf("another commune: %v", err)
		}
		if err := amend(s.as(access.Inspector, s.phu), 1); !fault.Is(err, fault.Forbidden) {
			t.Errorf("an inspector: %v", err)
		}
		if err := amend(office, 1); err != nil {
			t.Error(err)
		}
		if err := amend(office, 1); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		o.MustView(t, func(v *work.View) error {
			history, err := v.History(ctx, string(made), 1)
			if want := `{"subject":{"before":"về chuyển đổi số trong cơ quan","after":"về cải cách thủ tục"}}`; string(history[0].Detail) != want {
				t.Errorf("history keeps %s", history[0].Detail)
			}
			for words, want := range map[string]int{"cai cach thu tuc": 1, "chuyen doi so": 0} {
				if hits, _ := search.Find(ctx, v, words, 5); len(hits) != want {
					t.Errorf("%q found %d groups", words, len(hits))
				}
			}
			return err
		})
	})
}

// TestNumbering gives numbers in any order of days and types: none is given
// twice in a series, each goes on from the greatest, and each term and each
// year begins at 01.
func TestNumbering(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		given := map[string]int64{} // per series
		rapid.Check(t, func(rt *rapid.T) {
			body := s.phu
			regime := rapid.SampledFrom([]org.Regime{org.PartyRegime, org.StateRegime}).Draw(rt, "regime")
			if regime == org.StateRegime {
				body = s.committee
			}
			kind := doc.Of(rapid.SampledFrom([]citation.Type{citation.Plan, citation.Notice}).Draw(rt, "type"))
			on := rapid.SampledFrom([]string{"2024-12-31", "2025-01-01", "2025-10-01", "2025-10-02", "2026-03-04"}).Draw(rt, "day")
			series := on[:4]
			if regime == org.PartyRegime {
				series = map[bool]string{true: "I", false: "II"}[on < "2025-10-02"]
			}
			var before int64
			o.MustView(t, func(v *work.View) error {
				n, err := doc.NextNumber(ctx, v, body, kind, regime, day(on))
				before = n.Serial
				return err
			})
			made := s.register(t, work.System("test"), doc.NewDocument{Owner: body, TakeNumber: true,
				Metadata: doc.Metadata{Body: body, Type: kind, Regime: regime, IssuedOn: day(on), Subject: "về việc " + series}})
			key := fmt.Sprintln(body, kind, series)
			o.MustView(t, func(v *work.View) error {
				d, err := doc.Find(ctx, v, made)
				if err != nil {
					return err
				}
				n, _ := doc.ParseNumber(d.Number)
				given[key]++
				if n.Serial != given[key] || n.Serial != before {
					rt.Fatalf("%s got %d, the series has %d, proposed was %d", key, n.Serial, given[key], before)
				}
				return nil
			})
		})
	})
}

func TestNumbersGivenAtOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		const writers, each = 6, 5
		var mu sync.Mutex
		var all []string
		var wait sync.WaitGroup
		for range writers {
			wait.Go(func() {
				for range each {
					var number string
					err := o.Do(ctx, s.as(access.Office, s.phu), func(u *work.Unit) error {
						made, err := doc.Register(ctx, u, doc.NewDocument{TakeNumber: true,
							Metadata: doc.Metadata{Body: s.phu, Type: "notice", IssuedOn: day("2026-05-05"), Subject: "về lịch họp"}})
						if err != nil {
							return err
						}
						d, err := doc.Find(ctx, &u.View, made)
						if err == nil {
							number = d.Number
						}
						return err
					})
					mu.Lock()
					all = append(all, number)
					mu.Unlock()
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		wait.Wait()
		slices.Sort(all)
		if len(slices.Compact(slices.Clone(all))) != writers*each || all[0] != "01" || all[len(all)-1] != "30" {
			t.Errorf("numbers given: %v", all)
		}
	})
}

func TestCitationsSettleByThemselves(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		sys := work.System("test")
		link := func(cited string) doc.NewLink { return doc.NewLink{Relation: doc.Implements, Cited: cited} }
		n := party(s.phu, "08-KH/ĐU", "2026-02-09")
		n.Links = []doc.NewLink{
			link("Chương trình số 31-CTr/TU, ngày 05/01/2026 của Tỉnh uỷ"),
			link("Nghị quyết Trung ương 5 khoá X"),
			link("Nghị quyết số 21 ngày 16/6/2022 của Ban Chấp hành Trung ương"),
			link("Chỉ thị số 05-CT/TU, ngày 06/01/2026 của Ban Thường vụ Tỉnh uỷ"),
		}
		n.Audience = []org.ID{s.province}
		plan := s.register(t, sys, n)
		states := func() (out []string) {
			o.MustView(t, func(v *work.View) error {
				links, _, err := doc.Links(ctx, v, plan)
				for _, l := range links {
					out = append(out, string(l.State))
				}
				slices.Sort(out)
				return err
			})
			return out
		}
		if got := states(); !slices.Equal(got, []string{"waiting", "waiting", "waiting", "waiting"}) {
			t.Fatalf("before anything is registered: %v", got)
		}
		central := func(typ citation.Type, symbol, number, on, alias string) {
			t.Helper()
			m := doc.Metadata{Issuer: "Ban Chấp hành Trung ương", Type: doc.Of(typ), Regime: org.PartyRegime, Symbol: symbol, Number: number, IssuedOn: day(on), Subject: "về công tác", Audience: []org.ID{s.province}}
			if alias != "" {
				m.Aliases = []string{alias}
			}
			s.register(t, sys, doc.NewDocument{Owner: s.province, Metadata: m})
		}
		central(citation.Resolution, "21-NQ/TW", "", "2022-06-16", "")
		central(citation.Resolution, "15-NQ/TW", "", "2007-07-30", "Nghị quyết Trung ương 5 khóa X")
		programme := party(s.province, "31-CTr/TU", "2026-01-05")
		programme.Type = doc.Of(citation.Programme)
		above := s.register(t, sys, programme)
		directive := party(s.province, "05-CT/TU", "2026-01-07") // one day later than cited
		directive.Type = doc.Of(citation.Directive)
		other := s.register(t, sys, directive)
		if got := states(); !slices.Equal(got, []string{"doubtful", "settled", "settled", "settled"}) {
			t.Fatalf("after all are registered: %v", got)
		}
		var open []doc.Open
		o.MustView(t, func(v *work.View) (err error) {
			open, _, err = doc.Unsettled(ctx, v, doc.Doubtful, "", 10)
			return err
		})
		if len(open) != 1 || open[0].Doubt != doc.OtherDate || len(open[0].Candidates) != 1 || open[0].Candidates[0].ID != other {
			t.Fatalf("doubtful: %+v", open)
		}
		choose := func(who work.Who, to doc.ID) error {
			return o.Do(ctx, who, func(u *work.Unit) error { return doc.Choose(ctx, u, open[0].ID, to) })
		}
		if err := choose(s.as(access.Office, s.hoa), other); !fault.Is(err, fault.Unknown) && !fault.Is(err, fault.Forbidden) {
			t.Errorf("another commune decided: %v", err)
		}
		if err := choose(s.as(access.Office, s.phu), "nothing"); !fault.Is(err, fault.Invalid) {
			t.Errorf("decided for a document that is not there: %v", err)
		}
		if err := choose(s.as(access.Office, s.phu), other); err != nil {
			t.Error(err)
		}
		o.MustView(t, func(v *work.View) error {
			c, err := doc.CascadeOf(ctx, v, above, doc.Slots{})
			if err == nil && (c.Documents != 1 || c.Below[0].ID != plan) {
				t.Errorf("below the programme: %+v", c.Below)
			}
			return err
		})
		if err := o.Do(ctx, s.as(access.Office, s.phu), func(u *work.Unit) error { return doc.Unlink(ctx, u, open[0].ID) }); err != nil || len(states()) != 3 {
			t.Errorf("unlinking: %v, left %v", err, states())
		}
	})
}

// One telling that contradicts the others puts all of them in doubt, and what
// is told the same way afterwards too.
func TestCitationsThatContradictEachOther(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		const standing, executive = "Nghị quyết số 11-NQ/TU, ngày 26/5/2022 của Ban Thường vụ Tỉnh uỷ",
			"Nghị quyết số 11-NQ/TU, ngày 26/5/2022 của Ban Chấp hành Đảng bộ tỉnh"
		for i, c := range []struct {
			cited string
			inAll int // citations that are in doubt then
		}{{standing, 0}, {standing, 0}, {executive, 3}, {standing, 4}, {executive, 5}} {
			n := party(s.phu, fmt.Sprintf("%02d-KH/ĐU", i+1), "2026-02-09")
			n.Links = []doc.NewLink{{Relation: doc.BasedOn, Cited: c.cited}}
			s.register(t, work.System("test"), n)
			o.MustView(t, func(v *work.View) error {
				open, next, err := doc.Unsettled(ctx, v, doc.Doubtful, "", 10)
				if len(open) != c.inAll || next != "" || c.inAll > 0 && open[0].Doubt != doc.CitedOtherwise {
					t.Errorf("after %d documents %d citations are in doubt, want %d: %+v", i+1, len(open), c.inAll, open)
				}
				return err
			})
		}
		// One document that tells it both ways contradicts itself only: that is
		// for its reader to see.
		n := party(s.phu, "20-KH/ĐU", "2026-02-09")
		n.Links = []doc.NewLink{{Relation: doc.BasedOn, Cited: "Nghị quyết số 12-NQ/TU, ngày 26/5/2022 của Ban Thường vụ Tỉnh uỷ"},
			{Relation: doc.BasedOn, Cited: "Nghị quyết số 12-NQ/TU, ngày 27/5/2022 của Ban Thường vụ Tỉnh uỷ"}}
		s.register(t, work.System("test"), n)
		o.MustView(t, func(v *work.View) error {
			open, _, err := doc.Unsettled(ctx, v, doc.Doubtful, "", 10)
			if len(open) != 5 {
				t.Errorf("with a document that contradicts itself %d citations are in doubt", len(open))
			}
			return err
		})
	})
}

// A number alone means the document of its day, of all that have the number.
func TestANumberAloneMeansThatOfItsDay(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx, sys := newScene(t, o), t.Context(), work.System("test")
		var meant doc.ID
		for _, on := range []string{"2026-01-05", "2026-01-06", "2026-01-07"} {
			n := party(s.province, "21-KH/TU", on)
			if on == "2026-01-06" {
				n.Symbol, n.Number = "021-KH/TU", ""
			}
			made := s.register(t, sys, n)
			if on == "2026-01-06" {
				meant = made
			}
		}
		n := party(s.phu, "08-KH/ĐU", "2026-02-09")
		n.Links = []doc.NewLink{{Relation: doc.BasedOn, Cited: "Kế hoạch số 21 ngày 06/01/2026 của Tỉnh uỷ"},
			{Relation: doc.Mentions, Cited: "Kế hoạch số 21 của Tỉnh uỷ"}, {Relation: doc.Mentions, Cited: "Kế hoạch số 21 tháng 01/2026 của Tỉnh uỷ"}}
		plan := s.register(t, sys, n)
		o.MustView(t, func(v *work.View) error {
			links, _, err := doc.Links(ctx, v, plan)
			for _, l := range links {
				if want := l.Relation == doc.BasedOn; (l.To == meant) != want || (l.State == doc.Settled) != want {
					t.Errorf("%q leads to %q, %s", l.Cited, l.To, l.State)
				}
			}
			return err
		})
	})
}

func TestWhoSeesWhat(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		sys := work.System("test")
		open := party(s.province, "01-KH/TU", "2026-02-01")
		inner := party(s.province, "02-KH/TU", "2026-02-02")
		inner.Internal = true
		commune := party(s.phu, "03-KH/ĐU", "2026-02-03")
		names := map[doc.ID]string{s.register(t, sys, open): "open", s.register(t, sys, inner): "inner", s.register(t, sys, commune): "commune"}
		for name, c := range map[string]struct {
			who  work.Who
			want string
		}{
			"the program":      {sys, "commune inner open"},
			"the province":     {s.as(access.Head, s.province), "commune inner open"},
			"its commune":      {s.as(access.Specialist, s.phu), "commune open"},
			"the other one":    {s.as(access.Inspector, s.hoa), "open"},
			"the neighbour":    {s.as(access.Head, s.neighbour), ""},
			"an administrator": {s.as(access.Administrator, s.province), "refused"},
		} {
			var listed, found, opened []string
			err := o.View(ctx, c.who, func(v *work.View) error {
				docs, _, err := doc.List(ctx, v, doc.Filter{}, doc.Cursor{}, 10)
				for _, d := range docs {
					listed = append(listed, names[d.ID])
				}
				hits, searchErr := search.Find(ctx, v, "chuyen doi so", 10)
				for _, h := range hits {
					for _, hit := range h.Hits {
						found = append(found, names[doc.ID(hit.ID)])
					}
				}
				for id := range names {
					if _, err := doc.Find(ctx, v, id); err == nil {
						opened = append(opened, names[id])
					} else if !fault.Is(err, fault.Unknown) {
						t.Error(err)
					}
				}
				return errors.Join(err, searchErr)
			})
			if c.want == "refused" {
				if !fault.Is(err, fault.Unknown) || len(found)+len(opened) > 0 {
					t.Errorf("%s: %v, found %v, opened %v", name, err, found, opened)
				}
				continue
			}
			for way, got := range map[string][]string{"listed": listed, "found": found, "opened": opened} {
				slices.Sort(got)
				if strings.Join(got, " ") != c.want || err != nil {
					t.Errorf("%s %s %v, want %s (%v)", name, way, got, c.want, err)
				}
			}
		}
	})
}

// What a body issued that was dissolved without heirs stays in the lists of
// the bodies it stood under.
func TestDissolvedBodiesStayListed(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		n := party(s.hoa, "02-KH/ĐUH", "2026-02-02")
		old := s.register(t, work.System("test"), n)
		o.MustDo(t, func(u *work.Unit) error {
			return org.Dissolve(ctx, u, s.hoa, nil, day("2026-10-01"), org.Act{Symbol: "02-QĐ/TU"})
		})
		err := s.View(ctx, s.as(access.Inspector, s.province), func(v *work.View) error {
			if _, err := doc.Find(ctx, v, old); err != nil {
				return err
			}
			for _, f := range []doc.Filter{{}, {Words: "chuyen doi"}, {Issuer: s.province}} {
				docs, _, err := doc.List(ctx, v, f, doc.Cursor{}, 10)
				if err != nil || len(docs) != 1 || docs[0].ID != old {
					t.Errorf("the list for %+v has %d documents (%v), want that of the dissolved body", f, len(docs), err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestListFiltersAndPages(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		for i := range 25 {
			n := party([]org.ID{s.phu, s.hoa}[i%2], fmt.Sprintf("%02d-KH/ĐU", i+1), day("2025-12-20").AddDays(i).String())
			n.Audience = []org.ID{s.province}
			if i%5 == 0 {
				n.Type, n.Symbol, n.Subject = "notice", fmt.Sprintf("%02d-TB/ĐU", i+1), "về lịch giao ban"
			}
			s.register(t, work.System("test"), n)
		}
		for name, c := range map[string]struct {
			f    doc.Filter
			want int
		}{
			"all":            {doc.Filter{}, 25},
			"a subtree":      {doc.Filter{Issuer: s.province}, 25},
			"a body":         {doc.Filter{Issuer: s.hoa}, 12},
			"a type":         {doc.Filter{Type: "notice"}, 5},
			"a year":         {doc.Filter{Days: civil.Interval{From: day("2026-01-01"), Until: day("2027-01-01")}}, 13},
			"words":          {doc.Filter{Words: "giao ban"}, 5},
			"no such words":  {doc.Filter{Words: "vắng mặt"}, 0},
			"words and more": {doc.Filter{Words: "giao ban", Type: "notice", Issuer: s.phu, Days: civil.Since(day("2025-12-21"))}, 2},
		} {
			for _, who := range []work.Who{work.System("test"), s.as(access.Office, s.phu)} {
				seen := map[doc.ID]bool{}
				last := doc.Cursor{}
				if err := o.View(ctx, who, func(v *work.View) error {
					for range 25 {
						docs, next, err := doc.List(ctx, v, c.f, last, 4)
						if err != nil {
							return err
						}
						for i, d := range docs {
							if seen[d.ID] || i > 0 && d.IssuedOn.After(docs[i-1].IssuedOn) {
								t.Errorf("%s: %s twice or out of order", name, d.Symbol)
							}
							seen[d.ID] = true
						}
						if last = doc.ParseCursor(next.String()); last != next {
							t.Errorf("cursor %v read as %v", next, last)
						}
						if next.ID == "" {
							return nil
						}
					}
					return errors.New("the list has no end")
				}); err != nil || len(seen) != c.want {
					t.Errorf("%s: %d documents, want %d (%v)", name, len(seen), c.want, err)
				}
			}
		}
	})
}

func TestCascade(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		sys := work.System("test")
		n := party(s.province, "01-NQ/TU", "2026-02-01")
		n.Type, n.Audience = "resolution", []org.ID{s.province}
		n.Text = "Điều 1. Mục tiêu\nĐiều 2. Giải pháp"
		n.Parts = []doc.Part{
			{Span: doc.Span{Start: 0, End: 20}, Kind: "article", Label: "1", Title: "Mục tiêu", Level: 1},
			{Span: doc.Span{Start: 21, End: int64(len(n.Text))}, Kind: "article", Label: "2", Title: "Giải pháp", Level: 1},
		}
		n.Duties = []doc.Duty{{Body: s.phu, DueOn: day("2026-03-01")}, {Body: s.hoa, DueOn: day("2026-11-10")}}
		resolution := s.register(t, sys, n)
		p := party(s.phu, "02-KH/ĐU", "2026-03-04")
		p.Links = []doc.NewLink{{Relation: doc.Implements, To: resolution, Part: "Điều 1"}}
		plan := s.register(t, sys, p)
		b := party(s.hoa, "03-KH/ĐUH", "2026-04-04")
		b.Links = []doc.NewLink{{Relation: doc.BasedOn, To: plan}, {Relation: doc.Mentions, To: resolution}}
		s.register(t, sys, b)
		// A circle must not turn for ever.
		o.MustDo(t, func(u *work.Unit) error {
			return doc.AddLinks(ctx, u, resolution, doc.NewLink{Relation: doc.BasedOn, To: plan})
		})
		slots := doc.Slots{
			Tasks: func(_ context.Context, _ *work.View, docs []doc.ID) (map[doc.ID]doc.Counts, error) {
				return map[doc.ID]doc.Counts{plan: {Open: 2, Overdue: 1}, resolution: {OnTime: 1}}, nil
			},
			Passages: func(context.Context, *work.View, doc.ID) ([]doc.Passage, error) { return nil, nil },
		}
		o.MustView(t, func(v *work.View) error {
			c, err := doc.CascadeOf(ctx, v, resolution, slots)
			if err != nil {
				return err
			}
			if c.Documents != 2 || c.More || len(c.Below) != 1 || c.Below[0].ID != plan || len(c.Below[0].Below) != 1 || c.All.Total() != 4 || c.Own.Total() != 1 {
				t.Errorf("cascade %+v below %+v", c.Node, c.Below)
			}
			if len(c.Issued) != 1 || c.Issued[0].By != plan || c.Issued[0].Days != 3 || len(c.Owing) != 1 || c.Owing[0].Body != s.hoa || c.Owing[0].Days != 10 {
				t.Errorf("issued %+v, owing %+v", c.Issued, c.Owing)
			}
			if len(c.Articles) != 2 || c.Articles[0].Untouched() || !c.Articles[1].Untouched() {
				t.Errorf("articles %+v", c.Articles)
			}
			return nil
		})
		err := o.View(ctx, s.as(access.Head, s.neighbour), func(v *work.View) error { _, err := doc.CascadeOf(ctx, v, resolution, slots); return err })
		if !fault.Is(err, fault.Unknown) {
			t.Errorf("the neighbour: %v", err)
		}
		r := party(s.province, "09-NQ/TU", "2026-06-01")
		r.Type, r.Links = "resolution", []doc.NewLink{{Relation: doc.Replaces, To: resolution}}
		s.register(t, sys, r)
		o.MustView(t, func(v *work.View) error {
			effects, err := doc.Effects(ctx, v, resolution)
			d, findErr := doc.Find(ctx, v, resolution)
			if len(effects) != 1 || doc.Outcome(d.InForce, effects).Until != day("2026-06-01") || !d.InForce.Until.IsZero() {
				t.Errorf("effects %+v on %+v", effects, d.InForce)
			}
			return errors.Join(err, findErr)
		})
	})
}

func TestTerms(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := newScene(t, o), t.Context()
		for name, c := range map[string]struct {
			who  work.Who
			kind fault.Kind
			term doc.Term
		}{
			"no right":   {s.as(access.Office, s.hoa), fault.Forbidden, doc.Term{Issuer: s.phu, Ordinal: "III", Interval: civil.Since(day("2030-01-01"))}},
			"no name":    {s.as(access.Office, s.phu), fault.Invalid, doc.Term{Issuer: s.phu, Interval: civil.Since(day("2030-01-01"))}},
			"an overlap": {s.as(access.Office, s.phu), fault.Conflict, doc.Term{Issuer: s.phu, Ordinal: "0", Interval: civil.Interval{From: day("2019-01-01"), Until: day("2021-01-01")}}},
		} {
			if err := o.Do(ctx, c.who, func(u *work.Unit) error { return doc.OpenTerm(ctx, u, c.term) }); fault.KindOf(err) != c.kind {
				t.Errorf("%s: %v", name, err)
			}
		}
		o.MustView(t, func(v *work.View) error {
			terms, err := doc.Terms(ctx, v, s.phu)
			if len(terms) != 2 || terms[1].Until != day("2025-10-02") {
				t.Errorf("terms %v", terms)
			}
			return err
		})
	})
}

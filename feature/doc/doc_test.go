package doc

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
)

var day = civil.MustParse

func TestTypesOfTheRules(t *testing.T) {
	count := map[Genre]int{}
	for _, i := range Types() {
		if i.Name.Zero() {
			t.Errorf("%s has no name", i.Type)
		}
		for _, g := range []Genre{PartyType, StateType} {
			if i.Genre&g != 0 {
				count[g]++
			}
		}
	}
	if count[PartyType] != 25 || count[StateType] != 29 {
		t.Errorf("%d Party types and %d State types, want 25 and 29", count[PartyType], count[StateType])
	}
}

func TestNumbers(t *testing.T) {
	for s, want := range map[string]Number{"08": {8, ""}, "30c": {30, "c"}, "1214": {1214, ""}} {
		if got, ok := ParseNumber(s); !ok || got != want {
			t.Errorf("%q read as %v, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "0", "00", "c", "3cc", "-3", "1.5", "1234567", "٣"} {
		if got, ok := ParseNumber(s); ok {
			t.Errorf("%q read as %v", s, got)
		}
	}
	for _, c := range []struct {
		n      string
		t      Type
		r      org.Regime
		code   string
		symbol string
	}{
		{"08", Of(citation.Plan), org.PartyRegime, "ĐU", "08-KH/ĐU"},
		{"726", Of(citation.Plan), org.StateRegime, "UBND", "726/KH-UBND"},
		{"15", Of(citation.Letter), org.StateRegime, "UBND", "15/UBND"},
		{"02", Of(citation.Regulation), org.StateRegime, "UBND", "02/QyĐ-UBND"},
	} {
		if got := Compose(c.n, c.t, c.r, c.code); got != c.symbol {
			t.Errorf("composed %q, want %q", got, c.symbol)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	f.Add("08")
	f.Add("30c")
	f.Fuzz(func(t *testing.T, s string) {
		if n, ok := ParseNumber(s); ok {
			if back, ok := ParseNumber(n.String()); !ok || back != n {
				t.Errorf("%q read as %v, which reads as %v", s, n, back)
			}
		}
	})
}

func TestSeries(t *testing.T) {
	terms := []Term{{Ordinal: "II", Interval: civil.Since(day("2025-10-02"))}, {Ordinal: "I", Interval: civil.Interval{From: day("2020-10-10"), Until: day("2025-10-02")}}}
	rapid.Check(t, func(t *rapid.T) {
		at := day("2020-10-10").AddDays(rapid.IntRange(0, 3000).Draw(t, "days"))
		for _, r := range []org.Regime{org.PartyRegime, org.StateRegime} {
			w := way{byTerm: r == org.PartyRegime}
			days, ok := series(w, civil.Interval{}, at, terms)
			if !ok || !days.Contains(at) {
				t.Fatalf("%s on %s: %v", r, at, days)
			}
			// The day before a series begins lies in another one, or in none.
			if before, ok := series(w, civil.Interval{}, days.From.AddDays(-1), terms); ok && before.Overlaps(days) {
				t.Fatalf("%s: series %v and %v share days", r, before, days)
			}
		}
	})
	if _, ok := series(way{byTerm: true}, civil.Interval{}, day("2019-01-01"), terms); ok {
		t.Error("a day before the first term lies in a term")
	}
}

// A chain of scopes for rules without a tree: "a/b" lies within "a".
func below(scope, root access.Scope) bool {
	return scope == root || len(scope) > len(root) && scope[:len(root)+1] == root+"/"
}

func TestVisible(t *testing.T) {
	for _, c := range []struct {
		audience org.ID
		root     access.Scope
		open     bool
		internal bool
	}{
		{"p", "p", true, true},
		{"p", "p/c", true, false}, // people below the audience
		{"p/c", "p", true, true},  // people above it
		{"p/c", "p/d", false, false},
		{"p/c", access.Everywhere, true, true},
	} {
		for internal, want := range map[bool]bool{false: c.open, true: c.internal} {
			if got := visible(internal, []org.ID{"q", c.audience}, []access.Scope{c.root}, below); got != want {
				t.Errorf("audience %s, rights on %s, internal %v: %v", c.audience, c.root, internal, got)
			}
		}
	}
	if visible(false, []org.ID{"p"}, nil, below) {
		t.Error("an actor without rights sees a document")
	}
}

func TestCompareIssuers(t *testing.T) {
	for _, c := range []struct {
		a, b        string
		body, organ bool
	}{
		{"Ban Chấp hành Trung ương Đảng khóa XIII", "Ban Chấp hành Trung ương", true, true},
		{"Bộ Chính trị", "Ban Bí thư", true, false},
		{"Ban Thường vụ Tỉnh uỷ", "Tỉnh ủy Sông Đông", true, true},
		{"Ban Thường vụ Tỉnh ủy Sông Đông", "Ban Chấp hành Đảng bộ tỉnh Sông Đông", true, false},
		{"Đảng uỷ xã An Phú", "Đảng ủy xã An Hoà", false, true},
		{"UBND tỉnh", "Ủy ban nhân dân tỉnh Sông Đông", true, true},
		{"Sở Khoa học và Công nghệ", "Sở Nội vụ", false, true},
	} {
		body, organ := compareIssuers(c.a, c.b)
		if body != c.body || organ != c.organ {
			t.Errorf("%q and %q: body %v, organ %v", c.a, c.b, body, organ)
		}
	}
}

func TestDecide(t *testing.T) {
	far := func(b org.ID) bool { return b == "" || b == "near" }
	doc := func(id ID, on, issuer string, body org.ID) candidate {
		d := day(on)
		return candidate{described{Type: "plan", Date: dateOf(d), Issuer: issuer}, id, body, d}
	}
	told := func(date, issuer string) described {
		return described{Date: parseDate(date), Issuer: issuer}
	}
	a := doc("a", "2026-03-02", "Ban Thường vụ Đảng uỷ xã An Phú", "near")
	b := doc("b", "2026-03-05", "Ban Thường vụ Đảng uỷ xã An Hoà", "other")
	old := doc("old", "2021-03-02", "Ban Thường vụ Đảng uỷ xã An Phú", "near")
	for name, c := range map[string]struct {
		told  described
		among []candidate
		want  State
		to    ID
		doubt Doubt
	}{
		"nothing registered":              {told("2026-03-02", ""), nil, Waiting, "", NoDoubt},
		"the day agrees":                  {told("2026-03-02", ""), []candidate{a, b, old}, Settled, "a", NoDoubt},
		"the issuer agrees":               {told("2026", "Đảng uỷ xã An Hoà"), []candidate{a, b, old}, Settled, "b", NoDoubt},
		"another term":                    {told("2026-03-02", ""), []candidate{old}, Waiting, "", NoDoubt},
		"another day of the year":         {told("2026-03-03", "Đảng uỷ xã An Phú"), []candidate{a}, Doubtful, "", OtherDate},
		"another organ":                   {told("2026-03-02", "Ban Chấp hành Đảng bộ xã An Phú"), []candidate{a}, Doubtful, "", OtherIssuer},
		"another body":                    {told("2026-03-02", "Đảng uỷ xã An Lộc"), []candidate{a}, Waiting, "", NoDoubt},
		"nothing told, one near":          {told("", ""), []candidate{a, b}, Settled, "a", NoDoubt},
		"nothing told, none near":         {told("", ""), []candidate{b}, Doubtful, "", TooLittle},
		"nothing told, two terms":         {told("", ""), []candidate{a, old}, Doubtful, "", SeveralFit},
		"another type":                    {described{Type: "decision"}, []candidate{a}, Waiting, "", NoDoubt},
		"a number alone needs the day":    {described{Date: parseDate("2026"), Bare: true}, []candidate{a}, Waiting, "", NoDoubt},
		"a number alone with its day":     {described{Date: parseDate("2026-03-02"), Bare: true}, []candidate{a, old}, Settled, "a", NoDoubt},
		"the document does not cite self": {told("2026-03-02", ""), []candidate{doc("self", "2026-03-02", "x", "near")}, Waiting, "", NoDoubt},
	} {
		got := decide(c.told, citing{ID: "self", Issued: day("2026-06-01"), Near: far}, c.among)
		if got.State != c.want || got.To != c.to || got.Doubt != c.doubt {
			t.Errorf("%s: %+v", name, got)
		}
		if (got.State == Doubtful) != (len(got.Candidates) > 0) {
			t.Errorf("%s: a doubt without candidates, or the other way: %+v", name, got)
		}
	}
}

func TestArrange(t *testing.T) {
	docs := map[ID]*Document{}
	for i, d := range []ID{"resolution", "programme", "plan", "other"} {
		docs[d] = &Document{ID: d, Metadata: Metadata{IssuedOn: day("2026-01-01").AddDays(i)}}
	}
	root := arrange("resolution", docs, []edge{
		{"plan", "resolution", Implements}, {"plan", "programme", Implements}, {"programme", "resolution", BasedOn},
		{"other", "plan", BasedOn}, {"other", "resolution", Implements}, {"resolution", "other", Mentions},
	})
	if len(root.Below) != 2 || root.Below[0].ID != "programme" || root.Below[0].Below[0].ID != "plan" || root.Below[1].ID != "other" {
		t.Errorf("tree %+v", root.Below)
	}
	n := root.sum(map[ID]Counts{"resolution": {Open: 1}, "plan": {Late: 2}, "programme": {OnTime: 3}})
	if n != 3 || root.All != (Counts{3, 2, 1, 0}) || root.All.Total() != 6 || root.Own != (Counts{Open: 1}) {
		t.Errorf("%d below with %+v", n, root.All)
	}
}

func TestArrangeKeepsEveryDocumentOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "documents")
		name := func(i int) ID { return ID(rune('a' + i)) }
		docs := map[ID]*Document{}
		for i := range n {
			docs[name(i)] = &Document{ID: name(i), Metadata: Metadata{IssuedOn: day("2026-01-01").AddDays(rapid.IntRange(0, 5).Draw(t, "day"))}}
		}
		var edges []edge
		for range rapid.IntRange(0, 30).Draw(t, "edges") {
			edges = append(edges, edge{name(rapid.IntRange(0, n-1).Draw(t, "from")), name(rapid.IntRange(0, n-1).Draw(t, "to")),
				rapid.SampledFrom([]Relation{Implements, BasedOn}).Draw(t, "relation")})
		}
		reached := map[ID]bool{"a": true}
		for range n {
			for _, e := range edges {
				if reached[e.to] {
					reached[e.from] = true
				}
			}
		}
		var listed []ID
		var list func(*Node)
		list = func(n *Node) {
			listed = append(listed, n.ID)
			for _, b := range n.Below {
				list(b)
			}
		}
		list(arrange("a", docs, edges))
		slices.Sort(listed)
		if !slices.Equal(listed, slices.Compact(slices.Clone(listed))) || len(listed) != len(reached) {
			t.Fatalf("edges %v reach %d documents, the tree has %v", edges, len(reached), listed)
		}
	})
}

func TestDutiesAndArticles(t *testing.T) {
	duties := []Duty{{"x", day("2026-03-01")}, {"y", day("2026-03-01")}, {"z", day("2026-02-01")}, {"gone", day("2026-12-01")}}
	made := []*Document{
		{ID: "1", Metadata: Metadata{Body: "x", IssuedOn: day("2026-03-11")}},
		{ID: "2", Metadata: Metadata{Body: "heir", IssuedOn: day("2026-05-11")}},
	}
	issued, owing := settleDuties(duties, made, func(b, of org.ID) bool { return b == "heir" && of == "gone" }, day("2026-03-31"))
	if len(issued) != 2 || issued[0].By != "1" || issued[0].Days != 10 || issued[1].By != "2" || issued[1].Days != 0 {
		t.Errorf("issued %+v", issued)
	}
	if _, later := settleDuties([]Duty{{"b", day("2026-04-05")}, {"a", day("2026-04-01")}}, nil, nil, day("2026-03-31")); later[0].Left != 1 || later[1].Left != 5 || later[0].Days != 0 {
		t.Errorf("not due yet: %+v", later)
	}
	if len(owing) != 2 || owing[0].Body != "z" || owing[0].Left != 0 || owing[0].Days != 58 || owing[1].Days != 30 {
		t.Errorf("owing %+v", owing)
	}
	parts := []Part{
		{Span{0, 100}, "chapter", "I", "Quy định chung", 1}, {Span{10, 50}, "article", "1", "", 2}, {Span{20, 50}, "clause", "2", "", 3},
		{Span{50, 100}, "article", "2", "", 2},
	}
	got := touch(parts, []string{"khoản 2 Điều 1", "Điều 1", "Điều 9", "Chương I"}, []Passage{{Span: Span{60, 70}, Tasks: 1}, {Span: Span{99, 120}, Tasks: 124}})
	if len(got) != 2 || got[0].Links != 2 || got[0].Tasks != 0 || got[1].Links != 0 || got[1].Tasks != 125 || got[1].Untouched() {
		t.Errorf("articles %+v", got)
	}
}

func TestOutcome(t *testing.T) {
	own := civil.Since(day("2021-01-01"))
	effects := []Effect{{"a", Amends, day("2023-01-01"), ""}, {"b", Repeals, day("2024-01-01"), "Điều 3"}, {"c", Replaces, day("2025-01-01"), ""}, {"d", Repeals, day("2026-01-01"), ""}}
	if got := Outcome(own, effects); got != (civil.Interval{From: own.From, Until: day("2025-01-01")}) {
		t.Errorf("in force %v", got)
	}
	if got := Outcome(civil.Interval{From: own.From, Until: day("2022-01-01")}, effects); got.Until != day("2022-01-01") {
		t.Errorf("a later effect moved the end to %v", got.Until)
	}
}

package search_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/search"
)

var schema = []fs.FS{search.Schema}

// A shelf is a kind for tests: what was put in is kept beside the index, and
// an actor reaches the scopes that the test lays down.
type shelf struct {
	*search.Kind
	things map[string]search.Entry
	reach  search.Reach
}

var books, notes = newShelf(901, "book"), newShelf(902, "note")

func newShelf(no int64, name string) *shelf {
	s := &shelf{}
	s.Kind = search.Register(search.Kind{
		No: no, Name: name, Title: text.Verbatim(name),
		Reach: func(context.Context, *work.View) (search.Reach, error) { return s.reach, nil },
		Show: func(_ context.Context, _ *work.View, ids []string) (out []search.Shown, err error) {
			for _, id := range ids {
				if e, ok := s.things[id]; ok {
					out = append(out, search.Shown{ID: id, Title: e.Title, Text: e.Text})
				}
			}
			return out, nil
		},
	})
	return s
}

func (s *shelf) clear() { s.things, s.reach = map[string]search.Entry{}, search.Reach{All: true} }

func (s *shelf) put(t testing.TB, o *dbtest.Office, entries ...search.Entry) {
	t.Helper()
	for i := range entries {
		entries[i].Kind = s.Kind
		s.things[entries[i].ID] = entries[i]
	}
	o.MustDo(t, func(u *work.Unit) error { return search.PutMany(t.Context(), u, entries) })
}

func find(t testing.TB, o *dbtest.Office, query string, limit int, only ...*search.Kind) (out []search.Hits) {
	t.Helper()
	o.MustView(t, func(v *work.View) (err error) {
		out, err = search.Find(context.Background(), v, query, limit, only...)
		return err
	})
	return out
}

// ids returns what was found as "title hits | text hits".
func ids(hits []search.Hits) string {
	var out []string
	inTitle := true
	for _, h := range hits {
		for _, hit := range h.Hits {
			if inTitle && !hit.InTitle {
				inTitle = false
				out = append(out, "|")
			}
			out = append(out, hit.ID)
		}
	}
	return strings.Join(out, " ")
}

// TestConformance holds both engines to one behaviour.
func TestConformance(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		books.clear()
		notes.clear()
		books.put(t, o,
			search.Entry{ID: "a", Title: "Kế hoạch phát triển khoa học", Text: "Uỷ ban giao Sở Khoa học chủ trì.\nHoàn thành trong tháng 3/2026."},
			search.Entry{ID: "b", Title: "Chương trình 28-NQ/TW", Text: "Đảng uỷ xã lãnh đạo khoá học lý luận"},
			search.Entry{ID: "c", Title: norm.NFD.String("Nghị quyết về hoà giải ở cơ sở"), Text: "số hoá hồ sơ, khoa và học đứng xa nhau"},
			search.Entry{ID: "d", Title: "NQ 28 của TW", Text: "đường làng, ngõ xóm"},
		)
		notes.put(t, o, search.Entry{ID: "n", Title: "Ghi chép khoa học"})
		for query, want := range map[string]string{
			"khoa học":            "a | c b", // title hits first, then the newest
			"khoá học":            "a | c b",
			"KHÓA HỌC":            "a | c b",
			"khoa hoc ":           "a | c b",
			`"khoa học"`:          "a | b",
			"“khoa học”":          "a | b",
			`"khoa học`:           "a | b", // still typing
			"hoa giai":            "c",
			"hòa giải":            "c",
			"đảng uỷ":             "| b",
			"dang ủy":             "| b",
			"duong lang":          "| d",
			"28-NQ/TW":            "b",
			"28 nq tw":            "d b",
			"nq":                  "d b",
			"phat tr":             "", // two letters are a word, not a beginning
			"phat tri":            "a",
			"phat trie ":          "", // the blank ends the word
			`"phat trie"`:         "",
			"trie phat":           "", // only the last word is a beginning
			"3/2026":              "| a",
			"khoa học vắng mặt":   "",
			"":                    "",
			" \t\n":               "",
			`"`:                   "",
			`*`:                   "",
			`khoa" OR "x`:         "",
			"khoa NOT học":        "",
			"title:khoa":          "",
			"khoa' | 'x' & (":     "",
			"😀 khoa học 😀":        "a | c b",
			"hoc\x00khoa":         "| c a",
			"khoa học \xff":       "a | c b",
			"^khoa + học - {giao": "| a",
		} {
			if query == "hoc\x00khoa" {
				want = "" // joined by a mark, so they must stand together
			}
			if got := ids(find(t, o, query, 10, books.Kind)); got != want {
				t.Errorf("%q found %q, want %q", query, got, want)
			}
		}
		if got := find(t, o, "khoa hoc", 10); len(got) != 2 || got[0].Kind != books.Kind || ids(got[1:]) != "n" {
			t.Errorf("all kinds gave %d groups", len(got))
		}

		books.put(t, o, search.Entry{ID: "a", Title: "Kế hoạch phát triển giáo dục"})
		o.MustDo(t, func(u *work.Unit) error { return search.Remove(t.Context(), u, books.Kind, "c", "never there") })
		if got := ids(find(t, o, "khoa hoc", 10, books.Kind)); got != "| b" {
			t.Errorf("after a change and a removal found %q", got)
		}
		if got := ids(find(t, o, "giao duc", 10, books.Kind)); got != "a" {
			t.Errorf("the new words found %q", got)
		}
		books.put(t, o, search.Entry{ID: "e", Title: "Giáo dục nghề nghiệp"})
		if got := ids(find(t, o, "giao duc", 10, books.Kind)); got != "e a" {
			t.Errorf("a changed entry kept no place: found %q", got)
		}
	})
}

func TestNewestFirstAndBounded(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		books.clear()
		var entries []search.Entry
		for i := range 120 {
			entries = append(entries, search.Entry{ID: fmt.Sprint(i), Title: "Báo cáo quý", Text: "số liệu"})
		}
		books.put(t, o, entries...)
		got := find(t, o, "bao cao", 1000, books.Kind)
		if len(got[0].Hits) != search.MaxHits || !got[0].More || got[0].Hits[0].ID != "119" || got[0].Hits[49].ID != "70" {
			t.Errorf("%d hits from %s, more %v", len(got[0].Hits), got[0].Hits[0].ID, got[0].More)
		}
		o.MustView(t, func(v *work.View) error {
			found, more, err := search.IDs(t.Context(), v, books.Kind, "bao so", 100)
			if len(found) != 100 || !more || found[0] != "119" {
				t.Errorf("%d identifiers, more %v", len(found), more)
			}
			return err
		})
	})
}

// Wherever in a great number of entries the hits stand, the newest come first
// and none is left out. PostgreSQL looks shelf by shelf; the numbers between
// are skipped here, as entries that do not match.
func TestHitsFarApart(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		notes.clear()
		const apart = 7 * 32_768
		var newest []string
		for i := range 45 {
			if o.DB.Engine == db.Postgres && i%3 == 0 { // three on a shelf, or two and one on the next
				o.MustDo(t, func(u *work.Unit) error {
					_, err := u.Exec(t.Context(), db.Built("search.skip", `SELECT setval('search_seq', $1::bigint)`), int64(i)*apart+int64(i%2)*32_766+1)
					return err
				})
			}
			id := fmt.Sprintf("n%02d", i)
			notes.put(t, o, search.Entry{ID: id, Title: "kế hoạch", Text: fmt.Sprintf("số %d chung", i%7)})
			newest = append([]string{id}, newest...)
		}
		for _, limit := range []int{1, 2, 5, 20, 44, 45, 50} {
			got := find(t, o, "ke hoach", limit, notes.Kind)
			want := newest[:min(limit, len(newest))]
			if ids(got) != strings.Join(want, " ") {
				t.Errorf("%d hits: %s, want %v", limit, ids(got), want)
			}
			if got[0].More != (limit < len(newest)) {
				t.Errorf("%d hits: more %v", limit, got[0].More)
			}
		}
	})
}

func TestWhatMayNotBeSeenIsNotFound(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		books.clear()
		var entries []search.Entry
		for i := range 400 {
			scope := access.Scope("others")
			if i%100 == 0 {
				scope = access.Scope(fmt.Sprintf("ours-%d", i))
			}
			entries = append(entries, search.Entry{ID: fmt.Sprint(i), Title: "Kế hoạch năm", Scopes: []access.Scope{"nobody", scope}})
		}
		books.put(t, o, entries...)
		ours := func(s access.Scope) bool { return strings.HasPrefix(string(s), "ours-") }
		for name, reach := range map[string]search.Reach{
			"many": {In: ours},
			"few":  {In: ours, Few: []access.Scope{"ours-0", "ours-100", "ours-200", "ours-300", "ours-400"}},
		} {
			books.reach = reach
			if got := ids(find(t, o, "ke hoach", 3, books.Kind)); got != "300 200 100" {
				t.Errorf("%s: found %q", name, got)
			}
			if got := find(t, o, "ke hoach", 4, books.Kind); len(got[0].Hits) != 4 || got[0].More {
				t.Errorf("%s: found %d, more %v", name, len(got[0].Hits), got[0].More)
			}
		}
		books.reach = search.Reach{In: func(access.Scope) bool { return false }, Few: []access.Scope{}}
		if got := find(t, o, "ke hoach", 3, books.Kind); got != nil {
			t.Errorf("an actor without rights found %v", ids(got))
		}
	})
}

var (
	asBefore = db.SQL("search.asBefore", `UPDATE search_entry SET scopes = $2 WHERE id = $1`)
	scopesOf = db.SQL("search.scopesOf", `SELECT scopes FROM search_entry WHERE id = $1`)
)

// What a unit gave a number and then did not commit leaves no number behind
// that another scope gets.
func TestScopesAfterARollback(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		books.clear()
		ctx, broken := t.Context(), errors.New("broken")
		secret := search.Entry{Kind: books.Kind, ID: "a", Title: "Kế hoạch", Scopes: []access.Scope{"ours"}}
		books.reach = search.Reach{In: func(s access.Scope) bool { return s == "ours" }}
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error {
			if err := search.Put(ctx, u, secret); err != nil {
				return err
			}
			if found, _, err := search.IDs(ctx, &u.View, books.Kind, "ke hoach", 5); len(found) != 1 || err != nil {
				t.Errorf("the unit itself finds %v (%v)", found, err)
			}
			return broken
		}); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		books.put(t, o, search.Entry{ID: "b", Title: "Kế hoạch", Scopes: []access.Scope{"theirs"}})
		if got := find(t, o, "ke hoach", 5, books.Kind); got != nil {
			t.Errorf("found %q of others", ids(got))
		}
		books.put(t, o, secret)
		if got := ids(find(t, o, "ke hoach", 5, books.Kind)); got != "a" {
			t.Errorf("found %q", got)
		}
	})
}

// What release 0.1 put in names its scopes as they are, and is found as before.
func TestScopesWithoutNumbers(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		books.clear()
		for _, id := range []string{"a", "b", "c"} {
			books.put(t, o, search.Entry{ID: id, Title: "Kế hoạch", Scopes: []access.Scope{"top", access.Scope("of-" + id)}})
		}
		o.MustDo(t, func(u *work.Unit) error {
			_, err := u.Exec(t.Context(), asBefore, "b", "top of-b")
			return err
		})
		for scope, want := range map[access.Scope]string{"top": "c b a", "of-a": "a", "of-b": "b", "b": ""} {
			books.reach = search.Reach{In: func(s access.Scope) bool { return s == scope }}
			if got := ids(find(t, o, "ke hoach", 5, books.Kind)); got != want {
				t.Errorf("from %s: found %q, want %q", scope, got, want)
			}
		}
		books.put(t, o, search.Entry{ID: "b", Title: "Kế hoạch", Scopes: []access.Scope{"of-a"}})
		o.MustView(t, func(v *work.View) error {
			var a, b string
			if err := v.One(t.Context(), scopesOf, []any{"a"}, &a); err != nil {
				return err
			}
			err := v.One(t.Context(), scopesOf, []any{"b"}, &b)
			if !strings.HasPrefix(b, ",") || !strings.HasSuffix(a, b) {
				t.Errorf("one scope has two numbers: %s, %s", a, b)
			}
			return err
		})
	})
}

// TestPassageTellsMore: a document's text begins with its subject, which its
// title ends with, below its type in capitals; neither is read twice.
func TestPassageTellsMore(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		books.clear()
		notes.clear()
		books.put(t, o, search.Entry{ID: "a", Title: "Kế hoạch 5-KH/TU về chuyển đổi số", Text: "KẾ HOẠCH\nvề chuyển đổi số\nGiao Sở Nội vụ số hoá hồ sơ."})
		for query, want := range map[string]string{"ke hoach": "", "chuyen doi so": "", "so hoa ho so": "Giao Sở Nội vụ số hoá hồ sơ."} {
			hits := find(t, o, query, 5)
			if len(hits) != 1 || len(hits[0].Hits) != 1 {
				t.Fatalf("%s: found %v", query, hits)
			}
			if got := strings.TrimSpace(search.Plain(hits[0].Hits[0].Passage)); got != want {
				t.Errorf("%s: the passage is %q; want %q", query, got, want)
			}
		}
	})
}

func TestLongTexts(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		books.clear()
		var b strings.Builder
		for i := range 60_000 {
			fmt.Fprintf(&b, "x%d ", i)
		}
		long := strings.Repeat("dài", 100)
		books.put(t, o,
			search.Entry{ID: "numbers", Title: "Phụ lục", Text: b.String() + "hết"},
			search.Entry{ID: "repeats", Title: "Biểu", Text: strings.Repeat("một hai ba ", 30_000) + "bốn"},
			search.Entry{ID: "word", Title: long})
		for query, want := range map[string]string{
			"30000": "| numbers", "mot ba": "| repeats", "bốn": "| repeats", long: "word", long[:100] + "khác": "word", "dài": "word",
		} {
			if got := ids(find(t, o, query, 5, books.Kind)); got != want {
				t.Errorf("%.20q found %q, want %q", query, got, want)
			}
		}
	})
}

func TestMark(t *testing.T) {
	show := func(runs []search.Run) string {
		var b strings.Builder
		for _, r := range runs {
			if r.Marked {
				b.WriteString("[" + r.Text + "]")
			} else {
				b.WriteString(r.Text)
			}
		}
		return b.String()
	}
	for _, c := range []struct{ query, in, want string }{
		{"khoa", "Khoá XII, khóa XIII; khoan", "[Khoá] XII, [khóa] XIII; [khoan]"},
		{"khoa ", "khoá, khoan", "[khoá], khoan"},
		{"dang uy", "Đảng uỷ, Đảng ủy", "[Đảng] [uỷ], [Đảng] [ủy]"},
		{`"dang uy"`, "Đảng uỷ và uỷ viên Đảng", "[Đảng uỷ] và uỷ viên Đảng"},
		{"28-NQ/TW", "Nghị quyết số 28 - NQ/TW và 28-KL/TW", "Nghị quyết số [28 - NQ/TW] và 28-KL/TW"},
		{"hoc", norm.NFD.String("Học tập"), "[" + norm.NFD.String("Học") + "] " + norm.NFD.String("tập")},
		{"", "Nguyên văn", "Nguyên văn"},
	} {
		if got := show(search.Parse(c.query).Mark(c.in)); got != c.want {
			t.Errorf("%q in %q: %s, want %s", c.query, c.in, got, c.want)
		}
	}
	filler := strings.Repeat("đường dài nối những xóm nhỏ bên sông ", 20)
	p := search.Parse("khoa giáo")
	got := show(p.Passage("Dòng đầu có khoa.\n" + filler + "ngành khoa giáo họp " + filler + "\nkhoa"))
	if !strings.HasPrefix(got, "… ") || !strings.HasSuffix(got, " …") || !strings.Contains(got, "ngành [khoa] [giáo] họp") || len(got) > 400 {
		t.Errorf("passage: %s", got)
	}
	if got := p.Passage("không có gì"); got != nil {
		t.Errorf("passage without a word of the query: %v", got)
	}
}

func TestMarkingLosesNothing(t *testing.T) {
	syllable := rapid.SampledFrom([]string{"khoá", "khóa", "học", "Đảng", "uỷ", "28", "NQ", "-", "/", "\n", " ", "  ", "“", "́", "\xff", "…", "a"})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(syllable, 0, 300).Draw(t, "text"), rapid.SampledFrom([]string{" ", ""}).Draw(t, "between"))
		q := search.Parse(strings.Join(rapid.SliceOfN(syllable, 0, 6).Draw(t, "query"), " "))
		if got := search.Plain(q.Mark(s)); got != s {
			t.Fatalf("marking %q gave %q", s, got)
		}
		runs := q.Passage(s)
		got := strings.TrimSuffix(strings.TrimPrefix(search.Plain(runs), "… "), " …")
		if !strings.Contains(s, got) {
			t.Fatalf("passage %q is not part of %q", got, s)
		}
		if runs != nil && !slices.ContainsFunc(runs, func(r search.Run) bool { return r.Marked }) {
			t.Fatalf("passage %q of %q has no mark", got, s)
		}
	})
}

// FuzzQuery shows that every text is a query on both engines, and that both
// find the same by it.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"khoa học", `"khoa`, "28-NQ/TW", `a" OR b NEAR(c) -d {e}: f*`, "'x':*A & !y <-> (z)", "\x00\xff\\'", "ª ﬁ ſ K İ ß", "𞤀𞤁", "a̐b́", "ײַ"} {
		f.Add(s)
	}
	offices := map[db.Engine]*dbtest.Office{}
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		offices[e] = dbtest.New(f, e, schema)
	}
	books.clear()
	f.Fuzz(func(t *testing.T, typed string) {
		got := map[db.Engine]string{}
		for e, o := range offices {
			books.put(t, o, search.Entry{ID: "same", Title: "khoa học 28-NQ/TW", Text: typed})
			if hits := find(t, o, typed, 5, books.Kind); len(hits) > 0 {
				got[e] = ids(hits)
				if utf8.ValidString(typed) && search.Plain(hits[0].Hits[0].Title) != "khoa học 28-NQ/TW" {
					t.Errorf("%q lost part of the title", typed)
				}
			}
			if !search.Parse(typed).IsEmpty() && got[e] == "" && !strings.ContainsAny(typed, "\"“”„«»") && len(typed) < 100 {
				t.Errorf("%v: %q does not find itself", e, typed)
			}
		}
		if got[db.SQLite] != got[db.Postgres] {
			t.Errorf("%q found %q on SQLite and %q on PostgreSQL", typed, got[db.SQLite], got[db.Postgres])
		}
	})
}

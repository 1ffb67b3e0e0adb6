package db

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRewrite(t *testing.T) {
	for in, want := range map[string]string{
		`SELECT $1`:                   `SELECT ?1`,
		`SELECT $12, $2, $1`:          `SELECT ?12, ?2, ?1`,
		`SELECT '$1', "$2", $3`:       `SELECT '$1', "$2", ?3`,
		`SELECT 'it''s $1', $1`:       `SELECT 'it''s $1', ?1`,
		"SELECT 1 -- don't, $1\n, $2": "SELECT 1 -- don't, $1\n, ?2",
		`SELECT 1 -- $1`:              `SELECT 1 -- $1`,
		`SELECT /* don't $1 */ $2`:    `SELECT /* don't $1 */ ?2`,
		`SELECT 1 /* $1`:              `SELECT 1 /* $1`,
		`SELECT '$1`:                  `SELECT '$1`,
		`SELECT a FROM b FOR UPDATE`:  `SELECT a FROM b `,
		`SELECT a FROM b LIMIT $1 FOR UPDATE SKIP LOCKED) x`: `SELECT a FROM b LIMIT 0+?1 ) x`,
		`SELECT a FROM b LIMIT 5`:                            `SELECT a FROM b LIMIT 5`,
		`SELECT 'FOR UPDATE'`:                                `SELECT 'FOR UPDATE'`,
		`SELECT 1 - -1, 6/2, '$', $x`:                        `SELECT 1 - -1, 6/2, '$', $x`,
	} {
		if got := rewrite(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// Whatever the pieces of a statement are, only placeholders outside quotes
// and comments change.
func TestRewriteProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.OneOf(
			rapid.SampledFrom([]string{"SELECT ", "a.b", " = ", "||", "(", ")", "x'00'", "\n"}),
			rapid.Map(rapid.StringMatching(`[^']*`), func(s string) string { return "'" + s + "'" }),
			rapid.Map(rapid.StringMatching(`[^"]*`), func(s string) string { return `"` + s + `"` }),
			rapid.Map(rapid.StringMatching(`[^\n]*`), func(s string) string { return "--" + s + "\n" }),
			rapid.Map(rapid.StringMatching(`[^*/]*`), func(s string) string { return "/*" + s + "*/" }),
			rapid.StringMatching(`\$[1-9][0-9]? `),
		)
		var in, want strings.Builder
		for _, p := range rapid.SliceOf(piece).Draw(t, "pieces") {
			in.WriteString(p)
			if p[0] == '$' {
				p = "?" + p[1:]
			}
			want.WriteString(p)
		}
		if got := rewrite(in.String()); got != want.String() {
			t.Fatalf("%q became %q, want %q", in.String(), got, want.String())
		}
	})
}

func TestPlacesAreBoundByNumber(t *testing.T) {
	d, err := Open(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if got := Places(3, 3); got != "$3,$4,$5" {
		t.Errorf("Places(3, 3) = %q", got)
	}
	if got := Places(1, 0); got != "" {
		t.Errorf("Places(1, 0) = %q", got)
	}
	var b, a string
	var in bool
	if err := d.Read(t.Context(), func(s *Snapshot) error {
		q := Built("probe.order", `SELECT $2, $1, $3 IN (`+Places(3, 2)+`)`)
		return s.One(t.Context(), q, append([]any{"a", "b"}, Args([]int{3, 4})...), &b, &a, &in)
	}); err != nil || a != "a" || b != "b" || !in {
		t.Errorf("got %q %q %v %v", a, b, in, err)
	}
}

func TestTwoStatementsOfOneName(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("two statements of one name were taken")
		}
	}()
	SQL("schema.add", `SELECT 1`)
}

func TestTranslate(t *testing.T) {
	const ddl = `-- A table.
CREATE TABLE a (
	n BIGSERIAL PRIMARY KEY,
	name TEXT NOT NULL,
	size BIGINT,
	ok BOOLEAN,
	raw BYTEA
);
CREATE TABLE b (
	name TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;
-- +sqlite
CREATE INDEX only_lite ON a (name);
-- +end
-- +postgres
CREATE INDEX only_server ON a (name);
-- +end
CREATE INDEX both ON a (name);
`
	lite, server := Translate(SQLite, ddl), Translate(Postgres, ddl)
	for _, c := range []struct {
		in   string
		has  []string
		none *regexp.Regexp
	}{
		{lite, []string{"n INTEGER PRIMARY KEY AUTOINCREMENT,", "size INTEGER,", "ok INTEGER,", "raw BLOB\n) STRICT;", ") STRICT, WITHOUT ROWID;", "only_lite", "both"},
			regexp.MustCompile(`BIG|BOOLEAN|BYTEA|COLLATE|only_server|\+`)},
		{server, []string{"n BIGSERIAL PRIMARY KEY,", `name TEXT COLLATE "C" NOT NULL,`, "size BIGINT,", "raw BYTEA\n);", "only_server", "both"},
			regexp.MustCompile(`STRICT|ROWID|only_lite|\+`)},
	} {
		for _, part := range c.has {
			if !strings.Contains(c.in, part) {
				t.Errorf("%q is missing in\n%s", part, c.in)
			}
		}
		if found := c.none.FindString(c.in); found != "" {
			t.Errorf("%q is left in\n%s", found, c.in)
		}
	}
}

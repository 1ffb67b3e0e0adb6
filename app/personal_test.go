package app_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/story"
)

const personalGolden = "personal.golden"

const personalHead = `# What every column of the database says about people: the name of the holding
# that declares it (base/capability.Holding); "typed" for words that people
# wrote and documents say, in which names may stand; "-" for nothing. A new
# column is looked at by a person: write its line by hand. Columns that are
# declared are written by: go test ./app -run TestEveryColumn -update
`

var (
	tablesThere = db.Built("schema.tables", `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
)

// Every column of every table is declared as personal or was looked at and
// found not to be; each declaration is of a column that is there.
func TestEveryColumnIsClassed(t *testing.T) {
	a, err := app.Open(t.Context(), app.Config{Data: filepath.Join(t.TempDir(), "data")}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	declared := map[string]string{}
	names := map[string]bool{}
	for _, c := range a.Capabilities {
		for _, h := range c.Holdings {
			if names[h.Name] {
				t.Errorf("two holdings are called %s", h.Name)
			}
			names[h.Name] = true
			for _, key := range []string{h.Basis, h.KeptBy} {
				if key == "" && h.Basis != "" {
					continue
				}
				if _, err := rule.Find(key); err != nil {
					t.Errorf("%s names the rule %q, which is none", h.Name, key)
				}
			}
			for _, f := range h.Fields {
				for _, column := range f.Columns {
					declared[column] = h.Name
				}
			}
		}
	}
	known := readPersonal(t)
	there := columns(t, a)
	var out strings.Builder
	out.WriteString(personalHead)
	for _, column := range there {
		class := declared[column]
		if class == "" {
			class = known[column]
		}
		switch {
		case class == "":
			t.Errorf("%s: does it say anything about a person? Declare it in a Holding, or write its line into %s", column, personalGolden)
			class = "?"
		case declared[column] == "" && class != "-" && class != "typed":
			t.Errorf("%s is %q in %s, and no holding of that name declares it", column, class, personalGolden)
		}
		fmt.Fprintln(&out, column, class)
	}
	for column, name := range declared {
		if !slices.Contains(there, column) {
			t.Errorf("%s declares %s, which is no column", name, column)
		}
	}
	if *update {
		if err := os.WriteFile(personalGolden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, _ := os.ReadFile(personalGolden); out.String() != string(want) {
		t.Errorf("%s is out of date: look at what changed, then write it with: go test ./app -run TestEveryColumn -update", personalGolden)
	}
}

func readPersonal(t *testing.T) map[string]string {
	t.Helper()
	b, err := os.ReadFile(personalGolden)
	if err != nil && !*update {
		t.Fatal(err)
	}
	known := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if column, class, ok := strings.Cut(strings.TrimSpace(line), " "); ok && column != "#" {
			known[column] = class
		}
	}
	return known
}

// columns returns every column of the database, "table.column". Those of the
// engine's own and of the full-text index, which holds no words that could be
// read back, are left out.
func columns(t *testing.T, a *app.App) (all []string) {
	t.Helper()
	err := a.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		tables, err := db.All(t.Context(), v.Snapshot, tablesThere, func(scan db.Scan) (s string, err error) { return s, scan(&s) })
		if err != nil {
			return err
		}
		for _, table := range tables {
			if strings.HasPrefix(table, "sqlite_") || strings.HasPrefix(table, "search_words_") {
				continue
			}
			q := db.Built("schema.columns", `SELECT name FROM pragma_table_info('`+table+`') ORDER BY cid`)
			if err := db.Each(t.Context(), v.Snapshot, q, func(scan db.Scan) error {
				var column string
				err := scan(&column)
				all = append(all, table+"."+column)
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Of somebody whose account is erased nothing is left in any column: not their
// names, not their login, not what they asked. So no event ever held them.
func TestNothingIsLeftOfWhoIsErased(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p := s.begin(t)
	ctx := t.Context()
	marks := []string{"Vô Danh Thị", "Hữu Danh Thị", "nguoi.se.xoa", "Xin xoá giúp"}
	var whom account.ID
	do := func(who work.Who, fn func(u *work.Unit) error) {
		t.Helper()
		if err := p.Office.Do(ctx, who, fn); err != nil {
			t.Fatal(err)
		}
	}
	system := work.System("test")
	password, err := account.Choose(ctx, story.Password)
	if err != nil {
		t.Fatal(err)
	}
	do(system, func(u *work.Unit) (err error) {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		body, _ := tree.ByCode(ownBody)
		if whom, err = account.Create(ctx, u, account.NewAccount{Login: marks[2], Name: marks[0], Password: password}); err != nil {
			return err
		}
		_, err = account.GrantRole(ctx, u, account.NewGrant{Account: whom, Role: access.Office, Scope: body.ID.Scope(), Interval: civil.Since(u.Today.AddDays(-9))})
		return err
	})
	c := webtest.New(t, p.Handler)
	c.Do(webtest.FormRequest("/login", webtest.Fields("login", marks[2], "password", story.Password))).Want(http.StatusSeeOther)
	c.Do(webtest.FormRequest("/personal/requests", webtest.Fields("kind", "correct", "words", marks[3]))).Want(http.StatusSeeOther)
	file := c.Do(webtest.FormRequest("/personal/export", nil)).Want(http.StatusOK)
	told := unpacked(t, file.Body)
	for _, want := range []string{marks[0], marks[2], marks[3], "account.signed_in", "personal.asked"} {
		if !strings.Contains(told["du-lieu.json"], want) {
			t.Errorf("the file of a person's data does not hold %q", want)
		}
	}
	if !strings.Contains(told["du-lieu.html"], marks[0]) || strings.Contains(told["du-lieu.json"], "argon2id") {
		t.Error("the page of the file is not theirs, or it holds a secret")
	}
	c.Do(webtest.FormRequest("/personal/export", nil)).Want(http.StatusTooManyRequests)
	admin := p.as(t, s.personOf(access.Administrator, ownBody))
	admin.Get("/accounts").Want(http.StatusOK)
	admin.Get(whom.Address()).Want(http.StatusOK)
	admin.Do(webtest.FormRequest(whom.Address()+"/name", webtest.Fields("name", marks[1]))).Want(http.StatusSeeOther)
	if page := c.Get("/personal").Want(http.StatusOK); !strings.Contains(string(page.Body), "administrator "+ownBody) || !strings.Contains(string(page.Body), "Danh sách tài khoản") {
		t.Error("the person does not read who looked at their record")
	}
	for _, mark := range marks {
		if found := columnsWith(t, p.App, mark); len(found) == 0 {
			t.Errorf("%q is nowhere, so nothing is known", mark)
		}
	}
	do(system, func(u *work.Unit) error {
		a, err := account.Find(ctx, &u.View, whom)
		if err != nil {
			return err
		}
		return account.Revoke(ctx, u, a.Grants[0].ID)
	})
	admin.Do(webtest.FormRequest("/personal/people/"+string(whom)+"/erase", nil)).Want(http.StatusSeeOther)
	for _, mark := range marks {
		if found := columnsWith(t, p.App, mark); len(found) > 0 {
			t.Errorf("%q is still in %v", mark, found)
		}
	}
	if page := admin.Get("/accounts?disabled=1"); !strings.Contains(string(page.Body), "tài khoản đã xoá") {
		t.Error("the list does not tell of the erased account")
	}
}

// unpacked returns the content of each file of an archive.
func unpacked(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(content)
	}
	return out
}

// columnsWith returns the columns in which a text stands.
func columnsWith(t *testing.T, a *app.App, mark string) (found []string) {
	t.Helper()
	for _, column := range columns(t, a) {
		table, name, _ := strings.Cut(column, ".")
		if table == "search_words" {
			continue // holds no words that could be read back
		}
		q := db.Built("schema.holds", `SELECT count(*) FROM "`+table+`" WHERE instr(CAST("`+name+`" AS TEXT), $1) > 0`)
		if err := a.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
			var n int
			if err := v.One(t.Context(), q, []any{mark}, &n); err != nil {
				return err
			}
			if n > 0 {
				found = append(found, column)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// personOf returns who has a role at a body.
func (s *stage) personOf(role access.Role, body string) person {
	return s.people[slices.IndexFunc(s.people, func(p person) bool { return p.role == role && p.body == body })]
}

// loginAt says at which bodies each kind of person holds a role, which is where
// their login is administered. Standing in for somebody is no role: who
// administers the body sees the deputy's name and not the login, and neither
// does the deputy see that of who is replaced.
var loginAt = map[string][]string{
	severalPosts: {ownBody, otherBody}, // both administrators have it in their lists
	deputyThere:  {otherBody},          // where it is from, not where it stands in
	commissioner: {ownBody},            // the commission lies under the committee
}

// administers says whether somebody has the account of another in hand, as far
// as the list of accounts goes: no other role shows a login.
func (p person) administers(whose person) bool {
	at, ok := loginAt[whose.kind]
	if !ok {
		at = []string{whose.body}
	}
	return p.role == access.Administrator && (p.body == province || slices.Contains(at, p.body))
}

// A login is seen by its owner and by the administrators of the bodies at which
// it holds a role, and above them; on no page by anybody else, whatever post
// they act in. A program sees none, not even that of whose it is: it has no
// pages of an account, and no account of its own.
func TestWhoSeesALogin(t *testing.T) {
	s := stageOn(t, db.SQLite)
	w := newWalk(t, s)
	// A login may end as another one does: the longer is looked for first.
	accounts := slices.DeleteFunc(slices.Clone(s.people), func(p person) bool { return p.role == "" || p.kind == program })
	slices.SortFunc(accounts, func(a, b person) int { return cmp.Compare(len(b.login()), len(a.login())) })
	seen := map[[2]string]bool{} // by whom, whose
	for _, viewer := range s.people {
		c := w.play.as(t, viewer)
		for _, rt := range w.routes {
			if methodOf(rt) != http.MethodGet {
				continue
			}
			for _, at := range []samples{w.own, w.other} {
				address, ok := at.fill(pathOf(rt))
				if !ok {
					continue
				}
				shown := strings.ToLower(string(c.Get(address).Body))
				for _, whose := range accounts {
					if !strings.Contains(shown, whose.login()) {
						continue
					}
					shown = strings.ReplaceAll(shown, whose.login(), "")
					seen[[2]string{viewer.login(), whose.login()}] = true
					if own := whose.login() == viewer.login(); !own && !viewer.administers(whose) {
						t.Errorf("%s at %s reads on %s the login %s", viewer.title(), viewer.body, address, whose.login())
					}
				}
			}
		}
	}
	for _, whose := range accounts {
		for _, viewer := range accounts {
			may := viewer.login() == whose.login() || viewer.administers(whose) && viewer.body != province // whose list is too long for a page
			if may && !seen[[2]string{viewer.login(), whose.login()}] {
				t.Errorf("%s at %s nowhere reads the login %s, so nothing is known of it", viewer.title(), viewer.body, whose.login())
			}
		}
	}
}

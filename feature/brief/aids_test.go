package brief_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/brief"
	"quyet/feature/org"
)

const questions = "Văn bản nói về việc gì?\n- Đất đai\n* Chuyển đổi số\nAi chủ trì?\n* Văn phòng\n- Sở Tài chính"

func (p *place) check(t testing.TB, b org.ID, days int) (made brief.CheckID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = brief.PutCheck(t.Context(), u, brief.Check{Doc: p.resolution, Body: b, Title: "Câu hỏi thu hoạch", Until: u.Today.AddDays(days)}, questions)
		return err
	})
	return made
}

// official makes an account with a role at a body.
func (p *place) official(t testing.TB, login string, role access.Role, b org.ID) (made account.ID) {
	t.Helper()
	secret, err := account.Choose(t.Context(), "từ nghị quyết đến kết quả")
	if err != nil {
		t.Fatal(err)
	}
	p.MustDo(t, func(u *work.Unit) (err error) {
		if made, err = account.Create(t.Context(), u, account.NewAccount{Login: login, Name: login, Password: secret}); err != nil {
			return err
		}
		_, err = account.GrantRole(t.Context(), u, account.NewGrant{Account: made, Role: role, Scope: b.Scope(), Interval: civil.Since(u.Today)})
		return err
	})
	return made
}

func (p *place) acts(a account.ID, role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: string(a), Name: string(a), Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

// Officials of a body are asked, say so once, and only who asks sees who did.
func TestAcknowledging(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		head := p.official(t, "thutruong", access.Head, p.commune)
		p.official(t, "vanphong", access.Office, p.commune)
		p.official(t, "quantri", access.Administrator, p.commune)
		p.official(t, "xakhac", access.Head, p.other)
		asks := func(due civil.Date) (n int, err error) {
			err = o.Do(ctx, p.as(access.Office, p.commune), func(u *work.Unit) (err error) {
				n, err = brief.AskAcks(ctx, u, p.resolution, p.commune, due)
				return err
			})
			return n, err
		}
		if n, err := asks(civil.Date{}); err != nil || n != 2 {
			t.Fatalf("%d were asked: %v", n, err)
		}
		if _, err := asks(p.today.AddDays(-1)); !fault.Is(err, fault.Invalid) {
			t.Errorf("by yesterday: %v", err)
		}
		me := p.acts(head, access.Head, p.commune)
		own := func() (acks []brief.Ack) {
			if err := o.View(ctx, me, func(v *work.View) (err error) {
				acks, _, err = brief.OwnAcks(ctx, v)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return acks
		}
		if acks := own(); len(acks) != 1 || acks[0].Due != p.today.AddDays(5) || !acks[0].Read.IsZero() {
			t.Errorf("the head is asked %+v", acks)
		}
		before := events(t, o)
		say := func() error {
			return o.Do(ctx, me, func(u *work.Unit) error { return brief.Acknowledge(ctx, u, p.resolution) })
		}
		if err := say(); err != nil {
			t.Fatal(err)
		}
		if after := events(t, o); after != before {
			t.Errorf("an event tells when it was read: %d and then %d", before, after)
		}
		if err := say(); !fault.Is(err, fault.Conflict) {
			t.Errorf("said twice: %v", err)
		}
		if acks := own(); len(acks) != 0 {
			t.Errorf("after it was read: %+v", acks)
		}
		if _, err := asks(p.today.AddDays(9)); err != nil {
			t.Error(err)
		}
		list := func(who work.Who) (acks []brief.Ack, names map[account.ID]string, err error) {
			err = o.View(ctx, who, func(v *work.View) (err error) {
				acks, names, err = brief.AcksOf(ctx, v, p.resolution, p.commune)
				return err
			})
			return acks, names, err
		}
		acks, names, err := list(p.as(access.Office, p.commune))
		if err != nil || len(acks) != 2 {
			t.Fatalf("%+v: %v", acks, err)
		}
		for _, a := range acks {
			if read := !a.Read.IsZero(); read != (a.Account == head) || names[a.Account] == "" || read && a.Due != p.today.AddDays(5) || !read && a.Due != p.today.AddDays(9) {
				t.Errorf("%s: %+v", names[a.Account], a)
			}
		}
		for _, who := range []work.Who{p.as(access.Specialist, p.commune), p.as(access.Office, p.other)} {
			if _, _, err := list(who); !fault.Is(err, fault.Forbidden) {
				t.Errorf("who does not ask sees who read: %v", err)
			}
		}
	})
}

func events(t *testing.T, o *dbtest.Office) (n int64) {
	t.Helper()
	o.MustView(t, func(v *work.View) error {
		return db.Each(t.Context(), v.Snapshot, db.Built("test.events", `SELECT COUNT(*) FROM event`), func(scan db.Scan) error { return scan(&n) })
	})
	return n
}

// Nothing ties a sheet to an account: handing one in writes one row into one table, of
// the check, the body, a random name and the answers, and no event.
func TestASheetIsAnonymous(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		check := p.check(t, p.province, 3)
		head := p.official(t, "thutruong", access.Head, p.commune)
		before := contents(t, o)
		if err := o.Do(ctx, p.acts(head, access.Head, p.commune), func(u *work.Unit) error { return brief.Answer(ctx, u, check, []int{1, 0}) }); err != nil {
			t.Fatal(err)
		}
		after := contents(t, o)
		var wrote []string
		for table, rows := range after {
			for row, n := range rows {
				if n != before[table][row] {
					wrote = append(wrote, table+": "+row)
				}
			}
			if len(rows) < len(before[table]) {
				t.Errorf("rows of %s are gone", table)
			}
		}
		if len(wrote) != 1 || !strings.HasPrefix(wrote[0], "brief_sheet: ") {
			t.Fatalf("a sheet wrote %q", wrote)
		}
		cells := strings.Split(strings.TrimPrefix(wrote[0], "brief_sheet: "), "\x1f")
		if len(cells) != 4 || cells[0] != string(check) || cells[1] != string(p.commune) || len(cells[2]) < 20 || cells[3] != "1,0" {
			t.Errorf("a sheet is %q", cells)
		}
		if strings.Contains(wrote[0], string(head)) {
			t.Errorf("the sheet holds the account: %q", wrote[0])
		}
	})
}

// contents are the rows of every table of the schema, with how often each is there.
func contents(t *testing.T, o *dbtest.Office) map[string]map[string]int {
	t.Helper()
	out := map[string]map[string]int{}
	tables := tablesOf(t)
	if len(tables) < 20 {
		t.Fatalf("only %d tables were read", len(tables))
	}
	out["event"] = map[string]int{"": int(events(t, o))} // each is another row
	o.MustView(t, func(v *work.View) error {
		for table, columns := range tables {
			rows := map[string]int{}
			of := make([]string, len(columns))
			for i, c := range columns {
				of[i] = `COALESCE(CAST(` + c + ` AS TEXT), '')`
			}
			err := db.Each(t.Context(), v.Snapshot, db.Built("test."+table, `SELECT `+strings.Join(of, ", ")+` FROM `+table), func(scan db.Scan) error {
				cells, to := make([]string, len(columns)), make([]any, len(columns))
				for i := range cells {
					to[i] = &cells[i]
				}
				if err := scan(to...); err != nil {
					return err
				}
				rows[strings.Join(cells, "\x1f")]++
				return nil
			})
			if err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
			out[table] = rows
		}
		return nil
	})
	return out
}

var (
	created = regexp.MustCompile(`(?s)CREATE TABLE (\w+) \(\n(.*?)\n\)`)
	column  = regexp.MustCompile(`(?m)^\t(\w+) (?:TEXT|BIGINT|BOOLEAN|BYTEA)\b`)
	added   = regexp.MustCompile(`ALTER TABLE (\w+) ADD COLUMN (\w+) `)
	renamed = regexp.MustCompile(`ALTER TABLE (\w+) RENAME TO (\w+)`)
	dropped = regexp.MustCompile(`DROP TABLE (\w+)`)
)

// tablesOf are the columns of every table that the steps of the schema leave behind.
func tablesOf(t *testing.T) map[string][]string {
	t.Helper()
	var steps []db.Migration
	for _, fsys := range schema {
		some, err := db.Migrations(fsys)
		if err != nil {
			t.Fatal(err)
		}
		steps = append(steps, some...)
	}
	slices.SortFunc(steps, func(a, b db.Migration) int { return strings.Compare(a.Name, b.Name) })
	tables := map[string][]string{}
	for _, step := range steps {
		for _, c := range created.FindAllStringSubmatch(step.SQL, -1) {
			tables[c[1]] = nil
			for _, name := range column.FindAllStringSubmatch(c[2], -1) {
				tables[c[1]] = append(tables[c[1]], name[1])
			}
		}
		for _, c := range added.FindAllStringSubmatch(step.SQL, -1) {
			tables[c[1]] = append(tables[c[1]], c[2])
		}
		for _, c := range dropped.FindAllStringSubmatch(step.SQL, -1) {
			delete(tables, c[1])
		}
		for _, c := range renamed.FindAllStringSubmatch(step.SQL, -1) {
			tables[c[2]] = tables[c[1]]
			delete(tables, c[1])
		}
	}
	delete(tables, "search_entry") // the index of texts, which differs by engine
	return tables
}

// Results are told when the check is over, and of bodies with five sheets or more.
func TestResults(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		check := p.check(t, p.province, 3)
		hands := func(b org.ID, answers ...int) error {
			return o.Do(ctx, p.as(access.Specialist, b), func(u *work.Unit) error { return brief.Answer(ctx, u, check, answers) })
		}
		for range 5 {
			if err := hands(p.commune, 1, 0); err != nil {
				t.Fatal(err)
			}
		}
		for range 4 {
			if err := hands(p.other, 0, -1); err != nil {
				t.Fatal(err)
			}
		}
		for _, odd := range [][]int{{1}, {2, 0}, {1, -2}, {-1, -1}} {
			if err := hands(p.commune, odd...); !fault.Is(err, fault.Invalid) {
				t.Errorf("%v: %v", odd, err)
			}
		}
		results := func() (r *brief.Results, err error) {
			err = o.View(ctx, p.as(access.Inspector, p.province), func(v *work.View) (err error) {
				r, err = brief.ResultsOf(ctx, v, check)
				return err
			})
			return r, err
		}
		if _, err := results(); !fault.Is(err, fault.Conflict) {
			t.Errorf("while it goes on: %v", err)
		}
		o.Advance(4 * 24 * time.Hour)
		r, err := results()
		if err != nil {
			t.Fatal(err)
		}
		if r.Sheets != 5 || len(r.Bodies) != 1 || r.Bodies[p.commune] != 5 || r.Chosen[0][1] != 5 || r.Chosen[0][0] != 0 || r.Chosen[1][0] != 5 {
			t.Errorf("results: %+v", r)
		}
		if err := hands(p.commune, 1, 0); !fault.Is(err, fault.Conflict) {
			t.Errorf("after the last day: %v", err)
		}
		// Those who answered see no results of others.
		if err := o.View(ctx, p.as(access.Office, p.commune), func(v *work.View) error {
			_, err := brief.ResultsOf(ctx, v, check)
			return err
		}); !fault.Is(err, fault.Unknown) {
			t.Errorf("results for a commune: %v", err)
		}
	})
}

func TestReadQuestions(t *testing.T) {
	for typed, ok := range map[string]bool{
		questions: true, "": false, "Câu hỏi?": false, "- a\n* b": false, "Câu?\n- a\n- b": false, "Câu?\n* a\n* b": false, "Câu?\n* a": false, "Câu?\n*\n- b": false,
		"Câu?\r\n* a\r\n-b": true, strings.Repeat("Câu?\n* a\n- b\n", 11): false,
	} {
		if read, got := brief.ReadQuestions(typed); got != ok {
			t.Errorf("%q is read as %+v, %v", typed, read, got)
		}
	}
}

// What a body gave is taken back by who asks its bodies, and not by whoever asks others.
func TestWhoTakesAMaterialBack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		guide := p.registers(t, "07-HD/TU", p.today)
		p.MustDo(t, func(u *work.Unit) error { return brief.AddMaterial(ctx, u, p.resolution, guide, p.province) })
		takes := func(b org.ID) error {
			return o.Do(ctx, p.as(access.Office, b), func(u *work.Unit) error { return brief.RemoveMaterial(ctx, u, p.resolution, guide) })
		}
		if err := takes(p.commune); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a commune takes back what its province gave: %v", err)
		}
		if err := takes(p.province); err != nil {
			t.Errorf("the province takes it back: %v", err)
		}
		if err := takes(p.province); !fault.Is(err, fault.Conflict) {
			t.Errorf("it takes it back again: %v", err)
		}
	})
}

// What goes with briefing on its pages: materials, acknowledgements, checks.
func TestAidsPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.asks(t, p.commune)
	guide := p.registers(t, "07-HD/TU", p.today)
	office := p.browser(t, access.Office, p.province)
	at := brief.Address(p.resolution)
	p.named = nil
	if none := both(t, office, at).Submit("form[action$='/materials']", "material", "99-X").Want(http.StatusUnprocessableEntity); none.Value("material") != "99-X" || !none.Has("#f-material-error") {
		t.Errorf("a symbol that nothing bears: %s", none.Text("main"))
	}
	p.named = append(p.named, guide)
	added := both(t, office, at).Submit("form[action$='/materials']", "material", "07-HD/TU").Want(http.StatusOK)
	if !added.Has("a[href='" + guide.Address() + "']") {
		t.Errorf("after it was added: %s", added.Text("main"))
	}
	below := both(t, p.browser(t, access.Office, p.commune), at)
	if !below.Has("a[href='"+guide.Address()+"']") || below.Has("form[action$='/materials/remove']") || !below.Has("form[action$='/materials']") {
		t.Errorf("a commune sees what its province gave: %s", below.Text("main"))
	}
	both(t, office, at).Submit("form[action$='/materials/remove']").Want(http.StatusOK)
	if gone := both(t, office, at); gone.Has("a[href='" + guide.Address() + "']") {
		t.Error("what was taken away is still there")
	}

	acks := both(t, office, at+"/acks")
	if nobody := acks.Submit("form.form").Want(http.StatusUnprocessableEntity); !nobody.Has("#f-due-error") {
		t.Errorf("with nobody there: %s", nobody.Text("main"))
	}
	head := p.official(t, "thutruong", access.Head, p.province)
	if asked := both(t, office, at+"/acks").Submit("form.form").Want(http.StatusOK); !strings.Contains(asked.Text("table"), "thutruong") {
		t.Errorf("after they were asked: %s", asked.Text("main"))
	}
	me := p.browserOf(t, p.acts(head, access.Head, p.province))
	both(t, me, "/briefings").Submit("form[action$='/read']").Want(http.StatusOK)
	if again := both(t, me, "/briefings"); again.Has("form[action$='/read']") {
		t.Error("what was read is asked for again")
	}
	if read := both(t, office, at+"/acks"); !strings.Contains(read.Text("table"), "Đã đọc") {
		t.Errorf("after it was read: %s", read.Text("table"))
	}
	p.browser(t, access.Specialist, p.province).Get(at + "/acks").Want(http.StatusNotFound)

	form := both(t, office, at+"/checks")
	if wrong := form.Submit("form.form", "title", "Thu hoạch", "questions", "Câu?", "until", "mai").Want(http.StatusUnprocessableEntity); wrong.Value("title") != "Thu hoạch" || !wrong.Has("#f-until-error") {
		t.Errorf("a check that is none: %s", wrong.Text("main"))
	}
	made := form.Submit("form.form", "title", "Thu hoạch", "questions", questions, "until", p.today.AddDays(2).Vietnamese()).Want(http.StatusOK)
	check := made.Find("form.form").AttrOr("action", "")
	clerk := p.browser(t, access.Specialist, p.commune)
	if empty := both(t, clerk, check).Submit("form.form").Want(http.StatusUnprocessableEntity); !empty.Has("#f-q0-error") {
		t.Errorf("an empty sheet: %s", empty.Text("main"))
	}
	for range 5 {
		both(t, clerk, check).Submit("form.form", "q0", "1", "q1", "0").Want(http.StatusOK)
	}
	p.Advance(4 * 24 * time.Hour)
	if told := both(t, office, check); !strings.Contains(told.Text("main"), "5/5 (100,00%)") {
		t.Errorf("the results: %s", told.Text("main"))
	}
	if told := both(t, clerk, check); strings.Contains(told.Text("main"), "5/5") {
		t.Errorf("the results for who answered: %s", told.Text("main"))
	}
	p.browser(t, access.Administrator, p.commune).Get(check).Want(http.StatusNotFound)
}

// Of many checks a body finds its own, and the body above them all each by the name of
// its body, a page at a time.
func TestManyChecks(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.asks(t, p.commune, p.other)
	own := p.check(t, p.commune, 3)
	for range 60 {
		p.check(t, p.other, 9) // these stand before it
	}
	above := p.check(t, p.province, 1)
	if page := both(t, p.browser(t, access.Office, p.commune), brief.Address(p.resolution)); !page.Has("a[href='"+own.Address()+"']") || !page.Has("a[href='"+above.Address()+"']") {
		t.Errorf("the commune is not led to its check or to that of the province: %s", page.Text("main"))
	}
	office := p.browser(t, access.Office, p.province)
	sums := both(t, office, brief.Address(p.resolution))
	if sums.Has("a[href='" + own.Address() + "']") {
		t.Error("the map of the province lists the checks of all communes")
	}
	list := both(t, office, sums.Find(".card a[href*='/checks?']").AttrOr("href", ""))
	if n := list.Find("tbody tr").Length(); n != 50 || list.Find("tbody a").First().Text() != "Đảng uỷ xã Bình Phú" || !list.Has("a[href='"+above.Address()+"']") {
		t.Errorf("%d checks: %s", n, list.Text("main"))
	}
	rest := both(t, office, list.Find("a[href*='after=']").AttrOr("href", ""))
	if n := rest.Find("tbody tr").Length(); n != 11 || !rest.Has("a[href='"+own.Address()+"']") {
		t.Errorf("%d checks on the second page: %s", n, rest.Text("main"))
	}
}

package main

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/search"
	"quyet/feature/task"
)

// Who works in the benchmark.
const (
	login    = "vanphong"
	password = "ba con ngựa trắng qua cầu"
)

func communeName(n int) string { return fmt.Sprintf("Đảng uỷ xã %d", n+1) }
func unitName(n int) string    { return fmt.Sprintf("Chi bộ %d", n+1) }

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

// A seeder fills the product through its own operations, day by day, with the
// clock standing where the tasks of the shape have arrived.
type seeder struct {
	shape
	app   *app.App
	now   time.Time
	today civil.Date // the last day of the seed

	tops, units []org.ID // provinces; units, in order
	office      access.Actor
	doer        access.Actor
}

// seedProduct makes a data folder that holds the shape, in SQLite.
func seedProduct(ctx context.Context, folder string, s shape, today civil.Date) error {
	d := &seeder{shape: s, today: today}
	var err error
	d.app, err = app.Open(ctx, app.Config{Data: folder, Now: func() time.Time { return d.now }}, quiet)
	if err != nil {
		return err
	}
	defer d.app.Close()
	d.at(-1000, 0)
	if err := d.bodies(ctx); err != nil {
		return fmt.Errorf("bodies: %w", err)
	}
	if err := d.people(ctx); err != nil {
		return fmt.Errorf("people: %w", err)
	}
	if err := d.lives(ctx); err != nil {
		return fmt.Errorf("tasks: %w", err)
	}
	// As the running program does every minute.
	if err := d.do(ctx, seeding, func(u *work.Unit) error { _, err := task.Settle(ctx, u); return err }); err != nil {
		return fmt.Errorf("settle: %w", err)
	}
	// Years of history are sealed as they grow: an office never has half a
	// million events to seal while people read.
	if err := d.app.Keeper.Seal(ctx, d.app.Office); err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return d.app.Office.DB.Script(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
}

// at sets the clock to minutes after eight o'clock, days from today.
func (d *seeder) at(days, minutes int) {
	d.now = d.today.AddDays(days).Start(d.app.Office.Zone).Add(8*time.Hour + time.Duration(minutes)*time.Minute)
}

func (d *seeder) do(ctx context.Context, who work.Who, fn func(*work.Unit) error) error {
	return d.app.Office.Do(ctx, who, fn)
}

var seeding = work.System("benchmark")

func (d *seeder) bodies(ctx context.Context) error {
	on, act := d.today.AddDays(-1000), org.Act{Symbol: "1-QĐ/TW"}
	establish := func(bodies []org.NewBody) (made []org.ID, err error) {
		err = d.do(ctx, seeding, func(u *work.Unit) error {
			made, err = org.EstablishAll(ctx, u, bodies, on, act)
			return err
		})
		return made, err
	}
	var provinces, communes, units []org.NewBody
	for p := range d.provinces {
		provinces = append(provinces, org.NewBody{Code: fmt.Sprint("T", p), Name: fmt.Sprintf("Tỉnh uỷ %d", p+1), Kind: org.Committee, Tier: org.Province, Line: org.Party})
	}
	var err error
	if d.tops, err = establish(provinces); err != nil {
		return err
	}
	for c := range d.communes {
		communes = append(communes, org.NewBody{Code: fmt.Sprint("X", c), Name: communeName(c), Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: d.tops[d.provinceOf(c)]})
	}
	made, err := establish(communes)
	if err != nil {
		return err
	}
	for u := range d.shape.units {
		units = append(units, org.NewBody{Code: fmt.Sprint("C", u), Name: unitName(u), Kind: org.PartyCell, Tier: org.Cell, Line: org.Party, Superior: made[d.communeOf(u)]})
	}
	d.units, err = establish(units)
	return err
}

func (d *seeder) people(ctx context.Context) error {
	secret, err := account.Choose(ctx, password)
	if err != nil {
		return err
	}
	return d.do(ctx, seeding, func(u *work.Unit) error {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		made, err := account.CreateAll(ctx, u, []account.NewAccount{{Login: login, Name: "Văn phòng", Password: secret}, {Login: "chibo", Name: "Chi bộ", Password: secret}})
		if err != nil {
			return err
		}
		var grants []account.NewGrant
		grant := func(a *access.Actor, n int, roles ...access.Role) {
			*a = access.Actor{Account: string(made[n]), Body: d.tops[0].Scope(), Tree: tree}
			for _, top := range d.tops {
				for _, r := range roles {
					a.Grants = append(a.Grants, access.Grant{Role: r, Scope: top.Scope()})
					grants = append(grants, account.NewGrant{Account: made[n], Role: r, Scope: top.Scope(), Interval: civil.Since(u.Today)})
				}
			}
		}
		grant(&d.office, 0, access.Office, access.Head, access.Specialist)
		grant(&d.doer, 1, access.Office, access.Specialist)
		_, err = account.GrantRoles(ctx, u, grants)
		return err
	})
}

// officeOf is the login of a province's office.
func officeOf(province int) string { return fmt.Sprint("vanphong.", province+1) }

// staff gives each province an office with an account: nobody works for all of
// them.
func (p *place) staff(ctx context.Context, c app.Config) error {
	secret, err := account.Choose(ctx, password)
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, c, quiet)
	if err != nil {
		return err
	}
	return errors.Join(a.Office.Do(ctx, seeding, func(u *work.Unit) error {
		accounts := make([]account.NewAccount, len(p.tops))
		for n := range accounts {
			accounts[n] = account.NewAccount{Login: officeOf(n), Name: fmt.Sprint("Văn phòng ", n+1), Password: secret}
		}
		made, err := account.CreateAll(ctx, u, accounts)
		if err != nil {
			return err
		}
		var grants []account.NewGrant
		for n, top := range p.tops {
			for _, r := range []access.Role{access.Office, access.Head, access.Specialist} {
				grants = append(grants, account.NewGrant{Account: made[n], Role: r, Scope: top.Scope(), Interval: civil.Since(u.Today)})
			}
		}
		_, err = account.GrantRoles(ctx, u, grants)
		return err
	}), a.Close())
}

// What happens to a task, in the order of its life.
const (
	given = iota
	taken
	reported
	submitted
	confirmed
)

// A happening is one thing done to a task on a day.
type happening struct{ day, task, what int32 }

// atOnce bounds one unit of work.
const atOnce = 1000

// lives tells the life of every task, day by day.
func (d *seeder) lives(ctx context.Context) error {
	var all []happening
	for n := range d.tasks {
		t := d.task(n)
		add := func(what, day int) { all = append(all, happening{int32(day), int32(n), int32(what)}) }
		add(given, t.assigned)
		add(taken, t.assigned+3)
		if t.waiting {
			continue
		}
		add(reported, t.assigned+8)
		add(reported, t.assigned+12)
		if t.submitted == 0 {
			add(reported, t.assigned+15)
			add(reported, t.assigned+18)
			continue
		}
		add(submitted, t.submitted)
		add(confirmed, t.confirmed)
	}
	slices.SortFunc(all, func(a, b happening) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.what, b.what), cmp.Compare(a.task, b.task))
	})
	ids := make([]task.ID, d.tasks)
	reports := make([]uint8, d.tasks)
	minute := 0
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && to-from < atOnce && all[to].day == all[from].day && all[to].what == all[from].what {
			to++
		}
		if from > 0 && all[from].day != all[from-1].day {
			minute = 0
		}
		minute++
		d.at(int(all[from].day), minute)
		if err := d.happen(ctx, all[from:to], ids, reports); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// happen carries out what is of one kind on one day.
func (d *seeder) happen(ctx context.Context, some []happening, ids []task.ID, reports []uint8) error {
	if some[0].what == given {
		return d.give(ctx, some, ids)
	}
	who := d.doer
	if some[0].what == confirmed {
		who = d.office
	}
	return d.do(ctx, work.As(who), func(u *work.Unit) error {
		for _, h := range some {
			ref := task.Ref{ID: ids[h.task]}
			k := reports[h.task]
			reports[h.task]++
			words := note(int(h.task), int(k))
			var err error
			switch h.what {
			case taken:
				err = task.Accept(ctx, u, ref, words)
			case reported:
				progress := int64(20 * k)
				err = task.Update(ctx, u, ref, task.Report{Note: words, Progress: &progress})
			case submitted:
				err = task.Submit(ctx, u, ref, task.Report{Note: words})
			case confirmed:
				err = task.Confirm(ctx, u, ref, words)
			}
			if err != nil {
				return fmt.Errorf("task %d, step %d: %w", h.task, h.what, err)
			}
		}
		return nil
	})
}

func (d *seeder) give(ctx context.Context, some []happening, ids []task.ID) error {
	news := make([]task.New, len(some))
	for i, h := range some {
		t := d.task(int(h.task))
		due := d.today.AddDays(t.due)
		news[i] = task.New{
			Text: t.title, Issuer: d.tops[d.provinceOf(d.communeOf(t.unit))], Lead: d.units[t.unit],
			Due: due, DueWords: "trước ngày " + due.Vietnamese(), UpdateEvery: 30,
		}
	}
	return d.do(ctx, work.As(d.office), func(u *work.Unit) error {
		made, err := task.AssignMany(ctx, u, news)
		for i := range made {
			ids[some[i].task] = made[i]
		}
		return err
	})
}

// copyProduct fills the PostgreSQL database at url with what the SQLite
// database in folder holds, row by row; only the index of words, which each
// engine keeps in its own form, is made anew by the product.
func copyProduct(ctx context.Context, folder, url, files string) error {
	if err := os.MkdirAll(files, 0o700); err != nil {
		return err
	}
	// The history is sealed with the key that lies there.
	if err := os.CopyFS(filepath.Join(files, "keys"), os.DirFS(filepath.Join(folder, "keys"))); err != nil {
		return err
	}
	a, err := app.Open(ctx, app.Config{Data: files, Database: url}, quiet)
	if err != nil {
		return err
	}
	defer a.Close()
	from, err := sql.Open("sqlite", "file:"+folder+"/quyet.db?_pragma=query_only(1)")
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := sql.Open("pgx", url)
	if err != nil {
		return err
	}
	defer to.Close()
	to.SetMaxOpenConns(1) // that of the next statement
	if _, err := to.ExecContext(ctx, `SET session_replication_role = replica`); err != nil {
		return err
	}
	tables, err := texts(ctx, to, `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('schema_step', 'search_entry')`)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if err := copyTable(ctx, from, to, table); err != nil {
			return err
		}
	}
	for table, column := range map[string]string{"event": "seq", "event_act": "no", "search_scope": "no"} {
		if _, err := to.ExecContext(ctx, `SELECT setval(pg_get_serial_sequence('`+table+`', '`+column+`'), (SELECT max(`+column+`) FROM `+table+`))`); err != nil {
			return err
		}
	}
	if err := indexWords(ctx, a, from); err != nil {
		return err
	}
	_, err = to.ExecContext(ctx, `VACUUM ANALYZE`)
	return err
}

func texts(ctx context.Context, from *sql.DB, query string, args ...any) ([]string, error) {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

func copyTable(ctx context.Context, from, to *sql.DB, table string) error {
	columns, err := texts(ctx, to, `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`, table)
	if err != nil {
		return err
	}
	truths, err := texts(ctx, to, `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND data_type = 'boolean'`, table)
	if err != nil {
		return err
	}
	if _, err := to.ExecContext(ctx, `DELETE FROM `+table); err != nil {
		return err
	}
	return copyInto(ctx, to, table, columns, func(add func(...any) error) error {
		rows, err := from.QueryContext(ctx, `SELECT `+strings.Join(columns, ", ")+` FROM `+table)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				return err
			}
			for i, c := range columns {
				if n, ok := values[i].(int64); ok && slices.Contains(truths, c) {
					values[i] = n != 0
				}
			}
			if err := add(values...); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}

// indexWords puts the tasks into the index of words in the order of their making.
func indexWords(ctx context.Context, a *app.App, from *sql.DB) error {
	named := map[string]string{}
	scopes, err := texts(ctx, from, `SELECT no || ' ' || scope FROM search_scope`)
	if err != nil {
		return err
	}
	for _, s := range scopes {
		no, scope, _ := strings.Cut(s, " ")
		named[no] = scope
	}
	rows, err := from.QueryContext(ctx, `SELECT t.id, t.text, t.deliverable, e.scopes FROM search_entry e JOIN task t ON t.id = e.id ORDER BY e.seq`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var entries []search.Entry
	put := func() error {
		defer func() { entries = entries[:0] }()
		return a.Office.Do(ctx, seeding, func(u *work.Unit) error { return search.PutMany(ctx, u, entries) })
	}
	for rows.Next() {
		e := search.Entry{Kind: task.Found}
		var scopes string
		if err := rows.Scan(&e.ID, &e.Title, &e.Text, &scopes); err != nil {
			return err
		}
		for no := range strings.SplitSeq(scopes[1:], ",") {
			e.Scopes = append(e.Scopes, access.Scope(named[no]))
		}
		if entries = append(entries, e); len(entries) == 5000 {
			if err := put(); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return put()
}

// openRaw opens a database beside the product, to look at what it wrote.
func openRaw(url string) (*sql.DB, error) {
	if db.IsPostgres(url) {
		return sql.Open("pgx", url)
	}
	return sql.Open("sqlite", "file:"+url+"?_pragma=busy_timeout(10000)&_pragma=query_only(1)")
}

// Command bench tells how fast the product is, beside the floor: the least SQL
// that does the same work.
//
// It seeds the product through the product's own operations with a made-up
// world of a given shape, and the floor with the same rows; starts both as
// programs of their own; and asks each, over HTTP, for the same things: the
// product as a signed-in person who gets whole pages in a language, the floor
// as bare JSON. Each workload runs at one client, which gives the time that a
// person waits, and at sixteen, which gives what the machine can carry. All
// of it shares the machine with whatever else runs there, so only what was
// measured in one run can be compared, and the product and the floor take
// turns.
//
// What each workload is, and the goals, are in [place.workloads] and
// [workload.goals].
package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/task"
)

// A bench is what the flags ask for.
type bench struct {
	shapeName string
	shape     shape
	during    time.Duration
	postgres  string
	program   string
	folder    string
	only      string
	ops       string
	today     civil.Date
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) == 4 && os.Args[1] == "floor" {
		exit(serveFloor(os.Args[2], os.Args[3]))
	}
	if len(os.Args) > 1 && os.Args[1] == "conference" {
		exit(conference(ctx, os.Args[2:]))
	}
	b := bench{today: civil.Of(time.Now())}
	flag.StringVar(&b.shapeName, "shape", "province", "size of the world: commune, province, region or nation")
	flag.DurationVar(&b.during, "for", 1500*time.Millisecond, "how long each workload runs")
	flag.StringVar(&b.postgres, "postgres", "", "address of a PostgreSQL server; without it only SQLite is measured")
	flag.StringVar(&b.program, "quyet", "bin/quyet", "the product")
	flag.StringVar(&b.folder, "keep", "", "folder that keeps the seeded databases for the next run")
	flag.StringVar(&b.only, "only", "", "engine to measure: sqlite or postgres")
	flag.StringVar(&b.ops, "ops", "", "workloads to measure, such as R1,W2; all of them without it")
	flag.Parse()
	var known bool
	if b.shape, known = shapes[b.shapeName]; !known || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	exit(b.run(ctx))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func serveFloor(url, at string) error {
	f, err := openFloor(url)
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", at)
	if err != nil {
		return err
	}
	return f.serve(ln)
}

// A stage is one engine with the product and the floor in it.
type stage struct {
	name           string
	product, floor string // addresses of the databases
	folder         string // data folder of the product
}

func (b *bench) run(ctx context.Context) error {
	if b.folder == "" {
		made, err := os.MkdirTemp("", "bench")
		if err != nil {
			return err
		}
		defer os.RemoveAll(made)
		b.folder = made
	}
	fmt.Printf("%s: %d provinces, %d communes, %d units, %d tasks, %d updates; load average %s\n",
		b.shapeName, b.shape.provinces, b.shape.communes, b.shape.units, b.shape.tasks, b.shape.tasks*updatesPerTask, loadAverage())
	lite, err := b.seedLite(ctx)
	if err != nil {
		return err
	}
	if b.only != "postgres" {
		if err := b.measure(ctx, lite); err != nil {
			return fmt.Errorf("sqlite: %w", err)
		}
	}
	if b.postgres == "" || b.only == "sqlite" {
		return nil
	}
	pg, err := b.seedPostgres(ctx)
	if err != nil {
		return err
	}
	if err := b.measure(ctx, pg); err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	return nil
}

func (b *bench) path(name string) string { return filepath.Join(b.folder, b.shapeName+"-"+name) }

// step tells what takes time before anything is measured.
func step(name string, do func() error) error {
	began := time.Now()
	if err := do(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	fmt.Printf("  %-38s %6.1f s\n", name, time.Since(began).Seconds())
	return nil
}

// seedLite makes the SQLite databases, unless a run before kept them, and
// works on copies.
func (b *bench) seedLite(ctx context.Context) (stage, error) {
	kept, floorKept := b.path("product-"+b.today.String()), b.path("floor.db")
	if _, err := os.Stat(filepath.Join(kept, "seeded")); err != nil {
		if err := os.RemoveAll(kept); err != nil {
			return stage{}, err
		}
		if err := step("seed the product (SQLite)", func() error { return seedProduct(ctx, kept, b.shape, b.today) }); err != nil {
			return stage{}, err
		}
		if err := os.RemoveAll(floorKept); err != nil {
			return stage{}, err
		}
		if err := step("seed the floor (SQLite)", func() error { return b.seedFloor(ctx, floorKept) }); err != nil {
			return stage{}, err
		}
		if err := os.WriteFile(filepath.Join(kept, "seeded"), nil, 0o600); err != nil {
			return stage{}, err
		}
	}
	s := stage{name: "SQLite", folder: b.path("data"), floor: b.path("floor-now.db")}
	s.product = filepath.Join(s.folder, "quyet.db")
	return s, step("copy both", func() error {
		if err := errors.Join(os.RemoveAll(s.folder), os.RemoveAll(s.floor), os.RemoveAll(s.floor+"-wal"), os.RemoveAll(s.floor+"-shm")); err != nil {
			return err
		}
		if err := exec.CommandContext(ctx, "cp", "-a", kept, s.folder).Run(); err != nil {
			return err
		}
		return exec.CommandContext(ctx, "cp", "-a", floorKept, s.floor).Run()
	})
}

func (b *bench) seedFloor(ctx context.Context, url string) error {
	f, err := openFloor(url)
	if err != nil {
		return err
	}
	defer f.close()
	return f.seed(ctx, b.shape, b.today.Start(time.UTC))
}

// seedPostgres makes the databases of the product and the floor anew.
func (b *bench) seedPostgres(ctx context.Context) (stage, error) {
	s := stage{name: "PostgreSQL", folder: b.path("data-pg")}
	server, err := sql.Open("pgx", b.postgres)
	if err != nil {
		return s, err
	}
	defer server.Close()
	for name, url := range map[string]*string{"bench_product": &s.product, "bench_floor": &s.floor} {
		for _, do := range []string{"DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"} {
			if _, err := server.ExecContext(ctx, do); err != nil {
				return s, err
			}
		}
		if *url, err = inDatabase(b.postgres, name); err != nil {
			return s, err
		}
	}
	if err := os.RemoveAll(s.folder); err != nil {
		return s, err
	}
	kept := b.path("product-" + b.today.String())
	if err := step("fill the product (PostgreSQL)", func() error { return copyProduct(ctx, kept, s.product, s.folder) }); err != nil {
		return s, err
	}
	return s, step("seed the floor (PostgreSQL)", func() error { return b.seedFloor(ctx, s.floor) })
}

// inDatabase is the address of another database of the same server.
func inDatabase(server, name string) (string, error) {
	u, err := url.Parse(server)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}

// measure starts the product and the floor and runs the workloads.
func (b *bench) measure(ctx context.Context, s stage) error {
	c := app.Config{Data: s.folder}
	if db.IsPostgres(s.product) {
		c.Database = s.product
	}
	raw, err := openRaw(s.product)
	if err != nil {
		return err
	}
	defer raw.Close()
	p, err := learn(ctx, c, raw, b.shape, b.today)
	if err != nil {
		return err
	}
	if err := p.staff(ctx, c); err != nil {
		return fmt.Errorf("accounts: %w", err)
	}
	t := table{stage: s.name}
	if err := t.size(ctx, s, raw, b.shape); err != nil {
		return err
	}

	args := []string{"serve", "--data", s.folder}
	if c.Database != "" {
		args = append(args, "--database", c.Database)
	}
	product, err := start(ctx, b.program, append(args, "--pace", "0", "--listen")...)
	if err != nil {
		return err
	}
	defer product.stop()
	time.Sleep(2 * time.Second)
	idle, _ := product.resident()
	t.add("start", fmt.Sprintf("%.0f ms", ms(product.started)), "", "", "≤ 150 ms", product.started <= 150*time.Millisecond)
	t.add("idle memory", fmt.Sprintf("%.0f MB", idle), "", "", "≤ 50 MB", idle <= 50)

	self, err := os.Executable()
	if err != nil {
		return err
	}
	below, err := start(ctx, self, "floor", s.floor)
	if err != nil {
		return err
	}
	defer below.stop()

	offices, shared := make([]*browser, p.provinces), newBrowser(product.at)
	for n := range offices {
		offices[n] = &browser{at: shared.at, client: shared.client}
		if err := offices[n].signIn(ctx, officeOf(n)); err != nil {
			return fmt.Errorf("sign in: %w", err)
		}
	}
	load := loadAverage()
	for _, w := range p.workloads(offices, newBrowser(below.at)) {
		if b.ops != "" && !slices.Contains(strings.Split(b.ops, ","), w.name) {
			continue
		}
		if err := b.compare(ctx, w, &t, offices[w.checker], raw); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
	}
	_, most := product.resident()
	t.add("memory under load", fmt.Sprintf("%.0f MB", most), "", "", "≤ 300 MB", most <= 300)
	if b.ops == "" || slices.Contains(strings.Split(b.ops, ","), "B1") {
		if err := b.bulk(ctx, c, p, &t, newBrowser(below.at)); err != nil {
			return fmt.Errorf("B1: %w", err)
		}
	}
	product.stop()
	if b.ops == "" {
		if err := doctor(ctx, b.program, args[1:]); err != nil {
			return err
		}
		t.notes = append(t.notes, "quyet doctor finds every count right after all of this")
	}
	t.notes = append(t.notes, fmt.Sprintf("load average %s before, %s after", load, loadAverage()))
	return t.print()
}

// compare runs one workload, the product and the floor in turn.
func (b *bench) compare(ctx context.Context, w workload, t *table, person *browser, raw *sql.DB) error {
	if w.check != "" {
		page, err := person.page(ctx, w.check)
		if err == nil {
			err = w.holds(page)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", w.check, err)
		}
	}
	before, err := countWrites(ctx, raw, w)
	if err != nil {
		return err
	}
	one, floorOne := compare(ctx, 1, b.during, w.product, w.floor)
	many, floorMany := compare(ctx, 16, b.during, w.product, w.floor)
	for _, r := range []result{floorOne, floorMany} {
		if r.failed > 0 {
			return fmt.Errorf("floor: %w", r.first)
		}
	}
	w.goals(t, one, floorOne, many, floorMany)
	for _, r := range []result{one, many} {
		if r.failed > 0 {
			t.notes = append(t.notes, fmt.Sprintf("%s: %d of %d failed: %v", w.name, r.failed, r.failed+r.acked, r.first))
		}
	}
	after, err := countWrites(ctx, raw, w)
	if err != nil {
		return err
	}
	if acked := one.acked + many.acked; w.writes && after-before != acked {
		t.notes = append(t.notes, fmt.Sprintf("%s: %d were acknowledged, %d are there", w.name, acked, after-before))
	}
	return nil
}

// countWrites counts what a workload that writes has written so far: tasks on
// the map for W1, events for W2.
func countWrites(ctx context.Context, raw *sql.DB, w workload) (n int, err error) {
	switch w.name {
	case "W1":
		err = raw.QueryRowContext(ctx, `SELECT CAST(sum(not_started + under_way + overdue + on_time + late + ongoing + suspended) AS BIGINT) FROM board_count WHERE kind = 'row' AND programme_id = ''`).Scan(&n)
	case "W2", "W3":
		err = raw.QueryRowContext(ctx, `SELECT count(*) FROM event WHERE act_no IN (SELECT no FROM event_act WHERE kind = 'task.update')`).Scan(&n)
	}
	return n, err
}

// goals holds what was measured against what is wanted.
func (w *workload) goals(t *table, one, floorOne, many, floorMany result) {
	name := w.name + " " + w.what
	if !w.writes {
		limit := 2*floorOne.p50 + w.slack
		t.add(name+", 1 client", fmt.Sprintf("%.2f ms (p99 %.2f)", ms(one.p50), ms(one.p99)), fmt.Sprintf("%.2f ms (p99 %.2f)", ms(floorOne.p50), ms(floorOne.p99)),
			fmt.Sprintf("%.1f×", ms(one.p50)/ms(floorOne.p50)), fmt.Sprintf("≤ %.2f ms", ms(limit)), one.p50 <= limit && one.failed == 0)
		goal, met := "", many.failed == 0
		if !w.unpaced {
			goal, met = fmt.Sprintf("≥ %.0f/s", floorMany.rate()/3), met && many.rate() >= floorMany.rate()/3
		}
		t.add(name+", 16 clients", fmt.Sprintf("%.0f/s", many.rate()), fmt.Sprintf("%.0f/s", floorMany.rate()),
			fmt.Sprintf("1/%.1f", floorMany.rate()/many.rate()), goal, met)
		return
	}
	want := 1200.0
	if t.stage != "SQLite" {
		want = 800
	}
	t.add(name+", 1 client", fmt.Sprintf("%.2f ms (p99 %.2f)", ms(one.p50), ms(one.p99)), fmt.Sprintf("%.2f ms (p99 %.2f)", ms(floorOne.p50), ms(floorOne.p99)),
		fmt.Sprintf("%.1f×", ms(one.p50)/ms(floorOne.p50)), "", true)
	t.add(name+", 16 clients", fmt.Sprintf("%.0f/s (p99 %.0f ms)", many.rate(), ms(many.p99)), fmt.Sprintf("%.0f/s (p99 %.0f ms)", floorMany.rate(), ms(floorMany.p99)),
		fmt.Sprintf("1/%.1f", floorMany.rate()/many.rate()), fmt.Sprintf("≥ %.0f/s, p99 ≤ 50 ms, no error", want),
		many.rate() >= want && many.p99 <= 50*time.Millisecond && many.failed == 0)
}

// bulkTasks is how many tasks B1 takes from one spreadsheet.
const bulkTasks = 10_000

// bulk is B1: the tasks of a spreadsheet, read and assigned in one unit.
func (b *bench) bulk(ctx context.Context, c app.Config, p *place, t *table, below *browser) error {
	sheet, err := p.annex(bulkTasks)
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, c, quiet)
	if err != nil {
		return err
	}
	defer a.Close()
	began := time.Now()
	read, err := source.Read(ctx, "annex.xlsx", bytes.NewReader(sheet), int64(len(sheet)), source.DefaultLimits)
	if err != nil {
		return err
	}
	readIn := time.Since(began)
	err = a.Office.Do(ctx, seeding, func(u *work.Unit) error {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		u.Actor = access.Actor{Account: u.Actor.Account, Body: p.tops[0].Scope(), Tree: tree, Grants: []access.Grant{{Role: access.Office, Scope: access.Everywhere}}}
		news, err := tasksIn(read, tree, u.Today)
		if err != nil {
			return err
		}
		_, err = task.AssignMany(ctx, u, news)
		return err
	})
	if err != nil {
		return err
	}
	took := time.Since(began)

	var all []floorNew
	for n := range bulkTasks {
		all = append(all, p.floorNew(n%p.shape.units, n))
	}
	began = time.Now()
	if err := below.sendJSON(ctx, "/tasks", all); err != nil {
		return err
	}
	floorTook := time.Since(began)
	t.add("B1 10,000 tasks of an xlsx", fmt.Sprintf("%.2f s (reading %.2f)", took.Seconds(), readIn.Seconds()), fmt.Sprintf("%.2f s (JSON)", floorTook.Seconds()),
		fmt.Sprintf("%.1f×", took.Seconds()/floorTook.Seconds()), "≤ 3 s", took <= 3*time.Second)
	t.notes = append(t.notes, "B1 is source.Read of the spreadsheet and task.AssignMany of its rows, in one unit")
	return nil
}

// tasksIn turns the rows of the table of a document into tasks.
func tasksIn(d *source.Document, tree *org.Tree, today civil.Date) ([]task.New, error) {
	var news []task.New
	chart := tree.Chart(today)
	for _, r := range d.Tables[0].Rows[1:] {
		cell := func(column int) string {
			for _, c := range r.Cells {
				if c.Column == column {
					return d.Text[c.Start:c.End]
				}
			}
			return ""
		}
		leads := tree.Named(cell(2), today)
		due, ok := civil.Read(cell(4))
		if len(leads) != 1 || !ok {
			return nil, fmt.Errorf("row %q is not understood", cell(0))
		}
		lead := leads[0].ID
		news = append(news, task.New{Text: cell(1), Deliverable: cell(5), Issuer: tree.Root(chart, lead, org.Province), Lead: lead, Due: due, DueWords: cell(4)})
	}
	return news, nil
}

// doctor asks the product whether its database is right.
func doctor(ctx context.Context, program string, args []string) error {
	out, err := exec.CommandContext(ctx, program, append([]string{"doctor"}, args...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("quyet doctor: %w\n%s", err, out)
	}
	return nil
}

// A table gathers what is printed at the end.
type table struct {
	stage string
	rows  [][]string
	notes []string
}

func (t *table) add(what, product, floor, ratio, goal string, met bool) {
	verdict := "met"
	if !met {
		verdict = "NOT MET"
	}
	if goal == "" && met {
		verdict = ""
	}
	t.rows = append(t.rows, []string{what, product, floor, ratio, goal, verdict})
}

// size tells how much of the disk a task takes with its updates.
func (t *table) size(ctx context.Context, s stage, raw *sql.DB, of shape) error {
	var size int64
	if db.IsPostgres(s.product) {
		if err := raw.QueryRowContext(ctx, `SELECT pg_database_size(current_database())`).Scan(&size); err != nil {
			return err
		}
	} else {
		info, err := os.Stat(s.product)
		if err != nil {
			return err
		}
		size = info.Size()
	}
	per := size / int64(of.tasks)
	t.add("database, a task with its updates", fmt.Sprintf("%d bytes", per), "", "", "≤ 2000 bytes", per <= 2000)
	parts := `SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = 1 GROUP BY name ORDER BY 2 DESC`
	if db.IsPostgres(s.product) {
		parts = `SELECT relname, pg_relation_size(oid) FROM pg_class WHERE relkind IN ('r', 'i') ORDER BY 2 DESC`
	}
	rows, err := raw.QueryContext(ctx, parts)
	if err != nil {
		return err
	}
	defer rows.Close()
	var large []string
	for rows.Next() {
		var name string
		var size int64
		if err := rows.Scan(&name, &size); err != nil {
			return err
		}
		if size >= 10*int64(of.tasks) {
			large = append(large, fmt.Sprintf("%s %d", name, size/int64(of.tasks)))
		}
	}
	t.notes = append(t.notes, "bytes of a task by table and index: "+strings.Join(large, ", "))
	return rows.Err()
}

func (t *table) print() error {
	fmt.Printf("\n%s\n", t.stage)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tproduct\tfloor\tratio\tgoal\t")
	for _, r := range t.rows {
		fmt.Fprintln(w, strings.Join(r, "\t"))
	}
	err := w.Flush()
	for _, n := range t.notes {
		fmt.Println("  " + n)
	}
	return err
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

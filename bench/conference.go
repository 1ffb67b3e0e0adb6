package main

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/point"
)

// A gathering is a conference whose points report within some minutes, as from slips of
// paper: each at an address of its own, without an account. It is an open load: a point
// reports when its time has come, whether or not others have been answered.
type gathering struct {
	points   int
	in       time.Duration
	program  string
	folder   string
	postgres string
	only     string
}

// What a report must keep to.
const (
	slowest = 500 * time.Millisecond // at the 99th percentile
	typing  = 2 * time.Second        // between opening the page and sending it
)

// Who looks on meanwhile.
const (
	watchers     = 40 // of the centre, who ask for the live part of the conference
	watchEvery   = 5 * time.Second
	provinces    = 34
	allCommunes  = 3321
	allPoints    = 31_000 // of which the communes above are
	clerks       = 16     // of provinces, who open pages
	clerkEvery   = 10 * time.Second
	noteEvery    = 20 * time.Second
	centreLogins = 4
)

func conference(ctx context.Context, args []string) error {
	g := gathering{}
	flags := flag.NewFlagSet("conference", flag.ExitOnError)
	flags.IntVar(&g.points, "points", allPoints, "connection points")
	flags.DurationVar(&g.in, "in", 10*time.Minute, "within which all of them report")
	flags.StringVar(&g.program, "quyet", "bin/quyet", "the product")
	flags.StringVar(&g.postgres, "postgres", "", "address of a PostgreSQL server; without it only SQLite is measured")
	flags.StringVar(&g.only, "only", "", "engine to measure: sqlite or postgres")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if g.points < 1+provinces {
		return fmt.Errorf("a conference has %d points at least", 1+provinces)
	}
	var err error
	if g.folder, err = os.MkdirTemp("", "conference"); err != nil {
		return err
	}
	defer os.RemoveAll(g.folder)
	var failed error
	if g.only != "postgres" {
		failed = errors.Join(failed, g.measure(ctx, "SQLite", app.Config{Data: filepath.Join(g.folder, "sqlite")}))
	}
	if g.postgres != "" && g.only != "sqlite" {
		c := app.Config{Data: filepath.Join(g.folder, "postgres")}
		if c.Database, err = emptyDatabase(ctx, g.postgres, "bench_conference"); err != nil {
			return err
		}
		failed = errors.Join(failed, g.measure(ctx, "PostgreSQL", c))
	}
	return failed
}

// emptyDatabase makes a database anew on a server and returns its address.
func emptyDatabase(ctx context.Context, postgres, name string) (string, error) {
	server, err := sql.Open("pgx", postgres)
	if err != nil {
		return "", err
	}
	defer server.Close()
	for _, do := range []string{"DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"} {
		if _, err := server.ExecContext(ctx, do); err != nil {
			return "", err
		}
	}
	return inDatabase(postgres, name)
}

// A gathered conference is what was seeded.
type gathered struct {
	meeting meeting.ID
	secrets []point.Secret // of the points, by number
	tops    []point.ID     // of the provinces
}

func centreLogin(n int) string { return fmt.Sprint("trunguong.", n+1) }

// seed makes the bodies, those who look on, and the conference with its points and their
// addresses, through the product's own operations.
func (g *gathering) seed(ctx context.Context, a *app.App) (of gathered, err error) {
	now := time.Now()
	today := civil.Of(now.In(a.Office.Zone))
	communes := min(max(g.points*allCommunes/allPoints, provinces), g.points-1-provinces)
	units := g.points - 1 - provinces - communes
	var centre org.ID
	var tops []org.ID
	if err := a.Office.Do(ctx, seeding, func(u *work.Unit) error {
		establish := func(bodies []org.NewBody) ([]org.ID, error) {
			return org.EstablishAll(ctx, u, bodies, today.AddDays(-100), org.Act{Symbol: "1-QĐ/TW"})
		}
		made, err := establish([]org.NewBody{{Code: "TW", Name: "Trung ương", Kind: org.Committee, Tier: org.Centre, Line: org.Party}})
		if err != nil {
			return err
		}
		centre = made[0]
		below := func(n, of int, tier org.Tier, kind org.Kind, code string, under []org.ID) ([]org.ID, error) {
			bodies := make([]org.NewBody, n)
			for i := range bodies {
				bodies[i] = org.NewBody{Code: fmt.Sprint(code, i), Name: fmt.Sprintf("Đảng uỷ %s %d", code, i+1), Kind: kind, Tier: tier, Line: org.Party, Superior: under[i*of/n]}
			}
			return establish(bodies)
		}
		if tops, err = below(provinces, 1, org.Province, org.Committee, "T", made); err != nil {
			return err
		}
		if made, err = below(communes, provinces, org.Commune, org.Committee, "X", tops); err != nil || units == 0 {
			return err
		}
		_, err = below(units, communes, org.Grassroots, org.GrassrootsOrg, "C", made)
		return err
	}); err != nil {
		return of, fmt.Errorf("bodies: %w", err)
	}
	clerk, err := g.people(ctx, a, centre, tops)
	if err != nil {
		return of, fmt.Errorf("accounts: %w", err)
	}
	if err := a.Office.Do(ctx, seeding, func(u *work.Unit) (err error) {
		of.meeting, err = meeting.Make(ctx, u, meeting.Meeting{
			Body: centre, Kind: meeting.Brief, Title: "Hội nghị trực tuyến toàn quốc", Starts: now.Add(time.Hour), Ends: now.Add(5 * time.Hour), Place: "Hội trường",
		}, meeting.ReadAgenda("1. Khai mạc (10 phút)\n2. Báo cáo (60 phút)\n3. Kết luận (20 phút)"))
		return err
	}); err != nil {
		return of, err
	}
	var all []org.ID
	if err := a.Office.View(ctx, seeding, func(v *work.View) error {
		tree, err := org.Load(ctx, v)
		if err == nil {
			all = tree.Chart(v.Today).Subtree(centre)
		}
		return err
	}); err != nil {
		return of, err
	}
	for some := range slices.Chunk(all, point.MostAtOnce) {
		if err := a.Office.Do(ctx, seeding, func(u *work.Unit) error {
			_, err := point.Make(ctx, u, of.meeting, some)
			return err
		}); err != nil {
			return of, fmt.Errorf("points: %w", err)
		}
	}
	if err := a.Office.Do(ctx, seeding, func(u *work.Unit) error {
		return point.SetAudiences(ctx, u, of.meeting, []string{"key_officials", "members", "people"})
	}); err != nil {
		return of, err
	}
	return of, g.links(ctx, a, clerk, centre, &of)
}

// people gives the centre and each province accounts, and returns the first of the centre.
func (g *gathering) people(ctx context.Context, a *app.App, centre org.ID, tops []org.ID) (clerk account.ID, err error) {
	secret, err := account.Choose(ctx, password)
	if err != nil {
		return "", err
	}
	return clerk, a.Office.Do(ctx, seeding, func(u *work.Unit) error {
		var accounts []account.NewAccount
		for n := range centreLogins {
			accounts = append(accounts, account.NewAccount{Login: centreLogin(n), Name: fmt.Sprint("Văn phòng Trung ương ", n+1), Password: secret})
		}
		for n := range tops {
			accounts = append(accounts, account.NewAccount{Login: officeOf(n), Name: fmt.Sprint("Văn phòng ", n+1), Password: secret})
		}
		made, err := account.CreateAll(ctx, u, accounts)
		if err != nil {
			return err
		}
		clerk = made[0]
		var grants []account.NewGrant
		for n, one := range made {
			scope := centre
			if n >= centreLogins {
				scope = tops[n-centreLogins]
			}
			grants = append(grants, account.NewGrant{Account: one, Role: access.Office, Scope: scope.Scope(), Interval: civil.Since(u.Today)})
		}
		_, err = account.GrantRoles(ctx, u, grants)
		return err
	})
}

// links gives every point its address, as a clerk of the centre does.
func (g *gathering) links(ctx context.Context, a *app.App, clerk account.ID, centre org.ID, of *gathered) error {
	who := func(ctx context.Context, v *work.View) (access.Actor, error) {
		actor, err := account.Absent(ctx, v, clerk, v.Now)
		if err == nil && len(actor.Posts) > 0 {
			actor = actor.In(actor.Posts[0])
		}
		return actor, err
	}
	q := point.Question{Meeting: of.meeting}
	for more := true; more; {
		var given []point.Given
		if err := a.Office.Do(ctx, who, func(u *work.Unit) (err error) {
			given, more, err = point.GiveLinks(ctx, u, q, point.MostLinks)
			return err
		}); err != nil {
			return fmt.Errorf("links: %w", err)
		}
		for _, one := range given {
			q.After = one.No
			of.secrets = append(of.secrets, one.Secret)
			if one.Under == 0 && one.Body != centre {
				of.tops = append(of.tops, one.ID)
			}
		}
	}
	return nil
}

// An arrival is a report that is to be sent at a time after the beginning.
type arrival struct {
	at     time.Duration
	point  int
	people int
	twice  bool // the same is sent again at once, as where an answer was lost
}

// timetable says when which point reports: half of them within the first three tenths of
// the time, a fifth in the last one, the others between; every tenth reports once more
// before the end, and one in a hundred sends the same twice.
func (g *gathering) timetable() (all []arrival) {
	r := random(20261128)
	share := func() float64 { return float64(r.below(1_000_000)) / 1_000_000 }
	for n := range g.points {
		at := 0.3 * share()
		switch part := r.below(10); {
		case part >= 8:
			at = 0.9 + 0.1*share()
		case part >= 5:
			at = 0.3 + 0.6*share()
		}
		one := arrival{at: time.Duration(at * float64(g.in)), point: n, people: 5 + r.below(200), twice: r.below(100) == 0}
		all = append(all, one)
		if r.below(10) == 0 {
			one.at += time.Duration((1 - at) * share() * float64(g.in))
			one.people++
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b arrival) int { return int(a.at - b.at) })
	return all
}

// form is what a point sends. Of every hundred people ninety came, thirty of whom are
// members.
func (a arrival) form() url.Values {
	n := func(share int) string { return strconv.Itoa(a.people * share / 100) }
	return url.Values{"called": {n(100)}, "present": {n(90)}, "excused": {n(5)}, "c1": {n(20)}, "p1": {n(10)}, "c2": {n(40)}, "p2": {n(30)}, "c3": {"0"}, "p3": {"0"}}
}

func (a arrival) counted() (called, present, members int) {
	return a.people, a.people * 90 / 100, a.people * 30 / 100
}

// times are those of one sort of request, and what became of them.
type times struct {
	mu      sync.Mutex
	all     []time.Duration
	errors  int
	tooMany int // answered with 429
	first   error
}

func (t *times) add(took time.Duration, status, want int, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.all = append(t.all, took)
	switch {
	case status == http.StatusTooManyRequests:
		t.tooMany++
	case err == nil && status != want:
		err = fmt.Errorf("status %d", status)
	}
	if err != nil {
		t.errors++
		t.first = err
	}
}

func (t *times) at(share float64) time.Duration {
	if len(t.all) == 0 {
		return 0
	}
	return t.all[min(int(math.Ceil(share*float64(len(t.all)))), len(t.all))-1]
}

func (t *times) String() string {
	slices.Sort(t.all)
	return fmt.Sprintf("%7d  p50 %6.1f ms  p99 %6.1f ms  max %7.1f ms  errors %d, 429: %d", len(t.all), ms(t.at(0.5)), ms(t.at(0.99)), ms(t.at(1)), t.errors, t.tooMany)
}

// measure seeds an engine, starts the product on it, and lets all points report.
func (g *gathering) measure(ctx context.Context, engine string, c app.Config) error {
	fmt.Printf("%s: %d points within %v; load average %s\n", engine, g.points, g.in, loadAverage())
	var of gathered
	if err := step("seed", func() error {
		a, err := app.Open(ctx, c, quiet)
		if err != nil {
			return err
		}
		of, err = g.seed(ctx, a)
		return errors.Join(err, a.Close())
	}); err != nil {
		return err
	}
	figures, err := freePort()
	if err != nil {
		return err
	}
	program, args := g.program, []string{"serve", "--data", c.Data}
	if c.Database != "" {
		args = append(args, "--database", c.Database)
	}
	if runtime.NumCPU() > 2 {
		program, args = "taskset", append([]string{"-c", "0,1", g.program}, args...)
	}
	product, err := start(ctx, program, append(args, "--metrics", figures, "--listen")...)
	if err != nil {
		return err
	}
	defer product.stop()
	s := &session{gathering: g, gathered: of, at: product.at}
	before := product.processor()
	if err := s.run(ctx); err != nil {
		return err
	}
	used := product.processor() - before
	retried, err := figure(ctx, figures, "conflicts_total")
	if err != nil {
		return err
	}
	_, most := product.resident()
	product.stop()
	for _, line := range []struct {
		what string
		*times
	}{{"page of a slip opened", &s.pages}, {"report sent", &s.reports}, {"receipt shown", &s.receipts}, {"live figures watched", &s.live}, {"other pages and notes", &s.others}} {
		fmt.Printf("  %-24s %s\n", line.what, line.times)
	}
	fmt.Printf("  %-24s %.0f begun again, %.2f cores, %.0f MB at most, late by %.0f ms at most; load average %s\n", "the product", retried, used.Seconds()/s.took.Seconds(), most, ms(time.Duration(s.late.Load())), loadAverage())
	if c.Database != "" {
		if err := heap(ctx, c.Database); err != nil {
			return err
		}
	}
	return g.judge(ctx, c, s)
}

// judge compares what the database holds with what was sent, and says what is not right.
func (g *gathering) judge(ctx context.Context, c app.Config, s *session) error {
	a, err := app.Open(ctx, c, quiet)
	if err != nil {
		return err
	}
	defer a.Close()
	var sum point.Sum
	if err := a.Office.View(ctx, seeding, func(v *work.View) error {
		sums, err := point.Totals(ctx, v, point.Question{Meeting: s.meeting})
		sum = point.Whole(sums)
		return err
	}); err != nil {
		return err
	}
	called, present, members := s.sent()
	fmt.Printf("  %-24s %d of %d points, %d called, %d present, %d members present\n", "in the database", sum.Reported, sum.Points, sum.Called, sum.Present, sum.Of[1].Present)
	var wrong []error
	if sum.Points != g.points || sum.Reported != g.points || sum.Called != called || sum.Present != present || sum.Of[1].Present != members {
		wrong = append(wrong, fmt.Errorf("sent were %d points, %d called, %d present, %d members", g.points, called, present, members))
	}
	for _, t := range []*times{&s.pages, &s.reports, &s.receipts, &s.live, &s.others} {
		if t.errors > 0 || t.tooMany > 0 {
			wrong = append(wrong, fmt.Errorf("%d requests failed, %d were held up: %w", t.errors, t.tooMany, t.first))
		}
	}
	for _, t := range []*times{&s.pages, &s.reports} {
		if p99 := t.at(0.99); p99 > slowest {
			wrong = append(wrong, fmt.Errorf("p99 is %.0f ms, more than %.0f", ms(p99), ms(slowest)))
		}
	}
	return errors.Join(wrong...)
}

// A session is one run.
type session struct {
	*gathering
	gathered
	at   string
	took time.Duration
	late atomic.Int64 // by how much the load itself was late, in nanoseconds

	pages, reports, receipts, live, others times

	posting []sync.Mutex // by point: it sends one report at a time
	last    []arrival    // by point: what it sent last
}

// sent adds up what the points sent last.
func (s *session) sent() (called, present, members int) {
	for _, a := range s.last {
		c, p, m := a.counted()
		called, present, members = called+c, present+p, members+m
	}
	return called, present, members
}

func (s *session) run(ctx context.Context) error {
	s.posting, s.last = make([]sync.Mutex, s.points), make([]arrival, s.points)
	var beside sync.WaitGroup
	running, end := context.WithCancel(ctx)
	if err := s.lookOn(running, &beside); err != nil {
		end()
		return err
	}
	began := time.Now()
	var all sync.WaitGroup
	for _, a := range s.timetable() {
		select {
		case <-time.After(time.Until(began.Add(a.at))):
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		if late := int64(time.Since(began) - a.at); late > s.late.Load() {
			s.late.Store(late)
		}
		all.Go(func() { s.arrive(ctx, a) })
	}
	all.Wait()
	s.took = time.Since(began)
	end()
	beside.Wait()
	return ctx.Err()
}

// arrive is a point that opens its page, types, sends and sees the receipt. Every third
// one keeps no connection.
func (s *session) arrive(ctx context.Context, a arrival) {
	transport := &http.Transport{DisableKeepAlives: a.point%3 == 0}
	defer transport.CloseIdleConnections()
	b := &browser{at: s.at, client: &http.Client{Transport: transport, Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	path := s.secrets[a.point].Path()
	timed(ctx, b, &s.pages, http.MethodGet, path, nil, http.StatusOK)
	select {
	case <-time.After(typing):
	case <-ctx.Done():
		return
	}
	times := 1
	if a.twice {
		times = 2
	}
	s.posting[a.point].Lock()
	defer s.posting[a.point].Unlock()
	s.last[a.point] = a
	for range times {
		timed(ctx, b, &s.reports, http.MethodPost, path, a.form(), http.StatusSeeOther)
	}
	timed(ctx, b, &s.receipts, http.MethodGet, path, nil, http.StatusOK)
}

func timed(ctx context.Context, b *browser, t *times, method, path string, form url.Values, want int) {
	began := time.Now()
	kind, body := "", []byte(nil)
	if form != nil {
		kind, body = "application/x-www-form-urlencoded", []byte(form.Encode())
	}
	answer, _, err := b.ask(ctx, method, path, kind, body)
	if ctx.Err() != nil {
		return // the run is over
	}
	status := 0
	if err == nil {
		status = answer.StatusCode
	}
	t.add(time.Since(began), status, want, err)
}

// lookOn begins what goes on beside the reports: the conference is opened and led, at the
// centre its live part is watched, and provinces look who of theirs has not reported.
func (s *session) lookOn(ctx context.Context, beside *sync.WaitGroup) error {
	shared := newBrowser(s.at)
	signed := func(login string) (*browser, error) {
		b := &browser{at: s.at, client: shared.client}
		return b, b.signIn(ctx, login)
	}
	var centre, offices []*browser
	for n := range centreLogins {
		b, err := signed(centreLogin(n))
		if err != nil {
			return fmt.Errorf("sign in: %w", err)
		}
		centre = append(centre, b)
	}
	for n := range clerks {
		b, err := signed(officeOf(n))
		if err != nil {
			return fmt.Errorf("sign in: %w", err)
		}
		offices = append(offices, b)
	}
	at := s.meeting.Address()
	if _, err := centre[0].send(ctx, at+"/open", nil); err != nil {
		return err
	}
	again := func(every, first time.Duration, do func()) {
		beside.Go(func() {
			wait := first
			for {
				select {
				case <-time.After(wait):
					do()
					wait = every
				case <-ctx.Done():
					return
				}
			}
		})
	}
	for n := range watchers {
		b := centre[n%centreLogins]
		again(watchEvery, watchEvery*time.Duration(n)/watchers, func() { timed(ctx, b, &s.live, http.MethodGet, at+"/live", nil, http.StatusOK) })
	}
	for n, b := range offices {
		pages := []string{s.tops[n].Address(), "/points", "/tasks", s.tops[n].Address() + "/all?which=missing"}
		turn := 0
		again(clerkEvery, clerkEvery*time.Duration(n)/clerks, func() {
			timed(ctx, b, &s.others, http.MethodGet, pages[turn%len(pages)], nil, http.StatusOK)
			turn++
		})
	}
	again(clerkEvery, clerkEvery/3, func() { timed(ctx, centre[1], &s.others, http.MethodGet, at+"/points", nil, http.StatusOK) })
	again(noteEvery, noteEvery/4, func() {
		timed(ctx, centre[0], &s.others, http.MethodPost, at+"/outcomes", url.Values{"kind": {string(meeting.Order)}, "words": {"Giao các địa phương báo cáo kết quả trước ngày 15/01/2027."}}, http.StatusSeeOther)
	})
	return nil
}

// processor returns how long the process has had a processor.
func (p *process) processor() time.Duration {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	_, rest, _ := strings.Cut(string(b), ") ")
	f := strings.Fields(rest)
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(f[11])
	system, _ := strconv.Atoi(f[12])
	return time.Duration(user+system) * time.Second / 100 // ticks of Linux
}

// figure reads one figure of the product.
func figure(ctx context.Context, at, name string) (float64, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+at+"/metrics", http.NoBody)
	if err != nil {
		return 0, err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		if line := lines.Text(); strings.Contains(line, name) && !strings.HasPrefix(line, "#") {
			f := strings.Fields(line)
			return strconv.ParseFloat(f[len(f)-1], 64)
		}
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	return 0, fmt.Errorf("the product has no figure %s", name)
}

// heap tells how many of the reports wrote no index: PostgreSQL counts them.
func heap(ctx context.Context, database string) error {
	raw, err := sql.Open("pgx", database)
	if err != nil {
		return err
	}
	defer raw.Close()
	var updated, hot int64
	if err := raw.QueryRowContext(ctx, "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'point_tally'").Scan(&updated, &hot); err != nil {
		return err
	}
	fmt.Printf("  %-24s %d of %d updates wrote no index\n", "point_tally", hot, updated)
	return nil
}

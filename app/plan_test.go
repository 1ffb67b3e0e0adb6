package app_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"quyet/app"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/story"
)

// The tables that grow with the years. The others hold bodies, accounts, rules
// and what is being read just now, and may be read whole.
var growing = regexp.MustCompile(`^(task|task_span|task_source|task_coordinator|task_evidence|task_extension|event|hook_delivery|search_entry|personal_view|notice|notice_(matter|task|mail)|chase_step|point_(planned|tally|link)|doc_\w+)$`)

// wholeReads are the statements that may read a growing table from one end to
// the other, with the reason.
var wholeReads = map[string]string{
	"task.places": "runs when bodies have moved, a few times a year",
}

// No statement reads a growing table from one end to the other: what is quick
// with a hundred tasks must be quick with three million. The plans are those
// of SQLite, which makes them by the schema alone.
func TestNoStatementReadsAWholeTable(t *testing.T) {
	a, err := app.Open(t.Context(), app.Config{Data: filepath.Join(t.TempDir(), "data")}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	used := map[string]bool{}
	for _, s := range db.Statements() {
		if s.IsInvariant() || strings.Contains(s.SQL, "-- +postgres") {
			continue
		}
		scans, err := wholeTables(t.Context(), a, s)
		if err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
		if len(scans) > 0 && wholeReads[s.Name] == "" {
			t.Errorf("%s reads the whole of %s: give it an index, order its joins with CROSS JOIN, or add it to wholeReads in plan_test.go with the reason",
				s.Name, strings.Join(scans, ", "))
		}
		used[s.Name] = len(scans) > 0
	}
	for name := range wholeReads {
		if !used[name] {
			t.Errorf("%s reads no whole table: take it out of wholeReads", name)
		}
	}
}

// Nor does a statement that is put together for one call, whoever asks and
// whatever is asked: every page as every person of the stage, and what the
// lists can be narrowed by.
func TestNoListReadsAWholeTable(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p := s.begin(t)
	var mu sync.Mutex
	built := map[string]*db.Stmt{}
	p.Office.DB.Watch(func(stmt *db.Stmt) {
		if !stmt.IsBuilt() {
			return
		}
		mu.Lock()
		built[stmt.SQL] = stmt
		mu.Unlock()
	})
	p.collect(t, s, p.Routes())
	var body, issuer org.ID
	if err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		tree, err := org.Load(t.Context(), v)
		if err != nil {
			return err
		}
		own, _ := tree.ByCode(ownBody)
		body, issuer = own.ID, own.SuperiorOn(v.Today)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	then := story.Today.AddDays(-3).String()
	for _, who := range s.people {
		browser := p.as(t, who)
		for _, q := range []string{
			"", "body=" + string(body), "lead=" + string(body), "issuer=" + string(body), "coordinator=" + string(body), "coordinator=" + string(body) + "&issuer=" + string(issuer),
			"row=" + string(body), "programme=none", "document=none", "q=ke+hoach", "timing=overdue", "timing=done_late", "state=assigned", "bucket=1", "unclear=1", "reason=no_deadline", "from=2026-01-01&until=2027-01-01",
			"sort=-due", "sort=lead", "sort=issuer", "sort=late", "sort=-late&body=" + string(body), "sort=progress", "group=lead&sort=update", "group=programme", "group=month&issuer=" + string(issuer), "lacks=person", "lacks=lead", "silent=30", "cols=person",
		} {
			for _, part := range []string{"", "&part=past", "&part=drafts", "&on=" + then, "&after=2026-01-01&at=0"} {
				browser.Get("/tasks?" + q + part)
			}
		}
		for _, q := range []string{"", "issuer=" + string(body), "type=plan", "q=ke+hoach", "year=2026"} {
			browser.Get("/documents?" + q)
		}
		browser.Get("/map?on=" + then + "&since=" + then)
		for _, q := range []string{"", "&body=" + string(body), "&programme=none", "&kind=due", "&kind=due&after=1&seq=1", "&kind=late", "&kind=late&after=2026-01-01&at=0"} {
			browser.Get("/tasks/changes?from=" + then + q)
		}
	}
	p.Office.DB.Watch(nil)
	asked := map[string]bool{}
	for _, stmt := range built {
		asked[stmt.Name] = true
		scans, err := wholeTables(t.Context(), p.App, stmt)
		if err != nil {
			t.Errorf("%s: %v", stmt.Name, err)
		}
		if len(scans) > 0 {
			t.Errorf("%s reads the whole of %s: %s", stmt.Name, strings.Join(scans, ", "), stmt.SQL)
		}
	}
	for _, name := range []string{"task.list", "task.listAt", "task.listOrdered", "task.listNear", "task.nextBodies", "task.listLate", "task.groups", "task.count", "task.gaps", "task.countsAt", "task.changes", "task.changesOfKind", "task.changeTallies", "task.passedBetween", "task.changeReplay", "doc.list", "doc.citedOtherwise"} {
		if !asked[name] {
			t.Errorf("no page asked %s, so nothing is known of it", name)
		}
	}
}

var (
	argument = regexp.MustCompile(`\$(\d+)`)
	alias    = regexp.MustCompile(`(?i)(?:FROM|JOIN|UPDATE|INTO|,)\s+(\w+)\s+(?:AS\s+)?(\w+)`)
	wholly   = regexp.MustCompile(`^SCAN (\w+)`)
)

// wholeTables returns the growing tables that the plan of s reads whole. An
// index that holds only a few rows of them, or gives the order of a list that
// ends after a page, is not the table; one that is read to the end and sorted
// is.
func wholeTables(ctx context.Context, a *app.App, s *db.Stmt) (whole []string, err error) {
	var walked []string // along an index, in its order as far as is known yet
	named := map[string]string{}
	for _, m := range alias.FindAllStringSubmatch(s.SQL, -1) {
		named[m[2]] = m[1]
	}
	most := 0
	for _, m := range argument.FindAllStringSubmatch(s.SQL, -1) {
		n, _ := strconv.Atoi(m[1])
		most = max(most, n)
	}
	explain := db.Built("explain."+s.Name, "EXPLAIN QUERY PLAN "+s.SQL)
	err = a.Office.View(ctx, work.System("test"), func(v *work.View) error {
		return db.Each(ctx, v.Snapshot, explain, func(scan db.Scan) error {
			var id, parent, unused int64
			var detail string
			if err := scan(&id, &parent, &unused, &detail); err != nil {
				return err
			}
			if strings.HasSuffix(detail, "TEMP B-TREE FOR ORDER BY") {
				whole, walked = append(whole, walked...), nil
			}
			m := wholly.FindStringSubmatch(detail)
			if m == nil || strings.Contains(detail, "VIRTUAL TABLE") {
				return nil
			}
			table := m[1]
			if t := named[table]; t != "" && !growing.MatchString(table) {
				table = t
			}
			switch scan := fmt.Sprintf("%s (%s)", table, detail); {
			case !growing.MatchString(table) || strings.HasSuffix(detail, "INDEX task_draft"), strings.HasSuffix(detail, "INDEX task_verify"): // drafts, and what waits to be confirmed, are few
			case strings.Contains(detail, "USING"):
				walked = append(walked, scan)
			default:
				whole = append(whole, scan)
			}
			return nil
		}, make([]any, most)...)
	})
	return whole, err
}

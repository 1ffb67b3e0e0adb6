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
	"testing"

	"quyet/app"
	"quyet/base/db"
	"quyet/base/work"
)

// The tables that grow with the years. The others hold bodies, accounts, rules
// and what is being read just now, and may be read whole.
var growing = regexp.MustCompile(`^(task|task_span|task_source|task_coordinator|task_evidence|task_extension|event|search_entry|doc_\w+)$`)

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

var (
	argument = regexp.MustCompile(`\$(\d+)`)
	alias    = regexp.MustCompile(`(?i)(?:FROM|JOIN|UPDATE|INTO|,)\s+(\w+)\s+(?:AS\s+)?(\w+)`)
	wholly   = regexp.MustCompile(`^SCAN (\w+)`)
)

// wholeTables returns the growing tables that the plan of s reads whole. An
// index that holds only a few rows of them, or gives the order of a list that
// ends after a page, is not the table.
func wholeTables(ctx context.Context, a *app.App, s *db.Stmt) (whole []string, err error) {
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
			m := wholly.FindStringSubmatch(detail)
			if m == nil || strings.Contains(detail, "USING") || strings.Contains(detail, "VIRTUAL TABLE") {
				return nil
			}
			table := m[1]
			if t := named[table]; t != "" && !growing.MatchString(table) {
				table = t
			}
			if growing.MatchString(table) {
				whole = append(whole, fmt.Sprintf("%s (%s)", table, detail))
			}
			return nil
		}, make([]any, most)...)
	})
	return whole, err
}

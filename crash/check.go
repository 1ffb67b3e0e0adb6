package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"quyet/base/db"
)

var (
	bodyOf = db.Built("crash.body", `SELECT id FROM org_body WHERE code = $1`)
	texts  = db.Built("crash.texts", `SELECT text FROM task WHERE id >= $1`)
	notes  = db.Built("crash.notes", `SELECT detail FROM event_log WHERE kind = 'task.update' AND seq > $1`)
	newest = db.Built("crash.newest", `SELECT coalesce(max(seq), 0), coalesce((SELECT max(id) FROM task), '') FROM event`)
	halves = db.Built("crash.halves", `
		SELECT id FROM task WHERE id >= $1 AND NOT EXISTS (SELECT 1 FROM event WHERE subject = id)
		UNION ALL SELECT task_id || ' ' || file_id FROM task_evidence WHERE task_id >= $1 AND NOT EXISTS (SELECT 1 FROM task WHERE id = task_id)`)
)

// learn finds the bodies for which the crew works.
func (c *crew) learn(ctx context.Context, url string) error {
	return look(ctx, url, func(s *db.Snapshot) error {
		if err := s.One(ctx, bodyOf, []any{"TG-TU"}, &c.issuer); err != nil {
			return err
		}
		return s.One(ctx, bodyOf, []any{"TG-X002"}, &c.lead)
	})
}

func look(ctx context.Context, url string, fn func(*db.Snapshot) error) error {
	d, err := db.Open(ctx, url)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Read(ctx, fn)
}

// A place is where a database stood before a round.
type place struct {
	event int64
	task  string
}

func placeOf(ctx context.Context, url string) (p place, err error) {
	err = look(ctx, url, func(s *db.Snapshot) error { return s.One(ctx, newest, nil, &p.event, &p.task) })
	return p, err
}

// check holds what is stored since from against what was acknowledged. It
// returns how many marks are stored, and what is wrong.
func (l *ledger) check(ctx context.Context, url, files, mark string, from place) (stored int, wrong []string, err error) {
	found := map[string]int{}
	marks := regexp.MustCompile(regexp.QuoteMeta(mark) + `-\d+-\d+-(?:t|n\d)`)
	err = look(ctx, url, func(s *db.Snapshot) error {
		for stmt, since := range map[*db.Stmt]any{texts: from.task, notes: from.event} {
			all, err := db.All(ctx, s, stmt, db.Text[string], since)
			if err != nil {
				return err
			}
			for _, text := range all {
				for _, m := range marks.FindAllString(text, -1) {
					found[m]++
				}
			}
		}
		half, err := db.All(ctx, s, halves, db.Text[string], from.task)
		for _, h := range half {
			wrong = append(wrong, "by halves: "+h)
		}
		return err
	})
	if err != nil {
		return 0, nil, err
	}
	for _, acked := range []map[string]string{l.tasks, l.notes} {
		for m := range acked {
			if found[m] == 0 {
				wrong = append(wrong, "acknowledged and lost: "+m)
			}
		}
	}
	for m, n := range found {
		if n > 1 {
			wrong = append(wrong, fmt.Sprintf("%d times: %s", n, m))
		}
	}
	for m := range l.files {
		content := "Báo cáo kết quả " + m
		sum := sha256.Sum256([]byte(content))
		name := hex.EncodeToString(sum[:])
		if kept, err := os.ReadFile(filepath.Join(files, name[:2], name)); err != nil || string(kept) != content {
			wrong = append(wrong, fmt.Sprintf("file acknowledged and lost: %s: %v", m, err))
		}
	}
	return len(found), wrong, nil
}

// shows sees that the pages show what was acknowledged, to the person who did
// it and whose session has outlived the crash.
func (l *ledger) shows(ctx context.Context, at string, c *crew) error {
	seen := 0
	for m, task := range l.notes {
		answer, page, err := c.reports.ask(ctx, http.MethodGet, at+task, "", nil)
		if err != nil {
			return err
		}
		if answer.StatusCode != http.StatusOK || !strings.Contains(string(page), m) {
			return fmt.Errorf("%s: %s; the page does not show the report %s", task, answer.Status, m)
		}
		if seen++; seen == 3 {
			break
		}
	}
	return nil
}

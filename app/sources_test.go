package app_test

import (
	"os"
	"testing"

	"quyet/app"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
	"quyet/feature/story"
)

// What bodies lead and hold, straight from the rows.
var (
	ownTasks = db.Built("app_test.ownTasks", `
		SELECT lead_id, CAST(sum(CASE WHEN standing = 'done' AND submitted_on <= due_on THEN 1 ELSE 0 END) AS BIGINT),
			CAST(sum(CASE WHEN standing = 'done' OR standing IN ('waiting', 'working', 'handed_in') AND due_on < $1 THEN 1 ELSE 0 END) AS BIGINT),
			CAST(sum(CASE WHEN standing IN ('waiting', 'working', 'handed_in') AND due_on < $1 THEN 1 ELSE 0 END) AS BIGINT)
		FROM task WHERE due_on <> '' GROUP BY lead_id`)
	ownMeetings = db.Built("app_test.ownMeetings", `SELECT m.body_id, count(*) FROM meeting m JOIN meeting_run r ON r.meeting_id = m.id WHERE r.closed_at > 0 AND m.starts_at >= $1 AND m.starts_at < $2 GROUP BY m.body_id`)
)

// What the program knows of a body is what the rows say that it leads and holds itself, and
// so the bodies of a chart are told apart: nothing is counted at two of them.
func TestSourcesTellWhatBodiesDo(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), config(dir, ""), errorsOf(t))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if err := story.Tell(t.Context(), a.Office, a.Files, story.Small, 1, nil); err != nil {
		t.Fatal(err)
	}
	sources := map[string]indicator.Source{}
	for _, s := range indicator.Sources() {
		sources[s.Name] = s
	}
	if err := a.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		tree, err := org.Load(t.Context(), v)
		if err != nil {
			return err
		}
		c, err := period.Load(t.Context(), v)
		if err != nil {
			return err
		}
		w := c.Window(c.Holding(period.Year, v.Today))
		tasks, held := map[org.ID][3]int64{}, map[org.ID]int64{}
		if err := db.Each(t.Context(), v.Snapshot, ownTasks, func(scan db.Scan) error {
			var b org.ID
			var n [3]int64
			err := scan(&b, &n[0], &n[1], &n[2])
			tasks[b] = n
			return err
		}, v.Today); err != nil {
			return err
		}
		if err := db.Each(t.Context(), v.Snapshot, ownMeetings, func(scan db.Scan) error {
			var b org.ID
			var n int64
			err := scan(&b, &n)
			held[b] = n
			return err
		}, w.From.Start(v.Zone).UnixMicro(), w.To.AddDays(1).Start(v.Zone).UnixMicro()); err != nil {
			return err
		}
		seen, meetings := 0, int64(0)
		for _, b := range tree.Chart(v.Today).Subtree("") {
			work := func(name string) (value, part int64, ok bool) {
				value, part, ok, err = sources[name].Work(t.Context(), v, b, w)
				if err != nil {
					t.Fatal(err)
				}
				return value, part, ok
			}
			value, _, _ := work("meeting.held")
			if meetings += value; value != held[b] {
				t.Errorf("%s: %d held, the rows say %d", tree.Name(b, v.Today), value, held[b])
			}
			if body, ok := tree.Body(b); !ok || len(body.Forbears) > 0 {
				continue // what passed to it stands at it, as the map of the board has it
			}
			want := tasks[b]
			if value, part, ok := work("task.on_time"); ok != (want[1] > 0) || ok && (value != want[0] || part != want[1]) {
				t.Errorf("%s: %d of %d (%v) in time, the rows say %d of %d", tree.Name(b, v.Today), value, part, ok, want[0], want[1])
			}
			if value, _, _ := work("task.overdue"); value != want[2] {
				t.Errorf("%s: %d overdue, the rows say %d", tree.Name(b, v.Today), value, want[2])
			}
			if want[1] > 0 {
				seen++
			}
		}
		if seen == 0 || meetings == 0 {
			t.Errorf("the story has nothing to tell: %d bodies with tasks, %d conferences", seen, meetings)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

package audit

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
)

// BenchmarkMillion takes a million events into the log and verifies it. It
// prints events a second for recording them, for sealing them, and seconds
// for verifying; the floor of verifying is reading the same rows and nothing
// else. Run it by make audit.
func BenchmarkMillion(b *testing.B) {
	const million, perUnit = 1_000_000, 5000
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		b.Run(engine.String(), func(b *testing.B) {
			for b.Loop() {
				o := dbtest.New(b, engine, wholeSchema)
				k := NewKeeper(filepath.Join(b.TempDir(), KeyFile))
				ctx := b.Context()
				clerk := work.As(access.Actor{Account: "0ucq3u0kq0s1c2d4", Body: "0ucq3u0kq0s1c2d5"})
				began := time.Now()
				for n := 0; n < million; n += perUnit {
					if err := o.Do(ctx, clerk, func(u *work.Unit) error {
						events, details := make([]work.Event, perUnit), make([]any, perUnit)
						for i := range perUnit {
							events[i] = work.Event{Kind: []string{"task.assigned", "task.update", "task.submit", "task.confirm"}[i%4], Subject: fmt.Sprintf("0ucq3u0k%08d", (n+i)/5)}
							details[i] = map[string]any{"note": "Đã hoàn thành, có báo cáo kèm theo", "progress": i % 101}
						}
						return u.RecordMany(ctx, events, details)
					}); err != nil {
						b.Fatal(err)
					}
				}
				recorded := time.Since(began)
				began = time.Now()
				if err := k.Seal(ctx, o.Office); err != nil {
					b.Fatal(err)
				}
				sealed := time.Since(began)
				began = time.Now()
				r, err := Verify(ctx, o.DB, Against{})
				if err != nil || !r.Whole() || r.Entries != million {
					b.Fatal(err, r)
				}
				verified := time.Since(began)
				began = time.Now()
				read := 0
				o.MustView(b, func(v *work.View) error {
					return db.Each(ctx, v.Snapshot, eventsWithin, func(scan db.Scan) error {
						read++
						_, err := scanEntry(scan)
						return err
					}, int64(0), int64(2*million))
				})
				floor := time.Since(began)
				if read != million {
					b.Fatal(read)
				}
				b.ReportMetric(million/recorded.Seconds(), "recorded/s")
				b.ReportMetric(million/sealed.Seconds(), "sealed/s")
				b.ReportMetric(verified.Seconds(), "s-to-verify")
				b.ReportMetric(floor.Seconds(), "s-to-read-alone")
				b.ReportMetric(0, "ns/op")
			}
		})
	}
}

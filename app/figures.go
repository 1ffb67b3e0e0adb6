package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"quyet/base/work"
)

// figures are what an administrator watches, in the text format of Prometheus.
// They are served at an address of their own, never to people, and name
// routes by their patterns: no address, no account, no body is in them.
type figures struct {
	app     *App
	set     *metrics.Set
	started time.Time
	events  atomic.Uint64
	chores  sync.Map // name → *atomic.Int64, when it was last done
}

func newFigures(a *App) *figures {
	return &figures{app: a, set: metrics.NewSet(), started: time.Now()}
}

// buckets are those of how long requests take, in seconds: pages take a few
// milliseconds, documents to read and passwords some hundreds.
var buckets = []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10}

// requests counts the requests of a route, by status, and how long they took.
func (f *figures) requests(pattern string) func(*http.Request) (context.Context, func(int)) {
	name := strconv.Quote(pattern)
	var byStatus *[600]atomic.Pointer[metrics.Counter] // made with the first request: most routes are seldom asked
	var took atomic.Pointer[metrics.PrometheusHistogram]
	var now atomic.Int64
	var once sync.Once
	return func(r *http.Request) (context.Context, func(int)) {
		once.Do(func() {
			byStatus = new([600]atomic.Pointer[metrics.Counter])
			took.Store(f.set.GetOrCreatePrometheusHistogramExt(`quyet_request_seconds{route=`+name+`}`, buckets))
			f.set.GetOrCreateGauge(`quyet_requests_now{route=`+name+`}`, func() float64 { return float64(now.Load()) })
		})
		began := time.Now()
		now.Add(1)
		return r.Context(), func(status int) {
			now.Add(-1)
			took.Load().Update(time.Since(began).Seconds())
			if status < 0 || status >= len(byStatus) {
				status = 0
			}
			c := byStatus[status].Load()
			if c == nil {
				c = f.set.GetOrCreateCounter(fmt.Sprintf(`quyet_requests_total{route=%s,status="%d"}`, name, status))
				byStatus[status].Store(c)
			}
			c.Inc()
		}
	}
}

// event counts what is recorded, once it is committed.
func (f *figures) event(_ context.Context, u *work.Unit, _ work.Event) error {
	u.AfterCommit(f.oneEvent)
	return nil
}

func (f *figures) oneEvent() { f.events.Add(1) }

// chore notes that a chore was done here, or tried.
func (f *figures) chore(name string, took time.Duration, err error) {
	outcome := "done"
	if err != nil {
		outcome = "failed"
	}
	f.set.GetOrCreateCounter(fmt.Sprintf(`quyet_chores_total{chore=%q,outcome=%q}`, name, outcome)).Inc()
	f.set.GetOrCreateFloatCounter(fmt.Sprintf(`quyet_chore_seconds_total{chore=%q}`, name)).Add(took.Seconds())
	if err == nil {
		at, _ := f.chores.LoadOrStore(name, new(atomic.Int64))
		at.(*atomic.Int64).Store(time.Now().Unix())
	}
}

// done returns how often a chore was done here.
func (f *figures) done(chore string) uint64 {
	return f.set.GetOrCreateCounter(fmt.Sprintf(`quyet_chores_total{chore=%q,outcome="done"}`, chore)).Get()
}

// gaugePatience is how long all gauges of the capabilities may take together.
const gaugePatience = 3 * time.Second

// write writes everything. What a capability cannot tell now is left out, and
// counted.
func (f *figures) write(ctx context.Context, w io.Writer) {
	d := f.app.Office.DB.Figures()
	counter := func(name, help string, n uint64) {
		fmt.Fprintf(w, "# HELP quyet_%s %s\n# TYPE quyet_%[1]s counter\nquyet_%[1]s %[3]d\n", name, help, n)
	}
	gauge := func(name, help string, n float64) {
		fmt.Fprintf(w, "# HELP quyet_%s %s\n# TYPE quyet_%[1]s gauge\nquyet_%[1]s %[3]g\n", name, help, n)
	}
	fmt.Fprintf(w, "# HELP quyet_info Which program this is.\n# TYPE quyet_info gauge\nquyet_info{version=%q,engine=%q} 1\n", Version(), f.app.Office.DB.Engine)
	gauge("up_seconds", "How long the program has run.", time.Since(f.started).Seconds())
	gauge("stopping", "1 while the program stops.", map[bool]float64{true: 1}[f.app.stopping.Load()])
	counter("events_total", "Events recorded by this instance.", f.events.Load())
	counter("units_total", "Units of work committed.", d.Units)
	counter("commits_total", "Transactions committed for them; on SQLite a group of units shares one.", d.Commits)
	counter("units_failed_total", "Units of work rolled back.", d.Failed)
	counter("conflicts_total", "Transactions begun again because they met another one.", d.Conflicts)
	counter("units_alone_total", "Units run again alone because their group could not be committed.", d.Alone)
	gauge("units_waiting", "Units of work that wait for their turn to write.", float64(d.Waiting))
	gauge("connections", "Connections to the database.", float64(d.Conns))
	gauge("connections_used", "Connections to the database in use.", float64(d.ConnsUsed))
	f.writeGauges(ctx, gauge)
	f.set.WritePrometheus(w)
	f.chores.Range(func(name, at any) bool {
		fmt.Fprintf(w, "quyet_chore_done_timestamp_seconds{chore=%q} %d\n", name, at.(*atomic.Int64).Load())
		return true
	})
	metrics.WriteProcessMetrics(w)
}

func (f *figures) writeGauges(ctx context.Context, write func(name, help string, n float64)) {
	ctx, cancel := context.WithTimeout(ctx, gaugePatience)
	defer cancel()
	for _, c := range f.app.Capabilities {
		for _, g := range c.Gauges {
			n, err := g.Read(ctx, f.app.Office)
			if err != nil {
				f.app.Log.WarnContext(ctx, "gauge cannot be read", "gauge", g.Name, "error", err)
				f.set.GetOrCreateCounter(`quyet_gauges_failed_total`).Inc()
				continue
			}
			write(g.Name, strings.ReplaceAll(g.Help, "\n", " "), n)
		}
	}
}

// ServeFigures answers on ln with the figures of the program until ctx ends.
func (a *App) ServeFigures(ctx context.Context, ln net.Listener) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		a.figures.write(r.Context(), w)
	})
	server := a.server(mux)
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

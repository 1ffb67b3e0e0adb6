package app

import (
	"context"
	"errors"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"quyet/base/ui"
	"quyet/base/web"
	"quyet/feature/account"
	"quyet/feature/offline"
)

// Handler serves the program.
func (a *App) Handler() http.Handler {
	site := &web.Site{Office: a.Office, Who: a.Door.Who, Program: a.Door.Program, Dress: a.dress, Finish: a.finish, Problem: problemPage, Prove: a.prove, Proof: account.ProofPage, SignIn: "/login", Pace: a.Config.Pace, Once: offline.Once, Secure: a.Config.Secure, Observe: a.observe, Log: a.Log}
	mux := http.NewServeMux()
	mux.Handle(ui.AssetPath, ui.Assets())
	mux.Handle("/", site.Handler(a.Routes()))
	return web.Guarded(mux, a.Config.Secure)
}

// observe returns who watches over the requests of a route.
func (a *App) observe(pattern string) web.Observer {
	count, trace := a.figures.requests(pattern), traceRequests(pattern)
	if trace == nil {
		return count
	}
	return func(r *http.Request) (context.Context, func(int)) {
		_, counted := count(r)
		ctx, traced := trace(r)
		return ctx, func(status int) { counted(status); traced(status) }
	}
}

// Limits of a connection: a slow line may take its time to send a document,
// a silent one may not stay.
const (
	headerTime = 10 * time.Second
	readTime   = 10 * time.Minute
	writeTime  = 10 * time.Minute
	idleTime   = 2 * time.Minute
	stopTime   = 20 * time.Second
)

// gcPercent lets the heap grow to three and a half times what is in use before it is
// collected. Only some ten megabytes are in use: at Go's usual double, pages
// in quick succession had a collection every few milliseconds.
const gcPercent = 250

// Serve answers on ln until ctx ends, and then stops in four steps. /readyz
// says so, and for the time of grace everything is still answered, each answer
// the last of its connection, so that whoever spreads the requests over
// several instances sends none here any more. Then ln is closed. Then the
// requests under way finish, and what they wrote is kept in the vault. Only
// whoever closes the App closes the database.
func (a *App) Serve(ctx context.Context, ln net.Listener, grace time.Duration) error {
	return a.serve(ctx, ln, grace, way{})
}

// serve is Serve for browsers that come in by a way.
func (a *App) serve(ctx context.Context, ln net.Listener, grace time.Duration, in way) error {
	server := a.server(web.Behind(in.proxies, a.lastAnswers(a.Handler())))
	server.TLSConfig = in.tls
	var new arrivals
	server.ConnState = new.note
	debug.SetGCPercent(gcPercent)
	choresDone := make(chan struct{})
	choresCtx, stopChores := context.WithCancel(ctx)
	go func() {
		defer close(choresDone)
		a.doChores(choresCtx)
	}()
	kept := make(chan struct{})
	keptCtx, stopKeeping := context.WithCancel(context.WithoutCancel(ctx))
	go func() {
		defer close(kept)
		a.keep(keptCtx)
	}()
	go func() {
		<-ctx.Done()
		a.stopping.Store(true)
		time.Sleep(grace)
		ln.Close() // and not Shutdown: see arrivals
	}()
	var err error
	if in.tls != nil {
		err = server.ServeTLS(ln, "", "")
	} else {
		err = server.Serve(ln)
	}
	stopping := ctx.Err() != nil && errors.Is(err, net.ErrClosed)
	stopChores()
	if stopping {
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		new.wait()
		err = server.Shutdown(patience)
	}
	<-choresDone
	stopKeeping() // after all that can be written is
	<-kept
	return err
}

// arrivals are the connections that were accepted and whose first request is not
// answered yet. net/http hangs up on those whose request it has not read when it
// shuts down: whoever stood in the queue of the socket would be sent away at the
// door.
type arrivals struct {
	mu  sync.Mutex
	all map[net.Conn]struct{}
}

// note is told of each change of a connection (http.Server.ConnState).
func (n *arrivals) note(c net.Conn, state http.ConnState) {
	n.mu.Lock()
	defer n.mu.Unlock()
	switch state {
	case http.StateNew:
		if n.all == nil {
			n.all = map[net.Conn]struct{}{}
		}
		n.all[c] = struct{}{}
	case http.StateIdle, http.StateHijacked, http.StateClosed:
		delete(n.all, c)
	case http.StateActive: // read, and not past the last place where it may be hung up on
	}
}

// wait returns when all are answered. It does so after a second in any case:
// browsers connect ahead and say nothing, and Shutdown waits for what takes long.
func (n *arrivals) wait() {
	for began := time.Now(); time.Since(began) < time.Second; time.Sleep(time.Millisecond) {
		n.mu.Lock()
		left := len(n.all)
		n.mu.Unlock()
		if left == 0 {
			return
		}
	}
}

// keep keeps the office in its vault until ctx ends. Nothing that goes wrong
// there ends the program.
func (a *App) keep(ctx context.Context) {
	if a.vault == nil {
		return
	}
	for {
		err := a.vault.Run(ctx)
		if err == nil {
			return
		}
		a.Log.ErrorContext(ctx, "backup: the office cannot be kept; it is tried again", "error", err)
		select {
		case <-time.After(keepAgain):
		case <-ctx.Done():
			return
		}
	}
}

const keepAgain = 30 * time.Second

func (a *App) server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		ErrorLog:          log.New(withoutAddresses{slog.NewLogLogger(a.Log.Handler(), slog.LevelWarn).Writer()}, "", 0),
	}
}

// lastAnswers makes each answer the last of its connection while the program
// stops: a browser that found its connection closed would not send a form again.
func (a *App) lastAnswers(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a.stopping.Load() {
			w.Header().Set("Connection", "close")
		}
		h.ServeHTTP(w, r)
	})
}

// withoutAddresses leaves the addresses of people out of what the server logs.
type withoutAddresses struct{ log io.Writer }

var address = regexp.MustCompile(`\[[0-9a-fA-F:.%\w]+\]:\d+|\b\d+\.\d+\.\d+\.\d+(:\d+)?\b`)

func (w withoutAddresses) Write(line []byte) (int, error) {
	_, err := io.WriteString(w.log, strings.TrimSpace(address.ReplaceAllString(string(line), "…")))
	return len(line), err
}

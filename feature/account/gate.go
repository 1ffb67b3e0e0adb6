package account

import (
	"context"
	"log/slog"
	"net/http"
	"sync"

	"quyet/base/access"
	"quyet/base/work"
)

// A Gate tells from a request who acts.
type Gate struct {
	office *work.Office
	log    *slog.Logger
	secure bool

	marking sync.Map // SessionID → whether it is being marked as seen
	marks   sync.WaitGroup
}

// NewGate returns the gate of an office. secure says that browsers reach the
// program through TLS even where the program itself does not see it.
func NewGate(o *work.Office, log *slog.Logger, secure bool) *Gate {
	return &Gate{office: o, log: log, secure: secure}
}

// Who returns who acts in a request, by its cookie.
func (g *Gate) Who(r *http.Request) work.Who {
	c, err := r.Cookie(g.cookieName(r, sessionCookie))
	if err != nil {
		return work.As(access.Actor{})
	}
	return g.BySession(Token(c.Value))
}

// BySession is [BySession] for a session in use: every five minutes that is
// written down, in a unit of its own, which nobody waits for.
func (g *Gate) BySession(token Token) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		a, s, err := resolve(ctx, v, token)
		if err == nil && s != nil && v.Now.Sub(s.Seen) >= seenEvery {
			g.mark(context.WithoutCancel(ctx), s.ID)
		}
		return a, err
	}
}

func (g *Gate) mark(ctx context.Context, s SessionID) {
	if _, already := g.marking.LoadOrStore(s, true); already {
		return
	}
	g.marks.Go(func() {
		defer g.marking.Delete(s)
		if err := seen(ctx, g.office, s); err != nil {
			g.log.WarnContext(ctx, "session not marked as seen", "error", err)
		}
	})
}

// Wait waits until every session in use has been written down.
func (g *Gate) Wait() { g.marks.Wait() }

// The cookies: of the session, and of the browser an account has signed in on.
const (
	sessionCookie = "session"
	browserCookie = "browser"
)

// cookieName adds the prefix that binds a cookie to this host over TLS, so
// that no neighbouring site can set it (RFC 6265bis, 4.1.3).
func (g *Gate) cookieName(r *http.Request, name string) string {
	if g.overTLS(r) {
		return "__Host-" + name
	}
	return name
}

func (g *Gate) overTLS(r *http.Request) bool { return g.secure || r.TLS != nil }

// cookie returns a cookie that no script can read and no other site can send
// along with a form; maxAge is in seconds, negative to delete it.
func (g *Gate) cookie(r *http.Request, name, value string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: g.cookieName(r, name), Value: value, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: g.overTLS(r), SameSite: http.SameSiteLaxMode}
}

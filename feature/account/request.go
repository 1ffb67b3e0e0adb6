package account

import (
	"context"
	"net/http"

	"quyet/base/access"
	"quyet/base/web"
	"quyet/base/work"
)

// Who returns who acts in a request, by its cookie.
func (d *Door) Who(r *http.Request) work.Who {
	return d.BySession(d.token(r))
}

// BySession is [BySession] for a session in use: every five minutes that is
// written down, in a unit of its own, which nobody waits for.
func (d *Door) BySession(token Token) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		a, s, err := resolve(ctx, v, token)
		if err == nil && s != nil && v.Now.Sub(s.Seen) >= seenEvery {
			d.mark(context.WithoutCancel(ctx), s.ID)
		}
		return a, err
	}
}

func (d *Door) mark(ctx context.Context, s SessionID) {
	if _, already := d.marking.LoadOrStore(s, true); already {
		return
	}
	d.marks.Go(func() {
		defer d.marking.Delete(s)
		if err := seen(ctx, d.office, s); err != nil {
			d.log.WarnContext(ctx, "session not marked as seen", "error", err)
		}
	})
}

// Wait waits until every session in use has been written down.
func (d *Door) Wait() { d.marks.Wait() }

// The cookies: of the session, of the browser an account has signed in on, and
// of a second step.
const (
	sessionCookie = "session"
	browserCookie = "browser"
	arrivalCookie = "arrival" // of who has still to take the second step
)

// cookieName adds the prefix that binds a cookie to this host over TLS, so
// that no neighbouring site can set it (RFC 6265bis, 4.1.3).
func (d *Door) cookieName(r *http.Request, name string) string {
	if d.overTLS(r) {
		return "__Host-" + name
	}
	return name
}

func (d *Door) overTLS(r *http.Request) bool { return d.secure || r.TLS != nil }

// cookie returns a cookie that no script can read and no other site can send
// along with a form; maxAge is in seconds, negative to delete it.
func (d *Door) cookie(r *http.Request, name, value string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: d.cookieName(r, name), Value: value, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: d.overTLS(r), SameSite: http.SameSiteLaxMode}
}

// Token returns the token of the session that sent a request, "" if none did.
func (d *Door) Token(r *web.Request) Token { return d.token(r.Request) }

// token returns the session token of a request, "" if there is none.
func (d *Door) token(r *http.Request) Token { return Token(d.value(r, sessionCookie)) }

func (d *Door) value(r *http.Request, name string) string {
	c, err := r.Cookie(d.cookieName(r, name))
	if err != nil {
		return ""
	}
	return c.Value
}

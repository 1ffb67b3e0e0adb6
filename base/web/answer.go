package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/work"
)

// An Answer is what a route sends back.
type Answer interface {
	// send writes the answer and returns its status. An error means that
	// nothing has been written yet.
	send(ctx context.Context, w http.ResponseWriter, r *Request) (int, error)
}

// Show answers with a page.
func Show(c templ.Component) Answer { return page{component: c, status: http.StatusOK} }

// ShowSetting answers with a page and sets cookies; the page is made as if the
// browser had sent them.
func ShowSetting(c templ.Component, cookies ...*http.Cookie) Answer {
	return page{c, http.StatusOK, cookies}
}

type page struct {
	component templ.Component
	status    int
	cookies   []*http.Cookie
}

func (p page) send(ctx context.Context, w http.ResponseWriter, r *Request) (int, error) {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() { buf.Reset(); buffers.Put(buf) }()
	if err := p.render(ctx, buf); err != nil {
		return 0, err
	}
	for _, c := range p.cookies {
		r.set(w, c)
	}
	forgetSaid(w, r)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	write(w, r, p.status, buf.Bytes())
	return p.status, nil
}

func (p page) render(ctx context.Context, w io.Writer) (err error) {
	defer recovered(&err)
	return p.component.Render(ctx, w)
}

// To answers an action by sending the person on to an address.
func To(address string) Redirect { return Redirect{to: address} }

// A Redirect is an [Answer] that sends the person on.
type Redirect struct {
	to      string
	said    text.T
	args    []any
	warns   bool
	cookies []*http.Cookie
}

// Saying shows the person t on the page that follows, as what was done.
func (a Redirect) Saying(t text.T, args ...any) Redirect {
	a.said, a.args, a.warns = t, args, false
	return a
}

// Warning shows the person t on the page that follows, as what stood in the way: nothing
// was done.
func (a Redirect) Warning(t text.T, args ...any) Redirect {
	a.said, a.args, a.warns = t, args, true
	return a
}

// Setting sets a cookie.
func (a Redirect) Setting(c *http.Cookie) Redirect {
	a.cookies = append(a.cookies, c)
	return a
}

func (a Redirect) send(ctx context.Context, w http.ResponseWriter, r *Request) (int, error) {
	for _, c := range a.cookies {
		r.set(w, c)
	}
	var said []string
	if !a.said.Zero() {
		said = append(said, a.said.In(ctx, a.args...))
	}
	if r.otherPost {
		said = append(said, tInPostOfPage.In(ctx))
	}
	if said != nil {
		value := base64.RawURLEncoding.EncodeToString([]byte(strings.Join(said, " ")))
		if a.warns {
			value = warning + value
		}
		r.set(w, &http.Cookie{Name: saidCookie, Value: value, Path: "/", MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
	http.Redirect(w, r.Request, a.to, http.StatusSeeOther)
	return http.StatusSeeOther, nil
}

// saidCookie carries what the next page tells the person, once.
const saidCookie = "said"

// Said returns what the page before asked this one to tell the person, or "".
func (r *Request) Said() string {
	said, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(r.cookie(saidCookie), warning))
	if err != nil {
		return ""
	}
	return string(said)
}

// Warned says whether what [Request.Said] returns tells that nothing was done.
func (r *Request) Warned() bool { return strings.HasPrefix(r.cookie(saidCookie), warning) }

// warning stands before what is told in the cookie where it warns.
const warning = "!"

func forgetSaid(w http.ResponseWriter, r *Request) {
	if r.cookie(saidCookie) != "" {
		r.set(w, &http.Cookie{Name: saidCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
}

// JSON answers a program.
func JSON(v any) Answer { return jsonAnswer{v} }

type jsonAnswer struct{ v any }

func (a jsonAnswer) send(_ context.Context, w http.ResponseWriter, r *Request) (int, error) {
	b, err := json.Marshal(a.v)
	if err != nil {
		return 0, err
	}
	w.Header().Set("Content-Type", "application/json")
	write(w, r, http.StatusOK, b)
	return http.StatusOK, nil
}

// Word answers a supervisor with one word. Nobody who is not to know learns more.
func Word(status int, word string) Answer {
	return Plain(status, "text/plain; charset=utf-8", word+"\n")
}

// Plain answers a program with a text of the given media type.
func Plain(status int, mediaType, content string) Answer { return plain{status, mediaType, content} }

type plain struct {
	status             int
	mediaType, content string
}

func (a plain) send(_ context.Context, w http.ResponseWriter, r *Request) (int, error) {
	w.Header().Set("Content-Type", a.mediaType)
	write(w, r, a.status, []byte(a.content))
	return a.status, nil
}

// Unchanged answers a program that may keep what it is given and asks each time
// whether it is still so (RFC 9110, 13.1.2): who has the same already is told
// that, and is sent nothing.
func Unchanged(mediaType string, content []byte) Answer { return unchanged{mediaType, content} }

type unchanged struct {
	mediaType string
	content   []byte
}

func (a unchanged) send(_ context.Context, w http.ResponseWriter, r *Request) (int, error) {
	hash := sha256.Sum256(a.content)
	tag := `"` + base64.RawURLEncoding.EncodeToString(hash[:18]) + `"`
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", tag)
	for _, had := range strings.Split(strings.Join(r.Header.Values("If-None-Match"), ","), ",") {
		// What a proxy has compressed on the way bears the same words.
		if had = strings.TrimPrefix(strings.TrimSpace(had), "W/"); had == tag || had == "*" {
			w.WriteHeader(http.StatusNotModified)
			return http.StatusNotModified, nil
		}
	}
	h.Set("Content-Type", a.mediaType)
	write(w, r, http.StatusOK, a.content)
	return http.StatusOK, nil
}

// sendProblem answers a program with what went wrong, as RFC 9457 asks.
func sendProblem(ctx context.Context, w http.ResponseWriter, p Problem) int {
	told := ProblemDetails{Type: "about:blank", Title: http.StatusText(p.Status), Status: p.Status, Request: p.Request}
	for i, f := range p.Faults {
		said := f.In(text.LangOf(ctx))
		if i == 0 {
			told.Detail = said
		}
		told.Errors = append(told.Errors, FieldProblem{Field: f.Field, Detail: said})
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Content-Language", text.LangOf(ctx).String())
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(told)
	return p.Status
}

// ProblemDetails are what a program is told of an error: an object of RFC 9457
// with the fields that are wrong and the number to quote.
type ProblemDetails struct {
	Type    string         `json:"type"`
	Title   string         `json:"title"`
	Status  int            `json:"status"`
	Detail  string         `json:"detail,omitempty"`
	Errors  []FieldProblem `json:"errors,omitempty"`
	Request string         `json:"request"`
}

// A FieldProblem is one thing that is wrong with what was sent.
type FieldProblem struct {
	Field  string `json:"field,omitempty"`
	Detail string `json:"detail"`
}

// File answers with a file to save under name.
func File(name, mediaType string, content io.ReadSeeker) Answer {
	return file{name, mediaType, content}
}

type file struct {
	name, mediaType string
	content         io.ReadSeeker
}

func (a file) send(_ context.Context, w http.ResponseWriter, r *Request) (int, error) {
	w.Header().Set("Content-Type", a.mediaType)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": a.name}))
	// Nothing in a file that someone was sent may run as part of this site.
	w.Header().Set("Content-Security-Policy", "sandbox; default-src 'none'")
	http.ServeContent(w, r.Request, a.name, time.Time{}, a.content)
	if c, ok := a.content.(io.Closer); ok {
		c.Close()
	}
	return http.StatusOK, nil
}

// Again returns err with the page on which the person can mend what was
// typed: the same form, holding what was typed and the faults in err. The
// page is made in a view of its own, after the unit was rolled back. An
// internal error is not shown this way.
func Again(err error, page func(ctx context.Context, v *work.View) (templ.Component, error)) error {
	if err == nil {
		return nil
	}
	return &againError{asFault(err), page}
}

type againError struct {
	cause error
	page  func(ctx context.Context, v *work.View) (templ.Component, error)
}

func (e *againError) Error() string { return e.cause.Error() }
func (e *againError) Unwrap() error { return e.cause }

// asFault gives a text for people to errors of the database that they can do
// something about.
func asFault(err error) error {
	if fault.KindOf(err) == fault.Internal {
		for _, a := range away {
			if errors.Is(err, a.of) {
				f := fault.New(fault.Unavailable, a.told).Because(err)
				f.Wait = retryAfter
				return f
			}
		}
	}
	return err
}

// retryAfter is when a program may try again what could not be done: a server
// that takes over from another needs some seconds.
const retryAfter = 10 * time.Second

// away are what a database that cannot be written or does not answer means for
// the person, those first that tell more.
var away = []struct {
	of   error
	told text.T
}{
	{db.ErrUncertain, tUncertain},
	{db.ErrUnavailable, tBusy},
	{db.ErrBusy, tBusy},
}

// tellWait tells a program when to try again; people read it in the text.
func tellWait(h http.Header, err error) {
	for _, f := range fault.All(err) {
		if f.Wait > 0 {
			h.Set("Retry-After", strconv.FormatInt(int64((f.Wait+time.Second-1)/time.Second), 10))
		}
	}
}

func statusOf(k fault.Kind) int {
	switch k {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Unknown:
		return http.StatusNotFound
	case fault.Forbidden, fault.Unproven:
		return http.StatusForbidden
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooMuch:
		return http.StatusRequestEntityTooLarge
	case fault.TooOften:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// FieldErrors returns the faults in err as a form shows them; those of a
// database that cannot be written too.
func FieldErrors(ctx context.Context, err error) []ui.FieldError {
	var out []ui.FieldError
	for _, f := range fault.All(asFault(err)) {
		out = append(out, ui.FieldError{Field: f.Field, Text: f.In(text.LangOf(ctx))})
	}
	return out
}

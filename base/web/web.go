// Package web turns requests into views and units of work, and their answers
// into pages.
//
// A capability lists its [Route]s. Each is one of three shapes:
//
//   - [Page] shows something: it runs in a work.View and cannot write. Where a
//     question cannot be read it returns [Again] with the form that asks it.
//   - [Action] changes something: it runs in a work.Unit, may therefore run
//     more than once, and answers with a redirect. Where the person has to
//     mend what was typed, it returns [Again] with the form to show.
//   - [Steps] does several things in turn (store a file, read it, then write):
//     it opens its views and units itself.
//
// Each may be a route for programs ([Route.For]): it answers whoever sends a
// token and no cookie, takes and gives JSON, and tells of errors as RFC 9457
// has it. Pages answer to no token.
//
// Policy. Every route needs a signed-in person unless it says Public: one
// word to look for in a review. Pages answer to GET and change nothing;
// actions answer to POST, and the standard library's CrossOriginProtection
// refuses those that another site sent. Cookies are HttpOnly and
// SameSite=Lax, and over TLS bound to this host (__Host-). Scripts and styles come only from the program itself
// (Content-Security-Policy), none stand in a page. A fault is shown in the
// person's language with the status of its kind; any other error shows a
// number to quote, and the log has the rest.
//
// Everything works without scripts. With htmx the same addresses answer the
// same pages, of which a part is taken.
package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
)

// A Page shows something.
type Page func(ctx context.Context, v *work.View, r *Request) (Answer, error)

// An Action changes something. It may run more than once.
type Action func(ctx context.Context, u *work.Unit, r *Request) (Answer, error)

// Steps does several things in turn, each in a view or unit of its own.
type Steps func(ctx context.Context, s *Session, r *Request) (Answer, error)

// A Route is one address of the program.
type Route struct {
	Pattern string // as of net/http.ServeMux, "GET /bodies/{id}"; one that ends in / means that address alone
	Public  bool   // answers people who have not signed in
	Person  bool   // is about the person themselves, in whichever post they act
	Upload  int64  // largest body in bytes; 0 means DefaultUpload
	Memory  bool   // nothing of an upload touches a disk before the route says so

	// Program says what the route is to programs; nil for a page. Such a route
	// answers a token and never a cookie, and JSON whatever becomes of it.
	Program *Description

	page   Page
	action Action
	steps  Steps
	by     func(*http.Request) work.Who
	key    func(*http.Request) string // by which its pace is counted; nil for the account
}

// DefaultUpload is the largest form a route takes unless it says otherwise.
const DefaultUpload = 1 << 20

// Get returns a route that shows something.
func Get(pattern string, p Page) Route { return Route{Pattern: "GET " + pattern, page: p} }

// Post returns a route that changes something.
func Post(pattern string, a Action) Route { return Route{Pattern: "POST " + pattern, action: a} }

// InSteps returns a route that does several things in turn. The pattern
// begins with its method.
func InSteps(pattern string, s Steps) Route { return Route{Pattern: pattern, steps: s} }

// Open returns the route with Public set.
func (rt Route) Open() Route {
	rt.Public = true
	return rt
}

// By returns the route with who acts told by the address itself, which is a
// secret of theirs, and by no cookie. It is for whoever knows it: whom it tells
// of nobody is not sent to sign in, and no page around it is made.
func (rt Route) By(who func(*http.Request) work.Who) Route {
	rt.Public, rt.by = true, who
	return rt
}

// Paced returns a route of [Route.By] that many use at once by the right of one account:
// each address, by what key makes of it, has a pace of its own ([LinkPace]), and what is
// asked of it does not count for the account. Whoever tries addresses that there are not
// is held up by where they come from ([StrayPace]).
func (rt Route) Paced(key func(*http.Request) string) Route {
	rt.key = key
	return rt
}

// OfPerson returns the route with Person set: what is sent to it is carried out
// even where the post in which its form was shown has ended meanwhile.
func (rt Route) OfPerson() Route {
	rt.Person = true
	return rt
}

// Taking returns the route with room for uploads of n bytes.
func (rt Route) Taking(n int64) Route {
	rt.Upload = n
	return rt
}

// InMemory returns the route with all of an upload kept in memory: for what
// may have to be refused before a byte of it is stored.
func (rt Route) InMemory() Route {
	rt.Memory = true
	return rt
}

// For returns the route as one for programs.
func (rt Route) For(d Description) Route {
	rt.Program = &d
	return rt
}

// A Description tells programmers what a route for programs takes and gives.
type Description struct {
	Title  text.T
	Query  any // struct whose fields are the values of the query; nil for none
	Body   any // what is sent as JSON; nil for nothing
	Answer any // what is answered as JSON
}

// A Site serves routes.
type Site struct {
	Office *work.Office

	// Who tells from a request who acts.
	Who func(r *http.Request) work.Who

	// Program tells from a request to a route for programs who acts; where it is
	// nil nobody does.
	Program func(r *http.Request) work.Who

	// Dress puts into the context what every page's frame needs (who is
	// signed in, the menu), read in the page's own view.
	Dress func(ctx context.Context, v *work.View, r *Request) (context.Context, error)

	// Finish, if set, completes what Dress put into the context, in the same
	// view, once a page has asked all it shows: what Dress said ahead has come
	// by then with what the page asked, see [db.Snapshot.Ahead].
	Finish func(ctx context.Context, v *work.View) error

	// Problem is the page that tells of an error.
	Problem func(p Problem) templ.Component

	// Prove checks the proof that a person sent with a form, in the fields whose
	// names begin with [ProofPrefix], and returns the cookie of their session
	// from now on; what is wrong bears the name of such a field.
	Prove func(ctx context.Context, s *Session, r *Request) (*http.Cookie, error)

	// Proof is the page that asks a person to prove who they are, before what
	// they asked for is done.
	Proof func(ctx context.Context, v *work.View, ask Ask) (templ.Component, error)

	// Once, if set, says whether a request with this key has been carried out for
	// the actor before, and writes the key down in the unit that carries it out.
	Once func(ctx context.Context, u *work.Unit, key string) (before bool, err error)

	// Pace is how many requests a minute one account may send; 0 for any number, and then
	// addresses of their own pace have none either.
	Pace int

	// Secure says that browsers come through TLS, also where a proxy ends it.
	Secure bool

	// SignIn is the address to which a person is sent who must sign in first;
	// the address wanted is added as ?next=.
	SignIn string

	// Observe, if set, is asked once for each route, by its pattern, who
	// watches over its requests.
	Observe func(pattern string) Observer

	Log *slog.Logger

	pace   *pace // of accounts
	links  *pace // of secret addresses
	strays *pace // of where wrong ones come from
}

// An Observer is told when a request begins. It returns the context in which
// the request is carried out, and what is told the status when it has ended.
type Observer func(*http.Request) (ctx context.Context, ended func(status int))

// A Problem is what the page of an error tells.
type Problem struct {
	Status  int
	Kind    fault.Kind
	Faults  []*fault.Fault // empty for an internal error
	Request string         // number to quote
	Back    string         // address of the page from which the person came, "" if unknown
	Posts   []string       // other posts of the person in which the page is there
	Again   string         // address of a page that may be there if it is opened again, "" where that is no use
	Typed   *Typed         // what was sent with a form and was not stored for no fault of it, nil where there is nothing
}

// ProofPrefix begins the names of the fields by which a person proves, on the
// page that asks for it, who they are.
const ProofPrefix = "proof_"

// An Ask is what the page tells that asks a person to prove who they are. What
// was sent comes along, and is done as soon as the proof is given: one form
// sends both.
type Ask struct {
	Fault *fault.Fault // why it is asked; nil where the person has no right yet
	Wrong error        // what was wrong with the proof that was given, nil at first
	Typed *Typed       // what was sent with a form; nil where an address was opened
	Next  string       // address that was opened
}

// Typed is what a person sent that could not be stored for no fault of theirs,
// so that nothing typed is lost: the page shows it and sends it again.
type Typed struct {
	Action string
	Fields []TypedField
	Files  []TypedField // what was chosen cannot be kept, only named
}

// A TypedField is a field of a form and what it held.
type TypedField struct{ Name, Value string }

// A Session is who asked, for routes that open several units.
type Session struct {
	site *Site
	who  work.Who
	key  string // of a request that may come twice; "" once it has been written down
}

// View runs fn for the person who asked.
func (s *Session) View(ctx context.Context, fn func(*work.View) error) error {
	return s.site.Office.View(ctx, s.who, fn)
}

// Do runs fn for the person who asked. Of a request that may come twice the first
// unit is carried out once; see [KeyHeader].
func (s *Session) Do(ctx context.Context, fn func(*work.Unit) error) error {
	err := s.site.Office.Do(ctx, s.who, s.site.once(ctx, s.key, fn))
	if err == nil {
		s.key = ""
	}
	return err
}

// KeyHeader holds a key that whoever sends a form made up for it. A request with
// a key that was carried out before, for the same account, does nothing again and
// is answered like one that did: so one whose answer was lost on the way can be
// sent again.
const KeyHeader = "Idempotency-Key"

// longestKey bounds a key, in bytes; a longer one is none.
const longestKey = 100

// errBefore says that a request was carried out before.
var errBefore = errors.New("carried out before")

// once returns fn as part of a unit that is carried out once for a key.
func (s *Site) once(ctx context.Context, key string, fn func(*work.Unit) error) func(*work.Unit) error {
	if key == "" || s.Once == nil {
		return fn
	}
	return func(u *work.Unit) error {
		before, err := s.Once(ctx, u, key)
		if err == nil && before {
			err = errBefore
		}
		if err != nil {
			return err
		}
		return fn(u)
	}
}

// Handler returns the handler that serves routes. It panics on two routes
// with one pattern, as net/http.ServeMux does.
func (s *Site) Handler(routes []Route) http.Handler {
	if s.pace = newPace(s.Pace, tTooFast); s.pace != nil {
		s.links, s.strays = newPace(LinkPace, tLinkTooFast), newPace(StrayPace, tStraysTooFast)
	}
	mux := http.NewServeMux()
	for _, rt := range routes {
		pattern := rt.Pattern
		if strings.HasSuffix(pattern, "/") {
			pattern += "{$}" // an address that is none is not the start page
		}
		mux.Handle(pattern, s.handle(rt))
	}
	mux.Handle("/", s.handle(Get("/", func(context.Context, *work.View, *Request) (Answer, error) {
		return nil, fault.New(fault.Unknown, tNoPage)
	}).Open()))
	mux.Handle(ProgramPath, s.handle(Get("/", func(context.Context, *work.View, *Request) (Answer, error) {
		return nil, fault.New(fault.Unknown, tNoPage)
	}).Open().For(Description{})))
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(s.handle(Get("/", func(context.Context, *work.View, *Request) (Answer, error) {
		return nil, fault.New(fault.Forbidden, tOtherSite)
	}).Open()))
	return guard.Handler(mux)
}

// ProgramPath is where the addresses of the routes for programs begin.
const ProgramPath = "/api/"

var (
	tNoPage = text.New(
		"Không có trang này, hoặc bạn không được xem. Hãy kiểm tra địa chỉ hoặc quay về trang chính.",
		"There is no such page, or you may not see it. Check the address or go back to the start.")
	tOtherSite = text.New(
		"Yêu cầu này được gửi từ một trang khác nên không được thực hiện. Hãy mở lại trang của Quyết và làm lại.",
		"This request came from another site and was not carried out. Open Quyết's own page and do it there.")
	tPostGone = text.New(
		"Trang này được mở ở một cương vị mà bạn không còn giữ, nên chưa có gì được thực hiện. Cương vị hiện tại của bạn được ghi ở đầu trang; nếu việc này thuộc cả cương vị đó, hãy gửi lại, nếu không, hãy hỏi người quản trị.",
		"This page was opened in a post that you no longer hold, so nothing was done. Your present post stands at the top of the page: if this belongs to that post too, send it again; otherwise ask your administrator.")
	tOtherAccount = text.New(
		"Trang này được mở khi một tài khoản khác đang đăng nhập trên trình duyệt này, nên chưa có gì được thực hiện. Tài khoản hiện tại được ghi ở đầu trang; nếu việc này là của bạn, hãy gửi lại.",
		"This page was opened while another account was signed in at this browser, so nothing was done. The present account stands at the top of the page: if this is yours to do, send it again.")
	tInPostOfPage = text.New(
		"Việc này được ghi ở cương vị của trang mà bạn đã gửi; hiện bạn đang ở cương vị khác.",
		"This was recorded in the post of the page from which you sent it; you are in another post now.")
	tTooLarge = text.New(
		"Nội dung gửi lên lớn hơn %d MB nên không được nhận. Hãy chia nhỏ hoặc giảm dung lượng rồi gửi lại.",
		"What was sent is larger than %d MB and was not taken. Split it or make it smaller, then send it again.")
	tBadForm = text.New(
		"Nội dung gửi lên bị hỏng trên đường truyền. Hãy gửi lại.",
		"What was sent arrived damaged. Send it again.")
	tBefore = text.New(
		"Nội dung này đã được ghi từ lần gửi trước; không ghi thêm lần nữa.",
		"This was stored when it was sent before; it was not stored again.")
	tUncertain = text.New(
		"Mất kết nối với cơ sở dữ liệu đúng lúc ghi, nên chưa biết nội dung vừa gửi đã được ghi hay chưa. Hãy mở lại trang để xem; nếu chưa có thì gửi lại.",
		"The connection to the database was lost at the moment of writing: it is not known whether what you sent was stored. Open the page again to see; if it is not there, send it again.")
	tBusy = text.New(
		"Hệ thống chưa ghi được lúc này (cơ sở dữ liệu bận hoặc hết chỗ). Chưa có gì thay đổi; hãy thử lại sau ít phút, nếu vẫn vậy hãy báo người quản trị.",
		"The system cannot write just now (database busy or disk full). Nothing has changed; try again in a few minutes, and tell your administrator if it stays so.")
)

// The log names a request by the pattern of its route: an address may say whom
// it is about, and what somebody looked for.
func (s *Site) handle(rt Route) http.Handler {
	var observe Observer
	if s.Observe != nil {
		observe = s.Observe(rt.Pattern)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, hr *http.Request) {
		started := time.Now()
		ended := func(int) {}
		if observe != nil {
			var ctx context.Context
			ctx, ended = observe(hr)
			hr = hr.WithContext(ctx)
		}
		r := &Request{Request: hr, route: rt.Pattern, public: rt.Public, person: rt.Person, number: requestNumber(), secure: s.Secure || hr.TLS != nil}
		r.lang = r.language()
		if rt.Program != nil {
			r.lang = accepted(hr)
		}
		ctx := withZone(text.WithLang(hr.Context(), r.lang), s.Office.Zone)
		status := s.serve(ctx, w, r, rt)
		ended(status)
		s.Log.Log(ctx, level(status, r.acting.SignedIn()), "request", "method", hr.Method, "route", rt.Pattern, "status", status,
			"ms", float64(time.Since(started).Microseconds())/1000, "request", r.number, "account", r.acting.Account)
	})
}

// level returns how grave an answer is for who looks after the program. What no
// page of the program leads to is worth a look: somebody tries what is not
// theirs, or by other means than the pages. That one who has not signed in asks
// for what is not there happens all day at any public address.
func level(status int, signedIn bool) slog.Level {
	switch {
	case status >= 500:
		return slog.LevelError
	case status == http.StatusForbidden, status == http.StatusBadRequest, status == http.StatusRequestEntityTooLarge, status == http.StatusTooManyRequests:
		return slog.LevelWarn
	case status == http.StatusNotFound && signedIn:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// requestNumber is short, because people read it over the telephone.
func requestNumber() string { return rand.Text()[:10] }

func (s *Site) serve(ctx context.Context, w http.ResponseWriter, r *Request, rt Route) (status int) {
	guard(w.Header(), r.secure)
	private(w.Header())
	ctx, answer, err := s.run(ctx, w, r, rt)
	if err == nil {
		status, err = answer.send(ctx, w, r)
	}
	if err != nil {
		return s.refuse(ctx, w, r, rt, err)
	}
	return status
}

// policy lets a page take scripts, styles, fonts and pictures from the program
// itself and from nowhere else, and nobody put a page into theirs.
const policy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"

// hstsTime is for how long a browser that has come through TLS comes no other
// way: two years, in seconds.
const hstsTime = 2 * 365 * 24 * 3600

// Guarded returns h with what every answer tells the browser, whatever gives
// it: to take each thing for what it is called, to let no other site embed or
// open it, to tell no other site where the person was, and to use neither
// camera nor anything else that the program never asks for. secure says that
// browsers come through TLS, and only so from then on.
func Guarded(h http.Handler, secure bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		guard(w.Header(), secure || r.TLS != nil)
		h.ServeHTTP(w, r)
	})
}

func guard(h http.Header, secure bool) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
	if secure {
		h.Set("Strict-Transport-Security", fmt.Sprintf("max-age=%d; includeSubDomains", hstsTime))
	}
}

// private keeps an answer out of every cache: what one person is shown, no
// other may find.
func private(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "HX-Request")
	h.Add("Vary", "Cookie")
}

// run carries the route out and returns the context its answer is rendered
// in: the one that knows the page's frame.
func (s *Site) run(ctx context.Context, w http.ResponseWriter, r *Request, rt Route) (dressed context.Context, answer Answer, err error) {
	dressed = ctx
	defer recovered(&err)
	if err := r.read(w, rt); err != nil {
		return ctx, nil, err
	}
	who := s.known(r, rt)
	if s.Prove != nil && rt.Program == nil && r.proves() { // who sends a token guesses no password by it
		cookie, err := s.Prove(ctx, &Session{site: s, who: who}, r)
		if err != nil {
			return ctx, nil, &unprovenError{err}
		}
		r.set(w, cookie) // whatever becomes of the rest, it is the session's now
		r.adopt([]*http.Cookie{cookie})
		who = s.known(r, rt)
	}
	key := ""
	if rt.Program == nil { // a program sends the version on which it bases what it says
		key = r.key()
	}
	switch {
	case rt.page != nil:
		dressed, answer, err = s.show(ctx, who, r, rt, rt.page)
	case rt.action != nil:
		err = s.Office.Do(ctx, who, s.once(ctx, key, func(u *work.Unit) error {
			answer, err = rt.action(ctx, u, r)
			return err
		}))
	default:
		answer, err = rt.steps(ctx, &Session{s, who, key}, r)
	}
	if errors.Is(err, errBefore) {
		return dressed, To(cmp.Or(r.before(), "/")).Saying(tBefore), nil
	}
	if r.notShown != nil {
		return ctx, nil, r.notShown // and not the form again: it may be of no use in the present post
	}
	if again, ok := errors.AsType[*againError](err); ok && fault.KindOf(err) != fault.Internal && fault.KindOf(err) != fault.Unproven {
		tellWait(w.Header(), err)
		return s.show(ctx, who, r, rt, func(ctx context.Context, v *work.View, _ *Request) (Answer, error) {
			c, err := again.page(ctx, v)
			return page{component: c, status: statusOf(fault.KindOf(again.cause))}, err
		})
	}
	if p, ok := answer.(page); ok && err == nil && rt.page == nil {
		if len(p.cookies) > 0 {
			r.adopt(p.cookies)
			who = s.known(r, rt)
		}
		return s.show(ctx, who, r, rt, func(context.Context, *work.View, *Request) (Answer, error) { return p, nil })
	}
	return dressed, answer, err
}

// recovered turns a panic into an error that the log shows with its stack.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
	}
}

// show runs a page in a view, in the context that knows the page's frame.
func (s *Site) show(ctx context.Context, who work.Who, r *Request, rt Route, p Page) (dressed context.Context, answer Answer, err error) {
	dressed = ctx
	framed := rt.Program == nil && rt.by == nil
	err = s.Office.View(ctx, who, func(v *work.View) error {
		if framed {
			if dressed, err = s.dress(ctx, v, r); err != nil {
				return err
			}
		}
		if answer, err = p(dressed, v, r); err != nil {
			return err
		}
		if _, shown := answer.(page); framed && shown && s.Finish != nil {
			return s.Finish(dressed, v)
		}
		return nil
	})
	return dressed, answer, err
}

func (s *Site) dress(ctx context.Context, v *work.View, r *Request) (context.Context, error) {
	if s.Dress == nil {
		return ctx, nil
	}
	return s.Dress(ctx, v, r)
}

var (
	errPostGone     = fault.New(fault.Conflict, tPostGone)
	errOtherAccount = fault.New(fault.Conflict, tOtherAccount)
)

// errSignIn sends a person who has not signed in to do so.
var errSignIn = errors.New("sign in first")

// known is the request's Who, with those refused who have not signed in where
// they must.
func (s *Site) known(r *Request, rt Route) work.Who {
	who, public := work.As(actor{}), rt.Public
	switch {
	case rt.by != nil:
		who = rt.by(r.Request)
	case rt.Program == nil:
		who = s.Who(r.Request)
	case s.Program != nil:
		who = s.Program(r.Request)
	}
	return func(ctx context.Context, v *work.View) (a actor, err error) {
		if a, err = who(ctx, v); err != nil {
			return a, err
		}
		if rt.Program == nil && !r.public && !r.person {
			a, err = r.asShown(a)
		}
		r.acting = a
		switch {
		case err != nil:
			return a, err
		case !public && !a.SignedIn():
			return a, errSignIn
		case rt.key != nil && !r.counted:
			r.counted = true
			if !a.SignedIn() {
				return a, s.strays.take(origin(r.Request), time.Now())
			}
			return a, s.links.take(rt.key(r.Request), time.Now())
		case a.SignedIn() && !r.counted:
			r.counted = true
			return a, s.pace.take(a.Account, time.Now())
		}
		return a, nil
	}
}

func (s *Site) refuse(ctx context.Context, w http.ResponseWriter, r *Request, rt Route, err error) int {
	if errors.Is(err, errSignIn) {
		return s.askToSignIn(ctx, w, r, rt)
	}
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return 499
	}
	if status, asked := s.askToProve(ctx, w, r, rt, err); asked {
		return status
	}
	err = asFault(err)
	p := Problem{Kind: fault.KindOf(err), Faults: fault.All(err), Request: r.number, Back: r.before()}
	p.Status = statusOf(p.Kind)
	if p.Kind == fault.Unavailable || r.notShown != nil {
		p.Typed, r.told = r.typed(), r.notShown != nil
		if r.Method == http.MethodGet {
			p.Again = r.URL.RequestURI()
		}
	}
	tellWait(w.Header(), err)
	if p.Status >= 500 {
		s.Log.ErrorContext(ctx, "request failed", "error", err, "request", r.number, "route", r.route)
	}
	if rt.Program != nil || r.WantsJSON() {
		return sendProblem(ctx, w, p)
	}
	if p.Kind == fault.Unknown || p.Kind == fault.Forbidden {
		p.Posts = s.elsewhere(ctx, r, rt)
	}
	return s.sendProblemPage(ctx, w, r, p)
}

// An unprovenError says what is wrong with a proof that was sent.
type unprovenError struct{ wrong error }

func (e *unprovenError) Error() string { return e.wrong.Error() }
func (e *unprovenError) Unwrap() error { return e.wrong }

// askToProve answers with the page that asks for a proof, where that is what
// err wants.
func (s *Site) askToProve(ctx context.Context, w http.ResponseWriter, r *Request, rt Route, err error) (status int, asked bool) {
	ask := Ask{Typed: r.typed(), Next: "/"}
	if ask.Typed == nil && r.Method == http.MethodPost && len(r.PostForm) == 0 && r.MultipartForm == nil {
		ask.Typed = &Typed{Action: r.URL.RequestURI()} // a button, with which nothing is sent
	}
	again, wrong := errors.AsType[*unprovenError](err)
	kind := fault.KindOf(asFault(err))
	switch {
	case s.Proof == nil || rt.Program != nil || r.WantsJSON() || kind == fault.Internal:
		return 0, false
	case wrong && (kind == fault.Invalid || kind == fault.TooOften):
		ask.Wrong = again.wrong
	case !wrong && kind == fault.Unproven:
		ask.Fault = fault.All(err)[0]
	case !wrong && r.acting.Unproven && (kind == fault.Unknown || kind == fault.Forbidden):
		// Nothing is there for who has proved too little: that is why.
		kind = fault.Unproven
	default:
		return 0, false
	}
	switch before := r.before(); {
	case r.Method == http.MethodGet:
		ask.Next = r.URL.RequestURI()
	case before != "":
		ask.Next = before
	}
	tellWait(w.Header(), err)
	dressed, answer, err := s.show(ctx, s.known(r, rt), r, rt, func(ctx context.Context, v *work.View, _ *Request) (Answer, error) {
		c, err := s.Proof(ctx, v, ask)
		return page{component: c, status: statusOf(kind)}, err
	})
	if err == nil {
		status, err = answer.send(dressed, w, r)
	}
	if err != nil {
		s.Log.ErrorContext(ctx, "page that asks for a proof failed", "error", err, "request", r.number)
		return 0, false
	}
	return status, true
}

// mostTried bounds in how many other posts a page is looked for.
const mostTried = 8

// elsewhere returns the other posts of the person in which the page that was
// refused is there: it is their own right, so that tells them nothing new.
func (s *Site) elsewhere(ctx context.Context, r *Request, rt Route) (posts []string) {
	if rt.page == nil || r.Method != http.MethodGet {
		return nil
	}
	who := s.Who(r.Request)
	for _, p := range r.acting.Posts[:min(len(r.acting.Posts), mostTried)] {
		if p.ID == r.acting.Post {
			continue
		}
		there := func(ctx context.Context, v *work.View) (actor, error) {
			a, err := who(ctx, v)
			return a.In(p), err
		}
		err := s.Office.View(ctx, there, func(v *work.View) (err error) {
			defer recovered(&err)
			if _, err := rt.page(ctx, v, r); err != nil {
				return err
			}
			return errThere
		})
		if errors.Is(err, errThere) {
			posts = append(posts, p.ID)
		}
	}
	return posts
}

// errThere ends a view that was only tried: nothing of it is shown, so that it
// was looked at is not to be written down.
var errThere = errors.New("the page is there")

func (s *Site) sendProblemPage(ctx context.Context, w http.ResponseWriter, r *Request, p Problem) int {
	problem := page{component: s.Problem(p), status: p.Status}
	// The frame is best effort: the database may be what is broken.
	soon, cancel := context.WithTimeout(ctx, frameTime)
	defer cancel()
	dressed, _, err := s.show(soon, s.known(r, Route{Public: true}), r, Route{}, func(context.Context, *work.View, *Request) (Answer, error) { return problem, nil })
	if err != nil {
		dressed = ctx
	}
	dressed = context.WithoutCancel(dressed) // the frame is there
	status, err := problem.send(dressed, w, r)
	if err != nil {
		s.Log.ErrorContext(ctx, "error page failed", "error", err, "request", r.number)
		http.Error(w, r.number, http.StatusInternalServerError)
		return http.StatusInternalServerError
	}
	return status
}

// frameTime is how long the page of an error waits for its frame.
const frameTime = time.Second

func (s *Site) askToSignIn(ctx context.Context, w http.ResponseWriter, r *Request, rt Route) int {
	if rt.Program != nil {
		w.Header().Set("WWW-Authenticate", "Bearer")
		return sendProblem(ctx, w, Problem{Status: http.StatusUnauthorized, Kind: fault.Forbidden, Faults: []*fault.Fault{fault.New(fault.Forbidden, tNoToken)}, Request: r.number})
	}
	if r.Method != http.MethodGet || r.WantsJSON() {
		p := Problem{Status: http.StatusUnauthorized, Kind: fault.Forbidden, Faults: []*fault.Fault{fault.New(fault.Forbidden, tSignIn)}, Request: r.number}
		if r.WantsJSON() {
			return sendProblem(ctx, w, p)
		}
		return s.sendProblemPage(ctx, w, r, p)
	}
	to := s.SignIn
	if r.URL.RequestURI() != "/" {
		to += "?next=" + queryEscape(r.URL.RequestURI())
	}
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return http.StatusSeeOther
}

var tNoToken = text.New(
	"Địa chỉ này dành cho chương trình: hãy gửi mã truy cập còn hiệu lực trong trường Authorization (Bearer).",
	"This address is for programs: send an access token that is in force in the field Authorization (Bearer).")

var tSignIn = text.New(
	"Bạn chưa đăng nhập hoặc phiên làm việc đã hết. Hãy đăng nhập ở một cửa sổ khác rồi gửi lại trang này để không mất nội dung đã nhập.",
	"You are not signed in, or your session has ended. Sign in in another window, then send this page again so that nothing you typed is lost.")

// buffers hold pages while they are rendered: an error in the middle of a
// page must become an error page, not half a page.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// language is the person's choice, kept in a cookie; Vietnamese otherwise.
func (r *Request) language() text.Lang {
	if l, ok := text.ParseLang(r.cookie(langCookie)); ok {
		return l
	}
	return text.Vietnamese
}

// accepted is the language that a program asks for; Vietnamese otherwise.
func accepted(r *http.Request) text.Lang {
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	first, _, _ = strings.Cut(first, ";")
	first, _, _ = strings.Cut(strings.TrimSpace(first), "-")
	if l, ok := text.ParseLang(strings.ToLower(first)); ok {
		return l
	}
	return text.Vietnamese
}

const langCookie = "lang"

// LanguageCookie keeps the person's choice of language for a year.
func LanguageCookie(l text.Lang) *http.Cookie {
	return &http.Cookie{Name: langCookie, Value: l.String(), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

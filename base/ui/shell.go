package ui

import (
	"context"
	"slices"
	"strconv"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
)

// A Shell is what stands around every page of one request: who is signed in,
// where they can go, what they have just done. The web layer puts it into the
// context once, so that a page names only what is its own.
type Shell struct {
	Nav      []NavItem
	Account  *Account // nil where nobody is signed in
	Current  string   // path and query of this page, to which a language switch returns
	Query    string   // what stands in the search box
	Notices  []Notice // what the last request has to say
	Today    civil.Date
	SearchAt string // path of the search page; "" leaves the box out
	LangAt   string // path that takes POST lang=vi|en&back=…; "" leaves the switch out
	SignInAt string // path of the sign-in page, shown where nobody is signed in
	Foot     string // a line below the page
	Printed  string // a line below the page on paper

	// Idle is how long a session lasts without a request: then the page does not
	// stay in sight. 0 where there is no session.
	Idle time.Duration
}

// A NavItem leads to one section of the program.
type NavItem struct {
	Title text.T
	Href  string // also the [Page.Section] that marks it as current
	Icon  IconName
	Key   string // shortcut, "g d": g, then d
	New   int    // how many there are that the person has not seen; 0 shows nothing
	Under string // the Href of the item below which it stands, and shows; "" shows everywhere
}

// near says whether an item stands under the current section of a page, or beside what
// is: only there it shows. Its key works on all.
func (s Shell) near(n NavItem, p Page) bool {
	return n.Under != "" && (n.Under == p.Section || slices.ContainsFunc(s.Nav, func(o NavItem) bool { return o.Under == n.Under && o.Href == p.Section }))
}

// over says whether the current section of a page stands under an item.
func (s Shell) over(n NavItem, p Page) bool {
	return slices.ContainsFunc(s.Nav, func(o NavItem) bool { return o.Href == p.Section && o.Under == n.Href })
}

// mostNew is up to how many new things are told by their number.
const mostNew = 99

func newOf(n int) string {
	if n > mostNew {
		return strconv.Itoa(mostNew) + "+"
	}
	return strconv.Itoa(n)
}

// folded is how many new things are in the sections that a phone folds away on a
// page.
func (s Shell) folded(p Page) (n int) {
	for i, item := range s.Nav {
		if i > 0 && item.Href != p.Section {
			n += item.New
		}
	}
	return n
}

// An Account is who is signed in and the post they act in.
type Account struct {
	ID     string // tells one person from another where a browser keeps what they typed
	Name   string
	Post   string // the post and body acted for, shown on every page
	Acting string // names the account and that post, [ActingBetween] them; "" for none
	Menu   []MenuItem
	Posts  []MenuItem // other posts the person can act in
}

// A MenuItem is a line of the account menu.
type MenuItem struct {
	Label       string
	Href        string
	Post        bool   // a form that posts to Href, because following it changes something
	Name, Value string // what the form sends
	Icon        IconName
}

// A Page describes one page to [Layout].
type Page struct {
	Title    string
	Section  string  // Href of the navigation item the page belongs to
	Crumbs   []Crumb // the way here, without the page itself
	Lead     string  // one sentence below the title
	Actions  []Action
	More     []Action // what is done seldom: folded away behind one button
	Wide     bool     // the whole width of the window: maps, benches
	Untitled bool     // the page writes its own h1
	Bare     bool     // paper shows what the page itself holds and nothing of its frame
	Keys     []Shortcut
}

// A Crumb is one step of the way to a page.
type Crumb struct{ Label, Href string }

// A Shortcut is a line of the key help: the keys, separated by blanks, and
// what they do.
type Shortcut struct{ Keys, Does string }

// PostsOf returns the menu entries for those of the person's other posts that
// are named, for a page that offers to switch to them.
func PostsOf(ctx context.Context, posts []string) (items []MenuItem) {
	if a := shellOf(ctx).Account; a != nil {
		for _, m := range a.Posts {
			if slices.Contains(posts, m.Value) {
				items = append(items, m)
			}
		}
	}
	return items
}

// ActingField is the field of a form that holds [Account.Acting]; ActingBetween
// parts the account in it from the post.
const (
	ActingField   = "acting_as"
	ActingBetween = "."
)

func actingIn(ctx context.Context) string {
	if a := shellOf(ctx).Account; a != nil {
		return a.Acting
	}
	return ""
}

// TellNew says how many things that the person has not seen stand behind the
// item of the menu that leads to href. It is for what is known only when the
// page has been read, and before it is rendered.
func TellNew(ctx context.Context, href string, n int) {
	for i, item := range shellOf(ctx).Nav {
		if item.Href == href {
			shellOf(ctx).Nav[i].New = n
		}
	}
}

// CurrentAddress returns the path and query of the page that is shown.
func CurrentAddress(ctx context.Context) string { return shellOf(ctx).Current }

type shellKey struct{}

// WithShell returns a context whose pages stand in s.
func WithShell(ctx context.Context, s Shell) context.Context {
	return context.WithValue(ctx, shellKey{}, s)
}

// shellOf returns the shell of ctx; the empty one for a page that is rendered
// outside of a request.
func shellOf(ctx context.Context) Shell {
	s, _ := ctx.Value(shellKey{}).(Shell)
	return s
}

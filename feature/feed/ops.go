package feed

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/ics"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// refresh is how often programs that subscribe are told to ask.
const refresh = time.Hour

// idleDays is for how long an address that no calendar asks is kept: one that
// was forgotten somewhere is worth something to who finds it only.
var idleDays = rule.Number("feed.idle_days", tIdleDays, tIdleDaysHint, 1, 3660,
	rule.Shipped{Value: "180", From: "2000-01-01", Citation: "Mặc định của chương trình"})

// Make makes the secret address of a calendar, in the place of the one before:
// of the actor's own desk, or of a body. It is kept nowhere and shown once.
//
// Who may see tasks somewhere ([task.CanSee]) may make one of their own desk; of
// a body who may see its tasks. Faults: Forbidden for nobody and for a program; Unproven;
// Conflict for too many.
func Make(ctx context.Context, u *work.Unit, body org.ID) (Secret, error) {
	if !u.Actor.SignedIn() || u.Actor.Only != nil || !u.Actor.MaySomewhere(task.CanSee) {
		return "", fault.New(fault.Forbidden, tNotForYou)
	}
	if body != "" {
		if err := u.Check(task.CanSee, body.Scope()); err != nil {
			return "", err
		}
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return "", err
		}
		if _, ok := tree.Body(body); !ok {
			return "", fault.New(fault.Unknown, tNoBody)
		}
	}
	if err := u.CheckProof(); err != nil {
		return "", err
	}
	own, err := Addresses(ctx, &u.View)
	if err != nil {
		return "", err
	}
	again := slices.ContainsFunc(own, func(a Address) bool { return a.Body == body })
	if len(own) >= mostAddresses && !again {
		return "", fault.New(fault.Conflict, tTooMany, mostAddresses)
	}
	s, made := newSecret(), id.New[AddressID]()
	if _, err := u.Exec(ctx, putAddress, made, s.hash(), u.Actor.Account, body, text.LangOf(ctx).String(), u.Now.UnixMicro()); err != nil {
		return "", fmt.Errorf("make address of a calendar: %w", err)
	}
	return s, u.Record(ctx, "feed.made", u.Actor.Account, map[string]any{"address": made, "body": body})
}

// Addresses returns the actor's own addresses: that of their desk first.
func Addresses(ctx context.Context, v *work.View) ([]Address, error) {
	return addresses(ctx, v, v.Actor.Account)
}

func addresses(ctx context.Context, v *work.View, of string) ([]Address, error) {
	return db.All(ctx, v.Snapshot, addressesOf, scanAddress, of, mostAddresses)
}

func scanAddress(scan db.Scan) (a Address, err error) {
	var lang string
	var made int64
	err = scan(&a.ID, &a.Account, &a.Body, &lang, &made, &a.Used)
	a.Made = time.UnixMicro(made).UTC()
	a.lang, _ = text.ParseLang(lang)
	return a, err
}

// Revoke ends an address at once.
//
// Everyone may revoke their own. Faults: Unknown.
func Revoke(ctx context.Context, u *work.Unit, address AddressID) error {
	n, err := u.Exec(ctx, deleteAddress, address, u.Actor.Account)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Unknown, tNoAddress)
	}
	return u.Record(ctx, "feed.revoked", u.Actor.Account, map[string]any{"address": address})
}

// find returns the address of a secret; Unknown where there is none.
func find(ctx context.Context, v *work.View, s Secret) (a Address, err error) {
	if !s.wellFormed() {
		return a, fault.New(fault.Unknown, tNoCalendar)
	}
	found, err := db.All(ctx, v.Snapshot, bySecret, scanAddress, s.hash())
	if err == nil && len(found) == 0 {
		err = fault.New(fault.Unknown, tNoCalendar)
	}
	if err != nil {
		return a, err
	}
	return found[0], nil
}

// who returns who acts where a secret address is asked for: the owner as they
// stand now, who may do nothing but see what calendars tell; nobody for a wrong
// address.
func (h handlers) who(r *http.Request) work.Who {
	s := secretOf(r)
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		at, err := find(ctx, v, s)
		if fault.Is(err, fault.Unknown) {
			return access.Actor{}, nil
		}
		if err != nil {
			return access.Actor{}, err
		}
		a, err := account.Absent(ctx, v, at.Account, at.Made)
		a.Only = []*access.Permission{task.CanSee}
		for _, o := range h.Others {
			if o.See != nil {
				a.Only = append(a.Only, o.See)
			}
		}
		return a, err
	}
}

// read returns the calendar of an address as its owner may see it now.
// site is where the program is found, "https://quyet.example.vn".
//
// Faults: Unknown for an address that there is not, and where the owner may see
// nothing there any more.
func (h handlers) read(ctx context.Context, v *work.View, s Secret, site string) (ics.Calendar, error) {
	at, err := find(ctx, v, s)
	if err != nil {
		return ics.Calendar{}, err
	}
	if v.Actor.Account != string(at.Account) {
		return ics.Calendar{}, fault.New(fault.Unknown, tNoCalendar)
	}
	ctx = text.WithLang(ctx, at.lang)
	leads := seen(v, at.Body, task.CanSee)
	if len(leads) == 0 {
		return ics.Calendar{}, fault.New(fault.Unknown, tNoCalendar)
	}
	r := reading{told: map[string]bool{}, ctx: ctx, v: v, site: site, from: v.Today.AddDays(-daysBack), until: v.Today.AddDays(daysAhead)}
	if r.tree, err = org.Load(ctx, v); err != nil {
		return ics.Calendar{}, err
	}
	c := ics.Calendar{Name: tOwnCalendar.In(ctx), Lang: at.lang.String(), Refresh: refresh}
	var issued []org.ID
	if at.Body != "" {
		c.Name, issued = tBodyCalendar.In(ctx, r.tree.Name(at.Body, v.Today)), leads
	}
	if err := r.due(dueOf("lead_id", len(leads)), leads); err != nil {
		return ics.Calendar{}, err
	}
	if len(issued) > 0 {
		if err := r.due(dueOf("issuer_id", len(issued)), issued); err != nil {
			return ics.Calendar{}, err
		}
	}
	if err := r.updates(leads); err != nil {
		return ics.Calendar{}, err
	}
	if err := r.others(h.Others, at.Body); err != nil {
		return ics.Calendar{}, err
	}
	c.About, c.Events, c.Zone = tAbout.In(ctx), r.entries, v.Zone
	if r.cut {
		c.About = tAboutCut.In(ctx, mostEntries)
	}
	slices.SortFunc(c.Events, func(x, y ics.Event) int {
		return cmp.Or(x.Day.Compare(y.Day), x.Starts.Compare(y.Starts), strings.Compare(x.UID, y.UID))
	})
	if v.Today.After(at.Used) {
		v.After("calendar was asked for", func(ctx context.Context, u *work.Unit) error {
			_, err := u.Exec(ctx, markUsed, at.ID, u.Today)
			return err
		})
	}
	return c, nil
}

// seen returns the bodies of which is told: the one of the address, or those for
// which its owner acts in any of their posts; as far as they may see there what p is
// about.
func seen(v *work.View, body org.ID, see *access.Permission) (bodies []org.ID) {
	posts := v.Actor.Posts
	for _, p := range posts[:min(len(posts), mostBodies)] {
		in := v.Actor.In(p)
		of := body
		if of == "" {
			of = org.ID(in.Body)
		}
		if of != "" && in.May(see, of.Scope()) && !slices.Contains(bodies, of) {
			bodies = append(bodies, of)
		}
	}
	return bodies
}

// A reading collects the entries of a calendar.
type reading struct {
	ctx         context.Context
	v           *work.View
	tree        *org.Tree
	site        string
	from, until civil.Date
	entries     []ics.Event
	told        map[string]bool // of entries, by their UID
	cut         bool            // not all are told
}

// A dated task is what an entry is made of.
type datedTask struct {
	id                task.ID
	version           int64
	text, deliverable string
	issuer, lead      org.ID
	due, nextUpdate   civil.Date
	since             time.Time
}

func (r *reading) tasks(stmt *db.Stmt, bodies []org.ID) ([]datedTask, error) {
	found, err := db.All(r.ctx, r.v.Snapshot, stmt, func(scan db.Scan) (t datedTask, err error) {
		var since int64
		err = scan(&t.id, &t.version, &t.text, &t.deliverable, &t.issuer, &t.lead, &t.due, &t.nextUpdate, &since)
		t.since = time.UnixMicro(since)
		return t, err
	}, append([]any{r.from, r.until, mostEntries + 1}, db.Args(bodies)...)...)
	if len(found) > mostEntries {
		found, r.cut = found[:mostEntries], true
	}
	return found, err
}

func (r *reading) due(stmt *db.Stmt, bodies []org.ID) error {
	found, err := r.tasks(stmt, bodies)
	for _, t := range found { // some are led and given out by one body
		r.add(t, "due", t.due, tDue, tDueCategory)
	}
	return err
}

func (r *reading) updates(bodies []org.ID) error {
	found, err := r.tasks(updatesOf(len(bodies)), bodies)
	for _, t := range found {
		r.add(t, "update", t.nextUpdate, tUpdate, tUpdateCategory)
	}
	return err
}

// others adds what others tell of a body, or of the desk of the owner.
func (r *reading) others(all []Other, body org.ID) error {
	for _, o := range all {
		a := Asked{From: r.from, Until: r.until, Most: mostEntries + 1, Site: r.site}
		if o.See != nil {
			a.Bodies = seen(r.v, body, o.See)
		}
		if mine := o.See == nil; mine && body != "" || !mine && len(a.Bodies) == 0 {
			continue
		}
		told, err := o.Events(r.ctx, r.v, a)
		if err != nil {
			return err
		}
		if len(told) > mostEntries {
			told, r.cut = told[:mostEntries], true
		}
		for _, e := range told {
			r.put(e)
		}
	}
	return nil
}

// put adds an entry, unless one of its UID is there.
func (r *reading) put(e ics.Event) {
	if !r.told[e.UID] {
		r.told[e.UID] = true
		r.entries = append(r.entries, e)
	}
}

func (t datedTask) uid(of string) string { return string(t.id) + "." + of + "@quyet" }

// longestTitle is how many letters of a task stand in the title of its entry.
const longestTitle = 120

// add adds an entry. Its stamp is when the standing and the deadline of the task
// became what they are: an answer without anything new is the same byte for
// byte.
func (r *reading) add(t datedTask, of string, day civil.Date, title, category text.T) {
	about := []string{t.text, tLeads.In(r.ctx, r.tree.Name(t.lead, r.v.Today)), tGave.In(r.ctx, r.tree.Name(t.issuer, r.v.Today))}
	if t.deliverable != "" {
		about = append(about, tDeliverable.In(r.ctx, t.deliverable))
	}
	words := []rune(strings.Join(strings.Fields(t.text), " "))
	short := string(words[:min(len(words), longestTitle)])
	if len(words) > longestTitle {
		short += "…"
	}
	r.put(ics.Event{
		UID: t.uid(of), Sequence: t.version, Stamp: t.since, Day: day, Title: title.In(r.ctx, short), About: strings.Join(about, "\n"),
		Category: category.In(r.ctx), Address: r.site + t.id.Address(),
	})
}

// sweepEvery is how often addresses are deleted that no calendar asks.
const sweepEvery = 6 * time.Hour

// Sweep deletes the addresses that no calendar has asked for so long as
// idleDays says.
func Sweep(ctx context.Context, o *work.Office) error {
	return o.Do(ctx, work.System("idle calendars"), func(u *work.Unit) error {
		days, _, err := idleDays.Number(ctx, &u.View, u.Today)
		if err != nil {
			return err
		}
		last := u.Today.AddDays(-days)
		_, err = u.Exec(ctx, deleteIdle, last.Start(u.Zone).UnixMicro(), last)
		return err
	})
}

// forgotten takes the addresses of an account that is erased or disabled, of
// one whose factors were reset, and of one for which somebody else has chosen a
// password: an address may be in hands that nobody knows of.
func forgotten(ctx context.Context, u *work.Unit, e work.Event) error {
	if !slices.Contains([]string{"account.erased", "account.disabled", "account.password_reset", "factor.reset"}, e.Kind) {
		return nil
	}
	_, err := u.Exec(ctx, deleteAll, e.Subject)
	return err
}

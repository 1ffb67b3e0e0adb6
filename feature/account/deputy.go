package account

import (
	"context"
	"fmt"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// A DeputyID identifies a deputising; it names the post that the deputy has
// by it.
type DeputyID string

// A Deputy stands in for somebody in one post for a period (thay mặt trong
// thời gian vắng). The deputy has the roles that who is replaced holds on the
// body on each day, and each thing done so is recorded with both names.
//
// A deputy names no deputies, and has the right to administer only where that
// was said. It ends by itself, or when either of the two or an administrator
// of the body ends it.
type Deputy struct {
	ID      DeputyID
	For     ID // who is replaced
	Body    org.ID
	Account ID // who stands in
	civil.Interval
	Administers bool
	By          string // account that named it; "" for the program itself
	At          time.Time
}

// StateOn returns where the deputising stands on day.
func (d Deputy) StateOn(day civil.Date) State {
	return Grant{Grant: access.Grant{Interval: d.Interval}}.StateOn(day)
}

// deputyDays bounds a deputising: a longer one is a grant that nobody decided.
var deputyDays = rule.Number("account.deputy_days", tDeputyDays, tDeputyDaysHint, 1, 366,
	rule.Shipped{Value: "90", From: "2000-01-01", Citation: "Mặc định của chương trình (chưa tìm được văn bản quy định số ngày)"})

// A NewDeputy is what is needed to name a deputy.
type NewDeputy struct {
	For     ID
	Body    org.ID
	Account ID
	civil.Interval
	Administers bool // the right to administer is passed on too
}

// NameDeputy names who stands in for somebody at a body.
//
// Everyone may name one for a post of their own among [Colleagues]. For others
// the actor needs [CanManage] as for granting a role there, and may name anybody. Nobody may who
// acts as a deputy. Faults: Unknown for the accounts and the body; Forbidden; Unproven;
// Invalid for a post that is not held in the period, a period that begins in
// the past, does not end or is too long, and for passing on what is not held;
// Conflict if somebody else is named already for a part of the period.
func NameDeputy(ctx context.Context, u *work.Unit, n NewDeputy) (DeputyID, error) {
	if u.Actor.For != "" {
		return "", fault.New(fault.Forbidden, tDeputyOfDeputy)
	}
	own := u.Actor.SignedIn() && u.Actor.Account == string(n.For)
	a, err := Find(ctx, &u.View, n.For)
	if err != nil {
		return "", err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return "", err
	}
	if _, err := tree.Find(n.Body); err != nil {
		return "", err
	}
	if !own {
		if err := checkReach(&u.View, tree, n.Body.Scope(), access.Specialist); err != nil {
			return "", err
		}
	}
	if err := u.CheckProof(); err != nil {
		return "", err
	}
	if err := n.check(ctx, &u.View, a); err != nil {
		return "", err
	}
	if err := n.fits(ctx, &u.View, own); err != nil {
		return "", err
	}
	did := id.New[DeputyID]()
	if _, err := u.Exec(ctx, insertDeputy, did, n.For, n.Body, n.Account, n.From, n.Until, n.Administers, u.Actor.Account, u.Now.UnixMicro()); err != nil {
		return "", fmt.Errorf("name deputy: %w", err)
	}
	if err := u.Changed(ctx, standInMemo); err != nil {
		return "", err
	}
	return did, tellDeputy(ctx, u, "named", Deputy{ID: did, For: n.For, Body: n.Body, Account: n.Account, Interval: n.Interval, Administers: n.Administers})
}

// tellDeputy records what became of a deputising with both it is about.
func tellDeputy(ctx context.Context, u *work.Unit, what string, d Deputy) error {
	detail := map[string]any{"deputising": d.ID, "for": d.For, "body": d.Body, "deputy": d.Account, "from": d.From, "until": d.Until, "administers": d.Administers}
	return u.RecordMany(ctx, []work.Event{
		{Kind: "account.deputy_" + what, Subject: string(d.For)}, {Kind: "account.deputy_" + what, Subject: string(d.Account)},
	}, []any{detail, detail})
}

// check refuses what is wrong in itself.
func (n NewDeputy) check(ctx context.Context, v *work.View, a *Account) error {
	most, _, err := deputyDays.Number(ctx, v, v.Today)
	if err != nil {
		return err
	}
	var wrong fault.Fields
	switch {
	case n.From.IsZero():
		wrong.Add("from", tFromMissing)
	case n.From.Before(v.Today):
		wrong.Add("from", tDeputyPast)
	case n.Until.IsZero():
		wrong.Add("until", tDeputyEndless, most)
	case !n.Valid():
		wrong.Add("until", tUntilFirst)
	case n.Until.After(n.From.AddDays(most)):
		wrong.Add("until", tDeputyLong, most)
	}
	holds := func(administration bool) bool {
		return slices.ContainsFunc(a.Grants, func(g Grant) bool {
			return g.Scope == n.Body.Scope() && (g.Role == access.Administrator) == administration && g.Overlaps(n.Interval)
		})
	}
	switch {
	case wrong != nil:
	case n.Administers && !holds(true):
		wrong.Add("administers", tNoAdministration)
	case !n.Administers && !holds(false):
		wrong.Add("body", tNothingToDeputise)
	}
	switch n.Account {
	case "":
		wrong.Add("deputy", tDeputyMissing)
	case n.For:
		wrong.Add("deputy", tDeputyOneself)
	}
	return wrong.Err()
}

// fits refuses what does not fit to whoever else is there.
func (n NewDeputy) fits(ctx context.Context, v *work.View, own bool) error {
	var there, disabled bool
	err := db.Each(ctx, v.Snapshot, accountByID, func(scan db.Scan) error {
		a, err := scanAccount(scan)
		there, disabled = true, a.Disabled
		return err
	}, n.Account)
	if err != nil {
		return err
	}
	if there && own {
		colleagues, err := Colleagues(ctx, v, n.Body)
		if err != nil {
			return err
		}
		there = slices.ContainsFunc(colleagues, func(c Colleague) bool { return c.ID == n.Account })
	}
	switch {
	case !there:
		return fault.At("deputy", tNoDeputy)
	case disabled:
		return fault.At("deputy", tDeputyDisabled)
	}
	all, err := db.All(ctx, v.Snapshot, deputiesOf, scanDeputy, n.For, v.Today, mostDeputies)
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.For == n.For && d.Body == n.Body && d.Overlaps(n.Interval) {
			return fault.New(fault.Conflict, tDeputyAlready, periodText(d.Interval))
		}
	}
	return nil
}

// periodText names the first and last day of a period that ends.
func periodText(i civil.Interval) text.T {
	first, last := i.From.Vietnamese(), i.Until.AddDays(-1).Vietnamese()
	return text.New(first+" – "+last, first+" – "+last)
}

// EndDeputy ends a deputising at once; one that is still to come never begins.
// Ending one that is over changes nothing.
//
// Who is replaced may, the deputy may, and who has [CanManage] on the body;
// not those who act as a deputy of the two. Faults: Unknown.
func EndDeputy(ctx context.Context, u *work.Unit, deputising DeputyID) error {
	found, err := db.All(ctx, u.Snapshot, deputyByID, scanDeputy, deputising)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fault.New(fault.Unknown, tNoDeputising)
	}
	d := found[0]
	party := u.Actor.Account == string(d.For) || u.Actor.Account == string(d.Account)
	if !(u.Actor.SignedIn() && party) && !u.Actor.May(CanManage, d.Body.Scope()) {
		return fault.New(fault.Unknown, tNoDeputising)
	}
	if d.StateOn(u.Today) == Ended {
		return nil
	}
	until := u.Today
	if until.Before(d.From) {
		until = d.From
	}
	if _, err := u.Exec(ctx, endDeputy, deputising, until); err != nil {
		return fmt.Errorf("end deputising: %w", err)
	}
	d.Until = until
	return tellDeputy(ctx, u, "ended", d)
}

// mostDeputies bounds the list of an account's deputisings.
const mostDeputies = 100

// Deputies returns who stands in for an account and for whom it stands in:
// what is not over, in order of time. The rights and faults are those of
// [Find].
func Deputies(ctx context.Context, v *work.View, account ID) ([]Deputy, error) {
	if _, err := Find(ctx, v, account); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, deputiesOf, scanDeputy, account, v.Today, mostDeputies)
}

// A Colleague is an account that may be named as a deputy.
type Colleague struct {
	ID   ID
	Name string
}

// mostColleagues bounds the list of colleagues.
const mostColleagues = 200

// Colleagues returns who can stand in for the actor at a body: whoever holds a
// role today on it or on a body right under it. The actor needs a role on the
// body itself; otherwise there are none.
func Colleagues(ctx context.Context, v *work.View, b org.ID) ([]Colleague, error) {
	if v.Actor.For != "" || !slices.ContainsFunc(v.Actor.Posts, func(p access.Post) bool { return p.For == "" && p.Body == b.Scope() }) {
		return nil, nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	at := append([]org.ID{b}, tree.Chart(v.Today).Below(b)...)
	at = at[:min(len(at), perQuery)]
	q := db.Built("account.colleagues", `SELECT a.id, a.name FROM account a WHERE NOT a.disabled AND a.id <> $1 AND a.id IN (
		SELECT g.account_id FROM account_grant g WHERE g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2) AND g.body_id IN (`+db.Places(4, len(at))+`))
		ORDER BY a.search, a.id LIMIT $3`)
	return db.All(ctx, v.Snapshot, q, func(scan db.Scan) (c Colleague, err error) { return c, scan(&c.ID, &c.Name) },
		append([]any{v.Actor.Account, v.Today, mostColleagues}, anys(at)...)...)
}

// Serving returns who holds a role on a body today, by name; at most
// [mostColleagues].
//
// The actor needs p on the body: who names somebody to do its work, for example.
func Serving(ctx context.Context, v *work.View, b org.ID, p *access.Permission) ([]Colleague, error) {
	if err := v.Check(p, b.Scope()); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, serving, func(scan db.Scan) (c Colleague, err error) { return c, scan(&c.ID, &c.Name) }, b, v.Today, mostColleagues)
}

var serving = db.SQL("account.serving", `SELECT a.id, a.name FROM account a WHERE NOT a.disabled AND a.id IN (
	SELECT g.account_id FROM account_grant g WHERE g.body_id = $1 AND g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2) AND g.role <> 'inspector' AND g.role <> 'administrator')
	ORDER BY a.search, a.id LIMIT $3`)

// Left says whether an account holds no role on a body any more, or was disabled.
//
// Whoever sees the work of a body sees whether its people are there: it asks for
// no right.
func Left(ctx context.Context, v *work.View, account ID, b org.ID) (bool, error) {
	var there int
	err := v.One(ctx, stillServing, []any{b, v.Today, account}, &there)
	return there == 0, err
}

var stillServing = db.SQL("account.stillServing", `SELECT count(*) FROM account_grant g JOIN account a ON a.id = g.account_id
	WHERE NOT a.disabled AND g.body_id = $1 AND g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2) AND g.account_id = $3`)

// Doers returns the accounts that events name, for [Names].
func Doers(events ...work.Event) (who []ID) {
	for _, e := range events {
		for _, a := range []ID{ID(e.Account), ID(e.For)} {
			if a != "" && !slices.Contains(who, a) {
				who = append(who, a)
			}
		}
	}
	return who
}

// Doer tells who did what an event records, by the names of [Names]: "X", or
// "X thay Y" where X acted as a deputy; "" where the name is not known.
func Doer(ctx context.Context, names map[ID]string, e work.Event) string {
	who := names[ID(e.Account)]
	if e.For == "" || who == "" {
		return who
	}
	return tInPlaceOf.In(ctx, who, names[ID(e.For)])
}

func scanDeputy(scan db.Scan) (d Deputy, err error) {
	var at int64
	err = scan(&d.ID, &d.For, &d.Body, &d.Account, &d.From, &d.Until, &d.Administers, &d.By, &at)
	d.At = time.UnixMicro(at).UTC()
	return d, err
}

package report

import (
	"context"
	"encoding/json"
	"slices"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A DashID identifies a dashboard for ever.
type DashID string

// Address returns the page of the dashboard.
func (d DashID) Address() string { return "/dashes/" + string(d) }

// A Dash is a page of blocks that a person composes of figures of the moment (bảng theo
// dõi): a report that is never frozen, of the period in which the day lies.
type Dash struct {
	ID        DashID
	Version   int64
	Account   string // whose it is
	Body      org.ID // at which it was composed
	Title     string
	Scope     org.ID // the body of which it tells, with those below it
	Frequency period.Kind
	Blocks    []Block
	Shared    bool // who may see the reports of its body sees it too
}

// CanCompose lets a person compose dashboards of what they may see.
var CanCompose = access.Allow("report.compose", tCanCompose, access.Office, access.Head, access.Specialist, access.Inspector)

// DashKinds lists the kinds of blocks that a dashboard may have: those that tell figures of
// the moment, and words.
func DashKinds() []BlockKind {
	return slices.DeleteFunc(BlockKinds(), func(k BlockKind) bool { return k == Collected || k == Checkpoint })
}

// Bounds.
const (
	mostDashes = 40 // of one account, and shared at one body
)

const dashColumns = `id, version, account_id, body_id, title, scope_id, frequency, blocks, shared`

var (
	insertDash = db.SQL("report.insertDash", `
		INSERT INTO report_dash (id, version, account_id, body_id, title, scope_id, frequency, blocks, shared) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8)`)
	updateDash = db.SQL("report.updateDash", `
		UPDATE report_dash SET version = version + 1, title = $3, scope_id = $4, frequency = $5, blocks = $6, shared = $7 WHERE id = $1 AND version = $2`)
	deleteDash    = db.SQL("report.deleteDash", `DELETE FROM report_dash WHERE id = $1`)
	selectDash    = db.SQL("report.dash", `SELECT `+dashColumns+` FROM report_dash WHERE id = $1`)
	selectOwn     = db.SQL("report.dashesOf", `SELECT `+dashColumns+` FROM report_dash WHERE account_id = $1 ORDER BY id DESC LIMIT $2`)
	selectSharing = db.SQL("report.dashesShared", `SELECT `+dashColumns+` FROM report_dash WHERE body_id = $1 AND shared ORDER BY id DESC LIMIT $2`)
)

func scanDash(scan db.Scan) (*Dash, error) {
	var d Dash
	var blocks string
	if err := scan(&d.ID, &d.Version, &d.Account, &d.Body, &d.Title, &d.Scope, &d.Frequency, &blocks, &d.Shared); err != nil {
		return nil, err
	}
	return &d, json.Unmarshal([]byte(blocks), &d.Blocks)
}

// composes says whether an actor composes dashboards at a body.
func composes(a access.Actor, body org.ID) bool {
	return a.Account != "" && a.May(CanCompose, body.Scope())
}

// Compose makes a dashboard of the actor's own with the blocks that most begin with.
//
// The actor needs [CanCompose] on d.Body and is a person. Faults: Forbidden, Invalid, and
// TooMuch for a person with forty of them.
func Compose(ctx context.Context, u *work.Unit, d Dash) (DashID, error) {
	if err := u.Check(CanCompose, d.Body.Scope()); err != nil {
		return "", err
	}
	if u.Actor.Account == "" {
		return "", fault.New(fault.Forbidden, tNobodysDash)
	}
	own, err := db.All(ctx, u.Snapshot, selectOwn, scanDash, u.Actor.Account, mostDashes)
	if err != nil {
		return "", err
	}
	if len(own) >= mostDashes {
		return "", fault.New(fault.TooMuch, tTooManyDashes, mostDashes)
	}
	if err := d.check(ctx, &u.View); err != nil {
		return "", err
	}
	d.ID, d.Account = id.New[DashID](), u.Actor.Account
	for _, k := range []BlockKind{Outcome, Tasks} {
		b := fresh(k)
		b.ID = id.New[string]()
		d.Blocks = append(d.Blocks, b)
	}
	blocks, err := stored(d.Blocks)
	if err != nil {
		return "", err
	}
	if _, err := u.Exec(ctx, insertDash, d.ID, d.Account, d.Body, d.Title, d.Scope, d.Frequency, blocks, d.Shared); err != nil {
		return "", err
	}
	return d.ID, u.RecordMany(ctx, []work.Event{{Kind: "report_dash.compose", Subject: string(d.ID), First: true}}, []any{map[string]any{"title": d.Title, "body": d.Body, "shared": d.Shared}})
}

// check brings a dashboard into its form and asks whether it can be so.
func (d *Dash) check(ctx context.Context, v *work.View) error {
	var wrong fault.Fields
	if d.Title = clean(d.Title); d.Title == "" {
		wrong.Add("title", tDashUntitled)
	}
	if utf8.RuneCountInString(d.Title) > mostTitle {
		wrong.Add("title", tTooLong, mostTitle)
	}
	if !d.Frequency.Valid() {
		wrong.Add("frequency", tChooseOne)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	if d.Scope == "" {
		d.Scope = d.Body
	}
	if err := inside(tree, d.Body, d.Scope, v.Today); err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	return wrong.Err()
}

// FindDash returns a dashboard.
//
// The actor composed it, or it is shared and they have [CanSee] on its body; otherwise, and
// where there is none, the fault is Unknown.
func FindDash(ctx context.Context, v *work.View, d DashID) (*Dash, error) {
	found, err := db.All(ctx, v.Snapshot, selectDash, scanDash, d)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || !found[0].ownedBy(v.Actor) && !(found[0].Shared && v.Actor.May(CanSee, found[0].Body.Scope())) {
		return nil, fault.New(fault.Unknown, tNoDash)
	}
	return found[0], nil
}

func (d *Dash) ownedBy(a access.Actor) bool { return d.Account == a.Account && composes(a, d.Body) }

// Dashes returns the actor's own dashboards and those of others that are shared at the body
// for which they act, the latest first; at most forty of each.
//
// The actor needs [CanCompose] on the body. Faults: Unknown.
func Dashes(ctx context.Context, v *work.View, body org.ID) (own, shared []*Dash, err error) {
	if v.Check(CanCompose, body.Scope()) != nil {
		return nil, nil, fault.New(fault.Unknown, tNoDash)
	}
	if own, err = db.All(ctx, v.Snapshot, selectOwn, scanDash, v.Actor.Account, mostDashes); err != nil {
		return nil, nil, err
	}
	own = slices.DeleteFunc(own, func(d *Dash) bool { return !d.ownedBy(v.Actor) })
	shared, err = db.All(ctx, v.Snapshot, selectSharing, scanDash, body, mostDashes)
	return own, slices.DeleteFunc(shared, func(d *Dash) bool { return d.Account == v.Actor.Account }), err
}

// ownDash is [FindDash] for who composed it: Forbidden for others who see it, Conflict where
// it was changed meanwhile.
func ownDash(ctx context.Context, u *work.Unit, id DashID, version int64) (*Dash, error) {
	d, err := FindDash(ctx, &u.View, id)
	if err != nil {
		return nil, err
	}
	if err := u.Check(CanCompose, d.Body.Scope()); err != nil {
		return nil, err
	}
	switch {
	case !d.ownedBy(u.Actor):
		return nil, fault.New(fault.Forbidden, tOthersDash)
	case d.Version != version:
		return nil, fault.New(fault.Conflict, tDashChanged)
	}
	return d, nil
}

func (d *Dash) save(ctx context.Context, u *work.Unit) error {
	blocks, err := stored(d.Blocks)
	if err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateDash, d.ID, d.Version, d.Title, d.Scope, d.Frequency, blocks, d.Shared)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tDashChanged)
	}
	return u.Record(ctx, "report_dash.change", string(d.ID), map[string]any{"title": d.Title, "shared": d.Shared, "blocks": len(d.Blocks)})
}

// ChangeDash says anew what a dashboard is called, of what it tells and who sees it.
//
// Only who composed it may. Faults: Unknown, Forbidden, Invalid, Conflict.
func ChangeDash(ctx context.Context, u *work.Unit, to Dash) error {
	d, err := ownDash(ctx, u, to.ID, to.Version)
	if err != nil {
		return err
	}
	d.Title, d.Scope, d.Frequency, d.Shared = to.Title, to.Scope, to.Frequency, to.Shared
	if err := d.check(ctx, &u.View); err != nil {
		return err
	}
	return d.save(ctx, u)
}

// AddToDash adds a block of one of the [DashKinds] behind the others and returns its
// identifier. Rights and faults are those of [ChangeDash]; TooMuch.
func AddToDash(ctx context.Context, u *work.Unit, dash DashID, version int64, k BlockKind) (string, error) {
	d, err := ownDash(ctx, u, dash, version)
	if err != nil {
		return "", err
	}
	if len(d.Blocks) >= mostBlocks {
		return "", fault.New(fault.TooMuch, tTooManyBlocks, mostBlocks)
	}
	if !slices.Contains(DashKinds(), k) {
		return "", fault.At("kind", tChooseOne)
	}
	b, err := begun(ctx, &u.View, k)
	if err != nil {
		return "", err
	}
	d.Blocks = append(d.Blocks, b)
	return b.ID, d.save(ctx, u)
}

// SetInDash changes the title and the settings of a block; its kind stays. Rights and
// faults are those of [ChangeDash].
func SetInDash(ctx context.Context, u *work.Unit, dash DashID, version int64, b Block) error {
	d, err := ownDash(ctx, u, dash, version)
	if err != nil {
		return err
	}
	r := d.report()
	if err := r.set(b); err != nil {
		return err
	}
	at, _ := r.at(b.ID)
	if err := r.Blocks[at].checkAbout(ctx, &u.View); err != nil {
		return err
	}
	d.Blocks = r.Blocks
	return d.save(ctx, u)
}

// MoveInDash moves a block by so many places; by 0 takes it out. Rights and faults are
// those of [ChangeDash].
func MoveInDash(ctx context.Context, u *work.Unit, dash DashID, version int64, block string, by int) error {
	d, err := ownDash(ctx, u, dash, version)
	if err != nil {
		return err
	}
	at, err := d.report().at(block)
	if err != nil {
		return err
	}
	b := d.Blocks[at]
	d.Blocks = slices.Delete(d.Blocks, at, at+1)
	if by != 0 {
		d.Blocks = slices.Insert(d.Blocks, min(max(at+by, 0), len(d.Blocks)), b)
	}
	return d.save(ctx, u)
}

// DiscardDash throws a dashboard away. Rights and faults are those of [ChangeDash].
func DiscardDash(ctx context.Context, u *work.Unit, dash DashID, version int64) error {
	d, err := ownDash(ctx, u, dash, version)
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteDash, d.ID); err != nil {
		return err
	}
	return u.Record(ctx, "report_dash.discard", string(d.ID), map[string]any{"title": d.Title})
}

// report is the dashboard as a report that is never kept, without a period.
func (d *Dash) report() *Report {
	return &Report{ID: ID(d.ID), Version: d.Version, Body: d.Body, Outline: Outline{Title: d.Title, Scope: d.Scope}, Blocks: slices.Clone(d.Blocks), State: Draft}
}

// figures are those of a dashboard for a period, as the actor may see them; without a period
// for the one in which today lies.
func (d *Dash) figures(ctx context.Context, v *work.View, p period.Period) (*Figures, period.Period, error) {
	c, err := period.Load(ctx, v)
	if err != nil {
		return nil, p, err
	}
	if p.IsZero() || p.Kind != d.Frequency {
		p = c.Holding(d.Frequency, v.Today)
	}
	r, w := d.report(), c.Window(p)
	r.Key, r.Period, r.From, r.Until = p.Key(), p.Words(text.Vietnamese), w.From, w.To
	f, err := fill(ctx, v, r)
	return f, p, err
}

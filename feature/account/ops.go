package account

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/secret"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
)

// A NewAccount is what is needed to create an account.
type NewAccount struct {
	ID        ID // made here if empty; given where a batch grants roles to its own accounts
	Login     string
	Name      string
	Password  Password
	Temporary bool // must be changed at the first sign-in
}

// Create makes an account without rights.
//
// The actor needs [CanManage] somewhere. Faults: Invalid for what is missing
// or wrong in n, Conflict for a login in use.
func Create(ctx context.Context, u *work.Unit, n NewAccount) (ID, error) {
	made, err := CreateAll(ctx, u, []NewAccount{n})
	if err != nil {
		return "", err
	}
	return made[0], nil
}

// CreateAll makes several accounts, all or none. Rights and faults are those
// of [Create].
func CreateAll(ctx context.Context, u *work.Unit, accounts []NewAccount) ([]ID, error) {
	if err := checkSomewhere(&u.View); err != nil {
		return nil, err
	}
	var made []ID
	var rows [][]any
	var told []work.Event
	for _, n := range accounts {
		login, name := FoldLogin(n.Login), clean(n.Name)
		wrong := append(loginFaults(login), nameFaults(name)...)
		if n.Password.phc == "" {
			wrong.Add("new", tPasswordShort, shortestPassword)
		}
		if err := wrong.Err(); err != nil {
			return nil, err
		}
		if n.ID == "" {
			n.ID = id.New[ID]()
		}
		made = append(made, n.ID)
		rows = append(rows, []any{n.ID, login, name, viet.Fold(name + " " + login), n.Password.phc, u.Now.UnixMicro(), n.Temporary})
		told = append(told, work.Event{Kind: "account.created", Subject: string(n.ID), First: true})
	}
	if err := u.ExecMany(ctx, insertAccount, rows); err != nil {
		if errors.Is(err, db.ErrUnique) {
			return nil, (&fault.Fault{Kind: fault.Conflict, Field: "login", Text: tLoginTaken}).Because(err)
		}
		return nil, fmt.Errorf("create accounts: %w", err)
	}
	return made, u.RecordMany(ctx, told, make([]any, len(told)))
}

// checkSomewhere is View.Check for what belongs to no body yet.
func checkSomewhere(v *work.View) error {
	if roots := v.Actor.Roots(CanManage); len(roots) > 0 {
		return v.Check(CanManage, roots[0])
	}
	return v.Check(CanManage, access.Everywhere)
}

// SetPassword gives an account a password that its owner must change at the
// next sign-in, and ends its sessions. It does so as well for an owner who
// has forgotten the old one.
//
// The actor needs [CanManage] on every body at which the account holds a
// role. Faults: Unknown, Forbidden, Unproven.
func SetPassword(ctx context.Context, u *work.Unit, account ID, p Password) error {
	if _, err := inHand(ctx, &u.View, account); err != nil {
		return err
	}
	if err := u.CheckProof(); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, setPassword, account, p.phc, u.Now.UnixMicro(), true); err != nil {
		return fmt.Errorf("set password: %w", err)
	}
	if err := leave(ctx, u, account); err != nil {
		return err
	}
	return u.Record(ctx, "account.password_reset", string(account), nil)
}

// ChangePassword changes the actor's own password and ends their other
// sessions; that of token stays.
//
// Faults: Invalid at "old" for a wrong old password, at "new" as of [Choose] and
// for one that became known in a breach; Unproven where the account has a second
// factor; TooOften after too many wrong ones; Forbidden for nobody.
func (d *Door) ChangePassword(ctx context.Context, r Runner, token Token, old, chosen string) error {
	var own ID
	var login, name, stored string
	var whose []string
	err := r.View(ctx, func(v *work.View) error {
		if !v.Actor.SignedIn() {
			return fault.New(fault.Forbidden, tNobody)
		}
		own = ID(v.Actor.Account)
		if err := v.One(ctx, loginOfID, []any{own}, &login, &name, &stored); err != nil {
			return err
		}
		tree, err := org.Load(ctx, v)
		if err != nil {
			return err
		}
		whose = []string{login, name}
		for _, post := range v.Actor.Posts {
			whose = append(whose, tree.Name(org.ID(post.Body), v.Today))
		}
		// The old password is a proof of its own; where there is a second factor
		// it is not enough, nor where more is required.
		if held, err := factor.Of(ctx, v, string(own)); err != nil || !held.Second() && !v.Actor.Unproven {
			return err
		}
		return v.CheckProof()
	})
	if err != nil {
		return err
	}
	try := atProof(own)
	if wait, ok, err := try.take(ctx, r); err != nil {
		return err
	} else if !ok {
		return fault.After(wait, tTooManyAttempts, minutes(wait))
	}
	h, err := secret.Parse(stored)
	if err != nil {
		return err
	}
	fits, err := h.Fits(ctx, old)
	if err != nil {
		return err
	}
	if !fits {
		return fault.At("old", tOldWrong)
	}
	if err := try.giveBack(ctx, r); err != nil {
		return err
	}
	if viet.NFC(old) == viet.NFC(chosen) {
		return fault.At("new", tPasswordSame)
	}
	if d.Breached != nil {
		known, err := d.Breached.Holds(chosen)
		if err != nil {
			return err
		}
		if known {
			return fault.At("new", tPasswordBreached)
		}
	}
	p, err := Choose(ctx, chosen, whose...)
	if err != nil {
		return err
	}
	return r.Do(ctx, func(u *work.Unit) error {
		n, err := u.Exec(ctx, changePassword, own, stored, p.phc, u.Now.UnixMicro())
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.At("old", tOldWrong)
		}
		if _, err := u.Exec(ctx, deleteOthers, own, token.hash()); err != nil {
			return err
		}
		if _, err := u.Exec(ctx, deleteArrivals, own); err != nil {
			return err
		}
		return u.Record(ctx, "account.password_changed", string(own), nil)
	})
}

// Disable keeps an account from signing in, and ends its sessions and access
// tokens for good; its grants and its history stay.
//
// The actor needs [CanManage] on every body at which the account holds a
// role. Faults: Unknown, Forbidden, Conflict for one's own account.
func Disable(ctx context.Context, u *work.Unit, account ID) error {
	return disable(ctx, u, account, true, "account.disabled")
}

// Enable lets a disabled account sign in again. Rights and faults are those of
// [Disable].
func Enable(ctx context.Context, u *work.Unit, account ID) error {
	return disable(ctx, u, account, false, "account.enabled")
}

func disable(ctx context.Context, u *work.Unit, account ID, disabled bool, kind string) error {
	if _, err := inHand(ctx, &u.View, account); err != nil {
		return err
	}
	if u.Actor.Account == string(account) {
		return fault.New(fault.Conflict, tOwnAccount)
	}
	n, err := u.Exec(ctx, setDisabled, account, disabled)
	if err != nil || n == 0 {
		return err
	}
	if _, err := u.Exec(ctx, deleteTokens, account); err != nil {
		return err
	}
	if err := leave(ctx, u, account); err != nil {
		return err
	}
	return u.Record(ctx, kind, string(account), nil)
}

// A NewGrant is what is needed to grant a role.
type NewGrant struct {
	Account ID
	Role    access.Role
	Scope   access.Scope
	civil.Interval
}

// GrantRole grants a role on a scope for a period.
//
// The actor needs [CanManage] on the scope, and at an inspection commission on
// its committee as well, and a fresh proof. Faults: Unproven; Unknown for the account or the body; Invalid for a role that does not exist and for a period that is
// empty, over, outside of the body's life or, unless the program itself tells
// of it, begun before today; Conflict if the account holds
// the role there already in a part of the period.
func GrantRole(ctx context.Context, u *work.Unit, g NewGrant) (GrantID, error) {
	made, err := GrantRoles(ctx, u, []NewGrant{g})
	if err != nil {
		return "", err
	}
	return made[0], nil
}

// GrantRoles grants several roles, all or none. Rights and faults are those of
// [GrantRole].
func GrantRoles(ctx context.Context, u *work.Unit, grants []NewGrant) ([]GrantID, error) {
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	for _, g := range grants {
		if err := mayGrant(&u.View, tree, g); err != nil {
			return nil, err
		}
	}
	if err := u.CheckProof(); err != nil {
		return nil, err
	}
	if err := notTwice(ctx, u, grants); err != nil {
		return nil, err
	}
	var made []GrantID
	var rows [][]any
	var told []work.Event
	var details []any
	for _, g := range grants {
		gid := id.New[GrantID]()
		made = append(made, gid)
		rows = append(rows, []any{gid, g.Account, string(g.Role), orNull(bodyOf(g.Scope)), g.From, g.Until, u.Actor.Account, u.Now.UnixMicro()})
		told = append(told, work.Event{Kind: "account.granted", Subject: string(g.Account)})
		details = append(details, map[string]any{"grant": gid, "role": g.Role, "scope": g.Scope, "from": g.From, "until": g.Until})
	}
	if err := u.ExecMany(ctx, insertGrant, rows); err != nil {
		if errors.Is(err, db.ErrForeignKey) {
			return nil, fault.New(fault.Unknown, tNoAccount).Because(err)
		}
		return nil, fmt.Errorf("grant: %w", err)
	}
	return made, u.RecordMany(ctx, told, details)
}

func mayGrant(v *work.View, tree *org.Tree, g NewGrant) error {
	if g.Scope != access.Everywhere {
		// A body that is not there and one that is out of reach answer alike.
		if _, err := tree.Find(bodyOf(g.Scope)); err != nil {
			return err
		}
	}
	if err := checkReach(v, tree, g.Scope, g.Role); err != nil {
		return err
	}
	var wrong fault.Fields
	if _, ok := access.ParseRole(string(g.Role)); !ok {
		wrong.Add("role", tRoleMissing)
	}
	switch body, ofBody := tree.Body(bodyOf(g.Scope)); {
	case g.From.IsZero():
		wrong.Add("from", tFromMissing)
	case g.From.Before(v.Today) && !v.Actor.IsSystem():
		wrong.Add("from", tGrantPast)
	case !g.Valid():
		wrong.Add("until", tUntilFirst)
	case !g.Until.IsZero() && !v.Today.Before(g.Until):
		wrong.Add("until", tAlreadyOver)
	case ofBody && !g.Overlaps(body.Interval):
		wrong.Add("body", tBodyNotThen, body.NameOn(g.From))
	}
	return wrong.Err()
}

// checkReach asks for [CanManage] on everything that a role on a scope opens:
// at an inspection commission that is its whole committee, so who administers
// the commission alone decides nothing about its members.
func checkReach(v *work.View, tree *org.Tree, scope access.Scope, role access.Role) error {
	if err := v.Check(CanManage, scope); err != nil {
		return err
	}
	if committee, ok := committeeOf(tree, bodyOf(scope), v.Today); ok && role != access.Administrator {
		return v.Check(CanManage, committee.Scope())
	}
	return nil
}

// notTwice refuses a role that is held already: once one of two such grants
// is revoked, everybody would believe that the role is gone.
func notTwice(ctx context.Context, u *work.Unit, grants []NewGrant) error {
	accounts := make([]ID, len(grants))
	for i, g := range grants {
		accounts[i] = g.Account
	}
	slices.Sort(accounts)
	accounts = slices.Compact(accounts)
	if err := notErased(ctx, u, accounts); err != nil {
		return err
	}
	held, err := grantsOfMany(ctx, &u.View, accounts)
	if err != nil {
		return err
	}
	for _, g := range grants {
		for _, h := range held[g.Account] {
			if h.Role == g.Role && h.Scope == g.Scope && h.Valid() && h.Overlaps(g.Interval) {
				return fault.New(fault.Conflict, tHeldAlready, RoleTitle(g.Role))
			}
		}
		held[g.Account] = append(held[g.Account], Grant{Grant: access.Grant{Role: g.Role, Scope: g.Scope, Interval: g.Interval}})
	}
	return nil
}

// notErased refuses a role for an account that nobody can use any more.
func notErased(ctx context.Context, u *work.Unit, accounts []ID) error {
	for some := range slices.Chunk(accounts, perQuery) {
		var erased int64
		q := db.Built("account.erasedAmong", `SELECT count(*) FROM account WHERE erased <> 0 AND id IN (`+db.Places(1, len(some))+`)`)
		if err := u.One(ctx, q, anys(some), &erased); err != nil {
			return err
		}
		if erased > 0 {
			return fault.New(fault.Conflict, tErasedAlready)
		}
	}
	return nil
}

// Affected tells at which of ending bodies people hold roles: those do not
// pass to who takes over, since a role is a decision about a person.
//
// The actor needs [org.CanArrange] on the bodies.
func Affected(ctx context.Context, v *work.View, ending []org.ID) ([]org.Effect, error) {
	for _, b := range ending {
		if err := v.Check(org.CanArrange, b.Scope()); err != nil {
			return nil, err
		}
	}
	held := map[org.ID]int64{}
	for some := range slices.Chunk(ending, perQuery) {
		q := db.Built("account.heldAt", `SELECT body_id, count(DISTINCT account_id) FROM account_grant
			WHERE (until_on = '' OR until_on > $1) AND (until_on = '' OR until_on > from_on) AND body_id IN (`+db.Places(2, len(some))+`) GROUP BY body_id`)
		err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
			var b org.ID
			var n int64
			err := scan(&b, &n)
			held[b] = n
			return err
		}, append([]any{v.Today}, anys(some)...)...)
		if err != nil {
			return nil, err
		}
	}
	var out []org.Effect
	for _, b := range ending {
		if held[b] == 0 {
			continue
		}
		e := org.Effect{Body: b, What: tHoldRoles, Args: []any{held[b]}, Next: tGrantAnew}
		if v.Actor.May(CanManage, b.Scope()) {
			e.Address = "/accounts?body=" + string(b)
		}
		out = append(out, e)
	}
	return out, nil
}

// perQuery bounds one IN list.
const perQuery = 1000

// grantsOfMany returns all grants of some accounts, in order of time.
func grantsOfMany(ctx context.Context, v *work.View, accounts []ID) (map[ID][]Grant, error) {
	held := map[ID][]Grant{}
	for some := range slices.Chunk(accounts, perQuery) {
		q := db.Built("account.grantsOfMany", `SELECT `+grantColumns+` FROM account_grant
			WHERE account_id IN (`+db.Places(1, len(some))+`) ORDER BY from_on, id`)
		grants, err := db.All(ctx, v.Snapshot, q, scanGrant, anys(some)...)
		if err != nil {
			return nil, err
		}
		for _, g := range grants {
			held[g.Account] = append(held[g.Account], g)
		}
	}
	return held, nil
}

// Revoke ends a grant today; one that is still to come never begins. Revoking
// one that is over changes nothing.
//
// The actor needs [CanManage] on the grant's scope. Faults: Unknown; Conflict
// for one's own right to administer, which somebody else has to end, so that
// the last administrator stays; Forbidden for a deputy of who holds it.
func Revoke(ctx context.Context, u *work.Unit, grant GrantID) error {
	var g Grant
	found, err := db.All(ctx, u.Snapshot, grantByID, scanGrant, grant)
	if err != nil {
		return err
	}
	if len(found) == 0 || !u.Actor.May(CanManage, found[0].Scope) {
		return fault.New(fault.Unknown, tNoGrant)
	}
	if g = found[0]; g.over(u.Today) {
		return nil
	}
	if g.Role == access.Administrator && string(g.Account) == u.Actor.Account {
		return fault.New(fault.Conflict, tOwnGrant)
	}
	if u.Actor.For == string(g.Account) && u.Actor.For != "" {
		return fault.New(fault.Forbidden, tOfReplaced)
	}
	until := u.Today
	if until.Before(g.From) {
		until = g.From
	}
	if _, err := u.Exec(ctx, endGrant, grant, until); err != nil {
		return fmt.Errorf("revoke: %w", err)
	}
	return u.Record(ctx, "account.revoked", string(g.Account), map[string]any{"grant": grant, "role": g.Role, "scope": g.Scope, "until": until})
}

// Find returns an account with its grants of all times.
//
// Everyone may see their own. To see another's the actor needs [CanManage] on
// a body at which it holds or held a role. Faults: Unknown.
func Find(ctx context.Context, v *work.View, account ID) (*Account, error) {
	found, err := db.All(ctx, v.Snapshot, accountByID, scanAccount, account)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fault.New(fault.Unknown, tNoAccount)
	}
	a := &found[0]
	if a.Grants, err = db.All(ctx, v.Snapshot, grantsOf, scanGrant, account); err != nil {
		return nil, err
	}
	if v.Actor.Account != string(account) && !maySee(v.Actor, a.Grants) {
		return nil, fault.New(fault.Unknown, tNoAccount)
	}
	if a.beside, err = besideGrants(ctx, v, a); err != nil {
		return nil, err
	}
	return a, seeing(ctx, v, "account", account)
}

// besideGrants returns what an account can act on, today or later, that it was
// granted no role on.
func besideGrants(ctx context.Context, v *work.View, a *Account) (scopes []access.Scope, err error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	deputies, err := db.All(ctx, v.Snapshot, deputiesOf, scanDeputy, a.ID, v.Today, mostDeputies)
	if err != nil {
		return nil, err
	}
	var at []org.ID
	for _, d := range deputies {
		if d.Account == a.ID {
			at = append(at, d.Body)
			scopes = append(scopes, d.Body.Scope())
		}
	}
	for _, g := range a.Grants {
		if !g.over(v.Today) && g.Role != access.Administrator {
			at = append(at, g.Body())
		}
	}
	for _, b := range at {
		if committee, ok := committeeOf(tree, b, v.Today); ok {
			scopes = append(scopes, committee.Scope())
		}
	}
	return scopes, nil
}

func maySee(a access.Actor, grants []Grant) bool {
	return a.May(CanManage, access.Everywhere) || slices.ContainsFunc(grants, func(g Grant) bool { return a.May(CanManage, g.Scope) })
}

// ByLogin returns the account of a login, so that an administrator can grant
// a role to someone who serves elsewhere; nothing else can be done with one
// that [Find] would not show.
//
// The actor needs [CanManage] somewhere. Faults: Unknown.
func ByLogin(ctx context.Context, v *work.View, login string) (ID, error) {
	if err := checkSomewhere(v); err != nil {
		return "", err
	}
	c, err := find(ctx, v, FoldLogin(login))
	if err != nil {
		return "", err
	}
	if c.id == "" {
		return "", fault.At("login", tNoLogin)
	}
	return c.id, nil
}

// Names returns what accounts are called, for pages that tell who did
// something; what is not there has none. It asks for no right beyond being
// signed in: whoever may see what was done may see by whom.
func Names(ctx context.Context, v *work.View, accounts []ID) (map[ID]string, error) {
	names := map[ID]string{}
	if !v.Actor.SignedIn() && !v.Actor.IsSystem() {
		return names, nil
	}
	book, err := work.Memo(ctx, v, namesMemo, func() (*nameBook, error) { return &nameBook{}, nil })
	if err != nil {
		return nil, err
	}
	accounts = book.look(accounts, names)
	for some := range slices.Chunk(accounts, perQuery) {
		q := db.Built("account.names", `SELECT id, name FROM account WHERE id IN (`+db.Places(1, len(some))+`)`)
		err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
			var a ID
			var name string
			err := scan(&a, &name)
			names[a] = name
			return err
		}, anys(some)...)
		if err != nil {
			return nil, err
		}
	}
	book.note(accounts, names)
	for a, name := range names {
		if name == erasedName {
			names[a] = tErased.In(ctx)
		}
	}
	return names, nil
}

// namesMemo is what is kept in memory of the names of accounts: pages that
// tell who did something ask for them again and again.
const namesMemo = "account.names"

// mostNames bounds what a nameBook holds: some megabytes.
const mostNames = 50_000

// A nameBook holds names that were asked for since the last one changed.
type nameBook struct {
	mu    sync.RWMutex
	names map[ID]string
}

// look puts the names that the book has into names and returns the accounts
// that it has not.
func (b *nameBook) look(accounts []ID, names map[ID]string) (missing []ID) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, a := range accounts {
		if name, ok := b.names[a]; ok {
			names[a] = name
		} else {
			missing = append(missing, a)
		}
	}
	return missing
}

// note keeps the names of accounts.
func (b *nameBook) note(accounts []ID, names map[ID]string) {
	if len(accounts) == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.names == nil || len(b.names)+len(accounts) > mostNames {
		b.names = make(map[ID]string)
	}
	for _, a := range accounts {
		if name, ok := names[a]; ok {
			b.names[a] = name
		}
	}
}

func anys[T any](of []T) []any {
	out := make([]any, len(of))
	for i, v := range of {
		out[i] = v
	}
	return out
}

// InHand says whether the actor may set the account's password and disable it.
func InHand(v *work.View, a *Account) bool {
	return !a.IsErased() && v.Actor.For != string(a.ID) && !slices.ContainsFunc(append(governed(a.Grants, v.Today), a.beside...), func(s access.Scope) bool { return !v.Actor.May(CanManage, s) })
}

// inHand returns an account of which the actor administers every body. A
// deputy never has the account of who is replaced: it would be theirs for good.
func inHand(ctx context.Context, v *work.View, account ID) (*Account, error) {
	a, err := Find(ctx, v, account)
	if err != nil {
		return nil, err
	}
	if v.Actor.For == string(account) {
		return nil, fault.New(fault.Forbidden, tOfReplaced)
	}
	for _, s := range append(governed(a.Grants, v.Today), a.beside...) {
		if err := v.Check(CanManage, s); err != nil {
			return nil, err
		}
	}
	if a.IsErased() {
		return nil, fault.New(fault.Conflict, tErasedAlready)
	}
	return a, nil
}

// A Question says which accounts a list shows.
type Question struct {
	Search   string // in name and login, whatever its tones and capitals
	Body     org.ID // that hold a role on exactly this body; "" for any
	Disabled bool   // the disabled ones as well
	After    string // login after which the list goes on
	Limit    int    // at most this many; 50 if 0, 200 at most
}

// Limits of a list.
const (
	usualList   = 50
	longestList = 200
)

// List returns accounts by login, with their grants that are not over, or the
// day on which the last of them was, and whether there are more.
//
// It shows those that hold or held a role where the actor has [CanManage];
// with it everywhere, all. Faults: Forbidden without it.
func List(ctx context.Context, v *work.View, q Question) (accounts []Account, more bool, err error) {
	if err := checkSomewhere(v); err != nil {
		return nil, false, err
	}
	limit := usualList
	if q.Limit > 0 {
		limit = min(q.Limit, longestList)
	}
	stmt, args, err := listStatement(ctx, v, q, limit+1)
	if err != nil || stmt == nil {
		return nil, false, err
	}
	if accounts, err = db.All(ctx, v.Snapshot, stmt, scanAccount, args...); err != nil {
		return nil, false, err
	}
	if more = len(accounts) > limit; more {
		accounts = accounts[:limit]
	}
	ids := make([]ID, len(accounts))
	for i, a := range accounts {
		ids[i] = a.ID
	}
	held, err := grantsOfMany(ctx, v, ids)
	if err != nil {
		return nil, false, err
	}
	for i := range accounts {
		accounts[i].Ended = ended(held[accounts[i].ID], v.Today)
		accounts[i].Grants = slices.DeleteFunc(held[accounts[i].ID], func(g Grant) bool { return g.over(v.Today) })
	}
	return accounts, more, seeing(ctx, v, "accounts", ids...)
}

// listStatement returns the statement of a list; nil where nothing can be
// shown.
func listStatement(ctx context.Context, v *work.View, q Question, limit int) (*db.Stmt, []any, error) {
	args := []any{q.After}
	where := []string{`login > $1`}
	arg := func(value any) string {
		args = append(args, value)
		return fmt.Sprintf("$%d", len(args))
	}
	if s := viet.Fold(clean(q.Search)); s != "" {
		where = append(where, `search LIKE `+arg(likely(s))+` ESCAPE '!'`)
	}
	if !q.Disabled {
		where = append(where, `NOT disabled`)
	}
	if q.Body != "" {
		if !v.Actor.May(CanManage, q.Body.Scope()) {
			return nil, nil, nil
		}
		where = append(where, `EXISTS (SELECT 1 FROM account_grant g WHERE g.account_id = account.id AND g.body_id = `+arg(q.Body)+
			` AND (g.until_on = '' OR g.until_on > `+arg(v.Today)+`))`)
	} else if !v.Actor.May(CanManage, access.Everywhere) {
		bodies, err := bodiesInReach(ctx, v)
		if err != nil || len(bodies) == 0 {
			return nil, nil, err
		}
		where = append(where, `EXISTS (SELECT 1 FROM account_grant g WHERE g.account_id = account.id AND g.body_id IN (`+
			db.Places(len(args)+1, len(bodies))+`))`)
		args = append(args, bodies...)
	}
	text := `SELECT ` + accountColumns + ` FROM account WHERE ` + strings.Join(where, ` AND `) +
		` ORDER BY login LIMIT ` + arg(limit)
	return db.Built("account.list", text), args, nil
}

// bodiesInReach returns the bodies on which anybody holds or held a role and
// where the actor administers. There are as many as there are bodies with
// accounts; those above which the actor stands are told by the tree in memory.
func bodiesInReach(ctx context.Context, v *work.View) ([]any, error) {
	var in []any
	err := db.Each(ctx, v.Snapshot, bodiesGranted, func(scan db.Scan) error {
		var b org.ID
		if err := scan(orNone{&b}); err != nil {
			return err
		}
		if b != "" && v.Actor.May(CanManage, b.Scope()) {
			in = append(in, b)
		}
		return nil
	})
	return in, err
}

var likeEscapes = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

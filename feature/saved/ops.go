package saved

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

func scanList(scan db.Scan) (l *List, err error) {
	l = &List{}
	var ask string
	var at, first int64
	err = scan(&l.ID, &l.Version, &l.Owner, &l.Body, &l.Name, &ask, &l.Heading, &l.Paper, &l.By, &at, &first)
	l.Ask, _ = url.ParseQuery(ask)
	l.At, l.First = time.UnixMicro(at).UTC(), first == 1
	return l, err
}

// Find returns a list.
//
// It is seen by its owner, and by who may see the tasks of the body with which
// it is shared; for anybody else the fault is Unknown.
func Find(ctx context.Context, v *work.View, list ID) (*List, error) {
	found, err := db.All(ctx, v.Snapshot, selectList, scanList, list, v.Actor.Account)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || !found[0].seen(v) {
		return nil, fault.New(fault.Unknown, tNoList)
	}
	return found[0], nil
}

func (l *List) own(v *work.View) bool {
	return v.Actor.SignedIn() && v.Actor.Account == string(l.Owner)
}

func (l *List) seen(v *work.View) bool {
	return l.own(v) || l.Body != "" && v.Actor.May(task.CanSee, l.Body.Scope())
}

// MayChange says whether the actor may change the list: its owner may, and who
// may share lists with its body.
func (l *List) MayChange(v *work.View) bool {
	return l.own(v) || l.Body != "" && v.Actor.May(CanShare, l.Body.Scope())
}

// All returns the lists that the actor finds: their own, and those shared with
// the bodies on which they hold a right, each by name.
//
// The actor needs [task.CanSee] somewhere.
func All(ctx context.Context, v *work.View) ([]*List, error) {
	if !v.Actor.MaySomewhere(task.CanSee) {
		return nil, fault.New(fault.Unknown, tNoList)
	}
	own, err := db.All(ctx, v.Snapshot, selectOwn, scanList, v.Actor.Account, mostOwn)
	if err != nil {
		return nil, err
	}
	stmt, args := selectShared, []any{v.Actor.Account, mostShared}
	if roots := v.Actor.Roots(task.CanSee); !slices.Contains(roots, access.Everywhere) {
		if v.Actor.Body != "" && !slices.Contains(roots, v.Actor.Body) {
			roots = append(roots, v.Actor.Body)
		}
		stmt = db.Built("saved.sharedWith", fmt.Sprintf(sharedWith, db.Places(3, len(roots))))
		args = append(args, db.Args(roots)...)
	}
	shared, err := db.All(ctx, v.Snapshot, stmt, scanList, args...)
	if err != nil {
		return nil, err
	}
	shared = slices.DeleteFunc(shared, func(l *List) bool { return !l.seen(v) })
	byName := func(a, b *List) int { return text.Compare(a.Name, b.Name) }
	slices.SortStableFunc(own, byName)
	slices.SortStableFunc(shared, byName)
	return append(own, shared...), nil
}

// A Wish is what a person says of a list.
type Wish struct {
	Name    string
	Body    org.ID // to share it with; "" for nobody
	Ask     string // the question, as an address has it
	Heading string
	Paper   Paper
}

func (w *Wish) check(ctx context.Context, v *work.View) (url.Values, error) {
	w.Name, w.Heading = tidy(w.Name), tidy(w.Heading)
	var wrong fault.Fields
	switch {
	case w.Name == "":
		wrong.Add("name", tNameMissing)
	case utf8.RuneCountInString(w.Name) > maxName:
		wrong.Add("name", tNameLong, maxName)
	}
	if utf8.RuneCountInString(w.Heading) > maxName {
		wrong.Add("heading", tNameLong, maxName)
	}
	if w.Paper == "" {
		w.Paper = A4
	}
	if w.Paper != A4 && w.Paper != A3 {
		wrong.Add("paper", tNoPaper)
	}
	ask, ok := askOf(w.Ask)
	if !ok {
		wrong.Add("", tAskWrong)
	}
	if w.Body != "" {
		tree, err := org.Load(ctx, v)
		if err != nil {
			return nil, err
		}
		if _, known := tree.Body(w.Body); !known {
			wrong.Add("body", tNoBody)
		}
	}
	return ask, wrong.Err()
}

func tidy(s string) string { return strings.Join(strings.Fields(viet.NFC(s)), " ") }

// Save keeps a question as a new list of the actor.
//
// The actor needs [task.CanSee] somewhere, and [CanShare] on the body with
// which it is shared. Faults: Forbidden, Invalid, TooMuch.
func Save(ctx context.Context, u *work.Unit, w Wish) (ID, error) {
	if !u.Actor.SignedIn() || !u.Actor.MaySomewhere(task.CanSee) {
		return "", fault.New(fault.Forbidden, tNotForYou)
	}
	if w.Body != "" {
		if err := u.Check(CanShare, w.Body.Scope()); err != nil {
			return "", err
		}
	}
	ask, err := w.check(ctx, &u.View)
	if err != nil {
		return "", err
	}
	var n int
	if err := u.One(ctx, countOwn, []any{u.Actor.Account}, &n); err != nil {
		return "", err
	}
	if n >= mostOwn {
		return "", fault.New(fault.TooMuch, tTooMany, mostOwn)
	}
	made := id.New[ID]()
	if _, err := u.Exec(ctx, insert, made, u.Actor.Account, w.Body, w.Name, ask.Encode(), w.Heading, w.Paper, u.Now.UnixMicro()); err != nil {
		return "", fmt.Errorf("save list: %w", err)
	}
	return made, u.Record(ctx, "saved.made", string(made), map[string]any{"body": w.Body})
}

// Change puts w in the place of what a list of the given version was; where w
// asks nothing the question stays.
//
// Its owner may, and who holds [CanShare] on its body; to share it with another
// body the actor needs that right there. Faults: Unknown, Forbidden, Invalid,
// and Conflict where somebody changed it meanwhile.
func Change(ctx context.Context, u *work.Unit, list ID, version int64, w Wish) error {
	l, err := Find(ctx, &u.View, list)
	if err != nil {
		return err
	}
	if !l.MayChange(&u.View) {
		return u.Check(CanShare, l.Body.Scope())
	}
	if w.Body != l.Body && w.Body != "" {
		if err := u.Check(CanShare, w.Body.Scope()); err != nil {
			return err
		}
	}
	if w.Body == "" && !l.own(&u.View) {
		return fault.At("body", tStaysShared) // it would be lost to who changes it
	}
	if w.Ask == "" {
		w.Ask = l.Ask.Encode()
	}
	ask, err := w.check(ctx, &u.View)
	if err != nil {
		return err
	}
	n, err := u.Exec(ctx, update, list, version, w.Body, w.Name, ask.Encode(), w.Heading, w.Paper, u.Actor.Account, u.Now.UnixMicro())
	if err != nil {
		return fmt.Errorf("change list: %w", err)
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale, l.Name)
	}
	return u.Record(ctx, "saved.changed", string(list), map[string]any{"body": w.Body})
}

// Delete takes a list away, from everybody who opened the register with it too.
// Rights and faults are those of [Change].
func Delete(ctx context.Context, u *work.Unit, list ID) error {
	l, err := Find(ctx, &u.View, list)
	if err != nil {
		return err
	}
	if !l.MayChange(&u.View) {
		return u.Check(CanShare, l.Body.Scope())
	}
	if _, err := u.Exec(ctx, deleteFirstOf, list); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteList, list); err != nil {
		return err
	}
	return u.Record(ctx, "saved.deleted", string(list), map[string]any{"body": l.Body})
}

// OpenWith has the register open with a list for the actor, and with "" as it
// is. The list must be one that the actor finds.
func OpenWith(ctx context.Context, u *work.Unit, list ID) error {
	if !u.Actor.SignedIn() {
		return fault.New(fault.Forbidden, tNotForYou)
	}
	if list == "" {
		if _, err := u.Exec(ctx, deleteFirst, u.Actor.Account); err != nil {
			return err
		}
		return u.Record(ctx, "saved.first", u.Actor.Account, nil)
	}
	if _, err := Find(ctx, &u.View, list); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, putFirst, u.Actor.Account, list); err != nil {
		return err
	}
	return u.Record(ctx, "saved.first", u.Actor.Account, map[string]any{"list": list})
}

// First returns the list with which the register opens for the actor; nil
// where there is none that they still find.
func First(ctx context.Context, v *work.View) (*List, error) {
	found, err := db.All(ctx, v.Snapshot, selectFirst, scanList, v.Actor.Account)
	if err != nil || len(found) == 0 || !found[0].seen(v) {
		return nil, err
	}
	return found[0], nil
}

// forgotten takes the lists of an account that is erased; those that are shared
// stay with the body.
func forgotten(ctx context.Context, u *work.Unit, e work.Event) error {
	if e.Kind != "account.erased" {
		return nil
	}
	if _, err := u.Exec(ctx, dropFirsts, e.Subject); err != nil {
		return err
	}
	_, err := u.Exec(ctx, dropOwn, e.Subject)
	return err
}

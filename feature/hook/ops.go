package hook

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/secret"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// The periods.
var (
	keepDays = rule.Number("hook.keep_days", tKeepDays, tKeepDaysHint, 3, 366,
		rule.Shipped{Value: "30", From: "2000-01-01", Citation: "Mặc định của chương trình"})
	failDays = rule.Number("hook.fail_days", tFailDays, tFailDaysHint, 1, 60,
		rule.Shipped{Value: "5", From: "2000-01-01", Citation: "Mặc định của chương trình, theo khuyến nghị của Standard Webhooks"})
	bothHours = rule.Number("hook.both_hours", tBothHours, tBothHoursHint, 1, 720,
		rule.Shipped{Value: "24", From: "2000-01-01", Citation: "Mặc định của chương trình"})
)

const (
	mostHooks      = 50 // of the whole office
	mostDeliveries = 50 // shown of a hook
	longestAddress = 500
	sealedFor      = "hook.secret" // what the sealed secrets are
)

var errNoAddress = fault.At("address", tNoAddress)

// A Keeper knows what is needed to sign and to send.
type Keeper struct {
	Sealing *secret.Key
	Allow   []netip.Prefix // networks that may be reached though they are not public
	Site    string         // where the program is found, "https://…"; "" where nobody has said so
}

// A New is what is needed to register a hook.
type New struct {
	Address string
	Kinds   []string
	Body    org.ID
	Owner   account.ID
}

// Register registers a hook and returns its secret, which is shown once.
//
// The actor needs [CanHook] on the body, a fresh proof, and the owner's account in
// hand, or it is their own: whoever registers learns by it nothing that they could
// not learn anyway. Faults: Forbidden, Unproven; Invalid for what is missing;
// Conflict for too many.
func (k *Keeper) Register(ctx context.Context, u *work.Unit, n New) (ID, Secret, error) {
	if err := u.Check(CanHook, n.Body.Scope()); err != nil {
		return "", "", err
	}
	if err := u.CheckProof(); err != nil {
		return "", "", err
	}
	var wrong fault.Fields
	address, err := addressed(strings.TrimSpace(n.Address), k.Allow)
	if err != nil {
		wrong.Add("address", tNoAddress)
	} else if utf8.RuneCountInString(address) > longestAddress {
		wrong.Add("address", tLongAddress, longestAddress)
	}
	kinds := known(n.Kinds)
	if len(kinds) == 0 {
		wrong.Add("kinds", tNoKinds)
	}
	if string(n.Owner) != u.Actor.Account {
		mine, err := account.InHandOf(ctx, &u.View, []account.ID{n.Owner})
		if err != nil {
			return "", "", err
		}
		if mine[n.Owner] == nil {
			wrong.Add("owner", tNotInHand)
		}
	}
	if err := wrong.Err(); err != nil {
		return "", "", err
	}
	all, err := db.All(ctx, u.Snapshot, allHooks, scanHook, mostHooks)
	if err != nil {
		return "", "", err
	}
	if len(all) >= mostHooks {
		return "", "", fault.New(fault.Conflict, tTooMany, mostHooks)
	}
	if err := begin(ctx, u, all); err != nil {
		return "", "", err
	}
	made, s := id.New[ID](), newSecret()
	sealed, err := k.Sealing.Seal(sealedFor, string(made), []byte(s))
	if err != nil {
		return "", "", err
	}
	if _, err := u.Exec(ctx, insertHook, made, n.Owner, n.Body, address, strings.Join(kinds, " "), sealed, []byte{}, u.Now.UnixMicro(), u.Actor.Account); err != nil {
		return "", "", fmt.Errorf("register hook: %w", err)
	}
	return made, s, u.Record(ctx, "hook.registered", string(made), map[string]any{"body": n.Body, "owner": n.Owner, "kinds": kinds})
}

// known returns those of some kinds that there are, in their order.
func known(kinds []string) (of []string) {
	for _, k := range Kinds() {
		if slices.Contains(kinds, k) {
			of = append(of, k)
		}
	}
	return of
}

func scanHook(scan db.Scan) (h Hook, err error) {
	var kinds string
	var until, made, failing, ended int64
	err = scan(&h.ID, &h.Owner, &h.Body, &h.Address, &kinds, &h.secret, &h.before, &until, &made, &h.By, &failing, &ended, &h.Why)
	h.Kinds = strings.Fields(kinds)
	h.Until, h.Made, h.Failing, h.Ended = instant(until), instant(made), instant(failing), instant(ended)
	return h, err
}

func scanDelivery(scan db.Scan) (d Delivery, err error) {
	var at, next, tried int64
	err = scan(&d.ID, &d.Hook, &d.Place, &d.Kind, &d.Task, &at, &d.State, &d.Tries, &next, &tried, &d.Status, &d.Trouble)
	d.At, d.Next, d.Tried = instant(at), instant(next), instant(tried)
	return d, err
}

func instant(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// All returns the hooks of the bodies on which the actor holds [CanHook], those in
// use first. Faults: Forbidden for who holds it nowhere.
func All(ctx context.Context, v *work.View) (hooks []Hook, err error) {
	if !v.Actor.MaySomewhere(CanHook) {
		return nil, fault.New(fault.Forbidden, tNotForYou)
	}
	all, err := db.All(ctx, v.Snapshot, allHooks, scanHook, mostHooks)
	return slices.DeleteFunc(all, func(h Hook) bool { return !v.Actor.May(CanHook, h.Body.Scope()) }), err
}

// Find returns a hook and its newest messages.
//
// The actor needs [CanHook] on its body. Faults: Unknown.
func Find(ctx context.Context, v *work.View, hook ID) (Hook, []Delivery, error) {
	h, err := find(ctx, v, hook)
	if err != nil {
		return h, nil, err
	}
	ds, err := db.All(ctx, v.Snapshot, deliveriesOf, scanDelivery, hook, mostDeliveries)
	return h, ds, err
}

func find(ctx context.Context, v *work.View, hook ID) (Hook, error) {
	found, err := db.All(ctx, v.Snapshot, hookByID, scanHook, hook)
	switch {
	case err != nil:
		return Hook{}, err
	case len(found) == 0 || !v.Actor.May(CanHook, found[0].Body.Scope()):
		return Hook{}, fault.New(fault.Unknown, tNoHook)
	}
	return found[0], nil
}

// Rotate gives a hook a new secret and returns it, once. For a while messages bear
// a signature by the one before as well, so that the receiver can change it in
// peace. Who needs it at once, since the old one is known to others, rotates twice.
//
// The actor needs [CanHook] on its body. Faults: Unknown, Unproven.
func (k *Keeper) Rotate(ctx context.Context, u *work.Unit, hook ID) (Secret, error) {
	if _, err := find(ctx, &u.View, hook); err != nil {
		return "", err
	}
	if err := u.CheckProof(); err != nil {
		return "", err
	}
	hours, _, err := bothHours.Number(ctx, &u.View, u.Today)
	if err != nil {
		return "", err
	}
	s := newSecret()
	sealed, err := k.Sealing.Seal(sealedFor, string(hook), []byte(s))
	if err != nil {
		return "", err
	}
	if _, err := u.Exec(ctx, setSecret, hook, sealed, u.Now.Add(time.Duration(hours)*time.Hour).UnixMicro()); err != nil {
		return "", err
	}
	return s, u.Record(ctx, "hook.rotated", string(hook), nil)
}

// End sends nothing more to a hook.
//
// The actor needs [CanHook] on its body. Faults: Unknown.
func End(ctx context.Context, u *work.Unit, hook ID) error {
	if _, err := find(ctx, &u.View, hook); err != nil {
		return err
	}
	return end(ctx, u, hook, ByPerson)
}

func end(ctx context.Context, u *work.Unit, hook ID, why Why) error {
	n, err := u.Exec(ctx, endHook, hook, u.Now.UnixMicro(), why)
	if err != nil || n == 0 {
		return err
	}
	return u.Record(ctx, "hook.ended", string(hook), map[string]any{"why": why})
}

// Resume lets a hook that was ended go on, with what has waited meanwhile.
//
// The actor needs [CanHook] on its body and the owner in hand as for
// [Keeper.Register], and a fresh proof. Faults: Unknown, Unproven.
func Resume(ctx context.Context, u *work.Unit, hook ID) error {
	h, err := find(ctx, &u.View, hook)
	if err != nil {
		return err
	}
	if err := u.CheckProof(); err != nil {
		return err
	}
	if string(h.Owner) != u.Actor.Account {
		mine, err := account.InHandOf(ctx, &u.View, []account.ID{h.Owner})
		if err != nil {
			return err
		}
		if mine[h.Owner] == nil {
			return fault.New(fault.Conflict, tNotInHand)
		}
	}
	all, err := db.All(ctx, u.Snapshot, allHooks, scanHook, mostHooks)
	if err != nil {
		return err
	}
	if err := begin(ctx, u, all); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, resume, hook); err != nil {
		return err
	}
	return u.Record(ctx, "hook.resumed", string(hook), nil)
}

// Again sends a message once more, as the same message.
//
// The actor needs [CanHook] on the body of the hook. Faults: Unknown; Conflict for
// a hook that was ended.
func Again(ctx context.Context, u *work.Unit, hook ID, delivery DeliveryID) error {
	h, err := find(ctx, &u.View, hook)
	if err != nil {
		return err
	}
	if !h.Ended.IsZero() {
		return fault.New(fault.Conflict, tHasEnded)
	}
	found, err := db.All(ctx, u.Snapshot, deliveryByID, scanDelivery, delivery, hook)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fault.New(fault.Unknown, tNoHook)
	}
	if _, err := u.Exec(ctx, again, delivery, u.Now.UnixMicro()); err != nil {
		return err
	}
	return u.Record(ctx, "hook.again", string(hook), map[string]any{"message": delivery})
}

// forgotten ends the hooks of an owner who is erased or disabled: they would tell
// nothing any more.
func forgotten(ctx context.Context, u *work.Unit, e work.Event) error {
	if e.Kind != "account.erased" && e.Kind != "account.disabled" {
		return nil
	}
	_, err := u.Exec(ctx, forgetAll, e.Subject, u.Now.UnixMicro())
	return err
}

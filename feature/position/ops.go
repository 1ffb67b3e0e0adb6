package position

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// see asks whether the actor may see who holds titles.
func see(v *work.View) error {
	if !v.Actor.MaySomewhere(CanSee) {
		return v.Check(CanSee, v.Actor.Body)
	}
	return nil
}

// Holders returns who holds and held titles at a body, by title and then by day; at
// most 2,000.
//
// The actor needs [CanSee] somewhere. Faults: Unknown where there is no such body.
func Holders(ctx context.Context, v *work.View, body org.ID) ([]Holding, error) {
	if err := see(v); err != nil {
		return nil, err
	}
	if _, err := bodyOf(ctx, v, body); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectOfBody, scanHolding, body, mostHolders)
}

func bodyOf(ctx context.Context, v *work.View, body org.ID) (*org.Body, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	return tree.Find(body)
}

// HoldersOn returns who holds titles at bodies on a day: body by body in the order
// given, by title as the rule lists them. Bodies that do not exist on that day have none.
//
// Rights and bounds are those of [Seats].
func HoldersOn(ctx context.Context, v *work.View, day civil.Date, bodies ...org.ID) ([]Holding, error) {
	found, err := on(ctx, v, day, nil, bodies)
	if err != nil {
		return nil, err
	}
	titles, err := Titles(ctx, v, day)
	rank := func(h Holding) int {
		if i := slices.IndexFunc(titles, func(t TitleName) bool { return t.Title == h.Title }); i >= 0 {
			return i
		}
		return len(titles)
	}
	at := map[org.ID]int{}
	for i, b := range bodies {
		at[b] = i
	}
	slices.SortStableFunc(found, func(a, b Holding) int {
		if d := at[a.Body] - at[b.Body]; d != 0 {
			return d
		}
		return rank(a) - rank(b)
	})
	return found, err
}

// Seats returns who holds some titles at some bodies on a day: for each body that
// exists then and each title, in the order given, a seat for each holder, or a vacant
// one. Invitations are made from it.
//
// The actor needs [CanSee] somewhere. Faults: TooMuch for more than [MostBodies].
func Seats(ctx context.Context, v *work.View, day civil.Date, titles []Title, bodies []org.ID) ([]Seat, error) {
	found, err := on(ctx, v, day, titles, bodies)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	chart := tree.Chart(day)
	there := slices.DeleteFunc(slices.Clone(bodies), func(b org.ID) bool { return !chart.Has(b) })
	return seats(found, there, titles), nil
}

// on returns who holds titles (any for none) on a day at those of bodies that exist then.
func on(ctx context.Context, v *work.View, day civil.Date, titles []Title, bodies []org.ID) ([]Holding, error) {
	if err := see(v); err != nil {
		return nil, err
	}
	if len(bodies) > MostBodies {
		return nil, fault.New(fault.TooMuch, tTooManyBodies, MostBodies)
	}
	if len(bodies) == 0 {
		return nil, nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	args := append([]any{day, mostSeats}, db.Args(bodies)...)
	found, err := db.All(ctx, v.Snapshot, heldOn(len(bodies), len(titles)), scanHolding, append(args, db.Args(titles)...)...)
	chart := tree.Chart(day)
	return slices.DeleteFunc(found, func(h Holding) bool { return !chart.Has(h.Body) }), err
}

// Held returns the titles that a person holds and held, by day; at most 50.
//
// The actor needs [CanSee] somewhere.
func Held(ctx context.Context, v *work.View, p PersonID) ([]Holding, error) {
	if err := see(v); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectHeld, scanHolding, p, mostSame)
}

// Named returns what those hold and held whose name begins with some words, whatever
// their tones and capitals: by name, person and day; at most limit.
//
// The actor needs [CanSee] somewhere.
func Named(ctx context.Context, v *work.View, words string, limit int) ([]Holding, error) {
	if err := see(v); err != nil {
		return nil, err
	}
	fold := viet.Fold(clean(words))
	if fold == "" {
		return nil, nil
	}
	return db.All(ctx, v.Snapshot, selectNamed, scanHolding, fold, fold+"\U0010ffff", limit)
}

// Find returns a holding.
//
// The actor needs [CanSee] somewhere. Faults: Unknown.
func Find(ctx context.Context, v *work.View, h HoldingID) (Holding, error) {
	if err := see(v); err != nil {
		return Holding{}, err
	}
	found, err := db.All(ctx, v.Snapshot, selectHolding, scanHolding, h)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.Unknown, tNoHolding)
	}
	if err != nil {
		return Holding{}, err
	}
	return found[0], nil
}

// Put enters that a person holds a title at a body: one who is there already by
// Person.ID, else a new one of that name and, where it is given, account. For a holding
// that is there already (ID) it sets other days and another note, as long as nobody
// changed it since its Version.
//
// The actor needs [CanKeep] on the body. Faults: Unknown; Invalid for a name that is
// missing or too long, a title that the rule does not list, days outside the life of the
// body, and days on which the person holds the title at the body already; Conflict.
func Put(ctx context.Context, u *work.Unit, h Holding) (HoldingID, error) {
	if h.ID != "" {
		was, err := kept(ctx, u, h.ID)
		if err != nil {
			return "", err
		}
		h.Person, h.Title, h.Body = was.Person, was.Title, was.Body
		return h.ID, change(ctx, u, h, "position.change")
	}
	if err := u.Check(CanKeep, h.Body.Scope()); err != nil {
		return "", err
	}
	if err := check(ctx, u, &h); err != nil {
		return "", err
	}
	if h.Person.ID == "" {
		h.Person.ID = id.New[PersonID]()
		if _, err := u.Exec(ctx, insertPerson, h.Person.ID, h.Person.Name, viet.Fold(h.Person.Name), h.Person.Account); err != nil {
			return "", fmt.Errorf("put person: %w", err)
		}
	}
	h.ID = id.New[HoldingID]()
	if _, err := u.Exec(ctx, insertHolding, h.ID, h.Person.ID, h.Title, h.Body, h.From, h.Until, h.Note); err != nil {
		return "", fmt.Errorf("put holding: %w", err)
	}
	return h.ID, u.Record(ctx, "position.put", string(h.ID), h.told())
}

// kept returns a holding that the actor keeps.
func kept(ctx context.Context, u *work.Unit, holding HoldingID) (Holding, error) {
	h, err := Find(ctx, &u.View, holding)
	if err != nil {
		return h, err
	}
	return h, u.Check(CanKeep, h.Body.Scope())
}

func change(ctx context.Context, u *work.Unit, h Holding, kind string) error {
	if err := check(ctx, u, &h); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateHolding, h.ID, h.Version, h.From, h.Until, h.Note)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	return u.Record(ctx, kind, string(h.ID), h.told())
}

// End ends a holding: until is the first day on which the person holds the title no more.
//
// The actor needs [CanKeep] on the body. Faults: Unknown; Invalid for a day that is not
// after the first one, or after the end of the body; Conflict where somebody changed it
// since version, and where it has ended.
func End(ctx context.Context, u *work.Unit, holding HoldingID, version int64, until civil.Date) error {
	h, err := kept(ctx, u, holding)
	if err != nil {
		return err
	}
	if !h.Until.IsZero() {
		return fault.New(fault.Conflict, tEnded)
	}
	if until.IsZero() {
		return fault.At("until", tUntilMissing)
	}
	h.Version, h.Until = version, until
	return change(ctx, u, h, "position.end")
}

// Remove takes away a holding that should never have been entered, and the name of the
// person with the last of theirs.
//
// The actor needs [CanKeep] on the body. Faults: Unknown, Conflict.
func Remove(ctx context.Context, u *work.Unit, holding HoldingID, version int64) error {
	h, err := kept(ctx, u, holding)
	if err != nil {
		return err
	}
	n, err := u.Exec(ctx, deleteHolding, h.ID, version)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	if err := u.Record(ctx, "position.remove", string(h.ID), h.told()); err != nil {
		return err
	}
	left, err := Held(ctx, &u.View, h.Person.ID)
	if err != nil || len(left) > 0 {
		return err
	}
	return erase(ctx, u, h.Person.ID) // nobody would ever find the name to erase it
}

// Rename gives a person another name or account; p.Version says which state it changes.
//
// The actor needs [CanKeep] on a body at which the person holds or held a title. Faults:
// Unknown, Forbidden; Invalid for a name that is missing or too long, and for an account
// of another person; Conflict.
func Rename(ctx context.Context, u *work.Unit, p Person) error {
	if _, err := keeps(ctx, u, p.ID, false); err != nil {
		return err
	}
	if err := p.check(ctx, u); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updatePerson, p.ID, p.Version, p.Name, viet.Fold(p.Name), p.Account)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	return u.Record(ctx, "position.rename", string(p.ID), nil)
}

// Erase takes name and account from a person for good, as is due when no law asks any
// more to keep them. What they held stays as held by somebody who is named no more.
//
// The actor needs [CanKeep] on every body at which the person held a title. Faults:
// Unknown, Forbidden; Conflict while they hold one.
func Erase(ctx context.Context, u *work.Unit, p PersonID) error {
	held, err := keeps(ctx, u, p, true)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(held, func(h Holding) bool { return h.Until.IsZero() || h.Until.After(u.Today) }) {
		return fault.New(fault.Conflict, tStillHolds)
	}
	return erase(ctx, u, p)
}

func erase(ctx context.Context, u *work.Unit, p PersonID) error {
	n, err := u.Exec(ctx, erasePerson, p, u.Now.UnixMicro())
	if err != nil || n == 0 {
		return err
	}
	return u.Record(ctx, "position.erase", string(p), nil)
}

// forgotten erases the person of an account that is erased.
func forgotten(ctx context.Context, u *work.Unit, e work.Event) error {
	if e.Kind != "account.erased" {
		return nil
	}
	found, err := db.All(ctx, u.Snapshot, selectAccount, scanPerson, e.Subject)
	if err != nil || len(found) == 0 {
		return err
	}
	return erase(ctx, u, found[0].ID)
}

// keeps returns what a person held, and asks that the actor keeps one of the bodies at
// which it was, or all of them.
func keeps(ctx context.Context, u *work.Unit, p PersonID, all bool) ([]Holding, error) {
	held, err := Held(ctx, &u.View, p)
	if err != nil {
		return nil, err
	}
	if len(held) == 0 {
		return nil, fault.New(fault.Unknown, tNoPerson)
	}
	kept := 0
	for _, h := range held {
		if u.Actor.May(CanKeep, h.Body.Scope()) {
			kept++
		}
	}
	if kept == 0 || all && kept < len(held) {
		return nil, fault.New(fault.Forbidden, tNotYours)
	}
	return held, nil
}

func (h *Holding) told() map[string]any {
	return map[string]any{"body": h.Body, "person": h.Person.ID, "title": h.Title, "from": h.From, "until": h.Until}
}

// check tidies a holding up and says what is wrong with it.
func check(ctx context.Context, u *work.Unit, h *Holding) error {
	var wrong fault.Fields
	body, err := bodyOf(ctx, &u.View, h.Body)
	if err != nil {
		return err
	}
	switch {
	case h.ID != "":
	case h.Person.ID == "":
		err := h.Person.check(ctx, u)
		if err != nil && !fault.Is(err, fault.Invalid) {
			return err
		}
		wrong = append(wrong, fault.All(err)...)
	default:
		found, err := db.All(ctx, u.Snapshot, selectPerson, scanPerson, h.Person.ID)
		if err != nil {
			return err
		}
		if len(found) == 0 || found[0].Name == "" {
			return fault.New(fault.Unknown, tNoPerson)
		}
		h.Person = found[0]
	}
	titles, err := Titles(ctx, &u.View, u.Today)
	if err != nil {
		return err
	}
	if h.ID == "" && !slices.ContainsFunc(titles, func(t TitleName) bool { return t.Title == h.Title }) {
		wrong.Add("title", tTitleMissing)
	}
	if h.Note = clean(h.Note); utf8.RuneCountInString(h.Note) > longNote {
		wrong.Add("note", tTooLong, longNote)
	}
	switch {
	case h.From.IsZero():
		wrong.Add("from", tFromMissing)
	case !h.Valid():
		wrong.Add("until", tUntilEarly)
	case !within(*h, body):
		wrong.Add("from", tOutside, body.NameOn(h.From), life(body))
	}
	if err := wrong.Err(); err != nil || h.Person.ID == "" {
		return err
	}
	held, err := db.All(ctx, u.Snapshot, selectHeld, scanHolding, h.Person.ID, mostSame)
	if err != nil {
		return err
	}
	if len(held) == mostSame && h.ID == "" {
		return fault.At("person", tTooManyTitles, mostSame)
	}
	if overlaps(*h, held) {
		return fault.At("from", tOverlap)
	}
	return nil
}

// check tidies a person up and says what is wrong.
func (p *Person) check(ctx context.Context, u *work.Unit) error {
	var wrong fault.Fields
	switch p.Name = clean(p.Name); {
	case p.Name == "":
		wrong.Add("person", tNameMissing)
	case utf8.RuneCountInString(p.Name) > longName:
		wrong.Add("person", tTooLong, longName)
	}
	if p.Account != "" {
		names, err := account.Names(ctx, &u.View, []account.ID{p.Account})
		if err != nil {
			return err
		}
		others, err := db.All(ctx, u.Snapshot, selectAccount, scanPerson, p.Account)
		if err != nil {
			return err
		}
		switch {
		case names[p.Account] == "":
			wrong.Add("account", tNoAccount)
		case len(others) > 0 && others[0].ID != p.ID:
			wrong.Add("account", tAccountTaken, others[0].Name)
		}
	}
	return wrong.Err()
}

// life says when a body was there.
func life(b *org.Body) string {
	if b.Until.IsZero() {
		return b.From.Vietnamese() + " –"
	}
	return b.From.Vietnamese() + " – " + b.Until.AddDays(-1).Vietnamese()
}

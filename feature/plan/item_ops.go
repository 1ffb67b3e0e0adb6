package plan

import (
	"context"
	"slices"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Bounds of items.
const (
	MostItems = 500 // of one programme
	mostLine  = 1000
	mostField = 300
)

// ItemsOf returns the items of a programme by their days, at most [MostItems].
//
// The actor needs [CanSee] on its body; otherwise, and where there is none, the
// fault is Unknown.
func ItemsOf(ctx context.Context, v *work.View, programme ID) ([]Item, error) {
	if _, err := Find(ctx, v, programme); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectItems, scanItem, programme, MostItems)
}

// FindItem returns an item and its programme. Rights are those of [ItemsOf]; whoever may
// see the programmes of the body that prepares it sees the item as well.
func FindItem(ctx context.Context, v *work.View, item ItemID) (Item, *Programme, error) {
	found, err := db.All(ctx, v.Snapshot, selectItem, scanItem, item)
	if err != nil {
		return Item{}, nil, err
	}
	if len(found) == 0 {
		return Item{}, nil, fault.New(fault.Unknown, tNoItem)
	}
	p, err := anyProgramme(ctx, v, found[0].Programme)
	if err == nil && !found[0].seenBy(v.Actor, p.Body) {
		err = fault.New(fault.Unknown, tNoItem)
	}
	if err != nil {
		return Item{}, nil, err
	}
	return found[0], p, nil
}

// PutItems adds items behind those of a programme, each still to be done. Their
// days are read in the words of their time, the bodies in those of who prepares
// and what is looked at.
//
// The actor needs [CanPlan] on the body of the programme. Faults: Unknown, Invalid,
// TooMuch.
func PutItems(ctx context.Context, u *work.Unit, programme ID, items []Item) error {
	p, err := changing(ctx, u, programme)
	if err != nil {
		return err
	}
	there, err := db.All(ctx, u.Snapshot, selectItems, scanItem, programme, MostItems)
	if err != nil {
		return err
	}
	if len(there)+len(items) > MostItems {
		return fault.New(fault.TooMuch, tTooManyItems, MostItems)
	}
	var next int64
	for _, i := range there {
		next = max(next, i.order)
	}
	var rows [][]any
	var words []string
	made := make([]Item, len(items))
	for n, i := range items {
		i.Programme, i.State, i.Ended, i.Reason, i.FirstWhen, i.FirstUntil = p.ID, ToDo, civil.Date{}, "", "", civil.Date{}
		if err := i.check(ctx, &u.View, p, nil); err != nil {
			return ofLine(err, n+1, len(items))
		}
		i.ID, i.Version, i.order = id.New[ItemID](), 1, next+int64(n)+1
		rows = append(rows, []any{i.ID, i.Version, i.Programme, i.order, i.Words, i.Forum, i.When, i.From, i.Until, i.Prepares, i.Preparer, i.Reviews, i.About, i.Looked, i.ReportBy,
			i.Doc, i.Meeting, i.Task, i.State, i.Ended, i.Reason, i.FirstWhen, i.FirstUntil})
		words = append(words, i.Words)
		made[n] = i
	}
	if len(rows) == 0 {
		return fault.At("lines", tNoItems)
	}
	if err := u.ExecMany(ctx, insertItem, rows); err != nil {
		return err
	}
	if err := u.Record(ctx, "plan.put", string(p.ID), map[string]any{"items": words}); err != nil {
		return err
	}
	return tell(ctx, u, p, eventAsked, made...)
}

// ofLine tells which of several lines is wrong.
func ofLine(err error, line, lines int) error {
	all := fault.All(err)
	if lines == 1 || len(all) == 0 || !fault.Is(err, fault.Invalid) {
		return err
	}
	return fault.At("lines", tLineWrong, line, text.New(all[0].In(text.Vietnamese), all[0].In(text.English)))
}

// ChangeItem changes what an item says. Its time stays once the programme has
// begun, unless it has no day yet: it is moved instead ([MoveItem]).
//
// The actor needs [CanPlan] on the body of the programme. Faults: Unknown, Invalid,
// Conflict where it was changed since the version of i.
func ChangeItem(ctx context.Context, u *work.Unit, i Item) error {
	was, p, err := changingItem(ctx, u, i.ID, CanPlan)
	if err != nil {
		return err
	}
	if !was.timeOpen(p, u.Today) {
		i.When = was.When
	}
	i.State, i.Ended, i.Reason, i.FirstWhen, i.FirstUntil = was.State, was.Ended, was.Reason, was.FirstWhen, was.FirstUntil
	if err := i.check(ctx, &u.View, p, &was); err != nil {
		return err
	}
	if err := i.save(ctx, u, p, "plan.item", nil); err != nil || i.State != ToDo {
		return err
	}
	switch {
	case i.Preparer != was.Preparer:
		return tell(ctx, u, p, eventAsked, i)
	case i.Until != was.Until:
		return tell(ctx, u, p, eventMoved, i)
	}
	return nil
}

// timeOpen says whether the time of an item may be changed without a reason.
func (i Item) timeOpen(p *Programme, day civil.Date) bool {
	return day.Before(p.From) || i.Until.IsZero() && i.State == ToDo && !i.Moved()
}

// MoveItem moves an item that is still to be done to another time, and says why.
// When it was to be at first stays with it.
//
// The actor needs [CanPlan] on the body of the programme. Faults: Unknown, Invalid,
// Conflict where it was changed since version, or is done or dropped.
func MoveItem(ctx context.Context, u *work.Unit, item ItemID, version int64, when, reason string) error {
	i, p, err := changingItem(ctx, u, item, CanPlan)
	if err != nil {
		return err
	}
	if i.State != ToDo {
		return fault.New(fault.Conflict, tItemOver)
	}
	was := i
	if !i.Moved() {
		i.FirstWhen, i.FirstUntil = i.When, i.Until
	}
	i.Version, i.When, i.Reason = version, clean(when), clean(reason)
	var wrong fault.Fields
	if i.settle(p.From); i.Until.IsZero() {
		wrong.Add("to", tWhenUnread)
	} else if i.Until == was.Until && i.From == was.From {
		wrong.Add("to", tWhenSame)
	}
	wrong = append(wrong, i.reasonFaults("reason")...)
	if err := wrong.Err(); err != nil {
		return err
	}
	// A programme hands over to the next one: an item may be moved behind its end.
	if err := i.save(ctx, u, p, "plan.move", map[string]any{"was": was.When}); err != nil {
		return err
	}
	return tell(ctx, u, p, eventMoved, i)
}

// EndItem says that an item was done or dropped on a day, or, with [ToDo], that it
// is still to be done after all. What is dropped needs a reason.
//
// The actor needs [CanReport] on the body of the programme to say that it was done,
// and [CanPlan] for anything else. Faults: Unknown, Invalid, Conflict where it was
// changed since version.
func EndItem(ctx context.Context, u *work.Unit, item ItemID, version int64, state ItemState, on civil.Date, reason string) error {
	can := CanPlan
	if state == Done {
		can = CanReport
	}
	i, p, err := changingItem(ctx, u, item, can)
	if err != nil {
		return err
	}
	i.Version, i.State, i.Ended = version, state, on
	var wrong fault.Fields
	switch {
	case state == ToDo:
		i.Ended = civil.Date{}
	case state != Done && state != Dropped:
		return fault.New(fault.Invalid, tStateMissing)
	case on.IsZero():
		wrong.Add("on", tDayMissing)
	case on.After(u.Today):
		wrong.Add("on", tDoneLater)
	}
	if state == Dropped {
		i.Reason = clean(reason)
		wrong = append(wrong, i.reasonFaults("dropped")...)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	if err := i.save(ctx, u, p, "plan."+string(state), nil); err != nil || state != Dropped {
		return err
	}
	return tell(ctx, u, p, eventNoMore, i)
}

func (i *Item) reasonFaults(field string) (wrong fault.Fields) {
	switch {
	case i.Reason == "":
		wrong.Add(field, tReasonMissing)
	case utf8.RuneCountInString(i.Reason) > mostLine:
		wrong.Add(field, tTooLong, mostLine)
	}
	return wrong
}

// RemoveItem deletes an item that was written down by mistake: one that is still to
// be done and was never moved. Any other is dropped instead.
//
// The actor needs [CanPlan] on the body of the programme. Faults: Unknown, Conflict.
func RemoveItem(ctx context.Context, u *work.Unit, item ItemID, version int64) error {
	i, p, err := changingItem(ctx, u, item, CanPlan)
	if err != nil {
		return err
	}
	if i.State != ToDo || i.Moved() {
		return fault.New(fault.Conflict, tDropInstead)
	}
	n, err := u.Exec(ctx, deleteItem, i.ID, version)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	return u.Record(ctx, "plan.remove", string(p.ID), map[string]any{"item": i.ID, "words": i.Words})
}

func changingItem(ctx context.Context, u *work.Unit, item ItemID, can *access.Permission) (Item, *Programme, error) {
	i, p, err := FindItem(ctx, &u.View, item)
	if err != nil {
		return i, p, err
	}
	return i, p, u.Check(can, p.Body.Scope())
}

// save writes an item as it was changed.
func (i *Item) save(ctx context.Context, u *work.Unit, p *Programme, kind string, told map[string]any) error {
	n, err := u.Exec(ctx, updateItem, i.ID, i.Version, i.Words, i.Forum, i.When, i.From, i.Until, i.Prepares, i.Preparer, i.Reviews, i.About, i.Looked, i.ReportBy,
		i.Doc, i.Meeting, i.Task, i.State, i.Ended, i.Reason, i.FirstWhen, i.FirstUntil)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	if told == nil {
		told = map[string]any{}
	}
	told["item"], told["words"], told["when"] = i.ID, i.Words, i.When
	if i.Reason != "" {
		told["reason"] = i.Reason
	}
	return u.Record(ctx, kind, string(p.ID), told)
}

// check asks whether an item can stand in a programme so, where it was like was
// before, nil for a new one; and reads its days and its bodies.
func (i *Item) check(ctx context.Context, v *work.View, p *Programme, was *Item) error {
	var wrong fault.Fields
	for _, f := range []struct {
		name string
		of   *string
		most int
	}{
		{"words", &i.Words, mostLine}, {"when", &i.When, mostField}, {"prepares", &i.Prepares, mostField}, {"reviews", &i.Reviews, mostField}, {"about", &i.About, mostField},
	} {
		if *f.of = clean(text.Holdable(*f.of)); utf8.RuneCountInString(*f.of) > f.most {
			wrong.Add(f.name, tTooLong, f.most)
		}
	}
	if i.Words == "" {
		wrong.Add("words", tItemMissing)
	}
	if !slices.Contains(Forums(), i.Forum) {
		wrong.Add("forum", tForumMissing)
	}
	if was != nil && i.When == was.When {
		i.From, i.Until = was.From, was.Until
	} else if i.settle(p.From); !i.Until.IsZero() && (i.Until.Before(p.From) || i.From.After(p.Until)) {
		wrong.Add("when", tWhenOutside, p.From.Vietnamese(), p.Until.Vietnamese())
	}
	if !i.Inspects() {
		i.About, i.ReportBy = "", civil.Date{}
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	i.Prepares, i.Preparer = meant(tree, i.Prepares, p.Body, v.Today)
	i.About, i.Looked = meant(tree, i.About, p.Body, v.Today)
	if i.Doc != "" && (was == nil || was.Doc != i.Doc) {
		if _, err := doc.Find(ctx, v, i.Doc); fault.Is(err, fault.Unknown) {
			wrong.Add("doc", tNoDoc)
		} else if err != nil {
			return err
		}
	}
	if i.Task != "" && (was == nil || was.Task != i.Task) {
		seen, err := task.Among(ctx, v, []task.ID{i.Task})
		if err != nil {
			return err
		}
		if len(seen) == 0 {
			wrong.Add("task", tNoTask)
		}
	}
	return wrong.Err()
}

// meant is the body that words mean in a programme of body, and what is then held
// as words; "" where they mean none or several.
func meant(tree *org.Tree, words string, body org.ID, day civil.Date) (string, org.ID) {
	if words == "" {
		return "", ""
	}
	if b, err := tree.Chooser(day, "", "").MeantOrNamed("", words); err == nil && b != "" {
		return tree.Name(b, day), b
	}
	if r := tree.Resolve(words, body, day); r.Group == "" && len(r.Bodies) == 1 {
		return words, r.Bodies[0]
	}
	return words, ""
}

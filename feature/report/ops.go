package report

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
)

// Bounds.
const (
	mostTitle = 500
	mostField = 200
	mostDays  = 366 * 16 // of a period: fifteen years with room
)

func clean(s string) string { return strings.Join(strings.Fields(text.Holdable(viet.NFC(s))), " ") }

// lines is clean for words of several paragraphs.
func lines(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		out = append(out, clean(line))
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

func paragraphs(s string) (out []string) {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// Begin begins a report of a body by a shipped template.
//
// The actor needs [CanMake] on the body and must act for it. Faults: Forbidden, Invalid.
func Begin(ctx context.Context, u *work.Unit, body org.ID, kind string, o Outline) (ID, error) {
	if err := checkMakes(&u.View, body); err != nil {
		return "", err
	}
	t, ok := shippedAs(kind)
	if !ok {
		return "", fault.At("kind", tChooseOne)
	}
	r := &Report{ID: id.New[ID](), Body: body, Kind: kind, Outline: o}
	var err error
	if r.Blocks, err = withSets(ctx, &u.View, t); err != nil {
		return "", err
	}
	for i := range r.Blocks {
		r.Blocks[i].ID = id.New[string]()
	}
	if err := r.check(ctx, &u.View); err != nil {
		return "", err
	}
	return r.ID, r.insert(ctx, u, "report.begin")
}

func (r *Report) insert(ctx context.Context, u *work.Unit, kind string) error {
	blocks, err := stored(r.Blocks)
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, insertReport, r.ID, r.Body, r.Kind, r.Title, r.Scope, r.Programme, r.Period, r.From, r.Until, r.Post, blocks, r.Corrects, r.Reason, u.Now.UnixMicro(), u.Actor.Account, r.Key, r.Form); err != nil {
		return err
	}
	detail := map[string]any{"body": r.Body, "kind": r.Kind, "title": r.Title}
	if r.Corrects != "" {
		detail["corrects"], detail["reason"] = r.Corrects, r.Reason
	}
	return u.RecordMany(ctx, []work.Event{{Kind: kind, Subject: string(r.ID), First: true}}, []any{detail})
}

// checkMakes is the first line of what is done to the reports of a body.
func checkMakes(v *work.View, body org.ID) error {
	if err := v.Check(CanMake, body.Scope()); err != nil {
		return err
	}
	if !makes(v.Actor, body) {
		return fault.New(fault.Forbidden, tOtherBody)
	}
	return nil
}

// check asks whether a report may be about what its outline says.
func (r *Report) check(ctx context.Context, v *work.View) error {
	var wrong fault.Fields
	if err := r.timed(ctx, v); err != nil {
		return err
	}
	r.Title, r.Period, r.Post = clean(r.Title), clean(r.Period), clean(r.Post)
	if r.Title == "" {
		wrong.Add("title", tTitleMissing)
	}
	for _, f := range []struct {
		name, value string
		most        int
	}{{"title", r.Title, mostTitle}, {"period", r.Period, mostField}, {"post", r.Post, mostField}} {
		if utf8.RuneCountInString(f.value) > f.most {
			wrong.Add(f.name, tTooLong, f.most)
		}
	}
	switch {
	case r.From.IsZero():
		wrong.Add("from", tDayMissing)
	case r.Until.IsZero():
		wrong.Add("until", tDayMissing)
	case r.Until.Before(r.From):
		wrong.Add("until", tEndsBefore)
	case r.Until.Sub(r.From) > mostDays:
		wrong.Add("until", tTooManyDays)
	case r.From.After(v.Today):
		wrong.Add("from", tNotBegun)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	if err := inside(tree, r.Body, r.Scope, v.Today); err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	if r.Form != "" {
		if f, err := FindForm(ctx, v, r.Form); fault.Is(err, fault.Unknown) || err == nil && f.Body != r.Body {
			wrong.Add("form", tNoForm)
		} else if err != nil {
			return err
		}
	}
	if r.Programme != "" {
		if _, err := doc.Find(ctx, v, r.Programme); fault.Is(err, fault.Unknown) {
			wrong.Add("programme", tNoProgramme)
		} else if err != nil {
			return err
		}
	}
	return wrong.Err()
}

// timed sets the days of a report on a reporting period, and its name.
func (r *Report) timed(ctx context.Context, v *work.View) error {
	if r.Key == "" {
		return nil
	}
	p, err := period.Parse(r.Key)
	if err != nil {
		return fault.At("key", tChooseOne)
	}
	c, err := period.Load(ctx, v)
	if err != nil {
		return err
	}
	w := c.Window(p)
	r.From, r.Until, r.Period = w.From, w.To, p.Words(text.Vietnamese)
	return nil
}

// Find returns a report.
//
// The actor needs [CanMake] on its body and to act for it, or where it is frozen [CanSee]
// on its body; otherwise, and where there is none, the fault is Unknown.
func Find(ctx context.Context, v *work.View, report ID) (*Report, error) {
	return one(ctx, v, selectReport, report)
}

// one is the report that a statement finds, as far as the actor may see it.
func one(ctx context.Context, v *work.View, s *db.Stmt, arg ID) (*Report, error) {
	found, err := db.All(ctx, v.Snapshot, s, scanReport, arg)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || !found[0].seenBy(v.Actor) {
		return nil, fault.New(fault.Unknown, tNoReport)
	}
	return found[0], nil
}

// draft returns a draft for who changes it, as it was seen. Frozen ones are refused as
// Conflict, and other versions.
func draft(ctx context.Context, u *work.Unit, report ID, version int64) (*Report, error) {
	r, err := Find(ctx, &u.View, report)
	if err != nil {
		return nil, err
	}
	if err := checkMakes(&u.View, r.Body); err != nil {
		return nil, err
	}
	if r.State != Draft {
		return nil, fault.New(fault.Conflict, tIsFrozen)
	}
	if r.Version != version {
		return nil, fault.New(fault.Conflict, tStale)
	}
	return r, nil
}

func (r *Report) save(ctx context.Context, u *work.Unit, what string) error {
	blocks, err := stored(r.Blocks)
	if err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateReport, r.ID, r.Version, r.Title, r.Scope, r.Programme, r.Period, r.From, r.Until, r.Post, blocks, r.Key, r.Form)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, tStale)
	}
	if err != nil {
		return err
	}
	return u.Record(ctx, "report.change", string(r.ID), map[string]any{"what": what})
}

// Change changes what a draft is about.
//
// The actor needs [CanMake] on its body and must act for it. Faults: Unknown, Forbidden,
// Invalid, and Conflict where it is frozen or somebody has changed it meanwhile.
func Change(ctx context.Context, u *work.Unit, report ID, version int64, o Outline) error {
	r, err := draft(ctx, u, report, version)
	if err != nil {
		return err
	}
	r.Outline = o
	if err := r.check(ctx, &u.View); err != nil {
		return err
	}
	return r.save(ctx, u, "outline")
}

// AddBlock adds a block of a kind behind the others, before a checkpoint that ends the
// report, and returns its identifier. Rights and faults are those of [Change].
func AddBlock(ctx context.Context, u *work.Unit, report ID, version int64, k BlockKind) (string, error) {
	r, err := draft(ctx, u, report, version)
	if err != nil {
		return "", err
	}
	if len(r.Blocks) >= mostBlocks {
		return "", fault.New(fault.TooMuch, tTooManyBlocks, mostBlocks)
	}
	b, err := begun(ctx, &u.View, k)
	if err != nil {
		return "", err
	}
	at := len(r.Blocks)
	if at > 0 && r.Blocks[at-1].Kind == Checkpoint {
		at--
	}
	r.Blocks = slices.Insert(r.Blocks, at, b)
	return b.ID, r.save(ctx, u, "blocks")
}

// begun is a block of a kind as it is added: about the first set or indicator that the actor
// may see, where it is about one. Faults: Invalid, at the kind.
func begun(ctx context.Context, v *work.View, k BlockKind) (b Block, err error) {
	b = fresh(k)
	switch {
	case b.takesSet():
		if b.Set, err = firstSet(ctx, v, ""); err == nil && b.Set == "" {
			err = fault.At("kind", tNoSets)
		}
	case b.takesIndicator():
		err = firstDrawn(ctx, v, &b)
	}
	if err != nil {
		return b, err
	}
	if b.ID = id.New[string](); b.check() != nil {
		err = fault.At("kind", tChooseOne)
	}
	return b, err
}

// checkAbout asks whether the actor may see what a block is about. Faults: Invalid.
func (b *Block) checkAbout(ctx context.Context, v *work.View) error {
	if b.takesIndicator() {
		return checkDrawn(ctx, v, b)
	}
	if !b.takesSet() {
		return nil
	}
	_, _, err := indicator.FindSet(ctx, v, b.Set)
	if fault.Is(err, fault.Unknown) {
		return fault.At("set", tChooseOne)
	}
	return err
}

// SetBlock changes the title and the settings of a block; its kind stays. Rights and
// faults are those of [Change].
func SetBlock(ctx context.Context, u *work.Unit, report ID, version int64, b Block) error {
	r, err := draft(ctx, u, report, version)
	if err != nil {
		return err
	}
	if err := r.set(b); err != nil {
		return err
	}
	at, _ := r.at(b.ID)
	if err := r.Blocks[at].checkAbout(ctx, &u.View); err != nil {
		return err
	}
	return r.save(ctx, u, "blocks")
}

// set puts a block in the place of the one with its identifier.
func (r *Report) set(b Block) error {
	at, err := r.at(b.ID)
	if err != nil {
		return err
	}
	b.Kind = r.Blocks[at].Kind
	if err := b.check(); err != nil {
		return err
	}
	r.Blocks[at] = b
	return nil
}

func (r *Report) at(block string) (int, error) {
	at := slices.IndexFunc(r.Blocks, func(b Block) bool { return b.ID == block })
	if at < 0 {
		return 0, fault.New(fault.Unknown, tNoBlock)
	}
	return at, nil
}

// MoveBlock moves a block by so many places, as far as there are. Rights and faults are
// those of [Change].
func MoveBlock(ctx context.Context, u *work.Unit, report ID, version int64, block string, by int) error {
	r, err := draft(ctx, u, report, version)
	if err != nil {
		return err
	}
	at, err := r.at(block)
	if err != nil {
		return err
	}
	b := r.Blocks[at]
	r.Blocks = slices.Delete(r.Blocks, at, at+1)
	r.Blocks = slices.Insert(r.Blocks, min(max(at+by, 0), len(r.Blocks)), b)
	return r.save(ctx, u, "blocks")
}

// RemoveBlock takes a block out. Rights and faults are those of [Change], and Conflict
// where a body has written for it.
func RemoveBlock(ctx context.Context, u *work.Unit, report ID, version int64, block string) error {
	r, err := draft(ctx, u, report, version)
	if err != nil {
		return err
	}
	at, err := r.at(block)
	if err != nil {
		return err
	}
	if err := clearSlots(ctx, u, r.ID, block); err != nil {
		return err
	}
	r.Blocks = slices.Delete(r.Blocks, at, at+1)
	return r.save(ctx, u, "blocks")
}

// Discard throws a draft away. Rights and faults are those of [RemoveBlock].
func Discard(ctx context.Context, u *work.Unit, report ID, version int64) error {
	r, err := draft(ctx, u, report, version)
	if err != nil {
		return err
	}
	if err := clearSlots(ctx, u, r.ID, ""); err != nil {
		return err
	}
	n, err := u.Exec(ctx, deleteReport, r.ID, version)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, tStale)
	}
	if err != nil {
		return err
	}
	return u.Record(ctx, "report.discard", string(r.ID), map[string]any{"title": r.Title})
}

// List returns reports of a body in a state, the latest first, at most limit before one
// of them, "" for the beginning, and the one before which the next page begins, "" on the
// last.
//
// The actor needs [CanSee] on the body, and for drafts to make its reports; else there are
// none.
func List(ctx context.Context, v *work.View, body org.ID, s State, before ID, limit int) (found []*Report, next ID, err error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, "", err
	}
	of := selectFrozen
	if s == Draft {
		if of = selectDrafts; !makes(v.Actor, body) {
			return nil, "", nil
		}
	}
	if before == "" {
		before = behindAll
	}
	if found, err = db.All(ctx, v.Snapshot, of, scanReport, body, before, limit+1); err != nil || len(found) <= limit {
		return found, "", err
	}
	return found[:limit], found[limit-1].ID, nil
}

// Below returns the frozen reports of the bodies directly below a body, as [List].
//
// The actor needs [CanSee] on the body.
func Below(ctx context.Context, v *work.View, body org.ID, before ID, limit int) (found []*Report, next ID, err error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, "", err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, "", err
	}
	bodies := tree.Chart(v.Today).Below(body)
	if len(bodies) == 0 {
		return nil, "", nil
	}
	bodies = bodies[:min(len(bodies), mostBodiesBelow)]
	if before == "" {
		before = behindAll
	}
	q := db.Built("report.below", both+` WHERE r.state = 'frozen' AND r.body_id IN (`+db.Places(3, len(bodies))+`) AND r.id < $1 ORDER BY r.id DESC LIMIT $2`)
	if found, err = db.All(ctx, v.Snapshot, q, scanReport, append([]any{before, limit + 1}, db.Args(bodies)...)...); err != nil || len(found) <= limit {
		return found, "", err
	}
	return found[:limit], found[limit-1].ID, nil
}

// behindAll sorts behind every identifier.
const behindAll = ID("~")

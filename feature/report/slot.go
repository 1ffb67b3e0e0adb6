package report

import (
	"context"
	"slices"
	"time"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
)

// A SlotID identifies a slot for ever.
type SlotID string

// Address returns the page of the slot.
func (s SlotID) Address() string { return "/report-slots/" + string(s) }

// A SlotState is how far a slot is.
type SlotState string

// The states.
const (
	SlotAsked SlotState = "asked" // being written, or not begun
	SlotSent  SlotState = "sent"
)

// A Slot is what one body below writes for a block of a report (phần tham gia): its office
// writes, its head sends, and the report marks each paragraph by whose it is.
type Slot struct {
	ID      SlotID
	Version int64
	Report  ID
	Block   string
	Body    org.ID // that is asked
	Due     civil.Date
	Words   string // with marks for figures, see [Marks]; "" to the level above before it is sent
	State   SlotState
	Sent    time.Time // zero before
	By      string    // the account that sent it

	Returned string // why it was given back; "" where it was not, or is sent again
	Used     string // what the report says instead; "" for Words as they are
	LeftOut  bool   // the report says nothing of it

	Of    *Report
	Asked string // the heading under which the report says it
}

// CanWrite lets a person write for their body what the level above asks for its report.
// CanSend lets the head send it.
var (
	CanWrite = access.Allow("report.write", tCanWrite, access.Office, access.Head, access.Specialist)
	CanSend  = access.Allow("report.send", tCanSend, access.Head)
)

const (
	slotColumns = `s.id, s.version, s.report_id, s.block, s.body_id, s.due_on, s.words, s.state, s.sent_at, s.sent_by, s.returned, s.used, s.left_out`
	slotsWith   = `SELECT ` + slotColumns + `, ` + reportColumns + `, ` + recordColumns + ` FROM report_slot s JOIN report r ON r.id = s.report_id LEFT JOIN report_frozen f ON f.report_id = r.id`
)

var (
	insertSlot = db.SQL("report.insertSlot", `
		INSERT INTO report_slot (id, version, report_id, block, body_id, due_on, words, state, sent_at, sent_by, returned, used, left_out)
		VALUES ($1, 1, $2, $3, $4, $5, '', 'asked', 0, '', '', '', FALSE)`)
	copySlot = db.SQL("report.copySlot", `
		INSERT INTO report_slot (id, version, report_id, block, body_id, due_on, words, state, sent_at, sent_by, returned, used, left_out)
		SELECT $1, 1, $2, block, body_id, due_on, words, state, sent_at, sent_by, returned, used, left_out FROM report_slot WHERE id = $3`)
	updateSlot = db.SQL("report.updateSlot", `
		UPDATE report_slot SET version = version + 1, words = $3, state = $4, sent_at = $5, sent_by = $6, returned = $7, used = $8, left_out = $9 WHERE id = $1 AND version = $2`)
	deleteSlots = db.SQL("report.deleteSlots", `DELETE FROM report_slot WHERE report_id = $1 AND ($2 = '' OR block = $2) AND words = ''`)
	selectSlot  = db.SQL("report.slot", slotsWith+` WHERE s.id = $1`)
	selectSlots = db.SQL("report.slots", slotsWith+` WHERE s.report_id = $1 AND ($2 = '' OR s.block = $2) ORDER BY s.id LIMIT $3`)
	selectOwed  = db.SQL("report.owedSlots", slotsWith+` WHERE s.body_id = $1 AND s.state = 'asked' AND r.state = 'draft' AND (s.due_on, s.id) > ($2, $3) ORDER BY s.due_on, s.id LIMIT $4`)
	selectChase = db.SQL("report.chaseSlots", slotsWith+` WHERE s.state = 'asked' AND r.state = 'draft' AND s.id > $1 ORDER BY s.id LIMIT $2`)
)

// copySlots gives a correction the parts that bodies wrote for what it corrects: they are
// not asked again.
func copySlots(ctx context.Context, u *work.Unit, from, to ID) error {
	all, err := db.All(ctx, u.Snapshot, selectSlots, scanSlot, from, "", mostSlots)
	if err != nil {
		return err
	}
	rows := make([][]any, len(all))
	for i, s := range all {
		rows[i] = []any{id.New[SlotID](), to, s.ID}
	}
	return u.ExecMany(ctx, copySlot, rows)
}

func scanSlot(scan db.Scan) (*Slot, error) {
	var s Slot
	var sent int64
	var err error
	s.Of, err = scanReport(func(dest ...any) error {
		return scan(append([]any{&s.ID, &s.Version, &s.Report, &s.Block, &s.Body, &s.Due, &s.Words, &s.State, &sent, &s.By, &s.Returned, &s.Used, &s.LeftOut}, dest...)...)
	})
	if err != nil {
		return nil, err
	}
	if sent > 0 {
		s.Sent = time.UnixMicro(sent).UTC()
	}
	if at, gone := s.Of.at(s.Block); gone == nil {
		s.Asked = s.Of.Blocks[at].Title
	}
	return &s, nil
}

// writes says whether an actor writes for a body.
func writes(a access.Actor, p *access.Permission, body org.ID) bool {
	return a.May(p, body.Scope()) && (a.IsSystem() || a.Body == body.Scope())
}

// hidden takes away what the actor may not read yet, and says whether they may see the slot.
func (s *Slot) hidden(a access.Actor) bool {
	own, asks := writes(a, CanSee, s.Body), makes(a, s.Of.Body)
	if !own && s.State != SlotSent {
		s.Words = ""
	}
	return !asks && !a.May(CanSee, s.Body.Scope())
}

// bounds of slots.
const (
	mostSlots = 300 // of a report
	slotAhead = 366 // days until which one may ask
)

// AskSlots asks bodies directly below for their parts of a block, until a day. Who was
// asked already is not asked again.
//
// The actor needs [CanMake] on the body of the report and must act for it. Faults: Unknown,
// Forbidden, Invalid, TooMuch, and Conflict where the report is frozen.
func AskSlots(ctx context.Context, u *work.Unit, report ID, block string, due civil.Date, bodies []org.ID) (int, error) {
	r, err := Find(ctx, &u.View, report)
	if err != nil {
		return 0, err
	}
	if err := checkMakes(&u.View, r.Body); err != nil {
		return 0, err
	}
	at, err := r.at(block)
	switch {
	case err != nil:
		return 0, err
	case r.State != Draft:
		return 0, fault.New(fault.Conflict, tIsFrozen)
	case r.Blocks[at].Kind != Collected:
		return 0, fault.New(fault.Unknown, tNoBlock)
	case due.Before(u.Today):
		return 0, fault.At("due", tDuePast)
	case due.Sub(u.Today) > slotAhead:
		return 0, fault.At("due", tTooFar)
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return 0, err
	}
	below := tree.Chart(u.Today).Below(r.Body)
	there, err := db.All(ctx, u.Snapshot, selectSlots, scanSlot, r.ID, "", mostSlots+1)
	if err != nil {
		return 0, err
	}
	var rows [][]any
	var events []work.Event
	var details []any
	asked := map[org.ID]bool{}
	for _, s := range there {
		if s.Block == block {
			asked[s.Body] = true
		}
	}
	for _, b := range bodies {
		if !slices.Contains(below, b) {
			return 0, fault.At("bodies", tNotBelow, tree.Name(b, u.Today))
		}
		if asked[b] {
			continue
		}
		asked[b] = true
		s := id.New[SlotID]()
		rows = append(rows, []any{s, r.ID, block, b, due})
		events = append(events, work.Event{Kind: "report_slot.ask", Subject: string(s), First: true})
		details = append(details, map[string]any{"report": r.ID, "title": r.Title, "asks": r.Body, "body": b, "due": due})
	}
	switch {
	case len(rows) == 0:
		return 0, fault.At("bodies", tNobodyNew)
	case len(there)+len(rows) > mostSlots:
		return 0, fault.New(fault.TooMuch, tTooManySlots, mostSlots)
	}
	if err := u.ExecMany(ctx, insertSlot, rows); err != nil {
		return 0, err
	}
	return len(rows), u.RecordMany(ctx, events, details)
}

// FindSlot returns a slot.
//
// The actor needs [CanSee] on the body that is asked, or makes the report; otherwise, and
// where there is none, the fault is Unknown. Before it is sent its words are for who acts
// for the body that writes them alone.
func FindSlot(ctx context.Context, v *work.View, slot SlotID) (*Slot, error) {
	found, err := db.All(ctx, v.Snapshot, selectSlot, scanSlot, slot)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || found[0].hidden(v.Actor) {
		return nil, fault.New(fault.Unknown, tNoSlot)
	}
	return found[0], nil
}

// Slots returns what bodies were asked to write for a block, "" for all of a report, in the
// order of list of their bodies. Rights are those of [FindSlot] for each.
func Slots(ctx context.Context, v *work.View, report ID, block string) ([]*Slot, error) {
	found, err := db.All(ctx, v.Snapshot, selectSlots, scanSlot, report, block, mostSlots)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(s *Slot) bool { return s.hidden(v.Actor) })
	if len(found) < 2 {
		return found, nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	order := map[org.ID]int{}
	for i, b := range tree.Chart(v.Today).Below(found[0].Of.Body) {
		order[b] = i
	}
	slices.SortStableFunc(found, func(a, b *Slot) int { return order[a.Body] - order[b.Body] })
	return found, nil
}

// A SlotCursor is where a page of slots ended; zero for the beginning.
type SlotCursor struct {
	Due civil.Date
	ID  SlotID
}

// OwedSlots returns what a body is asked to write and has not sent, by the day, at most
// limit after a cursor, and the cursor of the next page.
//
// The actor needs [CanSee] on the body; who does not act for it sees no words.
func OwedSlots(ctx context.Context, v *work.View, body org.ID, after SlotCursor, limit int) ([]*Slot, SlotCursor, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, SlotCursor{}, err
	}
	found, err := db.All(ctx, v.Snapshot, selectOwed, scanSlot, body, after.Due, after.ID, limit+1)
	if err != nil {
		return nil, SlotCursor{}, err
	}
	for _, s := range found {
		s.hidden(v.Actor)
	}
	if len(found) <= limit {
		return found, SlotCursor{}, nil
	}
	last := found[limit-1]
	return found[:limit], SlotCursor{last.Due, last.ID}, nil
}

// slot returns a slot for who does something to it, as it was seen.
func slot(ctx context.Context, u *work.Unit, at SlotID, version int64, may func(*Slot) error, state SlotState) (*Slot, error) {
	s, err := FindSlot(ctx, &u.View, at)
	if err != nil {
		return nil, err
	}
	if err := may(s); err != nil {
		return nil, err
	}
	switch {
	case s.Of.State != Draft:
		return nil, fault.New(fault.Conflict, tIsFrozen)
	case s.State != state:
		return nil, fault.New(fault.Conflict, tSlotElsewhere)
	case s.Version != version:
		return nil, fault.New(fault.Conflict, tStale)
	}
	return s, nil
}

// own is the right to do something in the name of the body that is asked.
func own(u *work.Unit, p *access.Permission) func(*Slot) error {
	return func(s *Slot) error {
		if err := u.Check(p, s.Body.Scope()); err != nil {
			return err
		}
		if !writes(u.Actor, p, s.Body) {
			return fault.New(fault.Forbidden, tOtherBody)
		}
		return nil
	}
}

func (s *Slot) save(ctx context.Context, u *work.Unit, kind string, detail map[string]any) error {
	sent := int64(0)
	if !s.Sent.IsZero() {
		sent = s.Sent.UnixMicro()
	}
	n, err := u.Exec(ctx, updateSlot, s.ID, s.Version, s.Words, s.State, sent, s.By, s.Returned, s.Used, s.LeftOut)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, tStale)
	}
	if err != nil {
		return err
	}
	return u.Record(ctx, kind, string(s.ID), detail)
}

// checkWords asks whether words may stand in a slot.
func checkWords(field, said string) (string, error) {
	said = lines(said)
	if utf8.RuneCountInString(said) > mostWords {
		return "", fault.At(field, tTooLong, mostWords)
	}
	for _, m := range marksIn(said) {
		if !known(m) {
			return "", fault.At(field, tNoMark, m)
		}
	}
	return said, nil
}

// WriteSlot keeps what a body has written so far.
//
// The actor needs [CanWrite] on the body that is asked and must act for it. Faults:
// Unknown, Forbidden, Invalid, and Conflict where it is sent, the report is frozen or
// somebody has written meanwhile.
func WriteSlot(ctx context.Context, u *work.Unit, at SlotID, version int64, said string) error {
	s, err := slot(ctx, u, at, version, own(u, CanWrite), SlotAsked)
	if err != nil {
		return err
	}
	if s.Words, err = checkWords("words", said); err != nil {
		return err
	}
	return s.save(ctx, u, "report_slot.write", map[string]any{"body": s.Body, "letters": utf8.RuneCountInString(s.Words)})
}

// SendSlot sends what a body has written to the level above.
//
// The actor needs [CanSend] on the body that is asked and must act for it. Faults are those
// of [WriteSlot]; Invalid where nothing is written.
func SendSlot(ctx context.Context, u *work.Unit, at SlotID, version int64, said string) error {
	s, err := slot(ctx, u, at, version, own(u, CanSend), SlotAsked)
	if err != nil {
		return err
	}
	if s.Words, err = checkWords("words", said); err != nil {
		return err
	}
	if s.Words == "" {
		return fault.At("words", tNothingWritten)
	}
	s.State, s.Sent, s.By, s.Returned = SlotSent, u.Now, u.Actor.Account, ""
	return s.save(ctx, u, "report_slot.send", map[string]any{"body": s.Body, "late": u.Today.After(s.Due)})
}

// above is the right of who makes the report.
func above(u *work.Unit) func(*Slot) error {
	return func(s *Slot) error { return checkMakes(&u.View, s.Of.Body) }
}

// ReturnSlot gives what was sent back to the body that wrote it, with the reason.
//
// The actor needs [CanMake] on the body of the report and must act for it. Faults: Unknown,
// Forbidden, Invalid without a reason, and Conflict where it is not sent, or the report is
// frozen.
func ReturnSlot(ctx context.Context, u *work.Unit, at SlotID, version int64, reason string) error {
	s, err := slot(ctx, u, at, version, above(u), SlotSent)
	if err != nil {
		return err
	}
	switch reason = clean(reason); {
	case reason == "":
		return fault.At("reason", tReturnMissing)
	case utf8.RuneCountInString(reason) > mostTitle:
		return fault.At("reason", tTooLong, mostTitle)
	}
	s.State, s.Sent, s.By, s.Returned, s.Used, s.LeftOut = SlotAsked, time.Time{}, "", reason, "", false
	return s.save(ctx, u, "report_slot.return", map[string]any{"body": s.Body, "reason": reason})
}

// EditSlot says what the report says of what was sent: it as it is, other words (used), or
// nothing. What the body wrote stays. Rights and faults are those of [ReturnSlot].
func EditSlot(ctx context.Context, u *work.Unit, at SlotID, version int64, used string, leftOut bool) error {
	s, err := slot(ctx, u, at, version, above(u), SlotSent)
	if err != nil {
		return err
	}
	if s.Used, err = checkWords("used", used); err != nil {
		return err
	}
	if s.LeftOut = leftOut; s.Used == s.Words {
		s.Used = ""
	}
	return s.save(ctx, u, "report_slot.edit", map[string]any{"body": s.Body, "edited": s.Used != "", "left_out": leftOut})
}

// collected is what bodies below wrote for a block, each paragraph with whose it is.
func (f *filler) collected(ctx context.Context, b Block, p *Piece) error {
	all, err := Slots(ctx, f.View, f.ID, b.ID)
	if err != nil {
		return err
	}
	sent := 0
	var missing []string
	for _, s := range all {
		name := f.tree.Name(s.Body, f.day())
		if s.State != SlotSent {
			missing = append(missing, name)
			continue
		}
		sent++
		if s.LeftOut {
			continue
		}
		said, by := s.Words, name
		if s.Used != "" {
			said, by = s.Used, "theo "+name
		}
		if said, err = f.told(ctx, said, s.Body); err != nil {
			return err
		}
		for _, w := range paragraphs(said) {
			p.Words, p.Sources = append(p.Words, w), append(p.Sources, by)
		}
	}
	if len(missing) > 0 {
		p.Notes = []string{text.Int(vietnamese, sent) + "/" + text.Int(vietnamese, len(all)) + " cơ quan đã gửi phần của mình."}
	}
	return nil
}

// clearSlots takes away what was asked for a block, "" for all of a report. Where a body
// has written something it is refused as Conflict, so that nothing written is lost.
func clearSlots(ctx context.Context, u *work.Unit, report ID, block string) error {
	if _, err := u.Exec(ctx, deleteSlots, report, block); err != nil {
		return err
	}
	left, err := db.All(ctx, u.Snapshot, selectSlots, scanSlot, report, block, 1)
	if err == nil && len(left) > 0 {
		err = fault.New(fault.Conflict, tSlotsThere)
	}
	return err
}

package meeting

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/account"
)

// A Place is where something stands in the record of a conference: "head.chair",
// "item:ID.title", "outcome:ID.words".
type Place string

// The places of the head.
const (
	OfChair     Place = "head.chair"
	OfSecretary Place = "head.secretary"
	OfWhere     Place = "head.place"
)

// TitleOf is the place of the title of an item.
func TitleOf(i ItemID) Place { return Place("item:" + string(i) + ".title") }

// WordsOf is the place of the words of an outcome.
func WordsOf(o OutcomeID) Place { return Place("outcome:" + string(o) + ".words") }

// SpeakerOf is the place of who said an outcome.
func SpeakerOf(o OutcomeID) Place { return Place("outcome:" + string(o) + ".speaker") }

// ItemOf is the place of the item to which an outcome belongs, in the words of the
// agenda; "" where it belongs to none.
func ItemOf(o OutcomeID) Place { return Place("outcome:" + string(o) + ".item") }

// A Correction is what was put right of the record after the conference was closed.
type Correction struct {
	No           int // from 1
	Place        Place
	Was, Becomes string
	Reason       string
	At           time.Time
	By           account.ID
}

const mostCorrections = 500

var (
	insertCorrection  = db.SQL("meeting.insertCorrection", `INSERT INTO meeting_correction (meeting_id, no, place, was, becomes, reason, corrected_at, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	selectCorrections = db.SQL("meeting.corrections", `SELECT no, place, was, becomes, reason, corrected_at, account_id FROM meeting_correction WHERE meeting_id = $1 ORDER BY no LIMIT $2`)
	correctHead       = db.SQL("meeting.correctHead", `UPDATE meeting SET version = version + 1, chair = $2, secretary = $3, place = $4 WHERE id = $1`)
	correctItem       = db.SQL("meeting.correctItem", `UPDATE meeting_item SET version = version + 1, title = $2 WHERE id = $1`)
	correctItemOf     = db.SQL("meeting.correctItemOf", `UPDATE meeting_outcome SET version = version + 1, item_id = $2 WHERE id = $1`)
	correctOutcome    = db.SQL("meeting.correctOutcome", `UPDATE meeting_outcome SET version = version + 1, words = $2, speaker = $3 WHERE id = $1`)
)

func corrections(ctx context.Context, v *work.View, m ID) ([]Correction, error) {
	return db.All(ctx, v.Snapshot, selectCorrections, func(scan db.Scan) (c Correction, err error) {
		var at int64
		err = scan(&c.No, &c.Place, &c.Was, &c.Becomes, &c.Reason, &at, &c.By)
		c.At = instant(at)
		return c, err
	}, m, mostCorrections)
}

// A spot is a place as it is found: what stands there, and how it is set.
type spot struct {
	stands string
	needed bool // it may not be left empty
	most   int
	among  []string // what alone may stand there; nil for any words
	set    func(becomes string) (*db.Stmt, []any)
}

// spotAt finds a place in the record of a conference; the fault is Unknown where there
// is none.
func spotAt(ctx context.Context, v *work.View, m *Meeting, p Place) (spot, error) {
	none := fault.New(fault.Unknown, tNoPlace)
	free := func(stands string, needed bool, most int, set func(string) (*db.Stmt, []any)) spot {
		return spot{stands: stands, needed: needed, most: most, set: set}
	}
	of, field, ok := strings.Cut(string(p), ".")
	sort, id, _ := strings.Cut(of, ":")
	switch {
	case !ok:
		return spot{}, none
	case sort == "head":
		head := map[string]*string{"chair": &m.Chair, "secretary": &m.Secretary, "place": &m.Place}
		to, known := head[field]
		if !known || id != "" {
			return spot{}, none
		}
		return free(*to, false, mostField, func(s string) (*db.Stmt, []any) {
			*to = s
			return correctHead, []any{m.ID, m.Chair, m.Secretary, m.Place}
		}), nil
	case sort == "item" && field == "title":
		i, _, err := FindItem(ctx, v, ItemID(id))
		if fault.Is(err, fault.Unknown) || err == nil && i.Meeting != m.ID {
			return spot{}, none
		}
		return free(i.Title, true, mostWords, func(s string) (*db.Stmt, []any) { return correctItem, []any{i.ID, s} }), err
	case sort == "outcome":
		o, _, err := FindOutcome(ctx, v, OutcomeID(id))
		if fault.Is(err, fault.Unknown) || err == nil && o.Meeting != m.ID {
			return spot{}, none
		}
		if err != nil {
			return spot{}, err
		}
		switch field {
		case "speaker":
			return free(o.Speaker, false, mostField, func(s string) (*db.Stmt, []any) { return correctOutcome, []any{o.ID, o.Words, s} }), nil
		case "words":
			return free(o.Words, true, mostSaid, func(s string) (*db.Stmt, []any) { return correctOutcome, []any{o.ID, s, o.Speaker} }), nil
		case "item":
			return itemSpot(ctx, v, o)
		}
	}
	return spot{}, none
}

// itemSpot is the item to which an outcome belongs.
func itemSpot(ctx context.Context, v *work.View, o Outcome) (spot, error) {
	a, err := agenda(ctx, v, o.Meeting)
	if err != nil {
		return spot{}, err
	}
	named := a.named()
	s := spot{stands: named[o.Item], most: mostWords + mostField, among: []string{""}}
	items := map[string]ItemID{}
	for _, i := range a {
		s.among, items[named[i.ID]] = append(s.among, named[i.ID]), i.ID
	}
	s.set = func(becomes string) (*db.Stmt, []any) { return correctItemOf, []any{o.ID, items[becomes]} }
	return s, nil
}

// Correct puts a place of the record of a conference right that is closed and whose
// minutes are not approved: was is what stood there as the person saw it. What
// stood there stays in the list of corrections, which the minutes bear.
//
// The actor needs [CanRun] on the body. Faults: Unknown, Forbidden, Invalid without a
// reason or where nothing would change, TooMuch, and Conflict where the conference is
// not closed, its minutes are approved, or something else stands there by now.
func Correct(ctx context.Context, u *work.Unit, m ID, p Place, was, becomes, reason string) error {
	found, err := find(ctx, &u.View, m, CanRun)
	if err != nil {
		return err
	}
	switch {
	case found.State == Approved || found.State == Signed:
		return fault.New(fault.Conflict, tApprovedStays)
	case found.State != Closed:
		return fault.New(fault.Conflict, tNotClosed)
	}
	at, err := spotAt(ctx, &u.View, found, p)
	if err != nil {
		return err
	}
	if sameWords(was, at.stands) {
		was = at.stands
	}
	becomes = strings.TrimSpace(text.Holdable(viet.NFC(becomes)))
	if at.most != mostSaid { // which alone has lines
		becomes = clean(becomes)
	}
	var wrong fault.Fields
	if reason = clean(reason); reason == "" {
		wrong.Add("reason", tReasonMissing)
	}
	if utf8.RuneCountInString(reason) > mostField {
		wrong.Add("reason", tTooLong, mostField)
	}
	switch {
	case was != at.stands:
		return fault.New(fault.Conflict, tStaleItem)
	case becomes == "" && at.needed:
		wrong.Add("becomes", tSaidMissing)
	case sameWords(becomes, at.stands):
		wrong.Add("becomes", tNothingCorrected)
	case at.among != nil && !slices.Contains(at.among, becomes):
		wrong.Add("becomes", tNoItem)
	case utf8.RuneCountInString(becomes) > at.most:
		wrong.Add("becomes", tTooLong, at.most)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	there, err := corrections(ctx, &u.View, m)
	if err != nil {
		return err
	}
	if len(there) >= mostCorrections {
		return fault.New(fault.TooMuch, tTooManyLines, mostCorrections)
	}
	stmt, args := at.set(becomes)
	if _, err := u.Exec(ctx, stmt, args...); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, insertCorrection, m, len(there)+1, p, at.stands, becomes, reason, micro(u.Now), u.Actor.Account); err != nil {
		return err
	}
	return u.Record(ctx, "meeting.correct", string(m), map[string]any{"no": len(there) + 1, "place": p, "was": at.stands, "becomes": becomes, "reason": reason})
}

// sameWords says whether two texts differ in white space only: forms send line ends in
// their own way.
func sameWords(a, b string) bool {
	return clean(a) == clean(b)
}

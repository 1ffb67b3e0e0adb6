package brief

import (
	"context"
	"slices"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// An Ack is that an official is asked to say that they have read a document. Of when
// they read it only the day is known on which they said so.
type Ack struct {
	Doc     doc.ID
	Account account.ID
	Body    org.ID // at which they hold a role
	Asked   civil.Date
	Due     civil.Date
	Read    civil.Date // zero while they have not said so
}

const ackColumns = `document_id, account_id, body_id, asked_on, due_on, read_on`

var (
	insertAck = db.SQL("brief.askAck", `
		INSERT INTO brief_ack (`+ackColumns+`) VALUES ($1, $2, $3, $4, $5, '')
		ON CONFLICT (document_id, account_id) DO UPDATE SET due_on = excluded.due_on WHERE brief_ack.read_on = ''`)
	readAck    = db.SQL("brief.ack", `UPDATE brief_ack SET read_on = $3 WHERE document_id = $1 AND account_id = $2 AND read_on = ''`)
	forgetAcks = db.SQL("brief.forget", `DELETE FROM brief_ack WHERE account_id = $1`)
	selectAcks = db.SQL("brief.acks", `SELECT `+ackColumns+` FROM brief_ack WHERE document_id = $1 AND body_id = $2 ORDER BY account_id LIMIT $3`)
	selectOwn  = db.SQL("brief.ownAcks", `SELECT `+ackColumns+` FROM brief_ack WHERE account_id = $1 AND read_on = '' ORDER BY due_on, document_id LIMIT $2`)
	selectHeld = db.SQL("brief.heldAcks", `SELECT `+ackColumns+` FROM brief_ack WHERE account_id = $1 ORDER BY asked_on, document_id LIMIT $2`)
)

// mostAcks is how many officials of one body, or documents of one official, are shown.
const mostAcks = 500

func scanAck(scan db.Scan) (a Ack, err error) {
	return a, scan(&a.Doc, &a.Account, &a.Body, &a.Asked, &a.Due, &a.Read)
}

// AskAcks asks the officials of a body, who hold a role on it other than administration,
// to say that they have read a document, by a day; by that of the rule brief.ack_days
// where it is zero. It returns how many are asked.
//
// The actor sees the document and needs [CanAsk] on the body. Faults: Unknown,
// Forbidden; Invalid for a day before today, and where nobody is there to be asked.
func AskAcks(ctx context.Context, u *work.Unit, d doc.ID, b org.ID, due civil.Date) (int, error) {
	if _, err := doc.Find(ctx, &u.View, d); err != nil {
		return 0, err
	}
	if err := u.Check(CanAsk, b.Scope()); err != nil {
		return 0, err
	}
	if due.IsZero() {
		days, _, err := ruleAckDays.Number(ctx, &u.View, u.Today)
		if err != nil {
			return 0, err
		}
		due = u.Today.AddDays(days)
	}
	if due.Before(u.Today) {
		return 0, fault.At("due", tDueEarly)
	}
	asking := u.View
	asking.Actor = access.System("asks officials to say what they have read")
	holders, err := account.Holders(ctx, &asking, []org.ID{b})
	if err != nil {
		return 0, err
	}
	var who []account.ID
	for _, h := range holders {
		if h.For == "" && h.Role != access.Administrator && !slices.Contains(who, h.Account) {
			who = append(who, h.Account)
		}
	}
	if len(who) == 0 {
		return 0, fault.At("due", tNoOfficials)
	}
	slices.Sort(who)
	rows := make([][]any, len(who))
	for i, a := range who {
		rows[i] = []any{d, a, b, u.Today, due}
	}
	if err := u.ExecMany(ctx, insertAck, rows); err != nil {
		return 0, err
	}
	return len(who), u.Record(ctx, "brief.ask_ack", string(d), map[string]any{"body": b, "due": due, "officials": len(who)})
}

// Acknowledge says for the actor that they have read a document, which they were asked
// to say. It is recorded by its day alone, and so no event tells when it was.
//
// It acts for the actor themselves, who sees the document. Faults: Unknown; Conflict
// where they were not asked or have said so already.
func Acknowledge(ctx context.Context, u *work.Unit, d doc.ID) error {
	if _, err := doc.Find(ctx, &u.View, d); err != nil {
		return err
	}
	n, err := u.Exec(ctx, readAck, d, u.Actor.Account, u.Today)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tNothingToRead)
	}
	return nil
}

// AcksOf returns who of the officials of a body was asked to say that they have read a
// document, and on which day they did.
//
// It is for the office that asks: the actor sees the document and needs [CanAsk] on the
// body. Faults: Unknown, Forbidden.
func AcksOf(ctx context.Context, v *work.View, d doc.ID, b org.ID) ([]Ack, map[account.ID]string, error) {
	if _, err := doc.Find(ctx, v, d); err != nil {
		return nil, nil, err
	}
	if err := v.Check(CanAsk, b.Scope()); err != nil {
		return nil, nil, err
	}
	acks, err := db.All(ctx, v.Snapshot, selectAcks, scanAck, d, b, mostAcks)
	if err != nil {
		return nil, nil, err
	}
	var who []account.ID
	for _, a := range acks {
		who = append(who, a.Account)
	}
	names, err := account.Names(ctx, v, who)
	return acks, names, err
}

// OwnAcks returns the documents that the actor is asked to read, what is due first,
// first; without those that they may not see.
//
// It shows the actor their own.
func OwnAcks(ctx context.Context, v *work.View) ([]Ack, map[doc.ID]*doc.Document, error) {
	acks, err := db.All(ctx, v.Snapshot, selectOwn, scanAck, v.Actor.Account, mostAcks)
	if err != nil || len(acks) == 0 {
		return nil, nil, err
	}
	var ids []doc.ID
	for _, a := range acks {
		ids = append(ids, a.Doc)
	}
	documents, err := doc.Documents(ctx, v, ids)
	return slices.DeleteFunc(acks, func(a Ack) bool { return documents[a.Doc] == nil }), documents, err
}

// forgotten takes away what an account was asked to read when the account is erased.
func forgotten(ctx context.Context, u *work.Unit, e work.Event) error {
	if e.Kind != "account.erased" {
		return nil
	}
	_, err := u.Exec(ctx, forgetAcks, e.Subject)
	return err
}

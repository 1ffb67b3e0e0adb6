package meeting

import (
	"bytes"
	"context"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
)

// CanApprove lets a person approve the minutes of the conferences of a body, and
// return them.
//
// That who approves did not write them is not asked: in most bodies the office
// writes and the head approves, who is another one; where one person does both, a rule
// would only be gone round by a second account. The log names both.
var CanApprove = access.Allow("meeting.approve", tCanApprove, access.Head)

// A Kept is the minutes of a conference as they were approved or signed.
type Kept struct {
	State  State  // Approved or Signed
	SHA256 string // of the file; "" of what was signed on paper and not handed in
	Media  string
	At     time.Time
	By     account.ID
}

var (
	insertKept = db.SQL("meeting.insertMinutes", `INSERT INTO meeting_minutes (meeting_id, no, state, sha256, media, kept_at, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`)
	selectKept = db.SQL("meeting.minutes", `SELECT state, sha256, media, kept_at, account_id FROM meeting_minutes WHERE meeting_id = $1 ORDER BY no LIMIT $2`)
)

// mostKept is how often minutes are approved and returned.
const mostKept = 50

// kept are the minutes of a conference as they were approved and signed, in order, those
// that were returned among them.
func kept(ctx context.Context, v *work.View, m ID) ([]Kept, error) {
	return db.All(ctx, v.Snapshot, selectKept, func(scan db.Scan) (k Kept, err error) {
		var at int64
		err = scan(&k.State, &k.SHA256, &k.Media, &at, &k.By)
		k.At = instant(at)
		return k, err
	}, m, mostKept)
}

// lastKept is the last of those with a state, nil where none is.
func lastKept(all []Kept, s State) *Kept {
	for _, k := range slices.Backward(all) {
		if k.State == s {
			return &k
		}
	}
	return nil
}

// Approve approves the minutes of a conference that is closed: they are written as
// the record makes them now, and that file is kept and given from then on.
//
// The actor needs [CanApprove] on the body. Faults: Unknown, Forbidden, TooMuch, and
// Conflict where the conference is not closed or its minutes are approved.
func Approve(ctx context.Context, u *work.Unit, d Deps, m ID) error {
	was, err := begin(ctx, u, m, DoApprove)
	if err != nil {
		return err
	}
	vi := text.WithLang(ctx, text.Vietnamese)
	p, err := handlers{d}.minutesOf(vi, &u.View, was)
	if err != nil {
		return err
	}
	p.Draft = time.Time{}
	var out bytes.Buffer
	if err := p.Paper().Write(&out); err != nil {
		return err
	}
	sum, _, err := d.Files.Put(ctx, bytes.NewReader(out.Bytes()))
	if err != nil {
		return err
	}
	return keep(ctx, u, was, DoApprove, Kept{State: Approved, SHA256: sum, Media: docx.Type})
}

// Sign notes that the minutes which were approved are signed, with the file of what was
// signed where there is one, which must be in the file store. Nothing of them changes
// from then on.
//
// The actor needs [CanRun] on the body. Faults: Unknown, Forbidden, and Conflict where
// they are not approved, or are signed.
func Sign(ctx context.Context, u *work.Unit, m ID, sha256, media string) error {
	was, err := begin(ctx, u, m, DoSign)
	if err != nil {
		return err
	}
	return keep(ctx, u, was, DoSign, Kept{State: Signed, SHA256: sha256, Media: media})
}

// keep writes down what became of the minutes.
func keep(ctx context.Context, u *work.Unit, was *Meeting, verb Verb, k Kept) error {
	all, err := kept(ctx, &u.View, was.ID)
	if err != nil {
		return err
	}
	if len(all) >= mostKept {
		return fault.New(fault.TooMuch, tTooManyLines, mostKept)
	}
	if _, err := u.Exec(ctx, insertKept, was.ID, len(all)+1, k.State, k.SHA256, k.Media, micro(u.Now), u.Actor.Account); err != nil {
		return err
	}
	run := was.Run
	run.State = k.State
	if err := run.save(ctx, u, was.ID); err != nil {
		return err
	}
	return u.Record(ctx, "meeting."+string(verb), string(was.ID), map[string]any{"sha256": k.SHA256})
}

// begin returns a conference for who may do a verb to it now.
func begin(ctx context.Context, u *work.Unit, m ID, verb Verb) (*Meeting, error) {
	r, ok := ruleOf(verb)
	if !ok {
		return nil, fault.New(fault.Unknown, tNoMeeting)
	}
	was, err := find(ctx, &u.View, m, r.Can)
	if err != nil {
		return nil, err
	}
	if was.Template {
		return nil, fault.New(fault.Conflict, tTemplateOnly)
	}
	if !slices.Contains(r.From, was.State) {
		return nil, fault.New(fault.Conflict, tNotNow, verb.Title(), was.State.Title())
	}
	return was, nil
}

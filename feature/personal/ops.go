package personal

import (
	"context"
	"fmt"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/rule"
)

var _ = account.Watch(watch)

// watch has a look written down when the view is over.
func watch(_ context.Context, v *work.View, s account.Sight) error {
	viewer, now := v.Actor, v.Now
	reason := ""
	if viewer.IsSystem() {
		reason = viewer.Name
	}
	var scopes []string
	for _, r := range viewer.Roots(account.CanManage) {
		scopes = append(scopes, string(r))
	}
	rows := make([][]any, len(s.Accounts))
	for i, a := range s.Accounts {
		rows[i] = []any{now.UnixMicro(), a, viewer.Account, reason, string(viewer.Body), s.What, account.CanManage.Name, strings.Join(scopes, " ")}
	}
	v.After("personal: who looked", func(ctx context.Context, u *work.Unit) error {
		return u.ExecMany(ctx, insertView, rows)
	})
	return nil
}

// mostLooks bounds what is shown of the looks at one person.
const mostLooks = 200

// Looks returns who looked at what is held about a person, the latest first.
//
// Everyone may see it of themself; of others who has the account in hand.
// Faults: Unknown.
func Looks(ctx context.Context, v *work.View, whom account.ID, limit int) ([]Look, error) {
	if err := own(ctx, v, whom); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, viewsOf, scanLook, whom, min(limit, mostLooks))
}

// own lets a person themself pass, and who has their account in hand.
func own(ctx context.Context, v *work.View, whom account.ID) error {
	if whom != "" && v.Actor.Account == string(whom) {
		return nil
	}
	mine, err := account.InHandOf(ctx, v, []account.ID{whom})
	if err == nil && mine[whom] == nil {
		err = fault.New(fault.Unknown, tNoPerson)
	}
	return err
}

// mostOpen bounds how many requests one person may have waiting.
const mostOpen = 5

// Ask makes a request of the actor about their own data. The last day of the
// first answer follows from the rules of the day. A correction says in words
// what is wrong.
//
// Everyone signed in may. Faults: Forbidden for nobody, Invalid, Conflict for
// too many that wait.
func Ask(ctx context.Context, u *work.Unit, kind Kind, words string) (RequestID, error) {
	if !u.Actor.SignedIn() {
		return "", fault.New(fault.Forbidden, tSignInFirst)
	}
	words = viet.NFC(strings.TrimSpace(words))
	wrong := wordsFaults("words", words, kind == Correct)
	if _, known := kindTitles[kind]; !known {
		wrong.Add("kind", tKindMissing)
	}
	if err := wrong.Err(); err != nil {
		return "", err
	}
	var open int
	if err := u.One(ctx, countOpen, []any{u.Actor.Account}, &open); err != nil {
		return "", err
	}
	if open >= mostOpen {
		return "", fault.New(fault.Conflict, tTooManyOpen, mostOpen)
	}
	days, version, err := answerDays.Number(ctx, &u.View, u.Today)
	if err != nil {
		return "", err
	}
	due, err := rule.DaysOff.AfterWorkdays(ctx, &u.View, u.Today, days)
	if err != nil {
		return "", err
	}
	calendar, err := rule.DaysOff.On(ctx, &u.View, due)
	if err != nil {
		return "", err
	}
	r := id.New[RequestID]()
	rules := version.Ref() + " " + calendar.Ref()
	if _, err := u.Exec(ctx, insertRequest, r, u.Actor.Account, string(kind), words, u.Now.UnixMicro(), due, rules); err != nil {
		return "", fmt.Errorf("ask: %w", err)
	}
	return r, u.RecordMany(ctx, []work.Event{{Kind: "personal.asked", Subject: string(r), First: true}}, []any{map[string]any{"kind": kind, "due": due, "rules": rules}})
}

// mostRequests bounds one list of requests.
const mostRequests = 100

// Asked returns the actor's own requests, the latest first.
func Asked(ctx context.Context, v *work.View) ([]Request, error) {
	if !v.Actor.SignedIn() {
		return nil, fault.New(fault.Forbidden, tSignInFirst)
	}
	return db.All(ctx, v.Snapshot, requestsOf, scanRequest, v.Actor.Account, mostRequests)
}

// Waiting returns the requests that nobody has answered of those people whose
// account the actor has in hand, the most urgent first, and whether there may
// be more.
//
// The actor needs account.CanManage somewhere; others are told of nothing.
// Faults: Unknown.
func Waiting(ctx context.Context, v *work.View) (found []Request, more bool, err error) {
	if !v.Actor.MaySomewhere(account.CanManage) {
		return nil, false, fault.New(fault.Unknown, tNoRequest)
	}
	// Those of one day are read whole, so that the next read begins with the next.
	var after civil.Date
	for range mostReads {
		some, err := db.All(ctx, v.Snapshot, openRequests, scanRequest, after, mostRequests)
		if err != nil {
			return nil, false, err
		}
		full := len(some) == mostRequests
		if full {
			last := some[len(some)-1].Due
			for len(some) > 0 && some[len(some)-1].Due == last {
				some = some[:len(some)-1]
			}
			if len(some) == 0 {
				if some, err = db.All(ctx, v.Snapshot, openOn, scanRequest, last, mostOfDay); err != nil {
					return nil, false, err
				}
			}
		}
		ids := make([]account.ID, len(some))
		for i, r := range some {
			ids[i] = r.Account
		}
		mine, err := account.InHandOf(ctx, v, ids)
		if err != nil {
			return nil, false, err
		}
		for _, r := range some {
			if mine[r.Account] != nil {
				found = append(found, r)
			}
		}
		if !full {
			return found, false, nil
		}
		if len(found) >= mostRequests {
			return found, true, nil
		}
		after = some[len(some)-1].Due
	}
	return found, true, nil
}

// Bounds of what is read to find the requests that are the actor's business.
const (
	mostReads = 20
	mostOfDay = 5000
)

// Find returns a request.
//
// Everyone may see their own; those of others who has the account in hand.
// Faults: Unknown.
func Find(ctx context.Context, v *work.View, request RequestID) (Request, error) {
	found, err := db.All(ctx, v.Snapshot, requestByID, scanRequest, request)
	if err != nil {
		return Request{}, err
	}
	if len(found) == 0 || own(ctx, v, found[0].Account) != nil {
		return Request{}, fault.New(fault.Unknown, tNoRequest)
	}
	return found[0], nil
}

// Answer writes down the first answer to a request.
//
// The actor needs to have the account in hand that asked, and it must not be
// their own. Faults: Unknown, Invalid at "answer", Conflict for one's own and
// for one that is answered.
func Answer(ctx context.Context, u *work.Unit, request RequestID, words string) error {
	r, err := Find(ctx, &u.View, request)
	if err != nil {
		return err
	}
	if u.Actor.Account == string(r.Account) {
		return fault.New(fault.Conflict, tOwnRequest)
	}
	words = viet.NFC(strings.TrimSpace(words))
	if err := wordsFaults("answer", words, true).Err(); err != nil {
		return err
	}
	by := u.Actor.Account
	if by == "" {
		by = u.Actor.Name
	}
	n, err := u.Exec(ctx, answerRequest, request, u.Now.UnixMicro(), by, words)
	if err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	if n == 0 {
		return fault.New(fault.Conflict, tAnswered)
	}
	return u.Record(ctx, "personal.answered", string(request), map[string]any{"late": u.Today.After(r.Due)})
}

// forgotten takes what is kept here about a person when their account is
// erased.
func forgotten(ctx context.Context, u *work.Unit, e work.Event) error {
	if e.Kind != "account.erased" {
		return nil
	}
	for _, s := range []*db.Stmt{dropViews, dropRequests} {
		if _, err := u.Exec(ctx, s, e.Subject); err != nil {
			return err
		}
	}
	return nil
}

// mostErased is how many accounts one run of [Expire] erases.
const mostErased = 200

// Expire does away with what has been kept long enough: who looked, requests
// that were answered, and the people behind accounts that are no longer used.
func Expire(ctx context.Context, o *work.Office) error {
	who := work.System("personal: kept long enough")
	var due []account.ID
	err := o.Do(ctx, who, func(u *work.Unit) error {
		for _, e := range []struct {
			rule *rule.Rule
			stmt *db.Stmt
		}{{viewMonths, expireViews}, {requestMonths, expireRequests}} {
			n, _, err := e.rule.Number(ctx, &u.View, u.Today)
			if err != nil {
				return err
			}
			if _, err := u.Exec(ctx, e.stmt, u.Today.AddMonths(-n).Start(u.Zone).UnixMicro()); err != nil {
				return err
			}
		}
		n, _, err := eraseMonths.Number(ctx, &u.View, u.Today)
		if err != nil {
			return err
		}
		due, err = account.Unused(ctx, &u.View, u.Today.AddMonths(-n), mostErased)
		return err
	})
	if err != nil {
		return err
	}
	for _, a := range due {
		// Somebody may have been given a role since: then it stays.
		if err := o.Do(ctx, who, func(u *work.Unit) error { return account.Erase(ctx, u, a) }); err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return nil
}

// exportEvery is how often a person gets the file of their data: making it
// reads the whole log.
const exportEvery = time.Hour

// May says whether the actor may have the file of their data now.
func mayExport(ctx context.Context, v *work.View) error {
	if !v.Actor.SignedIn() {
		return fault.New(fault.Forbidden, tSignInFirst)
	}
	events, err := v.History(ctx, exportSubject(v.Actor), 1)
	if err != nil {
		return err
	}
	if len(events) > 0 {
		if wait := events[0].At.Add(exportEvery).Sub(v.Now); wait > 0 {
			return fault.After(wait, tExportedJustNow, int(wait/time.Minute)+1)
		}
	}
	return nil
}

// exportSubject is under what the log keeps that a person took their file.
func exportSubject(a access.Actor) string { return "export:" + a.Account }

// A Deed is one thing that a person did, as the file tells it.
type Deed struct {
	At      time.Time `json:"at"`
	Kind    string    `json:"kind"`
	Subject string    `json:"subject"`
	Body    string    `json:"body"`
	Detail  string    `json:"detail"`
}

// Bounds of reading the log for one person: how many events at a time, how
// many deeds in all.
const (
	eventsAtATime = 100_000
	mostDeeds     = 100_000
	mostActs      = 5000
)

// deeds returns what a person did, oldest first, and whether that is all. It
// reads the log in steps, each in a view of its own, so that none is long.
func deeds(ctx context.Context, r account.Runner) (all []Deed, whole bool, err error) {
	var acts []any
	var last int64
	err = r.View(ctx, func(v *work.View) error {
		if acts, err = db.All(ctx, v.Snapshot, actsOf, func(scan db.Scan) (any, error) {
			var no int64
			err := scan(&no)
			return no, err
		}, v.Actor.Account, mostActs); err != nil {
			return err
		}
		return v.One(ctx, lastEvent, nil, &last)
	})
	if err != nil || len(acts) == 0 {
		return nil, true, err
	}
	for from := int64(0); from < last; from += eventsAtATime {
		if len(all) >= mostDeeds {
			return all, false, nil
		}
		err := r.View(ctx, func(v *work.View) error {
			q := db.Built("personal.deeds", `SELECT e.at, a.kind, a.body_id, coalesce(e.subject, f.subject), e.detail
				FROM event e CROSS JOIN event_act a LEFT JOIN event f ON f.seq = e.first_seq
				WHERE a.no = e.act_no AND e.seq > $1 AND e.seq <= $2 AND e.act_no IN (`+db.Places(3, len(acts))+`) ORDER BY e.seq`)
			return db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
				var d Deed
				var at int64
				err := scan(&at, &d.Kind, &d.Body, &d.Subject, &d.Detail)
				d.At = time.UnixMicro(at).In(v.Zone)
				all = append(all, d)
				return err
			}, append([]any{from, from + eventsAtATime}, acts...)...)
		})
		if err != nil {
			return nil, false, err
		}
	}
	return all, len(acts) < mostActs, nil
}

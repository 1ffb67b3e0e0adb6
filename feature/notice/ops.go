package notice

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/mail"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/task"
)

// CanWatch lets a person see the mail that could not be delivered, and have it
// sent again.
var CanWatch = access.Allow("notice.watch", tCanWatch, access.Administrator)

// An Item is a matter as one person may see it.
type Item struct {
	ID     ID
	Kind   Kind
	Body   org.ID // for which the person is told
	By     string // account that did it; "" for the program itself
	For    string // in whose place
	At     time.Time
	Read   bool
	Things []About // that the person may see, the first few
	Count  int64   // how many those are, as far as was looked
}

// An About is a thing, mostly a task, with what was said of it.
type About struct {
	Thing
	Words string
}

// Gone says whether nothing is left of it that the person may see.
func (i Item) Gone() bool { return len(i.Things) == 0 }

// Title names what happened, in the language of ctx.
func (i Item) Title(ctx context.Context) string { return i.Kind.title(text.LangOf(ctx), i.Count) }

// How many tasks of a matter are looked at.
const (
	fewTasks  = 20  // for a list or a mail
	mostTasks = 200 // for its own page
)

// itemsOf returns matters as actors see them: of tells who is told of each; ok
// is false for who may see nothing.
func itemsOf(ctx context.Context, v *work.View, matters []matter, of func(matter) (a access.Actor, ok bool), most int) ([]Item, error) {
	if len(matters) == 0 {
		return nil, nil
	}
	parts := make([]string, len(matters))
	args := []any{most}
	for i, m := range matters {
		args = append(args, m.ID)
		parts[i] = fmt.Sprintf(`SELECT * FROM (SELECT matter_id, task_id, words FROM notice_task WHERE matter_id = $%d ORDER BY no LIMIT $1) AS r%d`, len(args), i)
	}
	type line struct{ thing, words string }
	lines := map[ID][]line{}
	if err := db.Each(ctx, v.Snapshot, db.Built("notice.tasksOf", strings.Join(parts, " UNION ALL ")), func(scan db.Scan) error {
		var m ID
		var l line
		err := scan(&m, &l.thing, &l.words)
		lines[m] = append(lines[m], l)
		return err
	}, args...); err != nil {
		return nil, err
	}
	ids := map[*Sort][]string{}
	for _, m := range matters {
		for _, l := range lines[m.ID] {
			ids[sorts[m.Kind]] = append(ids[sorts[m.Kind]], l.thing)
		}
	}
	things := make(map[*Sort]map[string]Thing, len(ids))
	for s, wanted := range ids {
		slices.Sort(wanted)
		found, err := s.things(ctx, v, nil, slices.Compact(wanted))
		if err != nil {
			return nil, err
		}
		things[s] = found
	}
	items := make([]Item, len(matters))
	for i, m := range matters {
		it := Item{ID: m.ID, Kind: m.kind(), Body: m.Body, By: m.By, For: m.For, At: m.At, Read: m.read}
		if a, ok := of(m); ok {
			for _, l := range lines[m.ID] {
				if t, there := things[sorts[m.Kind]][l.thing]; there && !t.Draft && t.Seen(a) {
					it.Things = append(it.Things, About{t, l.words})
				}
			}
			it.Count = int64(len(it.Things))
			// Who sees what a body leads or has given sees all of the matter.
			if it.Count == int64(len(lines[m.ID])) && it.Count > 0 && (m.Side == Lead || m.Side == Issuer) && it.Kind.wholly(m, a) {
				it.Count = m.Tasks
			}
		}
		items[i] = it
	}
	return items, nil
}

// A Cursor is where a page of notices ended.
type Cursor struct {
	At int64 // microseconds; 0 for the beginning
	ID ID
}

// PageRows is how many notices a page shows.
const PageRows = 50

// Inbox returns the notices of the post in which the actor acts, the newest
// first. What is told of tasks that they may see no more is gone from them
// ([Item.Gone]).
//
// Everybody sees their own. Faults: Forbidden for who has not signed in.
func Inbox(ctx context.Context, v *work.View, after Cursor) (items []Item, next Cursor, err error) {
	if err := own(v); err != nil {
		return nil, next, err
	}
	if after.At == 0 {
		after.At = v.Now.AddDate(10, 0, 0).UnixMicro()
	}
	found, err := db.All(ctx, v.Snapshot, inboxPage, scanInbox, v.Actor.Account, v.Actor.Post, after.At, after.ID, PageRows+1)
	if err != nil {
		return nil, next, err
	}
	if len(found) > PageRows {
		found = found[:PageRows]
		next = Cursor{found[PageRows-1].At.UnixMicro(), found[PageRows-1].ID}
	}
	items, err = itemsOf(ctx, v, found, self(v), fewTasks)
	return items, next, err
}

// Open returns one notice of the actor with its tasks, as far as they may be
// seen, up to a bound. Faults: Unknown.
func Open(ctx context.Context, v *work.View, id ID) (*Item, error) {
	if err := own(v); err != nil {
		return nil, err
	}
	found, err := db.All(ctx, v.Snapshot, inboxOne, scanInbox, v.Actor.Account, v.Actor.Post, id)
	if err != nil {
		return nil, err
	}
	items, err := itemsOf(ctx, v, found, self(v), mostTasks)
	if err != nil {
		return nil, err
	}
	if len(items) == 0 || items[0].Gone() {
		return nil, fault.New(fault.Unknown, tNoNotice)
	}
	return &items[0], nil
}

// MostUnread is up to how many unread notices are counted.
const MostUnread = 100

// Unread returns how many notices the actor has not read in the post in which
// they act, up to [MostUnread]; 0 for who has not signed in.
func Unread(ctx context.Context, v *work.View) (n int, err error) {
	if !told(v) {
		return 0, nil
	}
	return n, v.One(ctx, countUnread, []any{v.Actor.Account, v.Actor.Post, MostUnread}, &n)
}

// AheadUnread says that [Unread] will be asked for, see [db.Snapshot.Ahead].
func AheadUnread(v *work.View) {
	if told(v) {
		v.Ahead(countUnread, v.Actor.Account, v.Actor.Post, MostUnread)
	}
}

// told says whether there can be notices for the actor.
func told(v *work.View) bool { return v.Actor.SignedIn() && v.Actor.Post != "" }

// Elsewhere returns how many the actor has not read in their other posts.
func Elsewhere(ctx context.Context, v *work.View) (total int, err error) {
	if !v.Actor.SignedIn() {
		return 0, nil
	}
	err = db.Each(ctx, v.Snapshot, unreadElsewhere, func(scan db.Scan) error {
		var post string
		var n int
		err := scan(&post, &n)
		if slices.ContainsFunc(v.Actor.Posts, func(p access.Post) bool { return p.ID == post }) {
			total += n
		}
		return err
	}, v.Actor.Account, v.Actor.Post)
	return total, err
}

// MarkRead notes that the actor has read a notice; it is no news that it was
// read before. It acts for the actor themselves. Faults: Unknown.
func MarkRead(ctx context.Context, u *work.Unit, id ID) error {
	if err := own(&u.View); err != nil {
		return err
	}
	n, err := u.Exec(ctx, readOne, u.Actor.Account, u.Actor.Post, id, u.Now.UnixMicro())
	if err != nil || n > 0 {
		return err
	}
	there, err := db.All(ctx, u.Snapshot, inboxOne, scanInbox, u.Actor.Account, u.Actor.Post, id)
	if err == nil && len(there) == 0 {
		err = fault.New(fault.Unknown, tNoNotice)
	}
	return err
}

// MarkAllRead is [MarkRead] for every notice of the post in which the actor
// acts.
func MarkAllRead(ctx context.Context, u *work.Unit) error {
	if err := own(&u.View); err != nil {
		return err
	}
	_, err := u.Exec(ctx, readAll, u.Actor.Account, u.Actor.Post, u.Now.UnixMicro())
	return err
}

// own refuses who is nobody in particular.
func own(v *work.View) error {
	if !v.Actor.SignedIn() {
		return fault.New(fault.Forbidden, tSignIn)
	}
	return nil
}

// WishesOf returns how the actor wants to be told.
func WishesOf(ctx context.Context, v *work.View) (Person, error) {
	if err := own(v); err != nil {
		return Person{}, err
	}
	who := account.ID(v.Actor.Account)
	people, err := peopleOf(ctx, v, []account.ID{who})
	return people[who], err
}

// Choose keeps how the actor wants to be told: classes, quiet hours and the
// language. The address has operations of its own. Faults: Invalid.
func Choose(ctx context.Context, u *work.Unit, p Person) error {
	if err := own(&u.View); err != nil {
		return err
	}
	var wrong fault.Fields
	var choices [][]any
	for _, c := range Classes() {
		how := p.How[c]
		if !slices.Contains(Hows(), how) {
			wrong.Add(string(c), tHowWrong)
		}
		choices = append(choices, []any{u.Actor.Account, c, how})
	}
	for field, minute := range map[string]int{"from": p.Quiet.From, "until": p.Quiet.Until} {
		if minute < 0 || minute >= 24*60 {
			wrong.Add(field, tQuietWrong)
		}
	}
	if wrong != nil {
		return wrong.Err()
	}
	if _, err := u.Exec(ctx, putPerson, u.Actor.Account, p.Lang.String(), p.Quiet.From, p.Quiet.Until); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, putChoice, choices); err != nil {
		return err
	}
	return u.Record(ctx, "notice.chosen", u.Actor.Account, nil)
}

// Times of an address that waits to be confirmed.
const (
	linkTime = 24 * time.Hour
	askAgain = 5 // minutes
)

// AskAddress has a link sent to an address, by which the actor confirms that
// it is theirs; nothing else goes there before. The address in use stays in
// use until then.
//
// Whoever has another person's browser would have what the person is told sent
// to themselves: a proof is asked for. Faults: Unproven, Invalid, TooMuch.
func AskAddress(ctx context.Context, u *work.Unit, typed string) error {
	if err := own(&u.View); err != nil {
		return err
	}
	if u.Actor.Unproven {
		return u.Check(task.CanSee, "")
	}
	if err := u.CheckProof(); err != nil {
		return err
	}
	address, err := mail.Address(typed)
	if err != nil {
		return fault.At("address", tNotAnAddress)
	}
	now, err := WishesOf(ctx, &u.View)
	if err != nil {
		return err
	}
	switch {
	case address == now.Address:
		return fault.At("address", tAddressTaken)
	case u.Now.Before(now.AskedAt.Add(askAgain * time.Minute)):
		return fault.At("address", tAskedLately, askAgain)
	}
	if _, err := u.Exec(ctx, askAddress, u.Actor.Account, address, u.Now.UnixMicro(), now.Lang.String(), now.Quiet.From, now.Quiet.Until); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, insertMail, id.New[MailID](), u.Actor.Account, mailConfirm, u.Now.UnixMicro()); err != nil {
		return err
	}
	return u.Record(ctx, "notice.address_asked", u.Actor.Account, nil)
}

// DropAddress takes the actor's address away: nothing more is sent.
func DropAddress(ctx context.Context, u *work.Unit) error {
	if err := own(&u.View); err != nil {
		return err
	}
	for _, s := range []*db.Stmt{dropAddress, dropDue} {
		if _, err := u.Exec(ctx, s, u.Actor.Account); err != nil {
			return err
		}
	}
	return u.Record(ctx, "notice.address_dropped", u.Actor.Account, nil)
}

// A Token is what a link to confirm an address holds: 256 bits of chance.
type Token string

func newToken() Token {
	var b [32]byte
	rand.Read(b[:])
	return Token(base64.RawURLEncoding.EncodeToString(b[:]))
}

func (t Token) hash() []byte {
	h := sha256.Sum256([]byte(t))
	return h[:]
}

// Confirming returns the address that the actor would confirm by a link.
// Faults: Unknown for a link that is over, was used, or is of another account.
func Confirming(ctx context.Context, v *work.View, t Token) (string, error) {
	if err := own(v); err != nil {
		return "", err
	}
	var who string
	var p Person
	err := db.Each(ctx, v.Snapshot, byToken, func(scan db.Scan) (err error) {
		who, p, err = scanPerson(scan)
		return err
	}, t.hash())
	if err == nil && (who == "" || who != v.Actor.Account || !v.Now.Before(p.AskedAt.Add(linkTime))) {
		err = fault.New(fault.Unknown, tLinkOver)
	}
	return p.Asked, err
}

// Confirm takes an address into use to which the link was sent, and
// returns it. Faults are those of [Confirming].
func Confirm(ctx context.Context, u *work.Unit, t Token) (string, error) {
	address, err := Confirming(ctx, &u.View, t)
	if err != nil {
		return "", err
	}
	if _, err := u.Exec(ctx, confirmAddress, u.Actor.Account, u.Now.UnixMicro()); err != nil {
		return "", err
	}
	return address, u.Record(ctx, "notice.address_confirmed", u.Actor.Account, nil)
}

// A MailID identifies a mail.
type MailID string

// An Undelivered is a mail that was given up.
type Undelivered struct {
	ID      MailID
	Account account.ID
	Made    time.Time
	Ended   time.Time
	Tries   int64
	Trouble string
}

// A Queue is where the sending of mail stands.
type Queue struct {
	Waiting int64
	Oldest  time.Time // zero where nothing waits
	Failed  []Undelivered
}

// mostFailed bounds the list of mails that were given up.
const mostFailed = 200

// QueueOf returns where the sending of mail stands, and which mails were given
// up to those whom the actor has in hand (account.InHand).
//
// The actor needs [CanWatch] somewhere.
func QueueOf(ctx context.Context, v *work.View) (q Queue, err error) {
	if !v.Actor.MaySomewhere(CanWatch) {
		return q, v.Check(CanWatch, access.Everywhere)
	}
	if err := v.One(ctx, countWaiting, nil, &q.Waiting, instant{&q.Oldest}); err != nil {
		return q, err
	}
	if q.Failed, err = db.All(ctx, v.Snapshot, failedMails, scanUndelivered, mostFailed); err != nil {
		return q, err
	}
	var who []account.ID
	for _, f := range q.Failed {
		who = append(who, f.Account)
	}
	slices.Sort(who)
	mine, err := account.InHandOf(ctx, v, slices.Compact(who))
	q.Failed = slices.DeleteFunc(q.Failed, func(f Undelivered) bool { return mine[f.Account] == nil })
	return q, err
}

func scanUndelivered(scan db.Scan) (f Undelivered, err error) {
	return f, scan(&f.ID, &f.Account, instant{&f.Made}, instant{&f.Ended}, &f.Tries, &f.Trouble)
}

// SendAgain has a mail tried again that was given up. Rights are those of
// [QueueOf]. Faults: Unknown.
func SendAgain(ctx context.Context, u *work.Unit, m MailID) error {
	return onFailed(ctx, u, "notice.mail_again", m, retryMail, m, u.Now.UnixMicro())
}

// DropMail takes a mail that was given up out of the list. Rights are those of
// [QueueOf]. Faults: Unknown.
func DropMail(ctx context.Context, u *work.Unit, m MailID) error {
	return onFailed(ctx, u, "notice.mail_dropped", m, dropMail, m)
}

func onFailed(ctx context.Context, u *work.Unit, event string, m MailID, by *db.Stmt, args ...any) error {
	if !u.Actor.MaySomewhere(CanWatch) {
		return u.Check(CanWatch, access.Everywhere)
	}
	found, err := db.All(ctx, u.Snapshot, failedMail, scanUndelivered, m)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fault.New(fault.Unknown, tNoSuchMail)
	}
	if mine, err := account.InHandOf(ctx, &u.View, []account.ID{found[0].Account}); err != nil || len(mine) == 0 {
		return errors.Join(err, fault.New(fault.Unknown, tNoSuchMail))
	}
	n, err := u.Exec(ctx, by, args...)
	if err == nil && n == 0 {
		err = fault.New(fault.Unknown, tNoSuchMail)
	}
	if err != nil {
		return err
	}
	return u.Record(ctx, event, string(m), nil)
}

// Failed returns how many mails were given up, for doctor.
func Failed(ctx context.Context, d *db.DB) (n int64, err error) {
	return n, d.Read(ctx, func(s *db.Snapshot) error { return s.One(ctx, countFailed, nil, &n) })
}

// Sweep forgets what was told long ago: notices after a year, mails that have
// gone after a month.
func Sweep(ctx context.Context, o *work.Office) error {
	for more := true; more; {
		err := o.Do(ctx, work.System("notice.sweep"), func(u *work.Unit) error {
			if _, err := u.Exec(ctx, oldMails, u.Now.AddDate(0, -1, 0).UnixMicro()); err != nil {
				return err
			}
			// Mail that could not go for days, because no server was named, is
			// no news any more.
			if _, err := u.Exec(ctx, dropStale, u.Now.AddDate(0, 0, -3).UnixMicro()); err != nil {
				return err
			}
			old, err := db.All(ctx, u.Snapshot, oldMatters, db.Text[ID], u.Now.AddDate(-1, 0, 0).UnixMicro(), perSweep)
			if err != nil {
				return err
			}
			more = len(old) == perSweep
			rows := make([][]any, len(old))
			for i, m := range old {
				rows[i] = []any{m}
			}
			return errors.Join(u.ExecMany(ctx, dropNotices, rows), u.ExecMany(ctx, dropTasks, rows), u.ExecMany(ctx, dropMatter, rows))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

const (
	sweepEvery = 24 * time.Hour
	perSweep   = 500
)

// forgotten takes away what is kept of how a person wants to be told, when the
// account is erased.
func forgotten(ctx context.Context, u *work.Unit, e work.Event) error {
	if e.Kind != "account.erased" {
		return nil
	}
	for _, s := range []*db.Stmt{forgetPerson, forgetChoices, forgetNotices, forgetMails} {
		if _, err := u.Exec(ctx, s, e.Subject); err != nil {
			return err
		}
	}
	return nil
}

// self tells the notices of the actor to the actor.
func self(v *work.View) func(matter) (access.Actor, bool) {
	return func(matter) (access.Actor, bool) { return v.Actor, true }
}

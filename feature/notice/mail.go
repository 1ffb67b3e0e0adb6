package notice

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/id"
	"quyet/base/mail"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// A Post is by way of what people are written to.
type Post struct {
	Sender *mail.Sender // nil: nobody is written to
	Origin *url.URL     // where browsers find the program, for links
	Log    *slog.Logger
}

// Kinds of mails.
const (
	mailNotices = "notices"
	mailConfirm = "confirm"
)

// Outcomes of mails.
const (
	mailSent    = "sent"
	mailNothing = "nothing"
	mailFailed  = "failed"
)

const (
	deliverEvery = 20 * time.Second
	deliverTakes = 5 * time.Minute
	perBundle    = 200 // notices whose people are looked at in one unit
	perDelivery  = 20  // mails in one connection
	mostMatters  = 200 // in one mail
	inMail       = 5   // tasks that a mail names of one matter
)

// waits are how long after each try a mail is tried again; after the last of
// them it is given up.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour, 8 * time.Hour, 12 * time.Hour, 24 * time.Hour}

// Deliver puts what is due into mails, one for each person, and sends what
// waits. What a mail says is written when it goes out, from what its person may
// see and wants to get then; in their quiet hours it waits.
//
// It runs as the program itself; several instances may do it at once. A mail
// arrives at least once: where the program died between the server's word and
// its own note of it, the same mail goes out again under the same name
// ([mail.Message.ID]), by which mail programs show it once.
func (p Post) Deliver(ctx context.Context, o *work.Office) error {
	due, waiting := false, false
	if err := o.View(ctx, work.System("notice.mail"), func(v *work.View) error {
		first, err := db.All(ctx, v.Snapshot, dueAccounts, db.Text[account.ID], v.Now.UnixMicro(), 1)
		if err != nil {
			return err
		}
		mails, err := db.All(ctx, v.Snapshot, waitingMails, scanWaiting, v.Now.UnixMicro(), 1)
		due, waiting = len(first) > 0, len(first)+len(mails) > 0
		return err
	}); err != nil {
		return err
	}
	for more := due; more; {
		if err := o.Do(ctx, work.System("notice.mail"), func(u *work.Unit) (err error) {
			more, err = bundle(ctx, u)
			return err
		}); err != nil {
			return err
		}
	}
	for more := waiting; more; {
		var err error
		if more, err = p.sendSome(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// bundle puts the notices that are due into a mail for each person.
func bundle(ctx context.Context, u *work.Unit) (more bool, err error) {
	now := u.Now.UnixMicro()
	due, err := db.All(ctx, u.Snapshot, dueAccounts, db.Text[account.ID], now, perBundle)
	if err != nil || len(due) == 0 {
		return false, err
	}
	more = len(due) == perBundle
	slices.Sort(due)
	var mails, into, closed [][]any
	for _, a := range slices.Compact(due) {
		m := id.New[MailID]()
		mails, into, closed = append(mails, []any{m, a, mailNotices, now}), append(into, []any{a, m, now}), append(closed, []any{m})
	}
	return more, errors.Join(u.ExecMany(ctx, insertMail, mails), u.ExecMany(ctx, intoMail, into), u.ExecMany(ctx, closeMailed, closed))
}

// A waiting is a mail that is tried now.
type waiting struct {
	ID      MailID
	Account account.ID
	Kind    string
	next    int64
	tries   int64 // before this one

	message mail.Message
	outcome string    // decided without sending
	later   time.Time // not now
}

func scanWaiting(scan db.Scan) (*waiting, error) {
	var w waiting
	return &w, scan(&w.ID, &w.Account, &w.Kind, &w.next, &w.tries)
}

// sendSome tries mails whose time has come.
func (p Post) sendSome(ctx context.Context, o *work.Office) (more bool, err error) {
	var batch []*waiting
	if err := o.Do(ctx, work.System("notice.mail"), func(u *work.Unit) (err error) {
		batch, more, err = p.claim(ctx, u)
		return err
	}); err != nil || len(batch) == 0 {
		return false, err
	}
	var going []*waiting
	var messages []mail.Message
	for _, w := range batch {
		if w.outcome == "" && w.later.IsZero() {
			going, messages = append(going, w), append(messages, w.message)
		}
	}
	var each []error
	if len(messages) > 0 {
		each, err = p.Sender.Send(ctx, messages...)
		if err != nil {
			p.Log.WarnContext(ctx, "mail: the server was not reached; it is tried again", "mails", len(messages), "error", err)
			each = make([]error, len(messages))
			for i := range each {
				each[i] = err
			}
			more = false
		}
	}
	// What has been sent is noted also where the program stops meanwhile.
	return more, o.Do(context.WithoutCancel(ctx), work.System("notice.mail"), func(u *work.Unit) error {
		for i, w := range going {
			if err := outcomeOf(ctx, u, w, each[i]); err != nil {
				return err
			}
		}
		for _, w := range batch {
			var err error
			switch {
			case !w.later.IsZero() && w.tries == 0:
				// What comes until then goes along with it.
				if _, err = u.Exec(ctx, outOfMail, w.ID, w.later.UnixMicro()); err == nil {
					_, err = u.Exec(ctx, endMail, w.ID, mailNothing, u.Now.UnixMicro(), "")
				}
			case w.outcome != "":
				_, err = u.Exec(ctx, endMail, w.ID, w.outcome, u.Now.UnixMicro(), "")
			case !w.later.IsZero():
				_, err = u.Exec(ctx, postponeMail, w.ID, w.later.UnixMicro(), w.tries, "")
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// outcomeOf notes what became of one mail.
func outcomeOf(ctx context.Context, u *work.Unit, w *waiting, sent error) error {
	var err error
	switch {
	case sent == nil:
		_, err = u.Exec(ctx, endMail, w.ID, mailSent, u.Now.UnixMicro(), "")
	case errors.Is(sent, mail.ErrRefused), errors.Is(sent, mail.ErrAddress), int(w.tries) >= len(waits):
		_, err = u.Exec(ctx, endMail, w.ID, mailFailed, u.Now.UnixMicro(), troubleOf(sent, w.message.To))
	default:
		_, err = u.Exec(ctx, postponeMail, w.ID, u.Now.Add(waits[w.tries]).UnixMicro(), w.tries+1, troubleOf(sent, w.message.To))
	}
	return err
}

// troubleOf is what an administrator is told; the address of the person is none
// of their business.
func troubleOf(err error, to string) string {
	said := strings.ReplaceAll(err.Error(), to, "…")
	return clip(strings.ReplaceAll(said, strings.ToLower(to), "…"), 300)
}

// claim takes mails whose time has come, so that no other instance does for a
// while, and writes them.
func (p Post) claim(ctx context.Context, u *work.Unit) (mine []*waiting, more bool, err error) {
	all, err := db.All(ctx, u.Snapshot, waitingMails, scanWaiting, u.Now.UnixMicro(), perDelivery)
	if err != nil {
		return nil, false, err
	}
	for _, w := range all {
		n, err := u.Exec(ctx, claimMail, w.ID, w.next, u.Now.Add(deliverTakes).UnixMicro())
		if err != nil {
			return nil, false, err
		}
		if n == 1 {
			mine = append(mine, w)
		}
	}
	if len(mine) == 0 {
		return nil, false, nil
	}
	return mine, len(all) == perDelivery, p.write(ctx, u, mine)
}

// write writes mails, as of now.
func (p Post) write(ctx context.Context, u *work.Unit, mails []*waiting) error {
	var who []account.ID
	for _, w := range mails {
		who = append(who, w.Account)
	}
	slices.Sort(who)
	who = slices.Compact(who)
	people, err := peopleOf(ctx, &u.View, who)
	if err != nil {
		return err
	}
	actors, err := account.Acting(ctx, &u.View, who)
	if err != nil {
		return err
	}
	for _, w := range mails {
		person, actor := people[w.Account], actors[w.Account]
		if actor.Account == "" {
			w.outcome = mailNothing
			continue
		}
		if w.Kind == mailConfirm {
			if err := p.writeConfirm(ctx, u, w, person, actor); err != nil {
				return err
			}
			continue
		}
		if at := person.Quiet.After(u.Now, u.Zone); at.After(u.Now) {
			w.later = at
			continue
		}
		if err := p.writeNotices(ctx, &u.View, w, person, actor); err != nil {
			return err
		}
	}
	return nil
}

// writeConfirm writes the mail by which an address is confirmed: a new link
// each time, of which the database keeps a hash.
func (p Post) writeConfirm(ctx context.Context, u *work.Unit, w *waiting, person Person, actor access.Actor) error {
	if person.Asked == "" || !u.Now.Before(person.AskedAt.Add(linkTime)) {
		w.outcome = mailNothing
		return nil
	}
	token := newToken()
	if _, err := u.Exec(ctx, setToken, w.Account, token.hash()); err != nil {
		return err
	}
	ctx = text.WithLang(ctx, person.Lang)
	l := letter{Dear: actor.Name, Words: tConfirmWords.In(ctx, actor.Name), Link: p.at(confirmAddressOf(token)), After: tConfirmIgnore.In(ctx)}
	return w.set(ctx, person.Asked, tConfirmMail.In(ctx), l)
}

// writeNotices writes what is told to a person; nothing where they may see
// nothing of it any more, or want none.
func (p Post) writeNotices(ctx context.Context, v *work.View, w *waiting, person Person, actor access.Actor) error {
	matters, err := db.All(ctx, v.Snapshot, mattersOfMail, scanMailed, w.ID, mostMatters+1)
	if err != nil {
		return err
	}
	w.outcome = mailNothing
	more := len(matters) > mostMatters
	matters = slices.DeleteFunc(matters, func(m matter) bool { return person.Of(m.kind().Class) == Never })
	if person.Address == "" || len(matters) == 0 {
		return nil
	}
	items, err := itemsOf(ctx, v, matters, func(m matter) (access.Actor, bool) {
		i := slices.IndexFunc(actor.Posts, func(p access.Post) bool { return p.ID == m.post })
		if i < 0 {
			return access.Actor{}, false
		}
		return actor.In(actor.Posts[i]), true
	}, fewTasks)
	if err != nil {
		return err
	}
	// What is told in two posts is told once.
	told := map[ID]bool{}
	items = slices.DeleteFunc(items, func(i Item) bool {
		again := i.Gone() || told[i.ID]
		told[i.ID] = told[i.ID] || !i.Gone()
		return again
	})
	if len(items) == 0 {
		return nil
	}
	w.outcome = ""
	ctx = text.WithLang(ctx, person.Lang)
	l, err := p.letterOf(ctx, v, actor.Name, items)
	if err != nil {
		return err
	}
	subject := tSubjectMany.In(ctx, len(items))
	switch {
	case more:
		subject = tSubjectMore.In(ctx, mostMatters)
	case len(items) == 1:
		subject = items[0].Title(ctx)
		if items[0].Count == 1 {
			subject = tSubjectOne.In(ctx, subject, clip(items[0].Things[0].Title, 80))
		}
	}
	return w.set(ctx, person.Address, subject, l)
}

// at returns the whole address of a page.
func (p Post) at(path string) string { return p.Origin.JoinPath(path).String() }

// A letter is what a mail says.
type letter struct {
	Dear  string
	Words string
	Link  string
	Items []letterItem
	After string
	See   string // address of all notices
	Stop  string // address at which to change how one is told
}

type letterItem struct {
	Title, Body, By string
	Things          []letterThing
	More            string
}

type letterThing struct{ Text, Due, Words, Link string }

func (p Post) letterOf(ctx context.Context, v *work.View, name string, items []Item) (letter, error) {
	l := letter{Dear: name, See: p.at(Address), Stop: p.at(settingsAddress)}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return l, err
	}
	names, err := namesOf(ctx, v, items)
	if err != nil {
		return l, err
	}
	for _, i := range items {
		li := letterItem{Title: i.Title(ctx), Body: tree.Name(i.Body, v.Today), By: doer(ctx, names, i)}
		for _, t := range i.Things[:min(len(i.Things), inMail)] {
			lt := letterThing{Text: clip(t.Title, 300), Words: t.Words, Link: p.at(t.Address)}
			if !t.Due.IsZero() {
				lt.Due = tDueOn.In(ctx, t.Due.Vietnamese())
			}
			li.Things = append(li.Things, lt)
		}
		if more := i.Count - int64(len(li.Things)); more > 0 {
			li.More = tAndMore.In(ctx, more)
		}
		l.Items = append(l.Items, li)
	}
	return l, nil
}

// set makes the message of a mail.
func (w *waiting) set(ctx context.Context, to, subject string, l letter) error {
	var html strings.Builder
	if err := letterView(l).Render(ctx, &html); err != nil {
		return err
	}
	w.message = mail.Message{ID: string(w.ID), To: to, Subject: subject, Text: l.plain(ctx), HTML: html.String(), Stop: l.Stop}
	return nil
}

// plain writes a letter as text.
func (l letter) plain(ctx context.Context) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", tDear.In(ctx, l.Dear))
	if l.Words != "" {
		fmt.Fprintf(&b, "%s\n\n%s\n\n%s\n\n", l.Words, l.Link, l.After)
	}
	for _, i := range l.Items {
		fmt.Fprintf(&b, "* %s\n  %s\n", i.Title, i.about())
		for _, t := range i.Things {
			fmt.Fprintf(&b, "\n  - %s\n", t.line())
			if t.Words != "" {
				fmt.Fprintf(&b, "    %s\n", tSaid.In(ctx, t.Words))
			}
			fmt.Fprintf(&b, "    %s\n", t.Link)
		}
		if i.More != "" {
			fmt.Fprintf(&b, "\n  %s\n", i.More)
		}
		b.WriteString("\n")
	}
	if l.See != "" {
		fmt.Fprintf(&b, "%s\n\n", tSee.In(ctx, l.See))
	}
	b.WriteString("-- \n")
	if l.Stop != "" {
		fmt.Fprintf(&b, "%s\n", tWhyMail.In(ctx, l.Stop))
	}
	fmt.Fprintf(&b, "%s\n", tNoReply.In(ctx))
	return b.String()
}

func (i letterItem) about() string {
	if i.By == "" {
		return i.Body
	}
	return i.Body + " · " + i.By
}

func (t letterThing) line() string {
	if t.Due == "" {
		return t.Text
	}
	return t.Text + " (" + t.Due + ")"
}

// namesOf returns the names of who did what is told.
func namesOf(ctx context.Context, v *work.View, items []Item) (map[account.ID]string, error) {
	var events []work.Event
	for _, i := range items {
		events = append(events, work.Event{Account: i.By, For: i.For})
	}
	return account.Names(ctx, v, account.Doers(events...))
}

// doer names who did what is told; "" for the program itself.
func doer(ctx context.Context, names map[account.ID]string, i Item) string {
	return account.Doer(ctx, names, work.Event{Account: i.By, For: i.For})
}

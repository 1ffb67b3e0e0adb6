package hook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"quyet/base/db"
	"quyet/base/outward"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/task"
)

const (
	sendEvery  = 5 * time.Second
	perSend    = 100                // messages at once
	atOnce     = 8                  // addresses at once
	sendTime   = 10 * time.Second   // for a message and its answer
	mostAnswer = 64 << 10           // bytes of an answer that are read
	holds      = "application/json" // what a message is
)

// client sends to where the installation lets it: to public addresses by HTTPS,
// to those that were allowed by HTTP too, and nowhere by a redirect.
func (k *Keeper) client() *http.Client {
	return outward.Policy{Allow: k.Allow, PlainInside: true, Time: sendTime}.Client()
}

// send sends what is due, until nothing is or ctx ends. Messages of one address
// go one after the other, and after one in vain the rest wait for the next turn:
// an address that does not answer holds nobody else up.
func (k *Keeper) send(ctx context.Context, o *work.Office) error {
	client := k.client()
	defer client.CloseIdleConnections()
	for {
		due, hooks, err := k.due(ctx, o)
		if err != nil || len(due) == 0 {
			return err
		}
		var all sync.WaitGroup
		var mu sync.Mutex
		var errs error
		turns := make(chan struct{}, atOnce)
		stuck := false
		for hook, messages := range due {
			all.Go(func() {
				turns <- struct{}{}
				defer func() { <-turns }()
				for _, d := range messages {
					arrived, err := k.deliver(ctx, o, client, hooks[hook], d)
					mu.Lock()
					errs, stuck = errors.Join(errs, err), stuck || !arrived
					mu.Unlock()
					if !arrived || err != nil {
						return
					}
				}
			})
		}
		all.Wait()
		if errs != nil || stuck || ctx.Err() != nil {
			return errs
		}
	}
}

// due returns the messages whose time has come, by hook, and the hooks.
func (k *Keeper) due(ctx context.Context, o *work.Office) (due map[ID][]Delivery, hooks map[ID]Hook, err error) {
	err = o.View(ctx, work.System("hook.send"), func(v *work.View) error {
		due, hooks = map[ID][]Delivery{}, map[ID]Hook{}
		all, err := db.All(ctx, v.Snapshot, allHooks, scanHook, mostHooks)
		if err != nil {
			return err
		}
		for _, h := range all {
			hooks[h.ID] = h
		}
		found, err := db.All(ctx, v.Snapshot, dueDeliveries, scanDelivery, v.Now.UnixMicro(), perSend)
		for _, d := range found {
			due[d.Hook] = append(due[d.Hook], d)
		}
		return err
	})
	return due, hooks, err
}

// deliver tries one message and writes down what became of it. It is not sent
// where the owner may not see the task at this moment. arrived is false where the
// address did not take it.
func (k *Keeper) deliver(ctx context.Context, o *work.Office, client *http.Client, h Hook, d Delivery) (arrived bool, err error) {
	seen, now := false, time.Time{}
	err = o.View(ctx, work.System("hook.send"), func(v *work.View) (err error) {
		now = v.Now
		seen, err = sees(ctx, v, h, d.Task)
		return err
	})
	if err != nil {
		return false, err
	}
	d.Tries++
	d.State, d.Trouble, d.Status = Unseen, NoTrouble, 0
	if seen {
		header, body, err := k.message(h, d, now)
		if err != nil {
			return false, err
		}
		d.Status, err = outward.Post(ctx, client, h.Address, header, body, mostAnswer)
		if ctx.Err() != nil {
			return false, ctx.Err() // the program stops: it is tried again
		}
		d.Trouble = troubleOf(d.Status, err)
		d.State = Sent
		if d.Trouble != NoTrouble {
			d.State = Failed
		}
	}
	err = o.Do(context.WithoutCancel(ctx), work.System("hook.send"), func(u *work.Unit) error { return settle(ctx, u, h, d) })
	return d.State != Failed, err
}

// sees says whether the owner of a hook may see a task now, in any of their posts.
func sees(ctx context.Context, v *work.View, h Hook, t task.ID) (bool, error) {
	parties, err := given(ctx, v, []task.ID{t})
	if err != nil {
		return false, err
	}
	p, ok := parties[t]
	if !ok {
		return false, nil
	}
	owner, err := account.Absent(ctx, v, h.Owner, h.Made)
	if err != nil {
		return false, err
	}
	for _, post := range owner.Posts {
		if in := owner.In(post); h.covers(in.Tree, p) && p.SeenBy(in) {
			return true, nil
		}
	}
	return false, nil
}

// settle writes down what became of a message, and what that means for its hook.
func settle(ctx context.Context, u *work.Unit, h Hook, d Delivery) error {
	next, state := u.Now, d.State
	if state == Failed && d.Status != http.StatusGone {
		if wait, ok := after(d.Tries, d.ID); ok {
			next, state = u.Now.Add(wait), Waiting
		}
	}
	if _, err := u.Exec(ctx, setDelivery, d.ID, state, d.Tries, next.UnixMicro(), u.Now.UnixMicro(), d.Status, d.Trouble); err != nil {
		return err
	}
	switch {
	case d.State == Unseen:
		return nil
	case d.State == Sent:
		_, err := u.Exec(ctx, arrives, h.ID)
		return err
	case d.Status == http.StatusGone:
		return end(ctx, u, h.ID, Gone)
	}
	if _, err := u.Exec(ctx, fails, h.ID, u.Now.UnixMicro()); err != nil {
		return err
	}
	days, _, err := failDays.Number(ctx, &u.View, u.Today)
	if err != nil {
		return err
	}
	found, err := db.All(ctx, u.Snapshot, hookByID, scanHook, h.ID)
	if err != nil || len(found) == 0 || found[0].Failing.IsZero() || u.Now.Before(found[0].Failing.AddDate(0, 0, days)) {
		return err
	}
	return end(ctx, u, h.ID, Failing)
}

// troubleOf says why a message did not arrive; the answer itself is not kept.
func troubleOf(status int, err error) Trouble {
	var slow net.Error
	switch {
	case err == nil && status >= 200 && status < 300:
		return NoTrouble
	case err == nil:
		return Refused
	case errors.Is(err, outward.ErrRedirect):
		return Redirected
	case errors.Is(err, outward.ErrAddress), errors.Is(err, outward.ErrScheme):
		return Private
	case errors.Is(err, outward.ErrTooLarge):
		return TooLarge
	case errors.As(err, &slow) && slow.Timeout():
		return TooSlow
	}
	return Unreachable
}

// A Message is what a receiver is sent, as the specification proposes it.
type Message struct {
	Type string    `json:"type"`      // kind of the event, "task.submit"
	At   time.Time `json:"timestamp"` // of the event
	Data struct {
		Task    task.ID `json:"task"`
		Address string  `json:"address"`  // of its page
		Place   int64   `json:"sequence"` // of the event in the log: who gets two in another order knows it by this
	} `json:"data"`
}

// message returns the header and the body of a message as it is sent at an
// instant.
func (k *Keeper) message(h Hook, d Delivery, now time.Time) (http.Header, []byte, error) {
	m := Message{Type: d.Kind, At: d.At}
	m.Data.Task, m.Data.Address, m.Data.Place = d.Task, k.Site+d.Task.Address(), d.Place
	body, err := json.Marshal(m)
	if err != nil {
		return nil, nil, err
	}
	sealed := [][]byte{h.secret}
	if now.Before(h.Until) {
		sealed = append(sealed, h.before)
	}
	signatures := ""
	for _, s := range sealed {
		opened, err := k.Sealing.Open(sealedFor, string(h.ID), s)
		if err != nil {
			return nil, nil, fmt.Errorf("secret of hook %s: %w", h.ID, err)
		}
		signer, err := standardwebhooks.NewWebhook(string(opened))
		if err != nil {
			return nil, nil, fmt.Errorf("secret of hook %s: %w", h.ID, err)
		}
		signature, err := signer.Sign(string(d.ID), now, body)
		if err != nil {
			return nil, nil, err
		}
		if signatures != "" {
			signatures += " "
		}
		signatures += signature
	}
	header := http.Header{"Content-Type": {holds}, "User-Agent": {"Quyet"}}
	header.Set(standardwebhooks.HeaderWebhookID, string(d.ID))
	header.Set(standardwebhooks.HeaderWebhookTimestamp, strconv.FormatInt(now.Unix(), 10))
	header.Set(standardwebhooks.HeaderWebhookSignature, signatures)
	return header, body, nil
}

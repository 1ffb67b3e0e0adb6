package notice

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Address is the page on which people see what they are told.
const Address = "/notices"

const (
	settingsAddress = "/notices/settings"
	confirmLink     = "/notices/settings/confirm/"
	queueAddress    = "/notices/undelivered"
)

func confirmAddressOf(t Token) string { return confirmLink + string(t) }

// Capability describes notices to the program.
func Capability(p Post) capability.Capability {
	h := handlers{p}
	c := capability.Capability{
		Name:   "notice",
		Schema: Schema,
		Routes: []web.Route{
			web.Get(Address, h.inbox),
			web.Post(Address+"/read", h.readAll),
			web.Get(Address+"/{id}", h.open),
			web.Post(Address+"/{id}/read", h.read),
			web.Get(settingsAddress, h.settings),
			web.Post(settingsAddress, h.choose),
			web.Post(settingsAddress+"/address", h.ask),
			web.Post(settingsAddress+"/drop", h.drop),
			web.Get(confirmLink+"{token}", h.confirming),
			web.Post(confirmLink+"{token}", h.confirm),
			web.Get(queueAddress, h.queue),
			web.Post(queueAddress+"/{id}/again", h.sendAgain),
			web.Post(queueAddress+"/{id}/drop", h.dropMail),
		},
		Menu: []capability.MenuEntry{
			{Title: tNotices, Address: Address, Icon: ui.IconBell, Key: "g n", Needs: task.CanSee, Order: 15},
			{Title: tUndelivered, Address: queueAddress, Icon: ui.IconSend, Needs: CanWatch, Order: 92},
		},
		Chores:      []capability.Chore{{Name: "notice.gather", Every: gatherEvery, Do: Gather}, {Name: "notice.sweep", Every: sweepEvery, Do: Sweep}},
		Subscribers: []work.Subscriber{forgotten},
		Holdings:    holdings(),
		Gauges: []capability.Gauge{{Name: "notice_mails_given_up", Help: "Mails that could not be delivered and were given up.", Read: func(ctx context.Context, o *work.Office) (float64, error) {
			n, err := Failed(ctx, o.DB)
			return float64(n), err
		}}},
	}
	c.Permissions = append(c.Permissions, CanWatch)
	if p.Sender != nil {
		c.Chores = append(c.Chores, capability.Chore{Name: "notice.mail", Every: deliverEvery, Takes: deliverTakes, Do: p.Deliver})
	}
	return c
}

type handlers struct{ Post }

type inboxPageData struct {
	Items     []Item
	Next      string
	Elsewhere int
	Tree      *org.Tree
	Names     map[account.ID]string
	Unread    bool
}

func (h handlers) inbox(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	at, _ := strconv.ParseInt(r.Text("at"), 10, 64)
	items, next, err := Inbox(ctx, v, Cursor{At: max(at, 0), ID: ID(r.Text("after"))})
	if err != nil {
		return nil, err
	}
	d := inboxPageData{Items: items}
	for _, i := range items {
		d.Unread = d.Unread || !i.Read
	}
	if next.At != 0 {
		d.Next = fmt.Sprintf("%s?at=%d&after=%s", Address, next.At, next.ID)
	}
	if d.Elsewhere, err = Elsewhere(ctx, v); err != nil {
		return nil, err
	}
	if d.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if d.Names, err = namesOf(ctx, v, items); err != nil {
		return nil, err
	}
	return web.Show(inboxView(d, v)), nil
}

// open leads to the task of a notice, or shows its tasks. Whoever has opened it
// has read it.
func (h handlers) open(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	i, err := Open(ctx, v, ID(id))
	if err != nil {
		return nil, err
	}
	if !i.Read {
		reader, post := v.Actor.Account, v.Actor.Post
		v.After("notice.read", func(ctx context.Context, u *work.Unit) error {
			_, err := u.Exec(ctx, readOne, reader, post, i.ID, u.Now.UnixMicro())
			return err
		})
	}
	if i.Count == 1 {
		return web.To(i.Things[0].Address), nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	names, err := namesOf(ctx, v, []Item{*i})
	if err != nil {
		return nil, err
	}
	return web.Show(matterView(*i, tree, names, v)), nil
}

func (h handlers) read(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	return web.To(r.Local("back", Address)), MarkRead(ctx, u, ID(id))
}

func (h handlers) readAll(ctx context.Context, u *work.Unit, _ *web.Request) (web.Answer, error) {
	return web.To(Address).Saying(tMarkedAll), MarkAllRead(ctx, u)
}

// A wishForm is what stands in the forms of the settings.
type wishForm struct {
	Person
	Typed       string // address
	From, Until string
	Lang        string
}

func formOf(p Person) wishForm {
	return wishForm{Person: p, From: clock(p.Quiet.From), Until: clock(p.Quiet.Until), Lang: p.Lang.String()}
}

// clock writes a minute of the day.
func clock(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// minuteOf reads what [clock] writes, and what people type: "21:00", "21h30",
// "7". It returns -1 for what is none.
func minuteOf(s string) int {
	s = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(s)), "h")
	hours, minutes, _ := strings.Cut(strings.ReplaceAll(s, "h", ":"), ":")
	if minutes == "" {
		minutes = "0"
	}
	h, err := strconv.ParseUint(hours, 10, 8)
	m, err2 := strconv.ParseUint(minutes, 10, 8)
	if err != nil || err2 != nil || h > 23 || m > 59 {
		return -1
	}
	return int(h)*60 + int(m)
}

func (h handlers) settings(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	p, err := WishesOf(ctx, v)
	if err != nil {
		return nil, err
	}
	return web.Show(settingsView(formOf(p), h.Sender != nil, nil)), nil
}

// again shows the settings once more, with what was typed.
func (h handlers) again(err error, typed func(*wishForm)) error {
	return web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
		p, wrong := WishesOf(ctx, v)
		if wrong != nil {
			return nil, wrong
		}
		f := formOf(p)
		typed(&f)
		return settingsView(f, h.Sender != nil, web.FieldErrors(ctx, err)), nil
	})
}

func (h handlers) choose(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p := Person{Quiet: Quiet{From: minuteOf(r.Text("from")), Until: minuteOf(r.Text("until"))}, How: map[Class]How{}}
	p.Lang, _ = text.ParseLang(r.Text("lang"))
	for _, c := range Classes() {
		p.How[c] = How(r.Text(string(c)))
	}
	if err := Choose(ctx, u, p); err != nil {
		return nil, h.again(err, func(f *wishForm) {
			f.How, f.From, f.Until, f.Lang = p.How, r.Text("from"), r.Text("until"), r.Text("lang")
		})
	}
	return web.To(settingsAddress).Saying(tSaved), nil
}

func (h handlers) ask(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if h.Sender == nil {
		return nil, fault.New(fault.Conflict, tNoMailHere)
	}
	typed := r.Text("address")
	if err := AskAddress(ctx, u, typed); err != nil {
		return nil, h.again(err, func(f *wishForm) { f.Typed = typed })
	}
	return web.To(settingsAddress).Saying(tLinkSent, typed), nil
}

func (h handlers) drop(ctx context.Context, u *work.Unit, _ *web.Request) (web.Answer, error) {
	return web.To(settingsAddress).Saying(tDropped), DropAddress(ctx, u)
}

func (h handlers) confirming(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t := Token(r.PathValue("token"))
	address, err := Confirming(ctx, v, t)
	if err != nil {
		return nil, err
	}
	return web.Show(confirmView(t, v.Actor.Name, address)), nil
}

func (h handlers) confirm(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	address, err := Confirm(ctx, u, Token(r.PathValue("token")))
	if err != nil {
		return nil, err
	}
	return web.To(settingsAddress).Saying(tConfirmed, address), nil
}

func (h handlers) queue(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	q, err := QueueOf(ctx, v)
	if err != nil {
		return nil, err
	}
	var who []account.ID
	for _, f := range q.Failed {
		who = append(who, f.Account)
	}
	names, err := account.Names(ctx, v, who)
	if err != nil {
		return nil, err
	}
	return web.Show(queueView(q, names, h.Sender != nil, v)), nil
}

func (h handlers) sendAgain(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	return web.To(queueAddress).Saying(tWillRetry), SendAgain(ctx, u, MailID(id))
}

func (h handlers) dropMail(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	return web.To(queueAddress).Saying(tForgotten), DropMail(ctx, u, MailID(id))
}

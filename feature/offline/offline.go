// Package offline lets the desk of a person work where there is no line: a commune
// on a mountain, a laptop in a car. The person switches it on for a machine, which
// then keeps the pages of their desk; reports that cannot be sent wait there, and
// are sent when the line is back.
//
// What is kept and what waits is the browser's business (base/ui/js/offline.js and
// worker.js). Here is what the server does for it: it tells which pages belong to a
// desk ([pack]), and takes what comes twice, since an answer was lost, once
// ([Once]). A report that comes late bears the version of the task on which it was
// based, the account and the post in which its form was shown, and goes through
// the same address and the same rules as any other: where the task has changed or
// the right is gone it is refused, and the browser shows both sides to the person.
// It also bears when it was written by the clock of the machine, which the history of
// the task tells beside the arrival and by which nothing is judged.
package offline

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"net/http"
	"time"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// Schema holds the tables of the capability.
//
//go:embed schema/*.sql
var Schema embed.FS

// Address is the page on which a person switches it on, and sees what waits.
const Address = "/offline"

const (
	packAddress     = Address + "/pack"
	manifestAddress = "/manifest.webmanifest"
)

// keyDays is for how long it is known what was sent: longer than any line is away.
var keyDays = rule.Number("offline.key_days", tKeyDays, tKeyDaysHint, 14, 366,
	rule.Shipped{Value: "60", From: "2000-01-01", Citation: "Mặc định của chương trình"})

var (
	sentBefore = db.SQL("offline.sentBefore", `SELECT count(*) FROM offline_sent WHERE key_hash = $1`)
	insertSent = db.SQL("offline.insertSent", `INSERT INTO offline_sent (key_hash, account_id, at) VALUES ($1, $2, $3)`)
	deleteSent = db.SQL("offline.deleteSent", `DELETE FROM offline_sent WHERE at < $1`)
)

// Page leads to the page, from the page of a person's account.
func Page() account.Page {
	return account.Page{Title: tOffline, Address: Address, Icon: ui.IconDesk}
}

// Capability describes working without a line to the program.
func Capability() capability.Capability {
	return capability.Capability{
		Name:     "offline",
		Schema:   Schema,
		Routes:   []web.Route{web.Get(Address, page), web.Get(packAddress, pack), web.Get(manifestAddress, manifest).Open()},
		Holdings: holdings(),
		Chores:   []capability.Chore{{Name: "offline.sweep", Every: sweepEvery, Do: sweep}},
	}
}

// Once says whether what the actor has sent with a key was carried out before, and
// writes down in the unit that carries it out that it was. The key counts for the
// account only.
//
// Everyone may send what they may do.
func Once(ctx context.Context, u *work.Unit, key string) (before bool, err error) {
	if !u.Actor.SignedIn() {
		return false, nil
	}
	hash := sha256.Sum256([]byte(u.Actor.Account + "\x00" + key))
	var n int
	if err := u.One(ctx, sentBefore, []any{hash[:]}, &n); err != nil || n > 0 {
		return n > 0, err
	}
	_, err = u.Exec(ctx, insertSent, hash[:], u.Actor.Account, u.Now.UnixMicro())
	return false, err
}

const sweepEvery = 12 * time.Hour

// sweep forgets keys that are older than the rule says.
func sweep(ctx context.Context, o *work.Office) error {
	return o.Do(ctx, work.System("offline.sweep"), func(u *work.Unit) error {
		days, _, err := keyDays.Number(ctx, &u.View, u.Today)
		if err != nil {
			return err
		}
		_, err = u.Exec(ctx, deleteSent, u.Now.AddDate(0, 0, -days).UnixMicro())
		return err
	})
}

func page(context.Context, *work.View, *web.Request) (web.Answer, error) {
	return web.Show(offlineView()), nil
}

// A packed tells a browser what to keep.
type packed struct {
	Who    string   `json:"who"`    // account
	Worker string   `json:"worker"` // address of the service worker
	Pages  []string `json:"pages"`
}

const (
	mostTasks = 50 // whose pages are kept
	daysAhead = 7  // within which what is due comes first
)

// pack tells which pages belong to the desk of the person: it, this page, and of
// each task on it, and then of what else the body has to do, the page and the forms
// by which they may report.
func pack(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	p := packed{Who: v.Actor.Account, Worker: ui.Asset("worker.js"), Pages: []string{Address}}
	body := org.ID(v.Actor.Body)
	if body == "" || !v.Actor.May(task.CanSee, body.Scope()) {
		return web.JSON(p), nil
	}
	desk, err := task.DeskOf(ctx, v, body, daysAhead)
	if err != nil {
		return nil, err
	}
	rest, err := task.Find(ctx, v, task.Filter{Lead: body, Limit: mostTasks})
	if err != nil {
		return nil, err
	}
	p.Pages = append(p.Pages, "/desk")
	seen := map[task.ID]bool{}
	for _, pile := range [][]*task.Task{desk.Due.Tasks, desk.Update.Tasks, desk.Receive.Tasks, desk.Verify.Tasks, rest.Tasks} {
		for _, t := range pile {
			if seen[t.ID] || len(seen) >= mostTasks {
				continue
			}
			seen[t.ID] = true
			p.Pages = append(p.Pages, t.ID.Address())
			for _, verb := range t.Verbs(v) {
				if verb == task.DoUpdate || verb == task.DoSubmit {
					p.Pages = append(p.Pages, t.ID.Address()+"/"+string(verb))
				}
			}
		}
	}
	return web.JSON(p), nil
}

// manifest tells a telephone how the program stands among its own.
func manifest(ctx context.Context, _ *work.View, r *web.Request) (web.Answer, error) {
	type icon struct {
		Source  string `json:"src"`
		Sizes   string `json:"sizes"`
		Type    string `json:"type"`
		Purpose string `json:"purpose"`
	}
	told := struct {
		ID         string `json:"id"`
		Name       string `json:"name"`
		ShortName  string `json:"short_name"`
		Lang       string `json:"lang"`
		Start      string `json:"start_url"`
		Scope      string `json:"scope"`
		Display    string `json:"display"`
		Background string `json:"background_color"`
		Theme      string `json:"theme_color"`
		Icons      []icon `json:"icons"`
	}{
		ID: "/", Name: tName.In(ctx), ShortName: "Quyết", Lang: text.LangOf(ctx).String(), Start: "/desk", Scope: "/", Display: "standalone", Background: "#f4f6f8", Theme: "#9b1c1c",
	}
	for _, size := range []string{"192", "512"} {
		if at := ui.Asset("icon-" + size + ".png"); at != "" {
			told.Icons = append(told.Icons, icon{at, size + "x" + size, "image/png", "any maskable"})
		}
	}
	b, err := json.Marshal(told)
	return web.Plain(http.StatusOK, "application/manifest+json", string(b)), err
}

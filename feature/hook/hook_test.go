package hook

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"
	"golang.org/x/net/dns/dnsmessage"
	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/outward"
	"quyet/base/secret"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, factor.Schema, audit.Schema, search.Schema, task.Schema, Schema}
)

// A town is the scene: a province with two communes, the administrator of one, and
// the account of a program that may see its tasks.
type town struct {
	*dbtest.Office
	t                     testing.TB
	k                     *Keeper
	seal                  *audit.Keeper
	province, north, cell org.ID
	south                 org.ID
	chief, program        account.ID
}

func build(t testing.TB, o *dbtest.Office) *town {
	t.Helper()
	ctx := t.Context()
	w := &town{Office: o, t: t, seal: audit.NewKeeper(filepath.Join(t.TempDir(), "log.key"))}
	w.k = &Keeper{Sealing: secret.InFile(filepath.Join(t.TempDir(), "sealing.key")), Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Site: "https://quyet.example.vn"}
	o.Subscribers = append(o.Subscribers, forgotten)
	password, err := account.Choose(ctx, "từ nghị quyết đến kết quả")
	if err != nil {
		t.Fatal(err)
	}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, above org.ID) org.ID {
			b, err := org.Establish(ctx, u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: above}, day("2025-07-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		w.province = establish("P", "Tỉnh uỷ Sông Đông", org.Province, "")
		w.north = establish("N", "Đảng uỷ xã Bắc Hà", org.Commune, w.province)
		w.south = establish("S", "Đảng uỷ xã Nam Hà", org.Commune, w.province)
		w.cell = establish("C", "Chi bộ thôn Đông", org.Cell, w.north)
		made, err := account.CreateAll(ctx, u, []account.NewAccount{{Login: "bac.quantri", Name: "Quản trị xã Bắc Hà", Password: password}, {Login: "tich.hop", Name: "Phần mềm một cửa", Password: password}})
		if err != nil {
			return err
		}
		w.chief, w.program = made[0], made[1]
		_, err = account.GrantRoles(ctx, u, []account.NewGrant{
			{Account: w.chief, Role: access.Administrator, Scope: w.north.Scope(), Interval: civil.Since(day("2026-11-01"))},
			{Account: w.program, Role: access.Inspector, Scope: w.north.Scope(), Interval: civil.Since(day("2026-11-01"))},
		})
		return err
	})
	return w
}

// as returns an administrator who has just proved who they are.
func (w *town) as(a account.ID) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		who, err := account.Absent(ctx, v, a, v.Now)
		if err == nil && len(who.Posts) > 0 {
			who = who.In(who.Posts[0])
		}
		who.ProvedUntil = v.Now.Add(time.Minute)
		return who, err
	}
}

func (w *town) do(who work.Who, fn func(*work.Unit) error) {
	w.t.Helper()
	if err := w.Do(w.t.Context(), who, fn); err != nil {
		w.t.Fatal(err)
	}
}

func (w *town) register(address string, kinds ...string) (made ID, s Secret) {
	w.t.Helper()
	if kinds == nil {
		kinds = Kinds()
	}
	w.do(w.as(w.chief), func(u *work.Unit) (err error) {
		made, s, err = w.k.Register(w.t.Context(), u, New{Address: address, Kinds: kinds, Body: w.north, Owner: w.program})
		return err
	})
	return made, s
}

// give gives a task, and begin lets its lead accept it.
func (w *town) give(lead org.ID) (made task.ID) {
	w.t.Helper()
	w.MustDo(w.t, func(u *work.Unit) (err error) {
		made, err = task.AssignNew(w.t.Context(), u, task.New{Text: "Sửa đường", Issuer: w.province, Lead: lead, Due: day("2026-12-10")})
		return err
	})
	return made
}

func (w *town) accept(t task.ID) {
	w.t.Helper()
	w.MustDo(w.t, func(u *work.Unit) error { return task.Accept(w.t.Context(), u, task.Ref{ID: t}, "") })
}

// tell seals the log, derives what is to be told and sends it.
func (w *town) tell() {
	w.t.Helper()
	ctx := w.t.Context()
	for _, step := range []func() error{
		func() error { return w.seal.Seal(ctx, w.Office.Office) }, func() error { return derive(ctx, w.Office.Office) }, func() error { return w.k.send(ctx, w.Office.Office) },
	} {
		if err := step(); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *town) look(h ID) (one Hook, ds []Delivery) {
	w.t.Helper()
	w.MustView(w.t, func(v *work.View) (err error) {
		one, ds, err = Find(w.t.Context(), v, h)
		return err
	})
	return one, ds
}

// A receiver is another program: a real server that keeps what it was sent and
// answers as the test wants.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	got    []got
	answer http.HandlerFunc
}

type got struct {
	header http.Header
	body   string
}

func receive(t testing.TB) *receiver {
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, q *http.Request) {
		b, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		r.got = append(r.got, got{q.Header.Clone(), q.Method + " " + string(b)})
		answer := r.answer
		r.mu.Unlock()
		if answer != nil {
			answer(rw, q)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) answers(h http.HandlerFunc) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = h
}

func (r *receiver) took() []got {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.got)
}

// signed says whether one of the signatures of a message is by a secret, worked
// out as the specification says and by none of the code under test.
func signed(g got, s Secret) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(string(s), "whsec_"))
	if err != nil {
		return false
	}
	m := hmac.New(sha256.New, key)
	io.WriteString(m, g.header.Get("webhook-id")+"."+g.header.Get("webhook-timestamp")+"."+strings.TrimPrefix(g.body, "POST "))
	want := "v1," + base64.StdEncoding.EncodeToString(m.Sum(nil))
	return slices.Contains(strings.Split(g.header.Get("webhook-signature"), " "), want)
}

// The vector of the specification: our receiver of the tests reads it as everybody
// does.
func TestVector(t *testing.T) {
	g := got{http.Header{}, `POST {"test": 2432232314}`}
	g.header.Set("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
	g.header.Set("webhook-timestamp", "1614265330")
	g.header.Set("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
	if !signed(g, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") || signed(g, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx") {
		t.Error("the vector is not verified")
	}
}

// What happens to a task is told in its order, once, signed, without a word of
// what was written; what is not of the body, or a draft, is not told.
func TestTold(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		w.give(w.north) // before there was a hook
		o.Advance(time.Second)
		r := receive(t)
		h, s := w.register(r.URL + "/hook?x=1")
		o.Advance(time.Second)
		one, below := w.give(w.north), w.give(w.cell)
		w.give(w.south)
		var draft task.ID
		w.MustDo(t, func(u *work.Unit) (err error) {
			draft, err = task.NewDraft(t.Context(), u, task.New{Text: "Dự thảo", Issuer: w.north, Lead: w.north, Due: day("2026-12-12")})
			if err != nil {
				return err
			}
			return task.Cancel(t.Context(), u, task.Ref{ID: draft}, "15-KL/TU", "")
		})
		w.accept(one)
		w.tell()
		w.tell()
		want := []string{"task.assign " + string(one), "task.assign " + string(below), "task.accept " + string(one)}
		var told []string
		last := int64(0)
		for _, g := range r.took() {
			var m map[string]any
			if err := json.Unmarshal([]byte(strings.TrimPrefix(g.body, "POST ")), &m); err != nil {
				t.Fatal(err)
			}
			data := m["data"].(map[string]any)
			told = append(told, fmt.Sprint(m["type"], " ", data["task"]))
			if len(m) != 3 || len(data) != 3 || data["address"] != "https://quyet.example.vn/tasks/"+fmt.Sprint(data["task"]) || int64(data["sequence"].(float64)) <= last {
				t.Errorf("it was sent %s", g.body)
			}
			last = int64(data["sequence"].(float64))
			if at, err := time.Parse(time.RFC3339, m["timestamp"].(string)); err != nil || !at.Equal(o.Now().UTC().Truncate(time.Microsecond)) {
				t.Errorf("the time is %v", m["timestamp"])
			}
			if !signed(g, s) || signed(g, newSecret()) || g.header.Get("webhook-timestamp") != strconv.FormatInt(o.Now().Unix(), 10) || g.header.Get("Content-Type") != "application/json" {
				t.Errorf("the header is %v", g.header)
			}
		}
		if !slices.Equal(told, want) {
			t.Errorf("told was %q, want %q", told, want)
		}
		hook, ds := w.look(h)
		if len(ds) != 3 || ds[0].State != Sent || ds[0].Status != 200 || ds[0].Kind != "task.accept" || !hook.Failing.IsZero() {
			t.Errorf("%+v %+v", hook, ds)
		}
		// Sent again it is the same message.
		w.do(w.as(w.chief), func(u *work.Unit) error { return Again(t.Context(), u, h, ds[2].ID) })
		w.tell()
		if all := r.took(); len(all) != 4 || all[3].header.Get("webhook-id") != all[0].header.Get("webhook-id") || all[3].body != all[0].body {
			t.Errorf("sent again: %d messages", len(all))
		}
	})
}

// Only the kinds that were chosen are told of.
func TestKinds(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		r := receive(t)
		w.register(r.URL, "task.accept", "task.source", "task.nothing")
		o.Advance(time.Second)
		w.accept(w.give(w.north))
		w.tell()
		if all := r.took(); len(all) != 1 || !strings.Contains(all[0].body, "task.accept") {
			t.Errorf("told was %v", all)
		}
		for _, k := range Kinds() {
			if titleOf(k).Zero() {
				t.Errorf("%s has no name for people", k)
			}
		}
		if slices.Contains(Kinds(), "task.source") || len(Kinds()) < 10 {
			t.Errorf("the kinds are %q", Kinds())
		}
	})
}

// Nothing is told of what the owner may not see when it is sent, whyever.
func TestSightAtSending(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		for name, ends := range map[string]func(w *town, u *work.Unit) error{
			"role": func(w *town, u *work.Unit) error {
				a, err := account.Find(ctx, &u.View, w.program)
				if err != nil {
					return err
				}
				return account.Revoke(ctx, u, a.Grants[0].ID)
			},
			"must change": func(w *town, u *work.Unit) error {
				p, err := account.Choose(ctx, "một mật khẩu khác hẳn")
				if err != nil {
					return err
				}
				return account.SetPassword(ctx, u, w.program, p)
			},
		} {
			w := build(t, dbtest.New(t, o.DB.Engine, schema))
			r := receive(t)
			h, _ := w.register(r.URL)
			w.Advance(time.Second)
			w.give(w.north)
			if err := w.seal.Seal(ctx, w.Office.Office); err != nil {
				t.Fatal(err)
			}
			if err := derive(ctx, w.Office.Office); err != nil {
				t.Fatal(err)
			}
			w.MustDo(t, func(u *work.Unit) error { return ends(w, u) })
			w.tell()
			if _, ds := w.look(h); len(r.took()) != 0 || len(ds) != 1 || ds[0].State != Unseen {
				t.Errorf("%s: %d messages, %+v", name, len(r.took()), ds)
			}
		}
		w := build(t, o)
		r := receive(t)
		h, _ := w.register(r.URL)
		w.give(w.north)
		w.MustDo(t, func(u *work.Unit) error { return account.Disable(ctx, u, w.program) })
		w.tell()
		if one, _ := w.look(h); len(r.took()) != 0 || one.Ended.IsZero() {
			t.Errorf("disabled: %+v, %d messages", one, len(r.took()))
		}
	})
}

// What does not arrive is tried again, in longer and longer pauses, as the same
// message; others go on; after days the hook ends and says so, and goes on when it
// is resumed.
func TestRetries(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		ill, well := receive(t), receive(t)
		ill.answers(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusInternalServerError) })
		h, _ := w.register(ill.URL)
		w.register(well.URL)
		o.Advance(time.Second)
		w.give(w.north)
		w.give(w.north)
		w.tell()
		if len(ill.took()) != 1 || len(well.took()) != 2 {
			t.Fatalf("%d and %d messages", len(ill.took()), len(well.took()))
		}
		w.tell() // the second one is tried; the first waits
		one, ds := w.look(h)
		if len(ill.took()) != 2 || one.Failing.IsZero() || ds[0].State != Waiting || ds[0].Tries != 1 || ds[0].Trouble != Refused || ds[0].Status != 500 || !ds[0].Next.After(o.Now()) {
			t.Errorf("%d messages, %+v, %+v", len(ill.took()), one, ds)
		}
		o.Advance(6 * time.Second)
		w.tell()
		w.tell()
		// Which of the two comes back first is left to chance: their pauses differ.
		var ids []string
		for _, m := range ill.took() {
			ids = append(ids, m.header.Get("webhook-id"))
		}
		if len(ids) != 4 || !(slices.Equal(ids[2:], ids[:2]) || slices.Equal(ids[2:], []string{ids[1], ids[0]})) {
			t.Errorf("after some seconds: messages %q", ids)
		}
		ill.answers(nil)
		o.Advance(6 * time.Minute)
		w.tell()
		if one, ds := w.look(h); !one.Failing.IsZero() || ds[0].State != Sent || ds[1].State != Sent || ds[0].Tries != 3 {
			t.Errorf("when it answers again: %+v %+v", one, ds)
		}

		ill.answers(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusBadGateway) })
		for range 9 {
			w.give(w.north)
			w.tell()
			o.Advance(15 * time.Hour)
		}
		one, ds = w.look(h)
		if one.Why != Failing || one.Ended.IsZero() {
			t.Fatalf("after days: %+v", one)
		}
		if err := o.Do(ctx, w.as(w.chief), func(u *work.Unit) error { return Again(ctx, u, h, ds[0].ID) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("sent again by what has ended: %v", err)
		}
		n := len(ill.took())
		w.give(w.north)
		w.tell()
		if len(ill.took()) != n {
			t.Error("what has ended is sent something")
		}
		ill.answers(nil)
		w.do(w.as(w.chief), func(u *work.Unit) error { return Resume(ctx, u, h) })
		w.tell()
		w.tell()
		if one, _ := w.look(h); len(ill.took()) <= n || !one.Ended.IsZero() || !one.Failing.IsZero() {
			t.Errorf("resumed: %+v", one)
		}
		o.Advance(31 * 24 * time.Hour)
		if err := sweep(ctx, o.Office); err != nil {
			t.Fatal(err)
		}
		if _, ds := w.look(h); len(ds) != 0 {
			t.Errorf("after a month %d messages are kept", len(ds))
		}
	})
}

// The pauses grow, end, and are not the same for all.
func TestPauses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := DeliveryID(rapid.StringMatching(`[0-9a-v]{16}`).Draw(t, "id"))
		before, sum := time.Duration(0), time.Duration(0)
		for tries := 1; ; tries++ {
			wait, ok := after(tries, id)
			if !ok {
				if tries < 6 || sum < 24*time.Hour || sum > 48*time.Hour {
					t.Fatalf("given up after %d tries and %v", tries, sum)
				}
				return
			}
			if wait <= before {
				t.Fatalf("%v after %v", wait, before)
			}
			before, sum = wait, sum+wait
		}
	})
	if a, _ := after(3, "0000000000000001"); func() bool { b, _ := after(3, "0000000000000002"); return a == b }() {
		t.Error("all come back at once")
	}
}

// With two secrets both signatures are there, for a while.
func TestRotation(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		r := receive(t)
		h, first := w.register(r.URL)
		o.Advance(time.Second)
		rotate := func() (s Secret) {
			w.do(w.as(w.chief), func(u *work.Unit) (err error) { s, err = w.k.Rotate(t.Context(), u, h); return err })
			return s
		}
		second := rotate()
		w.give(w.north)
		w.tell()
		if g := r.took()[0]; !signed(g, first) || !signed(g, second) {
			t.Errorf("after rotating: %v", g.header)
		}
		o.Advance(25 * time.Hour)
		w.give(w.north)
		w.tell()
		if g := r.took()[1]; signed(g, first) || !signed(g, second) {
			t.Errorf("a day later: %v", g.header)
		}
		third, fourth := rotate(), rotate()
		w.give(w.north)
		w.tell()
		if g := r.took()[2]; signed(g, second) || !signed(g, third) || !signed(g, fourth) {
			t.Errorf("rotated twice: %v", g.header)
		}
		// No secret can be read in the database.
		w.MustView(t, func(v *work.View) error {
			one, err := find(t.Context(), v, h)
			if strings.Contains(string(one.secret), string(fourth)[6:]) || strings.Contains(string(one.before), string(third)[6:]) {
				t.Error("the database holds the secret")
			}
			return err
		})
	})
}

// A hostile receiver gains nothing and holds nobody up.
func TestHostileReceivers(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		inner := receive(t) // that nobody is to reach
		port := inner.URL[strings.LastIndexByte(inner.URL, ':'):]
		release := make(chan struct{})
		defer close(release)
		for name, c := range map[string]struct {
			address string
			answer  http.HandlerFunc
			trouble Trouble
			status  int
		}{
			"private address": {address: "http://127.0.0.2" + port, trouble: Private},
			"private by name": {address: "http://localhost.test" + port, trouble: Unreachable},
			"metadata":        {address: "http://169.254.169.254/latest", trouble: Private},
			"IPv6":            {address: "http://[::1]" + port, trouble: Private},
			"redirect": {answer: func(rw http.ResponseWriter, q *http.Request) {
				http.Redirect(rw, q, inner.URL, http.StatusTemporaryRedirect)
			}, trouble: Redirected},
			"private redirect": {answer: func(rw http.ResponseWriter, q *http.Request) {
				http.Redirect(rw, q, "http://127.0.0.2"+port, http.StatusPermanentRedirect)
			}, trouble: Redirected},
			"huge": {answer: func(rw http.ResponseWriter, _ *http.Request) { io.CopyN(rw, endless{}, 1<<30) }, trouble: TooLarge, status: 200},
			"slow": {answer: func(rw http.ResponseWriter, q *http.Request) {
				rw.Write([]byte("."))
				rw.(http.Flusher).Flush()
				select {
				case <-q.Context().Done():
				case <-release:
				}
			}, trouble: TooSlow, status: 200},
			"hangs up":  {answer: func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, trouble: Unreachable},
			"not found": {answer: func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusNotFound) }, trouble: Refused, status: 404},
		} {
			w := build(t, dbtest.New(t, o.DB.Engine, schema))
			r := receive(t)
			r.answers(c.answer)
			address := c.address
			if address == "" {
				address = r.URL
			}
			h, _ := w.register(address)
			w.Advance(time.Second)
			w.give(w.north)
			if err := w.seal.Seal(t.Context(), w.Office.Office); err != nil {
				t.Fatal(err)
			}
			if err := derive(t.Context(), w.Office.Office); err != nil {
				t.Fatal(err)
			}
			due, hooks, err := w.k.due(t.Context(), w.Office.Office)
			if err != nil {
				t.Fatal(err)
			}
			client := outward.Policy{Allow: w.k.Allow, PlainInside: true, Time: 300 * time.Millisecond}.Client()
			began := time.Now()
			arrived, err := w.k.deliver(t.Context(), w.Office.Office, client, hooks[h], due[h][0])
			if arrived || err != nil || time.Since(began) > 4*time.Second {
				t.Errorf("%s: arrived %v %v after %v", name, arrived, err, time.Since(began))
			}
			_, ds := w.look(h)
			if ds[0].Trouble != c.trouble || ds[0].Status != c.status || ds[0].State != Waiting {
				t.Errorf("%s: %+v", name, ds[0])
			}
		}
		if n := len(inner.took()); n != 0 {
			t.Errorf("what is inside was asked %d times", n)
		}
	})
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

// One that says that it wants no more is sent no more.
func TestGone(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		r := receive(t)
		r.answers(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusGone) })
		h, _ := w.register(r.URL)
		o.Advance(time.Second)
		w.give(w.north)
		w.give(w.north)
		w.tell()
		o.Advance(time.Hour)
		w.tell()
		if one, ds := w.look(h); one.Why != Gone || len(r.took()) != 1 || ds[1].State != Failed {
			t.Errorf("%+v %+v after %d messages", one, ds, len(r.took()))
		}
	})
}

// A name that leads to an address that may be reached when it is looked up first,
// and elsewhere the next time, leads nowhere.
func TestRebinding(t *testing.T) {
	leads := []byte{127, 0, 0, 1}
	var mu sync.Mutex
	dns, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer dns.Close()
	go func() {
		b := make([]byte, 1500)
		for {
			n, from, err := dns.ReadFrom(b)
			if err != nil {
				return
			}
			var q dnsmessage.Message
			if q.Unpack(b[:n]) != nil || len(q.Questions) == 0 {
				continue
			}
			q.Response, q.Additionals = true, nil
			if q.Questions[0].Type == dnsmessage.TypeA {
				mu.Lock()
				q.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Questions[0].Name, Class: dnsmessage.ClassINET}, Body: &dnsmessage.AResource{A: [4]byte(leads)}}}
				mu.Unlock()
			}
			if out, err := q.Pack(); err == nil {
				dns.WriteTo(out, from)
			}
		}
	}()
	preferGo, dial := net.DefaultResolver.PreferGo, net.DefaultResolver.Dial
	net.DefaultResolver.PreferGo = true
	net.DefaultResolver.Dial = func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp4", dns.LocalAddr().String())
	}
	defer func() { net.DefaultResolver.PreferGo, net.DefaultResolver.Dial = preferGo, dial }()

	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		if o.DB.Engine.String() != "sqlite" {
			return // names are looked up the same way, and that of a server is not
		}
		w := build(t, o)
		r := receive(t)
		h, _ := w.register("http://nhan.example.vn" + r.URL[strings.LastIndexByte(r.URL, ':'):])
		o.Advance(time.Second)
		w.give(w.north)
		w.tell()
		if len(r.took()) != 1 {
			_, ds := w.look(h)
			t.Fatalf("the name leads nowhere at first: %+v", ds)
		}
		mu.Lock()
		leads = []byte{127, 0, 0, 2}
		mu.Unlock()
		w.give(w.north)
		w.tell()
		if _, ds := w.look(h); len(r.took()) != 1 || ds[0].Trouble != Private {
			t.Errorf("rebound: %d messages, %+v", len(r.took()), ds[0])
		}
	})
}

// Whatever dies between two steps, every event is told at least once and none is
// lost; two instances at once tell nothing twice.
func TestNothingIsLost(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		r := receive(t)
		w.register(r.URL, "task.assign")
		o.Advance(time.Second)
		for range 20 {
			w.give(w.north)
		}
		if err := w.seal.Seal(ctx, o.Office); err != nil {
			t.Fatal(err)
		}
		// The first attempt dies in the middle.
		err := o.Do(ctx, work.System("test"), func(u *work.Unit) error {
			if _, err := deriveSome(ctx, u); err != nil {
				return err
			}
			return errDied
		})
		if !errors.Is(err, errDied) {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				if err := derive(ctx, o.Office); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		w.tell()
		ids := map[string]bool{}
		for _, g := range r.took() {
			ids[g.header.Get("webhook-id")] = true
		}
		if len(ids) != 20 || len(r.took()) != 20 {
			t.Errorf("%d messages, %d sent", len(ids), len(r.took()))
		}
	})
}

var errDied = errors.New("died")

// An address is what can be dialled by HTTPS, or inside by HTTP.
func TestAddresses(t *testing.T) {
	inside := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for typed, want := range map[string][2]bool{
		"https://a.example.vn/x?y=1": {true, true}, "https://a.example.vn:8443": {true, true}, "http://10.1.2.3/x": {false, true}, "http://a.example.vn": {false, true},
		"": {}, "x": {}, "ftp://a": {}, "https://": {}, "https://a:b@c.example": {}, "https:a.example": {}, "https://a.example/#x": {}, "javascript:alert(1)": {}, "file:///etc/passwd": {}, "https://:443": {},
	} {
		for i, allow := range [][]netip.Prefix{nil, inside} {
			if _, err := addressed(typed, allow); (err == nil) != want[i] {
				t.Errorf("%q, allowing %v: %v", typed, allow, err)
			}
		}
	}
}

// Who may do what, and whose sight may be lent.
func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		r := receive(t)
		h, _ := w.register(r.URL)
		o.Advance(time.Second)
		w.give(w.north)
		w.tell()
		_, ds := w.look(h)
		as := func(role access.Role, own bool) work.Who {
			b := w.north
			if !own {
				b = w.south
			}
			return func(ctx context.Context, v *work.View) (access.Actor, error) {
				tree, err := org.Load(ctx, v)
				return access.Actor{Account: string(w.chief), Body: b.Scope(), Tree: tree, ProvedUntil: v.Now.Add(time.Minute), Grants: []access.Grant{{Role: role, Scope: b.Scope(), Interval: civil.Since(day("2020-01-01"))}}}, err
			}
		}
		yes := func(own, other string, do func(u *work.Unit) error) dbtest.Operation {
			return dbtest.Operation{Own: own, Other: other, Do: func(u *work.Unit) (bool, error) { return true, do(u) }}
		}
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"All": {Own: "ffffy", Other: "ffff-", Do: func(u *work.Unit) (bool, error) { all, err := All(ctx, &u.View); return len(all) > 0, err }},
			"Keeper.Register": yes("ffffy", "fffff", func(u *work.Unit) error {
				_, _, err := w.k.Register(ctx, u, New{Address: "https://a.example.vn", Kinds: Kinds(), Body: w.north, Owner: w.program})
				return err
			}),
			"Find":          yes("uuuuy", "uuuuu", func(u *work.Unit) error { _, _, err := Find(ctx, &u.View, h); return err }),
			"Keeper.Rotate": yes("uuuuy", "uuuuu", func(u *work.Unit) error { _, err := w.k.Rotate(ctx, u, h); return err }),
			"End":           yes("uuuuy", "uuuuu", func(u *work.Unit) error { return End(ctx, u, h) }),
			"Resume":        yes("uuuuy", "uuuuu", func(u *work.Unit) error { return Resume(ctx, u, h) }),
			"Again":         yes("uuuuy", "uuuuu", func(u *work.Unit) error { return Again(ctx, u, h, ds[0].ID) }),
		})
		// An account of somebody else's body cannot be the owner; nor does a stranger
		// at a browser left open register anything.
		w.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.program, Role: access.Inspector, Scope: w.south.Scope(), Interval: civil.Since(u.Today)})
			return err
		})
		try := func(n New, change func(*access.Actor)) error {
			return o.Do(ctx, func(ctx context.Context, v *work.View) (access.Actor, error) {
				a, err := w.as(w.chief)(ctx, v)
				if change != nil {
					change(&a)
				}
				return a, err
			}, func(u *work.Unit) error { _, _, err := w.k.Register(ctx, u, n); return err })
		}
		n := New{Address: "https://a.example.vn", Kinds: Kinds(), Body: w.north, Owner: w.program}
		if err := try(n, nil); !fault.Is(err, fault.Invalid) {
			t.Errorf("an owner who serves elsewhere too: %v", err)
		}
		n.Owner = w.chief
		if err := try(n, nil); err != nil {
			t.Errorf("oneself: %v", err)
		}
		if err := try(n, func(a *access.Actor) { a.ProvedUntil = time.Time{} }); !fault.Is(err, fault.Unproven) {
			t.Errorf("without a proof: %v", err)
		}
		n.Body = w.province
		if err := try(n, nil); !fault.Is(err, fault.Forbidden) {
			t.Errorf("of the body above: %v", err)
		}
		for _, bad := range []New{{Kinds: Kinds(), Body: w.north, Owner: w.chief}, {Address: "https://a.example.vn", Body: w.north, Owner: w.chief}, {Address: "https://a.example.vn/" + strings.Repeat("x", 500), Kinds: Kinds(), Body: w.north, Owner: w.chief}} {
			if err := try(bad, nil); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+.40v: %v", bad, err)
			}
		}
	})
}

// site serves the pages of hooks.
func (w *town) site(who work.Who) http.Handler {
	site := &web.Site{
		Office: w.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	return site.Handler(Capability(w.k).Routes)
}

// The pages lead through registering, looking, sending again, rotating, ending and
// resuming; what was typed stays where it cannot be taken.
func TestPages(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		r := receive(t)
		c := webtest.New(t, w.site(w.as(w.chief)))
		if page := c.Get("/hooks").Want(http.StatusOK); page.Find("table").Length() > 0 {
			t.Errorf("without hooks: %s", page.Text("main"))
		}
		page := c.Get("/hooks/new").Want(http.StatusOK)
		page = page.Submit("main form", "address", "gopher://x", "owner", "khong.co", "kinds", "task.assign")
		if page.Status != http.StatusUnprocessableEntity || !page.Has("#f-owner-error") || page.Value("owner") != "khong.co" || page.Value("address") != "gopher://x" {
			t.Errorf("wrong fields: %d %s", page.Status, page.Text("main"))
		}
		page = c.Get("/hooks/new").Submit("main form", "address", r.URL, "owner", "tich.hop", "body", "Đảng uỷ xã Bắc Hà (N)").Want(http.StatusOK)
		s := Secret(page.Find("input[readonly]").AttrOr("value", ""))
		if len(s) != len("whsec_")+32 {
			t.Fatalf("the secret is %q: %s", s, page.Text("main"))
		}
		page = page.Follow(".btn-primary").Want(http.StatusOK)
		if strings.Contains(string(page.Body), string(s)) {
			t.Error("the secret is shown again")
		}
		o.Advance(time.Second)
		w.give(w.north)
		w.tell()
		page = c.Get(page.Address)
		if rows := page.Find("tbody tr"); rows.Length() != 1 || !strings.Contains(rows.Text(), "Đã nhận") {
			t.Errorf("the messages are %s", rows.Text())
		}
		if g := r.took(); len(g) != 1 || !signed(g[0], s) {
			t.Error("nothing signed by the secret that was shown has arrived")
		}
		page.Submit("form[action$=again]").Want(http.StatusOK)
		w.tell()
		if len(r.took()) != 2 {
			t.Error("it was not sent again")
		}
		if page := page.Submit("form[action$=rotate]").Want(http.StatusOK); page.Find("input[readonly]").AttrOr("value", "") == string(s) {
			t.Error("the secret stays")
		}
		page = page.Submit("form[action$=end]").Want(http.StatusOK)
		if !page.Has("form[action$=resume]") || page.Has("form[action$=again]") {
			t.Errorf("when it has ended: %s", page.Text("main"))
		}
		page = page.Submit("form[action$=resume]").Want(http.StatusOK)
		r.answers(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusTeapot) })
		w.give(w.north)
		w.tell()
		page = c.Get(page.Address)
		if said := page.Text("main"); !strings.Contains(said, "Nơi nhận trả lời 418") || !strings.Contains(said, "Đã thử 1 lần") || !strings.Contains(said, "chưa tin nào đến được") {
			t.Errorf("a receiver that refuses: %s", said)
		}
		if list := c.Get("/hooks"); !strings.Contains(list.Text("tbody"), r.URL) || !strings.Contains(list.Text("tbody"), "Phần mềm một cửa") {
			t.Errorf("the list is %s", list.Text("main"))
		}
		c.Get("/hooks/0000000000000000").Want(http.StatusNotFound)
		webtest.New(t, w.site(w.as(w.program))).Get("/hooks").Want(http.StatusForbidden)
	})
}

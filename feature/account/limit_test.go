package account

import (
	"fmt"
	"io/fs"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
)

var counted = db.Built("account.counted", `SELECT count(*) FROM account_attempt`)

// All instances on a database count attempts together; one that succeeds is
// not counted, and what is full again leaves nothing behind.
func TestLimits(t *testing.T) {
	dbtest.Each(t, []fs.FS{rule.Schema, org.Schema, factor.Schema, Schema}, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		instances := []Runner{}
		for range 3 {
			instances = append(instances, Run(&work.Office{DB: o.DB, Now: o.Now, Zone: o.Zone}, work.As(access.Actor{})))
		}
		turn := 0
		try := func(a attempt) (time.Duration, bool) {
			t.Helper()
			turn++
			wait, ok, err := a.take(ctx, instances[turn%len(instances)])
			if err != nil {
				t.Fatal(err)
			}
			return wait, ok
		}
		free := int64(0)
		for i := range 50 {
			if _, ok := try(atPassword(fmt.Sprintf("login%d", i%26), "192.0.2.1", false)); ok {
				free++
			}
		}
		if free != perAddress.burst {
			t.Errorf("from one address %d attempts on many logins, want %d", free, perAddress.burst)
		}
		o.Advance(perAddress.every)
		if _, ok := try(atPassword("another", "192.0.2.1", false)); !ok {
			t.Error("an address gets no attempt back")
		}
		o.Advance(time.Second)
		if wait, ok := try(atPassword("another", "192.0.2.1", false)); ok || wait != perAddress.every-time.Second {
			t.Errorf("another attempt: %v, or after %v", ok, wait)
		}
		for range 20 {
			right := atPassword("right", "192.0.2.2", false)
			if _, ok := try(right); !ok {
				t.Fatal("attempts that succeed are counted")
			}
			if err := right.giveBack(ctx, instances[0]); err != nil {
				t.Fatal(err)
			}
		}
		// The account as such refuses nobody who comes from elsewhere once.
		for i := range 60 {
			try(atPassword("hunted", fmt.Sprintf("198.51.100.%d", i), false))
		}
		if _, ok := try(atPassword("hunted", "203.0.113.1", false)); !ok {
			t.Error("guessers keep the owner from signing in elsewhere")
		}
		if wait, ok := try(atPassword("hunted", "203.0.113.1", false)); ok || wait > perAccount.every {
			t.Errorf("of a hunted account a second attempt from one address: %v, or after %v", ok, wait)
		}
		if _, ok := try(atPassword("hunted", "203.0.113.1", true)); !ok {
			t.Error("guessers keep the owner from signing in on their own browser")
		}
		o.Advance(time.Hour)
		if err := Sweep(ctx, o.Office); err != nil {
			t.Fatal(err)
		}
		o.MustView(t, func(v *work.View) error {
			n := 0
			err := v.One(ctx, counted, nil, &n)
			if n != 0 {
				t.Errorf("%d counts are left that are full again", n)
			}
			return err
		})
	})
}

func TestRates(t *testing.T) {
	var r rates
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for range 2 {
		for i := range 61 {
			if wait, ok := r.spend(now, "program", 60); ok != (i < 60) || !ok && (wait <= 0 || wait > time.Second) {
				t.Errorf("request %d: %v, %v", i, ok, wait)
			}
		}
		now = now.Add(time.Minute)
	}
	for i := range mostRates + 1000 {
		r.spend(now, fmt.Sprint("flood ", i), 60)
	}
	if len(r.left) > mostRates {
		t.Errorf("a flood left %d counts, want at most %d", len(r.left), mostRates)
	}
}

func TestDevices(t *testing.T) {
	for agent, want := range map[string]string{
		"": "", "curl/8": "",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36":                         "Chrome, Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0":           "Edge, Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1": "Safari, iPhone",
		"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36":                         "Chrome, Android",
		"Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0":                                                                  "Firefox, Linux",
	} {
		if got := deviceOf(agent); got != want {
			t.Errorf("%q is %q, want %q", agent, got, want)
		}
	}
}

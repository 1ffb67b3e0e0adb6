package notice

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/work"
	"quyet/feature/audit"
	"quyet/feature/task"
)

func anyZone(t *rapid.T) *time.Location {
	name := rapid.SampledFrom([]string{"Asia/Ho_Chi_Minh", "UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"}).Draw(t, "zone")
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

var anyInstant = rapid.Custom(func(t *rapid.T) time.Time {
	return time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "at"), rapid.Int64Range(0, 999_999).Draw(t, "us")*1000).UTC()
})

var anyMinute = rapid.IntRange(0, 24*60-1)

// Nobody is written to in quiet hours, nothing waits longer than they last, and
// what happened first goes out first: in every zone, over midnight and on the
// days on which clocks are changed.
func TestQuietHours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q, zone := Quiet{anyMinute.Draw(t, "from"), anyMinute.Draw(t, "until")}, anyZone(t)
		at := anyInstant.Draw(t, "instant")
		got := q.After(at, zone)
		minute := func(at time.Time) int { return at.In(zone).Hour()*60 + at.In(zone).Minute() }
		if got.Before(at) || got.Sub(at) > 26*time.Hour {
			t.Fatalf("%v waits until %v", at, got)
		}
		if q.From != q.Until && q.holds(minute(got)) {
			t.Fatalf("%v is quiet", got.In(zone))
		}
		if (q.From == q.Until || !q.holds(minute(at))) && !got.Equal(at) {
			t.Fatalf("%v was not quiet and waits until %v", at.In(zone), got.In(zone))
		}
		if later := q.After(at.Add(time.Duration(rapid.IntRange(0, 90_000).Draw(t, "s"))*time.Second), zone); later.Before(got) {
			t.Fatalf("what came later goes out at %v, before %v", later, got)
		}
	})
}

// Whatever a person wants, nothing goes out before it has settled, digests at
// their time, and nothing to who has no address or wants none.
func TestWhenANoticeGoesOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone, at := anyZone(t), anyInstant.Draw(t, "instant")
		p := Person{Address: rapid.SampledFrom([]string{"", "a@b.vn"}).Draw(t, "address"), How: map[Class]How{}}
		c := rapid.SampledFrom(Classes()).Draw(t, "class")
		if rapid.Bool().Draw(t, "chosen") {
			p.How[c] = rapid.SampledFrom(Hows()).Draw(t, "how")
		}
		due := p.due(c, at, zone)
		local := due.In(zone)
		switch how := p.Of(c); {
		case p.Address == "" || how == Never:
			if !due.IsZero() {
				t.Fatalf("goes out at %v", due)
			}
		case due.Before(at.Add(settle)):
			t.Fatalf("%v goes out at %v", at, due)
		case how == Now && !due.Equal(at.Add(settle)):
			t.Fatalf("%v goes out at %v", at, due)
		case how == Daily && (due.Sub(at) > 26*time.Hour || local.Hour() != 7 || local.Minute() != 30):
			t.Fatalf("%v goes out at %v", at.In(zone), local)
		case how == Weekly && (due.Sub(at) > 8*24*time.Hour || local.Weekday() != time.Monday || local.Hour() != 7):
			t.Fatalf("%v goes out at %v", at.In(zone), local)
		}
	})
}

func FuzzMinuteOf(f *testing.F) {
	for _, s := range []string{"21:00", "7", "6h30", "24:00", "", "-1", "7:60", "٧:٠٠", "07:05h"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if m := minuteOf(s); m >= 0 && minuteOf(clock(m)) != m || m < -1 || m >= 24*60 {
			t.Errorf("%q is minute %d", s, m)
		}
	})
}

func TestMinuteOf(t *testing.T) {
	for typed, want := range map[string]int{"21:00": 1260, " 6h30 ": 390, "7h": 420, "0": 0, "23:59": 1439, "24:00": -1, "7:60": -1, "": -1, "sáng": -1, "1:2:3": -1} {
		if got := minuteOf(typed); got != want {
			t.Errorf("%q is %d, want %d", typed, got, want)
		}
	}
}

// A verb that nobody has declared tells the other side, and the program's own
// are nobody's news.
func TestAVerbNobodyDeclared(t *testing.T) {
	p := task.Parties{Task: &task.Task{ID: "t", Issuer: "i", Lead: "l", State: task.Accepted}}
	for by, want := range map[string]Recipient{"i": toLead[0], "l": toIssuer[0]} {
		k := kindOther("task.ponder", by == "l")
		if !slices.Equal(k.Tell, []Recipient{want}) {
			t.Errorf("by %s it tells %+v", by, k.Tell)
		}
	}
	line := audit.Line{Event: work.Event{Kind: "task.ponder", Subject: "t", Detail: []byte(`{}`), Body: "i"}}
	if got := tellings(nil, nil, line, p); len(got) != 0 {
		t.Errorf("the program's own tells %+v", got)
	}
}

// Every verb of the table of tasks is declared here, so that its words are
// chosen and not left to the default; both languages have them.
func TestEveryVerbHasItsWords(t *testing.T) {
	for _, r := range task.Rules() {
		k, ok := kinds["task."+string(r.Verb)]
		if !ok {
			t.Logf("%s tells the other side by default", r.Verb)
			k = kindOther("task."+string(r.Verb), r.By == task.LeadSide)
		}
		if k.One.Zero() || len(k.Tell) == 0 && r.Verb != task.DoFollowUp {
			t.Errorf("%s has no words, or tells nobody", r.Verb)
		}
	}
}

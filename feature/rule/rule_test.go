package rule_test

import (
	"io/fs"
	"testing"

	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/rule"
)

var days = rule.Number("test.days", text.New("Số ngày", "Days"), text.New("Thử", "Test"), 0, 60,
	rule.Shipped{Value: "5", From: "2020-01-01", Citation: "A"},
	rule.Shipped{Value: "7", From: "2025-01-01", Citation: "B"})

func TestVersionsOverTime(t *testing.T) {
	dbtest.Each(t, []fs.FS{rule.Schema}, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		set := func(value, from string) error {
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error {
				return rule.Set(ctx, u, "test.days", rule.Version{Value: value, From: civil.MustParse(from), Citation: "C"})
			})
		}
		if err := set("10", "2026-01-01"); err != nil {
			t.Fatal(err)
		}
		for name, err := range map[string]error{
			"too many":        set("61", "2026-06-01"),
			"no number":       set("mười", "2026-06-01"),
			"before the last": set("3", "2025-12-31"),
			"the same day":    set("3", "2026-01-01"),
			"without a day":   set("3", ""),
		} {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: got %v, want a refusal", name, err)
			}
		}
		o.MustView(t, func(v *work.View) error {
			for day, want := range map[string]int{"2019-01-01": 5, "2024-12-31": 5, "2025-01-01": 7, "2025-12-31": 7, "2026-01-01": 10} {
				got, version, err := days.Number(ctx, v, civil.MustParse(day))
				if err != nil || got != want {
					t.Errorf("on %s: %d by %s (%v), want %d", day, got, version.Ref(), err, want)
				}
			}
			return nil
		})
	})
}

// TestSay: a number is shown as such unless it stands for something else.
func TestSay(t *testing.T) {
	last := rule.Number("test.last", text.New("Hết ngày", "Ends on day"), text.New("Thử", "Test"), 0, 28,
		rule.Shipped{Value: "0", From: "2020-01-01", Citation: "A"}).Named("0", text.New("Ngày cuối cùng", "The last day"))
	for value, want := range map[string]string{"0": "Ngày cuối cùng", "10": "10", "": ""} {
		if got := last.Say(t.Context(), value); got != want {
			t.Errorf("%q is shown as %q; want %q", value, got, want)
		}
	}
}

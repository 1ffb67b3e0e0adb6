// Package rule holds what regulations fix and change: thresholds, clocks,
// roundings, defaults. Six of the regulations that a text of 2023 would name
// had been replaced by 2026, so no rule stands in the code that obeys it.
//
// A rule (quy tắc) has a key, a form (a whole number, a choice, a list of days
// or of codes) and versions.
// Each version has the day from which it is in force, a citation, and says
// whether somebody verified it against the cited document. The program ships
// versions; an office sets its own on a page, and its own win from their day
// on. A past version is never changed: what was computed with it keeps its
// name ([Version.Ref]).
//
// A capability declares its rules beside the code that obeys them:
//
//	var warningDays = rule.Number("task.warning_days", tWarningDays, tWarningDaysHint, 0, 60,
//		rule.Shipped{Value: "7", From: "2025-01-01", Citation: "…"})
//
// and asks for the value on the day of the fact: warningDays.On(ctx, v, day).
package rule

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
)

// A Rule is one thing that regulations fix.
type Rule struct {
	Key   string // "task.warning_days"
	Title text.T
	Hint  text.T // what it governs, in a sentence

	Min, Max int      // of a number
	Choices  []Choice // of a choice; empty for a number
	Days     bool     // its value is a list of days
	Coded    bool     // its value is a list of codes

	named   []Choice // numbers that mean something else than their figure
	shipped []Version
}

// Named has a number of the rule shown as title, where the figure alone would
// not be understood: 0 for the last day of a month.
func (r *Rule) Named(value string, title text.T) *Rule {
	r.named = append(r.named, Choice{Value: value, Title: title})
	return r
}

// A Choice is one of the values a rule can take.
type Choice struct {
	Value string
	Title text.T
}

// Shipped is a version that comes with the program.
type Shipped struct {
	Value    string
	From     string // YYYY-MM-DD
	Citation string
	Verified bool // held against the cited document by those who ship it
}

// A Version is the value of a rule from a day on.
type Version struct {
	Key      string
	Value    string
	From     civil.Date
	Citation string
	Verified bool
	Account  string // who set it; "" for a shipped one
}

// Ref names the version, to be kept with what was computed with it.
func (v Version) Ref() string {
	if v.Account == "" {
		return v.Key + "@" + v.From.String()
	}
	return v.Key + "@" + v.From.String() + "*"
}

// Cited tells a version by its name, as [Version.Ref] gives it: the title of
// its rule and since when it was in force. A name that no rule bears, kept from
// an earlier release, is told as it is.
func Cited(ctx context.Context, ref string) string {
	key, since, _ := strings.Cut(strings.TrimSuffix(ref, "*"), "@")
	r, known := rules[key]
	day, err := civil.Parse(since)
	if !known || err != nil {
		return ref
	}
	return tCited.In(ctx, r.Title.In(ctx), day.Vietnamese())
}

var rules = map[string]*Rule{}

// Number declares a rule whose value is a whole number from lowest to highest.
func Number(key string, title, hint text.T, lowest, highest int, shipped ...Shipped) *Rule {
	return declare(&Rule{Key: key, Title: title, Hint: hint, Min: lowest, Max: highest}, shipped)
}

// OneOf declares a rule whose value is one of choices.
func OneOf(key string, title, hint text.T, choices []Choice, shipped ...Shipped) *Rule {
	return declare(&Rule{Key: key, Title: title, Hint: hint, Choices: choices}, shipped)
}

// declare is called from package-level variables only. A shipped version that
// breaks its own rule is a mistake of the program and stops it.
func declare(r *Rule, shipped []Shipped) *Rule {
	if rules[r.Key] != nil {
		panic("rule: two rules have the key " + r.Key)
	}
	for _, s := range shipped {
		v := Version{Key: r.Key, Value: s.Value, From: civil.MustParse(s.From), Citation: s.Citation, Verified: s.Verified}
		if err := r.check(v); err != nil {
			panic(fmt.Sprintf("rule: %s: %v", r.Key, err))
		}
		r.shipped = append(r.shipped, v)
	}
	if len(r.shipped) == 0 {
		panic("rule: " + r.Key + " ships no version")
	}
	rules[r.Key] = r
	return r
}

// All returns every rule, by key.
func All() []*Rule {
	var all []*Rule
	for _, r := range rules {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b *Rule) int { return cmp.Compare(a.Key, b.Key) })
	return all
}

// Find returns the rule with the given key, or a [fault.Unknown] fault.
func Find(key string) (*Rule, error) {
	if r := rules[key]; r != nil {
		return r, nil
	}
	return nil, fault.New(fault.Unknown, tNoRule)
}

// Permissions of the capability.
var (
	// CanSee lets a person read the rules; everybody who signed in may.
	CanSee = access.Allow("rule.see", tCanSee, access.Roles()...)
	// CanSet lets a person set a version.
	CanSet = access.Allow("rule.set", tCanSet, access.Administrator)
)

func (r *Rule) check(v Version) error {
	var wrong fault.Fields
	if v.From.IsZero() {
		wrong.Add("from", tFromMissing)
	}
	if v.Citation == "" {
		wrong.Add("citation", tCitationMissing)
	}
	if r.Days {
		if _, ok := parseDays(v.Value); !ok {
			wrong.Add("value", tDaysWrong)
		}
	} else if r.Coded {
		if _, ok := parseCodes(v.Value); !ok {
			wrong.Add("value", tCodesWrong)
		}
	} else if len(r.Choices) > 0 {
		if !slices.ContainsFunc(r.Choices, func(c Choice) bool { return c.Value == v.Value }) {
			wrong.Add("value", tChoiceMissing)
		}
	} else if n, err := strconv.Atoi(v.Value); err != nil || n < r.Min || n > r.Max {
		wrong.Add("value", tNumberWrong, r.Min, r.Max)
	}
	return wrong.Err()
}

// Say returns a value as people read it.
func (r *Rule) Say(ctx context.Context, value string) string {
	if r.Coded {
		codes, _ := parseCodes(value)
		titles := make([]string, len(codes))
		for i, c := range codes {
			titles[i] = c.Title.In(ctx)
		}
		return strings.Join(titles, "; ")
	}
	for _, c := range slices.Concat(r.Choices, r.named) {
		if c.Value == value {
			return c.Title.In(ctx)
		}
	}
	return value
}

// On returns the version in force on day; before the first one, the first.
func (r *Rule) On(ctx context.Context, v *work.View, day civil.Date) (Version, error) {
	versions, err := r.Versions(ctx, v)
	if err != nil {
		return Version{}, err
	}
	return inForce(versions, day), nil
}

// Number returns the value on day of a rule that is a number.
func (r *Rule) Number(ctx context.Context, v *work.View, day civil.Date) (int, Version, error) {
	version, err := r.On(ctx, v, day)
	if err != nil {
		return 0, version, err
	}
	n, err := strconv.Atoi(version.Value)
	return n, version, err
}

// inForce picks from versions in order of their day.
func inForce(versions []Version, day civil.Date) Version {
	for _, v := range slices.Backward(versions) {
		if !day.Before(v.From) {
			return v
		}
	}
	return versions[0]
}

// Versions returns every version of the rule in order of its day. Of two that
// begin on one day, the office's own stands for both.
func (r *Rule) Versions(ctx context.Context, v *work.View) ([]Version, error) {
	own, err := work.Memo(ctx, v, memoName, func() (map[string][]Version, error) { return read(ctx, v) })
	if err != nil {
		return nil, err
	}
	return merge(r.shipped, own[r.Key]), nil
}

func merge(shipped, own []Version) []Version {
	out := slices.Clone(own)
	for _, s := range shipped {
		if !slices.ContainsFunc(own, func(o Version) bool { return o.From == s.From }) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Version) int { return a.From.Compare(b.From) })
	return out
}

const memoName = "rule"

var (
	all    = db.SQL("rule.all", `SELECT key, value, from_on, citation, verified, account_id FROM rule_version ORDER BY key, from_on`)
	insert = db.SQL("rule.insert", `
		INSERT INTO rule_version (id, key, value, from_on, citation, verified, account_id, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
)

func read(ctx context.Context, v *work.View) (map[string][]Version, error) {
	own := map[string][]Version{}
	err := db.Each(ctx, v.Snapshot, all, func(scan db.Scan) error {
		var o Version
		err := scan(&o.Key, &o.Value, &o.From, &o.Citation, &o.Verified, &o.Account)
		own[o.Key] = append(own[o.Key], o)
		return err
	})
	return own, err
}

// Set adds a version to a rule. It must begin later than every version the
// office set before: the past stays as it was computed.
//
// The actor needs [CanSet] everywhere. Faults: Invalid.
func Set(ctx context.Context, u *work.Unit, key string, n Version) error {
	if err := u.Check(CanSet, access.Everywhere); err != nil {
		return err
	}
	r, err := Find(key)
	if err != nil {
		return err
	}
	n.Key, n.Account = key, u.Actor.Account
	if n.Account == "" {
		n.Account = u.Actor.Name
	}
	if err := r.check(n); err != nil {
		return err
	}
	versions, err := r.Versions(ctx, &u.View)
	if err != nil {
		return err
	}
	for _, v := range versions {
		if v.Account != "" && !n.From.After(v.From) {
			return fault.At("from", tFromEarly, v.From.Vietnamese())
		}
	}
	if _, err := u.Exec(ctx, insert, id.New[string](), n.Key, n.Value, n.From, n.Citation, n.Verified, n.Account, u.Now.UnixMicro()); err != nil {
		return fmt.Errorf("set rule %s: %w", key, err)
	}
	if err := u.Record(ctx, "rule.set", key, map[string]any{"value": n.Value, "from": n.From, "citation": n.Citation, "verified": n.Verified}); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
}

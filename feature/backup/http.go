package backup

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/vault"
	"quyet/base/web"
	"quyet/base/work"
)

// Capability describes the backup to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "backup",
		Schema:      Schema,
		Permissions: []*access.Permission{CanSee},
		Routes:      []web.Route{web.Get("/backup", d.show)},
		Menu:        []capability.MenuEntry{{Title: tBackup, Address: "/backup", Icon: ui.IconLock, Needs: CanSee, Order: 95}},
		Chores:      []capability.Chore{{Name: "backup.drill", Every: drillEvery, Do: d.nightly}},
	}
}

// A page is what the administrator sees.
type page struct {
	On        bool // the office is kept
	OnlyFiles bool // of an office on PostgreSQL
	HasKey    bool
	Store     string
	Status    vault.Status
	Keep      vault.Terms
	Drills    []Drill
	Now       time.Time
	Zone      *time.Location
}

func (d Deps) show(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	all, err := Drills(ctx, v)
	if err != nil {
		return nil, err
	}
	p := page{Drills: all, Now: v.Now, Zone: v.Zone, HasKey: len(d.Vault.With) > 0, OnlyFiles: v.Engine() != db.SQLite}
	if d.Keeper != nil {
		p.On, p.Store, p.Status, p.Keep = true, d.Keeper.Store.String(), d.Keeper.Status(), d.Keeper.Keep
	}
	return web.Show(view(p)), nil
}

func (p page) at(t time.Time) string { return t.In(p.Zone).Format("15:04:05 02/01/2006") }

// state tells in one sentence how the keeping stands.
func (p page) state(ctx context.Context) ui.Notice {
	s := p.Status
	switch {
	case !p.On:
		return ui.Notice{Tone: ui.Caution, Text: tOff.In(ctx)}
	case !s.Failing.IsZero():
		return ui.Notice{Tone: ui.Negative, Text: tFailing.In(ctx, p.at(s.Failing))}
	case s.Safe.IsZero():
		return ui.Notice{Tone: ui.Caution, Text: p.or(tBeginning, tBeginningFiles).In(ctx)}
	}
	return ui.Notice{Tone: ui.Positive, Text: p.or(tSafe, tSafeFiles).In(ctx, p.at(s.Safe))}
}

// or returns what is true where the whole office is kept from here, or what
// is where the files are.
func (p page) or(whole, files text.T) text.T {
	if p.OnlyFiles {
		return files
	}
	return whole
}

// old is after how long without a drill something is wrong.
const old = 48 * time.Hour

// tried tells in one sentence how the last drill went.
func (p page) tried(ctx context.Context) ui.Notice {
	switch {
	case !p.HasKey:
		return ui.Notice{Tone: ui.Caution, Text: tNoKey.In(ctx)}
	case len(p.Drills) == 0:
		return ui.Notice{Tone: ui.Caution, Text: p.or(tNoDrill, tNoDrillFiles).In(ctx)}
	case !p.Drills[0].Good():
		return ui.Notice{Tone: ui.Negative, Text: tBadSay.In(ctx, p.at(p.Drills[0].At))}
	case p.Now.Sub(p.Drills[0].At) > old:
		return ui.Notice{Tone: ui.Negative, Text: tOldSay.In(ctx, p.at(p.Drills[0].At))}
	}
	return ui.Notice{Tone: ui.Positive, Text: p.or(tGoodSay, tGoodSayFiles).In(ctx, p.at(p.Drills[0].At))}
}

func (p page) facts(ctx context.Context) []ui.Fact {
	s, none := p.Status, "–"
	when := func(t time.Time) string {
		if t.IsZero() {
			return none
		}
		return p.at(t)
	}
	facts := []ui.Fact{
		{Term: tStore.In(ctx), Value: p.Store},
		{Term: tSafeUntil.In(ctx), Value: when(s.Safe)},
		{Term: tLag.In(ctx), Value: tSeconds.In(ctx, seconds(ctx, s.Lag))},
	}
	if !p.OnlyFiles {
		facts = append(facts, ui.Fact{Term: tImage.In(ctx), Value: when(s.Image)})
	}
	days := func(d time.Duration) int { return int(d / (24 * time.Hour)) }
	return append(facts,
		ui.Fact{Term: tSent.In(ctx), Value: size(ctx, s.Bytes)},
		ui.Fact{Term: tTerms.In(ctx), Value: tTermsSay.In(ctx, days(p.Keep.Moments), days(p.Keep.Days))},
	)
}

// seconds writes a time with one decimal, as the language does.
func seconds(ctx context.Context, d time.Duration) string { return decimal(ctx, d.Seconds()) }

func decimal(ctx context.Context, f float64) string {
	s := strconv.FormatFloat(f, 'f', 1, 64)
	if text.LangOf(ctx) == text.Vietnamese {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// size writes a number of bytes for people.
func size(ctx context.Context, n int64) string {
	units := []string{"kB", "MB", "GB", "TB"}
	f, unit := float64(n)/1000, 0
	for f >= 1000 && unit < len(units)-1 {
		f, unit = f/1000, unit+1
	}
	return decimal(ctx, f) + " " + units[unit]
}

func (p page) result(ctx context.Context, d Drill) ui.Status {
	if d.Good() {
		return ui.Status{Word: p.or(tGood, tGoodFiles).In(ctx), Tone: ui.Positive}
	}
	return ui.Status{Word: tBad.In(ctx), Tone: ui.Negative}
}

// kinds returns what was found, one of each kind.
func (d Drill) kinds() (all []Kind) {
	for _, f := range d.Found {
		if !slices.Contains(all, f.Kind) {
			all = append(all, f.Kind)
		}
	}
	return all
}

// Ill tells whoever runs the program what is wrong with the last drill;
// nothing when all is well.
func Ill(ctx context.Context, last Drill, ok bool, now time.Time, zone *time.Location) []string {
	at := last.At.In(zone).Format("15:04 02/01/2006")
	switch {
	case !ok:
		return []string{tDoctorNone.In(ctx)}
	case !last.Good():
		var kinds []string
		for _, k := range last.kinds() {
			kinds = append(kinds, tKinds[k].In(ctx))
		}
		return []string{tDoctorBad.In(ctx, at, strings.Join(kinds, ", "))}
	case now.Sub(last.At) > old:
		return []string{tDoctorOld.In(ctx, at)}
	}
	return nil
}

func (f Finding) line(ctx context.Context) string {
	return fmt.Sprintf("%s: %s", tKinds[f.Kind].In(ctx), f.Told)
}

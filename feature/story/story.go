// Package story makes up a province: its bodies, its documents, its tasks and
// two years of what became of them. Tests, demonstration and screenshots
// share it.
//
// The province does not exist. It has the shape of one that was merged from
// three on 1 July 2025 (124 communes, about 50 provincial bodies, 1,500
// grassroots organisations), names put together from syllables that place
// names are made of, and no person at all: whoever does something is a body
// or an account named after its post.
//
// Everything follows from a seed, so two stories of one seed and size are the
// same but for identifiers. The story is told through the operations of the
// capabilities, at the times at which things happened, so what it leaves
// behind has gone through every rule.
package story

import (
	"context"
	"math/rand/v2"
	"time"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Size says how much of the province there is.
type Size struct {
	Communes   int // after the merger
	Grassroots int // organisations under the communes
	Tasks      int // assigned in the two years
}

// Full is the size of a real province.
var Full = Size{Communes: 124, Grassroots: 1500, Tasks: 6000}

// Small is enough for a test to walk through everything.
var Small = Size{Communes: 6, Grassroots: 18, Tasks: 120}

// Scaled returns the full size times percent/100, at least [Small].
func Scaled(percent int) Size {
	part := func(full, least int) int { return max(full*percent/100, least) }
	return Size{part(Full.Communes, Small.Communes), part(Full.Grassroots, Small.Grassroots), part(Full.Tasks, Small.Tasks)}
}

// Days of the story.
var (
	beginning = civil.MustParse("2020-10-20") // the committees of the last term take office
	mergerDay = civil.MustParse("2025-07-01")

	Today = civil.MustParse("2026-11-20") // where the story has arrived
)

// A Progress is told how far the story has got.
type Progress func(done, total int, what string)

// A teller tells the story into an office.
type teller struct {
	office work.Office // with a clock of its own
	files  *blob.Store
	clock  time.Time
	size   Size
	rnd    *rand.Rand
	seed   uint64
	tell   Progress
	step   int
	places places
	desks  desks

	inherited []int             // tasks given before the merger, by index
	instead   map[org.ID]org.ID // for a district, a commune of it that went on with its work
	horizon   civil.Date        // up to where lives of tasks are foreseen

	tasks      []told
	actions    []action
	happenings []happening
	shown      int // per cent of the happenings told
}

// Tell writes the story of a seed into an empty office, and its papers into files.
func Tell(ctx context.Context, o *work.Office, files *blob.Store, size Size, seed uint64, tell Progress) error {
	t := &teller{files: files, size: size, seed: seed, horizon: Today, rnd: rand.New(rand.NewPCG(seed, 20250701)), tell: tell}
	t.office = work.Office{DB: o.DB, Zone: o.Zone, Now: func() time.Time { return t.clock }, Subscribers: o.Subscribers}
	for _, chapter := range []func(context.Context) error{t.tellBodies, t.tellAccounts, t.tellDesks, t.tellHandover, t.tellHistory, t.tellTerms, t.tellHolders, t.tellPlans, t.tellIndicators, t.tellReports} {
		if err := chapter(ctx); err != nil {
			return err
		}
	}
	return nil
}

// at sets the clock to an hour of a day.
func (t *teller) at(day civil.Date, hour, minute int) {
	t.clock = day.Start(t.office.Zone).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

// do runs fn as the program itself, telling a story.
func (t *teller) do(ctx context.Context, fn func(*work.Unit) error) error {
	return t.office.Do(ctx, work.As(access.System("story")), fn)
}

// The chapters' shares of the whole, in steps of the progress bar.
const (
	bodySteps    = 7
	historySteps = 85
)

// progress reports one more step.
func (t *teller) progress(what string) {
	t.step++
	t.report(what)
}

// days reports how far the history has got.
func (t *teller) days(day civil.Date) {
	share := historySteps * max(0, day.Sub(mergerDay)) / Today.Sub(mergerDay)
	if share > t.shown {
		t.step += share - t.shown
		t.shown = share
		t.report("history")
	}
}

func (t *teller) report(what string) {
	if t.tell != nil {
		t.tell(t.step, bodySteps+len(themes)+historySteps, what)
	}
}

func (t *teller) pick(from []string) string { return from[t.rnd.IntN(len(from))] }

// Empty says whether the office holds no bodies yet.
func Empty(ctx context.Context, o *work.Office) (bool, error) {
	empty := false
	err := o.View(ctx, work.System("story"), func(v *work.View) error {
		tree, err := org.Load(ctx, v)
		empty = err == nil && tree.Len() == 0
		return err
	})
	return empty, err
}

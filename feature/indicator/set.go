package indicator

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/period"
)

// Bounds.
const (
	mostSets       = 500
	mostScope      = 400 // lines of who reports
	mostIndicators = 500 // of one set
	mostName       = 300
	mostTitle      = 500
	mostSteps      = 20
	mostNote       = 500
	mostReason     = 500
	mostReturns    = 60_000 // of one set and period
	perUnit        = 500    // returns that are made or locked in one unit
)

// codeOK: letters, digits, points and underscores, as formulas know codes by.
func codeOK(code string) bool {
	return code != "" && utf8.RuneCountInString(code) <= 40 && !strings.ContainsFunc(code, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '.' || r == '_')
	})
}

func clean(s string) string { return strings.Join(strings.Fields(text.Holdable(viet.NFC(s))), " ") }

// DefineSet defines a set for a body. Its Scope says who reports, from its From on.
//
// The actor needs [CanDefine] on s.Body. Faults: Invalid; TooMuch.
func DefineSet(ctx context.Context, u *work.Unit, s Set) (SetID, error) {
	if err := u.Check(CanDefine, s.Body.Scope()); err != nil {
		return "", err
	}
	all, err := allSets(ctx, &u.View)
	if err != nil {
		return "", err
	}
	if len(all) >= mostSets {
		return "", fault.New(fault.TooMuch, tTooManySets, mostSets)
	}
	if err := s.check(ctx, &u.View, all); err != nil {
		return "", err
	}
	s.ID = id.New[SetID]()
	if _, err := u.Exec(ctx, insertSet, s.ID, s.Body, s.Code, s.Name, s.Frequency, s.Document, s.Passage, s.From, s.Until); err != nil {
		return "", err
	}
	if err := s.keepScope(ctx, u); err != nil {
		return "", err
	}
	return s.ID, u.Record(ctx, "indicator_set.define", string(s.ID), s.told())
}

// ChangeSet says anew what a set is called, why and until when it is asked for, and who
// reports. Its body and its frequency stay: what was reported would mean something else.
// Returns that are there stay as they are.
//
// The actor needs [CanDefine] on its body. Faults: Unknown, Invalid, and Conflict where
// somebody else has changed it meanwhile.
func ChangeSet(ctx context.Context, u *work.Unit, s Set) error {
	old, _, err := FindSet(ctx, &u.View, s.ID)
	if err != nil {
		return err
	}
	if err := u.Check(CanDefine, old.Body.Scope()); err != nil {
		return err
	}
	all, err := allSets(ctx, &u.View)
	if err != nil {
		return err
	}
	s.Body, s.Frequency, s.From = old.Body, old.Frequency, old.From
	if err := s.check(ctx, &u.View, all); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateSet, s.ID, s.Version, s.Code, s.Name, s.Document, s.Passage, s.Until)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tSetChanged)
	}
	if err := s.keepScope(ctx, u); err != nil {
		return err
	}
	return u.Record(ctx, "indicator_set.change", string(s.ID), s.told())
}

func (s *Set) told() map[string]any {
	scope := make([]map[string]any, len(s.Scope))
	for i, r := range s.Scope {
		scope[i] = map[string]any{"group": r.Group, "body": r.Body}
	}
	return map[string]any{"body": s.Body, "code": s.Code, "name": s.Name, "frequency": s.Frequency, "document": s.Document, "passage": s.Passage, "from": s.From, "until": s.Until, "scope": scope}
}

func (s *Set) keepScope(ctx context.Context, u *work.Unit) error {
	if _, err := u.Exec(ctx, deleteScope, s.ID); err != nil {
		return err
	}
	rows := make([][]any, len(s.Scope))
	for i, r := range s.Scope {
		rows[i] = []any{s.ID, i, r.Group, r.Body}
	}
	return u.ExecMany(ctx, insertScope, rows)
}

// check brings a set into its form and asks whether it can be so.
func (s *Set) check(ctx context.Context, v *work.View, all []*Set) error {
	var wrong fault.Fields
	s.Code, s.Name, s.Passage = strings.ToUpper(clean(s.Code)), clean(s.Name), clean(s.Passage)
	if !codeOK(s.Code) {
		wrong.Add("code", tCodeWrong)
	}
	if slices.ContainsFunc(all, func(o *Set) bool { return o.ID != s.ID && o.Body == s.Body && o.Code == s.Code }) {
		wrong.Add("code", tCodeTaken)
	}
	switch n := utf8.RuneCountInString(s.Name); {
	case n == 0:
		wrong.Add("name", tNameMissing)
	case n > mostName:
		wrong.Add("name", tTooLong, mostName)
	}
	if utf8.RuneCountInString(s.Passage) > mostName {
		wrong.Add("passage", tTooLong, mostName)
	}
	if !s.Frequency.Valid() {
		wrong.Add("frequency", tFrequencyWrong)
	}
	if s.From.IsZero() {
		wrong.Add("from", tDayMissing)
	}
	if !s.Until.IsZero() && !s.Until.After(s.From) {
		wrong.Add("until", tUntilWrong)
	}
	if s.Document != "" {
		if _, err := doc.Find(ctx, v, s.Document); fault.Is(err, fault.Unknown) {
			wrong.Add("document", tNoDocument)
		} else if err != nil {
			return err
		}
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	chart := tree.Chart(v.Today)
	if len(s.Scope) == 0 {
		wrong.Add("scope", tScopeMissing)
	}
	if len(s.Scope) > mostScope {
		wrong.Add("scope", tScopeLong, mostScope)
	}
	for _, r := range s.Scope {
		switch {
		case r.Body != "" && !chart.Within(r.Body, s.Body):
			wrong.Add("scope", tScopeOutside, tree.Name(r.Body, v.Today))
		case r.Body == "":
			if _, err := tree.Group(r.Group, v.Today); err != nil {
				wrong.Add("scope", tScopeNoGroup)
			}
		}
	}
	return wrong.Err()
}

// allSets returns every set of the program with who reports, by code.
func allSets(ctx context.Context, v *work.View) ([]*Set, error) {
	all, err := db.All(ctx, v.Snapshot, selectSets, scanSet, mostSets)
	if err != nil {
		return nil, err
	}
	by := make(map[SetID]*Set, len(all))
	for _, s := range all {
		by[s.ID] = s
	}
	err = db.Each(ctx, v.Snapshot, selectScope, func(scan db.Scan) error {
		var set SetID
		var r Reporting
		err := scan(&set, &r.Group, &r.Body)
		if s := by[set]; s != nil {
			s.Scope = append(s.Scope, r)
		}
		return err
	}, mostSets*mostScope)
	return all, err
}

// seenBy says whether an actor may see what a set asks for: who may see the body that
// defines it, or one that may be asked by it.
func (s *Set) seenBy(v *work.View, tree *org.Tree) bool {
	if v.Actor.May(CanSee, s.Body.Scope()) {
		return true
	}
	for _, root := range v.Actor.Roots(CanSee) {
		if tree.Within(root, s.Body.Scope()) {
			return true
		}
	}
	return false
}

// Sets returns the sets that the actor may see: those of bodies of which they may see what
// is reported, and of the bodies above these. Those that have ended come last.
//
// Whoever may see nothing has none.
func Sets(ctx context.Context, v *work.View) ([]*Set, error) {
	all, err := allSets(ctx, v)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(s *Set) bool { return !s.seenBy(v, tree) })
	slices.SortStableFunc(all, func(a, b *Set) int {
		over := func(s *Set) int {
			if s.Contains(v.Today) || s.From.After(v.Today) {
				return 0
			}
			return 1
		}
		return over(a) - over(b)
	})
	return all, nil
}

// FindSet returns a set with its indicators in their order, also those no more asked for.
//
// Rights are those of [Sets]; where the actor may not see it, or there is none, the fault
// is Unknown.
func FindSet(ctx context.Context, v *work.View, s SetID) (*Set, []*Indicator, error) {
	sets, err := Sets(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	at := slices.IndexFunc(sets, func(o *Set) bool { return o.ID == s })
	if at < 0 {
		return nil, nil, fault.New(fault.Unknown, tNoSet)
	}
	all, err := db.All(ctx, v.Snapshot, selectIndicators, scanIndicator, s, mostIndicators)
	return sets[at], all, err
}

// Find returns an indicator with its set and the others of that. Rights and faults are
// those of [FindSet].
func Find(ctx context.Context, v *work.View, i ID) (*Indicator, *Set, []*Indicator, error) {
	found, err := db.All(ctx, v.Snapshot, selectIndicator, scanIndicator, i)
	if err != nil {
		return nil, nil, nil, err
	}
	if len(found) == 0 {
		return nil, nil, nil, fault.New(fault.Unknown, tNoSet)
	}
	s, all, err := FindSet(ctx, v, found[0].Set)
	if err != nil {
		return nil, nil, nil, err
	}
	return byNo(all, found[0].No), s, all, nil
}

// Define adds indicators to a set, all or none.
//
// The actor needs [CanDefine] on the body of the set. Faults: Unknown; Invalid, at fields
// "code", "name" and so on, with the number of the indicator behind where there are
// several; TooMuch.
func Define(ctx context.Context, u *work.Unit, set SetID, more ...Indicator) ([]ID, error) {
	s, all, err := FindSet(ctx, &u.View, set)
	if err != nil {
		return nil, err
	}
	if err := u.Check(CanDefine, s.Body.Scope()); err != nil {
		return nil, err
	}
	if len(all)+len(more) > mostIndicators {
		return nil, fault.New(fault.TooMuch, tTooManyIndicators, mostIndicators)
	}
	next := 1
	for _, i := range all {
		next = max(next, i.No+1)
	}
	for at := range more {
		i := &more[at]
		i.ID, i.Set, i.No = id.New[ID](), set, next+at
		all = append(all, i)
	}
	var wrong fault.Fields
	var ids []ID
	var rows [][]any
	var events []work.Event
	var details []any
	for at := range more {
		i := &more[at]
		wrong = append(wrong, i.faults(all, nil)...)
		ids = append(ids, i.ID)
		rows = append(rows, []any{i.ID, i.Set, i.No, i.Code, i.Name, i.Unit, i.Decimals, i.Direction, i.Sort, i.Aggregation, i.Running, strings.Join(i.Steps, "\n"), strings.Join(i.TotalOf, " "), i.Formula, boundRow(i.Low), boundRow(i.High), i.Jump, i.Passage, i.Source})
		events = append(events, work.Event{Kind: "indicator.define", Subject: string(i.ID), First: true})
		details = append(details, i.told())
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	if err := u.ExecMany(ctx, insertIndicator, rows); err != nil {
		return nil, err
	}
	return ids, u.RecordMany(ctx, events, details)
}

// Change says anew what an indicator is called and how it is checked. Its sort, its
// decimals and how it is added up stay, for what was reported was reported so.
//
// The actor needs [CanDefine] on the body of the set. Faults: Unknown, Invalid, and
// Conflict where somebody else has changed it meanwhile.
func Change(ctx context.Context, u *work.Unit, i Indicator) error {
	old, s, all, err := Find(ctx, &u.View, i.ID)
	if err != nil {
		return err
	}
	if err := u.Check(CanDefine, s.Body.Scope()); err != nil {
		return err
	}
	i.Set, i.No, i.Decimals, i.Sort, i.Aggregation, i.Running, i.Steps, i.Source = old.Set, old.No, old.Decimals, old.Sort, old.Aggregation, old.Running, old.Steps, old.Source
	if err := i.faults(append(slices.DeleteFunc(slices.Clone(all), func(o *Indicator) bool { return o.ID == i.ID }), &i), old).Err(); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateIndicator, i.ID, i.Version, i.Code, i.Name, i.Unit, i.Direction, strings.Join(i.TotalOf, " "), i.Formula, boundRow(i.Low), boundRow(i.High), i.Jump, i.Passage, i.Until)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tSetChanged)
	}
	return u.Record(ctx, "indicator.change", string(i.ID), i.told())
}

func (i *Indicator) told() map[string]any {
	return map[string]any{
		"set": i.Set, "code": i.Code, "name": i.Name, "unit": i.Unit, "decimals": i.Decimals, "direction": i.Direction, "sort": i.Sort, "aggregation": i.Aggregation,
		"running": i.Running, "steps": i.Steps, "total_of": i.TotalOf, "formula": i.Formula, "low": i.Low, "high": i.High, "jump": i.Jump, "passage": i.Passage, "until": i.Until, "source": i.Source,
	}
}

// faults brings an indicator into its form and tells why it cannot be so among all of its
// set, itself among them. was is itself as it was; nil where it is new.
func (i *Indicator) faults(all []*Indicator, was *Indicator) (wrong fault.Fields) {
	i.Code, i.Name, i.Unit, i.Passage = strings.ToUpper(clean(i.Code)), clean(i.Name), clean(i.Unit), clean(i.Passage)
	for at, c := range i.TotalOf {
		i.TotalOf[at] = strings.ToUpper(clean(c))
	}
	if i.Formula != "" {
		i.Aggregation = Apart // it is worked out of sums, and none is made of it
	}
	if !codeOK(i.Code) {
		wrong.Add("code", tCodeWrong)
	}
	named := func(code string) *Indicator {
		at := slices.IndexFunc(all, func(o *Indicator) bool { return o != i && strings.EqualFold(o.Code, code) })
		if at < 0 {
			return nil
		}
		return all[at]
	}
	if named(i.Code) != nil {
		wrong.Add("code", tCodeTaken)
	}
	switch n := utf8.RuneCountInString(i.Name); {
	case n == 0:
		wrong.Add("name", tNameMissing)
	case n > mostTitle:
		wrong.Add("name", tTooLong, mostTitle)
	}
	if utf8.RuneCountInString(i.Unit) > 60 {
		wrong.Add("unit", tTooLong, 60)
	}
	if utf8.RuneCountInString(i.Passage) > mostName {
		wrong.Add("passage", tTooLong, mostName)
	}
	if i.Decimals < 0 || i.Decimals > 6 {
		wrong.Add("decimals", tDecimalsWrong)
	}
	if i.Direction.Title().Zero() {
		wrong.Add("direction", tChoose)
	}
	if i.Running.Title().Zero() {
		wrong.Add("running", tChoose)
	}
	switch {
	case i.Sort.Title().Zero():
		wrong.Add("sort", tChoose)
	case i.Aggregation.Title().Zero():
		wrong.Add("aggregation", tChoose)
	case i.Sort == Ratio && i.Aggregation != RatioOfSum && i.Aggregation != Apart,
		i.Sort == Steps && i.Aggregation != Apart,
		i.Sort == Number && i.Aggregation == RatioOfSum:
		wrong.Add("aggregation", tAggregationWrong)
	}
	if i.Sort == Steps {
		steps := slices.DeleteFunc(slices.Clone(i.Steps), func(s string) bool { return clean(s) == "" })
		for at := range steps {
			steps[at] = clean(steps[at])
		}
		i.Steps = steps
		for at, s := range steps {
			if slices.Contains(steps[:at], s) {
				wrong.Add("steps", tStepTwice, s)
			}
		}
		if len(steps) < 2 || len(steps) > mostSteps {
			wrong.Add("steps", tStepsWrong, mostSteps)
		}
	} else {
		i.Steps = nil
	}
	if i.Low != nil && i.High != nil && *i.Low > *i.High {
		wrong.Add("high", tRangeWrong)
	}
	if i.Jump < 0 || i.Jump > 1000 {
		wrong.Add("jump", tJumpWrong)
	}
	for _, code := range i.TotalOf {
		switch o := named(code); {
		case o == nil:
			wrong.Add("total_of", tNoSuchCode, code)
		case o.Decimals != i.Decimals || o.Sort != Number || o.Formula != "" || i.Sort != Number:
			wrong.Add("total_of", tTotalWrong, code)
		}
	}
	return append(append(wrong, i.formulaFaults(all, was)...), i.sourceFaults(all)...)
}

// A Target is what a body is to reach in a period.
type Target struct {
	Indicator ID
	Body      org.ID
	Period    period.Period
	Cell      Cell // its Note is why: a document and its passage
	Baseline  bool // where it began; nothing to be reached
	Said      Deed
}

// Aim says what bodies are to reach in which periods. What was said before of the same
// stays readable as of a former day.
//
// The actor needs [CanDefine] on the body of the set. Faults: Unknown, Invalid.
func Aim(ctx context.Context, u *work.Unit, set SetID, targets ...Target) error {
	s, all, err := FindSet(ctx, &u.View, set)
	if err != nil {
		return err
	}
	if err := u.Check(CanDefine, s.Body.Scope()); err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	chart := tree.Chart(u.Today)
	rows, details := make([][]any, len(targets)), make([]map[string]any, len(targets))
	for at, t := range targets {
		t.Cell.Note = clean(t.Cell.Note)
		i := slices.IndexFunc(all, func(i *Indicator) bool { return i.ID == t.Indicator })
		switch {
		case i < 0:
			return fault.New(fault.Unknown, tNoSet)
		case !chart.Within(t.Body, s.Body):
			return fault.At("body", tScopeOutside, tree.Name(t.Body, u.Today))
		case !t.Period.Valid():
			return fault.At("period", tPeriodWrong)
		case all[i].Sort == Ratio && t.Cell.Part <= 0, all[i].Sort == Steps && (t.Cell.Value < 1 || t.Cell.Value > int64(len(all[i].Steps))):
			return fault.At(fieldOf(all[i].No), tAimWrong, all[i].Code)
		case utf8.RuneCountInString(t.Cell.Note) > mostNote:
			return fault.At("basis", tTooLong, mostNote)
		}
		rows[at] = []any{t.Indicator, t.Body, t.Period.Key(), u.Now.UnixMicro(), t.Cell.Value, t.Cell.Part, t.Baseline, t.Cell.Note, u.Actor.Account}
		details[at] = map[string]any{"indicator": t.Indicator, "body": t.Body, "period": t.Period.Key(), "value": t.Cell.Value, "part": t.Cell.Part, "baseline": t.Baseline, "basis": t.Cell.Note}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := u.ExecMany(ctx, insertTarget, rows); err != nil {
		return err
	}
	return u.Record(ctx, "indicator_set.aim", string(s.ID), map[string]any{"targets": details})
}

// mostTargets is how many states of targets are read of one body and set.
const mostTargets = 20_000

// Targets returns what a body is to reach, by indicator and period, as it was said until
// the end of a day.
//
// Rights are those of [FindSet], and the actor needs [CanSee] on the body, or on the body
// of the set; otherwise there are none.
func Targets(ctx context.Context, v *work.View, s *Set, body org.ID, on civil.Date) (map[ID]map[period.Period]Target, error) {
	if !v.Actor.May(CanSee, body.Scope()) && !v.Actor.May(CanSee, s.Body.Scope()) {
		return nil, nil
	}
	out := map[ID]map[period.Period]Target{}
	err := db.Each(ctx, v.Snapshot, selectTargets, func(scan db.Scan) error {
		var t Target
		var from int64
		var key string
		if err := scan(&t.Indicator, &t.Body, &key, &from, &t.Cell.Value, &t.Cell.Part, &t.Baseline, &t.Cell.Note, &t.Said.By); err != nil {
			return err
		}
		var err error
		if t.Period, err = period.Parse(key); err != nil {
			return err
		}
		t.Said.At = instant(from)
		if out[t.Indicator] == nil {
			out[t.Indicator] = map[period.Period]Target{}
		}
		out[t.Indicator][t.Period] = t
		return nil
	}, s.ID, body, endOf(v, on).UnixMicro(), mostTargets)
	return out, err
}

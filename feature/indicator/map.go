package indicator

import (
	"context"
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A Mapping says that an indicator of a set of a body below is also one of a set of a body
// above, on the days of its interval.
type Mapping struct {
	From, To *Indicator
	civil.Interval
}

// mostMaps is how many mappings lead from one set, or to one.
const mostMaps = 1000

var (
	insertMap = db.SQL("indicator.insertMap", `INSERT INTO indicator_map (from_id, to_id, from_on, until_on) VALUES ($1, $2, $3, '')`)
	endMap    = db.SQL("indicator.endMap", `UPDATE indicator_map SET until_on = $3 WHERE from_id = $1 AND to_id = $2 AND (until_on = '' OR until_on > $3) AND from_on < $3`)
	dropMap   = db.SQL("indicator.dropMap", `DELETE FROM indicator_map WHERE from_id = $1 AND to_id = $2 AND from_on >= $3`)
	// Those that lead from a set, and those that lead to it.
	selectMaps = db.SQL("indicator.maps", `
		SELECT m.from_id, m.to_id, m.from_on, m.until_on FROM indicator i JOIN indicator_map m ON m.from_id = i.id WHERE i.set_id = $1
		UNION
		SELECT m.from_id, m.to_id, m.from_on, m.until_on FROM indicator i JOIN indicator_map m ON m.to_id = i.id WHERE i.set_id = $1
		ORDER BY 3, 1, 2 LIMIT $2`)

	_ = db.Invariant("indicator.mapUpwards", `
		SELECT m.from_id || ' ' || m.to_id FROM indicator_map m JOIN indicator f ON f.id = m.from_id JOIN indicator t ON t.id = m.to_id
		WHERE f.set_id = t.set_id OR f.sort <> t.sort OR f.decimals > t.decimals OR t.formula <> '' OR t.source <> ''`)
)

// Map says that an indicator of a set is also one of a set of a body above, from a day on:
// what a body declares of the first then fills its open return of the second. Both are of
// one sort, running and unit and are added up alike; the second has as many decimals or
// more, and the same frequency or a longer one. Several of one body's own sets do not fill
// one indicator.
//
// The actor needs [CanDefine] on the body of the first. Faults: Unknown; Invalid, at the
// fields "to" and "from".
func Map(ctx context.Context, u *work.Unit, from, to ID, on civil.Date) error {
	local, set, _, err := Find(ctx, &u.View, from)
	if err != nil {
		return err
	}
	if err := u.Check(CanDefine, set.Body.Scope()); err != nil {
		return err
	}
	central, above, _, err := Find(ctx, &u.View, to)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	var wrong fault.Fields
	if chart := tree.Chart(u.Today); set.Body == above.Body || !chart.Within(set.Body, above.Body) {
		wrong.Add("to", tMapNotAbove, above.Code)
	}
	if on.IsZero() {
		wrong.Add("from", tDayMissing)
	}
	wrong = append(wrong, local.mapFaults(central, set.Frequency, above.Frequency)...)
	if err := wrong.Err(); err != nil {
		return err
	}
	maps, err := mapsOf(ctx, &u.View, above.ID)
	if err != nil {
		return err
	}
	sets, err := allSets(ctx, &u.View)
	if err != nil {
		return err
	}
	for _, m := range maps {
		at := slices.IndexFunc(sets, func(s *Set) bool { return s.ID == m.From.Set })
		if m.To.ID == to && m.Overlaps(civil.Since(on)) && at >= 0 && sets[at].Body == set.Body {
			return fault.At("to", tMapTaken, central.Code, m.From.Code)
		}
	}
	if len(maps) >= mostMaps {
		return fault.New(fault.TooMuch, tTooManyMaps, mostMaps)
	}
	if _, err := u.Exec(ctx, insertMap, from, to, on); err != nil {
		return err
	}
	return u.Record(ctx, "indicator.map", string(from), map[string]any{"to": to, "from": on})
}

// Unmap says from which day on an indicator does not fill another one any more. What was
// filled stays.
//
// The actor needs [CanDefine] on the body of the set of the first. Faults: Unknown.
func Unmap(ctx context.Context, u *work.Unit, from, to ID, on civil.Date) error {
	_, set, _, err := Find(ctx, &u.View, from)
	if err != nil {
		return err
	}
	if err := u.Check(CanDefine, set.Body.Scope()); err != nil {
		return err
	}
	ended, err := u.Exec(ctx, endMap, from, to, on)
	if err != nil {
		return err
	}
	dropped, err := u.Exec(ctx, dropMap, from, to, on)
	if err != nil {
		return err
	}
	if ended+dropped == 0 {
		return fault.New(fault.Unknown, tNoMap)
	}
	return u.Record(ctx, "indicator.unmap", string(from), map[string]any{"to": to, "until": on})
}

// mapFaults tells why an indicator cannot fill another one.
func (i *Indicator) mapFaults(to *Indicator, own, above period.Kind) (wrong fault.Fields) {
	mean := func(i *Indicator) bool { return i.Aggregation == Mean }
	longer, fits := longerThan(own, above)
	switch {
	case !to.entered():
		wrong.Add("to", tMapFormula, to.Code)
	case i.Sort != to.Sort || mean(i) != mean(to) || !slices.Equal(i.Steps, to.Steps):
		wrong.Add("to", tMapSort, to.Code)
	case !strings.EqualFold(i.Unit, to.Unit):
		wrong.Add("to", tMapUnit, i.Unit, to.Unit)
	case i.Decimals > to.Decimals:
		wrong.Add("to", tMapDecimals, i.Decimals, to.Decimals)
	case i.Running != to.Running:
		wrong.Add("to", tMapRunning, i.Running.Title(), to.Running.Title())
	case !fits, longer && i.Running == OfPeriod && (mean(i) || i.Sort == Steps || i.Formula != ""):
		wrong.Add("to", tMapFrequency, to.Code)
	}
	return wrong
}

// longerThan says whether periods of a kind lie in those of another one, and whether these
// are longer.
func longerThan(own, above period.Kind) (longer, fits bool) {
	some := period.Period{Kind: own, Year: 2026, Number: 1}
	_, fits = some.In(above)
	return fits && own != above, fits
}

// Mappings returns the mappings that lead from an indicator of a set or to one, the oldest
// first. Rights and faults are those of [FindSet]; what leads to or comes from a set that
// the actor does not see is not among them.
func Mappings(ctx context.Context, v *work.View, set SetID) ([]Mapping, error) {
	if _, _, err := FindSet(ctx, v, set); err != nil {
		return nil, err
	}
	all, err := mapsOf(ctx, v, set)
	if err != nil {
		return nil, err
	}
	seen, err := Sets(ctx, v)
	sees := func(i *Indicator) bool { return slices.ContainsFunc(seen, func(s *Set) bool { return s.ID == i.Set }) }
	return slices.DeleteFunc(all, func(m Mapping) bool { return !sees(m.From) || !sees(m.To) }), err
}

// mapsOf returns the mappings that lead from a set or to it.
func mapsOf(ctx context.Context, v *work.View, set SetID) (out []Mapping, err error) {
	var ids []ID
	if err := db.Each(ctx, v.Snapshot, selectMaps, func(scan db.Scan) error {
		m := Mapping{From: &Indicator{}, To: &Indicator{}}
		err := scan(&m.From.ID, &m.To.ID, &m.Interval.From, &m.Until)
		out, ids = append(out, m), append(ids, m.From.ID, m.To.ID)
		return err
	}, set, mostMaps); err != nil || len(out) == 0 {
		return nil, err
	}
	slices.Sort(ids)
	by := map[ID]*Indicator{}
	for some := range slices.Chunk(slices.Compact(ids), perUnit) {
		found, err := db.All(ctx, v.Snapshot, db.Built("indicator.mapped", `SELECT `+indicatorColumns+` FROM indicator i WHERE i.id IN (`+db.Places(1, len(some))+`)`), scanIndicator, db.Args(some)...)
		if err != nil {
			return nil, err
		}
		for _, i := range found {
			by[i.ID] = i
		}
	}
	for at := range out {
		out[at].From, out[at].To = by[out[at].From.ID], by[out[at].To.ID]
	}
	return out, nil
}

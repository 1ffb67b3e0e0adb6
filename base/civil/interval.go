package civil

// An Interval is a span of days with its first day included and its end
// excluded. A zero From reaches back without limit, a zero Until has no end:
// what is in force today has a zero Until.
type Interval struct {
	From, Until Date
}

// Since returns the interval that begins on from and has no end.
func Since(from Date) Interval { return Interval{From: from} }

// Contains says whether day lies in i.
func (i Interval) Contains(day Date) bool {
	return !day.Before(i.From) && (i.Until.IsZero() || day.Before(i.Until))
}

// Overlaps says whether i and o share a day.
func (i Interval) Overlaps(o Interval) bool {
	return i.Valid() && o.Valid() && (i.Until.IsZero() || o.From.Before(i.Until)) && (o.Until.IsZero() || i.From.Before(o.Until))
}

// Valid says whether i holds at least one day.
func (i Interval) Valid() bool { return i.Until.IsZero() || i.From.Before(i.Until) }

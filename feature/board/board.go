// Package board keeps the counts of tasks that every page shows, so that they
// are read and never counted, and lays them out as the map of bodies and
// programmes.
//
// A count (con số) is kept for two bodies only: the lead itself ("own") and
// the body in whose row of the map it stands ("row"), each for all tasks and
// for the programme. The levels above are added up on read, at most a few
// hundred rows: as rows of their own they would be hot, and halve what
// PostgreSQL can write.
//
// Package task tells of every change of what counts inside the transaction
// that makes it ([task.Observe]), the passing of a day included; board turns
// it into differences and adds them. So the very next read shows the new
// counts, each table has one owner, and task knows nothing of the board.
//
// The official table has four numbers per body: completed {on time, late} and
// open {within the deadline, overdue} (Quyết định 42/2014/QĐ-TTg); the
// completion rate is over what has fallen due. Ongoing and suspended work is
// shown beside them. All are counted on the present deadline; overdue and late
// also on the one first given.
package board

import (
	"quyet/base/civil"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Counts are how many tasks stand how.
type Counts struct {
	NotStarted int64 // open within the deadline, not begun
	UnderWay   int64 // open within the deadline, begun or handed in
	Overdue    int64 // open after the deadline
	OnTime     int64 // completed by the deadline
	Late       int64 // completed after it
	Ongoing    int64 // open without a deadline
	Suspended  int64

	FirstOverdue int64 // open after the deadline first given
	FirstLate    int64 // completed after it
}

// Within returns the open tasks within their deadline.
func (c Counts) Within() int64 { return c.NotStarted + c.UnderWay }

// Open returns the open tasks that have a deadline.
func (c Counts) Open() int64 { return c.Within() + c.Overdue }

// Completed returns the tasks confirmed as done.
func (c Counts) Completed() int64 { return c.OnTime + c.Late }

// All returns all tasks followed.
func (c Counts) All() int64 { return c.Open() + c.Completed() + c.Ongoing + c.Suspended }

// green returns how many of the tasks that have a deadline were completed by it or
// are within it.
func (c Counts) green() (green, of int64) {
	return c.OnTime + c.Within(), c.Open() + c.Completed()
}

// FallenDue returns the denominator of the completion rate: what is completed
// and what should have been. Open work within its deadline is not in it. The
// Government's report of 2017 counts so: 16.051 of 16.051 + 223.
func (c Counts) FallenDue() int64 { return c.Completed() + c.Overdue }

// FirstWithin returns the open tasks within the deadline first given.
func (c Counts) FirstWithin() int64 { return c.Open() - c.FirstOverdue }

// FirstOnTime returns the tasks completed by the deadline first given.
func (c Counts) FirstOnTime() int64 { return c.Completed() - c.FirstLate }

// byFirst returns c with its official numbers counted on the deadlines first
// given, and those of the present deadlines in their place. Which of the open
// tasks are begun is not told apart.
func (c Counts) byFirst() Counts {
	d := c
	d.NotStarted, d.UnderWay, d.Overdue = 0, c.FirstWithin(), c.FirstOverdue
	d.OnTime, d.Late = c.FirstOnTime(), c.FirstLate
	d.FirstOverdue, d.FirstLate = c.Overdue, c.Late
	return d
}

// Add returns c and d together.
func (c Counts) Add(d Counts) Counts {
	all := d.numbers()
	for i, n := range c.numbers() {
		*n += *all[i]
	}
	return c
}

// Sub returns c without d: how the counts changed from d to c.
func (c Counts) Sub(d Counts) Counts {
	all := d.numbers()
	for i, n := range c.numbers() {
		*n -= *all[i]
	}
	return c
}

// IsZero says whether nothing is counted.
func (c Counts) IsZero() bool { return c == Counts{} }

// numbers returns the numbers of c in the order of their columns.
func (c *Counts) numbers() [9]*int64 {
	return [...]*int64{&c.NotStarted, &c.UnderWay, &c.Overdue, &c.OnTime, &c.Late, &c.Ongoing, &c.Suspended, &c.FirstOverdue, &c.FirstLate}
}

// count adds n tasks in the given buckets.
func (c *Counts) count(now, first task.Bucket, n int64) {
	switch now {
	case task.NotStarted:
		c.NotStarted += n
	case task.UnderWay:
		c.UnderWay += n
	case task.OverdueBucket:
		c.Overdue += n
	case task.OnTimeBucket:
		c.OnTime += n
	case task.LateBucket:
		c.Late += n
	case task.OngoingBucket:
		c.Ongoing += n
	case task.SuspendedBucket:
		c.Suspended += n
	}
	switch first {
	case task.OverdueBucket:
		c.FirstOverdue += n
	case task.LateBucket:
		c.FirstLate += n
	}
}

// A Row is the counts of one body.
type Row struct {
	Body   org.ID
	Counts Counts // of the body's row: all that is led in its subtree
}

// A Map is what one page shows: the bodies under one superior, as columns of
// counts, for all tasks or one programme.
type Map struct {
	Body      org.ID
	Programme task.DocID // "": all
	Day       civil.Date // as of the end of which; zero for now
	Rows      []Row      // in list order; the body itself first, for what it leads itself
	Total     Counts
}

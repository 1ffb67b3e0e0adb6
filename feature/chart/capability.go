// Package chart shows the tasks of a list, asked like the register, in three
// other ways: on a board by state, along time beside the deadline first given
// (Gantt), and on the days of a month.
//
// It keeps nothing and changes nothing: a card is moved by the form of a verb,
// and only as the table of rules lets it. Words stand before colours: every
// mark is told in words beside it, and paper needs black ink only.
package chart

import (
	"context"

	"quyet/base/capability"
	"quyet/base/work"
	"quyet/feature/task"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Documents tells what pages show of documents, see [task.Deps].
	Documents func(ctx context.Context, v *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error)
}

// The pages.
const (
	boardAddress    = "/charts/board"
	ganttAddress    = "/charts/gantt"
	calendarAddress = "/charts/calendar"
)

// Views leads from the register of tasks to the charts of what it shows.
func Views() []task.OtherView {
	return []task.OtherView{{Title: tBoard, Address: boardAddress}, {Title: tGantt, Address: ganttAddress}, {Title: tCalendar, Address: calendarAddress}}
}

// Capability describes charts to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{Name: "chart", Routes: routes(d)}
}

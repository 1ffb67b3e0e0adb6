package task

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/org"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Files keeps the evidence handed in.
	Files *blob.Store

	// Refuse returns a fault for a file that may not be kept, such as one
	// that bears a mark of secrecy; nil refuses none.
	Refuse func(ctx context.Context, name string, content []byte) error

	// Documents tells what pages show of documents; those that the actor may
	// not see are left out. Nil shows none.
	Documents func(ctx context.Context, v *work.View, ids []DocID) (map[DocID]Cited, error)

	// Panels are what others have to say of a task on its page; nil says nothing.
	Panels []func(ctx context.Context, v *work.View, t *Task) (templ.Component, error)

	// AtBenches returns the page of the tasks that are unclear where documents
	// are read, "" for who may not see it. Nil knows none.
	AtBenches func(v *work.View) string

	// Calendar returns the page on which a person gets the deadlines of a body for
	// a calendar of their own. Nil knows none.
	Calendar func(org.ID) string

	// Saved returns the saved list of that identifier, nil for one that the
	// actor does not find, and First the address with which the register
	// opens for them, "" for as it is. Nil knows no saved lists.
	Saved func(ctx context.Context, v *work.View, id string) (*SavedList, error)
	First func(ctx context.Context, v *work.View) (string, error)

	// Open tells how many open tasks are led in the subtree of a body, of one
	// programme or, with "", of all, where that is known without counting them:
	// it asks ahead, and what it returns takes the answer. It returns nil where
	// it is not known. Nil always counts. The right to see the body is checked
	// before.
	Open func(v *work.View, tree *org.Tree, body org.ID, programme DocID) func(context.Context) (int, error)

	// Slips is the page on which the number of a slip of paper is typed, in the
	// field "no"; a form that is sent there with the fields "id" prints slips of
	// these tasks, and the page below it, "new", is asked like the register and
	// offers slips of what it finds. "" knows none.
	Slips string

	// Views are the pages that show what the register is asked in another way.
	Views []OtherView

	// Batches is what others do to many tasks at once, offered where tasks of the
	// register are chosen.
	Batches []OtherBatch

	// Sheets is the address at which a list is got as a spreadsheet, and one is
	// brought back; "" where there is none.
	Sheets string

	// ChangeSheets is the address at which what changed between two days is got as a
	// spreadsheet; "" where there are none.
	ChangeSheets string

	// Offline is the page on which a person has their desk kept for a time
	// without a line; "" knows none.
	Offline string

	// Named returns the documents that the actor may see and that bear a
	// number and symbol, with a day behind it or not ("163-KH/TU ngày
	// 24/02/2026"). Nil knows none.
	Named func(ctx context.Context, v *work.View, symbol string) ([]Named, error)
}

// SavedList is what the register shows of a saved list.
type SavedList struct {
	Name string
	Page string                // on which it is changed; "" for who may not
	Asks func(url.Values) bool // whether it asks what an address does
}

// An OtherView is a page that is asked like the register.
type OtherView struct {
	Title   text.T
	Address string
}

// An OtherBatch is done to many tasks by another capability. Its address is sent a form
// as the register sends it: the fields "id" of the tasks that were ticked, or "whole"
// for all that the question of the address holds, and "back".
type OtherBatch struct {
	Title   text.T
	Address string
	Can     *access.Permission // who is offered it
}

// Named is a document that was found by its number and symbol.
type Named struct {
	ID DocID
	Cited
	Text string // canonical; "" where the register holds none
}

// Cited is what a page shows of a document.
type Cited struct {
	Title   string // "163-KH/TU ngày 24/02/2026: …"
	Address string // of its page; a passage is reached by adding "#" and its place
}

func (d Deps) cited(ctx context.Context, v *work.View, ids []DocID) (map[DocID]Cited, error) {
	if d.Documents == nil || len(ids) == 0 {
		return nil, nil
	}
	return d.Documents(ctx, v, ids)
}

// GapsAddress is the page that counts what the wording of tasks leaves open.
const GapsAddress = "/tasks/unclear"

// Capability describes tasks to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "task",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Routes:      routes(d),
		Menu: []capability.MenuEntry{
			{Title: tDesk, Address: "/desk", Icon: ui.IconDesk, Key: "g d", Needs: CanSee, Order: 10},
			{Title: tTasks, Address: "/tasks", Icon: ui.IconTask, Key: "g t", Needs: CanSee, Order: 30},
		},
		Chores: []capability.Chore{
			{Name: "task.turn", Every: turnEvery, Do: turnOffice},
			{Name: "task.silence", Every: turnEvery, Do: noteSilences},
		},
	}
}

// turnOffice turns the day and settles bodies that moved.
func turnOffice(ctx context.Context, o *work.Office) error {
	return o.Do(ctx, work.System("task.turn"), func(u *work.Unit) error {
		_, err := Settle(ctx, u)
		return err
	})
}

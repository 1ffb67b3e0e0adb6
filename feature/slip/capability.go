// Package slip puts tasks on paper and finds them from it: a slip (phiếu giao
// việc) is one sheet with the wording, the deadline and the basis of a task,
// boxes to be filled in by hand, and a number and a QR code by which whoever
// gets the sheet back opens the form in which the task is updated.
//
// The number ([Number]) has a table of its own. The identifier of a task holds
// eighty bits, of which no part that people would type is unique; and a number
// that is given when a slip is first printed stays short, because few tasks are
// ever put on paper.
package slip

import (
	"context"
	"net/url"

	"quyet/base/capability"
	"quyet/base/work"
	"quyet/feature/task"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Origin is where the program is found; nil where nobody has said so, and
	// then it is where it was asked.
	Origin *url.URL

	// Secure says that it is asked by TLS, also where a proxy ends it.
	Secure bool

	// Documents tells what pages show of documents, see [task.Deps].
	Documents func(ctx context.Context, v *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error)
}

// Address is the page on which a number is typed or scanned; a slip is printed
// by a form that is sent there. See [task.Deps.Slips].
const Address = "/slips"

// View leads from the register of tasks to slips of what it shows.
func View() task.OtherView {
	return task.OtherView{Title: tPrintList, Address: Address + "/new"}
}

// Capability describes slips to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{Name: "slip", Schema: Schema, Routes: routes(d)}
}

// Package annex writes the annex table of a plan (phụ lục phân công nhiệm vụ) of
// a list of tasks, asked like the register, or of a programme of work, as a Word
// file in the layout of the Party (Hướng dẫn 36-HD/VPTW) or of the State (Nghị
// định 30/2020/NĐ-CP, phụ lục I).
//
// The annex of one document says to which it is attached, bears no head of its
// own, since the document has it, and keeps the order of its text; its form is
// that of the body that issued the document. A list of several documents stands
// alone: it bears the head of the body of who asks. A person may choose
// otherwise. The columns are those of real annexes: TT, the task, the lead body
// unless the rows are grouped by it, who coordinates, until when, the
// deliverable, a note; group rows go across.
package annex

import (
	"context"

	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Documents tells what pages show of documents, see [task.Deps].
	Documents func(ctx context.Context, v *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error)

	// Attached tells of a document what its annex says; ok is false for one that
	// the actor may not see. Nil tells of none.
	Attached func(ctx context.Context, v *work.View, d task.DocID) (paper Paper, ok bool, err error)

	// Programme tells of a programme of work what its annex says, and its tasks in
	// their order, whether or not the actor may see each. It checks that the actor
	// may see the programme. Nil knows of none.
	Programme func(ctx context.Context, v *work.View, programme string) (Paper, []task.ID, error)
}

// A Paper is what an annex is attached to.
type Paper struct {
	Cited  string     // "Kế hoạch số 163-KH/TU ngày 24 tháng 02 năm 2026 của Tỉnh uỷ Tân Giang"; "" where no document is registered
	Name   string     // of a programme of work, for the title; may be empty
	Body   org.ID     // whose it is; "" for one that is not in the tree
	Regime org.Regime // in which it is written; "" for that of the body
}

// Addresses: the page on which a person chooses, and the file. Both are asked
// like the register; or for the annex of a document, by its identifier in "of", or
// of a programme of work, in "plan".
const (
	address     = "/annex"
	fileAddress = address + "/file"
)

// Of is the page of the annex of a document: of all that it assigns, whatever
// came of it.
func Of(d task.DocID) string { return address + "?of=" + string(d) }

// OfProgramme is the page of the annex of a programme of work.
func OfProgramme(programme string) string { return address + "?plan=" + programme }

var tAnnex = text.New("Phụ lục (Word)", "Annex (Word)")

// View leads from the register of tasks to the annex of what it shows.
func View() task.OtherView { return task.OtherView{Title: tAnnex, Address: address} }

// Capability describes annexes to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{Name: "annex", Routes: []web.Route{web.Get(address, d.choose), web.Get(fileAddress, d.file)}}
}

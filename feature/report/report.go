// Package report is the reports that a body makes of what was assigned, of which
// figures and with which words (báo cáo): what it tells of, in which order of blocks,
// and what it said when it was frozen.
//
// A report is a draft, whose figures are those of the moment, until it is frozen
// (chốt). Freezing writes down the data set: all that the paper says, as JSON with one
// way of writing it. Paper and spreadsheet are made of the data set alone, so they can be
// made again from it at any time and are the same bytes ([Rebuild]); what the tables say
// by then does not matter. Data set, template and both outputs are kept in the file store,
// and the event of freezing names their hashes, so that the log proves them.
//
// What is frozen never changes. Who finds a mistake makes a correction ([Correct]): a
// report of its own, which says why, and names each figure that differs.
package report

import (
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// An ID identifies a report for ever.
type ID string

// Address returns the page of the report.
func (r ID) Address() string { return "/reports/" + string(r) }

// A State is how far a report is.
type State string

// The states.
const (
	Draft  State = "draft"  // dự thảo: figures are of the moment
	Frozen State = "frozen" // đã chốt
)

// Title returns the state's name for people.
func (s State) Title() text.T { return stateTitles[s] }

// A Report is what a body reports.
type Report struct {
	ID      ID
	Version int64
	Body    org.ID // whose report it is
	Outline
	Kind   string // of the shipped template from which it was begun, see [Shipped]
	Blocks []Block
	State  State

	Corrects ID // the frozen report that it corrects; "" for none
	Reason   string

	Made   time.Time
	By     string  // the account that began it
	Frozen *Record // nil of a draft
}

// An Outline is what a report is about.
type Outline struct {
	Title     string // behind "Báo cáo": "kết quả thực hiện nhiệm vụ quý IV năm 2026"
	Scope     org.ID // a body and those below it
	Programme doc.ID // "" for all
	Key       string // of the reporting period, which says its name and its days; "" for days of one's own
	Period    string // its name: "Quý IV năm 2026"; may be empty
	From      civil.Date
	Until     civil.Date // last day
	Post      string     // of who signs; may be empty
	Form      FormID     // the template of the office; "" for that of the program
}

// A Record is what was kept of a report when it was frozen: the SHA-256 of each file, in
// lower-case hex.
type Record struct {
	Figures  string // the data set, canonical JSON
	Template string // the template of the office, or else the blocks with their settings as canonical JSON
	Docx     string
	Xlsx     string
	At       time.Time
	By       string // account
}

// Permissions of the capability.
var (
	// CanSee lets a person see the frozen reports of a body.
	CanSee = access.Allow("report.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanMake lets a person make the reports of the body at which they act, and freeze
	// them. Drafts are nobody else's: the levels above see a report when it is frozen.
	CanMake = access.Allow("report.make", tCanMake, access.Office, access.Head)
)

// Permissions lists the permissions of the capability.
func Permissions() []*access.Permission {
	return []*access.Permission{CanSee, CanMake, CanWrite, CanSend, CanCompose}
}

// makes says whether an actor makes the reports of a body: holds [CanMake] there, and
// acts for this body and no other one.
func makes(a access.Actor, body org.ID) bool {
	return a.May(CanMake, body.Scope()) && (a.IsSystem() || a.Body == body.Scope())
}

// seenBy says whether an actor may see the report.
func (r *Report) seenBy(a access.Actor) bool {
	if r.State == Frozen && a.May(CanSee, r.Body.Scope()) {
		return true
	}
	return makes(a, r.Body)
}

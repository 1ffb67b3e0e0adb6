// Package opinion asks bodies for their opinion on something before it is decided
// (lấy ý kiến), by a day.
//
// A body asks others of a draft, a document or what a conference is to take up; each
// gives its opinion in few words. The day is proposed by a rule in working days. Who is
// silent until it is over has, by another rule, given no opinion; that is noted by the
// program itself, with the version of the rule. Silence is agreement only where an office
// has set that rule so. What comes later is kept, marked late, and changes nothing of
// that.
//
// State secrets are asked about elsewhere, and nothing of them is written here.
package opinion

import (
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// A QuestionID identifies what bodies are asked.
type QuestionID string

// Address returns the page of the question.
func (q QuestionID) Address() string { return "/opinions/" + string(q) }

// A Question is what bodies are asked for their opinion on.
type Question struct {
	ID       QuestionID
	Version  int64
	Body     org.ID // that asks
	Title    string
	Words    string
	Subject  string // the page of what it is about elsewhere in the program; "" for none
	Document doc.ID // "" for none
	File     File
	On       civil.Date // when it was asked
	At       time.Time
	By       string     // the account that asked
	Due      civil.Date // until when all were asked at first
	Rules    []string   // the versions of rules by which that day was proposed and counted

	Withdrawn string // why; "" where it was not
}

// A File is kept by its content.
type File struct {
	SHA256 string // "" for no file
	Name   string
}

// An ID identifies the opinion of one body for ever.
type ID string

// An Opinion is that of one body on a question.
type Opinion struct {
	ID       ID
	Version  int64
	Question QuestionID
	Body     org.ID // that is asked
	Due      civil.Date

	Answer   Answer
	Words    string
	File     File
	Answered time.Time  // zero before
	By       string     // the account that answered
	Came     civil.Date // on which the answer came on paper to who asked; zero where it was given here

	Lapse  Lapse
	Lapsed time.Time // zero where it has not
	Rule   string    // the version of the rule that said what silence means; "" of what was withdrawn

	Urged civil.Date // when the body was last urged by hand; zero for never
}

// Open says whether an answer in time is still waited for.
func (o *Opinion) Open() bool { return o.Answer == "" && o.Lapse == "" }

// Late says whether it was answered after the clock had run out.
func (o *Opinion) Late() bool { return o.Answer != "" && o.Lapse != "" }

// An Answer is an opinion in one word.
type Answer string

// The answers.
const (
	Agreed     Answer = "agreed"      // nhất trí
	AgreedWith Answer = "agreed_with" // nhất trí, có ý kiến thêm
	Disagreed  Answer = "disagreed"   // không nhất trí
	NoView     Answer = "no_view"     // không có ý kiến
)

// Answers lists the answers in the order in which people choose.
func Answers() []Answer { return []Answer{Agreed, AgreedWith, Disagreed, NoView} }

// Title returns the answer's name for people.
func (a Answer) Title() text.T { return answerTitles[a] }

// wordy says whether an answer is none without words or a file.
func (a Answer) wordy() bool { return a == AgreedWith || a == Disagreed }

// A Lapse is what became of an opinion that was not given in time.
type Lapse string

// The lapses.
const (
	NotGiven     Lapse = "not_given"     // coi như không có ý kiến
	DeemedAgreed Lapse = "deemed_agreed" // coi như nhất trí, where an office has set the rule so
	Withdrawn    Lapse = "withdrawn"     // the question was withdrawn
)

// Title returns the lapse's name for people.
func (l Lapse) Title() text.T { return lapseTitles[l] }

// Permissions of the capability.
var (
	// CanSee lets a person see what a body asks and is asked.
	CanSee = access.Allow("opinion.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanAsk lets a person ask others for their opinion in the name of a body.
	CanAsk = access.Allow("opinion.ask", tCanAsk, access.Office, access.Head)
	// CanGive lets a person give the opinion of a body.
	CanGive = access.Allow("opinion.give", tCanGive, access.Office, access.Head)
)

// Permissions lists the permissions of the capability.
func Permissions() []*access.Permission { return []*access.Permission{CanSee, CanAsk, CanGive} }

// A Clock is the time that a body has for its opinion.
type Clock struct {
	Calendar *rule.Calendar
	Due      civil.Date
}

// Last is the last day on which an answer is in time: the day itself, or where no work is
// done on it the next working day.
func (c Clock) Last() civil.Date { return c.Calendar.From(c.Due) }

// Over says whether the time has run out on a day. It runs out with a working day and
// never with a day off.
func (c Clock) Over(today civil.Date) bool {
	return !c.Calendar.Off(today) && today.After(c.Last())
}

func joined(rules []string) string { return strings.Join(rules, " ") }

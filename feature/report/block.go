package report

import (
	"encoding/json"
	"slices"
	"unicode/utf8"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/indicator"
)

// A BlockKind is what a block tells.
type BlockKind string

// The kinds of blocks.
const (
	Outcome    BlockKind = "outcome"    // the table of four numbers, by body
	Compare    BlockKind = "compare"    // the four numbers beside those of a year before
	Tasks      BlockKind = "tasks"      // a list of tasks
	Narrative  BlockKind = "narrative"  // words of the office
	Indicators BlockKind = "indicators" // a set of indicators added up, beside targets and the year before
	Undeclared BlockKind = "undeclared" // who has not declared its numbers of a set
	Course     BlockKind = "course"     // an indicator over the periods, drawn
	Ranked     BlockKind = "ranking"    // the bodies right below by an indicator, drawn
	Changes    BlockKind = "changes"    // what happened to tasks in the period
	Collected  BlockKind = "collected"  // what bodies below write, each its own part
	Checkpoint BlockKind = "checkpoint" // the newest checkpoint of the audit log
)

// BlockKinds lists the kinds in the order in which pages offer them.
func BlockKinds() []BlockKind {
	return []BlockKind{Outcome, Compare, Tasks, Changes, Indicators, Course, Ranked, Undeclared, Narrative, Collected, Checkpoint}
}

// Title returns the kind's name for people.
func (k BlockKind) Title() text.T { return blockTitles[k] }

// A Block is a piece of a report. Of its settings those are set that its kind has.
type Block struct {
	ID    string    `json:"id"`
	Kind  BlockKind `json:"kind"`
	Title string    `json:"title"` // "" stands without a heading
	Settings
}

// Settings are what blocks can be told.
type Settings struct {
	By    Rows   `json:"by,omitempty"`    // of [Outcome]
	Which Which  `json:"which,omitempty"` // of [Tasks]
	Most  int    `json:"most,omitempty"`  // of [Tasks] and [Changes]: how many are listed
	Words string `json:"words,omitempty"` // of [Narrative], with marks for figures, see [Marks]

	Set indicator.SetID `json:"set,omitempty"` // of [Indicators] and [Undeclared]

	Indicator indicator.ID `json:"indicator,omitempty"` // of [Course] and [Ranked]
}

// Rows says what the rows of the table of four numbers are.
type Rows string

// The rows.
const (
	ByBody  Rows = "bodies" // the body of the scope, and each directly below it
	InTotal Rows = "total"  // one row
)

// Which says which tasks are listed.
type Which string

// Which tasks.
const (
	OverdueTasks Which = "overdue"  // open after their deadline at the end of the period
	ComingTasks  Which = "upcoming" // open, due in a period as long as this one behind it
)

// Bounds of blocks.
const (
	mostBlocks    = 40
	mostHeading   = 300
	mostWords     = 20000
	mostListed    = 200
	listedAtFirst = 20
)

// check asks whether the settings are those of the kind, and takes away what is not.
func (b *Block) check() error {
	var wrong fault.Fields
	was := b.Settings
	b.Settings = Settings{}
	b.Title = clean(b.Title)
	if utf8.RuneCountInString(b.Title) > mostHeading {
		wrong.Add("title", tTooLong, mostHeading)
	}
	switch b.Kind {
	case Outcome:
		if b.By = was.By; !slices.Contains([]Rows{ByBody, InTotal}, b.By) {
			wrong.Add("by", tChooseOne)
		}
	case Tasks:
		if b.Which = was.Which; !slices.Contains([]Which{OverdueTasks, ComingTasks}, b.Which) {
			wrong.Add("which", tChooseOne)
		}
		if b.Most = was.Most; b.Most < 1 || b.Most > mostListed {
			wrong.Add("most", tMostWrong, mostListed)
		}
	case Changes:
		if b.Most = was.Most; b.Most < 1 || b.Most > mostListed {
			wrong.Add("most", tMostWrong, mostListed)
		}
	case Indicators, Undeclared:
		if b.Set = was.Set; b.Set == "" {
			wrong.Add("set", tChooseOne)
		}
	case Course, Ranked:
		if b.Indicator = was.Indicator; b.Indicator == "" {
			wrong.Add("indicator", tChooseOne)
		}
	case Narrative:
		if b.Words = lines(was.Words); utf8.RuneCountInString(b.Words) > mostWords {
			wrong.Add("words", tTooLong, mostWords)
		}
		for _, m := range marksIn(b.Words) {
			if !known(m) {
				wrong.Add("words", tNoMark, m)
			}
		}
	case Compare, Collected, Checkpoint:
	default:
		wrong.Add("kind", tChooseOne)
	}
	return wrong.Err()
}

// fresh is a block of a kind as it is added.
func fresh(k BlockKind) Block {
	b := Block{Kind: k, Title: headings[k]}
	switch k {
	case Outcome:
		b.By = ByBody
	case Tasks:
		b.Which, b.Most = OverdueTasks, listedAtFirst
	case Changes:
		b.Most = listedAtFirst
	}
	return b
}

// headings are those that blocks have at first; papers are Vietnamese.
var headings = map[BlockKind]string{
	Outcome: "Kết quả thực hiện nhiệm vụ", Compare: "So với cùng kỳ năm trước", Tasks: "Nhiệm vụ quá hạn", Narrative: "Đánh giá chung",
	Course: "Diễn biến qua các kỳ", Ranked: "Thứ tự các cơ quan", Changes: "Thay đổi trong kỳ", Indicators: "Kết quả thực hiện các chỉ tiêu", Undeclared: "Cơ quan chưa chốt số liệu", Collected: "Tình hình ở các cơ quan, đơn vị",
}

// takesSet says whether a block is about a set of indicators.
func (b *Block) takesSet() bool { return b.Kind == Indicators || b.Kind == Undeclared }

// stored is the blocks as the tables and the file store hold them.
func stored(blocks []Block) (string, error) {
	b, err := json.Marshal(blocks)
	return string(b), err
}

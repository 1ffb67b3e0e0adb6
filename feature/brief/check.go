package brief

import (
	"context"
	"crypto/rand"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// A CheckID identifies a knowledge check for ever.
type CheckID string

// Address returns the page of the check.
func (c CheckID) Address() string { return "/checks/" + string(c) }

// A Check is a few questions about a document that nobody has to answer. Answers are
// anonymous sheets; what came of them is told when it is over, and only in numbers of
// bodies with enough sheets.
type Check struct {
	ID        CheckID
	Doc       doc.ID
	Body      org.ID // whose people, and those of the bodies below it, may answer
	Title     string
	Questions []Question
	Until     civil.Date // the last day
}

// A Question has options of which one is right.
type Question struct {
	Words   string
	Options []string
	Right   int
}

// Bounds of a check.
const (
	mostQuestions = 10
	mostOptions   = 6
	mostChecks    = 5_000 // about one document; a page shows fewer
	mostSheets    = 200_000
	longQuestions = 8000
)

var (
	insertCheck  = db.SQL("brief.putCheck", `INSERT INTO brief_check (id, document_id, body_id, title, questions, open_until) VALUES ($1, $2, $3, $4, $5, $6)`)
	selectCheck  = db.SQL("brief.check", `SELECT id, document_id, body_id, title, questions, open_until FROM brief_check WHERE id = $1`)
	selectChecks = db.SQL("brief.checks", `SELECT id, document_id, body_id, title, '', open_until FROM brief_check WHERE document_id = $1 ORDER BY open_until DESC, id DESC LIMIT $2`)
	insertSheet  = db.SQL("brief.answer", `INSERT INTO brief_sheet (check_id, body_id, sheet, answers) VALUES ($1, $2, $3, $4)`)
	selectSheets = db.SQL("brief.sheets", `SELECT body_id, answers FROM brief_sheet WHERE check_id = $1 ORDER BY body_id, sheet LIMIT $2`)
)

func scanCheck(scan db.Scan) (c Check, err error) {
	var questions string
	err = scan(&c.ID, &c.Doc, &c.Body, &c.Title, &questions, &c.Until)
	c.Questions, _ = ReadQuestions(questions)
	return c, err
}

// ReadQuestions reads questions as they are typed: a line with its words, and a line
// for each option that begins with "-", or with "*" for the right one; ok is false for
// none or too many questions, and for one without two options or without one right.
func ReadQuestions(typed string) (out []Question, ok bool) {
	for line := range strings.Lines(viet.NFC(text.Holdable(typed))) {
		line = strings.TrimSpace(line)
		option := strings.TrimSpace(strings.TrimLeft(line, "-*"))
		switch {
		case line == "":
		case line[0] != '-' && line[0] != '*':
			out = append(out, Question{Words: line, Right: -1})
		case len(out) == 0 || option == "":
			return nil, false
		default:
			q := &out[len(out)-1]
			if line[0] == '*' {
				if q.Right >= 0 {
					return nil, false
				}
				q.Right = len(q.Options)
			}
			q.Options = append(q.Options, option)
		}
	}
	wrong := func(q Question) bool { return q.Right < 0 || len(q.Options) < 2 || len(q.Options) > mostOptions }
	return out, len(out) > 0 && len(out) <= mostQuestions && !slices.ContainsFunc(out, wrong)
}

// PutCheck makes a knowledge check about a document for the people of a body and of
// those below it; questions are as they were typed ([ReadQuestions]). It is not changed
// any more, for sheets answer what was asked.
//
// The actor sees the document and needs [CanAsk] on the body. Faults: Unknown,
// Forbidden, Invalid.
func PutCheck(ctx context.Context, u *work.Unit, c Check, questions string) (CheckID, error) {
	if _, err := doc.Find(ctx, &u.View, c.Doc); err != nil {
		return "", err
	}
	if err := u.Check(CanAsk, c.Body.Scope()); err != nil {
		return "", err
	}
	var wrong fault.Fields
	switch c.Title = clean(c.Title); {
	case c.Title == "":
		wrong.Add("title", tTitleMissing)
	case utf8.RuneCountInString(c.Title) > longLine:
		wrong.Add("title", tTooLong, longLine)
	}
	if _, ok := ReadQuestions(questions); !ok {
		wrong.Add("questions", tQuestionsWrong, mostQuestions, mostOptions)
	} else if utf8.RuneCountInString(questions) > longQuestions {
		wrong.Add("questions", tTooLong, longQuestions)
	}
	switch {
	case c.Until.IsZero():
		wrong.Add("until", tDayMissing)
	case c.Until.Before(u.Today):
		wrong.Add("until", tDueEarly)
	}
	if err := wrong.Err(); err != nil {
		return "", err
	}
	c.ID = id.New[CheckID]()
	if _, err := u.Exec(ctx, insertCheck, c.ID, c.Doc, c.Body, c.Title, viet.NFC(text.Holdable(questions)), c.Until); err != nil {
		return "", err
	}
	return c.ID, u.Record(ctx, "brief.check", string(c.Doc), map[string]any{"body": c.Body, "check": c.ID, "until": c.Until})
}

// answering says for which body the actor answers a check: the one for which they act,
// where it is the check's or below it; "" where they do not.
func answering(v *work.View, tree *org.Tree, c Check) org.ID {
	b := org.ID(v.Actor.Body)
	if _, known := tree.Body(b); known && tree.Within(b.Scope(), c.Body.Scope()) && v.Actor.May(CanSee, b.Scope()) {
		return b
	}
	return ""
}

// FindCheck returns a check.
//
// The actor sees the document, and needs [CanSee] on the check's body or acts for one
// below it; otherwise, and where there is none, the fault is Unknown.
func FindCheck(ctx context.Context, v *work.View, check CheckID) (Check, error) {
	found, err := db.All(ctx, v.Snapshot, selectCheck, scanCheck, check)
	if err != nil {
		return Check{}, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return Check{}, err
	}
	if len(found) == 0 || v.Check(CanSee, found[0].Body.Scope()) != nil && answering(v, tree, found[0]) == "" {
		return Check{}, fault.New(fault.Unknown, tNoCheck)
	}
	if _, err := doc.Find(ctx, v, found[0].Doc); fault.Is(err, fault.Unknown) {
		return Check{}, fault.New(fault.Unknown, tNoCheck)
	} else if err != nil {
		return Check{}, err
	}
	return found[0], nil
}

// ChecksOf returns the checks about a document that the actor may see, those that are
// open longest first, without their questions.
//
// Rights are those of [FindCheck] for each.
func ChecksOf(ctx context.Context, v *work.View, d doc.ID) ([]Check, error) {
	if _, err := doc.Find(ctx, v, d); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	all, err := db.All(ctx, v.Snapshot, selectChecks, scanCheck, d, mostChecks)
	return slices.DeleteFunc(all, func(c Check) bool { return v.Check(CanSee, c.Body.Scope()) != nil && answering(v, tree, c) == "" }), err
}

// Answer takes a sheet: for each question the option that was chosen, -1 for none.
// Nothing of who answered, or when, is kept: the sheet has a random name, and no event
// is recorded. So nobody can be kept from answering twice, or be told how they did.
//
// The actor acts for the check's body or one below it, and needs [CanSee] on that.
// Faults: Unknown; Forbidden for who acts for another body; Conflict after the last day;
// Invalid for a sheet that does not fit the questions, or is empty.
func Answer(ctx context.Context, u *work.Unit, check CheckID, answers []int) error {
	c, err := FindCheck(ctx, &u.View, check)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	b := answering(&u.View, tree, c)
	switch {
	case b == "":
		return fault.New(fault.Forbidden, tNotAnswering)
	case u.Today.After(c.Until):
		return fault.New(fault.Conflict, tCheckOver)
	case len(answers) != len(c.Questions):
		return fault.At("q0", tSheetWrong)
	}
	said := make([]string, len(answers))
	empty := true
	for i, a := range answers {
		if a < -1 || a >= len(c.Questions[i].Options) {
			return fault.At("q"+strconv.Itoa(i), tSheetWrong)
		}
		empty = empty && a < 0
		said[i] = strconv.Itoa(a)
	}
	if empty {
		return fault.At("q0", tSheetEmpty)
	}
	_, err = u.Exec(ctx, insertSheet, c.ID, b, rand.Text(), strings.Join(said, ","))
	return err
}

// Results are what came of a check, of the bodies with enough sheets only.
type Results struct {
	Sheets int            // that are counted
	Bodies map[org.ID]int // how many sheets each of these handed in
	Chosen [][]int        // by question and option
	Small  int            // from how many sheets on a body counts
}

// ResultsOf returns what came of a check that is over. Sheets of bodies with fewer than
// the rule brief.small asks are left out of every number, so that no difference of two
// numbers is one of them; and nothing is told before the end, so that no difference of
// two days is.
//
// The actor needs [CanSee] on the check's body. Faults: Unknown; Conflict while the
// check goes on.
func ResultsOf(ctx context.Context, v *work.View, check CheckID) (*Results, error) {
	c, err := FindCheck(ctx, v, check)
	if err != nil {
		return nil, err
	}
	if v.Check(CanSee, c.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoCheck)
	}
	if !v.Today.After(c.Until) {
		return nil, fault.New(fault.Conflict, tCheckOpen, c.Until.Vietnamese())
	}
	small, _, err := ruleSmall.Number(ctx, v, c.Until)
	if err != nil {
		return nil, err
	}
	sheets := map[org.ID][]string{}
	err = db.Each(ctx, v.Snapshot, selectSheets, func(scan db.Scan) error {
		var b org.ID
		var answers string
		err := scan(&b, &answers)
		sheets[b] = append(sheets[b], answers)
		return err
	}, check, mostSheets)
	if err != nil {
		return nil, err
	}
	return tallied(c, sheets, small), nil
}

// tallied counts the sheets of the bodies that handed in enough of them.
func tallied(c Check, sheets map[org.ID][]string, small int) *Results {
	r := &Results{Bodies: map[org.ID]int{}, Small: small}
	for _, q := range c.Questions {
		r.Chosen = append(r.Chosen, make([]int, len(q.Options)))
	}
	for b, of := range sheets {
		if len(of) < small {
			continue
		}
		r.Sheets, r.Bodies[b] = r.Sheets+len(of), len(of)
		for _, sheet := range of {
			for i, said := range strings.Split(sheet, ",") {
				if n, err := strconv.Atoi(said); err == nil && n >= 0 && i < len(r.Chosen) && n < len(r.Chosen[i]) {
					r.Chosen[i][n]++
				}
			}
		}
	}
	return r
}

package task

import (
	"context"
	"unicode/utf8"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/search"
)

// A Wording is what a task says and can be worded anew.
type Wording struct {
	Text        string `json:"text"`
	Deliverable string `json:"deliverable,omitempty"`
	Person      string `json:"person,omitempty"` // accountable person or post, in words
}

// Reword puts w in the place of what the task says; what it said before stays
// in the event. Whether anything is unclear is found out anew. Who was named by
// the lead to do the work stays so.
//
// The actor needs [CanAssign] on the issuer.
func Reword(ctx context.Context, u *work.Unit, ref Ref, w Wording) error {
	s, err := begin(ctx, u, ref, DoReword)
	if err != nil {
		return err
	}
	n := New{Text: w.Text, Deliverable: w.Deliverable, Person: w.Person, Lead: s.Lead, Due: s.Due, DueWords: s.DueWords, Recurrence: s.Recurrence, Ongoing: s.ongoing()}
	n.normalize()
	var wrong fault.Fields
	switch {
	case n.Text == "":
		wrong.Add("text", tTextMissing)
	case utf8.RuneCountInString(n.Text) > maxText:
		wrong.Add("text", tTooLong, maxText)
	}
	if utf8.RuneCountInString(n.Deliverable) > maxShort {
		wrong.Add("deliverable", tTooLong, maxShort)
	}
	if utf8.RuneCountInString(n.Person) > maxShort {
		wrong.Add("person", tTooLong, maxShort)
	}
	if len(wrong) > 0 {
		return wrong
	}
	s.detail.Worded = &Wording{s.Text, s.Deliverable, s.Person}
	s.Text, s.Deliverable, s.Person, s.Unclear = n.Text, n.Deliverable, n.Person, n.unclear()
	if _, err := u.Exec(ctx, saveWording, s.ID, s.Text, s.Deliverable, s.Person, s.Lead, s.place.row, s.place.province, s.Programme,
		joinReasons(s.Unclear), stored(s.FirstDue), s.DueWords, s.Recurrence, s.UpdateEvery); err != nil {
		return err
	}
	helping, err := db.All(ctx, u.Snapshot, selectCoordinators, db.Text[org.ID], s.ID)
	if err != nil {
		return err
	}
	if err := search.Put(ctx, u, s.entry(helping)); err != nil {
		return err
	}
	return s.end(ctx, u)
}

package meeting

import (
	"context"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/rule"
)

// Voted is a vote by show of hands, which stands in the record as an outcome of its
// own. See [TakeVote].
const Voted OutcomeKind = "vote"

// A Show is a vote by show of hands (biểu quyết giơ tay): how many raised theirs, never
// who.
type Show struct {
	Members, Present       int // with a right to vote: in all, and there at that moment
	Agreed, Against, Other int
	Needed                 int    // how many had to agree
	Rule                   string // the version that says so, see [rule.Cited]
}

// Carried says whether as many agreed as had to.
func (s Show) Carried() bool { return s.Agreed >= s.Needed }

// mostVoters is the greatest number of people who vote by show of hands.
const mostVoters = 100_000

const (
	ofMembersHalf      = "members_half"
	ofPresentHalf      = "present_half"
	ofMembersTwoThirds = "members_two_thirds"
	ofPresentTwoThirds = "present_two_thirds"
)

// How many must agree. That a committee of the Party decides by more than half of its
// members was read in a reprint of guides that are replaced by now.
var ruleMajority = rule.OneOf("meeting.majority", tRuleMajority, tRuleMajorityHint, []rule.Choice{
	{Value: ofMembersHalf, Title: tMembersHalf}, {Value: ofPresentHalf, Title: tPresentHalf}, {Value: ofMembersTwoThirds, Title: tMembersTwoThirds}, {Value: ofPresentTwoThirds, Title: tPresentTwoThirds},
}, rule.Shipped{Value: ofMembersHalf, From: "2000-01-01", Citation: "Điều lệ Đảng, Điều 9, khoản 5: nghị quyết có giá trị thi hành khi có hơn một nửa số thành viên tán thành (chưa kiểm chứng số điểm của hướng dẫn hiện hành)"})

// majority returns how many must agree, in integers, by the rule in force on a day.
func majority(ctx context.Context, v *work.View, members, present int, day civil.Date) (needed int, by string, err error) {
	in, err := ruleMajority.On(ctx, v, day)
	if err != nil {
		return 0, "", err
	}
	switch in.Value {
	case ofPresentHalf:
		needed = need(shareHalf, present)
	case ofMembersTwoThirds:
		needed = need(shareTwoThirds, members)
	case ofPresentTwoThirds:
		needed = need(shareTwoThirds, present)
	default:
		needed = need(shareHalf, members)
	}
	return needed, in.Ref(), nil
}

var (
	insertVote  = db.SQL("meeting.insertVote", `INSERT INTO meeting_vote (outcome_id, members, present, agreed, against, other, needed, rule) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	deleteVote  = db.SQL("meeting.deleteVote", `DELETE FROM meeting_vote WHERE outcome_id = $1`)
	selectVotes = db.SQL("meeting.votes", `
		SELECT w.outcome_id, w.members, w.present, w.agreed, w.against, w.other, w.needed, w.rule
		FROM meeting_outcome o JOIN meeting_vote w ON w.outcome_id = o.id WHERE o.meeting_id = $1 ORDER BY o.ord, o.id LIMIT $2`)
)

func votes(ctx context.Context, v *work.View, m ID) (map[OutcomeID]Show, error) {
	all := map[OutcomeID]Show{}
	err := db.Each(ctx, v.Snapshot, selectVotes, func(scan db.Scan) error {
		var o OutcomeID
		var s Show
		err := scan(&o, &s.Members, &s.Present, &s.Agreed, &s.Against, &s.Other, &s.Needed, &s.Rule)
		all[o] = s
		return err
	}, m, mostOutcomes)
	return all, err
}

// TakeVote writes down a vote by show of hands of a conference that is open. Of how many
// members there are and are present those tell who count (d.Attendance); what s says of
// it is taken where nobody counts.
//
// The actor needs [CanRun] on the body. Faults: Unknown, Forbidden, Invalid where the
// numbers cannot be, TooMuch, and Conflict where the conference is not open or there is
// no quorum and the rule asks for one.
func TakeVote(ctx context.Context, u *work.Unit, d Deps, m ID, words string, s Show) (OutcomeID, error) {
	found, err := find(ctx, &u.View, m, CanRun)
	if err != nil {
		return "", err
	}
	if found.State != Open {
		return "", fault.New(fault.Conflict, tNotOpenToVote)
	}
	a, err := d.attendance(ctx, &u.View, found)
	if err != nil {
		return "", err
	}
	if a.Voters.Called > 0 {
		s.Members, s.Present = a.Voters.Called, a.Voters.Present
	}
	var wrong fault.Fields
	if words = tidyLines(words); words == "" {
		wrong.Add("words", tSaidMissing)
	}
	if utf8.RuneCountInString(words) > mostSaid {
		wrong.Add("words", tTooLong, mostSaid)
	}
	for name, n := range map[string]int{"members": s.Members, "present": s.Present, "agreed": s.Agreed, "against": s.Against, "other": s.Other} {
		if n < 0 || n > mostVoters {
			wrong.Add(name, tCountWrong, mostVoters)
		}
	}
	switch {
	case len(wrong) > 0:
	case s.Members == 0:
		wrong.Add("members", tMembersMissing)
	case s.Present > s.Members:
		wrong.Add("present", tMoreThanMembers)
	case s.Agreed+s.Against+s.Other > s.Present:
		wrong.Add("agreed", tMoreThanPresent, s.Agreed+s.Against+s.Other, s.Present)
	}
	if err := wrong.Err(); err != nil {
		return "", err
	}
	q, err := QuorumOf(ctx, &u.View, found, Turnout{Called: s.Members, Present: s.Present})
	if err != nil {
		return "", err
	}
	if !q.Reached() {
		return "", fault.New(fault.Conflict, tNoQuorumToVote, s.Present, s.Members, q.Need)
	}
	if s.Needed, s.Rule, err = majority(ctx, &u.View, s.Members, s.Present, u.Day(found.Starts)); err != nil {
		return "", err
	}
	o := Outcome{Kind: Voted, Words: words}
	if err := o.enter(ctx, u, found); err != nil {
		return "", err
	}
	if _, err := u.Exec(ctx, insertVote, o.ID, s.Members, s.Present, s.Agreed, s.Against, s.Other, s.Needed, s.Rule); err != nil {
		return "", err
	}
	return o.ID, u.Record(ctx, "meeting.vote", string(m), map[string]any{
		"outcome": o.ID, "words": words, "members": s.Members, "present": s.Present, "agreed": s.Agreed, "against": s.Against, "other": s.Other, "needed": s.Needed, "rule": s.Rule,
	})
}

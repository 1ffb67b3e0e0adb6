package meeting

import (
	"context"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/rule"
)

// An Attendance is who was called to a conference and who came, as those tell who
// count. What nobody counts is zero.
type Attendance struct {
	// Points are the connection points, Reported those that have said who is there, and
	// AtPoints the people whom those that reported expected and have.
	Points, Reported int
	AtPoints         Turnout
	// Voters are those called with a right to vote.
	Voters Turnout
	// Groups are those who were called, and those who sit at the points, in parts, in the
	// order in which they stand on paper.
	Groups []Group
	// Absent are those called by name or title who did not come.
	Absent []Absence
}

// A Turnout is how many were called, and how many of them are there.
type Turnout struct{ Called, Present int }

// A Group is a part of those who were called, with its name in the language of the
// reader: "Đại biểu chính thức", "Đảng viên". Groups may overlap: a member may be an
// official as well.
type Group struct {
	Name string
	Turnout
	Excused int
}

// An Absence is somebody who did not come: in words, as on the letter, and why, where
// that was said; never more than the title of a code.
type Absence struct{ Who, Reason string }

// Attending tells who came to a conference that the actor may see. It adds nothing to
// that right and asks for none: whoever counts keeps to what the actor may see.
type Attending func(ctx context.Context, v *work.View, m *Meeting) (Attendance, error)

// attendance adds up what those tell who count.
func (d Deps) attendance(ctx context.Context, v *work.View, m *Meeting) (sum Attendance, err error) {
	if m.Template {
		return sum, nil
	}
	for _, counts := range d.Attendance {
		a, err := counts(ctx, v, m)
		if err != nil {
			return sum, err
		}
		sum.Points += a.Points
		sum.Reported += a.Reported
		sum.AtPoints = sum.AtPoints.and(a.AtPoints)
		sum.Voters = sum.Voters.and(a.Voters)
		sum.Groups = append(sum.Groups, a.Groups...)
		sum.Absent = append(sum.Absent, a.Absent...)
	}
	return sum, nil
}

func (t Turnout) and(other Turnout) Turnout {
	return Turnout{t.Called + other.Called, t.Present + other.Present}
}

// A Quorum is how many of those with a right to vote must be there for a conference
// to decide anything.
type Quorum struct {
	Of   Turnout
	Need int    // 0: none is asked for
	Rule string // the version that says so, see [rule.Cited]
}

// Reached says whether as many are there as must be.
func (q Quorum) Reached() bool { return q.Of.Present >= q.Need }

// The shares that a quorum asks for.
const (
	shareNone      = "none"
	shareHalf      = "half"
	shareTwoThirds = "two_thirds"
)

// need returns how many of called a share asks for: more than half, or two thirds at
// least. It reckons in integers, so that 2/3 of 9 is 6 and nothing else.
func need(share string, called int) int {
	switch share {
	case shareHalf:
		return called/2 + 1
	case shareTwoThirds:
		return (2*called + 2) / 3
	}
	return 0
}

// QuorumOf returns the quorum of a conference with those that were called to it, by
// the rule in force on the day for which it is planned.
//
// Everybody works by the rules in force: it asks for no right.
func QuorumOf(ctx context.Context, v *work.View, m *Meeting, voters Turnout) (Quorum, error) {
	share, in, err := quorumShare(ctx, v, m.Kind, v.Day(m.Starts))
	return Quorum{Of: voters, Need: need(share, voters.Called), Rule: in.Ref()}, err
}

func quorumShare(ctx context.Context, v *work.View, k Kind, day civil.Date) (string, rule.Version, error) {
	asked := ruleQuorumOther
	switch k {
	case Committee, Standing:
		asked = ruleQuorumCommittee
	case Cell:
		asked = ruleQuorumCell
	}
	in, err := asked.On(ctx, v, day)
	return in.Value, in, err
}

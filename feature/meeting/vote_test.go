package meeting_test

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/meeting"
	"quyet/feature/rule"
)

// A vote is refused where its numbers cannot be, and without the quorum that the kind
// of conference asks for; otherwise it is carried as the rule in force says, reckoned in
// whole people, and the rule is kept with it.
func TestVotes(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		made := func(k meeting.Kind) meeting.ID {
			m := p.planned()
			m.Kind = k
			return p.made(t, m)
		}
		committee, other := made(meeting.Committee), made(meeting.Other)
		take := func(m meeting.ID, s meeting.Show, counts ...meeting.Attending) (id meeting.OutcomeID, err error) {
			err = p.Do(ctx, work.System("test"), func(u *work.Unit) (err error) {
				id, err = meeting.TakeVote(ctx, u, meeting.Deps{Attendance: counts}, m, "Thông qua báo cáo", s)
				return err
			})
			return id, err
		}
		if _, err := take(other, meeting.Show{Members: 3, Present: 3, Agreed: 3}); !fault.Is(err, fault.Conflict) {
			t.Errorf("a vote before it opens: %v", err)
		}
		for _, m := range []meeting.ID{committee, other} {
			if err := p.does(t, m, meeting.DoOpen); err != nil {
				t.Fatal(err)
			}
		}
		for field, s := range map[string]meeting.Show{
			"members": {Agreed: 1}, "present": {Members: 5, Present: 6}, "agreed": {Members: 5, Present: 4, Agreed: 3, Against: 1, Other: 1}, "against": {Members: 5, Present: 4, Against: -1}, "other": {Members: 5, Present: 4, Other: 100_001},
		} {
			_, err := take(other, s)
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || all[0].Field != field {
				t.Errorf("%+v: %v", s, err)
			}
		}
		// Two thirds of nine are six.
		if _, err := take(committee, meeting.Show{Members: 9, Present: 5, Agreed: 5}); !fault.Is(err, fault.Conflict) {
			t.Errorf("a vote without a quorum: %v", err)
		}
		for _, c := range []struct {
			m             meeting.ID
			s             meeting.Show
			needed        int
			carried, rule bool
		}{
			{committee, meeting.Show{Members: 9, Present: 6, Agreed: 5, Against: 1}, 5, true, false}, {committee, meeting.Show{Members: 9, Present: 9, Agreed: 4, Against: 4, Other: 1}, 5, false, false},
			{other, meeting.Show{Members: 10, Present: 2, Agreed: 2}, 6, false, false}, {other, meeting.Show{Members: 10, Present: 6, Agreed: 6}, 6, true, false},
			// The rule is another one from the day of the conference on.
			{other, meeting.Show{Members: 10, Present: 4, Agreed: 3}, 3, true, true},
		} {
			if c.rule {
				p.MustDo(t, func(u *work.Unit) error {
					return rule.Set(ctx, u, "meeting.majority", rule.Version{Value: "present_two_thirds", From: u.Today, Citation: "Quy chế làm việc"})
				})
			}
			id, err := take(c.m, c.s)
			if err != nil {
				t.Fatal(err)
			}
			p.MustView(t, func(v *work.View) error {
				all, err := meeting.Votes(ctx, v, c.m)
				if got := all[id]; got.Needed != c.needed || got.Carried() != c.carried || got.Rule == "" || got.Agreed != c.s.Agreed || got.Present != c.s.Present {
					t.Errorf("%+v is kept as %+v", c.s, got)
				}
				return err
			})
		}
		// Those who count are believed, not what was typed.
		counts := func(context.Context, *work.View, *meeting.Meeting) (meeting.Attendance, error) {
			return meeting.Attendance{Voters: meeting.Turnout{Called: 15, Present: 9}}, nil
		}
		if _, err := take(committee, meeting.Show{Members: 9, Present: 9, Agreed: 9}, counts); !fault.Is(err, fault.Conflict) {
			t.Errorf("typed numbers make a quorum: %v", err)
		}
		if _, err := take(other, meeting.Show{Agreed: 10}, counts); !fault.Is(err, fault.Invalid) {
			t.Errorf("more hands than are counted: %v", err)
		}
		// What was taken by mistake goes with its numbers, and a vote becomes nothing else.
		id, err := take(other, meeting.Show{Members: 3, Present: 3, Agreed: 3})
		if err != nil {
			t.Fatal(err)
		}
		vote := p.outcome(t, id)
		vote.Words, vote.Kind = "Khác", meeting.Decided
		if err := p.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.ChangeOutcome(ctx, u, vote) }); !fault.Is(err, fault.Invalid) {
			t.Errorf("a vote becomes a decision: %v", err)
		}
		vote.Kind = meeting.Voted
		p.MustDo(t, func(u *work.Unit) error { return meeting.ChangeOutcome(ctx, u, vote) })
		p.MustDo(t, func(u *work.Unit) error { return meeting.RemoveOutcome(ctx, u, id, vote.Version+1) })
		p.MustView(t, func(v *work.View) error {
			all, err := meeting.Votes(ctx, v, other)
			if len(all) != 3 {
				t.Errorf("%d votes are left", len(all))
			}
			return err
		})
	})
}

// A vote is typed on its page and stands in the record and in the minutes; the hall's
// screen shows what is on, who is there and the last decision, and nothing that is not
// decided.
func TestVoteAndHallOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	m := p.running(t, "")
	p.notes(t, m, meeting.Outcome{Kind: meeting.Speech, Words: "Ý kiến riêng"}, meeting.Outcome{Kind: meeting.Order, Words: "Việc đang ghi"})
	office := p.browser(t, access.Office, p.province)
	hall := m.Address() + "/hall"
	before := both(t, office, hall).Text("main")
	if !strings.Contains(before, "2. Báo cáo kết quả") || !strings.Contains(before, "Tiếp theo: 2.1. Thảo luận") || strings.Contains(before, "riêng") || strings.Contains(before, "đang ghi") {
		t.Errorf("the screen shows %s", before)
	}
	page := both(t, office, m.Address()+"/vote")
	if none := page.Submit("form.form", "words", "Thông qua báo cáo", "members", "15", "present", "13").Want(http.StatusUnprocessableEntity); !none.Has("#f-agreed-error") {
		t.Errorf("a vote of which nobody says who agreed: %s", none.Text("main"))
	}
	page = page.Submit("form.form", "words", "Thông qua báo cáo", "members", "x", "present", "13", "agreed", "12").Want(http.StatusUnprocessableEntity)
	if page.Find("#f-members-error").Length() != 1 || page.Value("present") != "13" {
		t.Errorf("what is wrong: %s", page.Text("main"))
	}
	page.Submit("form.form", "members", "15", "against", "1").Want(http.StatusOK)
	if record := both(t, office, m.Address()).Text("#record"); !strings.Contains(record, "12 đồng ý, 1 không đồng ý, 0 ý kiến khác; 13/15 người có mặt. Được thông qua (cần 8).") {
		t.Errorf("the record: %s", record)
	}
	if after := both(t, office, hall).Text("main"); !strings.Contains(after, "Kết luận gần nhấtThông qua báo cáo") {
		t.Errorf("the screen shows %s", after)
	}
	p.deps.Attendance = []meeting.Attending{func(context.Context, *work.View, *meeting.Meeting) (meeting.Attendance, error) {
		return meeting.Attendance{Points: 3, Reported: 2, AtPoints: meeting.Turnout{Called: 40, Present: 35}, Voters: meeting.Turnout{Called: 15, Present: 13}}, nil
	}}
	counted := p.browser(t, access.Office, p.province)
	if page = both(t, counted, m.Address()+"/vote"); page.Has("input[name=members]") {
		t.Error("who is counted is asked for")
	}
	if shown := strings.Join(strings.Fields(both(t, counted, hall).Text("dl")), " "); shown != "Điểm cầu đã báo cáo2/3Người dự tại điểm cầu35Có quyền biểu quyết, có mặt13/15" {
		t.Errorf("the screen counts %s", shown)
	}
	content := office.Get(m.Address() + "/minutes/file").Want(http.StatusOK).Body
	officetest.Sound(t, "minutes.docx", content)
	read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if want := "Biểu quyết: Thông qua báo cáo\nBiểu quyết bằng hình thức giơ tay: 12/13 người có mặt đồng ý, 1 không đồng ý, 0 ý kiến khác (13/15 người có quyền biểu quyết có mặt); được thông qua."; !strings.Contains(read.Text, want) {
		t.Errorf("the minutes say %s", read.Text)
	}
	p.browser(t, access.Office, p.other).Get(hall).Want(http.StatusNotFound)
}

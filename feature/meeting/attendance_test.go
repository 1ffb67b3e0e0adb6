package meeting_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/rule"
)

// What those tell who count is added up, stands on the page and in what the page asks
// for again while it runs; a panel that has nothing to say leaves no trace.
func TestWhoIsThereStandsOnThePage(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.deps.Attendance = []meeting.Attending{
		func(context.Context, *work.View, *meeting.Meeting) (meeting.Attendance, error) {
			return meeting.Attendance{Voters: meeting.Turnout{Called: 9, Present: 5}}, nil
		},
		func(context.Context, *work.View, *meeting.Meeting) (meeting.Attendance, error) {
			return meeting.Attendance{Points: 3, Reported: 2, AtPoints: meeting.Turnout{Called: 120, Present: 1104}}, nil
		},
	}
	p.deps.Panels = []func(context.Context, *work.View, *meeting.Meeting) (templ.Component, error){
		func(context.Context, *work.View, *meeting.Meeting) (templ.Component, error) { return nil, nil },
		func(context.Context, *work.View, *meeting.Meeting) (templ.Component, error) {
			return templ.Raw("<p>Điểm cầu của xã</p>"), nil
		},
	}
	m := p.planned()
	m.Kind = meeting.Committee
	id := p.made(t, m)
	c := p.browser(t, access.Office, p.commune)
	if err := p.does(t, id, meeting.DoOpen); err != nil {
		t.Fatal(err)
	}
	page := string(both(t, c, id.Address()).Body)
	if strings.Contains(page, "Dự kiến kết thúc sớm") {
		t.Error("opened a day before it was planned for, it is told to be ahead of its agenda")
	}
	for _, want := range []string{"5/9 người có quyền biểu quyết", "Chưa đủ số người họp", "cần 6", "2/3 điểm cầu đã báo cáo, 1.104 người dự", "Điểm cầu của xã", `hx-get="` + id.Address() + `/live"`} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	both(t, c, id.Address()+"/live")
	ask := httptest.NewRequest(http.MethodGet, id.Address()+"/live", http.NoBody)
	ask.Header.Set("HX-Request", "true")
	if live := string(c.Do(ask).Want(http.StatusOK).Body); !strings.Contains(live, "5/9") || !strings.Contains(live, "1.104") || strings.Contains(live, "<h1") {
		t.Errorf("what changes by itself is\n%s", live)
	}
	if err := p.does(t, id, meeting.DoClose); err != nil {
		t.Fatal(err)
	}
	if live := string(c.Get(id.Address() + "/live").Want(http.StatusOK).Body); strings.Contains(live, "hx-get") {
		t.Errorf("what is over asks for itself again:\n%s", live)
	}
}

// A quorum of two thirds is the least number that is not below two thirds, one of half
// the least above it; and more present never undo one.
func TestQuorumProperty(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	for i, share := range []string{"two_thirds", "half", "none"} {
		day := civil.On(2026, 1, 1+i)
		p.MustDo(t, func(u *work.Unit) error {
			return rule.Set(t.Context(), u, "meeting.quorum.other", rule.Version{From: day, Value: share, Citation: "Thử"})
		})
		p.MustView(t, func(v *work.View) error {
			rapid.Check(t, func(r *rapid.T) {
				called := rapid.IntRange(0, 2000).Draw(r, "called")
				present := rapid.IntRange(0, 2000).Draw(r, "present")
				q, err := meeting.QuorumOf(t.Context(), v, &meeting.Meeting{Kind: meeting.Briefing, Starts: day.At("08:00", v.Zone)}, meeting.Turnout{Called: called, Present: present})
				if err != nil {
					r.Fatal(err)
				}
				want := map[string]bool{"two_thirds": 3*present >= 2*called, "half": 2*present > called, "none": true}[share]
				if q.Reached() != want {
					r.Fatalf("%s: %d of %d is %v, needs %d", share, present, called, q.Reached(), q.Need)
				}
			})
			return nil
		})
	}
}

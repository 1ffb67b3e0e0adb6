package brief_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/brief"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/point"
)

// A hall is a conference of the province about the resolution, with the points of some
// bodies, by body.
type hall struct {
	meeting meeting.ID
	points  map[org.ID]point.ID
}

// holdsConference lets a body hold a conference about the resolution, which counts
// key officials and members: at the point of each body so many of both are there.
func (p *place) holdsConference(t testing.TB, host org.ID, there map[org.ID][2]int) hall {
	t.Helper()
	ctx := t.Context()
	h := hall{points: map[org.ID]point.ID{}}
	p.MustDo(t, func(u *work.Unit) (err error) {
		h.meeting, err = meeting.Make(ctx, u, meeting.Meeting{Body: host, Kind: meeting.Brief, Title: "Hội nghị trực tuyến quán triệt", Document: p.resolution, Starts: u.Now, Ends: u.Now.Add(time.Hour)}, nil)
		if err != nil {
			return err
		}
		var bodies []org.ID
		for b := range there {
			bodies = append(bodies, b)
		}
		if _, err := point.Make(ctx, u, h.meeting, bodies); err != nil {
			return err
		}
		if err := point.SetAudiences(ctx, u, h.meeting, []string{"key_officials", "members"}); err != nil {
			return err
		}
		if err := meeting.Do(ctx, u, h.meeting, meeting.DoOpen, ""); err != nil {
			return err
		}
		all, _, err := point.List(ctx, &u.View, point.Question{Meeting: h.meeting}, 100)
		if err != nil {
			return err
		}
		for _, one := range all {
			h.points[one.Body] = one.ID
			if err := point.Put(ctx, u, one.ID, counted(there[one.Body][0], there[one.Body][1])); err != nil {
				return err
			}
		}
		return nil
	})
	return h
}

func counted(key, members int) point.Counts {
	c := point.Counts{Turnout: meeting.Turnout{Called: key + members, Present: key + members}}
	c.Of[0], c.Of[1] = meeting.Turnout{Called: key, Present: key}, meeting.Turnout{Called: members, Present: members}
	return c
}

func (p *place) closes(t testing.TB, h hall) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error { return meeting.Do(t.Context(), u, h.meeting, meeting.DoClose, "") })
}

func (p *place) corrects(t testing.TB, at point.ID, c point.Counts) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error { return point.Correct(t.Context(), u, at, c, "Đếm nhầm") })
}

func (p *place) offers(t testing.TB, b org.ID) (all []brief.Offer) {
	t.Helper()
	r := p.record(t, b)
	p.MustView(t, func(v *work.View) (err error) {
		all, err = brief.Offers(t.Context(), v, r)
		return err
	})
	return all
}

// takes takes what the only point of a body counted.
func (p *place) takes(t testing.TB, b org.ID, over brief.SittingID) error {
	t.Helper()
	o := p.offers(t, b)[0]
	return p.Do(t.Context(), p.as(access.Office, b), func(u *work.Unit) error {
		return only(brief.Take(t.Context(), u, p.resolution, b, o.At.Point.ID, o.At.Times, over))
	})
}

func (p *place) reached(t testing.TB, b org.ID) map[brief.Audience]int64 {
	t.Helper()
	out := map[brief.Audience]int64{}
	for _, l := range p.record(t, b).Lines {
		out[l.Audience] = l.Reached
	}
	return out
}

// What a point counted becomes a sitting of its body, once; what was set right later is
// told and taken again; a sitting of that day that was typed becomes that of the point.
func TestTakingCounts(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.asks(t, p.commune, p.second)
		p.expects(t, p.commune, map[brief.Audience]int64{key: 6, members: 40})
		h := p.holdsConference(t, p.province, map[org.ID][2]int{p.commune: {5, 30}, p.second: {0, 12}, p.other: {1, 1}})
		if all := p.offers(t, p.commune); len(all) != 0 {
			t.Errorf("before the conference is over it offers %v", all)
		}
		p.closes(t, h)
		if err := p.takes(t, p.commune, ""); err != nil {
			t.Fatal(err)
		}
		if err := p.takes(t, p.commune, ""); err != nil {
			t.Errorf("taking again what has not changed: %v", err)
		}
		r := p.record(t, p.commune)
		if got := p.reached(t, p.commune); got[key] != 5 || got[members] != 30 || len(r.Sittings) != 1 {
			t.Errorf("taken: %v in %d sittings", got, len(r.Sittings))
		}
		if s := r.Sittings[0]; s.Point != h.points[p.commune] || s.Meeting != h.meeting || s.On != p.today || s.Form != brief.Online {
			t.Errorf("the sitting is %+v", s)
		}

		// The level above sets the point right.
		stale := p.offers(t, p.commune)[0]
		p.corrects(t, h.points[p.commune], counted(4, 28))
		if now := p.offers(t, p.commune)[0]; !now.Differs() || now.Reached[members] != 28 {
			t.Errorf("after it was set right: %+v", now)
		}
		err := p.Do(t.Context(), p.as(access.Office, p.commune), func(u *work.Unit) error {
			return only(brief.Take(t.Context(), u, p.resolution, p.commune, stale.At.Point.ID, stale.At.Times, ""))
		})
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("what was looked at before it was set right: %v", err)
		}
		if err := p.takes(t, p.commune, ""); err != nil {
			t.Fatal(err)
		}
		if got := p.reached(t, p.commune); got[key] != 4 || got[members] != 28 || p.offers(t, p.commune)[0].Differs() {
			t.Errorf("taken again: %v", got)
		}

		// More than are expected: nothing is cut.
		p.corrects(t, h.points[p.commune], counted(4, 41))
		if err := p.takes(t, p.commune, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("more than there are: %v", err)
		}

		typed := p.holds(t, p.sitting(p.second, map[brief.Audience]int64{members: 11}))
		if all := p.offers(t, p.second); len(all[0].Hand) != 1 || all[0].Hand[0].ID != typed {
			t.Errorf("a sitting of that day was typed, and it offers %+v", all)
		}
		if err := p.takes(t, p.second, typed); err != nil {
			t.Fatal(err)
		}
		if got, r := p.reached(t, p.second), p.record(t, p.second); got[members] != 12 || len(r.Sittings) != 1 || r.Sittings[0].Point == "" || r.Sittings[0].Speaker != "Bí thư" {
			t.Errorf("in place of what was typed: %v, %+v", got, r.Sittings)
		}
		if all := p.record(t, p.second); all.Sittings[0].ID != typed {
			t.Errorf("it is another sitting: %+v", all.Sittings)
		}
		// Taken back, it is offered again.
		p.MustDo(t, func(u *work.Unit) error {
			return brief.Withdraw(t.Context(), u, typed, p.record(t, p.second).Sittings[0].Version, "Nhầm")
		})
		if err := p.takes(t, p.second, ""); err != nil {
			t.Error(err)
		}
	})
}

// takesAll takes the counts of all points of a conference.
func (p *place) takesAll(t testing.TB, h hall) (fates map[brief.Fate]int) {
	t.Helper()
	if err := p.Do(t.Context(), p.as(access.Office, p.province), func(u *work.Unit) (err error) {
		fates, _, err = brief.TakeAll(t.Context(), u, h.meeting, 0)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return fates
}

// Whoever held the conference takes the counts of all points at once, and leaves alone what
// people wrote down.
func TestTakingAllCounts(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.asks(t, p.commune, p.second, p.cell, p.province)
		p.expects(t, p.province, map[brief.Audience]int64{key: 5, members: 5})
		h := p.holdsConference(t, p.province, map[org.ID][2]int{p.commune: {5, 30}, p.second: {0, 12}, p.other: {1, 1}, p.cell: {0, 0}, p.province: {9, 0}})
		err := p.Do(t.Context(), p.as(access.Office, p.province), func(u *work.Unit) error {
			_, _, err := brief.TakeAll(t.Context(), u, h.meeting, 0)
			return err
		})
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("before it is closed: %v", err)
		}
		p.closes(t, h)
		p.holds(t, p.sitting(p.second, map[brief.Audience]int64{members: 11}))
		want := map[brief.Fate]int{brief.ToTake: 1, brief.ByHand: 1, brief.NotAsked: 1, brief.Nobody: 1, brief.TooMany: 1}
		if got := p.takesAll(t, h); !same(got, want) {
			t.Errorf("taken: %v, want %v", got, want)
		}
		if got := p.reached(t, p.commune); got[key] != 5 || got[members] != 30 {
			t.Errorf("the commune has %v", got)
		}
		if got := p.reached(t, p.second); got[members] != 11 {
			t.Errorf("what was typed is now %v", got)
		}
		p.corrects(t, h.points[p.commune], counted(5, 29))
		want = map[brief.Fate]int{brief.ToRetake: 1, brief.ByHand: 1, brief.NotAsked: 1, brief.Nobody: 1, brief.TooMany: 1}
		if got := p.takesAll(t, h); !same(got, want) {
			t.Errorf("taken again: %v, want %v", got, want)
		}
		if got := p.reached(t, p.commune); got[members] != 29 {
			t.Errorf("the commune has %v after it was set right", got)
		}
		want[brief.ToRetake], want[brief.TakenSo] = 0, 1
		if got := p.takesAll(t, h); !same(got, want) {
			t.Errorf("with nothing new: %v", got)
		}

		// Who was at another sitting, a point does not know.
		o.Advance(24 * time.Hour)
		p.reload(t)
		p.asks(t, p.other)
		p.holds(t, p.sitting(p.other, map[brief.Audience]int64{members: 3}))
		want[brief.NotAsked], want[brief.HeldMore] = 0, 1
		if got := p.takesAll(t, h); !same(got, want) || !p.offers(t, p.other)[0].Others {
			t.Errorf("of a body that held another one: %v", got)
		}

		// The body changes its sitting: from then on it answers for it.
		s := p.record(t, p.commune).Sittings[0]
		s.Reached = map[brief.Audience]int64{members: 20}
		p.MustDo(t, func(u *work.Unit) error { return brief.Change(t.Context(), u, s) })
		p.corrects(t, h.points[p.commune], counted(5, 25))
		if got := p.takesAll(t, h); got[brief.ByHand] != 2 || p.reached(t, p.commune)[members] != 20 {
			t.Errorf("over what the body changed: %v", got)
		}
		p.MustDo(t, func(u *work.Unit) error {
			now := p.record(t, p.commune).Sittings[0]
			return brief.Withdraw(t.Context(), u, now.ID, now.Version, "Nhầm")
		})
		if got := p.takesAll(t, h); got[brief.TakenBack] != 1 {
			t.Errorf("what the body took back: %v", got)
		}
	})
}

func same(got, want map[brief.Fate]int) bool {
	for f, n := range want {
		if n == 0 {
			delete(want, f)
		}
	}
	return maps.Equal(got, want)
}

// A clerk takes the counts of their point with one press; where they do not fit, they
// stand in the form to be mended, and what is written down is still that of the point.
func TestTakingOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.asks(t, p.commune, p.second)
	p.expects(t, p.commune, map[brief.Audience]int64{key: 6, members: 29})
	h := p.holdsConference(t, p.province, map[org.ID][2]int{p.commune: {5, 30}, p.second: {2, 12}})
	p.closes(t, h)
	office, clerk := p.browser(t, access.Office, p.province), p.browser(t, access.Specialist, p.commune)
	own := brief.PageOf(p.resolution, p.commune)
	if look := both(t, p.browser(t, access.Inspector, p.commune), own); look.Has("main form") {
		t.Error("who only looks on is offered to take")
	}
	page := both(t, clerk, own)
	much := page.Submit("form[action$='/take']").Want(http.StatusUnprocessableEntity)
	if much.Value("reached_members") != "30" || much.Value("reached_key_officials") != "5" || !much.Has("#f-reached_members-error") {
		t.Fatalf("more than there are: %s", much.Text("main"))
	}
	mended := much.Submit("form[action$='/sittings']", "reached_members", "29").Want(http.StatusOK)
	if !strings.Contains(mended.Text("table"), "29/29") || mended.Has("form[action$='/take']") {
		t.Errorf("mended: %s", mended.Text("main"))
	}
	sitting := both(t, clerk, mended.Find("a[href^='/sittings/']").AttrOr("href", ""))
	if !sitting.Has("a[href='" + h.points[p.commune].Address() + "']") {
		t.Errorf("the sitting does not lead to its point: %s", sitting.Text("main"))
	}
	p.corrects(t, h.points[p.commune], counted(4, 28))
	again := both(t, clerk, own)
	if words := again.Text(".notice-caution"); !strings.Contains(words, "28") || !strings.Contains(words, "29") {
		t.Errorf("after the point was set right: %s", again.Text("main"))
	}
	if now := again.Submit("form[action$='/take']").Want(http.StatusOK); !strings.Contains(now.Text("table"), "28/29") {
		t.Errorf("taken again: %s", now.Text("main"))
	}

	list := both(t, office, h.meeting.Address()+"/briefing")
	if n := list.Find("tbody tr").Length(); n != 2 {
		t.Errorf("%d points: %s", n, list.Text("main"))
	}
	if all := list.Submit("main form").Want(http.StatusOK); strings.Contains(all.Text("main table"), brief.ToTake.Title().For(text.Vietnamese)) {
		t.Errorf("after all were taken: %s", all.Text("main"))
	}
	if got := p.reached(t, p.second); got[members] != 12 {
		t.Errorf("the cell has %v", got)
	}
	p.browser(t, access.Inspector, p.province).Get(h.meeting.Address() + "/briefing").Want(http.StatusForbidden)
	clerk.Get(h.meeting.Address() + "/briefing").Want(http.StatusNotFound)
}

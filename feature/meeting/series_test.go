package meeting_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/meeting"
)

func (p *place) template(t testing.TB) meeting.ID {
	t.Helper()
	m := p.planned()
	m.Template, m.Title = true, "Giao ban"
	return p.made(t, m)
}

func (p *place) series(t testing.TB, e meeting.Every, moves bool, first civil.Date) (made meeting.SeriesID) {
	t.Helper()
	of := p.template(t)
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = meeting.PutSeries(t.Context(), u, meeting.Series{Meeting: &meeting.Meeting{ID: of}, Recurrence: e.Recurrence(), From: "8h", Until: "9h30", Moves: moves}, first)
		return err
	})
	return made
}

func (p *place) turns(t testing.TB, s meeting.SeriesID) (said []string) {
	t.Helper()
	p.MustView(t, func(v *work.View) error {
		turns, err := meeting.TurnsOf(t.Context(), v, s)
		for _, one := range turns {
			said = append(said, one.On.String()+" "+v.Day(one.Meeting.Starts).String()+" "+one.Meeting.Title)
		}
		return err
	})
	return said
}

// makeNext is what the chore does, by two instances at once.
func (p *place) makeNext(t testing.TB) {
	t.Helper()
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if err := p.Do(t.Context(), work.System("meeting.turn"), func(u *work.Unit) error { return only(meeting.MakeNext(t.Context(), u)) }); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
}

// The briefing of every Tuesday: the first one is made at once, each other one two
// weeks before, once, and none in the past; after its end no more.
func TestSeriesMakesEachConferenceOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		tuesday := p.today.AddDays(1)
		for tuesday.Weekday() != time.Tuesday {
			tuesday = tuesday.AddDays(1)
		}
		s := p.series(t, meeting.Every{Period: meeting.Weekly, Weekday: "TU"}, false, p.today.AddDays(1))
		if got := p.turns(t, s); len(got) != 1 || !strings.HasPrefix(got[0], tuesday.String()+" "+tuesday.String()+" Giao ban, ngày "+tuesday.Vietnamese()) {
			t.Fatalf("at first: %q", got)
		}
		for range 4 {
			p.makeNext(t)
		}
		due := 1 + (p.today.AddDays(14).Sub(tuesday))/7
		if got := p.turns(t, s); len(got) != due {
			t.Errorf("two weeks ahead there are %d: %q", due, got)
		}
		o.Advance(60 * 24 * time.Hour) // nobody ran the program
		for range 4 {
			p.makeNext(t)
		}
		got := p.turns(t, s)
		day := civil.MustParse(got[0][:10])
		if len(got) < due+2 || len(got) > due+3 || day.Before(p.today.AddDays(60)) || day.Weekday() != time.Tuesday {
			t.Errorf("after two months: %q", got)
		}
		p.MustDo(t, func(u *work.Unit) error { return meeting.EndSeries(t.Context(), u, s, 1) })
		o.Advance(60 * 24 * time.Hour)
		p.makeNext(t)
		if after := p.turns(t, s); len(after) != len(got) {
			t.Errorf("after its end there are more: %q", after)
		}
		if err := o.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return meeting.EndSeries(t.Context(), u, s, 2) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("ended twice: %v", err)
		}
	})
}

// One that falls on a day off is on the next working day, and says which day it was.
func TestSeriesOnADayOff(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		o.Set(civil.MustParse("2026-08-20").At("08:00", time.UTC))
		every := meeting.Every{Period: meeting.Monthly, Day: 2}
		// 2/9 is a Wednesday and a holiday.
		if got := p.turns(t, p.series(t, every, true, civil.MustParse("2026-08-25"))); len(got) != 1 || got[0] != "2026-09-02 2026-09-03 Giao ban, tháng 9/2026" {
			t.Errorf("moved: %q", got)
		}
		if got := p.turns(t, p.series(t, every, false, civil.MustParse("2026-08-25"))); len(got) != 1 || got[0] != "2026-09-02 2026-09-02 Giao ban, tháng 9/2026" {
			t.Errorf("not moved: %q", got)
		}
	})
}

func TestRefusedSeries(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	of := p.template(t)
	good := meeting.Series{Meeting: &meeting.Meeting{ID: of}, Recurrence: "FREQ=WEEKLY;BYDAY=TU", From: "08:00", Until: "09:00"}
	for field, spoil := range map[string]func(s *meeting.Series, first *civil.Date){
		"every": func(s *meeting.Series, _ *civil.Date) { s.Recurrence = "FREQ=HOURLY" },
		"from":  func(s *meeting.Series, _ *civil.Date) { s.From = "" },
		"until": func(s *meeting.Series, _ *civil.Date) { s.Until = "07:00" },
		"first": func(_ *meeting.Series, first *civil.Date) { *first = p.today.AddDays(-1) },
		"moves": func(s *meeting.Series, _ *civil.Date) { s.Recurrence, s.Moves = "FREQ=WEEKLY;BYDAY=SA", true },
	} {
		s, first := good, p.today
		spoil(&s, &first)
		err := p.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return only(meeting.PutSeries(t.Context(), u, s, first)) })
		if all := fault.All(err); len(all) != 1 || all[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	s := good
	s.Meeting = &meeting.Meeting{ID: p.made(t, p.planned())}
	if err := p.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return only(meeting.PutSeries(t.Context(), u, s, p.today)) }); !fault.Is(err, fault.Conflict) {
		t.Errorf("after a conference: %v", err)
	}
	p.MustDo(t, func(u *work.Unit) error { return only(meeting.PutSeries(t.Context(), u, good, p.today)) })
	if err := p.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return meeting.Drop(t.Context(), u, of) }); !fault.Is(err, fault.Conflict) {
		t.Errorf("a template in use was deleted: %v", err)
	}
}

// Whatever people can choose is a recurrence, and nothing else is.
func TestEvery(t *testing.T) {
	n := 0
	for _, period := range append(meeting.Periods(), "x") {
		for _, weekday := range append(meeting.Weekdays(), "", "x") {
			for nth := -2; nth < 6; nth++ {
				for _, day := range []int{-1, 0, 1, 31, 32} {
					rule := meeting.Every{Period: period, Weekday: weekday, Nth: nth, Day: day}.Recurrence()
					if rule == "" {
						continue
					}
					n++
					if _, ok := civil.ParseRecurrence(rule); !ok {
						t.Errorf("%s %s %d %d is %s, which nobody reads", period, weekday, nth, day, rule)
					}
				}
			}
		}
	}
	if n == 0 {
		t.Error("nothing can be chosen")
	}
}

func TestSeriesPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office := p.browser(t, access.Office, p.commune)
	if !both(t, office, "/meeting-series").Has(".empty") || !both(t, office, "/meeting-series/new").Has(".empty") {
		t.Error("without a template a series is offered")
	}
	p.template(t)
	wrong := both(t, office, "/meeting-series/new").Submit("form.form", "period", "month", "nth", "1", "weekday", "MO", "from", "8h", "until", "7h", "day", "40").Want(http.StatusUnprocessableEntity)
	if !wrong.Has("#f-day-error") || wrong.Value("until") != "7h" {
		t.Errorf("wrong: %s", wrong.Text(".error-summary"))
	}
	made := wrong.Submit("form.form", "day", "", "until", "9h").Want(http.StatusOK)
	if said := made.Text("main"); !strings.Contains(said, "thứ Hai đầu tiên của tháng, 08:00–09:00") || made.Find("tbody tr").Length() != 1 {
		t.Errorf("made: %s", said)
	}
	conference := both(t, office, made.Find("tbody a").AttrOr("href", ""))
	if conference.Find("h1").Length() != 1 {
		t.Error("its conference has no page")
	}
	at := made.Address
	both(t, office, at)
	both(t, office, "/meeting-series")
	if both(t, p.browser(t, access.Specialist, p.commune), at).Has("form[action$='/end']") {
		t.Error("who may not plan is offered to end it")
	}
	p.browser(t, access.Office, p.other).Get(at).Want(http.StatusNotFound)
	ended := made.Submit("form[action$='/end']").Want(http.StatusOK)
	if ended.Has("form[action$='/end']") || !strings.Contains(ended.Text("main"), "Đã kết thúc") {
		t.Errorf("ended: %s", ended.Text("main"))
	}
	made.Submit("form[action$='/end']").Want(http.StatusConflict)
}

package brief

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/point"
)

// take takes the counts of one point. Where they do not fit, they stand in the form of a
// sitting to be mended there.
func take(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b := doc.ID(r.PathValue("document")), org.ID(r.PathValue("body"))
	p, over := point.ID(r.Text("point")), SittingID(r.Text("over"))
	heard, _ := r.Int("heard")
	_, err := Take(ctx, u, d, b, p, heard, over)
	if mended(err) {
		return nil, again(err, d, b, func(page *bodyPage) {
			for _, o := range page.Offers {
				if o.At.Point.ID == p && o.Taken == nil && over == "" {
					page.Wrong, page.Sitting = holdForm, typedOf(page.sitting(o, nil))
				}
			}
			if page.Wrong == "" {
				page.Wrong = takeForm + string(p)
			}
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(PageOf(d, b)).Saying(tTakenNow), nil
}

// typedOf is a sitting as it is typed.
func typedOf(s Sitting) sittingForm {
	f := sittingForm{Version: s.Version, On: s.On.Vietnamese(), Place: s.Place, Form: string(s.Form), Speaker: s.Speaker, MakesUp: string(s.MakesUp), Word: s.Words, Reached: map[Audience]string{}, Point: s.Point, Heard: s.Heard}
	for a, n := range s.Reached {
		f.Reached[a] = strconv.FormatInt(n, 10)
	}
	return f
}

// takingsShown is how many points are shown at once.
const takingsShown = 100

type takingsPage struct {
	Meeting   *meeting.Meeting
	Document  *doc.Document
	Tree      *org.Tree
	Day       civil.Date
	Audiences []AudienceName
	Takings   []Taking
	More      bool
}

func showTakings(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p := takingsPage{Day: v.Today}
	var err error
	if p.Meeting, p.Document, err = mayTake(ctx, v, meeting.ID(r.PathValue("id"))); err != nil {
		return nil, err
	}
	after, _ := r.Int("after")
	var records map[org.ID]*Record
	if p.Takings, p.More, records, err = takings(ctx, v, p.Meeting, p.Document, int64(after), takingsShown); err != nil {
		return nil, err
	}
	var lines Lines
	for _, rec := range records {
		lines = append(lines, rec.Lines...)
	}
	if p.Audiences, err = named(ctx, v, v.Today, lines.audiences()); err != nil {
		return nil, err
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	return web.Show(takingsView(p)), nil
}

// takeAll takes the counts of all points of a conference, in pieces: while sittings are
// written nobody else writes.
func takeAll(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	of := meeting.ID(r.PathValue("id"))
	fates := map[Fate]int{}
	for last, more := int64(0), true; more; more = last != 0 {
		if err := s.Do(ctx, func(u *work.Unit) error {
			some, next, err := TakeAll(ctx, u, of, last)
			if err != nil {
				return err
			}
			for f, n := range some {
				fates[f] += n
			}
			last = next
			return nil
		}); err != nil {
			return nil, err
		}
	}
	left := 0
	for f, n := range fates {
		if f != ToTake && f != ToRetake {
			left += n
		}
	}
	return web.To(takingsOf(of)).Saying(tTakenAll, text.Int(ctx, fates[ToTake]), text.Int(ctx, fates[ToRetake]), text.Int(ctx, left)), nil
}

func takingsOf(m meeting.ID) string { return m.Address() + "/briefing" }

// Panel shows on the page of a conference about a document that is over how many counts of
// its points became sittings; nil where there is nothing to take or the actor may not.
//
// It is shown on a page that has asked for the right to see the conference; who may take
// ([Takings]) sees it.
func Panel(ctx context.Context, v *work.View, m *meeting.Meeting) (templ.Component, error) {
	if m.Kind != meeting.Brief || m.Document == "" || !m.State.Held() || !v.Actor.May(CanReport, m.Body.Scope()) {
		return nil, nil
	}
	_, d, err := mayTake(ctx, v, m.ID)
	if fault.Is(err, fault.Unknown) {
		return nil, nil // the document is not for them
	}
	if err != nil {
		return nil, err
	}
	asked, err := db.All(ctx, v.Snapshot, selectDocument, db.Text[doc.ID], d.ID)
	if err != nil || len(asked) == 0 {
		return nil, err
	}
	taken, err := db.All(ctx, v.Snapshot, selectTaken, func(scan db.Scan) (n int, err error) { return n, scan(&n) }, d.ID, m.ID)
	if err != nil {
		return nil, err
	}
	return panelView(m.ID, d.ID, taken[0]), nil
}

package meeting

import (
	"bytes"
	"context"
	"strconv"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
)

// A voteForm is what was typed of a vote.
type voteForm struct{ Words, Members, Present, Agreed, Against, Other string }

func readVote(r *web.Request) voteForm {
	return voteForm{r.Raw("words"), r.Text("members"), r.Text("present"), r.Text("agreed"), r.Text("against"), r.Text("other")}
}

// show turns what was typed into a vote; what is no number is a fault of its field.
func (f voteForm) show() (s Show, err error) {
	var wrong fault.Fields
	if f.Agreed == "" {
		wrong.Add("agreed", tCountWrong, mostVoters) // nothing typed is not nobody
	}
	for _, n := range []struct {
		name, typed string
		to          *int
	}{{"members", f.Members, &s.Members}, {"present", f.Present, &s.Present}, {"agreed", f.Agreed, &s.Agreed}, {"against", f.Against, &s.Against}, {"other", f.Other, &s.Other}} {
		if n.typed == "" {
			continue
		}
		if *n.to, err = strconv.Atoi(n.typed); err != nil {
			wrong.Add(n.name, tCountWrong, mostVoters)
		}
	}
	return s, wrong.Err()
}

type votePage struct {
	showPage
	Form     voteForm
	Majority string // the rule, in words
	Citation string // and where it stands
}

func (h handlers) votePageOf(ctx context.Context, v *work.View, at ID, f voteForm, wrong error) (templ.Component, error) {
	m, err := find(ctx, v, at, CanRun)
	if err != nil {
		return nil, err
	}
	p := votePage{showPage: showPage{Meeting: m, Today: v.Today, Now: v.Now, Zone: v.Zone, Errors: web.FieldErrors(ctx, wrong)}, Form: f}
	if p.Attendance, p.Quorum, err = h.attended(ctx, v, m); err != nil {
		return nil, err
	}
	in, err := ruleMajority.On(ctx, v, v.Day(m.Starts))
	if err != nil {
		return nil, err
	}
	p.Majority = ruleMajority.Say(ctx, in.Value)
	p.Citation = in.Citation
	return voteView(p), nil
}

func (h handlers) askVote(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.votePageOf(ctx, v, ID(r.PathValue("id")), voteForm{}, nil)
	return web.Show(c), err
}

func (h handlers) vote(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, f := ID(r.PathValue("id")), readVote(r)
	s, err := f.show()
	if _, may := find(ctx, &u.View, at, CanRun); may != nil {
		return nil, may
	}
	if err == nil {
		_, err = TakeVote(ctx, u, h.Deps, at, f.Words, s)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMuch) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.votePageOf(ctx, v, at, f, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(at.Address() + "#record").Saying(tVoteNoted), nil
}

// told says a vote in words.
func (s Show) told(ctx context.Context) string {
	n := func(i int) string { return text.Int(ctx, int64(i)) }
	words := tVoteTold.In(ctx, n(s.Agreed), n(s.Against), n(s.Other), n(s.Present), n(s.Members))
	if s.Carried() {
		return words + " " + tCarried.In(ctx, n(s.Needed))
	}
	return words + " " + tNotCarried.In(ctx, n(s.Needed))
}

// hallRefresh is after how many seconds the hall's screen is fetched again without scripts.
const hallRefresh = 10

// A hallPage is what the hall's screen shows.
type hallPage struct {
	showPage
	Decision string // the last one that was written down as decided; "" before
}

func (h handlers) hallPageOf(ctx context.Context, v *work.View, at ID) (p hallPage, err error) {
	m, err := Find(ctx, v, at)
	if err != nil {
		return p, err
	}
	if p.showPage, err = h.showPageOf(ctx, v, m, nil); err != nil {
		return p, err
	}
	if p.Attendance, p.Quorum, err = h.attended(ctx, v, m); err != nil {
		return p, err
	}
	for _, o := range p.Record {
		if o.Kind == Decided || o.Kind == Voted && p.Votes[o.ID].Carried() {
			p.Decision = o.Words
		}
	}
	return p, nil
}

// hall is the screen in the hall: read from afar, without a menu, and for who sees the
// conference only. It asks for itself again and is told where nothing changed.
func (h handlers) hall(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.hallPageOf(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if !r.Partial() {
		return web.Show(hallView(p)), nil
	}
	var out bytes.Buffer
	if err := hallPart(p).Render(ctx, &out); err != nil {
		return nil, err
	}
	return web.Unchanged("text/html; charset=utf-8", out.Bytes()), nil
}

// onNow is the item that is on, nil where none is.
func (p hallPage) onNow() *itemRow {
	for _, r := range p.rowsOf() {
		if r.On {
			return &r
		}
	}
	return nil
}

// counts are who is there, as points and people.
func (p hallPage) counts(ctx context.Context) (out []ui.Figure) {
	n := func(i int) string { return text.Int(ctx, int64(i)) }
	a := p.Attendance
	if a.Points > 0 {
		out = append(out, ui.Figure{Label: tHallPoints.In(ctx), Value: n(a.Reported) + "/" + n(a.Points)}, ui.Figure{Label: tHallPeople.In(ctx), Value: n(a.AtPoints.Present)})
	}
	if a.Voters.Called > 0 {
		out = append(out, ui.Figure{Label: tHallVoters.In(ctx), Value: n(a.Voters.Present) + "/" + n(a.Voters.Called)})
	}
	return out
}

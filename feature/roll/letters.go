package roll

import (
	"bytes"
	"context"
	"net/http"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/ics"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/roll/paper"
)

// A letterForm is what was typed to write letters.
type letterForm struct {
	Form, Whom, Warrant, Behalf, Post, Place, ReplyBy string
	Coded                                             bool
}

// warrants are by which right letters are signed for somebody, as forms say it.
var warrants = map[string]docx.Warrant{"on_behalf": docx.OnBehalf, "in_place": docx.InPlace, "by_order": docx.ByOrder}

func readLetters(r *web.Request) letterForm {
	return letterForm{r.Text("form"), r.Text("whom"), r.Text("warrant"), r.Text("behalf"), r.Text("post"), r.Text("place"), r.Text("reply_by"), r.Checked("coded")}
}

type lettersPage struct {
	about
	Call
	Seats  []Seat
	New    int // called last, where somebody was called before
	Form   letterForm
	Errors []ui.FieldError
}

func lettersOf(ctx context.Context, v *work.View, at meeting.ID, f letterForm, wrong error) (p lettersPage, err error) {
	m, err := planningAny(ctx, v, at)
	if err != nil {
		return p, err
	}
	p = lettersPage{Form: f, Errors: web.FieldErrors(ctx, wrong)}
	if p.about, err = aboutOf(ctx, v, m); err != nil {
		return p, err
	}
	if p.Call, err = callOf(ctx, v, at); err != nil {
		return p, err
	}
	if p.Seats, err = seats(ctx, v, at); err != nil {
		return p, err
	}
	if n := len(p.latest()); n < len(p.Seats) {
		p.New = n
	}
	return p, nil
}

// planningAny returns a conference, also one that is over, for who plans it.
func planningAny(ctx context.Context, v *work.View, m meeting.ID) (*meeting.Meeting, error) {
	found, err := meeting.Find(ctx, v, m)
	if err != nil {
		return nil, err
	}
	return found, v.Check(meeting.CanPlan, found.Body.Scope())
}

// latest are those who were called last.
func (p lettersPage) latest() (out []Seat) {
	for _, s := range p.Seats {
		if s.Called.Equal(p.Summoned) {
			out = append(out, s)
		}
	}
	return out
}

func showLetters(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := lettersOf(ctx, v, meeting.ID(r.PathValue("id")), letterForm{Form: "each"}, nil)
	return web.Show(lettersView(p)), err
}

func (h handlers) write(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, f := meeting.ID(r.PathValue("id")), readLetters(r)
	content, name, err := h.letters(ctx, u, r, at, f)
	if shownThere(err) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := lettersOf(ctx, v, at, f, err)
			return lettersView(p), err2
		})
	}
	if err != nil {
		return nil, err
	}
	return web.File(name, docx.Type, bytes.NewReader(content)), nil
}

// letters are the letters of a conference as a file, with codes where they are asked for.
func (h handlers) letters(ctx context.Context, u *work.Unit, r *web.Request, at meeting.ID, f letterForm) (content []byte, name string, err error) {
	p, err := lettersOf(ctx, &u.View, at, f, nil)
	if err != nil {
		return nil, "", err
	}
	by, ok := civil.Read(f.ReplyBy)
	if !ok {
		return nil, "", fault.At("reply_by", tDayWrong)
	}
	if !by.IsZero() && (by.Before(u.Today) || p.Day.Before(by)) {
		return nil, "", fault.At("reply_by", tReplyByWhen, p.Day.Vietnamese())
	}
	if f.Warrant != "" && f.Behalf == "" {
		return nil, "", fault.At("behalf", tBehalfMissing)
	}
	if len(p.Seats) == 0 {
		return nil, "", fault.New(fault.Conflict, tNoLetters)
	}
	to := p.Seats
	if f.Whom == "new" {
		to = p.latest()
	}
	codes := map[int]Code{}
	if f.Coded && f.Form != "circular" {
		nos := make([]int, len(to))
		for i, s := range to {
			nos[i] = s.No
		}
		if codes, err = GiveCodes(ctx, u, at, nos); err != nil {
			return nil, "", err
		}
	}
	// It is a Vietnamese document whatever the language of the pages.
	ctx = text.WithLang(ctx, text.Vietnamese)
	l := paper.Letters{
		Head: p.Tree.HeadOf(p.Body, u.Today), Place: f.Place, On: u.Today, Title: p.Title, Chair: p.Chair, Where: p.about.Place, Starts: p.Starts, Ends: p.Ends, Zone: u.Zone,
		ReplyBy: by, Authority: f.Behalf, Warrant: warrants[f.Warrant], Post: f.Post,
	}
	agenda, err := meeting.AgendaOf(ctx, &u.View, at)
	if err != nil {
		return nil, "", err
	}
	numbers := agenda.Numbers()
	for i, item := range agenda {
		if item.Part {
			continue // a letter tells the main items
		}
		line := item.Title
		if numbers[i] != "" {
			line = numbers[i] + ". " + line
		}
		l.Agenda = append(l.Agenda, line)
	}
	for _, s := range to {
		i := paper.Invitee{Name: s.Name, Body: p.Tree.Name(s.Body, p.Day), Capacity: s.Capacity.Title().In(ctx)}
		if s.Title != "" {
			i.Title = p.title(s.Title).In(ctx)
		}
		if c := codes[s.No]; c != "" {
			i.Code = h.site(r.Request) + c.Path()
			if i.QR, err = ui.PNGOf(i.Code); err != nil {
				return nil, "", err
			}
		}
		l.To = append(l.To, i)
	}
	doc := l.Each()
	if f.Form == "circular" {
		doc = l.Circular()
	}
	var out bytes.Buffer
	if err := doc.Write(&out); err != nil {
		return nil, "", err
	}
	return out.Bytes(), "giay-moi-" + p.Day.String() + ".docx", nil
}

type handlers struct{ Deps }

// site returns where the program is found: "https://quyet.example.vn".
func (h handlers) site(r *http.Request) string {
	switch {
	case h.Origin != nil:
		return h.Origin.String()
	case h.Secure || r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// calendar gives the conference to a calendar of whoever may see it.
func (h handlers) calendar(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	m, err := meeting.Find(ctx, v, meeting.ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if m.Template {
		return nil, fault.New(fault.Unknown, tNoInvitation)
	}
	c := ics.Calendar{Lang: text.LangOf(ctx).String(), Zone: v.Zone, Events: []ics.Event{m.Event(h.site(r.Request) + m.ID.Address())}}
	return web.File("hoi-nghi-"+v.Day(m.Starts).String()+".ics", ics.Type, bytes.NewReader(c.Bytes())), nil
}

// Events returns, for calendars, the conferences to which the actor is called that begin
// from a day to another, both counted, by their beginning, at most most; those called off
// as well, as such. site is where the program is found.
func Events(ctx context.Context, v *work.View, from, until civil.Date, most int, site string) ([]ics.Event, error) {
	if !v.Actor.SignedIn() {
		return nil, nil
	}
	found, err := db.All(ctx, v.Snapshot, selectBetween, scanInvitation, v.Actor.Account, from.Start(v.Zone).UnixMicro(), until.AddDays(1).Start(v.Zone).UnixMicro(), most)
	events := make([]ics.Event, len(found))
	for i, f := range found {
		m := meeting.Meeting{ID: f.Meeting, Version: f.version, Title: f.Conference, Place: f.Place, Chair: f.Chair, Starts: f.Starts, Ends: f.Ends, CalledOff: f.calledOff}
		events[i] = m.Event(site + ownAddress(f.Meeting))
	}
	return events, err
}

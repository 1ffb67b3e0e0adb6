package meeting

import (
	"bytes"
	"context"
	"slices"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/meeting/paper"
)

// minutesFile gives the minutes of a conference: until they are approved as they follow
// from what is recorded now, at any moment after it was opened, and as a draft, for
// nothing but the record makes them; then the file that was approved.
func (h handlers) minutesFile(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	m, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if m.Opened.IsZero() {
		return nil, fault.New(fault.Conflict, tNotOpenedYet)
	}
	if m.State == Approved || m.State == Signed {
		return h.keptFile(ctx, v, m, Approved)
	}
	p, err := h.minutesOf(text.WithLang(ctx, text.Vietnamese), v, m)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := p.Paper().Write(&out); err != nil {
		return nil, err
	}
	return web.File(minutesName(v, m)+".docx", docx.Type, bytes.NewReader(out.Bytes())), nil
}

func minutesName(v *work.View, m *Meeting) string { return "bien-ban-" + v.Day(m.Opened).String() }

// keptFile gives the file of minutes as they were approved or signed.
func (h handlers) keptFile(ctx context.Context, v *work.View, m *Meeting, s State) (web.Answer, error) {
	all, err := kept(ctx, v, m.ID)
	if err != nil {
		return nil, err
	}
	k := lastKept(all, s)
	if k == nil || k.SHA256 == "" {
		return nil, fault.New(fault.Unknown, tNoMinutes)
	}
	content, err := h.Files.Open(ctx, k.SHA256)
	if err != nil {
		return nil, err
	}
	name := minutesName(v, m)
	if s == Signed {
		name += "-da-ky"
	}
	return web.File(name+mediaEnds[k.Media], k.Media, content), nil
}

// mediaEnds are the kinds of files that minutes are kept in, with the ends of their names.
var mediaEnds = map[string]string{docx.Type: ".docx", "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}

// minutesOf are the minutes of a conference as the record makes them now, a draft. It
// is a Vietnamese paper whatever the language of the pages: ctx is to say so.
func (h handlers) minutesOf(ctx context.Context, v *work.View, m *Meeting) (out paper.Minutes, err error) {
	p, err := h.showPageOf(ctx, v, m, nil)
	if err != nil {
		return out, err
	}
	if p.Attendance, p.Quorum, err = h.attended(ctx, v, m); err != nil {
		return out, err
	}
	if p.Corrections, err = corrections(ctx, v, m.ID); err != nil {
		return out, err
	}
	if p.Names, err = correctors(ctx, v, p.Corrections); err != nil {
		return out, err
	}
	return p.minutes(ctx), nil
}

// correctors are what those are called who corrected.
func correctors(ctx context.Context, v *work.View, all []Correction) (map[account.ID]string, error) {
	var by []account.ID
	for _, c := range all {
		by = append(by, c.By)
	}
	slices.Sort(by)
	return account.Names(ctx, v, slices.Compact(by))
}

// minutes are the record as the paper takes it.
func (p showPage) minutes(ctx context.Context) paper.Minutes {
	day := civil.Of(p.Opened.In(p.Zone))
	fixed := p.fixed()
	m := paper.Minutes{
		Head: p.Tree.HeadOf(p.Body, day), On: day, Title: p.Title, Kind: p.Kind.Title().In(ctx), Opened: p.Opened, Closed: p.Closed, Zone: p.Zone,
		Where: p.Place, Chair: p.Chair, Secretary: p.Secretary, Draft: p.Now, Present: p.composition(ctx),
		Fixed: map[paper.Line]docx.Correction{},
	}
	for place, line := range map[Place]paper.Line{OfWhere: paper.OfWhere, OfChair: paper.OfChair, OfSecretary: paper.OfSecretary} {
		if c := fixed[place]; c != nil {
			m.Fixed[line] = *c
		}
	}
	if p.Document != nil {
		m.About = p.Document.Title()
	}
	said := map[ItemID][]paper.Outcome{}
	for _, o := range p.Record {
		out := p.onPaper(o, day)
		if s, ok := p.Votes[o.ID]; ok {
			out.Show = paper.Show{Members: s.Members, Present: s.Present, Agreed: s.Agreed, Against: s.Against, Other: s.Other, Carried: s.Carried()}
		}
		out.WordsFixed, out.SpeakerFixed = fixed[WordsOf(o.ID)], fixed[SpeakerOf(o.ID)]
		said[o.Item] = append(said[o.Item], out)
	}
	m.Loose = said[""]
	rows, last := p.rowsOf(), -1
	for _, i := range p.Agenda.course() {
		r := rows[i]
		took := p.Took(r.Item, p.Now)
		held := r.Done || r.On || took > 0 || len(said[r.ID]) > 0
		for _, part := range rows[i+1 : p.Agenda.end(i)] { // a part stands below its item
			held = held || part.Done || part.On || p.Took(part.Item, p.Now) > 0 || len(said[part.ID]) > 0
		}
		if held {
			m.Reordered, last = m.Reordered || i < last, i
			m.Items = append(m.Items, paper.Item{
				Number: r.Number, Title: r.Title, TitleFixed: fixed[TitleOf(r.ID)], Reporter: p.reporter(r.Item, day), Took: took, Late: r.Late, Outcomes: said[r.ID],
			})
		}
	}
	for _, c := range p.Corrections {
		m.Corrections = append(m.Corrections, paper.Correction{
			Place: p.placeName(ctx, c.Place), Was: c.Was, Becomes: c.Becomes, Reason: c.Reason, On: civil.Of(c.At.In(p.Zone)), By: p.Names[c.By],
		})
	}
	return m
}

// fixed are the corrections of each place as one mark: what stood there first, what
// stands there now, and the number of the last.
func (p showPage) fixed() map[Place]*docx.Correction {
	out := map[Place]*docx.Correction{}
	for _, c := range p.Corrections {
		if at := out[c.Place]; at != nil {
			at.No, at.Becomes = c.No, c.Becomes
		} else {
			out[c.Place] = &docx.Correction{No: c.No, Was: c.Was, Becomes: c.Becomes}
		}
	}
	return out
}

// placeName is what a place of the record is called.
func (p showPage) placeName(ctx context.Context, at Place) string {
	switch at {
	case OfChair:
		return tChair.In(ctx)
	case OfSecretary:
		return tSecretary.In(ctx)
	case OfWhere:
		return tPlace.In(ctx)
	}
	for _, r := range p.rowsOf() {
		if TitleOf(r.ID) == at {
			return tTitleOfItem.In(ctx, r.Number)
		}
	}
	for _, o := range p.Record {
		switch at {
		case WordsOf(o.ID):
			return tWordsOfOutcome.In(ctx, beginning(o.Words))
		case SpeakerOf(o.ID):
			return tSpeakerOfOutcome.In(ctx, beginning(o.Words))
		case ItemOf(o.ID):
			return tItemOfOutcome.In(ctx, beginning(o.Words))
		}
	}
	return ""
}

// composition is who was there, as the minutes tell it.
func (p showPage) composition(ctx context.Context) (c paper.Composition) {
	a := p.Attendance
	for _, g := range a.Groups {
		c.Groups = append(c.Groups, paper.Group{Name: g.Name, Called: g.Called, Present: g.Present, Excused: g.Excused})
	}
	c.Points, c.Reported, c.AtPoints = a.Points, a.Reported, a.AtPoints.Present
	c.Voters, c.VotersPresent = a.Voters.Called, a.Voters.Present
	for _, one := range a.Absent {
		c.Absent = append(c.Absent, paper.Absence(one))
	}
	return c
}

var paperKinds = map[OutcomeKind]paper.OutcomeKind{Information: paper.Information, Speech: paper.Speech, Decided: paper.Decision, Order: paper.Task, Voted: paper.Vote}

func (p showPage) onPaper(o Outcome, day civil.Date) paper.Outcome {
	out := paper.Outcome{Kind: paperKinds[o.Kind], Words: o.Words, Speaker: o.Speaker, At: o.Said, Due: o.DueWords, Deliverable: o.Deliverable}
	if o.Lead != "" {
		out.Lead = p.Tree.Name(o.Lead, day)
	}
	if !o.Due.IsZero() {
		out.Due = o.Due.Vietnamese()
	}
	return out
}

// beginning is as much of words as tells them from others.
func beginning(words string) string {
	if short := cut(clean(words), 40); short != clean(words) {
		return short + "…"
	}
	return clean(words)
}

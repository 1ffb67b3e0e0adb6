package meeting

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/intake"
)

// largestSigned is the largest form with a signed file, in bytes.
const largestSigned = 32 << 20

// A minutesPage is the minutes of a conference: how far they are, what stands in them,
// and what was put right.
type minutesPage struct {
	showPage
	Kept       []Kept
	MayCorrect bool
	MaySign    bool
}

func (h handlers) minutesPageOf(ctx context.Context, v *work.View, at ID, wrong error) (templ.Component, error) {
	m, err := Find(ctx, v, at)
	if err != nil {
		return nil, err
	}
	if m.Opened.IsZero() {
		return nil, fault.New(fault.Conflict, tNotOpenedYet)
	}
	p := minutesPage{}
	if p.showPage, err = h.showPageOf(ctx, v, m, wrong); err != nil {
		return nil, err
	}
	if p.Corrections, err = corrections(ctx, v, at); err != nil {
		return nil, err
	}
	if p.Kept, err = kept(ctx, v, at); err != nil {
		return nil, err
	}
	var by []account.ID
	for _, c := range p.Corrections {
		by = append(by, c.By)
	}
	for _, k := range p.Kept {
		by = append(by, k.By)
	}
	if p.Names, err = account.Names(ctx, v, by); err != nil {
		return nil, err
	}
	p.MayCorrect, p.MaySign = p.MayRun && m.State == Closed, p.MayRun && m.State == Approved
	return minutesView(p), nil
}

func (h handlers) minutes(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.minutesPageOf(ctx, v, ID(r.PathValue("id")), nil)
	return web.Show(c), err
}

func (h handlers) minutesAgain(at ID, wrong error) error {
	return web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
		return h.minutesPageOf(ctx, v, at, wrong)
	})
}

// signedFile gives what was signed.
func (h handlers) signedFile(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	m, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	return h.keptFile(ctx, v, m, Signed)
}

type correctPage struct {
	*Meeting
	Place                Place
	Name                 string // of the place
	Was, Becomes, Reason string
	Long                 bool
	Among                []ui.Option // what alone may stand there; nil for any words
	Errors               []ui.FieldError
}

func (h handlers) correctPageOf(ctx context.Context, v *work.View, at ID, place Place, becomes, reason *string, wrong error) (templ.Component, error) {
	m, err := find(ctx, v, at, CanRun)
	if err != nil {
		return nil, err
	}
	is, err := spotAt(ctx, v, m, place)
	if err != nil {
		return nil, err
	}
	shown, err := h.showPageOf(ctx, v, m, nil)
	if err != nil {
		return nil, err
	}
	p := correctPage{Meeting: m, Place: place, Name: shown.placeName(ctx, place), Was: is.stands, Becomes: is.stands, Long: is.most > mostField, Errors: web.FieldErrors(ctx, wrong)}
	for _, words := range is.among {
		label := words
		if label == "" {
			label = tNoneOfThem.In(ctx)
		}
		p.Among = append(p.Among, ui.Option{Value: words, Label: label})
	}
	if becomes != nil {
		p.Becomes, p.Reason = *becomes, *reason
	}
	return correctView(p), nil
}

func (h handlers) askCorrection(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	place := Place(r.Text("place"))
	if place == "" {
		place = OfChair
	}
	c, err := h.correctPageOf(ctx, v, ID(r.PathValue("id")), place, nil, nil, nil)
	return web.Show(c), err
}

func (h handlers) correct(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, place, becomes, reason := ID(r.PathValue("id")), Place(r.Text("place")), r.Raw("becomes"), r.Text("reason")
	err := Correct(ctx, u, at, place, r.Raw("was"), becomes, reason)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMuch) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.correctPageOf(ctx, v, at, place, &becomes, &reason, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(minutesAddress(at)).Saying(tCorrected), nil
}

func (h handlers) approve(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	return h.settled(at, Approve(ctx, u, h.Deps, at), DoApprove)
}

func (h handlers) giveBack(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	return h.settled(at, Do(ctx, u, at, DoReturn, ""), DoReturn)
}

func (h handlers) settled(at ID, err error, verb Verb) (web.Answer, error) {
	if fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMuch) {
		return nil, h.minutesAgain(at, err)
	}
	if err != nil {
		return nil, err
	}
	return web.To(minutesAddress(at)).Saying(doneTexts[verb]), nil
}

// sign takes the signed file, where there is one, before anything is written: what bears
// a mark of secrecy is not kept.
func (h handlers) sign(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	again := func(err error) (web.Answer, error) {
		if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMuch) {
			return nil, h.minutesAgain(at, err)
		}
		return nil, err
	}
	// Who may not sign has nothing kept.
	if err := s.View(ctx, func(v *work.View) error { return only(find(ctx, v, at, CanRun)) }); err != nil {
		return nil, err
	}
	sum, media, err := h.keepSigned(ctx, r)
	if err != nil {
		return again(err)
	}
	if err := s.Do(ctx, func(u *work.Unit) error { return Sign(ctx, u, at, sum, media) }); err != nil {
		return again(err)
	}
	return web.To(minutesAddress(at)).Saying(doneTexts[DoSign]), nil
}

func only[T any](_ T, err error) error { return err }

func (h handlers) keepSigned(ctx context.Context, r *web.Request) (sum, media string, err error) {
	sent := r.Files("file")
	if len(sent) == 0 || sent[0].Filename == "" {
		return "", "", nil
	}
	in, err := sent[0].Open()
	if err != nil {
		return "", "", err
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, largestSigned))
	if err != nil {
		return "", "", err
	}
	media = http.DetectContentType(content)
	if mediaEnds[media] == "" {
		return "", "", fault.At("file", tSignedKind)
	}
	if err := intake.RefuseSecret(ctx, sent[0].Filename, content); err != nil {
		return "", "", err
	}
	sum, _, err = h.Files.Put(ctx, bytes.NewReader(content))
	return sum, media, err
}

func minutesAddress(m ID) string { return m.Address() + "/minutes" }

func correctAddress(m ID, p Place) string {
	return minutesAddress(m) + "/correct?" + url.Values{"place": {string(p)}}.Encode()
}

// A minutesRow is a place of the record that can be corrected.
type minutesRow struct {
	Place Place
	Name  string
	Words string
	Also  []minutesRow // what else can be corrected of it
}

// places are what stands in the minutes, in their order.
func (p minutesPage) places(ctx context.Context) (out []minutesRow) {
	add := func(at Place, words string) {
		out = append(out, minutesRow{Place: at, Name: p.placeName(ctx, at), Words: words})
	}
	add(OfWhere, p.Place)
	add(OfChair, p.Chair)
	add(OfSecretary, p.Secretary)
	for _, r := range p.rowsOf() {
		add(TitleOf(r.ID), r.Title)
	}
	named := p.Agenda.named()
	for _, o := range p.Record {
		row := minutesRow{Place: WordsOf(o.ID), Name: o.Kind.Title().In(ctx), Words: o.Words, Also: []minutesRow{{Place: SpeakerOf(o.ID), Name: tSpeaker.In(ctx), Words: o.Speaker}}}
		if len(p.Agenda) > 0 {
			row.Also = append(row.Also, minutesRow{Place: ItemOf(o.ID), Name: tBelongsTo.In(ctx), Words: named[o.Item]})
		}
		out = append(out, row)
	}
	return out
}

func (p minutesPage) actions(ctx context.Context) []ui.Action {
	label := tMinutesWord
	if p.State == Closed || p.State.Runs() {
		label = tMinutesDraft
	}
	out := []ui.Action{{Label: label.In(ctx), Href: minutesAddress(p.ID) + "/file", Icon: ui.IconDownload}}
	if k := lastKept(p.Kept, Signed); k != nil && k.SHA256 != "" {
		out = append(out, ui.Action{Label: tSignedFile.In(ctx), Href: minutesAddress(p.ID) + "/signed", Icon: ui.IconDownload})
	}
	return out
}

// waits says who has the next step where it is not the one who looks; nothing otherwise.
func (p minutesPage) waits() (next text.T) {
	switch {
	case p.State == Closed && !slices.Contains(p.Verbs, DoApprove):
		return tWaitsApproval
	case p.State == Approved && !p.MaySign:
		return tWaitsSigning
	}
	return next
}

// facts tell when the minutes were approved and signed, and by whom.
func (p minutesPage) facts(ctx context.Context) (out []ui.Fact) {
	if !p.Closed.IsZero() {
		out = append(out, ui.Fact{Term: tClosedAt.In(ctx), Value: p.moment(p.Closed)})
	}
	for i, k := range p.Kept {
		term, value := tApprovedAt.In(ctx), p.stamp(k.At)
		if k.State == Signed {
			term = tSignedAt.In(ctx)
			if k.SHA256 == "" {
				value += " (" + tOnPaper.In(ctx) + ")"
			}
		} else if i < len(p.Kept)-1 && p.Kept[i+1].State == Approved || i == len(p.Kept)-1 && p.State == Closed {
			value += " (" + tReturned.In(ctx) + ")"
		}
		if name := p.Names[k.By]; name != "" {
			value += ", " + name
		}
		out = append(out, ui.Fact{Term: term, Value: value})
	}
	return out
}

func (p showPage) stamp(at time.Time) string {
	return clock(at, p.Zone) + " " + civil.Of(at.In(p.Zone)).Vietnamese()
}

func (p minutesPage) buttons(ctx context.Context) (out []ui.Action) {
	for _, v := range p.Verbs {
		switch v {
		case DoApprove:
			out = append(out, ui.Action{Label: v.Title().In(ctx), Icon: ui.IconCheck, Value: "approve", Weight: ui.Primary})
		case DoReturn:
			out = append(out, ui.Action{Label: v.Title().In(ctx), Icon: ui.IconReturn, Value: "return", Weight: ui.Quiet})
		}
	}
	return out
}

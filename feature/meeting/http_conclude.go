package meeting

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/task"
)

// An issueForm is what was typed of a notice.
type issueForm struct {
	Seal, Subject, Symbol, Place, Warrant, Of, Post, Signer, Recipients string
}

func readIssue(r *web.Request) issueForm {
	return issueForm{
		r.Text("seal"), r.Text("subject"), r.Text("symbol"), r.Text("place"), r.Text("warrant"), r.Text("of"), r.Text("post"), r.Text("signer"), r.Raw("recipients"),
	}
}

func (f issueForm) issuance() Issuance {
	return Issuance{f.Seal, f.Subject, f.Symbol, f.Place, f.Warrant, f.Of, f.Post, f.Signer, strings.Split(f.Recipients, "\n")}
}

// A concludePage is the notices of a conference, and the draft of the next one.
type concludePage struct {
	*Drafted
	Form      issueForm
	MayChoose bool
	MayMend   bool // say who leads an order
	MayIssue  bool
	Errors    []ui.FieldError
}

func concludePageOf(ctx context.Context, v *work.View, m ID, f *issueForm, wrong error) (templ.Component, error) {
	d, err := Draft(ctx, v, m)
	if err != nil {
		return nil, err
	}
	p := concludePage{Drafted: d, Errors: web.FieldErrors(ctx, wrong)}
	scope := d.Meeting.Body.Scope()
	p.MayChoose = v.Actor.May(CanConclude, scope) && slices.ContainsFunc(d.Conclusions, func(c Concluded) bool { return !c.Noticed() })
	p.MayIssue = p.MayChoose && v.Actor.May(task.CanAssign, scope) && v.Actor.May(doc.CanRegister, scope) && len(d.Stand()) > 0
	p.MayMend = v.Actor.May(CanRun, scope)
	if f != nil {
		p.Form = *f
	} else {
		p.Form = issueForm{Subject: d.subject(), Recipients: strings.Join(d.recipients(), "\n")}
	}
	p.Form.Seal = d.Seal()
	return concludeView(p), nil
}

// mostNamedRecipients is up to how many bodies are named one by one.
const mostNamedRecipients = 10

// recipients are to whom the notice goes unless somebody says otherwise: whoever
// has something to do, and the file.
func (d *Drafted) recipients() (lines []string) {
	var bodies []org.ID
	for _, c := range d.Stand() {
		for _, b := range append([]org.ID{c.Lead}, c.Coordinators...) {
			if b != "" && !slices.Contains(bodies, b) {
				bodies = append(bodies, b)
			}
		}
	}
	if len(bodies) > mostNamedRecipients {
		lines = append(lines, "Các cơ quan được giao nhiệm vụ")
	} else {
		for _, b := range bodies {
			lines = append(lines, d.Tree.Name(b, d.today))
		}
	}
	if d.Tree.HeadOf(d.Meeting.Body, d.today).Regime == org.PartyRegime {
		return append(lines, "Lưu hồ sơ hội nghị")
	}
	return append(lines, "Lưu: VT")
}

func (h handlers) conclusions(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := concludePageOf(ctx, v, ID(r.PathValue("id")), nil, nil)
	return web.Show(c), err
}

func (h handlers) choose(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, in := ID(r.PathValue("id")), r.Texts("in")
	var chosen []Chosen
	for _, shown := range r.Texts("shown") {
		chosen = append(chosen, Chosen{OutcomeID(shown), slices.Contains(in, shown)})
	}
	if err := Conclude(ctx, u, at, chosen); fault.Is(err, fault.Conflict) {
		return nil, concludedAgain(at, nil, err)
	} else if err != nil {
		return nil, err
	}
	return web.To(conclusionsAddress(at)).Saying(tSaved), nil
}

func concludedAgain(at ID, f *issueForm, wrong error) error {
	return web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
		return concludePageOf(ctx, v, at, f, wrong)
	})
}

func (h handlers) issue(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, f := ID(r.PathValue("id")), readIssue(r)
	_, err := Issue(ctx, u, h.Files, at, f.issuance())
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, concludedAgain(at, &f, err)
	}
	if err != nil {
		return nil, err
	}
	return web.To(conclusionsAddress(at)).Saying(tIssued), nil
}

// notice gives the file of a notice that was issued, by its number; without one, the draft
// of the next as a paper, where anything would stand in it, or else the last.
func (h handlers) notice(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	d, err := Draft(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	no, asked := r.Int("no")
	if asked = asked && no > 0; !asked && len(d.Stand()) == 0 {
		no = len(d.Notices)
	}
	if n := noticeNo(d.Notices, no); asked && n == nil {
		return nil, fault.New(fault.Unknown, tNoNotice)
	} else if n != nil {
		issued, err := doc.Find(ctx, v, n.Document)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(issued.Files, func(f doc.File) bool { return f.SHA256 == n.SHA256 })
		if at < 0 {
			return nil, fault.New(fault.Unknown, tNoNotice)
		}
		content, err := h.Files.Open(ctx, n.SHA256)
		if err != nil {
			return nil, err
		}
		return web.File(issued.Files[at].Name, docx.Type, content), nil
	}
	n := d.paper(nil, Issuance{Recipients: d.recipients()})
	n.Draft = v.Now
	var out bytes.Buffer
	if err := n.Paper().Write(&out); err != nil {
		return nil, err
	}
	return web.File("thong-bao-ket-luan-"+v.Day(d.Meeting.Opened).String()+".docx", docx.Type, bytes.NewReader(out.Bytes())), nil
}

type owingPage struct {
	Owing
	Asker  string // the body whose conference it was
	Held   string
	Typed  string
	Errors []ui.FieldError
}

func owingPageOf(ctx context.Context, v *work.View, outcome OutcomeID, typed string, wrong error) (templ.Component, error) {
	o, err := FindOwing(ctx, v, outcome)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	return owingView(owingPage{o, tree.Name(o.Body, v.Today), v.Day(o.Held).Vietnamese(), typed, web.FieldErrors(ctx, wrong)}), nil
}

func (h handlers) owing(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := owingPageOf(ctx, v, OutcomeID(r.PathValue("outcome")), "", nil)
	return web.Show(c), err
}

func (h handlers) provide(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, words := OutcomeID(r.PathValue("outcome")), r.Raw("words")
	o, err := FindOwing(ctx, &u.View, at)
	if err != nil {
		return nil, err
	}
	if err := Provide(ctx, u, at, words); fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return owingPageOf(ctx, v, at, words, err)
		})
	} else if err != nil {
		return nil, err
	}
	return web.To(listAddress(o.Follow.By, Coming)).Saying(tAnswered), nil
}

func conclusionsAddress(m ID) string { return m.Address() + "/conclusions" }

func (c Concluded) status(ctx context.Context) ui.Status {
	return ui.Status{Word: fateTitles[c.Fate].In(ctx), Tone: fateTones[c.Fate]}
}

var fateTones = map[Fate]ui.Tone{LeftOut: ui.Off, Said: ui.Neutral, Becomes: ui.Notable, WasGiven: ui.Positive, NoLead: ui.Caution, Asked: ui.Caution}

func warrantOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: "", Label: tSignsAlone.In(ctx)}, {Value: "on_behalf", Label: tOnBehalf.In(ctx)}, {Value: "in_place", Label: tInPlace.In(ctx)}, {Value: "by_order", Label: tByOrder.In(ctx)},
	}
}

func (p concludePage) columns(ctx context.Context) []ui.Column {
	becomes := tBecomesOf
	if len(p.Notices) > 0 {
		becomes = tState
	}
	said := tSaid
	if p.MayChoose {
		said = tChooseSaid
	}
	return []ui.Column{{Label: said.In(ctx)}, {Label: becomes.In(ctx)}}
}

// told are the sentences about what becomes of the conclusions when they are issued.
func (p concludePage) told(ctx context.Context) (out []string) {
	for _, t := range []struct {
		fate  Fate
		words text.T
	}{{Becomes, tWillBecome}, {WasGiven, tAreGiven}, {NoLead, tHaveNoLead}, {Asked, tAreAsked}} {
		if n := p.Count(t.fate); n > 0 {
			out = append(out, t.words.In(ctx, n))
		}
	}
	return out
}

func (p concludePage) actions(ctx context.Context) (out []ui.Action) {
	at := conclusionsAddress(p.Meeting.ID) + "/file"
	for _, n := range p.Notices {
		if n.document != nil {
			out = append(out, ui.Action{Label: tNoticeWord.In(ctx, n.document.Short()), Href: at + "?no=" + strconv.Itoa(n.No), Icon: ui.IconDownload})
		}
	}
	if len(p.Stand()) > 0 {
		out = append(out, ui.Action{Label: tDraftWord.In(ctx), Href: at, Icon: ui.IconDownload})
	}
	return out
}

// A concludedGroup is what stands in one notice, or in none yet.
type concludedGroup struct {
	Title string // "" where there is but one group
	Href  string // of the notice; "" where it is not issued, or may not be seen
	Rows  []Concluded
}

// groups are the conclusions of each notice, and behind them what stands in none.
func (p concludePage) groups(ctx context.Context) (out []concludedGroup) {
	if len(p.Notices) == 0 {
		return []concludedGroup{{Rows: p.Conclusions}}
	}
	of := func(no int) (rows []Concluded) {
		for _, c := range p.Conclusions {
			if c.NoticeNo == no {
				rows = append(rows, c)
			}
		}
		return rows
	}
	for _, n := range p.Notices {
		g := concludedGroup{Title: tIssuedWord.In(ctx), Rows: of(n.No)}
		if n.document != nil {
			g.Title, g.Href = n.document.Title(), n.document.ID.Address()
		}
		out = append(out, g)
	}
	if rest := of(0); len(rest) > 0 {
		out = append(out, concludedGroup{Title: tNotIssued.In(ctx), Rows: rest})
	}
	return out
}

func owingAddress(o OutcomeID) string { return "/answers/" + string(o) }

func (p owingPage) facts(ctx context.Context) []ui.Fact {
	out := []ui.Fact{{Term: tAskedBy.In(ctx), Value: p.Asker}, {Term: tSaid.In(ctx), Value: p.Words}}
	if !p.Follow.On.IsZero() {
		out = append(out, ui.Fact{Term: tDue.In(ctx), Value: p.Follow.On.Vietnamese()})
	}
	if p.Follow.State == Provided {
		out = append(out, ui.Fact{Term: tAnswer.In(ctx), Value: p.Follow.Words})
	}
	return out
}

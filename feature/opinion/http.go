package opinion

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/rule"
)

type handlers struct{ Deps }

// Bounds of what a page shows and takes.
const (
	shown      = 50
	largest    = 32 << 20 // of a file, in bytes
	bodyFields = 3
)

// ownBody returns the body that is asked for, or for which the person acts, or else the
// first of which they may see the opinions.
func ownBody(tree *org.Tree, v *work.View, r *web.Request) org.ID {
	if b := r.Text("body"); b != "" {
		return org.ID(b)
	}
	return tree.Own(v.Actor, CanSee, v.Today)
}

type listPage struct {
	Tree   *org.Tree
	Today  civil.Date
	Body   org.ID
	Shelf  Shelf
	MayAsk bool
	Clock  func(due civil.Date) Clock
	Owed   []Asked
	By     []*Question
	Stand  map[QuestionID]Standing
	Next   Cursor
}

func (h handlers) owed(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if Shelf(r.Text("part")) == Past {
		return h.list(ctx, v, r, Past)
	}
	return h.list(ctx, v, r, OfUs)
}

func (h handlers) asked(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	return h.list(ctx, v, r, ByUs)
}

func (h handlers) list(ctx context.Context, v *work.View, r *web.Request, shelf Shelf) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoQuestion)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := listPage{Tree: tree, Today: v.Today, Body: ownBody(tree, v, r), Shelf: shelf}
	if _, known := tree.Body(p.Body); !known || v.Check(CanSee, p.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoQuestion)
	}
	if p.Clock, err = clocks(ctx, v); err != nil {
		return nil, err
	}
	p.MayAsk = v.Actor.May(CanAsk, p.Body.Scope())
	due, _ := r.Day("due") // anything else is the beginning
	after := Cursor{due, r.Text("after")}
	if p.Shelf == ByUs {
		p.By, p.Stand, p.Next, err = List(ctx, v, p.Body, after, shown)
	} else {
		p.Owed, p.Next, err = Owed(ctx, v, p.Body, p.Shelf, after, shown)
	}
	return web.Show(listView(p)), err
}

// clocks makes clocks by the calendar in force.
func clocks(ctx context.Context, v *work.View) (func(civil.Date) Clock, error) {
	c, err := rule.DaysOff.Calendar(ctx, v)
	return func(due civil.Date) Clock { return Clock{c, due} }, err
}

// A questionForm is what was typed.
type questionForm struct {
	Body, About, Part, Title, Words, Doc, More, Due string
	Bodies                                          []string
	File                                            bool // one was sent
}

func readQuestion(r *web.Request) questionForm {
	f := questionForm{
		Body: r.Text("body"), About: r.Local("about", ""), Part: r.Text("part"), Title: r.Text("title"), Words: r.Raw("words"), Doc: r.Text("doc"), More: r.Raw("more"), Due: r.Text("due"),
		File: len(r.Files("file")) > 0,
	}
	for i := range bodyFields {
		f.Bodies = append(f.Bodies, r.Choice(bodyField(i)))
	}
	return f
}

func bodyField(i int) string { return "body" + strconv.Itoa(i+1) }

type formPage struct {
	Tree     *org.Tree
	Today    civil.Date
	Bodies   org.Chooser
	Form     questionForm
	About    Page // what it is part of; without a title for nothing
	Proposal Proposal
	Silence  Lapse
	By       rule.Version // the rule of silence
	Errors   []ui.FieldError
}

func (h handlers) form(ctx context.Context, v *work.View, f questionForm, wrong error) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanAsk, org.ID(f.Body).Scope()); err != nil {
		return nil, err
	}
	p := formPage{Tree: tree, Today: v.Today, Bodies: bodies(tree, v, org.ID(f.Body)), Form: f, Errors: web.FieldErrors(ctx, wrong)}
	if p.Proposal, err = Propose(ctx, v, v.Today); err != nil {
		return nil, err
	}
	if p.Silence, p.By, err = silenceOn(ctx, v, p.Proposal.Due); err != nil {
		return nil, err
	}
	if p.About, err = h.about(ctx, v, f.About); err != nil {
		return nil, err
	}
	if wrong == nil {
		p.Form.Due = p.Proposal.Due.Vietnamese()
		if p.Form.Title == "" {
			p.Form.Title = p.About.Title
		}
	}
	return formView(p), nil
}

// about tells what an address is about; without a title where it is none, or nothing for
// the actor.
func (h handlers) about(ctx context.Context, v *work.View, address string) (Page, error) {
	if address == "" || h.About == nil {
		return Page{}, nil
	}
	p, ok, err := h.About(ctx, v, address)
	if err != nil || !ok {
		return Page{}, err
	}
	return p, nil
}

func bodies(tree *org.Tree, v *work.View, but org.ID) org.Chooser {
	return tree.Chooser(v.Today, "", but).WithGroups()
}

func (h handlers) newQuestion(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	c, err := h.form(ctx, v, questionForm{Body: string(ownBody(tree, v, r)), About: r.Local("about", ""), Bodies: make([]string, bodyFields)}, nil)
	return web.Show(c), err
}

// chosen returns the bodies that are meant by what was typed into a field: a body, or
// those of a named group in the province of near, but near itself.
func chosen(c org.Chooser, field, typed string, near org.ID) (out []org.ID, err error) {
	group, ok := c.Tree.GroupNamed(typed, c.Day)
	if !ok {
		b, err := c.Meant(field, typed)
		if err != nil || b == "" {
			return nil, err
		}
		return []org.ID{b}, nil
	}
	for _, b := range c.Tree.Expand(group, c.Tree.Root(c.Tree.Chart(c.Day), near, org.Province), c.Day) {
		if b.ID != near {
			out = append(out, b.ID)
		}
	}
	if len(out) == 0 {
		return nil, fault.At(field, tEmptyGroup, typed)
	}
	return out, nil
}

// question turns what was typed into a question and those who are asked. All that cannot
// be read is told at once.
func (h handlers) question(ctx context.Context, v *work.View, f questionForm) (q Question, asked []org.ID, err error) {
	q = Question{Body: org.ID(f.Body), Title: f.Title, Words: f.Words}
	var wrong fault.Fields
	tree, err := org.Load(ctx, v)
	if err != nil {
		return q, nil, err
	}
	c := bodies(tree, v, q.Body)
	read := func(field, typed string) error {
		found, err := chosen(c, field, typed, q.Body)
		if err != nil && !fault.Is(err, fault.Invalid) {
			return err
		}
		wrong, asked = append(wrong, fault.All(err)...), append(asked, found...)
		return nil
	}
	for i, typed := range f.Bodies {
		if err := read(bodyField(i), typed); err != nil {
			return q, nil, err
		}
	}
	for line := range strings.Lines(f.More) {
		if err := read("more", clean(line)); err != nil {
			return q, nil, err
		}
	}
	var ok bool
	if q.Due, ok = civil.Read(f.Due); !ok {
		wrong.Add("due", tDayWrong)
	} else if q.Due.IsZero() {
		wrong.Add("due", tDueMissing)
	}
	if f.Doc != "" {
		found, err := h.Named(ctx, v, f.Doc)
		switch {
		case err != nil:
			return q, nil, err
		case len(found) == 0:
			wrong.Add("doc", tNoDoc)
		case len(found) > 1:
			wrong.Add("doc", tSeveralDocs)
		default:
			q.Document = found[0]
		}
	}
	about, err := h.about(ctx, v, f.About)
	if err != nil {
		return q, nil, err
	}
	if about.Title != "" {
		q.Subject = f.About
		if slices.ContainsFunc(about.Parts, func(part Part) bool { return part.ID == f.Part }) {
			q.Subject += "#" + f.Part
		}
	}
	// What could be read is asked about as well, but for fields that are told already.
	unread := len(wrong)
	err = q.check(ctx, v, distinct(asked), f.File)
	for _, told := range fault.All(err) {
		if told.Kind != fault.Invalid {
			return q, nil, err
		}
		if told.Field == "bodies" {
			if len(asked) == 0 && slices.ContainsFunc(wrong[:unread], func(o *fault.Fault) bool { return o.Field == "more" || strings.HasPrefix(o.Field, "body") }) {
				continue
			}
			told.Field = bodyField(0)
		}
		if !slices.ContainsFunc(wrong[:unread], func(o *fault.Fault) bool { return o.Field == told.Field }) {
			wrong = append(wrong, told)
		}
	}
	if err != nil && len(wrong) == 0 {
		return q, nil, err
	}
	return q, asked, wrong.Err()
}

// ask asks bodies: what was typed is read, then the file is kept, and the rest is one unit
// of work.
func (h handlers) ask(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	f := readQuestion(r)
	var q Question
	var asked []org.ID
	err := s.View(ctx, func(v *work.View) (err error) {
		if err := v.Check(CanAsk, org.ID(f.Body).Scope()); err != nil {
			return err
		}
		q, asked, err = h.question(ctx, v, f)
		return err
	})
	if err == nil {
		q.File, err = h.keep(ctx, r)
	}
	var made QuestionID
	if err == nil {
		err = s.Do(ctx, func(u *work.Unit) (err error) {
			made, err = Ask(ctx, u, q, asked)
			return err
		})
	}
	switch {
	case fault.Is(err, fault.Invalid), fault.Is(err, fault.TooMuch):
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.form(ctx, v, f, err) })
	case err != nil:
		return nil, err
	}
	return web.To(made.Address()).Saying(tSent), nil
}

// keep keeps the file that was sent, if one was and may be kept. Faults, at file: Invalid.
func (h handlers) keep(ctx context.Context, r *web.Request) (File, error) {
	sent := r.Files("file")
	if len(sent) == 0 || h.Files == nil {
		return File{}, nil
	}
	content, err := contentOf(sent[0])
	if err != nil {
		return File{}, err
	}
	if h.Refuse != nil {
		if err := h.Refuse(ctx, sent[0].Filename, content); err != nil {
			if f := fault.All(err); len(f) == 1 {
				f[0].Field = "file"
			}
			return File{}, err
		}
	}
	sum, _, err := h.Files.Put(ctx, bytes.NewReader(content))
	return File{sum, sent[0].Filename}, err
}

func contentOf(sent *multipart.FileHeader) ([]byte, error) {
	in, err := sent.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, largest+1))
	switch {
	case err != nil:
		return nil, err
	case len(content) == 0:
		return nil, fault.At("file", tFileEmpty, sent.Filename)
	case len(content) > largest:
		return nil, fault.At("file", tFileLarge, sent.Filename, largest>>20)
	}
	return content, nil
}

// A showPage is a question with how the opinions stand.
type showPage struct {
	*Question
	Opinions []*Opinion
	Stand    Standing
	Only     string // which of them are listed; "" for all
	Tree     *org.Tree
	Today    civil.Date
	Zone     *time.Location
	Clock    func(due civil.Date) Clock
	Document *doc.Document
	About    string // what it is part of, in words
	Silence  Lapse
	By       rule.Version
	Asks     bool // the person sees it as the body that asks
	MayAsk   bool // and may do something about it
	MayGive  func(*Opinion) bool
	Errors   []ui.FieldError
}

func (h handlers) pageOf(ctx context.Context, v *work.View, q *Question, all []*Opinion, wrong error) (p showPage, err error) {
	p = showPage{Question: q, Opinions: all, Stand: StandingOf(all), Today: v.Today, Zone: v.Zone, Errors: web.FieldErrors(ctx, wrong)}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return p, err
	}
	if p.Clock, err = clocks(ctx, v); err != nil {
		return p, err
	}
	if p.Silence, p.By, err = silenceOn(ctx, v, q.Due); err != nil {
		return p, err
	}
	about, err := h.about(ctx, v, q.Subject)
	if err != nil {
		return p, err
	}
	p.About = about.Title
	if q.Document != "" {
		found, err := doc.Documents(ctx, v, []doc.ID{q.Document})
		if err != nil {
			return p, err
		}
		p.Document = found[q.Document]
	}
	p.Asks = v.Actor.May(CanSee, q.Body.Scope())
	p.MayAsk = v.Actor.May(CanAsk, q.Body.Scope()) && q.Withdrawn == ""
	actor := v.Actor
	p.MayGive = func(o *Opinion) bool { return mayGive(actor, o, p.Clock(o.Due).Over(p.Today)) }
	return p, nil
}

// mayGive says whether an actor may give an opinion, or give it anew; over says that its
// time is.
func mayGive(a access.Actor, o *Opinion, over bool) bool {
	return a.May(CanGive, o.Body.Scope()) && o.takes(!over && o.Lapse == "") == nil
}

func (h handlers) show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	q, all, err := Find(ctx, v, QuestionID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p, err := h.pageOf(ctx, v, q, all, nil)
	p.Only = r.Text("only")
	return web.Show(showView(p)), err
}

// shownAgain shows a question with why what was asked of it cannot be.
func (h handlers) shownAgain(q QuestionID, wrong error) error {
	return web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
		found, all, err := Find(ctx, v, q)
		if err != nil {
			return nil, err
		}
		p, err := h.pageOf(ctx, v, found, all, wrong)
		return showView(p), err
	})
}

func (h handlers) open(ctx context.Context, f File) (web.Answer, error) {
	if f.SHA256 == "" || h.Files == nil {
		return nil, fault.New(fault.Unknown, tNoFile)
	}
	content, err := h.Files.Open(ctx, f.SHA256)
	if err != nil {
		return nil, err
	}
	return web.File(f.Name, "application/octet-stream", content), nil
}

func (h handlers) file(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	q, _, err := Find(ctx, v, QuestionID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	return h.open(ctx, q.File)
}

// asked returns the opinion that an address names.
func asked(ctx context.Context, v *work.View, r *web.Request) (Asked, error) {
	a, err := FindOpinion(ctx, v, ID(r.PathValue("opinion")))
	if err == nil && a.Question != QuestionID(r.PathValue("id")) {
		return a, fault.New(fault.Unknown, tNoQuestion)
	}
	return a, err
}

func (h handlers) answerFile(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	a, err := asked(ctx, v, r)
	if err != nil {
		return nil, err
	}
	return h.open(ctx, a.File)
}

// A replyForm is what was typed as an answer.
type replyForm struct {
	Version       int64
	Answer, Words string
	File          bool   // one was sent
	Came          string // of an answer on paper: when
}

// An opinionPage is the opinion of a body with what it is asked.
type opinionPage struct {
	showPage
	Opinion *Opinion
	Form    replyForm
	May     bool
	Enters  bool            // who asks may enter an answer that came on paper
	Chased  templ.Component // nil for nothing
}

func (h handlers) opinionOf(ctx context.Context, v *work.View, a Asked, f *replyForm, wrong error) (templ.Component, error) {
	p, err := h.pageOf(ctx, v, a.Of, []*Opinion{a.Opinion}, wrong)
	if err != nil {
		return nil, err
	}
	o := opinionPage{showPage: p, Opinion: a.Opinion, May: p.MayGive(a.Opinion), Form: replyForm{Version: a.Version, Answer: string(a.Answer), Words: a.Words}}
	if f != nil {
		o.Form = *f
		if fault.Is(wrong, fault.Conflict) {
			o.Form.Version = a.Version
		}
	}
	if p.MayAsk && v.Actor.Body != a.Body.Scope() && a.takes(false) == nil {
		// Who asks does not speak for a body below it: what that sent is entered as such.
		o.Enters, o.May = true, false
	}
	if o.Silence, o.By, err = silenceOn(ctx, v, a.Due); err != nil {
		return nil, err
	}
	o.Chased, err = reminders.Panel(ctx, v, a.duty(), a.Open())
	return opinionView(o), err
}

func (h handlers) opinion(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	a, err := asked(ctx, v, r)
	if err != nil {
		return nil, err
	}
	c, err := h.opinionOf(ctx, v, a, nil, nil)
	return web.Show(c), err
}

func (h handlers) give(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	may := func(v *work.View, a Asked) error {
		if err := v.Check(CanGive, a.Body.Scope()); err != nil {
			return err
		}
		clock, err := clocks(ctx, v)
		if err != nil {
			return err
		}
		return a.takes(!clock(a.Due).Over(v.Today) && a.Lapse == "")
	}
	return h.answers(ctx, s, r, may, func(u *work.Unit, o ID, reply Reply, _ replyForm) error {
		return Give(ctx, u, o, reply)
	})
}

func (h handlers) enter(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	may := func(v *work.View, a Asked) error {
		if err := v.Check(CanAsk, a.Of.Body.Scope()); err != nil {
			return err
		}
		return a.takes(false)
	}
	return h.answers(ctx, s, r, may, func(u *work.Unit, o ID, reply Reply, f replyForm) error {
		came, ok := civil.Read(f.Came)
		if !ok {
			return fault.At("came", tDayWrong)
		}
		return Enter(ctx, u, o, reply, came)
	})
}

// answers takes an answer with its file; may asks whether the actor may give it and one is
// taken, do gives it.
func (h handlers) answers(ctx context.Context, s *web.Session, r *web.Request, may func(*work.View, Asked) error, do func(*work.Unit, ID, Reply, replyForm) error) (web.Answer, error) {
	version, _ := r.Int("version")
	f := replyForm{int64(version), r.Text("answer"), r.Raw("words"), len(r.Files("file")) > 0, r.Text("came")}
	reply := Reply{Version: f.Version, Answer: Answer(f.Answer), Words: f.Words}
	var at Asked
	err := s.View(ctx, func(v *work.View) (err error) {
		// Nobody fills the store who may not answer.
		if at, err = asked(ctx, v, r); err != nil {
			return err
		}
		if err := may(v, at); err != nil {
			return err
		}
		reply.File = at.File
		return nil
	})
	if err != nil && !fault.Is(err, fault.Conflict) {
		return nil, err
	}
	if err == nil {
		err = reply.check(f.File || reply.File.SHA256 != "")
	}
	if err == nil && f.File {
		reply.File, err = h.keep(ctx, r)
	}
	if err == nil {
		err = s.Do(ctx, func(u *work.Unit) error { return do(u, at.ID, reply, f) })
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			now, findErr := FindOpinion(ctx, v, at.ID)
			if findErr != nil {
				return nil, findErr
			}
			return h.opinionOf(ctx, v, now, &f, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(at.Address()).Saying(tGiven), nil
}

// An extendPage is where more time is given.
type extendPage struct {
	showPage
	For, On string
}

func (h handlers) extendOf(ctx context.Context, v *work.View, at QuestionID, whom, on string, wrong error) (templ.Component, error) {
	q, all, err := asking(ctx, v, at)
	if err != nil {
		return nil, err
	}
	p, err := h.pageOf(ctx, v, q, all, wrong)
	return extendView(extendPage{p, whom, on}), err
}

func (h handlers) askExtend(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	at := QuestionID(r.PathValue("id"))
	c, err := h.extendOf(ctx, v, at, r.Text("for"), "", nil)
	if fault.Is(err, fault.Conflict) {
		return nil, h.shownAgain(at, err)
	}
	return web.Show(c), err
}

func (h handlers) extend(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, whom, on := QuestionID(r.PathValue("id")), r.Text("for"), r.Text("due")
	if _, _, err := asking(ctx, &u.View, at); fault.Is(err, fault.Conflict) {
		return nil, h.shownAgain(at, err)
	} else if err != nil {
		return nil, err
	}
	due, ok := civil.Read(on)
	only := ID(whom)
	if whom == forAll {
		only = ""
	}
	var err error = fault.At("due", tDayWrong)
	if ok {
		err = Extend(ctx, u, at, due, only)
	}
	switch {
	case fault.Is(err, fault.Invalid):
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.extendOf(ctx, v, at, whom, on, err)
		})
	case fault.Is(err, fault.Conflict):
		return nil, h.shownAgain(at, err)
	case err != nil:
		return nil, err
	}
	return web.To(at.Address()).Saying(tExtended), nil
}

// A withdrawPage is where a question is taken back.
type withdrawPage struct {
	showPage
	Why string
}

func (h handlers) withdrawOf(ctx context.Context, v *work.View, at QuestionID, why string, wrong error) (templ.Component, error) {
	q, all, err := asking(ctx, v, at)
	if err != nil {
		return nil, err
	}
	p, err := h.pageOf(ctx, v, q, all, wrong)
	return withdrawView(withdrawPage{p, why}), err
}

func (h handlers) askWithdraw(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	at := QuestionID(r.PathValue("id"))
	c, err := h.withdrawOf(ctx, v, at, "", nil)
	if fault.Is(err, fault.Conflict) {
		return nil, h.shownAgain(at, err)
	}
	return web.Show(c), err
}

func (h handlers) withdraw(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, why := QuestionID(r.PathValue("id")), r.Text("why")
	switch err := Withdraw(ctx, u, at, why); {
	case fault.Is(err, fault.Invalid):
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.withdrawOf(ctx, v, at, why, err)
		})
	case fault.Is(err, fault.Conflict):
		return nil, h.shownAgain(at, err)
	case err != nil:
		return nil, err
	}
	return web.To(at.Address()).Saying(tWithdrew), nil
}

func (h handlers) urge(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := QuestionID(r.PathValue("id"))
	n, err := Urge(ctx, u, at)
	if fault.Is(err, fault.Conflict) {
		return nil, h.shownAgain(at, err)
	}
	if err != nil {
		return nil, err
	}
	return web.To(at.Address()).Saying(tUrged, n), nil
}

func listAddress(body org.ID, shelf Shelf) string {
	at, q := "/opinions", url.Values{"body": {string(body)}}
	switch shelf {
	case Past:
		q.Set("part", string(shelf))
	case ByUs:
		at = "/opinions/asked"
	}
	return at + "?" + q.Encode()
}

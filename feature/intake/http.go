package intake

import (
	"context"
	"errors"
	"mime/multipart"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/deadline"
)

// Address returns the bench of a file.
func (f ID) Address() string { return "/intake/" + string(f) }

// uploadLimit is the largest upload. It is kept in memory until it is known
// that it may be kept at all.
const uploadLimit = 64 << 20

func routes(files *blob.Store) []web.Route {
	h := handlers{files}
	return []web.Route{
		web.Get("/intake", desk),
		web.InSteps("POST /intake", h.upload).Taking(uploadLimit).InMemory(),
		web.Get("/intake/unclear", unclear),
		web.Get("/intake/{id}", bench),
		web.Get("/intake/{id}/proposals/{proposal}", proposal),
		web.Get("/intake/{id}/proposals/{proposal}/edit", edit),
		web.Post("/intake/{id}/proposals/{proposal}", mend),
		web.Post("/intake/{id}/proposals/{proposal}/{decision}", decideOne),
		web.Post("/intake/{id}/accept", acceptClear),
		web.Post("/intake/{id}/reject", rejectRest),
		web.Post("/intake/{id}/undo", undo),
		web.Post("/intake/{id}/discard", discard),
		web.Get("/intake/{id}/enter", preview),
		web.Post("/intake/{id}/enter", enter),
		web.Post("/intake/{id}/resume", resume),
		web.InSteps("GET /intake/{id}/file", h.original),
	}
}

type handlers struct{ files *blob.Store }

func desk(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if sum := r.Text("known"); sum != "" && r.Partial() {
		there, err := arrived(ctx, v, org.ID(v.Actor.Body), sum)
		return web.Show(arrivalLines(there)), err
	}
	page, err := deskPage(ctx, v, nil, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(page), nil
}

func deskPage(ctx context.Context, v *work.View, arrivals []arrival, wrong error) (templ.Component, error) {
	list, err := Waiting(ctx, v)
	if err != nil {
		return nil, err
	}
	return deskView(list, arrivals, web.FieldErrors(ctx, wrong)), nil
}

// An arrival is what became of one uploaded file.
type arrival struct {
	Name  string
	File  ID
	Again bool
	Err   error
}

// arrived returns the file with that hash, which is then not sent again: what
// was interrupted goes on with what is missing. Nothing where it is not there.
func arrived(ctx context.Context, v *work.View, body org.ID, sum string) ([]arrival, error) {
	if err := v.Check(CanRead, body.Scope()); err != nil {
		return nil, err
	}
	var f ID
	if err := v.One(ctx, fileByHash, []any{body, sum}, &f); err != nil {
		if errors.Is(err, db.ErrNoRow) {
			err = nil
		}
		return nil, err
	}
	file, err := Find(ctx, v, f)
	return []arrival{{Name: file.Name, File: f, Again: true}}, err
}

// upload takes files in, one by one: reading is done before and outside of
// any transaction. With scripts each file comes in a request of its own, and
// the answer is what became of it.
func (h handlers) upload(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	var body org.ID
	var d deadline.Defaults
	if err := s.View(ctx, func(v *work.View) (err error) {
		if body = org.ID(v.Actor.Body); body == "" {
			err := fault.New(fault.Invalid, tNoBodyActed)
			return web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
				if r.Partial() {
					return arrivalLines([]arrival{{Err: err}}), nil
				}
				return deskPage(ctx, v, nil, err)
			})
		}
		if err := v.Check(CanRead, body.Scope()); err != nil {
			return err
		}
		d, err = Defaults(ctx, v, v.Today)
		return err
	}); err != nil {
		return nil, err
	}
	uploads := r.Files("files")
	if len(uploads) == 0 {
		err := fault.At("files", tNoUpload)
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return deskPage(ctx, v, nil, err) })
	}
	var arrivals []arrival
	for _, upload := range uploads {
		a := arrival{Name: upload.Filename}
		a.File, a.Again, a.Err = h.takeIn(ctx, s, body, upload, d)
		if a.Err != nil && fault.KindOf(a.Err) == fault.Internal {
			return nil, a.Err
		}
		arrivals = append(arrivals, a)
	}
	show := func(ctx context.Context, v *work.View) (templ.Component, error) {
		if r.Partial() {
			return arrivalLines(arrivals), nil
		}
		return deskPage(ctx, v, arrivals, nil)
	}
	if len(arrivals) == 1 && arrivals[0].Err != nil {
		return nil, web.Again(arrivals[0].Err, show)
	}
	if len(arrivals) == 1 && !r.Partial() {
		return web.To(arrivals[0].File.Address()), nil
	}
	var page templ.Component
	err := s.View(ctx, func(v *work.View) (err error) {
		page, err = show(ctx, v)
		return err
	})
	return web.Show(page), err
}

func (h handlers) takeIn(ctx context.Context, s *web.Session, body org.ID, upload *multipart.FileHeader, d deadline.Defaults) (f ID, again bool, err error) {
	opened, err := upload.Open()
	if err != nil {
		return "", false, err
	}
	defer opened.Close()
	read, err := readAll(opened, upload.Filename, uploadLimit)
	if err != nil {
		return "", false, asFault(err)
	}
	return takeIn(ctx, s.Do, h.files, body, upload.Filename, read, d)
}

func bench(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	page, err := benchPage(ctx, v, r, "", nil, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(page), nil
}

// benchPage is the whole bench, with the form of one proposal open if editing
// names one.
func benchPage(ctx context.Context, v *work.View, r *web.Request, editing string, typed *Value, wrong error) (templ.Component, error) {
	b, err := Load(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	m := modelOf(ctx, v, b, editing, typed, wrong)
	m.Parts = b.stretches()
	part, _ := r.Int("part")
	m.Part = min(max(part, 1), len(m.Parts))
	if i := slices.IndexFunc(b.Proposals, func(p Proposal) bool { return p.ID == editing }); i >= 0 {
		m.Part = 1 + slices.IndexFunc(m.Parts, func(s stretch) bool { return s.holds(b.Proposals[i]) })
	}
	if b.File.State == Entered {
		if err := m.know(ctx, v); err != nil {
			return nil, err
		}
	}
	return benchView(m), nil
}

// refOf reads which proposal a request is about, and in which version.
func refOf(r *web.Request) Ref {
	version, _ := r.Int("version")
	return Ref{File: ID(r.PathValue("id")), Proposal: r.PathValue("proposal"), Version: int64(version)}
}

// benchAt is where a person was who decided on a proposal.
func benchAt(r *web.Request, proposal string) string {
	at := ID(r.PathValue("id")).Address()
	if part, ok := r.Int("part"); ok && part > 1 {
		at += "?part=" + strconv.Itoa(part)
	}
	if proposal != "" {
		at += "#p-" + proposal
	}
	return at
}

// proposal answers with one proposal alone, for a form that was not sent.
func proposal(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !r.Partial() {
		return web.To(benchAt(r, r.PathValue("proposal"))), nil
	}
	c, err := proposalPart(ctx, v, r, "", nil, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// proposalPart is one proposal of the bench, with the counts that a decision
// on it changes.
func proposalPart(ctx context.Context, v *work.View, r *web.Request, editing string, typed *Value, wrong error) (templ.Component, error) {
	b, err := loadOne(ctx, v, ID(r.PathValue("id")), r.PathValue("proposal"))
	if err != nil {
		return nil, err
	}
	p, err := b.Proposal(r.PathValue("proposal"))
	if err != nil {
		return nil, err
	}
	m := modelOf(ctx, v, b, editing, typed, wrong)
	m.Part, _ = r.Int("part")
	return swapped(m, p), nil
}

// formAgain is the bench, or of it the proposal alone, with its form open.
func formAgain(r *web.Request, typed *Value, wrong error) error {
	return web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
		if r.Partial() {
			return proposalPart(ctx, v, r, r.PathValue("proposal"), typed, wrong)
		}
		return benchPage(ctx, v, r, r.PathValue("proposal"), typed, wrong)
	})
}

func edit(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	page := benchPage
	if r.Partial() {
		page = proposalPart
	}
	c, err := page(ctx, v, r, r.PathValue("proposal"), nil, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

var decisions = map[string]Decision{"accept": Accepted, "reject": Rejected, "reopen": Undecided}

func decideOne(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, ok := decisions[r.PathValue("decision")]
	if !ok {
		return nil, fault.New(fault.Unknown, tNoProposal)
	}
	return decided(ctx, u, r, nil, Decide(ctx, u, refOf(r), d))
}

func mend(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	value, err := readValue(r)
	if err == nil {
		err = Mend(ctx, u, refOf(r), value)
	}
	return decided(ctx, u, r, &value, err)
}

// decided answers after a decision: with what the proposal is now or, where it
// was refused, with its form and what was typed.
func decided(ctx context.Context, u *work.Unit, r *web.Request, typed *Value, err error) (web.Answer, error) {
	if fault.Is(err, fault.Invalid) || typed != nil && fault.Is(err, fault.Conflict) {
		return nil, formAgain(r, typed, err)
	}
	if err != nil {
		return nil, err
	}
	if !r.Partial() {
		return web.To(benchAt(r, r.PathValue("proposal"))), nil
	}
	c, err := proposalPart(ctx, &u.View, r, "", nil, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// readValue reads the form of a proposal. Names of bodies are separated by
// semicolons.
func readValue(r *web.Request) (Value, error) {
	v := Value{
		Type: r.Text("type"), Symbol: r.Text("symbol"), Issuer: r.Text("issuer"), Place: r.Text("place"), Title: r.Text("title"),
		Signer: r.Text("signer"), Urgency: r.Text("urgency"), Internal: r.Checked("internal"), Text: r.Text("text"),
		Lead: splitNames(r.Text("lead")), Coordinating: splitNames(r.Text("coordinating")),
		Accountable: r.Text("accountable"), Deadline: r.Text("deadline"), Deliverable: r.Text("deliverable"), Date: r.Text("date"),
	}
	v.Relation, v.Inverse = strings.CutSuffix(r.Text("relation"), inverseMark)
	day, ok := r.Day("date")
	if !ok {
		return v, fault.At("date", tDateWrong)
	}
	if !day.IsZero() {
		v.Date = day.String()
	}
	return v, nil
}

func splitNames(s string) []string { return names(strings.Split(s, ";")) }

// kindOf reads of which kind a decision on many is; "" for all.
func kindOf(r *web.Request) Kind {
	if kind := Kind(r.Text("kind")); slices.Contains(Kinds(), kind) {
		return kind
	}
	return ""
}

func acceptClear(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	accepted, left, err := AcceptClear(ctx, u, ID(r.PathValue("id")), kindOf(r))
	if err != nil {
		return nil, err
	}
	return web.To(benchAt(r, "")).Saying(tAcceptedClear, accepted, left), nil
}

func rejectRest(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	rejected, err := RejectRest(ctx, u, ID(r.PathValue("id")), kindOf(r))
	if err != nil {
		return nil, err
	}
	return web.To(benchAt(r, "")).Saying(tRejectedRest, rejected), nil
}

func undo(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	opened, err := Undo(ctx, u, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if opened == 0 {
		return web.To(benchAt(r, "")).Warning(tNothingToUndo), nil
	}
	return web.To(benchAt(r, "")).Saying(tUndone, opened), nil
}

func discard(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := Discard(ctx, u, ID(r.PathValue("id"))); err != nil {
		return nil, err
	}
	return web.To("/intake").Saying(tDiscarded), nil
}

// unclear lists what is unclear in the tasks of an issuer.
func unclear(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	after := task.Cursor{Day: r.Text("after"), ID: task.ID(r.Text("at"))}
	typed := r.Choice("issuer")
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	var list *Unclear
	issuer, err := tree.ChooserOf(v.Actor, task.CanSee, v.Today).MeantOrNamed("issuer", typed)
	if err == nil {
		list, err = UnclearTasks(ctx, v, issuer, after)
	}
	if err != nil && typed != "" {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			own, err2 := UnclearTasks(ctx, v, "", task.Cursor{})
			if err2 != nil {
				return nil, err2
			}
			wrong := web.FieldErrors(ctx, err)
			if !own.several() { // there is no such field
				for i := range wrong {
					wrong[i].Field = ""
				}
			}
			return unclearView(own, typed, "", wrong), nil
		})
	}
	if err != nil {
		return nil, err
	}
	next := ""
	if !list.Next.IsZero() {
		next = "/intake/unclear?" + url.Values{"issuer": {string(list.Issuer)}, "after": {list.Next.Day}, "at": {string(list.Next.ID)}}.Encode()
	}
	return web.Show(unclearView(list, "", next, nil)), nil
}

// original answers with the file as it was sent.
func (h handlers) original(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	var f File
	if err := s.View(ctx, func(v *work.View) (err error) {
		f, err = Find(ctx, v, ID(r.PathValue("id")))
		return err
	}); err != nil {
		return nil, err
	}
	content, err := h.files.Open(ctx, f.SHA256)
	if err != nil {
		return nil, err
	}
	return web.File(f.Name, mediaTypes[f.Format], content), nil
}

var mediaTypes = map[source.Format]string{
	source.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	source.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	source.PDF:  "application/pdf",
	source.HTML: "application/octet-stream", // never shown as a page of this site
	source.TXT:  "text/plain; charset=utf-8",
}

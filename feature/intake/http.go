package intake

import (
	"context"
	"mime/multipart"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/blob"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/org"
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
		web.InSteps("POST /intake", h.upload).Taking(uploadLimit),
		web.Get("/intake/{id}", bench),
		web.Post("/intake/{id}/proposals/{proposal}/{decision}", decideOne),
		web.Get("/intake/{id}/proposals/{proposal}/edit", edit),
		web.Post("/intake/{id}/proposals/{proposal}", mend),
		web.Post("/intake/{id}/accept", acceptClear),
		web.Post("/intake/{id}/reject", rejectRest),
		web.Post("/intake/{id}/discard", discard),
		web.Get("/intake/{id}/enter", preview),
		web.Post("/intake/{id}/enter", enter),
		web.InSteps("GET /intake/{id}/file", h.original),
	}
}

type handlers struct{ files *blob.Store }

func desk(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanRead) {
		return nil, fault.New(fault.Unknown, tNoFile)
	}
	list, err := Waiting(ctx, v)
	if err != nil {
		return nil, err
	}
	return web.Show(deskView(list, nil)), nil
}

// An arrival is what became of one uploaded file.
type arrival struct {
	Name  string
	File  ID
	Again bool
	Err   error
}

// upload takes files in, one by one: reading is done before and outside of
// any transaction.
func (h handlers) upload(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	var body org.ID
	var d deadline.Defaults
	if err := s.View(ctx, func(v *work.View) (err error) {
		body = org.ID(v.Actor.Body)
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
		return nil, web.Again(fault.At("files", tNoUpload), deskAgain(nil))
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
	if r.Partial() {
		return web.Show(arrivalLines(arrivals)), nil
	}
	if len(arrivals) == 1 && arrivals[0].Err == nil {
		return web.To(arrivals[0].File.Address()), nil
	}
	return h.arrived(ctx, s, arrivals)
}

func (h handlers) arrived(ctx context.Context, s *web.Session, arrivals []arrival) (answer web.Answer, err error) {
	err = s.View(ctx, func(v *work.View) error {
		list, err := Waiting(ctx, v)
		answer = web.Show(deskView(list, arrivals))
		return err
	})
	return answer, err
}

func deskAgain(arrivals []arrival) func(context.Context, *work.View) (templ.Component, error) {
	return func(ctx context.Context, v *work.View) (templ.Component, error) {
		list, err := Waiting(ctx, v)
		return deskView(list, arrivals), err
	}
}

func (h handlers) takeIn(ctx context.Context, s *web.Session, body org.ID, upload *multipart.FileHeader, d deadline.Defaults) (f ID, again bool, err error) {
	opened, err := upload.Open()
	if err != nil {
		return "", false, err
	}
	defer opened.Close()
	content, err := readAll(opened, uploadLimit)
	if err != nil {
		return "", false, asFault(err)
	}
	return takeIn(ctx, s.Do, h.files, body, upload.Filename, content, d)
}

// takeIn reads one file and keeps it; do runs a unit of work.
func takeIn(ctx context.Context, do func(context.Context, func(*work.Unit) error) error, files *blob.Store, body org.ID, name string, content []byte, d deadline.Defaults) (f ID, again bool, err error) {
	taken, err := Take(ctx, name, content, d)
	if err != nil {
		if mark, secret := secretMark(err); secret {
			if recordErr := do(ctx, func(u *work.Unit) error { return Refused(ctx, u, body, mark) }); recordErr != nil {
				return "", false, recordErr
			}
		}
		return "", false, asFault(err)
	}
	sum, err := store(ctx, files, content)
	if err != nil {
		return "", false, err
	}
	err = do(ctx, func(u *work.Unit) error {
		f, again, err = Keep(ctx, u, body, taken, sum)
		return err
	})
	return f, again, err
}

func benchPage(ctx context.Context, v *work.View, f ID, editing string, typed *Value, wrong error) (templ.Component, error) {
	b, err := Load(ctx, v, f)
	if err != nil {
		return nil, err
	}
	return benchView(benchOf(ctx, b, editing, typed, wrong, v.Actor.May(CanEnter, b.File.Body.Scope()))), nil
}

func bench(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	page, err := benchPage(ctx, v, ID(r.PathValue("id")), "", nil, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(page), nil
}

func edit(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	page, err := benchPage(ctx, v, ID(r.PathValue("id")), r.PathValue("proposal"), nil, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(page), nil
}

var decisions = map[string]Decision{"accept": Accepted, "reject": Rejected, "reopen": Undecided}

func decideOne(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, proposal := ID(r.PathValue("id")), r.PathValue("proposal")
	d, ok := decisions[r.PathValue("decision")]
	if !ok {
		return nil, fault.New(fault.Unknown, tNoProposal)
	}
	if err := Decide(ctx, u, f, proposal, d); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return benchPage(ctx, v, f, proposal, nil, err)
		})
	}
	return web.To(f.Address() + "#p-" + proposal), nil
}

func mend(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, proposal := ID(r.PathValue("id")), r.PathValue("proposal")
	value, err := readValue(r)
	if err == nil {
		err = Mend(ctx, u, f, proposal, value)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return benchPage(ctx, v, f, proposal, &value, err)
		})
	}
	return web.To(f.Address() + "#p-" + proposal), nil
}

// readValue reads the form of a proposal. Names of bodies are separated by
// semicolons.
func readValue(r *web.Request) (Value, error) {
	v := Value{
		Type: r.Text("type"), Symbol: r.Text("symbol"), Issuer: r.Text("issuer"), Place: r.Text("place"), Title: r.Text("title"),
		Signer: r.Text("signer"), Urgency: r.Text("urgency"), Relation: r.Text("relation"), Inverse: r.Checked("inverse"),
		Text: r.Text("text"), Lead: splitNames(r.Text("lead")), Coordinating: splitNames(r.Text("coordinating")),
		Accountable: r.Text("accountable"), Deadline: r.Text("deadline"), Deliverable: r.Text("deliverable"), Date: r.Text("date"),
	}
	day, ok := r.Day("date")
	if !ok {
		return v, fault.At("date", tDateWrong)
	}
	v.Date = day.String()
	return v, nil
}

func splitNames(s string) []string { return names(strings.Split(s, ";")) }

func acceptClear(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := ID(r.PathValue("id"))
	kind := Kind(r.Text("kind"))
	if kind != "" && !slices.Contains(Kinds(), kind) {
		kind = ""
	}
	accepted, left, err := AcceptClear(ctx, u, f, kind)
	if err != nil {
		return nil, err
	}
	return web.To(f.Address()).Saying(tAcceptedClear, accepted, left), nil
}

func rejectRest(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := ID(r.PathValue("id"))
	rejected, err := RejectRest(ctx, u, f)
	if err != nil {
		return nil, err
	}
	return web.To(f.Address()).Saying(tRejectedRest, rejected), nil
}

func discard(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := Discard(ctx, u, ID(r.PathValue("id"))); err != nil {
		return nil, err
	}
	return web.To("/intake").Saying(tDiscarded), nil
}

func preview(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	b, err := Load(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanEnter, b.File.Body.Scope()); err != nil {
		return nil, err
	}
	p, err := b.Planned(ctx, v)
	if err != nil {
		return nil, err
	}
	return web.Show(previewView(b, p, v.Today)), nil
}

func enter(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, tasks, err := Enter(ctx, u, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	return web.To(d.Address()).Saying(tEntered, tasks), nil
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

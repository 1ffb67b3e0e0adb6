package meeting

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/filekind"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/intake"
)

// handOut takes all files that are sent, or none: what bears a mark of secrecy, and what
// is not of a kind that is taken, is not kept.
func (h handlers) handOut(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	var i Item
	var m *Meeting
	var d doc.ID
	typed, sent := r.Text("doc"), r.Files("papers")
	again := func(err error) (web.Answer, error) {
		if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMuch) {
			return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
				return itemPageOf(ctx, v, i.ID, func(p *itemPage) { p.Doc, p.Sent = typed, len(sent) > 0 }, err)
			})
		}
		return nil, err
	}
	// Who may not change the agenda has nothing kept.
	if err := s.View(ctx, func(v *work.View) (err error) {
		if i, m, err = itemOf(ctx, v, r); err != nil {
			return err
		}
		return v.Check(CanPlan, m.Body.Scope())
	}); err != nil {
		return nil, err
	}
	unnamed := s.View(ctx, func(v *work.View) (err error) {
		d, err = h.document(ctx, v, typed, nil)
		return err
	})
	contents, refused := contentsOf(ctx, sent)
	// All that is wrong is told at once.
	if wrong := append(fault.Fields(fault.All(unnamed)), fault.All(refused)...); len(wrong) > 0 {
		return again(wrong.Err())
	}
	if err := errors.Join(unnamed, refused); err != nil {
		return nil, err
	}
	files, err := h.keepPapers(ctx, sent, contents)
	if err != nil {
		return nil, err
	}
	if err := s.Do(ctx, func(u *work.Unit) error { return HandOut(ctx, u, i.ID, files, d) }); err != nil {
		return again(err)
	}
	return web.To(itemRow{Item: i}.address()).Saying(tHandedOut), nil
}

// contentsOf are the contents of files that may be kept. Faults, at papers: Invalid, of
// each that may not.
func contentsOf(ctx context.Context, sent []*multipart.FileHeader) ([][]byte, error) {
	if len(sent) > mostHandouts {
		return nil, fault.At("papers", tTooManyHandouts, mostHandouts)
	}
	var wrong fault.Fields
	contents := make([][]byte, len(sent))
	for n, f := range sent {
		var err error
		if contents[n], err = contentOf(f); err != nil {
			return nil, err
		}
		if err = filekind.Check("papers", f.Filename, contents[n]); err == nil {
			err = intake.RefuseSecret(ctx, f.Filename, contents[n])
		}
		refused := fault.All(err)
		if err != nil && len(refused) == 0 {
			return nil, err
		}
		for _, f := range refused {
			f.Field = "papers"
			wrong = append(wrong, f)
		}
	}
	return contents, wrong.Err()
}

func (h handlers) keepPapers(ctx context.Context, sent []*multipart.FileHeader, contents [][]byte) ([]File, error) {
	files := make([]File, len(sent))
	for n, f := range sent {
		sum, size, err := h.Files.Put(ctx, bytes.NewReader(contents[n]))
		if err != nil {
			return nil, err
		}
		files[n] = File{f.Filename, sum, size}
	}
	return files, nil
}

func contentOf(sent *multipart.FileHeader) ([]byte, error) {
	in, err := sent.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in, largestHandouts))
}

// handoutOf returns the paper that an address names.
func handoutOf(ctx context.Context, v *work.View, r *web.Request) (Handout, *Meeting, error) {
	found, m, err := FindHandout(ctx, v, HandoutID(r.PathValue("paper")))
	if err == nil && found.Meeting != ID(r.PathValue("id")) {
		err = fault.New(fault.Unknown, tNoHandout)
	}
	return found, m, err
}

// handout gives a file back as it was sent, and leads to a document of the register.
func (h handlers) handout(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	found, _, err := handoutOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	if found.Document != nil {
		return web.To(found.Document.ID.Address()), nil
	}
	content, err := h.Files.Open(ctx, found.File.SHA256)
	if err != nil {
		return nil, err
	}
	return web.File(found.File.Name, "application/octet-stream", content), nil
}

func (h handlers) takeBack(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	found, m, err := handoutOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	if err := TakeBack(ctx, u, found.ID); fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.agendaOf(ctx, v, m.ID, "", err)
		})
	} else if err != nil {
		return nil, err
	}
	return web.To(m.ID.Address() + "/items/" + string(found.Item)).Saying(tTakenBack), nil
}

// address is where it is read.
func (h Handout) address() string {
	if h.Document != nil {
		return h.Document.ID.Address()
	}
	return h.Meeting.Address() + "/papers/" + string(h.ID)
}

// named is what it is called on pages.
func (h Handout) named() string {
	if h.Document != nil {
		return h.Document.Title()
	}
	return h.File.Name
}

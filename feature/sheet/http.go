package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/a-h/templ"

	"quyet/base/blob"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

type handlers struct{ Deps }

// workbook answers with the list that the address asks for.
func (h handlers) workbook(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	q, err := task.Ask(ctx, v, r, h.Documents)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := Write(ctx, v, &out, q, r.Text("fill") != "", h.Documents); err != nil {
		return nil, err
	}
	return web.File("nhiem-vu-"+v.Today.String()+".xlsx", org.WorkbookType, bytes.NewReader(out.Bytes())), nil
}

func (h handlers) form(_ context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(task.CanSee) {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	return web.Show(formView(nil)), nil
}

// look keeps the file under the hash of its bytes, by which the confirmation
// names exactly this file, and shows what it would change.
func (h handlers) look(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	if err := s.View(ctx, func(v *work.View) error {
		if !v.Actor.MaySomewhere(task.CanSee) {
			return fault.New(fault.Unknown, tNoTask)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	content, err := upload(r)
	var b *brought
	if err == nil {
		b, err = read(content)
	}
	if fault.Is(err, fault.Invalid) {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return formView(web.FieldErrors(ctx, err)), nil
		})
	}
	if err != nil {
		return nil, err
	}
	sum, _, err := h.Files.Put(ctx, bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	return h.done(ctx, s, b, sum, true)
}

func upload(r *web.Request) ([]byte, error) {
	files := r.Files("file")
	if len(files) == 0 {
		return nil, fault.At("file", tFileMissing)
	}
	f, err := files[0].Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}

// bring does what the file that was looked at says.
func (h handlers) bring(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	if err := s.View(ctx, func(v *work.View) error {
		if !v.Actor.MaySomewhere(task.CanSee) {
			return fault.New(fault.Unknown, tNoTask)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	sum := r.PathValue("sum")
	f, err := h.Files.Open(ctx, sum)
	if errors.Is(err, blob.ErrNone) {
		return nil, fault.New(fault.Unknown, tNoUpload).Because(err)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	b, err := read(content)
	if err != nil {
		return nil, fault.New(fault.Unknown, tNoUpload).Because(err)
	}
	return h.done(ctx, s, b, sum, false)
}

// done looks at what a sheet does, or does it.
func (h handlers) done(ctx context.Context, s *web.Session, b *brought, sum string, look bool) (web.Answer, error) {
	var p *Plan
	err := s.Do(ctx, func(u *work.Unit) (err error) {
		p, err = bring(ctx, u, b, look)
		return err
	})
	switch {
	case errors.Is(err, ErrLooked):
		return web.Show(planView(p, sum)), nil
	case errors.Is(err, ErrProblems):
		wrong := fault.New(fault.Invalid, tProblems, len(p.Problems))
		return nil, web.Again(wrong, func(context.Context, *work.View) (templ.Component, error) { return planView(p, sum), nil })
	case err != nil:
		return nil, err
	}
	return web.To("/tasks").Saying(tBrought, len(p.steps), len(p.New)), nil
}

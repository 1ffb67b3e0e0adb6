package org

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
)

// WorkbookType is the media type of what [WriteWorkbook] writes.
const WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

const textType = "text/csv; charset=utf-8"

func (h handlers) exportWorkbook(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	return workbook(ctx, t.Lines(ctx), "co-quan-to-chuc.xlsx")
}

func (h handlers) template(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if _, err := seen(ctx, v); err != nil {
		return nil, err
	}
	return workbook(ctx, [][]string{headings(ctx)}, "mau-co-quan-to-chuc.xlsx")
}

func workbook(ctx context.Context, lines [][]string, name string) (web.Answer, error) {
	var out bytes.Buffer
	if err := WriteWorkbook(&out, tBodies.In(ctx), widths(), lines); err != nil {
		return nil, err
	}
	return web.File(name, WorkbookType, bytes.NewReader(out.Bytes())), nil
}

func widths() []float64 {
	out := make([]float64, len(columns))
	for i, c := range columns {
		out[i] = c.width
	}
	return out
}

func (h handlers) exportText(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := writeText(&out, t.Lines(ctx)); err != nil {
		return nil, err
	}
	return web.File("co-quan-to-chuc.csv", textType, bytes.NewReader(out.Bytes())), nil
}

func (h handlers) importForm(_ context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if err := v.Check(CanArrange, access.Everywhere); err != nil {
		return nil, err
	}
	return web.Show(importView(nil)), nil
}

// upload keeps the file under the hash of its bytes, by which the preview and
// the confirmation name exactly this file. Nothing else is stored.
func (h handlers) upload(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	if err := s.View(ctx, func(v *work.View) error { return v.Check(CanArrange, access.Everywhere) }); err != nil {
		return nil, err
	}
	sum, d, err := h.take(ctx, s, r)
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			if r.Partial() {
				return uploadRefused(web.FieldErrors(ctx, err)), nil
			}
			return importView(web.FieldErrors(ctx, err)), nil
		})
	}
	if r.Partial() {
		return web.Show(uploadedView(sum, d)), nil
	}
	return web.To("/bodies/import/" + sum), nil
}

func (h handlers) take(ctx context.Context, s *web.Session, r *web.Request) (sum string, d *Draft, err error) {
	files := r.Files("file")
	if len(files) == 0 {
		return "", nil, fault.At("file", tFileMissing)
	}
	f, err := files[0].Open()
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return "", nil, err
	}
	read, err := ReadSheet(content)
	if err != nil {
		for _, f := range fault.All(err) {
			f.Field = "file"
		}
		return "", nil, err
	}
	if sum, _, err = h.Files.Put(ctx, bytes.NewReader(content)); err != nil {
		return "", nil, err
	}
	err = s.View(ctx, func(v *work.View) error {
		d, err = draftOf(ctx, v, read)
		return err
	})
	return sum, d, err
}

func draftOf(ctx context.Context, v *work.View, s *Sheet) (*Draft, error) {
	if err := v.Check(CanArrange, access.Everywhere); err != nil {
		return nil, err
	}
	t, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	d := t.Read(s.Lines)
	// How the headings are merged is no matter.
	notes := slices.DeleteFunc(slices.Clone(s.Notes), func(p Problem) bool { return p.Line > 0 && p.Line <= d.below })
	d.Problems = append(notes, d.Problems...)
	slices.SortStableFunc(d.Problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return d, nil
}

func (h handlers) preview(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	var d *Draft
	sum := r.PathValue("sum")
	read, err := h.kept(ctx, s, sum)
	if err != nil {
		return nil, err
	}
	if err := s.View(ctx, func(v *work.View) error {
		d, err = draftOf(ctx, v, read)
		return err
	}); err != nil {
		return nil, err
	}
	return web.Show(previewView(sum, d)), nil
}

func (h handlers) confirm(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	sum := r.PathValue("sum")
	read, err := h.kept(ctx, s, sum)
	if err != nil {
		return nil, err
	}
	var added int
	err = s.Do(ctx, func(u *work.Unit) error {
		added, err = Import(ctx, u, read.Lines)
		return err
	})
	if fault.Is(err, fault.Invalid) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			d, err := draftOf(ctx, v, read)
			if err != nil {
				return nil, err
			}
			return previewView(sum, d), nil
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To("/bodies").Saying(tImported, added, text.Int(ctx, added)), nil
}

// kept reads the file of a preview again, for those who may import.
func (h handlers) kept(ctx context.Context, s *web.Session, sum string) (*Sheet, error) {
	if err := s.View(ctx, func(v *work.View) error { return v.Check(CanArrange, access.Everywhere) }); err != nil {
		return nil, err
	}
	f, err := h.Files.Open(ctx, sum)
	if errors.Is(err, blob.ErrNone) {
		return nil, fault.New(fault.Unknown, tNoUpload).Because(err)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, err
	}
	return ReadSheet(content)
}

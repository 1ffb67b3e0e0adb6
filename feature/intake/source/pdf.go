package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// pdfTime is how long reading a pdf may take. The object reader underneath
// does not know contexts; one that is caught in a broken file is left behind,
// cut off from the bytes of the file.
const pdfTime = 60 * time.Second

// readPDF reads a pdf that has text. The library gives the objects; what
// they draw is interpreted here, because a pdf knows glyphs at places only:
// no words, lines, paragraphs, tables or reading order.
func readPDF(b *builder, content []byte) error {
	ctx, cancel := context.WithTimeout(b.ctx, pdfTime)
	defer cancel()
	type outcome struct {
		pages []*pdfPage
		info  map[string]string
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if p := recover(); p != nil {
				o.err = recovered(p)
			}
			done <- o
		}()
		o.pages, o.info, o.err = drawPDF(ctx, b.limits, content)
	}()
	select {
	case o := <-done:
		if o.err != nil {
			return o.err
		}
		for name, value := range o.info {
			b.property(name, value)
		}
		return layOut(b, o.pages)
	case <-ctx.Done():
		if b.ctx.Err() != nil {
			return b.ctx.Err()
		}
		return refuse(TooLarge, "time")
	}
}

// recovered turns what the object reader panicked with into an error.
func recovered(p any) error {
	if err, ok := p.(error); ok {
		if refusal := new(Error); errors.As(err, &refusal) {
			return refusal
		}
		return broken(err)
	}
	return broken(fmt.Errorf("pdf: %v", p))
}

// A cutReader serves the bytes of a file until its context ends.
type cutReader struct {
	ctx context.Context
	r   *bytes.Reader
}

func (c cutReader) ReadAt(p []byte, off int64) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.ReadAt(p, off)
}

// drawPDF collects what the pages of a pdf show.
func drawPDF(ctx context.Context, limits Limits, content []byte) ([]*pdfPage, map[string]string, error) {
	r, err := pdf.NewReader(cutReader{ctx, bytes.NewReader(content)}, int64(len(content)))
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return nil, nil, refuse(Encrypted, "")
	case err != nil && bytes.Contains(content, []byte("/Encrypt")) && strings.Contains(err.Error(), "ncrypt"):
		return nil, nil, refuse(Encrypted, "")
	case err != nil:
		return nil, nil, broken(err)
	}
	n := r.NumPage()
	if n > limits.Pages {
		return nil, nil, refuse(TooLarge, "pages")
	}
	if n <= 0 {
		return nil, nil, broken(errors.New("pdf: no pages"))
	}
	info := map[string]string{}
	for _, key := range []string{"Title", "Subject", "Keywords"} {
		info[strings.ToLower(key)] = r.Trailer().Key("Info").Key(key).Text()
	}
	d := &pdfDrawing{ctx: ctx, limits: limits, fonts: map[string]*pdfFont{}}
	pages := make([]*pdfPage, 0, n)
	for i := 1; i <= n; i++ {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		page := r.Page(i)
		p, err := d.page(page)
		if err != nil {
			return nil, nil, err
		}
		pages = append(pages, p)
	}
	return pages, info, nil
}

// layOut turns the pages into blocks, or says that there is nothing to read.
func layOut(b *builder, pages []*pdfPage) error {
	letters, unknown, pictures := 0, 0, 0
	for _, p := range pages {
		l, u := p.count()
		letters += l
		unknown += u
		// A scan may carry a line of text: the stamp of its digital signature.
		if l < fewestLetters && p.pictured > 0.5 {
			pictures++
		}
	}
	switch {
	case letters == 0 && unknown == 0, pictures*2 > len(pages):
		return refuse(Scanned, "")
	case unknown > letters:
		return refuse(Scanned, "unmapped") // its fonts do not say which letters they draw
	}
	if unknown > 0 {
		b.note(NoteBroken, unknown)
	}
	f := &pdfFlow{b: b}
	f.run(pages)
	return nil
}

// fewestLetters is less than a page of text has, and more than a signature stamp.
const fewestLetters = 250

// count returns how many letters p shows, and how many glyphs of unknown meaning.
func (p *pdfPage) count() (letters, unknown int) {
	for _, g := range p.glyphs {
		for _, r := range g.text {
			switch {
			case r == unicode.ReplacementChar:
				unknown++
			case unicode.IsLetter(r):
				letters++
			}
		}
	}
	return letters, unknown
}

// A matrix maps glyph, text or form space to the page, as in ISO 32000-1, 8.3.3.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

func (a matrix) mul(b matrix) matrix {
	return matrix{
		a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3],
		a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5],
	}
}

func (a matrix) apply(x, y float64) (float64, float64) {
	return a[0]*x + a[2]*y + a[4], a[1]*x + a[3]*y + a[5]
}

func (a matrix) finite() bool {
	for _, v := range a {
		if math.IsNaN(v) || math.Abs(v) > 1e7 {
			return false
		}
	}
	return true
}

// drain reads the bytes that v unpacks to, to count them before the
// library, which has no limit, reads them.
func (d *pdfDrawing) drain(v pdf.Value) error {
	if v.Kind() == pdf.Array {
		for i := range min(v.Len(), 10_000) {
			if err := d.drain(v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
	if v.Kind() != pdf.Stream {
		return nil
	}
	r := v.Reader()
	defer r.Close()
	left := d.limits.Unzipped - d.unpacked
	n, err := io.Copy(io.Discard, io.LimitReader(r, left+1))
	d.unpacked += n
	if n > left {
		return refuse(ZipBomb, "size")
	}
	if err != nil {
		return broken(err)
	}
	return nil
}

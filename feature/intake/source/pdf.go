package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// pdfTime is how long reading a pdf may take. The object reader underneath
// does not know contexts; one that is caught in a broken file is left behind,
// cut off from the bytes of the file.
const pdfTime = 60 * time.Second

// pdfSeats bounds how many pdfs are read at the same time, those left behind
// included, and so what they hold in memory together.
var pdfSeats = make(chan struct{}, 4)

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
	if err := saneNumbers(content); err != nil {
		return err
	}
	select {
	case pdfSeats <- struct{}{}:
	case <-ctx.Done():
		return outOfTime(b)
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			<-pdfSeats
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
		return outOfTime(b)
	}
}

// outOfTime tells the caller's own end from that of [pdfTime].
func outOfTime(b *builder) error {
	if b.ctx.Err() != nil {
		return b.ctx.Err()
	}
	return refuse(TooLarge, "time")
}

// maxObjects is how many objects a pdf may have (ISO 32000-1, annex C).
const maxObjects = 8_388_607

var (
	sizes       = regexp.MustCompile(`/(?:Size|Columns)[\s\x00]*(\d+)`)
	sizeLists   = regexp.MustCompile(`/(?:Index|W)[\s\x00]*\[([\d\s\x00]*)\]`)
	subsections = regexp.MustCompile(`(?m)^[ \t]*(\d+) +\d+[ \t]*\r?$`)
	integers    = regexp.MustCompile(`\d+`)
)

// saneNumbers refuses a pdf whose tables claim sizes that no pdf may have. The
// object reader allocates what they say before it reads on.
func saneNumbers(content []byte) error {
	check := func(number []byte) error {
		if n, err := strconv.ParseInt(string(number), 10, 64); err != nil || n > maxObjects {
			return broken(fmt.Errorf("pdf: a table of %s", number))
		}
		return nil
	}
	for _, form := range []*regexp.Regexp{sizes, sizeLists, subsections} {
		for _, m := range form.FindAllSubmatch(content, -1) {
			for _, number := range integers.FindAll(m[1], -1) {
				if err := check(number); err != nil {
					return err
				}
			}
		}
	}
	return nil
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

// A cutReader serves the bytes of a file until its context ends, or far more
// was read than reading every object several times takes: the object reader
// goes round in circles where tables of a broken file point to each other.
type cutReader struct {
	ctx  context.Context
	r    *bytes.Reader
	left int64
}

func newCutReader(ctx context.Context, content []byte) *cutReader {
	const rereads, least = 64, 1 << 30
	return &cutReader{ctx, bytes.NewReader(content), rereads*int64(len(content)) + least}
}

func (c *cutReader) ReadAt(p []byte, off int64) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	if c.left -= int64(len(p)); c.left < 0 {
		return 0, broken(errors.New("pdf: objects that lead back to each other"))
	}
	return c.r.ReadAt(p, off)
}

// drawPDF collects what the pages of a pdf show.
func drawPDF(ctx context.Context, limits Limits, content []byte) ([]*pdfPage, map[string]string, error) {
	r, err := pdf.NewReader(newCutReader(ctx, content), int64(len(content)))
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

// drain reads the bytes that v unpacks to, to count them before the library,
// which has no limit, reads them, and refuses those in which it would not come
// to an end.
func (d *pdfDrawing) drain(v pdf.Value) error {
	var marks pdfMarks
	if err := d.drainInto(&marks, v); err != nil {
		return err
	}
	if marks.in == inHex || marks.in == inAngle {
		return broken(errors.New("pdf: a string that does not end"))
	}
	return nil
}

func (d *pdfDrawing) drainInto(marks *pdfMarks, v pdf.Value) error {
	if v.Kind() == pdf.Array {
		for i := range min(v.Len(), 10_000) {
			if err := d.drainInto(marks, v.Index(i)); err != nil {
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
	n, err := io.Copy(marks, io.LimitReader(r, left+1))
	d.unpacked += n
	if n > left {
		return refuse(ZipBomb, "size")
	}
	if err != nil {
		return broken(err)
	}
	return nil
}

// pdfMarks goes through the bytes of a content stream as the library does, to
// see in what they end. The library looks for the end of a string of hexadecimal
// digits for ever.
type pdfMarks struct {
	in     pdfMark
	inside int // brackets open in a string of letters
}

type pdfMark uint8

const (
	inPlain pdfMark = iota
	inComment
	inLetters
	inEscape // in a string of letters, after a backslash
	inHex
	inAngle // after the first "<", which may begin digits or a dictionary
)

// Write goes on with p.
func (m *pdfMarks) Write(p []byte) (int, error) {
	for _, c := range p {
		switch m.in {
		case inComment:
			if c == '\r' || c == '\n' {
				m.in = inPlain
			}
		case inEscape:
			m.in = inLetters
		case inLetters:
			switch c {
			case '\\':
				m.in = inEscape
			case '(':
				m.inside++
			case ')':
				if m.inside--; m.inside == 0 {
					m.in = inPlain
				}
			}
		case inAngle:
			m.in = inHex
			if c == '<' || c == '>' {
				m.in = inPlain
			}
		case inHex:
			if c == '>' {
				m.in = inPlain
			}
		default:
			switch c {
			case '%':
				m.in = inComment
			case '(':
				m.in, m.inside = inLetters, 1
			case '<':
				m.in = inAngle
			}
		}
	}
	return len(p), nil
}

package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// sniffZip tells which office format a zip archive is.
func sniffZip(content []byte) (Format, error) {
	if bytes.Count(content, []byte("PK\x01\x02")) > maxParts {
		return "", refuse(ZipBomb, "parts")
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "", broken(err)
	}
	for _, f := range z.File {
		switch {
		case strings.HasPrefix(f.Name, "word/"):
			return DOCX, nil
		case strings.HasPrefix(f.Name, "xl/"):
			return XLSX, nil
		case f.Name == "EncryptedPackage":
			return "", refuse(Encrypted, "")
		}
	}
	return "", refuse(NotSupported, "zip")
}

// maxParts is more parts than an office file with a picture on every page has.
const maxParts = 20_000

// An archive is a zipped office file. It counts what is unpacked, because
// the sizes that the archive states may lie.
type archive struct {
	files    map[string]*zip.File
	limits   Limits
	unzipped int64
}

func openArchive(content []byte, limits Limits) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, broken(err)
	}
	a := &archive{files: make(map[string]*zip.File, len(z.File)), limits: limits}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, refuse(Encrypted, "")
		}
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if _, twice := a.files[name]; !twice {
			a.files[name] = f
		}
	}
	return a, nil
}

// part opens a part of a for reading as XML; ok is false where a has no such part.
func (a *archive) part(name string) (r *xmlReader, ok bool, err error) {
	f, ok := a.files[name]
	if !ok {
		return nil, false, nil
	}
	body, err := f.Open()
	if err != nil {
		return nil, true, broken(err)
	}
	d := xml.NewDecoder(&unzipReader{archive: a, body: body, packed: int64(f.CompressedSize64)})
	d.CharsetReader = charset.NewReaderLabel
	d.Strict = false
	d.Entity = map[string]string{}
	return &xmlReader{decoder: d, body: body, deepest: a.limits.Depth}, true, nil
}

// measure unpacks all of a once, only to see that it stays within the limits.
func (a *archive) measure() error {
	for _, f := range a.files {
		body, err := f.Open()
		if err != nil {
			return broken(err)
		}
		_, err = io.Copy(io.Discard, &unzipReader{archive: a, body: body, packed: int64(f.CompressedSize64)})
		body.Close()
		if refusal := new(Error); errors.As(err, &refusal) {
			return refusal
		}
		if err != nil {
			return broken(err)
		}
	}
	a.unzipped = 0
	return nil
}

// An unzipReader ends with a refusal once more comes out than the limits allow.
type unzipReader struct {
	archive *archive
	body    io.Reader
	packed  int64
	read    int64
}

func (r *unzipReader) Read(p []byte) (int, error) {
	n, err := r.body.Read(p)
	r.read += int64(n)
	r.archive.unzipped += int64(n)
	switch {
	case r.archive.unzipped > r.archive.limits.Unzipped:
		return n, refuse(ZipBomb, "size")
	case r.read > 1<<20+r.packed*r.archive.limits.Ratio:
		return n, refuse(ZipBomb, "ratio")
	}
	return n, err
}

// An xmlReader reads one part of an office file token by token. Names are
// compared without their prefix: the parts use fixed vocabularies whose local
// names do not collide where it matters.
type xmlReader struct {
	decoder *xml.Decoder
	body    io.Closer
	open    []string // the elements that are open
	deepest int
}

func (x *xmlReader) close() { x.body.Close() }

// next returns the next start, end or text. At the end of the part it returns io.EOF.
func (x *xmlReader) next() (xml.Token, error) {
	for {
		t, err := x.decoder.RawToken()
		if err != nil {
			if errors.Is(err, io.EOF) && len(x.open) == 0 {
				return nil, io.EOF
			}
			if refusal := new(Error); errors.As(err, &refusal) {
				return nil, refusal
			}
			return nil, broken(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(x.open) >= x.deepest {
				return nil, refuse(TooLarge, "depth")
			}
			x.open = append(x.open, t.Name.Local)
			return t, nil
		case xml.EndElement:
			if n := len(x.open); n == 0 || x.open[n-1] != t.Name.Local {
				return nil, broken(errors.New("xml: elements overlap"))
			}
			x.open = x.open[:len(x.open)-1]
			return t, nil
		case xml.CharData:
			return t, nil
		}
	}
}

// inside calls visit for every element directly inside the one that was just
// begun, and text for its text. Visit must read its element to the end, with
// inside or skip.
func (x *xmlReader) inside(visit func(xml.StartElement) error, text func(xml.CharData)) error {
	depth := len(x.open)
	for {
		t, err := x.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := visit(t); err != nil {
				return err
			}
		case xml.EndElement:
			if len(x.open) < depth {
				return nil
			}
		case xml.CharData:
			if text != nil {
				text(t)
			}
		}
	}
}

// skip reads the element that was just begun to its end.
func (x *xmlReader) skip() error {
	for depth := len(x.open); len(x.open) >= depth; {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// all calls visit for every top element of the part; see [xmlReader.inside].
func (x *xmlReader) all(visit func(xml.StartElement) error) error {
	for {
		t, err := x.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if s, ok := t.(xml.StartElement); ok {
			if err := visit(s); err != nil {
				return err
			}
		}
	}
}

func attr(s xml.StartElement, name string) string {
	for _, a := range s.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// isOn reads a switch of WordprocessingML: present means on, unless it says otherwise.
func isOn(s xml.StartElement) bool {
	switch attr(s, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// Package template fills the placeholders of a docx that an office made in Word: names in
// double braces, "{{tên cơ quan}}", which a value takes the place of. The row of a table
// that holds "{{kết quả.tên}}", a list and a column of it, comes again for each item of the
// list; a paragraph that holds the name of the whole body and nothing else becomes what is
// put there.
//
// A file is read once and refused with the place where anything in it is not known, is
// broken, or would fetch or run something ([Read]); what was read is always filled whole
// ([Template.Fill]). Everything that is no placeholder stays as it is, byte for byte: the
// parts are not written anew from what was understood of them, only the letters of the
// placeholders are replaced. The same file and values give the same bytes.
package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"quyet/base/fault"
)

// Bounds of what is read.
const (
	Largest    = 8 << 20 // of the file, in bytes
	mostParts  = 500
	mostOpened = 64 << 20 // of all parts together, in bytes
	mostDepth  = 200      // of elements in each other
	mostTold   = 20       // faults
)

// A Vocabulary is what may stand in double braces.
type Vocabulary struct {
	Fields []string            // one value each
	Lists  map[string][]string // by name their columns
	Body   string              // what a whole paragraph is replaced by; "" for none
}

// Values are what a template is filled with.
type Values struct {
	Fields map[string]string
	Lists  map[string][]map[string]string // by name the items, each by column
	Body   string                         // XML of paragraphs and tables, in words of WordprocessingML with the prefix w
}

// A Template is a file that was read.
type Template struct {
	parts []part
	known Vocabulary
	names []string
}

// A part is a file in the archive; edits are made where it holds placeholders.
type part struct {
	name    string
	content []byte
	edits   []edit
	rows    []row
}

// Names returns the placeholders that the template holds, each once, sorted.
func (t *Template) Names() []string { return t.names }

// Read reads a docx with the placeholders of a vocabulary.
//
// Faults: Invalid, each at the field "file", with the place, for whatever is not known,
// broken, or would run or fetch something; TooMuch for a file that is too large.
func Read(content []byte, known Vocabulary) (*Template, error) {
	if len(content) > Largest {
		return nil, fault.New(fault.TooMuch, tTooLarge, Largest>>20)
	}
	parts, err := unpack(content)
	if err != nil {
		return nil, err
	}
	t := &Template{parts: parts, known: known}
	var wrong fault.Fields
	if err := checkTypes(parts); err != nil {
		return nil, err
	}
	for i := range t.parts {
		wrong = append(wrong, t.parts[i].read(known)...)
	}
	if len(wrong) > mostTold {
		wrong = wrong[:mostTold]
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	for _, p := range t.parts {
		for _, e := range p.edits {
			if e.name != "" && !slices.Contains(t.names, e.name) {
				t.names = append(t.names, e.name)
			}
		}
	}
	slices.Sort(t.names)
	return t, nil
}

// unpack opens the archive, as far as its bounds.
func unpack(content []byte) ([]part, error) {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, fault.At("file", tNoDocx)
	}
	if len(z.File) > mostParts {
		return nil, fault.At("file", tTooManyParts, mostParts)
	}
	var parts []part
	left := int64(mostOpened)
	seen := map[string]bool{}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		folded := strings.ToLower(f.Name)
		if f.Name != path.Clean(f.Name) || strings.HasPrefix(f.Name, "/") || strings.HasPrefix(f.Name, "..") || strings.ContainsAny(f.Name, "\\:\x00") || seen[folded] {
			return nil, fault.At("file", tPartName, f.Name)
		}
		seen[folded] = true
		r, err := f.Open()
		if err != nil {
			return nil, fault.At("file", tPartBroken, f.Name)
		}
		b, err := io.ReadAll(io.LimitReader(r, left+1))
		r.Close()
		if err != nil {
			return nil, fault.At("file", tPartBroken, f.Name)
		}
		if left -= int64(len(b)); left < 0 {
			return nil, fault.At("file", tBomb, mostOpened>>20)
		}
		parts = append(parts, part{name: f.Name, content: b})
	}
	return parts, nil
}

const (
	mainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	typesAt  = "[Content_Types].xml"
)

// checkTypes sees that the file is a document of Word without macros, controls and files
// within, and that nothing in it leads outside but links that a reader may press.
func checkTypes(parts []part) error {
	at := slices.IndexFunc(parts, func(p part) bool { return p.name == typesAt })
	if at < 0 || !slices.ContainsFunc(parts, func(p part) bool { return p.name == "word/document.xml" }) {
		return fault.At("file", tNoDocx)
	}
	main := false
	if err := elements(parts[at].content, func(e xml.StartElement) error {
		kind := strings.ToLower(attr(e, "ContentType"))
		if strings.Contains(kind, "macro") || strings.Contains(kind, "vba") {
			return fault.At("file", tMacros)
		}
		if attr(e, "PartName") == "/word/document.xml" {
			main = attr(e, "ContentType") == mainType
		}
		return nil
	}); err != nil {
		return broken(err, typesAt)
	}
	if !main {
		return fault.At("file", tNoDocx)
	}
	for _, p := range parts {
		low := strings.ToLower(p.name)
		switch {
		case strings.Contains(low, "vba") || strings.HasSuffix(low, ".bin"):
			return fault.At("file", tMacros)
		case strings.Contains(low, "/activex/") || strings.Contains(low, "/embeddings/") || strings.Contains(low, "/afchunk"):
			return fault.At("file", tEmbedded, p.name)
		case strings.HasSuffix(low, ".rels"):
			if err := elements(p.content, func(e xml.StartElement) error {
				kind, to := attr(e, "Type"), strings.ToLower(attr(e, "Target"))
				if !strings.EqualFold(attr(e, "TargetMode"), "External") && !strings.Contains(to, "://") {
					return nil
				}
				if strings.HasSuffix(kind, "/hyperlink") && (strings.HasPrefix(to, "http://") || strings.HasPrefix(to, "https://") || strings.HasPrefix(to, "mailto:")) {
					return nil
				}
				return fault.At("file", tOutside, p.name, attr(e, "Target"))
			}); err != nil {
				return broken(err, p.name)
			}
		}
	}
	return nil
}

func broken(err error, name string) error {
	if fault.KindOf(err) != fault.Internal {
		return err
	}
	return fault.At("file", tPartBroken, name)
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// elements calls visit for each element of a small part.
func elements(content []byte, visit func(xml.StartElement) error) error {
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.Directive:
			return errDirective
		case xml.StartElement:
			if err := visit(e); err != nil {
				return err
			}
		}
	}
}

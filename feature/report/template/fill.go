package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Fill fills the template. Of a name without a value it is an error: nothing is half
// filled. A list without items leaves one empty row.
func (t *Template) Fill(v Values) ([]byte, error) {
	parts := slices.Clone(t.parts)
	slices.SortFunc(parts, func(a, b part) int {
		if (a.name == typesAt) != (b.name == typesAt) {
			if a.name == typesAt {
				return -1
			}
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		content, err := p.fill(v, t.known)
		if err != nil {
			return nil, err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(content); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (p *part) fill(v Values, known Vocabulary) ([]byte, error) {
	if len(p.edits) == 0 {
		return p.content, nil
	}
	var out bytes.Buffer
	at := 0
	for i := 0; i < len(p.edits); {
		e := p.edits[i]
		if e.row < 0 {
			out.Write(p.content[at:e.start])
			if err := put(&out, e, v, nil, known); err != nil {
				return nil, err
			}
			at, i = e.end, i+1
			continue
		}
		r := p.rows[e.row]
		out.Write(p.content[at:r.start])
		next := i
		for next < len(p.edits) && p.edits[next].start < r.end {
			next++
		}
		items := v.Lists[r.list]
		if len(items) == 0 {
			items = []map[string]string{nil}
		}
		for n, item := range items {
			if item == nil {
				item = map[string]string{}
			}
			one, err := p.rowOf(r, p.edits[i:next], v, item, known)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				one = identity.ReplaceAll(one, nil) // identifiers of paragraphs may stand only once
			}
			out.Write(one)
		}
		at, i = r.end, next
	}
	out.Write(p.content[at:])
	return out.Bytes(), nil
}

var identity = regexp.MustCompile(` w14:(?:paraId|textId)="[0-9A-Fa-f]*"`)

func (p *part) rowOf(r row, edits []edit, v Values, item map[string]string, known Vocabulary) ([]byte, error) {
	var out bytes.Buffer
	at := r.start
	for _, e := range edits {
		out.Write(p.content[at:e.start])
		if err := put(&out, e, v, item, known); err != nil {
			return nil, err
		}
		at = e.end
	}
	out.Write(p.content[at:r.end])
	return out.Bytes(), nil
}

// put writes the value of an edit.
func put(out *bytes.Buffer, e edit, v Values, item map[string]string, known Vocabulary) error {
	if e.name == "" {
		return nil
	}
	if e.body {
		if v.Body == "" {
			return fmt.Errorf("fill a template: nothing to put for %q", e.name)
		}
		out.WriteString(v.Body)
		return nil
	}
	value, ok := v.Fields[e.name]
	if _, column, isList := strings.Cut(e.name, "."); isList && !slices.Contains(known.Fields, e.name) {
		if value, ok = item[column]; !ok && len(item) == 0 {
			ok = true // the row of an empty list
		}
	}
	if !ok {
		return fmt.Errorf("fill a template: no value for %q", e.name)
	}
	if e.upper {
		value = strings.ToUpper(value)
	}
	for i, line := range strings.Split(value, "\n") {
		if i > 0 {
			out.WriteString(`</w:t><w:br/><w:t xml:space="preserve">`)
		}
		if err := xml.EscapeText(out, []byte(line)); err != nil {
			return err
		}
	}
	return nil
}

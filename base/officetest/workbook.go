package officetest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// What Excel takes, by "Excel specifications and limits" and ECMA-376 part 1.
const (
	mostRows    = 1 << 20
	mostColumns = 1 << 14
	mostLetters = 32_767 // of a cell, in units of UTF-16
	mostName    = 31     // of a sheet
	mostHeader  = 255    // of the head or foot of a page
	mostPrompt  = 255    // of a rule of what may be typed: its prompt, its error and its formula
	mostStyles  = 65_490
	lastDay     = 2_958_465 // 31/12/9999
	widest      = 255       // column, in letters
)

// Workbook fails the test for everything in a workbook that makes Excel offer to
// repair it though every element is in order, which [Sound] sees: sheets and names
// that are not unique or not allowed, a filter without its hidden name, cells out
// of order, strings that are too long, days out of range, styles, shared strings,
// relations and parts that are not there. Formulas there must be none: what looks
// like one is words.
func Workbook(t testing.TB, content []byte) {
	t.Helper()
	Sound(t, "a.xlsx", content)
	for _, e := range workbookFaults(content) {
		t.Error(e)
	}
}

// An element of XML, with the words that stand directly in it.
type element struct {
	Name  string
	Attr  map[string]string // by local name
	In    []*element
	Words string
}

func (e *element) all(name string) (found []*element) {
	if e == nil {
		return nil
	}
	for _, c := range e.In {
		if c.Name == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

func (e *element) first(name string) *element {
	if all := e.all(name); len(all) > 0 {
		return all[0]
	}
	return nil
}

func (e *element) number(name string) int {
	n, err := strconv.Atoi(e.Attr[name])
	if err != nil {
		return -1
	}
	return n
}

func parse(b []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	stack := []*element{{}}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return stack[0], nil
		}
		if err != nil {
			return nil, err
		}
		switch v := token.(type) {
		case xml.StartElement:
			e := &element{Name: v.Name.Local, Attr: map[string]string{}}
			for _, a := range v.Attr {
				e.Attr[a.Name.Local] = a.Value
			}
			above := stack[len(stack)-1]
			above.In = append(above.In, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			stack[len(stack)-1].Words += string(v)
		}
	}
}

// A workbook is one that is looked at.
type workbook struct {
	parts  map[string]*element
	order  []string
	faults []string
}

func (w *workbook) wrong(format string, args ...any) {
	w.faults = append(w.faults, fmt.Sprintf(format, args...))
}

func workbookFaults(content []byte) []string {
	w := &workbook{parts: map[string]*element{}}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return []string{err.Error()}
	}
	seen := map[string]bool{}
	for _, f := range z.File {
		if seen[strings.ToLower(f.Name)] {
			w.wrong("%s is there twice", f.Name)
		}
		seen[strings.ToLower(f.Name)] = true
		r, err := f.Open()
		if err != nil {
			return []string{err.Error()}
		}
		b, err := io.ReadAll(r)
		_ = r.Close()
		if err != nil {
			return []string{err.Error()}
		}
		if w.parts[f.Name], err = parse(b); err != nil {
			w.wrong("%s: %v", f.Name, err)
		}
		w.order = append(w.order, f.Name)
	}
	w.types()
	w.relations()
	styles := w.styles()
	shared := w.parts["xl/sharedStrings.xml"].all("si")
	for i, s := range shared {
		w.words(fmt.Sprintf("shared string %d", i), s)
	}
	sheets := w.sheets()
	for i, name := range sheets {
		w.sheet(name, i, w.parts[name], styles, len(shared))
	}
	w.names(sheets)
	return w.faults
}

// types: every part has a type, and every type its part.
func (w *workbook) types() {
	of := map[string]bool{}
	for _, d := range w.parts["[Content_Types].xml"].all("Default") {
		of["*."+strings.ToLower(d.Attr["Extension"])] = true
	}
	for _, o := range w.parts["[Content_Types].xml"].all("Override") {
		name := strings.TrimPrefix(o.Attr["PartName"], "/")
		if w.parts[name] == nil || of[name] {
			w.wrong("a type for %s, which is not there or has one", name)
		}
		of[name] = true
	}
	for _, name := range w.order {
		if name != "[Content_Types].xml" && !of[name] && !of["*"+strings.ToLower(path.Ext(name))] {
			w.wrong("%s has no type", name)
		}
		if strings.HasPrefix(name, "xl/") && path.Ext(name) == ".xml" && !of[name] {
			w.wrong("%s has only the type of all XML", name)
		}
	}
}

// relations: each leads to a part, and each that is used is there.
func (w *workbook) relations() {
	for _, name := range w.order {
		if path.Ext(name) != ".rels" {
			continue
		}
		of := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		ids := map[string]bool{}
		for _, r := range w.parts[name].all("Relationship") {
			if ids[r.Attr["Id"]] {
				w.wrong("%s: %s twice", name, r.Attr["Id"])
			}
			ids[r.Attr["Id"]] = true
			target := path.Join(path.Dir(of), r.Attr["Target"])
			if strings.HasPrefix(r.Attr["Target"], "/") {
				target = strings.TrimPrefix(r.Attr["Target"], "/")
			}
			if r.Attr["TargetMode"] != "External" && w.parts[target] == nil {
				w.wrong("%s: %s leads to %s, which is not there", name, r.Attr["Id"], target)
			}
		}
		if of == "xl/workbook.xml" {
			for _, s := range w.parts[of].all("sheet") {
				if !ids[s.Attr["id"]] {
					w.wrong("the sheet %q has no part", s.Attr["name"])
				}
			}
		}
	}
}

// styles returns, for each format of a cell, whether it shows a day.
func (w *workbook) styles() (days []bool) {
	s := w.parts["xl/styles.xml"]
	custom := map[int]string{}
	for _, f := range s.all("numFmt") {
		custom[f.number("numFmtId")] = f.Attr["formatCode"]
	}
	for _, list := range []string{"fonts", "fills", "borders", "cellXfs", "cellStyleXfs", "numFmts"} {
		if e := s.first(list); e != nil && e.Attr["count"] != "" && e.number("count") != len(e.In) {
			w.wrong("%s says %s and holds %d", list, e.Attr["count"], len(e.In))
		}
	}
	many := func(list string) int {
		if e := s.first(list); e != nil {
			return len(e.In)
		}
		return 0
	}
	xfs := s.first("cellXfs")
	if xfs == nil || len(xfs.In) > mostStyles {
		w.wrong("there are no styles of cells, or too many")
		return nil
	}
	for i, x := range xfs.In {
		for attr, list := range map[string]string{"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"} {
			if x.Attr[attr] != "" && x.number(attr) >= many(list) {
				w.wrong("style %d: there is no %s %s", i, attr, x.Attr[attr])
			}
		}
		format := x.number("numFmtId")
		if format >= 164 && custom[format] == "" {
			w.wrong("style %d: there is no format %d", i, format)
		}
		days = append(days, format >= 14 && format <= 17 || strings.Contains(custom[format], "yy"))
	}
	return days
}

var notInNames = regexp.MustCompile(`[\[\]:*?/\\]`)

// sheets returns the parts of the sheets in their order.
func (w *workbook) sheets() (parts []string) {
	targets := map[string]string{}
	for _, r := range w.parts["xl/_rels/workbook.xml.rels"].all("Relationship") {
		targets[r.Attr["Id"]] = strings.TrimPrefix(path.Join("/xl", r.Attr["Target"]), "/")
		if strings.HasPrefix(r.Attr["Target"], "/") {
			targets[r.Attr["Id"]] = strings.TrimPrefix(r.Attr["Target"], "/")
		}
	}
	names, ids, visible := map[string]bool{}, map[string]bool{}, 0
	for _, s := range w.parts["xl/workbook.xml"].all("sheet") {
		name := s.Attr["name"]
		if n := units(name); n == 0 || n > mostName || notInNames.MatchString(name) || strings.Trim(name, "'") != name || strings.EqualFold(name, "History") {
			w.wrong("a sheet cannot be called %q", name)
		}
		if names[strings.ToLower(name)] || ids[s.Attr["sheetId"]] || s.number("sheetId") < 1 {
			w.wrong("the name or number of the sheet %q is there twice", name)
		}
		names[strings.ToLower(name)], ids[s.Attr["sheetId"]] = true, true
		if s.Attr["state"] == "" || s.Attr["state"] == "visible" {
			visible++
		}
		parts = append(parts, targets[s.Attr["id"]])
	}
	if visible == 0 {
		w.wrong("no sheet is in sight")
	}
	return parts
}

// names: each once in its scope; a filter has its hidden name, with its range;
// titles that come again are whole rows of a sheet.
func (w *workbook) names(sheets []string) {
	all := w.parts["xl/workbook.xml"].all("sheet")
	seen, of := map[string]bool{}, map[string]*element{}
	for _, n := range w.parts["xl/workbook.xml"].all("definedName") {
		key := strings.ToLower(n.Attr["name"]) + " of sheet " + n.Attr["localSheetId"]
		if seen[key] {
			w.wrong("the name %s is there twice", key)
		}
		seen[key], of[key] = true, n
		at := n.number("localSheetId")
		if n.Attr["localSheetId"] != "" && (at < 0 || at >= len(sheets)) {
			w.wrong("%s: there is no such sheet", key)
			continue
		}
		if at >= 0 && strings.HasPrefix(n.Attr["name"], "_xlnm.") {
			sheet, cells, _ := strings.Cut(n.Words, "!")
			if unquoted := strings.ReplaceAll(strings.Trim(sheet, "'"), "''", "'"); unquoted != all[at].Attr["name"] {
				w.wrong("%s refers to the sheet %q", key, unquoted)
			}
			if n.Attr["name"] == "_xlnm.Print_Titles" && !regexp.MustCompile(`^\$\d+:\$\d+$`).MatchString(cells) {
				w.wrong("%s are not whole rows: %s", key, cells)
			}
		}
	}
	for i, part := range sheets {
		filter := w.parts[part].first("autoFilter")
		name := of["_xlnm._filterdatabase of sheet "+strconv.Itoa(i)]
		switch {
		case filter == nil && name == nil:
		case filter == nil || name == nil:
			w.wrong("%s: a filter without its name, or a name without a filter", part)
		default:
			_, cells, _ := strings.Cut(name.Words, "!")
			if strings.ReplaceAll(cells, "$", "") != strings.ReplaceAll(filter.Attr["ref"], "$", "") {
				w.wrong("%s: the filter is over %s, its name over %s", part, filter.Attr["ref"], cells)
			}
			if h := name.Attr["hidden"]; h != "1" && h != "true" {
				w.wrong("%s: the name of the filter is in sight", part)
			}
		}
	}
}

var address = regexp.MustCompile(`^\$?([A-Z]{1,3})\$?([1-9]\d*)$`)

// place reads the address of a cell.
func place(s string) (column, row int, ok bool) {
	m := address.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	for _, r := range m[1] {
		column = column*26 + int(r-'A') + 1
	}
	row, err := strconv.Atoi(m[2])
	return column, row, err == nil && column <= mostColumns && row <= mostRows
}

// An area is a range of cells.
type area struct{ left, top, right, bottom int }

func areaOf(ref string) (a area, ok bool) {
	from, to, two := strings.Cut(ref, ":")
	if !two {
		to = from
	}
	var ok1, ok2 bool
	a.left, a.top, ok1 = place(from)
	a.right, a.bottom, ok2 = place(to)
	return a, ok1 && ok2 && a.left <= a.right && a.top <= a.bottom
}

func (a area) meets(b area) bool {
	return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

func (w *workbook) sheet(part string, at int, s *element, days []bool, shared int) {
	if s == nil {
		w.wrong("sheet %d is not there", at+1)
		return
	}
	var used area
	below := 0
	for _, row := range s.all("row") {
		r := row.number("r")
		if r <= below || r > mostRows {
			w.wrong("%s: row %d does not come after row %d", part, r, below)
		}
		below = r
		before := 0
		for _, c := range row.In {
			column, of, ok := place(c.Attr["r"])
			if !ok || of != r || column <= before {
				w.wrong("%s: the cell %s is not in its place", part, c.Attr["r"])
				continue
			}
			before = column
			if used.right == 0 {
				used = area{column, r, column, r}
			}
			used = area{min(used.left, column), min(used.top, r), max(used.right, column), max(used.bottom, r)}
			w.cell(part+" "+c.Attr["r"], c, days, shared)
		}
	}
	if d := s.first("dimension"); d != nil {
		if a, ok := areaOf(d.Attr["ref"]); !ok || used.right > 0 && (a.left > used.left || a.top > used.top || a.right < used.right || a.bottom < used.bottom) {
			w.wrong("%s says it covers %s, and has cells outside", part, d.Attr["ref"])
		}
	}
	if f := s.first("autoFilter"); f != nil {
		if _, ok := areaOf(f.Attr["ref"]); !ok {
			w.wrong("%s: the filter is over %s", part, f.Attr["ref"])
		}
	}
	last := 0
	for _, c := range s.all("col") {
		from, to := c.number("min"), c.number("max")
		width, err := strconv.ParseFloat(c.Attr["width"], 64)
		if from <= last || to < from || to > mostColumns || c.Attr["width"] != "" && (err != nil || width < 0 || width > widest) {
			w.wrong("%s: the columns %d to %d (width %s) are not in their place", part, from, to, c.Attr["width"])
		}
		last = to
	}
	var merged []area
	for _, m := range s.all("mergeCell") {
		a, ok := areaOf(m.Attr["ref"])
		for _, b := range merged {
			ok = ok && !a.meets(b)
		}
		if !ok {
			w.wrong("%s: merged cells lie over each other: %s", part, m.Attr["ref"])
		}
		merged = append(merged, a)
	}
	for _, v := range s.all("dataValidation") {
		for _, long := range []string{v.Attr["prompt"], v.Attr["error"], words(v.first("formula1")), words(v.first("formula2"))} {
			if units(long) > mostPrompt {
				w.wrong("%s: a rule for %s says too much: %.40s…", part, v.Attr["sqref"], long)
			}
		}
	}
	for _, name := range []string{"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"} {
		for _, h := range s.all(name) {
			if units(h.Words) > mostHeader {
				w.wrong("%s: the %s is %d long", part, name, units(h.Words))
			}
		}
	}
}

func words(e *element) string {
	if e == nil {
		return ""
	}
	return e.Words
}

// units is how long Excel thinks a string is.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

func (w *workbook) cell(at string, c *element, days []bool, shared int) {
	style := 0
	if c.Attr["s"] != "" {
		style = c.number("s")
	}
	if style < 0 || style >= len(days) {
		w.wrong("%s: there is no style %s", at, c.Attr["s"])
		return
	}
	if len(c.all("f")) > 0 {
		w.wrong("%s holds a formula", at)
	}
	value := words(c.first("v"))
	switch c.Attr["t"] {
	case "inlineStr":
		w.words(at, c)
	case "s":
		if n, err := strconv.Atoi(value); err != nil || n < 0 || n >= shared {
			w.wrong("%s: there is no shared string %s", at, value)
		}
	case "", "n":
		n, err := strconv.ParseFloat(value, 64)
		if value != "" && err != nil {
			w.wrong("%s is no number: %q", at, value)
		}
		if days[style] && value != "" && (n < 1 || n > lastDay) {
			w.wrong("%s is no day: %s", at, value)
		}
	default:
		w.wrong("%s is of the type %q", at, c.Attr["t"])
	}
}

// words looks at the words of a cell. What XML cannot hold stops the reader
// before; what it can is not all shown by Excel.
func (w *workbook) words(at string, e *element) {
	total := 0
	for _, t := range e.all("t") {
		total += units(t.Words)
		for _, r := range t.Words {
			if r < 0x20 && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
				w.wrong("%s holds the character %U", at, r)
			}
		}
		if strings.TrimSpace(t.Words) != t.Words && t.Attr["space"] != "preserve" {
			w.wrong("%s begins or ends with white that Excel takes away", at)
		}
	}
	if total > mostLetters {
		w.wrong("%s is %d letters long", at, total)
	}
}

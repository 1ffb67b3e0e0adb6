package assignment

import (
	"strings"
	"testing"

	"quyet/base/civil"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/deadline"
)

// documentOf makes a document of lines; lines that begin with "|" are rows of a
// table, with "^" for a cell merged from above.
func documentOf(lines string) *source.Document {
	doc := &source.Document{Name: "sample", Format: source.TXT}
	var text strings.Builder
	inTable := false
	for _, line := range strings.Split(lines, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			inTable = false
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n")
		}
		start := text.Len()
		block := source.Block{Kind: source.Paragraph}
		if strings.HasPrefix(line, "|") {
			cells := strings.Split(strings.Trim(line, "|"), "|")
			if !inTable {
				doc.Tables = append(doc.Tables, source.Table{Columns: len(cells)})
				inTable = true
			}
			table := &doc.Tables[len(doc.Tables)-1]
			row := source.Row{Block: len(doc.Blocks)}
			for c, cell := range cells {
				if c > 0 {
					text.WriteString("\t")
				}
				cell = strings.TrimSpace(cell)
				above := cell == "^"
				if above {
					cell = ""
				}
				at := text.Len()
				text.WriteString(cell)
				row.Cells = append(row.Cells, source.Cell{Span: source.Span{Start: at, End: text.Len()}, Column: c, Columns: 1, FromAbove: above})
			}
			table.Rows = append(table.Rows, row)
			block.Kind, block.Table, block.Row = source.TableRow, len(doc.Tables)-1, len(table.Rows)-1
		} else {
			inTable = false
			text.WriteString(line)
		}
		block.Span = source.Span{Start: start, End: text.Len()}
		doc.Blocks = append(doc.Blocks, block)
	}
	doc.Text = text.String()
	return doc
}

// shown writes a task as "lead + lead < helper @ deadline > words".
func shown(t Task) string {
	names := func(b []Body) string {
		var s []string
		for _, x := range b {
			s = append(s, x.Name)
		}
		return strings.Join(s, " + ")
	}
	s := names(t.Lead)
	if len(t.Coordinating) > 0 {
		s += " < " + names(t.Coordinating)
	}
	if t.Deadline.Kind != deadline.None {
		s += " @ " + t.Deadline.Words
	}
	words := strings.Fields(t.Text)
	return strings.TrimSpace(s+" > ") + " " + strings.Join(words[:min(4, len(words))], " ")
}

var issued = civil.Date{Year: 2026, Month: 3, Day: 20}

func TestFind(t *testing.T) {
	for _, c := range samples {
		t.Run(c.name, func(t *testing.T) {
			doc := documentOf(c.text)
			if err := doc.Check(); err != nil {
				t.Fatal(err)
			}
			tasks := Find(doc, outline.Of(doc), Context{Kind: c.kind, Issued: issued, Issuer: c.issuer})
			var got []string
			for _, x := range tasks {
				got = append(got, shown(x))
			}
			want := strings.Split(strings.TrimSpace(c.want), "\n")
			if c.want == "" {
				want = nil
			}
			for i := range max(len(got), len(want)) {
				g, w := "", ""
				if i < len(got) {
					g = got[i]
				}
				if i < len(want) {
					w = strings.TrimSpace(want[i])
				}
				if g != w {
					t.Errorf("task %d\n got %s\nwant %s", i+1, g, w)
				}
			}
		})
	}
}

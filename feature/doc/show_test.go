package doc

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
)

func TestMarksNeverOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.StringMatching(`[a-z\n]{0,60}`).Draw(t, "text")
		var marks []ui.Span
		for range rapid.IntRange(0, 6).Draw(t, "marks") {
			from := rapid.IntRange(0, len(content)).Draw(t, "from")
			marks = append(marks, ui.Span{From: from, To: rapid.IntRange(from, len(content)).Draw(t, "to"), Title: fmt.Sprint(len(marks))})
		}
		covered := func(spans []ui.Span, at int) (n int) {
			for _, s := range spans {
				if s.From <= at && at < s.To {
					n++
				}
			}
			return n
		}
		pieces := layered(append([]ui.Span(nil), marks...))
		for _, p := range pieces {
			first := slices.IndexFunc(marks, func(m ui.Span) bool { return m.From <= p.From && p.To <= m.To && m.To > m.From })
			if p.Title != fmt.Sprint(first) {
				t.Fatalf("[%d, %d) belongs to mark %s, want %d", p.From, p.To, p.Title, first)
			}
		}
		anchors := map[string]bool{}
		for _, p := range pieces {
			if p.ID != "" && anchors[p.ID] {
				t.Fatalf("anchor %s twice", p.ID)
			}
			anchors[p.ID] = true
		}
		for _, m := range marks {
			if id := fmt.Sprintf("p%d", m.From); m.To > m.From && !anchors[id] {
				t.Fatalf("no anchor %s", id)
			}
		}
		for at := range len(content) {
			if got, want := covered(pieces, at), min(1, covered(marks, at)); got != want {
				t.Fatalf("byte %d is marked %d times, want %d", at, got, want)
			}
		}
		// By lines: the same bytes are marked, but for the line breaks.
		var shown strings.Builder
		marked := 0
		for _, l := range lines(content, pieces) {
			shown.WriteString(l.text)
			for at := range len(l.text) {
				marked += covered(l.spans, at)
			}
			for _, s := range l.spans {
				if s.From < 0 || s.To > len(l.text) || s.From > s.To {
					t.Fatalf("span %v outside of %q", s, l.text)
				}
			}
		}
		want := 0
		for at := range len(content) {
			if content[at] != '\n' {
				want += covered(pieces, at)
			}
		}
		if shown.String() != strings.ReplaceAll(content, "\n", "") || marked != want {
			t.Fatalf("lines show %q with %d bytes marked, want %d", shown.String(), marked, want)
		}
	})
}

// programme is a cascade with n plans right below its root, the last of which
// has tasks overdue.
func programme(n int) *Node {
	at := func(id string, day int) *Document {
		return &Document{ID: ID(id), Metadata: Metadata{Issuer: "Đảng uỷ xã " + id, Type: "plan", Symbol: id + "-KH/ĐU", IssuedOn: civil.On(2026, 1, day)}}
	}
	root := &Node{Document: at("root", 1)}
	for i := range n {
		root.Below = append(root.Below, &Node{Document: at(fmt.Sprint(i), 2), Relation: Implements})
	}
	root.sum(map[ID]Counts{ID(fmt.Sprint(n - 1)): {OnTime: 1, Overdue: 3}})
	return root
}

func TestBranchesAreBounded(t *testing.T) {
	ctx := text.WithLang(t.Context(), text.Vietnamese)
	root := programme(70)
	nodes := root.branches(ctx, root.ID, 0, firstBelow, firstLevels)
	if len(nodes) != firstBelow+1 || nodes[0].Label != "Đảng uỷ xã 69" {
		t.Errorf("%d branches, the first %q", len(nodes), nodes[0].Label)
	}
	if rest := nodes[firstBelow]; rest.Later != "/documents/root/below?from=12&in=root" || rest.Label != "và 58 văn bản khác" {
		t.Errorf("the rest is %q at %q", rest.Label, rest.Later)
	}
	seen := map[string]bool{}
	for from := 0; from < 70; from += moreBelow {
		for _, n := range root.branches(ctx, root.ID, from, moreBelow, 1) {
			seen[n.Label] = seen[n.Label] || n.Href != ""
		}
	}
	if seen[""] || len(seen) != 71 {
		t.Errorf("unfolding shows %d lines, want 70 and one that goes on", len(seen))
	}
	p := documentPage{Cascade: &Cascade{Node: root}}
	if rows, pager := p.tableRows(ctx); len(rows) != rowsShown || pager.Next == "" || pager.Previous != "" {
		t.Errorf("%d rows, pager %v", len(rows), pager)
	}
	p.From = 50
	if rows, pager := p.tableRows(ctx); len(rows) != 20 || pager.Next != "" || pager.Previous == "" {
		t.Errorf("%d rows on the last page, pager %v", len(rows), pager)
	}
	p.Only, p.From = "overdue", 0
	if rows, _ := p.tableRows(ctx); len(rows) != 1 || rows[0].Issuer != "Đảng uỷ xã 69" {
		t.Errorf("%d documents with overdue tasks", len(rows))
	}
	if f := p.flow(ctx); len(f.Boxes) != flowBelow+2 {
		t.Errorf("the diagram has %d boxes", len(f.Boxes))
	}
}

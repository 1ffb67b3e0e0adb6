package app_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
)

var a3 = regexp.MustCompile(`^/MediaBox \[0 0 119[01](\.[0-9]+)? 84[12](\.[0-9]+)?\]$`)

// The charts in a real browser: not wider than a telephone, accessible, a card
// that is dragged opens the form of its step, and the Gantt is one sheet of A3.
func TestCharts(t *testing.T) {
	_, b := browse(t, stageOn(t, db.SQLite).at(ownBody, access.Office))
	for _, at := range []string{"/charts/board", "/charts/gantt", "/charts/gantt?part=past&by=programme", "/charts/calendar"} {
		b.Go(at)
		for _, v := range b.Violations() {
			t.Errorf("%s: %v", at, v)
		}
		for _, width := range []int64{browsertest.Phone, browsertest.Desk} {
			b.Width(width)
			if wide := b.TooWide(); len(wide) > 0 {
				t.Errorf("%s at %d px: %q", at, width, wide)
			}
			if folder := os.Getenv("QUYET_PICTURES"); folder != "" {
				name := strings.NewReplacer("/", "-", "?", "-", "&", "-").Replace(at[1:])
				if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d.png", name, width)), b.Picture(), 0o644); err != nil {
					t.Error(err)
				}
			}
		}
		if strings.Contains(at, "gantt") {
			printed := b.PDF()
			if folder := os.Getenv("QUYET_PICTURES"); folder != "" {
				_ = os.WriteFile(filepath.Join(folder, "gantt.pdf"), printed, 0o644)
			}
			sheets := sheet.FindAll(printed, -1)
			if len(sheets) != 1 || !a3.Match(bytes.TrimSpace(sheets[0])) {
				t.Errorf("%s is printed on %d sheets, the first %s", at, len(sheets), sheets[0])
			}
		}
	}
	b.Go("/charts/board")
	to := browsertest.Eval[string](b, `(() => {
		const link = document.querySelector("[data-card] a[data-to]");
		window.dragged = new DataTransfer();
		link.closest("[data-card]").dispatchEvent(new DragEvent("dragstart", {bubbles: true, dataTransfer: window.dragged}));
		return link.dataset.to;
	})()`)
	if marked := browsertest.Eval[bool](b, `document.querySelector('[data-state="`+to+`"]').classList.contains("board-open")`); !marked {
		t.Errorf("the column %s does not say that it takes the card", to)
	}
	b.Arrive(func() {
		browsertest.Eval[bool](b, `document.querySelector('[data-state="`+to+`"]').dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: window.dragged})) || true`)
	})
	if !strings.Contains(b.Address(), "back=%2Fcharts%2Fboard") {
		t.Errorf("the card dropped leads to %s", b.Address())
	}
	b.Quiet()
}

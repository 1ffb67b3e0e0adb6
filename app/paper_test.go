package app_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/feature/intake/source"
)

var (
	sheet = regexp.MustCompile(`/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]`)
	a4    = regexp.MustCompile(`^/MediaBox \[0 0 (59[45](\.[0-9]+)? 84[12](\.[0-9]+)?|84[12](\.[0-9]+)? 59[45](\.[0-9]+)?)\]$`) // upright, or on its side
)

// The pages that are printed most come out on A4 with all their words, and can
// be told from a copy in black and white: text stands out by its shade alone,
// and every part of a bar has a pattern of its own.
func TestPaper(t *testing.T) {
	who := stageOn(t, db.SQLite).at(province, access.Office)
	_, b := browse(t, who)
	b.Go("/tasks")
	task := browsertest.Eval[string](b, `document.querySelector("main tbody a").getAttribute("href")`)
	b.Go("/documents?type=resolution")
	document := browsertest.Eval[string](b, `document.querySelector("main tbody a").getAttribute("href")`)
	for _, address := range []string{"/map", "/tasks/changes", "/desk", "/tasks", task, document, document + "?as=table"} {
		b.Go(address)
		b.Paper(true)
		faint := browsertest.Eval[[]string](b, `(() => {
			const shade = (color) => {
				const [r, g, b, a] = color.match(/[0-9.]+/g).map(Number);
				if (a === 0) return undefined;
				const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
				return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
			};
			const below = (e) => (e ? shade(getComputedStyle(e).backgroundColor) ?? below(e.parentElement) : 1);
			const faint = [];
			const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
			while (texts.nextNode()) {
				const e = texts.currentNode.parentElement;
				if (!texts.currentNode.data.trim() || !e.checkVisibility({checkVisibilityCSS: true}) || e.closest(".visually-hidden, option, svg")) continue;
				const [dark, light] = [shade(getComputedStyle(e).color) ?? 1, below(e)].sort((a, b) => a - b);
				if ((light + 0.05) / (dark + 0.05) < 4.5) faint.push(e.outerHTML.slice(0, 120));
			}
			return faint.slice(0, 5);
		})()`)
		for _, e := range faint {
			t.Errorf("%s: hardly legible in black and white: %s", address, e)
		}
		heading := b.Title()
		b.Paper(false)

		printed := b.PDF()
		sheets := sheet.FindAll(printed, -1)
		if len(sheets) == 0 {
			t.Fatalf("%s: no sheet of paper in %d bytes", address, len(printed))
		}
		for _, s := range sheets {
			if !a4.Match(s) {
				t.Errorf("%s is printed on %s, not on A4", address, s)
			}
		}
		read, err := source.Read(t.Context(), "paper.pdf", bytes.NewReader(printed), int64(len(printed)), source.DefaultLimits)
		if err != nil {
			t.Errorf("%s: what is printed cannot be read: %v", address, err)
			continue
		}
		if words := strings.Join(strings.Fields(read.Text), " "); !strings.Contains(words, heading) {
			t.Errorf("%s: the paper lacks the heading %q: %.200s", address, heading, words)
		} else if !strings.Contains(words, "niêm phong lúc") {
			t.Errorf("%s: the paper bears no checkpoint: %.200s", address, words[max(0, len(words)-200):])
		}
	}
	// The parts of a bar: filled, lined, blank, hatched.
	b.Go("/map")
	b.Paper(true)
	fills := browsertest.Eval[[]string](b, `[...document.querySelectorAll("#map > .bar .bar-key rect")].map((e) => e.getAttribute("fill"))`)
	differ := map[string]bool{}
	for _, f := range fills {
		differ[f] = true
	}
	if len(differ) != 4 {
		t.Errorf("the parts of the bar are filled with %q", fills)
	}
}

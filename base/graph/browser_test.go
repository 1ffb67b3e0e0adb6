package graph

import (
	"context"
	"io"
	"net/http"
	"os"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/browsertest"
	"quyet/base/text"
	"quyet/base/ui"
)

func TestMain(m *testing.M) {
	code := m.Run()
	browsertest.Close()
	os.Exit(code)
}

// page shows the samples as pages show them, under the policy that pages have.
func page() http.Handler {
	shown := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, c := range samples {
			if err := Figure(c).Render(ctx, w); err != nil {
				return err
			}
		}
		return nil
	})
	mux := http.NewServeMux()
	mux.Handle("/", ui.Assets())
	mux.HandleFunc("/charts", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		ctx := ui.WithShell(text.WithLang(r.Context(), text.Vietnamese), ui.Shell{})
		ctx = templ.WithChildren(ctx, templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return Group().Render(templ.WithChildren(ctx, shown), w)
		}))
		if err := ui.Layout(ui.Page{Title: "Biểu đồ", Wide: true}).Render(ctx, w); err != nil {
			w.WriteHeader(http.StatusInternalServerError)
		}
	})
	return mux
}

// On a desk and on a telephone one drawing of each chart is in sight, within the
// window, with a name for those who do not see it and a table that opens by keyboard.
func TestFiguresInTheBrowser(t *testing.T) {
	b := browsertest.Open(t, page())
	b.Go("/charts")
	for _, width := range []int64{1440, 390} {
		b.Width(width)
		for _, v := range b.Violations() {
			t.Errorf("%d wide: %v", width, v)
		}
		for _, e := range b.TooWide() {
			t.Errorf("%d wide: %s does not fit", width, e)
		}
		n := browsertest.Eval[int](b, `[...document.querySelectorAll("svg.graph-drawing[role=img]")].filter(s => s.getBoundingClientRect().width > 300 && s.querySelector("title").textContent && s.querySelector("desc").textContent).length`)
		if n != len(samples) {
			t.Errorf("%d wide: %d drawings in sight of %d charts", width, n, len(samples))
		}
	}
	b.Paper(true)
	if n := browsertest.Eval[int](b, `[...document.querySelectorAll(".graph-wide .gf-act")].filter(e => getComputedStyle(e).fill !== "rgb(0, 0, 0)").length`); n > 0 {
		t.Errorf("%d shapes are printed in colour", n)
	}
}

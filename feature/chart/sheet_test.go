package chart

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

func TestMain(m *testing.M) {
	code := m.Run()
	browsertest.Close()
	os.Exit(code)
}

var mediaBox = regexp.MustCompile(`/MediaBox \[0 0 ([0-9]+)[.0-9]* ([0-9]+)[.0-9]*\]`)

// The fullest sheet there is: as many groups as rows, names, texts and reasons of
// several lines, extensions, delays, more tasks than fit. It is one sheet of A3
// across, with no letter below 8 points and nothing beyond its edges; it says in
// words what it leaves out and where words go on, and needs black ink only.
func TestGanttIsOneSheet(t *testing.T) {
	f := open(t, dbtest.New(t, db.SQLite, schema))
	ctx := t.Context()
	var bodies []org.ID
	f.MustDo(t, func(u *work.Unit) error {
		for i := range ganttRows + 6 {
			b, err := org.Establish(ctx, u, org.NewBody{Code: fmt.Sprintf("X%d", i), Name: fmt.Sprintf("Ban Quản lý dự án đầu tư xây dựng các khu công nghiệp và đô thị phía tây số %d tỉnh Sông Đông", i+1), Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: f.province},
				day("2025-07-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				return err
			}
			bodies = append(bodies, b)
		}
		return nil
	})
	f.MustView(t, func(v *work.View) (err error) {
		f.tree, err = org.Load(ctx, v)
		return err
	})
	f.MustDo(t, func(u *work.Unit) error {
		causes, err := task.Causes(ctx, &u.View)
		if err != nil {
			return err
		}
		for i, b := range bodies {
			made, err := task.AssignNew(ctx, u, task.New{
				Text:   fmt.Sprintf("Việc %d: ", i+1) + strings.Repeat("rà soát, hoàn thiện hồ sơ phục vụ sắp xếp tổ chức bộ máy của hệ thống chính trị; ", 6),
				Issuer: f.province, Lead: b, Due: day("2026-11-21").AddDays(i % 9), Deliverable: "Báo cáo",
			})
			if err != nil {
				return err
			}
			if i%2 == 0 {
				continue
			}
			if err := task.Accept(ctx, u, task.Ref{ID: made}, ""); err != nil {
				return err
			}
			if err := task.RequestExtension(ctx, u, task.Ref{ID: made}, day("2026-11-30").AddDays(i), causes[0].Code, strings.Repeat("Mưa lũ kéo dài nhiều ngày trên diện rộng. ", 8)); err != nil {
				return err
			}
			if err := task.GrantExtension(ctx, u, task.Ref{ID: made}, day("2026-11-30").AddDays(i), ""); err != nil {
				return err
			}
		}
		return nil
	})
	if ui.Asset("quyet.css") == "" {
		t.Fatal("the styles are not built: run the tests with `make test`")
	}
	pages := http.NewServeMux()
	pages.Handle(ui.AssetPath, ui.Assets())
	pages.Handle("/", f.site(access.Office, f.province))
	b := browsertest.Open(t, pages)
	for _, at := range []string{"/charts/gantt", "/charts/gantt?by=programme", "/charts/gantt?lead=" + string(f.north), "/charts/gantt?q=" + "ho%C3%A0n&from=01/11/2026&until=31/12/2027&first=1&issuer=" + string(f.province)} {
		b.Go(at)
		printed := b.PDF()
		if folder := os.Getenv("QUYET_PICTURES"); folder != "" {
			_ = os.WriteFile(folder+"/gantt-"+strings.NewReplacer("/", "-", "?", "-", "&", "-", "%", "").Replace(at[1:min(len(at), 30)])+".pdf", printed, 0o600)
		}
		sheets := mediaBox.FindAllSubmatch(printed, -1)
		if len(sheets) != 1 || string(sheets[0][1]) < "1190" || string(sheets[0][1]) > "1191" || string(sheets[0][2]) < "841" || string(sheets[0][2]) > "842" {
			t.Errorf("%s is printed on %d sheets: %s", at, len(sheets), sheets)
		}
	}
	b.Go("/charts/gantt")
	if n := b.Count(".gantt tbody .gantt-group"); n < ganttRows-2 {
		t.Errorf("%d groups on the sheet", n)
	}
	b.Paper(true)
	if said := b.Text(".gantt-said"); !strings.Contains(said, fmt.Sprintf("trong %d việc", ganttRows+6+4)) || !strings.Contains(said, "hãy lọc danh sách") {
		t.Errorf("what is left out is not told: %q", said)
	}
	if n := browsertest.Eval[string](b, `[...document.querySelectorAll(".gantt *, .gantt-key *, .gantt-said, .print-only")].filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 8 * 4 / 3 - 0.01).map(e => e.outerHTML.slice(0, 80) + getComputedStyle(e).fontSize).join("; ")`); n != "" {
		t.Errorf("smaller than 8 points: %s", n)
	}
	// Words that go on end with a mark that the sheet explains; none end without.
	if n := browsertest.Eval[int](b, `[...document.querySelectorAll(".gantt td a, .gantt td span, .gantt th span")].filter(e => (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 1) && getComputedStyle(e).webkitLineClamp === "none" && !e.classList.contains("visually-hidden")).length`); n > 0 {
		t.Errorf("%d cells are cut without a mark", n)
	}
	if !browsertest.Eval[bool](b, `[...document.querySelectorAll(".print-only")].some(e => e.checkVisibility() && e.textContent.includes("…"))`) {
		t.Error("the sheet does not say what … means")
	}
	// The deadline first given is drawn in black on paper, apart from the current
	// one, where it is another.
	ghost := browsertest.Eval[string](b, `(() => { const g = document.querySelector(".gantt-notch").closest("svg").querySelector(".gantt-ghost"), s = getComputedStyle(g); return [s.fill, s.stroke, g.getBoundingClientRect().height > 3, g.getBoundingClientRect().width > 3].join(" ") })()`)
	if ghost != "rgb(255, 255, 255) rgb(0, 0, 0) true true" {
		t.Errorf("the ghost on paper: %s", ghost)
	}
	b.Paper(false)
}

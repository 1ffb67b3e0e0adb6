package app_test

import (
	"bytes"
	"fmt"
	"image"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "image/png"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Paper out and paper in: slips of a short and of the longest task are one sheet
// of A4 each, with nothing cut off; the code in the picture is read by a decoder
// of others, and leads to the update.
func TestSlipsOnPaper(t *testing.T) {
	who := stageOn(t, db.SQLite).at(ownBody, access.Office)
	p, b := browse(t, who)
	var made []task.ID
	if err := p.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
		tree, err := org.Load(t.Context(), &u.View)
		if err != nil {
			return err
		}
		commune, _ := tree.ByCode(ownBody)
		var all []org.ID
		for _, other := range tree.Chart(u.Today).Below(commune.SuperiorOn(u.Today)) {
			if other != commune.ID && len(all) < 10 {
				all = append(all, other)
			}
		}
		long := func(n int) task.New {
			words := func(n int) string {
				return string([]rune(strings.Repeat("Rà soát, đánh giá và báo cáo kết quả thực hiện. ", 90))[:n])
			}
			return task.New{
				Text: words(n), Deliverable: words(500), Person: words(500), Issuer: commune.ID, Lead: commune.ID, Due: u.Today.AddDays(200),
				DueWords: words(400), Coordinators: all,
			}
		}
		made, err = task.AssignMany(t.Context(), u, []task.New{
			{Text: "Rà soát hộ cần hỗ trợ", Issuer: commune.ID, Lead: commune.ID, Due: u.Today.AddDays(200), UpdateEvery: 7},
			long(120), long(300), long(500), long(4000),
		})
		for _, id := range made {
			if err := task.Accept(t.Context(), u, task.Ref{ID: id}, ""); err != nil {
				return err
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	fields := ""
	for _, id := range made {
		page := p.as(t, who).Get(id.Address()).Want(http.StatusOK).Submit("#slip").Want(http.StatusOK)
		fields += "&no=" + page.Text(".slip-no strong")
	}
	b.Go("/slips/print?" + fields[1:])
	b.Width(677) // what the margins leave of a sheet: 179 mm
	b.Paper(true)
	cut := browsertest.Eval[[]string](b, `[...document.querySelectorAll(".slip")].filter((e) => e.scrollHeight > e.clientHeight + 1).map((e) => (e.scrollHeight - e.clientHeight) + " px too high: " + e.textContent.slice(0, 60))`)
	for _, c := range cut {
		t.Errorf("does not fit on its sheet: %s", c)
	}
	b.Paper(false)
	printed := b.PDF()
	sheets := sheet.FindAll(printed, -1)
	if len(sheets) != len(made) {
		t.Errorf("%d slips are %d sheets", len(made), len(sheets))
	}
	for _, s := range sheets {
		if !a4.Match(s) {
			t.Errorf("printed on %s", s)
		}
	}
	read, err := source.Read(t.Context(), "slips.pdf", bytes.NewReader(printed), int64(len(printed)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if words := strings.Join(strings.Fields(read.Text), " "); strings.Count(words, "Quyết · in ngày") != len(made) || strings.Contains(words, "Ctrl+P") {
		t.Errorf("the paper says %.300s", words)
	}
	for _, width := range []int64{390, browsertest.Desk} {
		b.Width(width)
		if wide := b.TooWide(); len(wide) > 0 {
			t.Errorf("%d px: %q", width, wide)
		}
		if folder := os.Getenv("QUYET_PICTURES"); folder != "" {
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("slips-%d.png", width)), b.Picture(), 0o644); err != nil {
				t.Error(err)
			}
			if err := os.WriteFile(filepath.Join(folder, "slips.pdf"), printed, 0o644); err != nil {
				t.Error(err)
			}
		}
	}
	b.Go("/slips/print?" + strings.Split(fields, "&")[1])
	seen, _, err := image.Decode(bytes.NewReader(b.Picture()))
	if err != nil {
		t.Fatal(err)
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(seen)
	if err != nil {
		t.Fatal(err)
	}
	code, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatalf("the code on the slip is not read: %v", err)
	}
	at, ours := strings.CutPrefix(code.GetText(), "https://quyet.example.vn")
	if !ours {
		t.Fatalf("the code says %s", code.GetText())
	}
	b.Go(at)
	if want := made[0].Form(task.DoUpdate, "/slips"); b.Address() != want {
		t.Errorf("the code leads to %s, want %s", b.Address(), want)
	}
	b.Quiet()
}

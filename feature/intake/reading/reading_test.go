package reading_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"quyet/feature/intake/reading"
	"quyet/feature/intake/source"
	"quyet/feature/intake/source/sourcetest"
	"quyet/feature/task/deadline"
)

func read(tb testing.TB, content []byte) *source.Document {
	tb.Helper()
	doc, err := source.Read(context.Background(), "plan.docx", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		tb.Fatal(err)
	}
	return doc
}

func TestPlan(t *testing.T) {
	r := reading.Of(read(t, sourcetest.Plan(12).Bytes()), deadline.Defaults{})
	m := r.Metadata
	if got := m.Kind.Value.Slug(); got != "ke_hoach" {
		t.Errorf("kind %q", got)
	}
	if m.Symbol.Value.Printed != "128/KH-UBND" || m.Date.Value.String() != "2026-03-14" || m.Place.Value != "Tân Lập" || m.Signer.Value != "Trần Văn Mẫu" {
		t.Errorf("metadata %+v", m)
	}
	if len(r.References) == 0 || r.References[0].Symbol.Number == "" && len(r.References) < 2 {
		t.Errorf("references %+v", r.References)
	}
	rows := 0
	for _, task := range r.Tasks {
		if task.How == "" || task.Len() == 0 {
			t.Errorf("task %q has no reason or no span", task.Text)
		}
		if len(task.Lead) == 1 && task.Lead[0].Name == "Sở Khoa học và Công nghệ" && task.Deliverable == "Báo cáo kết quả" {
			rows++
		}
	}
	if rows != 12 || len(r.Tasks) < 15 {
		t.Errorf("%d tasks, %d of them from the 12 rows of the annex", len(r.Tasks), rows)
	}
}

func TestAnnotations(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "new")
	plan := filepath.Join(in, "plan.docx")
	note := filepath.Join(in, "note.txt")
	scan := filepath.Join(in, "scan.png")
	for path, content := range map[string][]byte{
		plan: sourcetest.Plan(2).Bytes(),
		note: []byte("Sáng nay, hội nghị đã kết thúc."),
		scan: []byte("\x89PNG\r\n\x1a\n"),
	} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var stdout bytes.Buffer
	err := reading.WriteAnnotations(context.Background(), out, []string{plan, scan, note}, &stdout)
	if refusal := new(source.Error); !errors.As(err, &refusal) || refusal.Kind != source.NotSupported || refusal.Name != "scan.png" {
		t.Errorf("the picture: %v", err)
	}
	if n := bytes.Count(stdout.Bytes(), []byte("\n")); n != 2 {
		t.Errorf("%d lines on standard output", n)
	}
	content, err := os.ReadFile(filepath.Join(out, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Kind, Symbol, Number, Date string
		Refs                       []struct{ Symbol, Relation string }
		Tasks                      []struct {
			Text_start string
			Lead       []string
			Deadline   string
			Measurable bool
		}
		Figures []map[string]any
	}
	if err := json.Unmarshal(content, &got); err != nil {
		t.Fatal(err)
	}
	if got.Kind != "ke_hoach" || got.Symbol != "128/KH-UBND" || got.Number != "128" || got.Date != "2026-03-14" {
		t.Errorf("metadata %+v", got)
	}
	if n := len(got.Tasks); n < 5 || len([]rune(got.Tasks[n-1].Text_start)) != 60 || got.Tasks[n-1].Deadline != "Tháng 5/2026" || !got.Tasks[n-1].Measurable {
		t.Errorf("tasks %+v", got.Tasks)
	}
	if content, err = os.ReadFile(filepath.Join(out, "note.json")); err != nil || !bytes.Contains(content, []byte(`"symbol": null`)) || !bytes.Contains(content, []byte(`"tasks": []`)) {
		t.Errorf("what a text does not say must be null or empty: %s, %v", content, err)
	}
}

func TestAnnotationsOfTwoFilesWithOneName(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "a.md")
	for _, path := range []string{a, b} {
		if err := os.WriteFile(path, []byte("Thông báo về lịch họp tháng 5."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	missing := filepath.Join(dir, "none.txt")
	err := reading.WriteAnnotations(context.Background(), filepath.Join(dir, "out"), []string{a, b, missing}, nil)
	each, ok := err.(interface{ Unwrap() []error })
	if !ok || len(each.Unwrap()) != 2 {
		t.Fatalf("want one error for each of two files, got %v", err)
	}
	if same := new(reading.SameName); !errors.As(each.Unwrap()[0], &same) || same.File != b || same.Other != a || same.Name != "a.json" {
		t.Errorf("the second file would replace the reading of the first: %v", each.Unwrap()[0])
	}
	if !errors.Is(each.Unwrap()[1], fs.ErrNotExist) {
		t.Errorf("the missing file: %v", each.Unwrap()[1])
	}
}

func TestSecretIsNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.docx")
	marked := sourcetest.Docx{Body: sourcetest.P("TỐI MẬT") + sourcetest.P("Nội dung của văn bản.")}
	if err := os.WriteFile(path, marked.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := reading.ReadFile(context.Background(), path, source.DefaultLimits, deadline.Defaults{})
	if refusal := new(source.Error); !errors.As(err, &refusal) || refusal.Kind != source.Secret || refusal.Detail != "Tối mật" {
		t.Errorf("got %v", err)
	}
}

// BenchmarkReadPlan reads an ordinary docx, a plan with 40 tasks in its annex,
// from bytes to tasks. The bar is 50 a second on one core.
func BenchmarkReadPlan(b *testing.B) {
	content := sourcetest.Plan(40).Bytes()
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		reading.Of(read(b, content), deadline.Defaults{})
	}
}

// BenchmarkSource is the part of [BenchmarkReadPlan] that turns bytes into text.
func BenchmarkSource(b *testing.B) {
	content := sourcetest.Plan(40).Bytes()
	for b.Loop() {
		read(b, content)
	}
}

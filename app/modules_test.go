package app_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	required = regexp.MustCompile(`(?m)^\t(\S+) (v\S+)( // indirect)?$`)
	listed   = regexp.MustCompile(`(?m)^\| (\S+) \| (direct|indirect) \| (\S+) \|$`)
	// FTL, CC-BY-4.0 and OFL-1.1 ask for no more than that whose work it is be
	// said, which docs/modules.md does; fonts under OFL must not be sold alone.
	licences = regexp.MustCompile(`^(MIT|ISC|0BSD|Unlicense|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|FTL|CC-BY-4\.0|OFL-1\.1)$`)
)

// Every module that go.mod requires is in docs/modules.md with its licence, and
// nothing else is; each has its hash in go.sum, and none is replaced by
// something that is kept elsewhere. Each direct one has its reason in
// ARCHITECTURE.md.
func TestEveryModuleIsListed(t *testing.T) {
	read := func(name string) string {
		b, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	mod, sum, architecture := read("go.mod"), read("go.sum"), read("ARCHITECTURE.md")
	if strings.Contains(mod, "replace ") {
		t.Error("go.mod replaces a module")
	}
	known := map[string][]string{}
	for _, m := range listed.FindAllStringSubmatch(read("docs/modules.md"), -1) {
		known[m[1]] = m[2:]
		if !licences.MatchString(m[3]) {
			t.Errorf("%s has the licence %s, which nobody has looked at", m[1], m[3])
		}
	}
	there := map[string]bool{}
	for _, m := range required.FindAllStringSubmatch(mod, -1) {
		name, version, needed := m[1], m[2], "direct"
		if m[3] != "" {
			needed = "indirect"
		}
		there[name] = true
		if k := known[name]; k == nil || k[0] != needed {
			t.Errorf("%s is %s and not so in docs/modules.md: add its line with its licence", name, needed)
		}
		if !strings.Contains(sum, name+" "+version+" h1:") {
			t.Errorf("%s %s has no hash of its content in go.sum", name, version)
		}
		if needed == "direct" && !told(architecture, name) {
			t.Errorf("%s has no row in the table of ARCHITECTURE.md: say what it is for and why this one", name)
		}
	}
	if len(there) < 20 {
		t.Fatalf("go.mod was not read: %d modules", len(there))
	}
	for name := range known {
		if !there[name] {
			t.Errorf("docs/modules.md lists %s, which go.mod does not require", name)
		}
	}
}

// told says whether a table names a module, by its path or the last part of it.
func told(architecture, module string) bool {
	parts := strings.Split(module, "/")
	for i, p := range parts {
		if len(p) > 3 && i > 0 && strings.Contains(architecture, p) && !strings.Contains(p, ".") {
			return true
		}
	}
	return strings.Contains(architecture, module) || strings.Contains(architecture, "x/"+parts[len(parts)-1])
}

// Every npm package that builds the front end comes from the registry and is
// pinned by the hash of its content.
func TestEveryPackageIsPinned(t *testing.T) {
	b, err := os.ReadFile("../package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	var lock struct {
		Packages map[string]struct {
			Version, Resolved, Integrity string
			Link                         bool
		}
	}
	if err := json.Unmarshal(b, &lock); err != nil {
		t.Fatal(err)
	}
	if len(lock.Packages) < 10 {
		t.Fatalf("package-lock.json names %d packages", len(lock.Packages))
	}
	for name, p := range lock.Packages {
		if name == "" {
			continue
		}
		if p.Version == "" || !strings.HasPrefix(p.Integrity, "sha512-") || p.Link || p.Resolved != "" && !strings.HasPrefix(p.Resolved, "https://registry.npmjs.org/") {
			t.Errorf("%s is not pinned: %+v", name, p)
		}
	}
}

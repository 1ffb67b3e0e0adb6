// Vulnerabilities writes Go's vulnerability database into a folder in the form
// that govulncheck reads (go.dev/security/vuln/database), from the reports in the
// module golang.org/x/vulndb: what the program is built from can so be checked
// wherever modules can be fetched, and always against the same reports. And it
// judges what govulncheck finds (-format json): a report fails where the program
// calls what it is about. Reports on Go itself are told only: a release is built
// with the Go that whoever builds it has.
//
//	go run ./vulnerabilities write FOLDER-OF-THE-MODULE FOLDER
//	govulncheck -format json … | go run ./vulnerabilities judge
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A report is what is needed of one to find it by a module.
type report struct {
	ID       string    `json:"id"`
	Modified time.Time `json:"modified"`
	Aliases  []string  `json:"aliases"`
	Affected []struct {
		Package struct {
			Name      string `json:"name"`
			Ecosystem string `json:"ecosystem"`
		} `json:"package"`
		Ranges []struct {
			Events []struct {
				Introduced string `json:"introduced"`
				Fixed      string `json:"fixed"`
			} `json:"events"`
		} `json:"ranges"`
	} `json:"affected"`
}

// The index lists reports by module and by their own names.
type (
	ofModule struct {
		Path  string  `json:"path"`
		Vulns []fixed `json:"vulns"`
	}
	fixed struct {
		ID       string    `json:"id"`
		Modified time.Time `json:"modified"`
		Fixed    string    `json:"fixed,omitempty"`
	}
	named struct {
		ID       string    `json:"id"`
		Modified time.Time `json:"modified"`
		Aliases  []string  `json:"aliases,omitempty"`
	}
)

func main() {
	var said string
	var err error
	switch args := os.Args[1:]; {
	case len(args) == 3 && args[0] == "write":
		var n int
		n, err = write(args[1], args[2])
		said = fmt.Sprint(n, " reports of vulnerabilities are known")
	case len(args) == 1 && args[0] == "judge":
		said, err = judge(os.Stdin)
	default:
		err = errors.New("usage: vulnerabilities write FOLDER-OF-THE-MODULE FOLDER | vulnerabilities judge")
	}
	if said != "" {
		fmt.Println(said)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "vulnerabilities:", err)
		os.Exit(1)
	}
}

// newer compares two versions of one line of releases.
func newer(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) }

// judge reads what govulncheck has found, and returns an error that names what
// the program calls of other modules.
func judge(from io.Reader) (said string, err error) {
	type found struct {
		Finding *struct {
			OSV   string `json:"osv"`
			Fixed string `json:"fixed_version"`
			Trace []struct {
				Module   string `json:"module"`
				Function string `json:"function"`
			} `json:"trace"`
		} `json:"finding"`
		Config *struct{} `json:"config"`
	}
	ofGo, called, ran := map[string]bool{}, map[string]bool{}, false
	for d := json.NewDecoder(from); ; {
		var f found
		if err := d.Decode(&f); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return "", fmt.Errorf("what govulncheck says cannot be read: %w", err)
		}
		ran = ran || f.Config != nil
		if f.Finding == nil || len(f.Finding.Trace) == 0 || f.Finding.Trace[0].Function == "" {
			continue
		}
		if at := f.Finding.Trace[0].Module; at == "stdlib" {
			ofGo[f.Finding.Fixed] = true
		} else {
			called[fmt.Sprintf("%s in %s, mended in %s", f.Finding.OSV, at, f.Finding.Fixed)] = true
		}
	}
	switch {
	case !ran:
		return "", errors.New("govulncheck has not run")
	case len(ofGo) > 0:
		said = fmt.Sprintf("This Go has known vulnerabilities; build releases with %s or newer.", slices.MaxFunc(slices.Collect(maps.Keys(ofGo)), newer))
	}
	if len(called) > 0 {
		return said, fmt.Errorf("the program calls:\n  %s", strings.Join(slices.Sorted(maps.Keys(called)), "\n  "))
	}
	return said, nil
}

func write(module, to string) (int, error) {
	files, err := filepath.Glob(filepath.Join(module, "data", "osv", "*.json"))
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("no reports in %s: %w", module, err)
	}
	for _, dir := range []string{"ID", "index"} {
		if err := os.MkdirAll(filepath.Join(to, dir), 0o755); err != nil {
			return 0, err
		}
	}
	modules := map[string][]fixed{}
	var all []named
	// The module's reports bear no times; what they are compared with is one.
	at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return 0, err
		}
		var r report
		if err := json.Unmarshal(content, &r); err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
		if r.ID+".json" != filepath.Base(file) {
			return 0, fmt.Errorf("%s holds %s", file, r.ID)
		}
		if err := os.WriteFile(filepath.Join(to, "ID", r.ID+".json"), content, 0o644); err != nil {
			return 0, err
		}
		all = append(all, named{r.ID, at, r.Aliases})
		for path, last := range r.modules() {
			modules[path] = append(modules[path], fixed{r.ID, at, last})
		}
	}
	var list []ofModule
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		list = append(list, ofModule{path, modules[path]})
	}
	for name, what := range map[string]any{"db": map[string]time.Time{"modified": at}, "modules": list, "vulns": all} {
		content, err := json.Marshal(what)
		if err != nil {
			return 0, err
		}
		if err := os.WriteFile(filepath.Join(to, "index", name+".json"), content, 0o644); err != nil {
			return 0, err
		}
	}
	return len(files), nil
}

// modules returns the modules that a report is about, each with the version that
// mended it last; "" where one did not.
func (r *report) modules() map[string]string {
	of := map[string]string{}
	for _, a := range r.Affected {
		last := ""
		for _, ranged := range a.Ranges {
			for _, e := range ranged.Events {
				if e.Fixed != "" {
					last = e.Fixed
				} else if e.Introduced != "" {
					last = "" // and not mended since
				}
			}
		}
		if before, seen := of[a.Package.Name]; !seen || before != "" {
			of[a.Package.Name] = last
		}
	}
	return of
}

package db

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// modernc.org/sqlite is machine-made for one version of modernc.org/libc and
// says that no other will do; another dependency could raise it unseen.
func TestLibcIsTheOneSQLiteWasMadeFor(t *testing.T) {
	list := func(format, module string) string {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", format, module).Output()
		if err != nil {
			t.Fatalf("go list -m %s: %v", module, err)
		}
		return strings.TrimSpace(string(out))
	}
	own, err := os.ReadFile(list("{{.GoMod}}", "modernc.org/sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	wants := regexp.MustCompile(`modernc\.org/libc (v\S+)`).FindSubmatch(own)
	if wants == nil {
		t.Fatal("the go.mod of modernc.org/sqlite names no libc")
	}
	if have := list("{{.Version}}", "modernc.org/libc"); have != string(wants[1]) {
		t.Errorf("libc is %s; SQLite was made for %s: pin that in go.mod", have, wants[1])
	}
}

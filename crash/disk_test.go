package main

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// insideVar says that the test runs in a namespace of its own, where it may
// mount.
const insideVar = "QUYET_TEST_MAY_MOUNT"

// A real disk becomes full while people work: they are told so, can still
// read, and go on when there is room, without a new start. It needs a small
// file system of its own; who is not root gets one in a namespace.
func TestDiskFull(t *testing.T) {
	if only := os.Getenv("QUYET_TEST_ENGINES"); only != "" && only != "sqlite" {
		return
	}
	if os.Getuid() != 0 && os.Getenv(insideVar) == "" {
		again := exec.Command("unshare", "--user", "--map-root-user", "--mount", os.Args[0], "-test.run=^TestDiskFull$", "-test.v")
		again.Env = append(os.Environ(), insideVar+"=1")
		if out, err := again.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS: TestDiskFull") {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	k := &killing{Program: programPath(t), Folder: openFolder(t)}
	small := filepath.Join(k.Folder, "disk")
	if err := os.Mkdir(small, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=48m,mode=0700"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(small, 0); err != nil {
			t.Error(err)
		}
	})
	newOffice(t, k, "disk/office")
	p, err := k.begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.kill() })
	c := &k.office.crew
	if err := c.signIn(t.Context(), p.at); err != nil {
		t.Fatal(err)
	}
	assign := func(name string) (*http.Response, string) {
		form := url.Values{"issuer": {c.issuer}, "lead": {c.lead}, "text": {"Rà soát hồ sơ lưu trữ, việc " + name}, "due": {time.Now().AddDate(0, 1, 0).Format("02/01/2006")}}
		answer, page, err := c.assigns.ask(t.Context(), http.MethodPost, p.at+"/tasks", "application/x-www-form-urlencoded", []byte(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		return answer, string(page)
	}
	if answer, page := assign("trước khi đầy"); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s: %.2000s", answer.Status, page)
	}
	filler := filepath.Join(small, "filler")
	f, err := os.Create(filler)
	if err != nil {
		t.Fatal(err)
	}
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
	f.Close()
	refused := 0
	for n := range 400 { // what the log of the database holds already may be written over
		answer, page := assign("khi đầy")
		if answer.StatusCode == http.StatusServiceUnavailable {
			if refused++; answer.Header.Get("Retry-After") == "" || !strings.Contains(page, "Rà soát hồ sơ lưu trữ, việc khi đầy") || !strings.Contains(page, "hết chỗ") {
				t.Errorf("told: %v %.3000s", answer.Header, page)
			}
			break
		}
		if answer.StatusCode != http.StatusSeeOther {
			t.Fatalf("%d: %s: %.2000s", n, answer.Status, page)
		}
	}
	if refused == 0 {
		t.Fatal("the disk was never full")
	}
	if answer, _, err := c.assigns.ask(t.Context(), http.MethodGet, p.at+"/tasks", "", nil); err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("a full disk cannot be read: %v %v", answer, err)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if answer, page := assign("sau khi có chỗ"); answer.StatusCode != http.StatusSeeOther {
		t.Errorf("with room again: %s: %.2000s", answer.Status, page)
	}
	if err := p.stop(); err != nil {
		t.Error(err)
	}
	if err := command(t.Context(), k.Program, append([]string{"doctor"}, k.office.args...)...); err != nil {
		t.Error(err)
	}
}

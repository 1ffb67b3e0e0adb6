package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"pgregory.net/rapid"

	"quyet/base/blob"
	"quyet/base/db"
)

var (
	addPage  = db.SQL("probe.page", `INSERT INTO probe_page (id, text) VALUES ($1, $2)`)
	listPage = db.SQL("probe.pages", `SELECT id || text FROM probe_page ORDER BY id`)
)

// An office is a database that is kept, and the clock by which.
type office struct {
	*Keeper
	t     *testing.T
	now   time.Time
	vault Vault
	rows  int
	log   bytes.Buffer
}

var morning = time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)

func newOffice(t *testing.T, store Store) *office {
	t.Helper()
	d, err := db.Open(t.Context(), filepath.Join(t.TempDir(), "office.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if err := d.Migrate(t.Context(), []db.Migration{{Name: "1.sql", SQL: "CREATE TABLE probe_page (\n\tid BIGINT NOT NULL PRIMARY KEY,\n\ttext TEXT NOT NULL\n);"}}); err != nil {
		t.Fatal(err)
	}
	files, err := blob.Open(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, now: morning, vault: Vault{store, []age.Identity{key}}}
	o.Keeper = &Keeper{
		Store: store, To: []age.Recipient{key.Recipient()}, DB: d, Files: files, Zone: time.UTC, Dir: filepath.Join(t.TempDir(), "way"),
		Now: func() time.Time { return o.now }, Log: slog.New(slog.NewTextHandler(&o.log, nil)), Keep: Terms{14 * 24 * time.Hour, 92 * 24 * time.Hour},
	}
	if err := o.start(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.settle()
	t.Cleanup(o.stop)
	return o
}

// settle waits for what is done beside the beats.
func (o *office) settle() { o.tidying.Wait() }

func (o *office) write(n int) {
	o.t.Helper()
	if err := o.DB.Write(o.t.Context(), func(tx *db.Tx) error {
		for range n {
			o.rows++
			if _, err := tx.Exec(o.t.Context(), addPage, o.rows, strings.Repeat("x", o.rows%3000)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) beat() {
	o.now = o.now.Add(beat)
	o.step(o.t.Context())
}

func rows(t *testing.T, path string) (all []string) {
	t.Helper()
	d, err := db.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if found, err := d.Sound(t.Context()); err != nil || len(found) > 0 {
		t.Fatalf("what came back is damaged: %q %v", found, err)
	}
	if err := d.Read(t.Context(), func(s *db.Snapshot) (err error) {
		all, err = db.All(t.Context(), s, listPage, db.Text[string])
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// back goes back to a moment and says how many rows there were.
func (o *office) back(at time.Time) int {
	o.t.Helper()
	path := filepath.Join(o.t.TempDir(), "back.db")
	if _, err := o.vault.Restore(o.t.Context(), at, path); err != nil {
		o.t.Fatal(err)
	}
	return len(rows(o.t, path))
}

// A server is an S3-compatible service that can fail.
type server struct {
	*httptest.Server
	down atomic.Bool
}

func newServer(t *testing.T) (*server, Store) {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("sao-luu"); err != nil {
		t.Fatal(err)
	}
	s, inner := &server{}, gofakes3.New(backend).Server()
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.down.Load() {
			http.Error(w, "out of order", http.StatusServiceUnavailable)
			return
		}
		inner.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	store, err := OpenStore("s3://sao-luu/tinh?endpoint="+url.QueryEscape(s.URL), Keys{"id", "secret"})
	if err != nil {
		t.Fatal(err)
	}
	return s, store
}

func eachStore(t *testing.T, fn func(t *testing.T, s Store)) {
	t.Run("folder", func(t *testing.T) { fn(t, Folder(t.TempDir())) })
	t.Run("s3", func(t *testing.T) {
		_, s := newServer(t)
		fn(t, s)
	})
}

// Every moment can be gone back to, over hours whose changes were packed, over
// days and their images, and over a new start of the program.
func TestThereAndBack(t *testing.T) {
	eachStore(t, func(t *testing.T, s Store) {
		o := newOffice(t, s)
		had := map[time.Time]int{}
		for n := range 24 {
			o.write(1 + n*7%50)
			if n == 5 {
				o.write(4000) // more than the log holds before a checkpoint
			}
			o.beat()
			had[o.now] = o.rows
			if n%5 == 4 {
				o.now = o.now.Add(7 * time.Hour)
			}
			o.settle()
		}
		if s := o.Status(); had[s.Safe] != o.rows || s.Changes != 24 || s.Bytes == 0 || !s.Failing.IsZero() {
			t.Errorf("status %+v at %v", s, o.now)
		}
		o.stop()
		for at, n := range had {
			if got := o.back(at.Add(beat / 2)); got != n {
				t.Errorf("just after %v there were %d rows, and %d came back", at, n, got)
			}
		}
		packs := 0
		for _, object := range list(t, s, changePrefix) {
			if strings.HasSuffix(object.Name, packEnd) {
				packs++
			}
		}
		if images, err := o.vault.Images(t.Context()); err != nil || packs < 3 || len(images) < 2 {
			t.Errorf("%d packs and %d images after two days (%v): %s", packs, len(images), err, o.log.String())
		}
		if _, err := o.vault.Restore(t.Context(), morning.Add(-time.Second), filepath.Join(t.TempDir(), "x")); !errors.Is(err, ErrNothing) {
			t.Errorf("before the first image: %v", err)
		}
	})
}

func list(t *testing.T, s Store, prefix string) []Object {
	t.Helper()
	all, err := s.List(t.Context(), prefix)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Whatever happens to an object is noticed and named, and all until then comes
// back.
func TestDamage(t *testing.T) {
	s := Folder(t.TempDir())
	o := newOffice(t, s)
	var moments []time.Time
	for n := range 12 {
		if n == 4 {
			o.now = o.now.Add(time.Hour) // the first four become a pack
		}
		o.write(3)
		o.beat()
		o.settle()
		moments = append(moments, o.now)
	}
	o.stop()
	changes := list(t, s, changePrefix)
	if len(changes) != 9 {
		t.Fatalf("the store holds %v", changes)
	}
	image := list(t, s, imagePrefix)[0].Name
	stranger, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	forged := func(h header) []byte {
		var b bytes.Buffer
		w, err := seal(&b, o.To)
		if err := errors.Join(err, writeHeader(w, h), writeEnd(w), w.Close()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, c := range []struct {
		name  string
		do    func(path string, b []byte) error
		which string
		good  int // moments that come back
		named string
	}{
		{"a bit is altered", func(p string, b []byte) error { b[len(b)/2] ^= 1; return os.WriteFile(p, b, 0o600) }, changes[3].Name, 6, changes[3].Name},
		{"the last bit is altered", func(p string, b []byte) error { b[len(b)-1] ^= 1; return os.WriteFile(p, b, 0o600) }, changes[3].Name, 6, changes[3].Name},
		{"cut off", func(p string, b []byte) error { return os.WriteFile(p, b[:len(b)-1], 0o600) }, changes[3].Name, 6, changes[3].Name},
		{"empty", func(p string, _ []byte) error { return os.WriteFile(p, nil, 0o600) }, changes[3].Name, 6, changes[3].Name},
		{"longer", func(p string, b []byte) error { return os.WriteFile(p, append(b, 0), 0o600) }, changes[3].Name, 6, changes[3].Name},
		{"missing", func(p string, _ []byte) error { return os.Remove(p) }, changes[3].Name, 6, changes[4].Name},
		{"another one in its place", func(p string, _ []byte) error {
			b, err := os.ReadFile(s.path(changes[5].Name))
			return errors.Join(err, os.WriteFile(p, b, 0o600))
		}, changes[3].Name, 6, changes[3].Name},
		{"one of another hand in its place", func(p string, _ []byte) error {
			return os.WriteFile(p, forged(header{Chain: o.chain, No: 7, At: moments[6], Page: 4096, Size: 3}), 0o600)
		}, changes[3].Name, 6, changes[3].Name},
		{"a pack is altered", func(p string, b []byte) error { b[len(b)-10] ^= 1; return os.WriteFile(p, b, 0o600) }, changes[0].Name, 3, "000000000004-"},
		{"a pack is cut off", func(p string, b []byte) error { return os.WriteFile(p, b[:len(b)-10], 0o600) }, changes[0].Name, 3, "000000000004-"},
		{"a pack is missing", func(p string, _ []byte) error { return os.Remove(p) }, changes[0].Name, 0, changes[1].Name},
		{"the image is altered", func(p string, b []byte) error { b[len(b)/2] ^= 1; return os.WriteFile(p, b, 0o600) }, image, -1, image},
		{"the image is cut off", func(p string, b []byte) error { return os.WriteFile(p, b[:len(b)/2], 0o600) }, image, -1, image},
		{"the image is of another chain", func(p string, _ []byte) error {
			return os.WriteFile(p, forged(header{Chain: "other", Page: 4096}), 0o600)
		}, image, -1, image},
	} {
		t.Run(c.name, func(t *testing.T) {
			copied := Folder(t.TempDir())
			if err := os.CopyFS(string(copied), os.DirFS(string(s))); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(copied.path(c.which))
			if err != nil {
				t.Fatal(err)
			}
			if err := c.do(copied.path(c.which), b); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "back.db")
			r, err := Vault{copied, o.vault.With}.Restore(t.Context(), time.Time{}, path)
			damage, ok := errors.AsType[*Damage](err)
			if !ok || !strings.Contains(damage.Object, c.named) {
				t.Fatalf("restored with %v, want the damage of %s", err, c.named)
			}
			if c.good < 0 {
				if _, err := os.Stat(path); err == nil || !damage.Good.IsZero() {
					t.Errorf("something came back, good until %v", damage.Good)
				}
				return
			}
			if got := rows(t, path); len(got) != 3*c.good {
				t.Errorf("%d rows came back, want %d", len(got), 3*c.good)
			}
			if want := append([]time.Time{morning}, moments...)[c.good]; !damage.Good.Equal(want) || !r.At.Equal(want) {
				t.Errorf("good until %v and %v, want %v", damage.Good, r.At, want)
			}
		})
	}
	if _, err := (Vault{s, []age.Identity{stranger}}).Restore(t.Context(), time.Time{}, filepath.Join(t.TempDir(), "x")); err == nil || !errors.Is(err, ErrSealed) {
		t.Errorf("with the key of another: %v", err)
	}
}

// Where the store is out of reach, nobody waits; what was written comes into
// it when it is back.
func TestStoreOutOfReach(t *testing.T) {
	server, s := newServer(t)
	o := newOffice(t, s)
	o.write(5)
	o.beat()
	safe := o.now
	server.down.Store(true)
	for range 30 {
		o.write(200)
		o.beat()
	}
	if s := o.Status(); s.Failing.IsZero() || s.Err == "" || !s.Safe.Equal(safe) {
		t.Errorf("while the store is down: %+v; safe was %v", s, safe)
	}
	if info, err := os.Stat(o.DB.URL + "-wal"); err != nil || info.Size() > 16<<20 {
		t.Errorf("the log has grown: %v %v", info, err)
	}
	server.down.Store(false)
	o.now = o.now.Add(longestPause)
	o.beat()
	o.beat()
	if s := o.Status(); !s.Failing.IsZero() || !s.Safe.Equal(o.now) || s.Lag < longestPause {
		t.Errorf("when it is back: %+v at %v", s, o.now)
	}
	if got := o.back(time.Time{}); got != o.rows {
		t.Errorf("%d rows came back of %d", got, o.rows)
	}
	if got := o.back(safe); got != 5 {
		t.Errorf("%d rows came back of the moment before, not 5", got)
	}
	if !strings.Contains(o.log.String(), "answers again") {
		t.Errorf("the log says %s", o.log.String())
	}
}

// A file is in the store before the change whose rows may name it; its name
// tells nothing to those without the key, and all come back.
func TestFiles(t *testing.T) {
	eachStore(t, func(t *testing.T, s Store) {
		watched := &watching{Store: s}
		o := newOffice(t, watched)
		var sums []string
		for n := range 5 {
			sum, _, err := o.Files.Put(t.Context(), strings.NewReader(fmt.Sprint("Văn bản ", n)))
			if err != nil {
				t.Fatal(err)
			}
			sums = append(sums, sum)
			o.write(1)
			o.beat()
		}
		var kinds []string
		for _, n := range watched.put {
			if strings.Contains(n, sums[0][:16]) {
				t.Errorf("the name %s tells what the file is", n)
			}
			if kind, _, _ := strings.Cut(n, "/"); kind != aliveName {
				kinds = append(kinds, kind)
			}
		}
		if want := "image file change file change file change file change file change"; strings.Join(kinds, " ") != want {
			t.Errorf("put in the order %v", kinds)
		}
		o.stop()
		files, err := blob.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if n, size, err := o.vault.Files(t.Context(), files, nil); err != nil || n != 5 || size == 0 {
			t.Fatalf("%d files of %d bytes came back (%v)", n, size, err)
		}
		for n, sum := range sums {
			f, err := files.Open(t.Context(), sum)
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := io.ReadAll(f); string(b) != fmt.Sprint("Văn bản ", n) {
				t.Errorf("file %d came back as %q", n, b)
			}
			f.Close()
		}
		// Another start knows what is there.
		before := len(watched.put)
		again := &Keeper{
			Store: watched, To: o.To, DB: o.DB, Files: o.Files, Zone: time.UTC, Dir: o.Dir, Now: o.Now, Log: o.Log, Keep: o.Keep,
		}
		if err := again.start(t.Context()); err != nil {
			t.Fatal(err)
		}
		defer again.stop()
		again.tidying.Wait()
		o.write(1)
		again.step(t.Context())
		for _, n := range watched.put[before:] {
			if strings.HasPrefix(n, filePrefix) {
				t.Errorf("%s was put again", n)
			}
		}
	})
}

// A file beside the database comes back as it stood at a moment.
func TestBeside(t *testing.T) {
	s := Folder(t.TempDir())
	o := newOffice(t, s)
	path := filepath.Join(t.TempDir(), "a.key")
	o.Beside = func() ([]string, error) { return []string{path}, nil }
	var at []time.Time
	for _, what := range []string{"one", "one", "two"} {
		if err := os.WriteFile(path, []byte(what), 0o600); err != nil {
			t.Fatal(err)
		}
		o.write(1)
		o.beat()
		at = append(at, o.now)
	}
	if all := list(t, s, besidePrefix); len(all) != 2 {
		t.Errorf("kept as %v", all)
	}
	for m, want := range map[time.Time]string{{}: "two", at[2]: "two", at[1]: "one", morning: "one"} {
		dir := t.TempDir()
		names, err := o.vault.Beside(t.Context(), m, dir)
		if err != nil || !slices.Equal(names, []string{"a.key"}) {
			t.Fatal(names, err)
		}
		if b, _ := os.ReadFile(filepath.Join(dir, "a.key")); string(b) != want {
			t.Errorf("at %v it was %s, and %s came back", m, want, b)
		}
	}
}

// watching notes the names that are put.
type watching struct {
	Store
	mu  sync.Mutex
	put []string
}

func (w *watching) Put(ctx context.Context, name string, r io.ReadSeeker) error {
	w.mu.Lock()
	w.put = append(w.put, name)
	w.mu.Unlock()
	return w.Store.Put(ctx, name, r)
}

// A clock that is set back does not break the chain.
func TestClockSetBack(t *testing.T) {
	o := newOffice(t, Folder(t.TempDir()))
	for _, step := range []time.Duration{time.Hour, -3 * time.Hour, time.Second, 5 * time.Hour} {
		o.now = o.now.Add(step)
		o.write(2)
		o.beat()
		o.settle()
	}
	if got := o.back(time.Time{}); got != 8 {
		t.Errorf("%d rows came back, not 8", got)
	}
}

// What the terms keep is enough to go back to every moment they promise, and
// to one of each day.
func TestTerms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := Terms{Moments: 3 * 24 * time.Hour, Days: 9 * 24 * time.Hour}
		at, chain, no := morning, 0, int64(0)
		var images []Image
		for range rapid.IntRange(1, 40).Draw(t, "images") {
			at = at.Add(time.Duration(rapid.IntRange(1, 40).Draw(t, "hours")) * time.Hour)
			if rapid.IntRange(0, 3).Draw(t, "new chain") == 0 {
				chain, no = chain+1, 0
			} else {
				no += 10
			}
			images = append(images, Image{At: at, Chain: fmt.Sprint(chain), No: no, Name: imageName(at, fmt.Sprint(chain), no)})
		}
		now := at.Add(time.Duration(rapid.IntRange(0, 100).Draw(t, "later")) * time.Hour)
		gone, from := terms.old(images, now, time.UTC)
		left := slices.DeleteFunc(slices.Clone(images), func(i Image) bool { return slices.Contains(gone, i.Name) })
		if len(left) == 0 || left[len(left)-1] != images[len(images)-1] {
			t.Fatal("the newest image is gone")
		}
		// last returns the last image of some before a moment.
		last := func(of []Image, m time.Time) (i Image, ok bool) {
			for _, one := range of {
				if !one.At.After(m) {
					i, ok = one, true
				}
			}
			return i, ok
		}
		for m := now.Add(-terms.Moments); !m.After(now); m = m.Add(time.Hour) {
			was, ok := last(images, m)
			if !ok {
				continue
			}
			is, ok := last(left, m)
			if !ok || is.Chain != was.Chain || from[is.Chain].IsZero() || from[is.Chain].After(is.At) {
				t.Fatalf("%v was in the reach of %v, now of %v with changes from %v", m, was, is, from[is.Chain])
			}
		}
		for _, i := range images {
			if i.At.After(now.Add(-terms.Days)) && !slices.ContainsFunc(left, func(l Image) bool { return sameDay(l.At, i.At, time.UTC) }) {
				t.Fatalf("nothing is left of the day of %v", i.At)
			}
		}
		for _, l := range left {
			if l.At.Before(now.Add(-terms.Days-terms.Moments-48*time.Hour)) && l != images[len(images)-1] {
				if b := from[l.Chain]; b.IsZero() || b.After(l.At) {
					t.Fatalf("%v is kept at %v", l.At, now)
				}
			}
		}
	})
}

// What is too old goes, and nothing else does.
func TestRemoves(t *testing.T) {
	s := Folder(t.TempDir())
	o := newOffice(t, s)
	o.Keep = Terms{Moments: 48 * time.Hour, Days: 120 * time.Hour}
	var moments []time.Time
	var had []int
	for range 60 {
		o.write(2)
		o.beat()
		moments, had = append(moments, o.now), append(had, o.rows)
		o.now = o.now.Add(5 * time.Hour)
		o.settle()
	}
	o.stop()
	for n, m := range moments {
		if o.now.Sub(m) < o.Keep.Moments {
			if got := o.back(m); got != had[n] {
				t.Errorf("at %v there were %d rows, %d came back", m, had[n], got)
			}
		}
	}
	images, err := o.vault.Images(t.Context())
	if err != nil || len(images) < 5 || len(images) > 8 {
		t.Errorf("%d images are kept of %v: %v %v", len(images), o.Keep, images, err)
	}
	if n := len(list(t, s, changePrefix)); n > 20 {
		t.Errorf("%d changes are kept", n)
	}
}

func TestStores(t *testing.T) {
	eachStore(t, func(t *testing.T, s Store) {
		for _, name := range []string{"a/one", "a/two", "ab/three", "b/four"} {
			if err := s.Put(t.Context(), name, strings.NewReader(name)); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Put(t.Context(), "a/one", strings.NewReader("again")); err != nil {
			t.Fatal(err)
		}
		if b, err := get(t.Context(), s, "a/one"); err != nil || string(b) != "again" {
			t.Errorf("got %q %v", b, err)
		}
		if _, err := s.Get(t.Context(), "a/none"); !errors.Is(err, ErrNone) {
			t.Errorf("what is not there: %v", err)
		}
		if all := list(t, s, "a/"); !slices.Equal(all, []Object{{"a/one", 5}, {"a/two", 5}}) {
			t.Errorf("listed %v", all)
		}
		if all := list(t, s, "a/t"); !slices.Equal(all, []Object{{"a/two", 5}}) {
			t.Errorf("listed %v", all)
		}
		if err := s.Delete(t.Context(), "a/one", "a/none", "b/four"); err != nil {
			t.Fatal(err)
		}
		if all := list(t, s, ""); len(all) != 2 {
			t.Errorf("left are %v", all)
		}
	})
	for _, bad := range []string{"s3://", "s3:///x", "s3://%zz"} {
		if _, err := OpenStore(bad, Keys{}); !errors.Is(err, ErrAddress) {
			t.Errorf("OpenStore(%q) = %v", bad, err)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add(imageName(morning, "chain", 7))
	f.Add(changeName("chain", 7, morning))
	f.Add(packName("chain", morning))
	f.Fuzz(func(t *testing.T, name string) {
		if i, ok := parseImage(Object{Name: name}); ok && imageName(i.At, i.Chain, i.No) != name && len(name) == len(imageName(i.At, i.Chain, i.No)) {
			t.Errorf("%q is read as %v", name, i)
		}
		if p, ok := parseChange("chain", name); ok && !p.pack && p.no < 1 {
			t.Errorf("%q is read as %v", name, p)
		}
	})
}

// Whatever is read as an object or a pack ends in an error or in what was
// written, never in a panic.
func FuzzPages(f *testing.F) {
	var b bytes.Buffer
	_ = errors.Join(writeHeader(&b, header{Page: 512, Size: 1}), writePage(&b, 1, make([]byte, 512)), writeEnd(&b))
	f.Add(b.Bytes())
	var p bytes.Buffer
	_ = writePacked(&p, "name", []byte("body"))
	f.Add(p.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		in := bytes.NewReader(b)
		if h, err := readHeader(in); err == nil {
			_ = readPages(in, h.Page, func(no uint32, page []byte) error {
				if no == 0 || len(page) != h.Page {
					t.Errorf("page %d of %d bytes", no, len(page))
				}
				return nil
			})
		}
		var again bytes.Buffer
		if err := readPacked(bytes.NewReader(b), func(name string, body io.Reader) error {
			all, err := io.ReadAll(body)
			return errors.Join(err, writePacked(&again, name, all))
		}); err == nil && !bytes.Equal(again.Bytes(), b) {
			t.Errorf("a pack of %d bytes is read as one of %d", len(b), again.Len())
		}
	})
}

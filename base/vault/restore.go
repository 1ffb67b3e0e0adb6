package vault

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"quyet/base/blob"
)

// A Vault is a store and the keys that open what is in it.
type Vault struct {
	Store Store
	With  []age.Identity
}

// Damage is returned where what is kept cannot be followed to the moment that
// was asked for: an object is missing or was altered.
type Damage struct {
	Object string    // or what should be there
	What   string    // what is wrong, in English, for the log
	Good   time.Time // the last moment that can be gone back to before it; zero: none
	Err    error
}

func (d *Damage) Error() string {
	if d.Err != nil {
		return fmt.Sprintf("%s: %s: %v", d.Object, d.What, d.Err)
	}
	return d.Object + ": " + d.What
}

func (d *Damage) Unwrap() error { return d.Err }

// ErrNothing is returned where the store holds no image of a time before the
// moment that was asked for.
var ErrNothing = errors.New("the store holds nothing from before that moment")

// A Return is a moment that was gone back to.
type Return struct {
	At      time.Time // every commit until then is in it
	Image   Image
	Changes int
	Bytes   int64 // of the sealed objects that were read
}

// Images returns the images in the store, the oldest first.
func (v Vault) Images(ctx context.Context) (images []Image, err error) {
	objects, err := v.Store.List(ctx, imagePrefix)
	if err != nil {
		return nil, err
	}
	for _, o := range objects {
		if i, ok := parseImage(o); ok {
			images = append(images, i)
		}
	}
	return images, nil
}

// Restore writes the database, as it was at a moment, into a new file; a zero
// at is the newest. It returns [*Damage] where what is kept is not whole up to
// there; the file is then the database at the last good moment, and Return
// tells which, or is not there.
func (v Vault) Restore(ctx context.Context, at time.Time, path string) (r Return, err error) {
	images, err := v.Images(ctx)
	if err != nil {
		return r, err
	}
	if !at.IsZero() {
		images = slices.DeleteFunc(images, func(i Image) bool { return i.At.After(at) })
	}
	if len(images) == 0 {
		return r, ErrNothing
	}
	// Where the newest image is damaged, the one before leads to a good moment.
	var first *Damage
	for _, i := range slices.Backward(images) {
		r, err := v.from(ctx, i, at, path)
		damage, damaged := errors.AsType[*Damage](err)
		switch {
		case damaged && damage.Good.IsZero():
			if first == nil {
				first = damage
			}
			os.Remove(path)
		case err != nil && !damaged:
			os.Remove(path)
			return r, err
		case first != nil:
			first.Good = r.At
			return r, first
		default:
			return r, err
		}
	}
	return r, first
}

// from lays the changes upon an image.
func (v Vault) from(ctx context.Context, i Image, at time.Time, path string) (r Return, err error) {
	r.Image = i
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, f.Sync(), f.Close()) }()
	body, err := v.Store.Get(ctx, i.Name)
	if err != nil {
		return r, &Damage{Object: i.Name, What: "cannot be read", Err: err}
	}
	defer body.Close()
	l := laying{v: v, ctx: ctx, file: f, r: &r}
	if err := l.image(body); err != nil {
		return r, &Damage{Object: i.Name, What: "is damaged or not sealed for this key", Err: err}
	}
	objects, err := v.Store.List(ctx, changesOf(i.Chain))
	if err != nil {
		return r, err
	}
	return r, l.changes(objects, at)
}

// A laying is the work of laying changes upon an image.
type laying struct {
	v     Vault
	ctx   context.Context
	file  *os.File
	r     *Return
	chain string
	no    int64
	last  string // SHA-256 of the last sealed change
}

func (l *laying) image(body io.Reader) error {
	read := newSumming()
	open, err := unseal(bufio.NewReaderSize(io.TeeReader(body, read), 1<<20), l.v.With)
	if err != nil {
		return err
	}
	defer open.Close()
	in := bufio.NewReaderSize(open, 1<<20)
	h, err := readHeader(in)
	if err != nil {
		return err
	}
	if h.Chain != l.r.Image.Chain || h.No != l.r.Image.No {
		return errors.New("it is another image than its name says")
	}
	out, next := bufio.NewWriterSize(l.file, 1<<20), uint32(1)
	if err := readPages(in, h.Page, func(no uint32, page []byte) error {
		if no != next {
			return fmt.Errorf("page %d stands where page %d should be", no, next)
		}
		next++
		_, err := out.Write(page)
		return err
	}); err != nil {
		return err
	}
	l.chain, l.no, l.last = h.Chain, h.No, h.Before
	l.r.At, l.r.Bytes = h.At, read.n
	return out.Flush()
}

// errEnough ends the reading at the moment that was asked for.
var errEnough = errors.New("enough")

func (l *laying) changes(objects []Object, at time.Time) error {
	// By hours; in an hour the pack first, then what is not in it.
	type entry struct {
		place
		Object
	}
	var all []entry
	for _, o := range objects {
		if p, ok := parseChange(l.chain, o.Name); ok {
			all = append(all, entry{p, o})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		if c := a.hour.Compare(b.hour); c != 0 {
			return c
		}
		if a.pack != b.pack {
			if a.pack {
				return -1
			}
			return 1
		}
		return int(a.no - b.no)
	})
	from := l.r.At.UTC().Truncate(time.Hour)
	for _, e := range all {
		if e.hour.Before(from) || !e.pack && e.no <= l.no {
			continue
		}
		err := l.object(e.place, e.Object, at)
		if errors.Is(err, errEnough) {
			return nil
		}
		if damage, ok := errors.AsType[*Damage](err); ok {
			damage.Good = l.r.At
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *laying) object(p place, o Object, at time.Time) error {
	if !p.pack {
		b, err := get(l.ctx, l.v.Store, o.Name)
		if err != nil {
			return &Damage{Object: o.Name, What: "cannot be read", Err: err}
		}
		return l.change(o.Name, p, b, at)
	}
	body, err := l.v.Store.Get(l.ctx, o.Name)
	if err != nil {
		return &Damage{Object: o.Name, What: "cannot be read", Err: err}
	}
	defer body.Close()
	err = readPacked(bufio.NewReaderSize(body, 1<<20), func(name string, body io.Reader) error {
		p, ok := parseChange(l.chain, name)
		if !ok || p.pack {
			return &Damage{Object: o.Name, What: "holds something else than changes"}
		}
		if p.no <= l.no {
			return nil
		}
		b, err := io.ReadAll(body)
		if err != nil {
			return err
		}
		return l.change(name, p, b, at)
	})
	if _, ok := errors.AsType[*Damage](err); err != nil && !ok && !errors.Is(err, errEnough) {
		return &Damage{Object: o.Name, What: "is damaged", Err: err}
	}
	return err
}

// change lays one change, when all of it is known to be right.
func (l *laying) change(name string, p place, sealed []byte, at time.Time) error {
	if !at.IsZero() && p.at.After(at) {
		return errEnough
	}
	if p.no != l.no+1 {
		return &Damage{Object: name, What: fmt.Sprintf("follows change %d: change %d is missing", l.no, l.no+1)}
	}
	open, err := unseal(bytes.NewReader(sealed), l.v.With)
	if err != nil {
		return &Damage{Object: name, What: "was altered or is not sealed for this key", Err: err}
	}
	defer open.Close()
	plain, err := io.ReadAll(open)
	if err != nil {
		return &Damage{Object: name, What: "was altered", Err: err}
	}
	in := bytes.NewReader(plain)
	h, err := readHeader(in)
	if err != nil {
		return &Damage{Object: name, What: "has no header", Err: err}
	}
	if h.Chain != l.chain || h.No != p.no || h.Before != l.last {
		return &Damage{Object: name, What: "is not the next of its chain"}
	}
	body := plain[len(plain)-in.Len():]
	if err := readPages(bytes.NewReader(body), h.Page, func(no uint32, _ []byte) error {
		if no > h.Size {
			return fmt.Errorf("page %d of %d", no, h.Size)
		}
		return nil
	}); err != nil {
		return &Damage{Object: name, What: "is not whole", Err: err}
	}
	if err := readPages(bytes.NewReader(body), h.Page, func(no uint32, page []byte) error {
		_, err := l.file.WriteAt(page, int64(no-1)*int64(h.Page))
		return err
	}); err != nil {
		return err
	}
	if err := l.file.Truncate(int64(h.Size) * int64(h.Page)); err != nil {
		return err
	}
	sum := sha256.Sum256(sealed)
	l.no, l.last = h.No, hex.EncodeToString(sum[:])
	l.r.At, l.r.Changes, l.r.Bytes = h.At, l.r.Changes+1, l.r.Bytes+int64(len(sealed))
	return l.ctx.Err()
}

// Beside writes the files that stood beside the database at a moment into a
// folder, and returns their names; a zero at is the newest.
func (v Vault) Beside(ctx context.Context, at time.Time, folder string) (names []string, err error) {
	objects, err := v.Store.List(ctx, besidePrefix)
	if err != nil {
		return nil, err
	}
	last := map[string]string{}
	for _, o := range objects {
		name, instant, ok := strings.Cut(strings.TrimPrefix(o.Name, besidePrefix), "/")
		kept, err := time.Parse(instantForm+sealedEnd, instant)
		// Where it was first kept later than that, it stood there all the same.
		if _, has := last[name]; ok && err == nil && filepath.IsLocal(name) && (!has || at.IsZero() || !kept.After(at)) {
			last[name] = o.Name
		}
	}
	for name, object := range last {
		b, err := get(ctx, v.Store, object)
		if err != nil {
			return nil, &Damage{Object: object, What: "cannot be read", Err: err}
		}
		open, err := unseal(bytes.NewReader(b), v.With)
		if err != nil {
			return nil, &Damage{Object: object, What: "was altered or is not sealed for this key", Err: err}
		}
		plain, err := io.ReadAll(open)
		open.Close()
		if err != nil {
			return nil, &Damage{Object: object, What: "was altered", Err: err}
		}
		if err := os.WriteFile(filepath.Join(folder, name), plain, 0o600); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

// Files puts every file of the store that files does not hold into it, and
// returns how many there were. wanted, where it is not nil, says by the name
// in the store which are looked at.
func (v Vault) Files(ctx context.Context, files *blob.Store, wanted func(Object) bool) (n int, size int64, err error) {
	objects, err := v.Store.List(ctx, filePrefix)
	if err != nil {
		return 0, 0, err
	}
	for _, o := range objects {
		if wanted != nil && !wanted(o) {
			continue
		}
		one, err := v.file(ctx, o, files)
		if err != nil {
			return n, size, err
		}
		n, size = n+1, size+one
	}
	return n, size, nil
}

func (v Vault) file(ctx context.Context, o Object, files *blob.Store) (int64, error) {
	body, err := v.Store.Get(ctx, o.Name)
	if err != nil {
		return 0, &Damage{Object: o.Name, What: "cannot be read", Err: err}
	}
	defer body.Close()
	open, err := unseal(bufio.NewReaderSize(body, 1<<18), v.With)
	if err != nil {
		return 0, &Damage{Object: o.Name, What: "was altered or is not sealed for this key", Err: err}
	}
	defer open.Close()
	_, size, err := files.Put(ctx, open)
	if errors.Is(err, ErrSealed) || err != nil && ctx.Err() == nil {
		return 0, &Damage{Object: o.Name, What: "was altered, or cannot be written here", Err: err}
	}
	return size, err
}

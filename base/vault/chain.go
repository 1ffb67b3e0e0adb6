package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"quyet/base/db"
	"quyet/base/id"
)

// The pages of the database: images and the changes that follow them.

// A change is a sealed change on its way to the store.
type change struct {
	name  string
	at    time.Time
	body  []byte
	try   time.Time // not put before
	tries int       // that failed
}

// begin begins a chain.
func (k *Keeper) begin(ctx context.Context) error {
	k.chain, k.no, k.before, k.last = strings.ToLower(id.New[string]()), 0, "", k.Now()
	h := k.header(k.last)
	path, err := k.image(ctx, k.follow.Begin, h)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	k.tidying.Go(func() { k.keepImage(ctx, path, h) })
	return nil
}

func (k *Keeper) header(at time.Time) header {
	return header{Chain: k.chain, No: k.no, Before: k.before, At: at.UTC(), Made: k.Made}
}

// image seals an image into a file.
func (k *Keeper) image(ctx context.Context, of func(context.Context, func(uint32, []byte) error) (uint32, error), h header) (path string, err error) {
	f, err := os.CreateTemp(k.Dir, "way-image-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err = errors.Join(err, f.Close()); err != nil {
			os.Remove(f.Name())
		}
	}()
	w, err := seal(f, k.To)
	if err != nil {
		return "", err
	}
	if _, err := of(ctx, func(no uint32, page []byte) error {
		if no == 1 {
			h.Page = len(page)
			if err := writeHeader(w, h); err != nil {
				return err
			}
		}
		return writePage(w, no, page)
	}); err != nil {
		return "", err
	}
	return f.Name(), errors.Join(writeEnd(w), w.Close())
}

// keepImage puts an image into the store, however long that takes, while the
// office goes on and its changes are kept. Then it removes what is too old.
func (k *Keeper) keepImage(ctx context.Context, path string, h header) {
	defer os.Remove(path)
	k.tidy <- struct{}{}
	defer func() { <-k.tidy }()
	for pause := time.Second; ; pause = min(2*pause, longestPause) {
		n, err := putFile(ctx, k.Store, imageName(h.At, h.Chain, h.No), path)
		if err == nil {
			k.set(func(s *Status) { s.Image, s.Bytes = h.At, s.Bytes+n; s.Last = later(s.Last, h.At) })
			break
		}
		k.failed(ctx, err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return
		}
	}
	if err := k.remove(ctx); err != nil {
		k.Log.WarnContext(ctx, "backup: what is too old could not be removed", "error", err)
	}
}

func putFile(ctx context.Context, s Store, name, path string) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), s.Put(ctx, name, f)
}

// keepPages is one beat for an office of which pages are kept: what was written
// since the last one is sealed, and put into the store with the files that it
// may name. Where that fails it waits, and all that comes meanwhile is in the
// change after it.
func (k *Keeper) keepPages(ctx context.Context, now time.Time) error {
	if err := k.follow.Catch(ctx); err != nil {
		return err
	}
	if k.wait == nil {
		pages, any, err := k.follow.Take(ctx)
		if err != nil {
			return err
		}
		if !any {
			k.safe(now)
			return k.rest(ctx, now)
		}
		if k.wait, err = k.seal(pages, now); err != nil {
			return err
		}
	}
	if now.Before(k.wait.try) {
		return nil
	}
	if err := k.put(ctx); err != nil {
		k.wait.tries++
		k.wait.try = k.Now().Add(min(time.Second<<min(k.wait.tries, 5), longestPause))
		return err
	}
	return k.rest(ctx, now)
}

// rest is what there is to do beside the changes: an hour, a day or a minute
// may be over.
func (k *Keeper) rest(ctx context.Context, now time.Time) error {
	if k.pack != nil && !now.UTC().Truncate(time.Hour).Equal(k.packHour) {
		k.closePack(ctx)
	}
	if err := k.alive(ctx, now); err != nil {
		return err
	}
	k.newDay(ctx, now)
	return nil
}

// newDay takes an image when a day has begun, beside the changes.
func (k *Keeper) newDay(ctx context.Context, now time.Time) {
	s := k.Status()
	if s.Image.IsZero() || !s.Failing.IsZero() || sameDay(s.Image, now, k.Zone) || sameDay(k.imaged, now, k.Zone) {
		return
	}
	k.imaged = now
	// What is written beside the image comes in changes with numbers after k.no.
	h := k.header(now)
	k.tidying.Go(func() {
		path, err := k.image(ctx, k.DB.Image, h)
		if err != nil {
			k.failed(ctx, err)
			return
		}
		k.keepImage(ctx, path, h)
	})
}

// seal makes a change of pages.
func (k *Keeper) seal(p db.Pages, now time.Time) (*change, error) {
	// The clock of the machine may have been set back; the chain goes on.
	if !now.After(k.last) {
		now = k.last.Add(time.Millisecond)
	}
	c := &change{at: now}
	var b bytes.Buffer
	w, err := seal(&b, k.To)
	if err != nil {
		return nil, err
	}
	k.no++
	k.last = now
	if err := writeHeader(w, header{Chain: k.chain, No: k.no, Before: k.before, At: now.UTC(), Page: p.Bytes, Size: p.Size, Made: k.Made}); err != nil {
		return nil, err
	}
	for no, page := range p.Of {
		if err := writePage(w, no, page); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(writeEnd(w), w.Close()); err != nil {
		return nil, err
	}
	c.name, c.body = changeName(k.chain, k.no, now), b.Bytes()
	sum := sha256.Sum256(c.body)
	k.before = hex.EncodeToString(sum[:])
	return c, nil
}

// put keeps the files that the change may name, then the change.
func (k *Keeper) put(ctx context.Context) error {
	inTime, cancel := context.WithTimeout(ctx, putTime)
	defer cancel()
	if err := errors.Join(k.keepBeside(inTime, k.wait.at), k.keepFiles(inTime)); err != nil {
		return err
	}
	if err := k.Store.Put(inTime, k.wait.name, bytes.NewReader(k.wait.body)); err != nil {
		return err
	}
	k.set(func(s *Status) {
		s.Changes, s.Bytes = s.Changes+1, s.Bytes+int64(len(k.wait.body))
		if !s.Image.IsZero() {
			s.Last = later(s.Last, k.wait.at)
		}
	})
	k.addToPack(ctx, k.wait)
	at := k.wait.at
	k.wait, k.asked = nil, at
	k.answers()
	k.safe(at)
	return nil
}

func sameDay(a, b time.Time, in *time.Location) bool {
	ay, am, ad := a.In(in).Date()
	by, bm, bd := b.In(in).Date()
	return ay == by && am == bm && ad == bd
}

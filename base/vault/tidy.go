package vault

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// A pack holds the changes of an hour as they were sealed, one after another:
// length of the name, name, length, object; numbers in big-endian, of two and
// of eight bytes.

func writePacked(w io.Writer, name string, body []byte) error {
	head := binary.BigEndian.AppendUint16(nil, uint16(len(name)))
	head = append(head, name...)
	head = binary.BigEndian.AppendUint64(head, uint64(len(body)))
	_, err := w.Write(head)
	if err == nil {
		_, err = w.Write(body)
	}
	return err
}

// readPacked calls visit for each change of a pack.
func readPacked(r io.Reader, visit func(name string, body io.Reader) error) error {
	var head [8]byte
	for {
		_, err := io.ReadFull(r, head[:2])
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name := make([]byte, binary.BigEndian.Uint16(head[:2]))
		if _, err := io.ReadFull(r, name); err != nil {
			return err
		}
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return err
		}
		body := &io.LimitedReader{R: r, N: int64(binary.BigEndian.Uint64(head[:]))}
		if err := visit(string(name), body); err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, body); err != nil {
			return err
		}
		if body.N > 0 {
			return io.ErrUnexpectedEOF
		}
	}
}

// addToPack writes a change that was put into the store into the pack of its
// hour, which is on this machine until the hour is over. What becomes of it
// harms nothing: the changes are in the store one by one.
func (k *Keeper) addToPack(ctx context.Context, c *change) {
	hour := c.at.UTC().Truncate(time.Hour)
	if k.pack != nil && !hour.Equal(k.packHour) {
		k.closePack(ctx)
	}
	var err error
	if k.pack == nil {
		if k.pack, err = os.CreateTemp(k.Dir, "way-pack-*"); err != nil {
			k.Log.WarnContext(ctx, "backup: no pack", "error", err)
			k.pack = nil
			return
		}
		k.packHour, k.packed = hour, nil
	}
	if err = writePacked(k.pack, c.name, c.body); err != nil {
		k.Log.WarnContext(ctx, "backup: no pack", "error", err)
		k.dropPack()
		return
	}
	k.packed = append(k.packed, c.name)
}

func (k *Keeper) dropPack() {
	if k.pack != nil {
		k.pack.Close()
		os.Remove(k.pack.Name())
		k.pack = nil
	}
}

// fewest is how many changes are worth a pack.
const fewest = 3

// closePack puts the pack into the store and then removes the changes that are
// in it.
func (k *Keeper) closePack(ctx context.Context) {
	path, packed, name := k.pack.Name(), k.packed, packName(k.chain, k.packHour)
	if err := k.pack.Close(); err != nil || len(packed) < fewest {
		os.Remove(path)
		k.pack = nil
		return
	}
	k.pack = nil
	k.tidying.Go(func() {
		defer os.Remove(path)
		k.tidy <- struct{}{}
		defer func() { <-k.tidy }()
		_, err := putFile(ctx, k.Store, name, path)
		if err == nil {
			err = k.Store.Delete(ctx, packed...)
		}
		if err != nil {
			k.Log.WarnContext(ctx, "backup: the changes of an hour stay single", "error", err)
		}
	})
}

// remove deletes what the terms let go: changes that are older than the moments
// one can go back to, and images but the first of each day.
func (k *Keeper) remove(ctx context.Context) error {
	now := k.Now()
	objects, err := k.Store.List(ctx, imagePrefix)
	if err != nil {
		return err
	}
	var images []Image
	for _, o := range objects {
		if i, ok := parseImage(o); ok {
			images = append(images, i)
		}
	}
	gone, from := k.Keep.old(images, now, k.Zone)
	objects, err = k.Store.List(ctx, changePrefix)
	if err != nil {
		return err
	}
	for _, o := range objects {
		chain := chainOf(o.Name)
		p, ok := parseChange(chain, o.Name)
		if !ok {
			continue
		}
		// A chain whose images are all gone has no use for its changes.
		base, has := from[chain]
		if (!has && chain != k.chain) || has && p.hour.Add(time.Hour).Before(base) {
			gone = append(gone, o.Name)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	if err := k.Store.Delete(ctx, gone...); err != nil {
		return fmt.Errorf("remove %d objects: %w", len(gone), err)
	}
	return nil
}

// old returns the names of the images that are not kept any longer, and for
// each chain the instant of the image before which its changes are of no use.
// images are in the order of time.
func (t Terms) old(images []Image, now time.Time, zone *time.Location) (gone []string, from map[string]time.Time) {
	from = map[string]time.Time{}
	moments := now.Add(-t.Moments)
	y, m, d := now.Add(-t.Days).In(zone).Date()
	days := time.Date(y, m, d, 0, 0, 0, 0, zone)
	// The newest image of each chain before the moments begin is what the
	// changes that follow are laid upon.
	base := map[string]Image{}
	for _, i := range images {
		if i.At.Before(moments) {
			base[i.Chain] = i
		}
	}
	var day time.Time
	for n, i := range images {
		b, based := base[i.Chain]
		first := day.IsZero() || !sameDay(day, i.At, zone)
		day = i.At
		switch newest := n == len(images)-1; {
		case newest, !i.At.Before(moments), based && b.Name == i.Name && ends(images, i).After(moments):
			if _, has := from[i.Chain]; !has {
				from[i.Chain] = i.At
			}
		case i.At.Before(days) || !first:
			gone = append(gone, i.Name)
		}
	}
	return gone, from
}

// ends returns when the image was followed by one of another chain, which is
// when its own had ended; one that goes on ends never.
func ends(images []Image, i Image) time.Time {
	for _, next := range images {
		if next.At.After(i.At) && next.Chain != i.Chain {
			return next.At
		}
	}
	return time.Unix(1<<40, 0)
}

func chainOf(name string) string {
	rest := name[len(changePrefix):]
	for i := range rest {
		if rest[i] == '/' {
			return rest[:i]
		}
	}
	return rest
}

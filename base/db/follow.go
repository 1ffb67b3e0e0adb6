package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// A Follower gets every page that is written into an SQLite database, soon
// after the commit that wrote it, so that a copy elsewhere can be kept up to
// date. A database has at most one.
//
// It reads the write-ahead log, which holds every committed page until a
// checkpoint has brought it into the database file and the next writer begins
// the log anew. So while somebody follows, the writer does no checkpoint by
// itself: the follower has one done when it has read all there is. Where
// another program began the log anew all the same, or more was written than is
// kept in memory, nothing is lost but the moments between: every page of the
// database is then compared with the sum of what was last taken of it.
//
// Pages are whole and the newest of their number, and may be handed out more
// than once: laid over any older copy, in the order in which they were taken,
// they give the database as it was at the moment of the last taking.
//
// Its methods are called one at a time.
type Follower struct {
	d       *DB
	conn    *sql.Conn
	log     *os.File
	at      logPosition
	lost    bool // what was written since the last taking is not known page by page
	pending map[uint32][]byte
	size    uint32 // pages in the database at the last commit that was read
	page    int    // bytes in a page
	sums    []uint64
	keep    int // bytes of pending pages
}

// A logPosition is how far the log has been read.
type logPosition struct {
	salt   [8]byte // of the log; every beginning anew has another
	frames int     // read
	done   bool    // all of it is in the database file: the next write begins the log anew
}

const (
	logHeader   = 32
	frameHeader = 24

	// How many frames the log may have before a checkpoint; as SQLite does by
	// itself.
	checkpointFrames = 1000

	// How many bytes of pages wait to be taken before only their numbers count.
	pendingBytes = 64 << 20
)

// Pages are pages of a database by their numbers, which begin at 1, and how
// many the whole database has.
type Pages struct {
	Bytes int // in a page
	Size  uint32
	Of    map[uint32][]byte
}

// Follow begins to follow an SQLite database. The first to call is
// [Follower.Begin], which takes what has been written before.
func (d *DB) Follow(ctx context.Context) (*Follower, error) {
	if d.Engine != SQLite {
		return nil, errors.New("follow database: only an SQLite database is followed page by page")
	}
	conn, err := d.read.Conn(ctx)
	if err != nil {
		return nil, wrap("follow", err)
	}
	f := &Follower{d: d, conn: conn, keep: pendingBytes, lost: true, pending: map[uint32][]byte{}}
	if err := conn.QueryRowContext(ctx, `PRAGMA page_size`).Scan(&f.page); err != nil {
		conn.Close()
		return nil, wrap("follow", err)
	}
	err = d.asWriter(ctx, func(w *writer) error {
		if w.followed {
			return errors.New("the database is followed already")
		}
		if err := w.connect(ctx); err != nil {
			return err
		}
		w.followed = true
		return w.plain(noCheckpoint)
	})
	if err != nil {
		conn.Close()
		return nil, wrap("follow", err)
	}
	return f, nil
}

// Close ends the following: the writer does checkpoints by itself again.
func (f *Follower) Close() error {
	err := f.d.asWriter(context.Background(), func(w *writer) error {
		w.followed = false
		return w.plain(ownCheckpoint)
	})
	if errors.Is(err, errClosed) {
		err = nil
	}
	if f.log != nil {
		err = errors.Join(err, f.log.Close())
	}
	return errors.Join(err, f.conn.Close())
}

// Catch reads what has been written and keeps it to be taken, and has a
// checkpoint done when the log is long.
func (f *Follower) Catch(ctx context.Context) error {
	if err := f.read(ctx); err != nil {
		return err
	}
	if f.lost {
		frames, moved, err := f.checkpoint(ctx, "NOOP")
		if err == nil && frames-moved >= checkpointFrames {
			_, _, err = f.checkpoint(ctx, "PASSIVE")
		}
		return err
	}
	if f.at.frames < checkpointFrames || f.at.done {
		return nil
	}
	return f.d.asWriter(ctx, func(w *writer) error {
		if err := w.begin(); err != nil {
			return err
		}
		// Nobody writes now, in no program.
		defer w.rollback()
		if err := f.read(ctx); err != nil || f.lost {
			return err
		}
		frames, moved, err := f.checkpoint(ctx, "PASSIVE")
		f.at.done = err == nil && frames == moved && frames == f.at.frames
		return err
	})
}

// Take returns the pages written since the last time that Catch has read, and
// whether there are any.
func (f *Follower) Take(ctx context.Context) (p Pages, any bool, err error) {
	if f.lost {
		if err := f.compare(ctx); err != nil {
			return Pages{}, false, err
		}
	}
	if len(f.pending) == 0 {
		return Pages{}, false, nil
	}
	p = Pages{Bytes: f.page, Size: f.size, Of: f.pending}
	f.pending = map[uint32][]byte{}
	f.sums = append(f.sums, make([]uint64, max(0, int(p.Size)-len(f.sums)))...)[:p.Size]
	for no, b := range p.Of {
		if no > p.Size {
			delete(p.Of, no) // the database has become shorter
			continue
		}
		f.sums[no-1] = sum(b)
	}
	return p, true, nil
}

// Begin calls visit for every page of the database as it is at one moment,
// while others write. What is taken afterwards belongs on top of them.
func (f *Follower) Begin(ctx context.Context, visit func(no uint32, page []byte) error) (size uint32, err error) {
	f.lost, f.pending = false, map[uint32][]byte{}
	if err := f.begin(ctx); err != nil {
		return 0, err
	}
	var sums []uint64
	size, err = f.d.Image(ctx, func(no uint32, b []byte) error {
		sums = append(sums, sum(b))
		return visit(no, b)
	})
	if err != nil {
		f.lost = true
		return 0, err
	}
	f.sums = sums
	return size, nil
}

// begin sets the position to the end of the log.
func (f *Follower) begin(ctx context.Context) error {
	for {
		salt, err := f.salt()
		if err != nil {
			return err
		}
		frames, _, err := f.checkpoint(ctx, "NOOP")
		if err != nil {
			return err
		}
		again, err := f.salt()
		if err != nil {
			return err
		}
		if salt == again {
			f.at = logPosition{salt: salt, frames: frames}
			return nil
		}
	}
}

// compare looks for the pages that are not as they were last taken.
func (f *Follower) compare(ctx context.Context) error {
	f.pending = map[uint32][]byte{}
	if err := f.begin(ctx); err != nil {
		return err
	}
	size, err := f.d.Image(ctx, func(no uint32, b []byte) error {
		if int(no) > len(f.sums) || f.sums[no-1] != sum(b) {
			f.pending[no] = append([]byte(nil), b...)
		}
		return nil
	})
	if err != nil {
		return err
	}
	f.size, f.lost = size, false
	return nil
}

// read keeps the pages of the frames that the log has more than before.
func (f *Follower) read(ctx context.Context) error {
	if f.lost {
		return nil
	}
	salt, err := f.salt()
	if err != nil {
		return err
	}
	frames, _, err := f.checkpoint(ctx, "NOOP")
	if err != nil || frames == 0 {
		return err
	}
	if salt != f.at.salt {
		if !f.at.done || !follows(f.at.salt, salt) {
			f.lose()
			return nil
		}
		f.at = logPosition{salt: salt}
	}
	if frames <= f.at.frames {
		return nil
	}
	ok, err := f.frames(frames)
	if err != nil {
		return err
	}
	if again, err := f.salt(); err != nil || !ok || again != salt {
		f.lose()
		return err
	}
	f.at.frames, f.at.done = frames, false
	if len(f.pending)*f.page > f.keep {
		f.lose()
	}
	return nil
}

func (f *Follower) lose() { f.lost, f.pending = true, map[uint32][]byte{} }

// follows says whether the log with salt b was begun next after that with a:
// the first half of a salt is counted on.
func follows(a, b [8]byte) bool {
	return binary.BigEndian.Uint32(b[:4]) == binary.BigEndian.Uint32(a[:4])+1
}

// frames reads the log from its position to the frame with number to, and says
// whether all of it belongs to this log.
func (f *Follower) frames(to int) (bool, error) {
	step := frameHeader + f.page
	from := f.at.frames
	buf := make([]byte, step*min(to-from, 256))
	for from < to {
		part := buf[:step*min(to-from, 256)]
		if _, err := f.log.ReadAt(part, int64(logHeader+from*step)); err != nil {
			if errors.Is(err, io.EOF) {
				return false, nil
			}
			return false, fmt.Errorf("follow database: %w", err)
		}
		for ; len(part) > 0; part = part[step:] {
			if [8]byte(part[8:16]) != f.at.salt {
				return false, nil
			}
			no := binary.BigEndian.Uint32(part)
			b := f.pending[no]
			if b == nil {
				b = make([]byte, f.page)
				f.pending[no] = b
			}
			copy(b, part[frameHeader:step])
			if size := binary.BigEndian.Uint32(part[4:]); size > 0 {
				f.size = size
			}
			from++
		}
	}
	return true, nil
}

// salt returns the salt of the log as it is now; it is zero where there is no
// log yet.
func (f *Follower) salt() (salt [8]byte, err error) {
	if f.log == nil {
		f.log, err = os.Open(f.d.URL + "-wal")
		if errors.Is(err, os.ErrNotExist) {
			return salt, nil
		}
		if err != nil {
			return salt, fmt.Errorf("follow database: %w", err)
		}
	}
	_, err = f.log.ReadAt(salt[:], 16)
	if errors.Is(err, io.EOF) {
		return [8]byte{}, nil
	}
	if err != nil {
		return salt, fmt.Errorf("follow database: %w", err)
	}
	return salt, nil
}

// checkpoint returns how many frames the log has and how many of them are in
// the database file after a checkpoint of the given mode.
func (f *Follower) checkpoint(ctx context.Context, mode string) (frames, moved int, err error) {
	var busy int
	err = f.conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(`+mode+`)`).Scan(&busy, &frames, &moved)
	return max(frames, 0), max(moved, 0), wrap("checkpoint", err)
}

func sum(page []byte) uint64 {
	s := sha256.Sum256(page)
	return binary.BigEndian.Uint64(s[:])
}

// Image calls visit for every page of an SQLite database as it is at one
// moment, while others write, and returns how many there are.
func (d *DB) Image(ctx context.Context, visit func(no uint32, page []byte) error) (size uint32, err error) {
	if d.Engine != SQLite {
		return 0, errors.New("image of a database: only an SQLite database has pages that can be read")
	}
	conn, err := d.read.Conn(ctx)
	if err != nil {
		return 0, wrap("image", err)
	}
	defer conn.Close()
	rows, err := conn.QueryContext(ctx, `SELECT pgno, data FROM sqlite_dbpage`)
	if err != nil {
		return 0, wrap("image", err)
	}
	defer rows.Close()
	var page sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&size, &page); err != nil {
			return 0, wrap("image", err)
		}
		if err := visit(size, page); err != nil {
			return 0, err
		}
	}
	return size, wrap("image", rows.Err())
}

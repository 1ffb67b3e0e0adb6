package dbtest

import (
	"sync"
	"sync/atomic"
	"testing"
	"unsafe"

	"modernc.org/libc"
	lite "modernc.org/sqlite/lib"
)

// A Disk stands between SQLite and the disk of this process and breaks when a
// test wants it to: writing, cutting off and flushing of database files and
// their logs fail then, as on a disk that is damaged, full or read-only.
type Disk struct {
	calls atomic.Int64 // since FailFrom
	first atomic.Int64 // number of the first call that fails; 0: none
	last  atomic.Int64 // and of the last
	code  atomic.Int32
	fired atomic.Int64
}

// What a disk answers.
const (
	IOError  = lite.SQLITE_IOERR_WRITE
	Full     = lite.SQLITE_FULL
	ReadOnly = lite.SQLITE_READONLY
)

// disk is the one of this process, once a test has asked for it.
var disk = sync.OnceValue(func() *Disk {
	d := &Disk{}
	d.intrude()
	return d
})

// BreakableDisk returns the disk of this process. Databases that are opened
// from now on write through it; it is whole again when the test ends.
func BreakableDisk(t testing.TB) *Disk {
	t.Helper()
	d := disk()
	d.Mend()
	t.Cleanup(func() { d.Mend() })
	return d
}

// Fail lets the calls with the numbers from first to last fail with a code,
// counted from now, 1 first; last 0 means all that follow.
func (d *Disk) Fail(first, last int64, code int32) {
	if last == 0 {
		last = 1 << 62
	}
	d.first.Store(0)
	d.calls.Store(0)
	d.fired.Store(0)
	d.code.Store(code)
	d.last.Store(last)
	d.first.Store(first)
}

// Mend makes the disk whole and returns how many calls have failed.
func (d *Disk) Mend() int64 {
	d.first.Store(0)
	return d.fired.Load()
}

// fails counts a call and returns the code with which it fails, 0 for none.
func (d *Disk) fails() int32 {
	first := d.first.Load()
	if first == 0 {
		return lite.SQLITE_OK
	}
	if n := d.calls.Add(1); n < first || n > d.last.Load() {
		return lite.SQLITE_OK
	}
	d.fired.Add(1)
	return d.code.Load()
}

type (
	openFunc     func(tls *libc.TLS, vfs, path, file uintptr, flags int32, out uintptr) int32
	writeFunc    func(tls *libc.TLS, file, from uintptr, n int32, offset lite.Tsqlite3_int64) int32
	truncateFunc func(tls *libc.TLS, file uintptr, size lite.Tsqlite3_int64) int32
	syncFunc     func(tls *libc.TLS, file uintptr, flags int32) int32
)

// intrude puts the disk in the place of SQLite's own way to the disk: of each
// database file that is opened, the methods that write are replaced.
func (d *Disk) intrude() {
	tls := libc.NewTLS()
	vfs := at[lite.Tsqlite3_vfs](lite.Xsqlite3_vfs_find(tls, 0))
	open := call[openFunc](vfs.FxOpen)
	var mu sync.Mutex
	replaced := map[uintptr]*lite.Tsqlite3_io_methods{}
	vfs.FxOpen = pointer(openFunc(func(tls *libc.TLS, vfs, path, file uintptr, flags int32, out uintptr) int32 {
		rc := open(tls, vfs, path, file, flags, out)
		if rc != lite.SQLITE_OK || flags&(lite.SQLITE_OPEN_MAIN_DB|lite.SQLITE_OPEN_WAL|lite.SQLITE_OPEN_MAIN_JOURNAL) == 0 {
			return rc
		}
		f := at[lite.Tsqlite3_file](file)
		mu.Lock()
		defer mu.Unlock()
		if replaced[f.FpMethods] == nil {
			replaced[f.FpMethods] = d.breaking(tls, at[lite.Tsqlite3_io_methods](f.FpMethods))
		}
		f.FpMethods = uintptr(unsafe.Pointer(replaced[f.FpMethods]))
		return rc
	}))
}

// breaking returns methods that ask the disk first.
func (d *Disk) breaking(tls *libc.TLS, own *lite.Tsqlite3_io_methods) *lite.Tsqlite3_io_methods {
	m := at[lite.Tsqlite3_io_methods](libc.Xmalloc(tls, lite.Tsize_t(unsafe.Sizeof(*own))))
	*m = *own
	write, truncate, flush := call[writeFunc](own.FxWrite), call[truncateFunc](own.FxTruncate), call[syncFunc](own.FxSync)
	m.FxWrite = pointer(writeFunc(func(tls *libc.TLS, file, from uintptr, n int32, offset lite.Tsqlite3_int64) int32 {
		if rc := d.fails(); rc != lite.SQLITE_OK {
			return rc
		}
		return write(tls, file, from, n, offset)
	}))
	m.FxTruncate = pointer(truncateFunc(func(tls *libc.TLS, file uintptr, size lite.Tsqlite3_int64) int32 {
		if rc := d.fails(); rc != lite.SQLITE_OK {
			return rc
		}
		return truncate(tls, file, size)
	}))
	m.FxSync = pointer(syncFunc(func(tls *libc.TLS, file uintptr, flags int32) int32 {
		if rc := d.fails(); rc != lite.SQLITE_OK {
			return lite.SQLITE_IOERR_FSYNC // flushing knows no other error
		}
		return flush(tls, file, flags)
	}))
	return m
}

// at returns what translated C has at an address: memory that the collector
// does not move.
func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// kept are the functions that C has pointers to: the collector may not take
// them.
var kept []any

// pointer returns a Go function as translated C points to it.
func pointer[F any](f F) uintptr {
	kept = append(kept, f)
	return *(*uintptr)(unsafe.Pointer(&f))
}

// call returns what translated C points to as a Go function.
func call[F any](p uintptr) F {
	s := struct{ uintptr }{p}
	return *(*F)(unsafe.Pointer(&s))
}

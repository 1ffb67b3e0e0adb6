package dbtest

import (
	"encoding/binary"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
)

// A Line stands between the program and a PostgreSQL server, and is cut when a
// test wants it to be.
type Line struct {
	at     string // of the server
	ln     net.Listener
	down   atomic.Bool
	counts atomic.Int64 // messages since Cut
	cutAt  atomic.Int64 // number of the message at which the line is cut; 0: none
	answer atomic.Bool  // messages of the server are counted, not those to it
	cut    atomic.Int64

	mu    sync.Mutex
	conns map[net.Conn]bool
}

// NewLine returns a line to the server of a database's address, and the address
// that leads over it.
func NewLine(t testing.TB, database string) (*Line, string) {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &Line{at: u.Host, ln: ln, conns: map[net.Conn]bool{}}
	go l.serve()
	t.Cleanup(func() {
		ln.Close()
		l.hangUp()
	})
	u.Host = ln.Addr().String()
	return l, u.String()
}

// Down ends every connection and lets no new one begin, as a server that is
// switched off.
func (l *Line) Down() {
	l.down.Store(true)
	l.hangUp()
}

// Up lets connections begin again.
func (l *Line) Up() { l.down.Store(false) }

// Cut ends the connection on which the nth message from now would travel,
// instead of passing it on: a message of the program or, with answers, one of
// the server.
func (l *Line) Cut(n int64, answers bool) {
	l.cutAt.Store(0)
	l.counts.Store(0)
	l.cut.Store(0)
	l.answer.Store(answers)
	l.cutAt.Store(n)
}

// Mend cuts nothing any more and says whether something was cut.
func (l *Line) Mend() bool {
	l.cutAt.Store(0)
	return l.cut.Load() > 0
}

func (l *Line) hangUp() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.conns {
		c.Close()
	}
}

func (l *Line) serve() {
	for {
		from, err := l.ln.Accept()
		if err != nil {
			return
		}
		if l.down.Load() {
			from.Close()
			continue
		}
		to, err := net.Dial("tcp", l.at)
		if err != nil {
			from.Close()
			continue
		}
		l.mu.Lock()
		l.conns[from], l.conns[to] = true, true
		l.mu.Unlock()
		var both sync.WaitGroup
		both.Go(func() { l.carry(to, from, true) })
		both.Go(func() { l.carry(from, to, false) })
		go func() {
			both.Wait()
			l.mu.Lock()
			delete(l.conns, from)
			delete(l.conns, to)
			l.mu.Unlock()
		}()
	}
}

// carry passes messages on, each with its kind and length before it; the first
// that a program sends has no kind.
func (l *Line) carry(to, from net.Conn, asks bool) {
	defer to.Close()
	defer from.Close()
	first := asks
	for {
		head := make([]byte, 5)
		if first {
			head = head[:4]
		}
		if _, err := io.ReadFull(from, head); err != nil {
			return
		}
		size := int64(binary.BigEndian.Uint32(head[len(head)-4:])) - 4
		if !first && asks != l.answer.Load() {
			if at := l.cutAt.Load(); at > 0 && l.counts.Add(1) == at {
				l.cut.Add(1)
				return
			}
		}
		first = false
		if _, err := to.Write(head); err != nil {
			return
		}
		if _, err := io.CopyN(to, from, size); err != nil {
			return
		}
	}
}

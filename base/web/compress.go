package web

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"hash/maphash"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// worthIt is the size from which a page is compressed: a commune's line is
// slow.
const worthIt = 1400

// write sends what is worth it compressed.
func write(w http.ResponseWriter, r *Request, status int, body []byte) {
	if len(body) < worthIt || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.WriteHeader(status)
		w.Write(body)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.Header().Add("Vary", "Accept-Encoding")
	w.WriteHeader(status)
	z := zips.Get().(*zip)
	defer func() {
		if z.out.Cap() <= mostPooled {
			zips.Put(z)
		}
	}()
	// Where the browser went away there is nothing to tell anyone.
	w.Write(z.gzip(parts, body))
}

// cuts are where a page is taken to pieces: before what is its own, and after
// it. What stands around is the same on page after page of a person, and the
// map of a province stays the same until one of its tasks changes.
var cuts = [...]string{"</title>", "<main", "<footer"}

// pieces calls each for the pieces of a page, in order.
func pieces(page []byte, each func([]byte)) {
	for i, cut := range cuts {
		at := 0
		if i < len(cuts)-1 {
			at = bytes.Index(page, []byte(cut))
		} else {
			at = bytes.LastIndex(page, []byte(cut)) // what is a page's own is long, and behind it is little
		}
		if at > 0 {
			each(page[:at])
			page = page[at:]
		}
	}
	each(page)
}

// A zip compresses one page at a time.
type zip struct {
	out  bytes.Buffer
	fast *flate.Writer
}

var (
	zips = sync.Pool{New: func() any { return newZip() }}
	// wells compress what is kept: seldom, and each in half a megabyte.
	wells = sync.Pool{New: func() any { return newFlate(flate.BestCompression) }}
)

// newZip returns a zip that makes the least effort: that costs half the time
// of the usual one and makes a page of the list a tenth larger.
func newZip() *zip { return &zip{fast: newFlate(flate.BestSpeed)} }

func newFlate(effort int) *flate.Writer {
	w, err := flate.NewWriter(io.Discard, effort)
	if err != nil {
		panic(err)
	}
	return w
}

// gzip returns page as a file of RFC 1952; it is good until the next call.
// The pieces that are kept ready compressed are put in as they are: each is a
// run of blocks of RFC 1951 that ends at a whole byte and refers to nothing
// outside. What stands between them is compressed now.
func (z *zip) gzip(parts *partsKept, page []byte) []byte {
	z.out.Reset()
	z.out.WriteString("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff")
	open := false // z.fast is in the middle of a run
	pieces(page, func(piece []byte) {
		hash, packed, again := parts.find(piece)
		if open && (packed != nil || again) {
			z.fast.Flush()
			open = false
		}
		switch {
		case packed != nil:
			z.out.Write(packed)
		case again:
			packed = z.pack(piece)
			parts.keep(hash, packed)
			z.out.Write(packed)
		default:
			if !open {
				z.fast.Reset(&z.out)
				open = true
			}
			_, _ = z.fast.Write(piece) // into memory
		}
	})
	if open {
		z.fast.Close()
	} else {
		z.out.WriteString("\x03\x00") // an empty block, the last one
	}
	var end [8]byte
	binary.LittleEndian.PutUint32(end[:], crc32.ChecksumIEEE(page))
	binary.LittleEndian.PutUint32(end[4:], uint32(len(page)))
	z.out.Write(end[:])
	return z.out.Bytes()
}

// pack compresses a piece that is to be kept, with more effort the smaller it
// is: what is large is the page's own and soon another one.
func (z *zip) pack(piece []byte) []byte {
	w := z.fast
	if len(piece) <= frameSize {
		w = wells.Get().(*flate.Writer)
		defer wells.Put(w)
	}
	var out bytes.Buffer
	w.Reset(&out)
	_, _ = w.Write(piece) // into memory
	w.Flush()
	w.Reset(io.Discard) // it is pooled, and would hold on to what is kept
	return bytes.Clone(out.Bytes())
}

const (
	leastPart = 1 << 10  // what is shorter is compressed in no time
	frameSize = 12 << 10 // as large as what stands around a page's own may be
	mostKept  = 4 << 20  // bytes kept compressed

	mostPooled = 1 << 20 // bytes of a page whose buffer is used again
)

// parts are the pieces of pages that many pages have in common.
var parts = newPartsKept(mostKept)

// A partsKept holds pieces of pages ready compressed. A piece is found by what
// it says and nothing else, so none is ever out of date, and nobody gets what
// was not on their page anyway. It is kept when it comes a second time; when
// there are too many, those that were not asked for since the last clearing
// are dropped.
type partsKept struct {
	seeds [2]maphash.Seed
	most  int

	mu         sync.Mutex
	once       [1 << 12]uint64 // pieces met before, by their hash
	young, old map[partHash][]byte
	size       int // of young
}

// A partHash is long enough for no two pieces to have the same.
type partHash [2]uint64

func newPartsKept(most int) *partsKept {
	return &partsKept{
		seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, most: most,
		young: map[partHash][]byte{},
	}
}

// find returns a piece compressed, where it is kept; again tells of another
// one that it was asked for before.
func (k *partsKept) find(piece []byte) (h partHash, packed []byte, again bool) {
	if len(piece) < leastPart {
		return h, nil, false
	}
	h = partHash{maphash.Bytes(k.seeds[0], piece), maphash.Bytes(k.seeds[1], piece)}
	k.mu.Lock()
	defer k.mu.Unlock()
	if packed = k.young[h]; packed != nil {
		return h, packed, true
	}
	if packed = k.old[h]; packed != nil {
		k.put(h, packed)
		return h, packed, true
	}
	met := &k.once[h[0]%uint64(len(k.once))]
	again = *met == h[1]
	*met = h[1]
	return h, nil, again
}

func (k *partsKept) keep(h partHash, packed []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.young[h] == nil { // two requests may have packed it
		k.put(h, packed)
	}
}

func (k *partsKept) put(h partHash, packed []byte) {
	if k.size += len(packed); k.size > k.most/2 {
		k.old, k.young, k.size = k.young, map[partHash][]byte{}, len(packed)
	}
	k.young[h] = packed
}

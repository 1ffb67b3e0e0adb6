package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

// unpacked is what a browser reads.
func unpacked(t *testing.T, packed []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	z.Multistream(false)
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

// words are n words that no other seed has.
func words(seed, n int) string {
	r := rand.New(rand.NewPCG(uint64(seed), 7))
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "<td>việc %d</td>", r.IntN(1_000_000))
	}
	return b.String()
}

// Whatever pages have in common, and whoever asks at the same time, what
// arrives is the page; and no more than allowed is kept.
func TestPagesArriveAsTheyAre(t *testing.T) {
	kept := newPartsKept(40 << 10)
	page := func(r *rand.Rand) string {
		size := []int{0, 3, 80, 2000}[r.IntN(4)]
		return "<title>" + fmt.Sprint(r.IntN(50)) + "</title>" + words(r.IntN(5), 300) +
			"<main>" + words(100+r.IntN(40), size) + "</main>" + words(r.IntN(1000), r.IntN(3)) + "<footer>" + words(200+r.IntN(3), 100)
	}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			z := newZip()
			r := rand.New(rand.NewPCG(uint64(g), 1))
			for range 300 {
				want := page(r)
				if got := unpacked(t, z.gzip(kept, []byte(want))); got != want {
					t.Errorf("a page of %d bytes arrives as %d others", len(want), len(got))
					return
				}
			}
		})
	}
	wg.Wait()
	size := 0
	for _, packed := range kept.young {
		size += len(packed)
	}
	for h, packed := range kept.old {
		if kept.young[h] == nil {
			size += len(packed)
		}
	}
	if size == 0 || size > 40<<10 {
		t.Errorf("%d bytes are kept", size)
	}
}

// What comes once is not kept; what comes again is, and is found.
func TestPartsAreKeptWhenTheyComeAgain(t *testing.T) {
	kept := newPartsKept(1 << 20)
	z := newZip()
	for n, want := range []int{0, 1, 1, 1} {
		z.gzip(kept, []byte("<title>"+fmt.Sprint(n)+"</title>"+words(1, 200)+"<main>"+words(10+n, 200)))
		if len(kept.young) != want {
			t.Errorf("after page %d, %d parts are kept, want %d", n, len(kept.young), want)
		}
	}
	if _, packed, _ := kept.find([]byte("</title>" + words(1, 200))); packed == nil {
		t.Error("the part that came four times is not kept")
	}
}

// A page that ends between two parts, or holds the words at which pages are
// cut as words of a person, arrives all the same.
func TestPagesAreCutAnywhere(t *testing.T) {
	kept := newPartsKept(1 << 20)
	z := newZip()
	for _, want := range []string{
		"", "<main", words(1, 500), "<title></title>", words(1, 500) + "<footer", "<footer><main></title>" + words(1, 500),
		"<title>" + words(2, 200) + "</title>" + words(3, 200) + "<main><footer><footer>" + words(4, 200),
	} {
		for range 3 {
			if got := unpacked(t, z.gzip(kept, []byte(want))); got != want {
				t.Errorf("%.40q arrives as %.40q", want, got)
			}
		}
	}
}

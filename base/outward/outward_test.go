package outward

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "203.162.4.190": true, "2001:4860:4860::8888": true, "2401:d800::1": true,
		"127.0.0.1": false, "127.9.9.9": false, "0.0.0.0": false, "0.1.2.3": false, "10.0.0.1": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "192.0.0.8": false, "198.18.0.1": false, "224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false,
		"192.0.2.1": false, "203.0.113.9": false,
		"::1": false, "::": false, "fe80::1": false, "fc00::1": false, "fd12:3456::1": false, "ff02::1": false, "2001:db8::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::ffff:8.8.8.8": true, "::127.0.0.1": false,
		"64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2002:a00:1::1": false, "2001:0:4136:e378::1": false,
	} {
		if got := Public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s is public: %v, want %v", address, got, want)
		}
	}
	if Public(netip.Addr{}) {
		t.Error("no address at all is public")
	}
}

// inside is a site on this machine, which nobody is to reach.
func inside(t *testing.T) (*httptest.Server, *atomic.Int64) {
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch {
		case strings.HasPrefix(r.URL.Path, "/again"):
			http.Redirect(w, r, "/again"+r.URL.Path, http.StatusFound)
		case r.URL.Path == "/away":
			http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
		case r.URL.Path == "/large":
			w.Write(make([]byte, 2000))
		default:
			w.Write([]byte(r.Header.Get("X-Secret")))
		}
	}))
	t.Cleanup(s.Close)
	return s, &asked
}

// The machine itself is not reached by any name or way of writing its address.
func TestOwnMachineIsNotReached(t *testing.T) {
	s, asked := inside(t)
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	c := Policy{Plain: true, Redirects: 3}.Client()
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "[::1]", "[::]", "127.1", "2130706433", "0x7f000001", "localhost."} {
		if _, _, err := Read(t.Context(), c, "http://"+host+port+"/", 100); err == nil {
			t.Errorf("%s was reached", host)
		}
	}
	if _, _, err := Read(t.Context(), c, s.URL, 100); !errors.Is(err, ErrAddress) {
		t.Errorf("got %v", err)
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the site was asked %d times", n)
	}
}

// From where requests may go they are not led to where they may not: the
// address of a redirect is looked at like any other.
func TestRedirects(t *testing.T) {
	s, asked := inside(t)
	here := netip.MustParsePrefix("127.0.0.1/32")
	c := Policy{Plain: true, Redirects: 3, Allow: []netip.Prefix{here}}.Client()
	if body, status, err := Read(t.Context(), c, s.URL+"/x", 100); err != nil || status != 200 || len(body) != 0 {
		t.Errorf("an allowed address: %q %d %v", body, status, err)
	}
	for to, want := range map[string]error{
		"http://127.0.0.2/":           ErrAddress,
		"http://169.254.169.254/meta": ErrAddress,
		"http://[::1]/":               ErrAddress,
		"http://10.0.0.1/":            ErrAddress,
		"file:///etc/passwd":          ErrScheme,
		"gopher://127.0.0.1/":         ErrScheme,
		"http://a:b@127.0.0.1/":       ErrScheme,
	} {
		if _, _, err := Read(t.Context(), c, s.URL+"/away?to="+to, 100); !errors.Is(err, want) {
			t.Errorf("led to %s: %v, want %v", to, err, want)
		}
	}
	asked.Store(0)
	if _, _, err := Read(t.Context(), c, s.URL+"/again", 100); !errors.Is(err, ErrRedirect) || asked.Load() != 4 {
		t.Errorf("led in a circle: %v after %d requests", err, asked.Load())
	}
	none := Policy{Plain: true, Allow: []netip.Prefix{here}}.Client()
	if _, _, err := Read(t.Context(), none, s.URL+"/away?to=/x", 100); !errors.Is(err, ErrRedirect) {
		t.Errorf("a redirect where none is followed: %v", err)
	}
}

// No header goes along to another host, and none is lost on the same one.
func TestHeadersStay(t *testing.T) {
	s, _ := inside(t)
	other, _ := inside(t)
	c := Policy{Plain: true, Redirects: 1, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}.Client()
	for to, want := range map[string]string{"/x": "mật", other.URL + "/x": ""} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/away?to="+to, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Secret", "mật")
		res, err := c.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		got := make([]byte, 100)
		n, _ := res.Body.Read(got)
		res.Body.Close()
		if string(got[:n]) != want {
			t.Errorf("led to %s the header is %q, want %q", to, got[:n], want)
		}
	}
}

func TestBounds(t *testing.T) {
	s, _ := inside(t)
	here := []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	if _, _, err := Read(t.Context(), Policy{Plain: true, Allow: here}.Client(), s.URL+"/large", 1999); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a large answer: %v", err)
	}
	if body, _, err := Read(t.Context(), Policy{Plain: true, Allow: here}.Client(), s.URL+"/large", 2000); err != nil || len(body) != 2000 {
		t.Errorf("an answer of just that size: %d %v", len(body), err)
	}
	if _, _, err := Read(t.Context(), Policy{Allow: here}.Client(), s.URL, 100); !errors.Is(err, ErrScheme) {
		t.Errorf("without TLS: %v", err)
	}
	// One that says nothing is not waited for.
	release := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer silent.Close()
	defer close(release)
	if _, _, err := Read(t.Context(), Policy{Plain: true, Allow: here, Time: 20 * time.Millisecond}.Client(), silent.URL, 100); err == nil {
		t.Error("a silent site was waited for")
	}
}

func TestParseAllow(t *testing.T) {
	got, err := ParseAllow([]string{"10.1.2.3/16", "192.168.1.7", "fd00::/8"})
	if err != nil || len(got) != 3 || got[0].String() != "10.1.0.0/16" || got[1].String() != "192.168.1.7/32" {
		t.Errorf("%v %v", got, err)
	}
	for _, s := range []string{"", "x", "10.0.0.0/33", "fe80::1%eth0", "10.0.0"} {
		if _, err := ParseAllow([]string{s}); err == nil {
			t.Errorf("%q is taken for a network", s)
		}
	}
}

// Whatever an address says, what is dialled is public or allowed.
func FuzzControl(f *testing.F) {
	for _, s := range []string{"127.0.0.1:80", "[::1]:80", "[fe80::1%lo]:80", "8.8.8.8:443", "", ":80", "[::ffff:10.0.0.1]:1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		p := Policy{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}}
		if p.control("tcp4", address, nil) != nil {
			return
		}
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			t.Fatalf("%q is dialled and is no address", address)
		}
		a := at.Addr().Unmap().WithZone("")
		if a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || a.IsPrivate() && !p.Allow[0].Contains(a) {
			t.Fatalf("%q is dialled", address)
		}
	})
}

func TestHosts(t *testing.T) {
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer s.Close()
	own := strings.TrimPrefix(s.URL, "http://")
	local := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	for _, c := range []struct {
		hosts []string
		want  error
	}{
		{nil, nil},
		{[]string{"sso.example.vn", own}, nil},
		{[]string{"sso.example.vn"}, ErrHost},
		{[]string{"127.0.0.1"}, ErrHost}, // another port
	} {
		_, _, err := Read(t.Context(), Policy{Allow: local, Plain: true, Hosts: c.hosts}.Client(), s.URL, 100)
		if !errors.Is(err, c.want) {
			t.Errorf("%q: %v, want %v", c.hosts, err, c.want)
		}
	}
	if asked != 2 {
		t.Errorf("asked %d times", asked)
	}
}

func TestEncrypted(t *testing.T) {
	for address, want := range map[string]bool{
		"https://a.example": true, "http://localhost:1": true, "http://127.0.0.1": true, "http://[::1]:4318": true,
		"http://a.example": false, "http://10.0.0.1": false, "ftp://localhost": false, "": false, "http://localhost.example": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if Encrypted(u) != want {
			t.Errorf("%q", address)
		}
	}
}

// By HTTP nothing leaves the networks that are allowed, where it is for those
// only; by HTTPS it does.
func TestPlainInside(t *testing.T) {
	s, asked := inside(t)
	p := Policy{PlainInside: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}
	if _, status, err := Read(t.Context(), p.Client(), s.URL, 100); err != nil || status != http.StatusOK {
		t.Errorf("inside: %d %v", status, err)
	}
	if err := p.controlInside("tcp4", "8.8.8.8:80", nil); !errors.Is(err, ErrAddress) {
		t.Errorf("a public address by HTTP: %v", err)
	}
	if err := p.control("tcp4", "8.8.8.8:443", nil); err != nil {
		t.Errorf("a public address: %v", err)
	}
	asked.Store(0)
	if _, _, err := Read(t.Context(), Policy{PlainInside: true}.Client(), s.URL, 100); !errors.Is(err, ErrAddress) {
		t.Errorf("nothing is allowed: %v", err)
	}
	if _, _, err := Read(t.Context(), Policy{Allow: p.Allow}.Client(), s.URL, 100); !errors.Is(err, ErrScheme) {
		t.Errorf("HTTP is not: %v", err)
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the site was asked %d times", n)
	}
}

// What is sent arrives, with its header; of the answer only so much is read.
func TestPost(t *testing.T) {
	var got, header string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got, header = r.Method+" "+string(b), r.Header.Get("X-Mark")
		if r.URL.Path == "/away" {
			http.Redirect(w, r, "/other", http.StatusTemporaryRedirect)
			return
		}
		w.WriteHeader(http.StatusAccepted)
		w.Write(make([]byte, 100))
	}))
	defer s.Close()
	c := Policy{PlainInside: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}.Client()
	status, err := Post(t.Context(), c, s.URL, http.Header{"X-Mark": {"m"}}, []byte("thân"), 100)
	if err != nil || status != http.StatusAccepted || got != "POST thân" || header != "m" {
		t.Errorf("%d %v: %q %q", status, err, got, header)
	}
	if status, err := Post(t.Context(), c, s.URL, nil, nil, 99); !errors.Is(err, ErrTooLarge) || status != http.StatusAccepted {
		t.Errorf("a large answer: %d %v", status, err)
	}
	got = ""
	if _, err := Post(t.Context(), c, s.URL+"/away", nil, []byte("x"), 100); !errors.Is(err, ErrRedirect) || got != "POST x" {
		t.Errorf("a redirect: %v, then %q", err, got)
	}
}

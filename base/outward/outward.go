// Package outward makes HTTP requests to other machines without letting anybody
// use the program to reach what only the program can reach.
//
// Where an address comes from a person or from another site (an identity
// provider's metadata, a webhook), it may name, or after a look-up lead to, the
// machine itself or the office's own network: databases, cloud metadata,
// printers. So the addresses that are dialled are looked at, not the names: after
// the look-up, at every connection, those of redirects included. What is not a
// public address is refused, unless the installation allows its network
// ([Policy.Allow]).
//
// Requests go by HTTPS only unless the policy says otherwise, through no proxy
// of the environment, which would dial in the program's stead; follow a few
// redirects at most and none from HTTPS to HTTP; carry no header along to
// another host; and end in time. [Read] reads no more of an answer than was
// asked for.
package outward

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"syscall"
	"time"
)

// A Policy says where requests may go. The zero Policy lets them go to public
// addresses by HTTPS.
type Policy struct {
	// Allow are networks that may be reached though they are not public: those
	// in which an office keeps what the program is to talk to.
	Allow []netip.Prefix

	// Hosts are the only hosts that requests may name, "sso.example.vn:8443" with
	// a port; none lets them name any.
	Hosts []string

	// Plain lets requests go by HTTP as well.
	Plain bool

	// PlainInside lets requests go by HTTP to the networks of Allow, and to none
	// besides.
	PlainInside bool

	// Redirects is how many redirects are followed; none if 0.
	Redirects int

	// Time is how long a request may take, its answer included; [DefaultTime]
	// if 0.
	Time time.Duration
}

// DefaultTime is how long a request may take unless the policy says otherwise.
const DefaultTime = 10 * time.Second

// The errors of requests that were not made; see errors.Is.
var (
	ErrAddress  = errors.New("outward: not a public address")
	ErrHost     = errors.New("outward: not a host that was named")
	ErrScheme   = errors.New("outward: not an HTTPS address")
	ErrRedirect = errors.New("outward: redirected where requests do not go")
	ErrTooLarge = errors.New("outward: the answer is too large")
)

// Encrypted says whether what goes to an address cannot be read on the way: by
// HTTPS, or on this machine.
func Encrypted(u *url.URL) bool {
	own, err := netip.ParseAddr(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || err == nil && own.IsLoopback())
}

// ParseAllow reads networks, "10.1.0.0/16" or single addresses.
func ParseAllow(networks []string) ([]netip.Prefix, error) {
	var allowed []netip.Prefix
	for _, s := range networks {
		p, err := netip.ParsePrefix(s)
		if err != nil {
			a, err := netip.ParseAddr(s)
			if err != nil || a.Zone() != "" {
				return nil, fmt.Errorf("outward: %q is no network", s)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		allowed = append(allowed, p.Masked())
	}
	return allowed, nil
}

// Client returns a client that obeys the policy.
func (p Policy) Client() *http.Client {
	limit := p.Time
	if limit == 0 {
		limit = DefaultTime
	}
	c := checked{policy: p, next: transport(p.control, limit)}
	if p.PlainInside {
		c.inside = transport(p.controlInside, limit)
	}
	return &http.Client{Timeout: limit, Transport: c, CheckRedirect: p.redirect}
}

// transport dials what control lets it.
func transport(control func(network, address string, _ syscall.RawConn) error, limit time.Duration) *http.Transport {
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: -1, Control: control}
	return &http.Transport{
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    5 * time.Second,
		ResponseHeaderTimeout:  limit,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConns:           4,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
	}
}

// controlInside is control where public addresses are not to be dialled either.
func (p Policy) controlInside(network, address string, c syscall.RawConn) error {
	if err := p.control(network, address, c); err != nil {
		return err
	}
	at, err := netip.ParseAddrPort(address)
	if err != nil || !p.allows(at.Addr().Unmap().WithZone("")) {
		return fmt.Errorf("%w: %s by HTTP", ErrAddress, address)
	}
	return nil
}

// control is asked with the address that is about to be dialled, when every
// look-up is done.
func (p Policy) control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("%w: %s", ErrAddress, network)
	}
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrAddress, address)
	}
	if !p.mayReach(at.Addr()) {
		return fmt.Errorf("%w: %s", ErrAddress, at.Addr())
	}
	return nil
}

func (p Policy) mayReach(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return p.allows(a) || Public(a)
}

func (p Policy) allows(a netip.Addr) bool {
	return slices.ContainsFunc(p.Allow, func(n netip.Prefix) bool { return n.Contains(a) })
}

// special are the networks that lead to no public machine though the standard
// library calls their addresses global: IANA's registries of special-purpose
// addresses, and ranges that embed an IPv4 address, behind which a private one
// can hide.
var special = func() (nets []netip.Prefix) {
	for _, s := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
	} {
		nets = append(nets, netip.MustParsePrefix(s))
	}
	return nets
}()

// Public says whether an address is one of a public machine: not of this
// machine, of a private, local or shared network, of many machines at once, nor
// reserved.
func Public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	for _, n := range special {
		if n.Contains(a) {
			return false
		}
	}
	return true
}

// redirect refuses one redirect too many, and one that leaves HTTPS. Where the
// new address leads is looked at when it is dialled.
func (p Policy) redirect(r *http.Request, via []*http.Request) error {
	if len(via) > p.Redirects {
		return fmt.Errorf("%w: %d times", ErrRedirect, len(via))
	}
	before := via[len(via)-1].URL
	if before.Scheme == "https" && r.URL.Scheme != "https" {
		return fmt.Errorf("%w: from HTTPS to %s", ErrRedirect, r.URL.Scheme)
	}
	if before.Host != r.URL.Host {
		// The standard library takes away the best-known secrets only.
		r.Header = http.Header{"User-Agent": r.Header["User-Agent"], "Accept": r.Header["Accept"]}
	}
	return nil
}

// checked refuses what is not to be asked before anything is dialled.
type checked struct {
	policy Policy
	next   http.RoundTripper
	inside http.RoundTripper // for HTTP where that goes inside only
}

// RoundTrip implements http.RoundTripper.
func (c checked) RoundTrip(r *http.Request) (*http.Response, error) {
	next := c.next
	if r.URL.Scheme == "http" && !c.policy.Plain && c.policy.PlainInside {
		next = c.inside
	} else if r.URL.Scheme != "https" && (!c.policy.Plain || r.URL.Scheme != "http") {
		return nil, fmt.Errorf("%w: %s", ErrScheme, r.URL.Redacted())
	}
	if len(c.policy.Hosts) > 0 && !slices.Contains(c.policy.Hosts, r.URL.Host) {
		return nil, fmt.Errorf("%w: %s", ErrHost, r.URL.Host)
	}
	if r.URL.User != nil {
		return nil, fmt.Errorf("%w: a name or password stands in it", ErrScheme)
	}
	return next.RoundTrip(r)
}

// CloseIdleConnections closes the connections that nothing is asked on.
func (c checked) CloseIdleConnections() {
	for _, t := range []http.RoundTripper{c.next, c.inside} {
		if n, ok := t.(interface{ CloseIdleConnections() }); ok {
			n.CloseIdleConnections()
		}
	}
}

// Post sends a body to an address with POST and the given header and returns the
// status of the answer, of which it reads most bytes at most and keeps nothing.
// ErrTooLarge says that there were more, with the status.
func Post(ctx context.Context, c *http.Client, address string, header http.Header, body []byte, most int64) (status int, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	r.Header = header
	res, err := c.Do(r)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, io.LimitReader(res.Body, most+1))
	if err == nil && n > most {
		err = ErrTooLarge
	}
	return res.StatusCode, err
}

// Read asks for an address with GET and returns the answer, of at most most
// bytes, and its status. ErrTooLarge says that there were more.
func Read(ctx context.Context, c *http.Client, address string, most int64) (body []byte, status int, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, 0, err
	}
	res, err := c.Do(r)
	if err != nil {
		return nil, 0, err
	}
	defer res.Body.Close()
	if body, err = io.ReadAll(io.LimitReader(res.Body, most+1)); err != nil {
		return nil, res.StatusCode, err
	}
	if int64(len(body)) > most {
		return nil, res.StatusCode, ErrTooLarge
	}
	return body, res.StatusCode, nil
}

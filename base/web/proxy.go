package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"

	"github.com/realclientip/realclientip-go"
)

// Behind gives each request that came through one of the proxies the address of
// whom the proxy had before it, in RemoteAddr, as X-Forwarded-For says. From
// the right the first address that is no proxy's counts: what stands to the
// left of it anybody can write. Without proxies it returns next, and the header
// is believed by nobody.
func Behind(proxies []netip.Prefix, next http.Handler) http.Handler {
	if len(proxies) == 0 {
		return next
	}
	ranges := make([]net.IPNet, len(proxies))
	for i, p := range proxies {
		ranges[i] = net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}
	}
	forwarded := realclientip.Must(realclientip.NewRightmostTrustedRangeStrategy("X-Forwarded-For", ranges))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if from, err := netip.ParseAddrPort(r.RemoteAddr); err == nil && slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(from.Addr().Unmap()) }) {
			if of, err := netip.ParseAddr(forwarded.ClientIP(r.Header, "")); err == nil {
				r.RemoteAddr = netip.AddrPortFrom(of.Unmap().WithZone(""), 0).String()
			}
		}
		next.ServeHTTP(w, r)
	})
}

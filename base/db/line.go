package db

import (
	"net/netip"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// openLine says whether the program might go on in the clear to another machine
// where TLS was tried, or the other way round: so do the modes prefer, which is
// the default of PostgreSQL's clients, and allow. Whoever is on the way then
// only has to answer that there is no TLS. sslmode=disable says what it does,
// and is let be.
func openLine(c *pgconn.Config) bool {
	sealed, inClear := map[string]bool{}, map[string]bool{}
	for _, f := range append([]*pgconn.FallbackConfig{{Host: c.Host, TLSConfig: c.TLSConfig}}, c.Fallbacks...) {
		ip, err := netip.ParseAddr(f.Host)
		if strings.HasPrefix(f.Host, "/") || f.Host == "localhost" || err == nil && ip.IsLoopback() {
			continue
		}
		if f.TLSConfig != nil {
			sealed[f.Host] = true
		} else {
			inClear[f.Host] = true
		}
	}
	for host := range inClear {
		if sealed[host] {
			return true
		}
	}
	return false
}

package app

import (
	"crypto/tls"
	"net"
	"net/netip"
	"os"
	"sync"
	"time"

	"quyet/base/fault"
	"quyet/base/text"
)

// A way is how browsers come in.
type way struct {
	tls     *tls.Config    // nil: without encryption, or through a proxy that ends it
	proxies []netip.Prefix // whose X-Forwarded-For is believed
}

// to returns the address at which browsers find ln.
func (w way) to(ln net.Listener) string {
	if w.tls != nil {
		return "https://" + ln.Addr().String()
	}
	return "http://" + ln.Addr().String()
}

// certified returns the configuration of TLS with the certificate (and its
// chain) and key in two PEM files. A certificate that was renewed is taken
// without a new start; one that cannot be read is not, and the one before stays.
func certified(certificate, key string) (*tls.Config, error) {
	p := &pair{certificate: certificate, key: key}
	if _, err := p.latest(); err != nil {
		return nil, fault.New(fault.Invalid, tNoCertificate, certificate, key).Because(err)
	}
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return p.latest()
		},
	}, nil
}

// A pair is a certificate with its key, read from files.
type pair struct {
	certificate, key string

	mu   sync.Mutex
	read *tls.Certificate
	as   time.Time // when the file that was read had been written
}

// latest returns the certificate as it is now. It looks at the file at each
// call, a few microseconds beside the signature that follows.
func (p *pair) latest() (*tls.Certificate, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	info, err := os.Stat(p.certificate)
	if err == nil && p.read != nil && info.ModTime().Equal(p.as) {
		return p.read, nil
	}
	if err == nil {
		var c tls.Certificate
		if c, err = tls.LoadX509KeyPair(p.certificate, p.key); err == nil {
			p.read, p.as = &c, info.ModTime()
		}
	}
	if p.read != nil {
		return p.read, nil
	}
	return nil, err
}

// sealed refuses an address at which others could read along: one that is not
// of this machine alone, without TLS here or in a proxy before it, unless plain
// says that it may be so.
func sealed(at net.Addr, secure, plain bool) error {
	tcp, ok := at.(*net.TCPAddr)
	if secure || plain || ok && tcp.IP.IsLoopback() {
		return nil
	}
	return fault.New(fault.Invalid, tNotSealed, at.String())
}

var (
	tNoCertificate = text.New(
		"Không đọc được chứng thư trong %s và khoá trong %s. Cần hai tệp PEM khớp nhau.",
		"The certificate in %s and the key in %s cannot be read. Two PEM files are needed that belong together.")
	tHalfCertificate = text.New(
		"--certificate và --certificate-key phải đi cùng nhau.",
		"--certificate and --certificate-key go together.")
	tNotSealed = text.New(
		"Tại %s máy khác kết nối đến được, mà không mã hoá thì mật khẩu bị đọc trộm trên đường. Hãy dùng --certificate và --certificate-key; hoặc --secure nếu máy chủ trung gian đứng trước đã dùng HTTPS; hoặc --plain nếu chỉ chạy thử.",
		"Other machines can connect to %s, and without encryption passwords are read on the way. Use --certificate and --certificate-key; or --secure where a proxy before it speaks HTTPS; or --plain for a trial.")
	tNoProxy = text.New(
		"--proxies: “%s” không phải địa chỉ. Hãy ghi như 10.0.0.5 hoặc 10.0.0.0/8, cách nhau bằng dấu phẩy.",
		"--proxies: “%s” is no address. Write them like 10.0.0.5 or 10.0.0.0/8, with commas between.")
)

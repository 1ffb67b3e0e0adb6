package app

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// certificate writes a certificate with a number and its key into a folder, as
// of a time, and returns it.
func certificate(t *testing.T, dir string, number int64, written time.Time) *x509.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(number), Subject: pkix.Name{CommonName: "quyet"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, kind string, content []byte) {
		at := filepath.Join(dir, name)
		if err := os.WriteFile(at, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(at, written, written); err != nil {
			t.Fatal(err)
		}
	}
	write("key.pem", "PRIVATE KEY", secret)
	write("certificate.pem", "CERTIFICATE", der)
	if c, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return c
}

// A program with a certificate speaks TLS and nothing older than 1.2, its
// cookies are for TLS only, a renewed certificate is taken without a new start,
// and a spoilt one is not.
func TestCertificate(t *testing.T) {
	dir := t.TempDir()
	began := time.Now().Add(-time.Hour)
	first := certificate(t, dir, 1, began)
	at, key := filepath.Join(dir, "certificate.pem"), filepath.Join(dir, "key.pem")
	conf, err := certified(at, key)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), Config{Data: filepath.Join(dir, "data"), Secure: true}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- a.serve(ctx, ln, 0, way{tls: conf}) }()

	serial := func(trusted *x509.Certificate) (int64, string) {
		t.Helper()
		roots := x509.NewCertPool()
		roots.AddCert(trusted)
		transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true}
		defer transport.CloseIdleConnections()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+ln.Addr().String()+"/login", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := (&http.Client{Transport: transport}).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if _, err := io.ReadAll(answer.Body); err != nil || answer.StatusCode != http.StatusOK || answer.Header.Get("Strict-Transport-Security") == "" {
			t.Errorf("%v %s %v", err, answer.Status, answer.Header)
		}
		return answer.TLS.PeerCertificates[0].SerialNumber.Int64(), answer.Proto
	}
	if n, proto := serial(first); n != 1 || proto != "HTTP/2.0" {
		t.Errorf("certificate %d, %s", n, proto)
	}
	if c, err := tls.Dial("tcp", ln.Addr().String(), &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}); err == nil {
		c.Close()
		t.Error("TLS 1.1 is spoken")
	}
	second := certificate(t, dir, 2, began.Add(time.Minute))
	if n, _ := serial(second); n != 2 {
		t.Errorf("certificate %d after it was renewed", n)
	}
	if err := os.WriteFile(at, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if n, _ := serial(second); n != 2 {
		t.Errorf("certificate %d after it was spoilt", n)
	}
	if _, err := certified(at, key); err == nil {
		t.Error("a spoilt certificate is taken at the start")
	}
	stop()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// Others read along where an address is not of this machine alone and nothing
// encrypts.
func TestWhatIsServedIsSealed(t *testing.T) {
	for _, c := range []struct {
		at            string
		secure, plain bool
		want          bool
	}{
		{at: "127.0.0.1", want: true},
		{at: "127.8.0.1", want: true},
		{at: "::1", want: true},
		{at: "0.0.0.0", want: false},
		{at: "::", want: false},
		{at: "192.0.2.7", want: false},
		{at: "192.0.2.7", secure: true, want: true},
		{at: "192.0.2.7", plain: true, want: true},
	} {
		if err := sealed(&net.TCPAddr{IP: net.ParseIP(c.at), Port: 8080}, c.secure, c.plain); (err == nil) != c.want {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// Package mailtest holds a mail server for tests: it speaks SMTP at a real
// port, keeps what it is sent, and refuses what the test says.
package mailtest

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// A Server is a mail server that delivers to nobody.
type Server struct {
	Address string         // "127.0.0.1:2525"
	Roots   *x509.CertPool // of its certificate

	mu       sync.Mutex
	user     string
	password string
	got      []Letter
	refuse   map[string]error
	sessions int
}

// A Letter is a message as it came.
type Letter struct {
	From, To   string // of the envelope
	Header     mail.Header
	Subject    string // decoded
	Text, HTML string // decoded
	Raw        string
	Encrypted  bool
	User       string // who signed in
}

// Start returns a server that runs until the test is over. It offers STARTTLS
// with a certificate for 127.0.0.1 unless plain.
func Start(t testing.TB, plain bool) *Server {
	t.Helper()
	s := &Server{refuse: map[string]error{}, Roots: x509.NewCertPool()}
	server := smtp.NewServer(s)
	server.Domain, server.AllowInsecureAuth = "catcher.test", plain
	if !plain {
		// The certificate that net/http's own tests use.
		issued := httptest.NewUnstartedServer(nil)
		issued.StartTLS()
		server.TLSConfig = &tls.Config{Certificates: issued.TLS.Certificates, MinVersion: tls.VersionTLS12}
		s.Roots.AddCert(issued.Certificate())
		issued.Close()
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // in a test
	if err != nil {
		t.Fatal(err)
	}
	s.Address = ln.Addr().String()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(ln) // ends when it is closed
	}()
	t.Cleanup(func() { server.Close(); <-done })
	return s
}

// Require lets nobody send who does not sign in so.
func (s *Server) Require(user, password string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.user, s.password = user, password
}

// Refuse answers every message to an address with a status of SMTP; 0 takes
// them again.
func (s *Server) Refuse(to string, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.refuse, to)
	if status != 0 {
		s.refuse[to] = &smtp.SMTPError{Code: status, EnhancedCode: smtp.EnhancedCode{status / 100, 1, 1}, Message: "as the test wants"}
	}
}

// Letters returns what has come since it was asked last.
func (s *Server) Letters() []Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	got := s.got
	s.got = nil
	return got
}

// Sessions returns how many connections were opened.
func (s *Server) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions
}

// NewSession implements smtp.Backend.
func (s *Server) NewSession(c *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sessions++
	return &session{server: s, conn: c}, nil
}

type session struct {
	server   *Server
	conn     *smtp.Conn
	user     string
	from, to string
}

// AuthMechanisms implements smtp.AuthSession.
func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth implements smtp.AuthSession.
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		s.server.mu.Lock()
		defer s.server.mu.Unlock()
		if user != s.server.user || password != s.server.password {
			return smtp.ErrAuthFailed
		}
		s.user = user
		return nil
	}), nil
}

// Mail implements smtp.Session.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	if s.server.user != "" && s.user == "" {
		return smtp.ErrAuthRequired
	}
	s.from = from
	return nil
}

// Rcpt implements smtp.Session.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.to = to
	return s.server.refuse[to]
}

// Data implements smtp.Session.
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	l, err := read(raw)
	if err != nil {
		return &smtp.SMTPError{Code: 554, Message: err.Error()}
	}
	_, l.Encrypted = s.conn.TLSConnectionState()
	l.From, l.To, l.User = s.from, s.to, s.user
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.got = append(s.server.got, l)
	return nil
}

// Reset implements smtp.Session.
func (s *session) Reset() { s.from, s.to = "", "" }

// Logout implements smtp.Session.
func (s *session) Logout() error { return nil }

func read(raw []byte) (l Letter, err error) {
	l.Raw = string(raw)
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return l, err
	}
	l.Header = m.Header
	if l.Subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		return l, err
	}
	return l, l.part(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body)
}

func (l *Letter) part(kind, encoding string, body io.Reader) error {
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		return err
	}
	if strings.HasPrefix(media, "multipart/") {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			p, err := parts.NextRawPart()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if err := l.part(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p); err != nil {
				return err
			}
		}
	}
	if strings.EqualFold(encoding, "quoted-printable") {
		body = quotedprintable.NewReader(body)
	}
	b, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	words := strings.ReplaceAll(string(b), "\r\n", "\n")
	if media == "text/html" {
		l.HTML = words
	} else {
		l.Text = words
	}
	return nil
}

// Package mail sends messages to people by way of the office's own mail server
// (SMTP). It keeps nothing: who calls it keeps what has not been delivered yet.
//
// The server is named by whoever runs the program and by nobody else, so it
// may stand in the office's own network. What goes to it is encrypted, and the
// server proves who it is, unless that was said otherwise; a server on this
// machine need not.
package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	smtp "github.com/wneessen/go-mail"
)

// A Config says by way of which server messages go.
type Config struct {
	// Server is "smtp://user@host:port": encrypted by STARTTLS, at port 587
	// unless one is given; or "smtps://…": encrypted from the first byte, at
	// port 465. Without a user nobody signs in.
	Server string

	// PasswordFile holds the password of the user, in its first line. It is
	// read at each delivery, so a new one is taken without a new start.
	PasswordFile string

	// From is who sends: an address, or "Văn phòng Tỉnh uỷ <vp@example.vn>".
	From string

	// Plain lets messages go unencrypted where the server offers nothing else.
	Plain bool

	// Roots are who vouches for the server; nil for those of the machine.
	Roots *x509.CertPool
}

// The errors of a [Config] and of a message; see errors.Is.
var (
	ErrServer   = errors.New("mail: no address of a server like smtp://user@host:587")
	ErrFrom     = errors.New("mail: no address of a sender")
	ErrPassword = errors.New("mail: the password cannot be read")

	// ErrAddress says that a message has no address to which it could go.
	ErrAddress = errors.New("mail: not an address")

	// ErrRefused says that the server will not take a message, today or later:
	// mostly there is no such mailbox.
	ErrRefused = errors.New("mail: refused for good")
)

// A Message is what one person is told.
type Message struct {
	// ID names the message for ever: sent twice, because nobody knew whether it
	// had arrived, it is the same message, which mail programs show once. It is
	// made of letters, digits, dots and hyphens.
	ID string

	To      string // one address
	Subject string
	Text    string
	HTML    string // may be empty

	// Stop, if not empty, is where a person can say that they want no more.
	Stop string
}

// A Sender sends messages. It may be used by several at once.
type Sender struct {
	host, user, passwordFile string
	port                     int
	from                     *mail.Address
	wrapped, plain           bool
	roots                    *x509.CertPool
}

// sendTime is how long one delivery of several messages may take.
const sendTime = 2 * time.Minute

// New returns a sender. It asks the server nothing yet.
func New(c Config) (*Sender, error) {
	u, err := url.Parse(c.Server)
	if err != nil || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" ||
		u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, fmt.Errorf("%w: %q", ErrServer, c.Server)
	}
	if _, has := u.User.Password(); has {
		return nil, fmt.Errorf("%w: the password stands in a file", ErrServer)
	}
	s := &Sender{host: u.Hostname(), user: u.User.Username(), passwordFile: c.PasswordFile, wrapped: u.Scheme == "smtps", plain: c.Plain, roots: c.Roots, port: 587}
	if s.wrapped {
		s.port = 465
	}
	if u.Port() != "" {
		if s.port, err = strconv.Atoi(u.Port()); err != nil || s.port < 1 || s.port > 65535 {
			return nil, fmt.Errorf("%w: %q", ErrServer, c.Server)
		}
	}
	if s.from, err = mail.ParseAddress(c.From); err != nil {
		return nil, fmt.Errorf("%w: %q", ErrFrom, c.From)
	}
	if s.user != "" {
		if _, err := s.password(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Address returns the bare address in what a person typed; ErrAddress where it
// is none, or more than one.
func Address(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	a, err := mail.ParseAddress(typed)
	if err != nil || a.Name != "" || a.Address != typed || len(typed) > 254 || strings.ContainsAny(typed, "\r\n\"<>() ") {
		return "", fmt.Errorf("%w: %q", ErrAddress, typed)
	}
	at := strings.LastIndexByte(typed, '@')
	if !strings.Contains(typed[at+1:], ".") {
		return "", fmt.Errorf("%w: %q", ErrAddress, typed)
	}
	return typed[:at] + "@" + strings.ToLower(typed[at+1:]), nil
}

func (s *Sender) password() (string, error) {
	info, err := os.Stat(s.passwordFile)
	if err == nil && info.Mode().Perm()&0o007 != 0 {
		err = fmt.Errorf("everybody on this machine can read %s: %w", s.passwordFile, fs.ErrPermission)
	}
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrPassword, err)
	}
	b, err := os.ReadFile(s.passwordFile)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrPassword, err)
	}
	line, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimRight(line, "\r"), nil
}

// Send delivers messages to the server over one connection and returns what
// became of each, in their order: nil where the server has taken it, an
// [ErrRefused] or [ErrAddress] where it never will, any other error where it
// may later. Where err is not nil the server was not reached, and none of them
// was delivered.
func (s *Sender) Send(ctx context.Context, messages ...Message) (each []error, err error) {
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	client, err := s.client()
	if err != nil {
		return nil, err
	}
	each = make([]error, len(messages))
	var letters []*smtp.Msg
	var of []int // the place in messages of each letter
	for i, m := range messages {
		letter, err := s.letter(m)
		if err != nil {
			each[i] = err
			continue
		}
		letters, of = append(letters, letter), append(of, i)
	}
	if len(letters) == 0 {
		return each, nil
	}
	if err := client.DialWithContext(ctx); err != nil {
		return nil, fmt.Errorf("mail: %s: %w", s.host, err)
	}
	// What the last word of the connection is concerns no message.
	defer func() { _ = client.Close() }()
	_ = client.Send(letters...)
	for i, letter := range letters {
		each[of[i]] = fate(letter)
	}
	return each, nil
}

// fate tells what became of a letter.
func fate(letter *smtp.Msg) error {
	err := letter.SendError()
	var failed *smtp.SendError
	switch {
	case err == nil && letter.IsDelivered():
		return nil
	case err == nil:
		return errors.New("mail: not delivered")
	case errors.As(err, &failed) && !failed.IsTemp() && failed.ErrorCode() >= 500:
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return fmt.Errorf("mail: %w", err)
}

func (s *Sender) client() (*smtp.Client, error) {
	options := []smtp.Option{
		smtp.WithPort(s.port), smtp.WithTimeout(30 * time.Second), smtp.WithHELO(s.domain()),
		smtp.WithTLSConfig(&tls.Config{ServerName: s.host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}),
	}
	switch {
	case s.wrapped:
		options = append(options, smtp.WithSSL())
	case s.plain || ownMachine(s.host):
		options = append(options, smtp.WithTLSPolicy(smtp.TLSOpportunistic))
	default:
		options = append(options, smtp.WithTLSPolicy(smtp.TLSMandatory))
	}
	if s.user != "" {
		password, err := s.password()
		if err != nil {
			return nil, err
		}
		options = append(options, smtp.WithSMTPAuth(smtp.SMTPAuthAutoDiscover), smtp.WithUsername(s.user), smtp.WithPassword(password))
	}
	return smtp.NewClient(s.host, options...)
}

func (s *Sender) domain() string {
	_, domain, _ := strings.Cut(s.from.Address, "@")
	return domain
}

func ownMachine(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// letter writes a message as it travels.
func (s *Sender) letter(m Message) (*smtp.Msg, error) {
	to, err := Address(m.To)
	if err != nil {
		return nil, err
	}
	letter := smtp.NewMsg(smtp.WithNoDefaultUserAgent())
	if err := letter.FromFormat(s.from.Name, s.from.Address); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFrom, err)
	}
	if err := letter.To(to); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAddress, err)
	}
	letter.Subject(strings.Join(strings.Fields(m.Subject), " "))
	letter.SetMessageIDWithValue(m.ID + "@" + s.domain())
	letter.SetDate()
	// Nobody's absence is told to a program, and no program answers one.
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetGenHeader("X-Auto-Response-Suppress", "All")
	if m.Stop != "" {
		letter.SetGenHeader(smtp.HeaderListUnsubscribe, "<"+m.Stop+">")
	}
	letter.SetBodyString(smtp.TypeTextPlain, m.Text)
	if m.HTML != "" {
		letter.AddAlternativeString(smtp.TypeTextHTML, m.HTML)
	}
	return letter, nil
}

package mail_test

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/mail"
	"quyet/base/mailtest"
)

const sender = "Văn phòng Tỉnh uỷ <vp@quyet.example.vn>"

func send(t *testing.T, c mail.Config, ms ...mail.Message) []error {
	t.Helper()
	s, err := mail.New(c)
	if err != nil {
		t.Fatal(err)
	}
	each, err := s.Send(t.Context(), ms...)
	if err != nil {
		t.Fatal(err)
	}
	return each
}

var letter = mail.Message{
	ID: "a1.b2", To: "nguoi.nhan@Example.VN", Subject: "Đôn đốc: 124 nhiệm vụ đã quá hạn, kính đề nghị các đồng chí khẩn trương thực hiện trước ngày họp giao ban",
	Text: "Kính gửi đồng chí,\n\n.Việc đầu dòng bằng dấu chấm.\nNghị quyết số 21-NQ/TU: đạt 65 % — “đúng hạn”.\n",
	HTML: "<p>Kính gửi <b>đồng chí</b> &amp; cơ quan</p>", Stop: "https://quyet.example.vn/notices/settings",
}

// A letter in Vietnamese arrives as it was written, encrypted, from whom it
// says, and says that a program wrote it.
func TestALetterArrives(t *testing.T) {
	server := mailtest.Start(t, false)
	server.Require("quyet", "mật khẩu dài")
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("mật khẩu dài\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	each := send(t, mail.Config{Server: "smtp://quyet@" + server.Address, PasswordFile: file, From: sender, Roots: server.Roots}, letter)
	got := server.Letters()
	if len(got) != 1 || each[0] != nil {
		t.Fatalf("%d letters, %v", len(got), each)
	}
	l := got[0]
	if l.Subject != letter.Subject || l.Text != letter.Text || strings.TrimSpace(l.HTML) != letter.HTML {
		t.Errorf("arrived as %q\n%q\n%q", l.Subject, l.Text, l.HTML)
	}
	if l.From != "vp@quyet.example.vn" || l.To != "nguoi.nhan@example.vn" || !l.Encrypted || l.User != "quyet" {
		t.Errorf("envelope: %+v", l)
	}
	from, err := l.Header.AddressList("From")
	if err != nil || from[0].Name != "Văn phòng Tỉnh uỷ" {
		t.Errorf("from %v (%v)", from, err)
	}
	for name, want := range map[string]string{
		"Message-Id": "<a1.b2@quyet.example.vn>", "Auto-Submitted": "auto-generated", "List-Unsubscribe": "<" + letter.Stop + ">",
	} {
		if got := l.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for line := range strings.SplitSeq(l.Raw, "\r\n") {
		if len(line) > 998 || strings.IndexFunc(line, func(r rune) bool { return r > 126 }) >= 0 {
			t.Errorf("a line that not every server passes on: %q", line)
		}
	}
}

// Whatever a subject or a text holds, it arrives, and adds no header.
func TestEveryTextArrives(t *testing.T) {
	server := mailtest.Start(t, true)
	s, err := mail.New(mail.Config{Server: "smtp://" + server.Address, From: sender})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		subject := rapid.StringOf(rapid.RuneFrom([]rune("aĐệ ữ\r\n:,<>=?_\"\\.é𝕏"))).Draw(rt, "subject")
		words := rapid.StringOf(rapid.RuneFrom([]rune("aĐệ ữ\n.=<>—𝕏"))).Draw(rt, "text")
		each, err := s.Send(t.Context(), mail.Message{ID: "x", To: "a@b.vn", Subject: subject, Text: words})
		got := server.Letters()
		if err != nil || each[0] != nil || len(got) != 1 {
			rt.Fatalf("%v %v, %d letters", err, each, len(got))
		}
		if want := strings.Join(strings.Fields(subject), " "); got[0].Subject != want {
			rt.Errorf("subject %q, want %q", got[0].Subject, want)
		}
		if strings.TrimRight(got[0].Text, "\n") != strings.TrimRight(words, "\n") {
			rt.Errorf("text %q, want %q", got[0].Text, words)
		}
		for name := range got[0].Header {
			if strings.HasPrefix(name, "Đ") || name == "A" {
				rt.Errorf("header %s came out of the subject", name)
			}
		}
	})
}

// One that cannot be delivered keeps nobody else from being told, and it is
// told apart whether to try again.
func TestWhatIsNotDelivered(t *testing.T) {
	server := mailtest.Start(t, true)
	server.Refuse("gone@b.vn", 550)
	server.Refuse("full@b.vn", 452)
	to := func(a string) mail.Message { return mail.Message{ID: "x", To: a, Subject: "S", Text: "T"} }
	each := send(t, mail.Config{Server: "smtp://" + server.Address, From: sender},
		to("one@b.vn"), to("gone@b.vn"), to("full@b.vn"), to("no address"), to("two@b.vn"))
	for i, want := range []error{nil, mail.ErrRefused, nil, mail.ErrAddress, nil} {
		if want != nil && !errors.Is(each[i], want) {
			t.Errorf("%d: %v, want %v", i, each[i], want)
		}
	}
	if each[0] != nil || each[4] != nil || each[2] == nil || errors.Is(each[2], mail.ErrRefused) {
		t.Errorf("%v", each)
	}
	if got := server.Letters(); len(got) != 2 || server.Sessions() != 1 {
		t.Errorf("%d letters in %d connections", len(got), server.Sessions())
	}
}

// Nothing goes unencrypted to another machine unless that was said, nor to a
// server that nobody vouches for; where nobody answers, nothing was delivered.
func TestNotToJustAnybody(t *testing.T) {
	server := mailtest.Start(t, false)
	s, err := mail.New(mail.Config{Server: "smtp://" + server.Address, From: sender})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Send(t.Context(), letter); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("sent to a server that nobody vouches for: %v", err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // in a test
	if err != nil {
		t.Fatal(err)
	}
	nobody := ln.Addr().String()
	ln.Close()
	if s, err = mail.New(mail.Config{Server: "smtp://" + nobody, From: sender}); err != nil {
		t.Fatal(err)
	}
	if each, err := s.Send(t.Context(), letter); err == nil || each != nil {
		t.Errorf("nobody answers: %v %v", each, err)
	}
	if got := server.Letters(); len(got) != 0 {
		t.Errorf("%d letters", len(got))
	}
}

func TestConfig(t *testing.T) {
	open := filepath.Join(t.TempDir(), "open")
	if err := os.WriteFile(open, []byte("x"), 0o644); err != nil { //nolint:gosec // what is refused
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		mail.Config
		want error
	}{
		"sound":              {mail.Config{Server: "smtp://mail.example.vn", From: sender}, nil},
		"wrapped":            {mail.Config{Server: "smtps://mail.example.vn:4650", From: "vp@example.vn"}, nil},
		"no scheme":          {mail.Config{Server: "mail.example.vn:25", From: sender}, mail.ErrServer},
		"another scheme":     {mail.Config{Server: "https://mail.example.vn", From: sender}, mail.ErrServer},
		"nothing":            {mail.Config{From: sender}, mail.ErrServer},
		"a path":             {mail.Config{Server: "smtp://mail.example.vn/x", From: sender}, mail.ErrServer},
		"a password":         {mail.Config{Server: "smtp://a:b@mail.example.vn", From: sender}, mail.ErrServer},
		"port 0":             {mail.Config{Server: "smtp://mail.example.vn:0", From: sender}, mail.ErrServer},
		"no sender":          {mail.Config{Server: "smtp://mail.example.vn", From: "Văn phòng"}, mail.ErrFrom},
		"no password":        {mail.Config{Server: "smtp://a@mail.example.vn", From: sender, PasswordFile: open + "x"}, mail.ErrPassword},
		"a password for all": {mail.Config{Server: "smtp://a@mail.example.vn", From: sender, PasswordFile: open}, mail.ErrPassword},
	} {
		if _, err := mail.New(c.Config); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestAddress(t *testing.T) {
	for typed, want := range map[string]string{
		"a.b+c@Example.VN": "a.b+c@example.vn", "  vp@tinh.gov.vn ": "vp@tinh.gov.vn",
		"": "", "a": "", "a@b": "", "a@b.vn, c@d.vn": "", "A <a@b.vn>": "", "a@b.vn\r\nBcc: c@d.vn": "", `"a b"@c.vn`: "", "a b@c.vn": "", "<a@b.vn>": "",
		strings.Repeat("a", 250) + "@b.vn": "",
	} {
		if got, err := mail.Address(typed); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q %v, want %q", typed, got, err, want)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("a@b.vn")
	f.Add("\"a\\\"@b\"@c.vn")
	f.Fuzz(func(t *testing.T, typed string) {
		a, err := mail.Address(typed)
		if err != nil {
			return
		}
		if again, err := mail.Address(a); err != nil || again != a || strings.ContainsAny(a, "\r\n <>\"") {
			t.Errorf("%q became %q and then %q (%v)", typed, a, again, err)
		}
	})
}

package account_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
)

// commands returns what runs `user` with arguments, for a town.
func commands(t *testing.T, w *town) (run func(in string, args ...string) (string, error)) {
	t.Helper()
	ctx := text.WithLang(t.Context(), text.English)
	return func(in string, args ...string) (string, error) {
		t.Helper()
		var out bytes.Buffer
		terminal := &capability.Terminal{
			In: strings.NewReader(in), Out: &out, Who: work.System("cli: test"),
			Open: func(context.Context) (*work.Office, error) { return w.Office.Office, nil },
		}
		user := account.Capability(account.Deps{Door: w.door}).Commands[0].Value
		parser, err := kong.New(user, kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(terminal))
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := parser.Parse(args)
		if err != nil {
			t.Fatal(err)
		}
		err = parsed.Run()
		return out.String(), err
	}
}

// Who has lost everything is helped at the machine too: what there is is shown,
// taken away, and the password alone lets in.
func TestFactorCommands(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	run := commands(t, w)
	w.setUp(t, w.clerk)
	if out, err := run("", "factors", "bac.vanphong"); err != nil || out != "app       Code of an app\nrecovery  10\n" {
		t.Errorf("what there is: %q, %v", out, err)
	}
	if out, err := run("", "reset-factors", "bac.vanphong"); err != nil || out != "" {
		t.Errorf("taking it away: %q, %v", out, err)
	}
	if out, err := run("", "factors", "bac.vanphong"); err != nil || out != "" {
		t.Errorf("what is left: %q, %v", out, err)
	}
	if e := w.enter(t, "bac.vanphong"); e.Token == "" {
		t.Error("the password alone does not let in")
	}
	for _, command := range []string{"factors", "reset-factors"} {
		if _, err := run("", command, "khong.co"); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s of nobody: %v", command, err)
		}
	}
}

func TestCommands(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	ctx := text.WithLang(t.Context(), text.English)
	run := commands(t, w)
	must := func(in string, args ...string) string {
		t.Helper()
		out, err := run(in, args...)
		if err != nil {
			t.Fatalf("%q: %v", args, err)
		}
		return out
	}

	issued := must("", "add", "tinh.kiemtra", "Kiểm tra Tỉnh uỷ", "--role", "inspector", "--at", "P")
	first := password(t, issued)
	e, err := w.try(ctx, account.Attempt{Login: "tinh.kiemtra", Password: first})
	if err != nil || !e.MustChange {
		t.Errorf("signing in with %q: %+v %v", first, e, err)
	}
	second := password(t, must("", "password", "tinh.kiemtra"))
	if _, err := w.try(ctx, account.Attempt{Login: "tinh.kiemtra", Password: first}); err == nil || first == second {
		t.Error("the first temporary password still works")
	}

	if out := must("mùa gặt năm nay\r\n", "add", "tinh.vanphong", "Văn phòng Tỉnh uỷ", "--stdin"); out != "" {
		t.Errorf("a password that was typed is printed: %q", out)
	}
	must("", "grant", "Tỉnh.VănPhòng", "office", "--at", "P", "--until", "20/11/2026")
	if e, err = w.try(ctx, account.Attempt{Login: "tinh.vanphong", Password: "mùa gặt năm nay"}); err != nil || e.MustChange {
		t.Fatalf("signing in with a lasting password: %+v %v", e, err)
	}
	if a := w.actor(t, e.Token); a.Body != w.province.Scope() || len(a.Grants) != 1 || a.Grants[0].Until != day("2026-11-21") {
		t.Errorf("granted until the end of the day: %+v", a)
	}
	if out := must("", "list", "tinh"); strings.Count(out, "\n") != 2 || !strings.Contains(out, "Office: Tỉnh uỷ Sông Đông") {
		t.Errorf("the list is %q", out)
	}

	for _, c := range []struct {
		in   string
		args []string
		want fault.Kind
	}{
		{"", []string{"add", "quantri", "Trùng"}, fault.Conflict},
		{"ngắn\n", []string{"add", "moi.toanh", "Mới", "--stdin"}, fault.Invalid},
		{"", []string{"add", "moi.toanh", "Mới", "--role", "emperor"}, fault.Invalid},
		{"", []string{"grant", "quantri", "office", "--at", "nowhere"}, fault.Unknown},
		{"", []string{"grant", "quantri", "office", "--until", "mai"}, fault.Invalid},
		{"", []string{"grant", "nobody.there", "office"}, fault.Invalid},
		{"", []string{"password", "nobody.there"}, fault.Invalid},
	} {
		_, err := run(c.in, c.args...)
		wantKind(t, strings.Join(c.args, " "), err, c.want)
	}
	w.MustView(t, func(v *work.View) error {
		if _, err := account.ByLogin(t.Context(), v, "moi.toanh"); err == nil {
			t.Error("an account was left behind by a command that failed")
		}
		a, err := account.Find(t.Context(), v, w.root)
		if err != nil || len(a.Grants) != 1 || a.Grants[0].Scope != access.Everywhere {
			t.Errorf("commands that failed left %+v, %v", a, err)
		}
		return nil
	})
}

// password returns the last word of what a command printed.
func password(t *testing.T, printed string) string {
	t.Helper()
	words := strings.Fields(printed)
	if len(words) == 0 {
		t.Fatal("no password was printed")
	}
	return words[len(words)-1]
}

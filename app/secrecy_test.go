package app

import (
	"bytes"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"quyet/base/text"
)

// No flag of any subcommand takes a secret itself: it names a file, or there is
// none and the environment holds it.
func TestNoFlagTakesASecret(t *testing.T) {
	var f flags
	status := 0
	parser, err := kong.New(&f, options(text.English, io.Discard, io.Discard, &status, commandsOf())...)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	var walk func(n *kong.Node)
	walk = func(n *kong.Node) {
		values := n.Positional
		for _, flag := range n.Flags {
			values = append(values, flag.Value)
		}
		for _, v := range values {
			seen++
			file := v.Tag.Type == "path" || v.Tag.Type == "existingfile" || strings.HasSuffix(v.Name, "-file")
			if isSecretName(v.Name) && v.Target.Kind() != reflect.Bool && !file {
				t.Errorf("%s takes %s, a secret, on the command line: let it name a file, or take it from the environment or standard input", n.FullPath(), v.Name)
			}
		}
		for _, child := range n.Children {
			walk(child)
		}
	}
	walk(parser.Model.Node)
	if seen < 20 {
		t.Errorf("only %d flags were looked at", seen)
	}
}

// An address with a password in it is refused on the command line, wherever it
// stands, and the password is not repeated.
func TestPasswordOnTheCommandLine(t *testing.T) {
	for _, args := range [][]string{
		{"--database", "postgres://quyet:bi-mat@127.0.0.1/quyet", "migrate"},
		{"--database=postgres://quyet:bi-mat@127.0.0.1/quyet", "doctor"},
		{"--database=postgres://127.0.0.1/quyet?user=quyet&password=bi-mat", "doctor"},
		{"--database=postgres://quyet:bi-mat %zz@127.0.0.1/quyet", "doctor"},
		{"backup", "s3://key:bi-mat@127.0.0.1/bucket"},
	} {
		var out, errOut bytes.Buffer
		if status := Main(args, strings.NewReader(""), &out, &errOut); status != exitUsage {
			t.Errorf("%q: status %d", args, status)
		}
		if said := errOut.String() + out.String(); strings.Contains(said, "bi-mat") || !strings.Contains(said, "QUYET_DATABASE") {
			t.Errorf("%q: it said %q", args, said)
		}
	}
	for _, args := range [][]string{{"--database", "postgres://quyet@127.0.0.1/quyet"}, {"--data", "/x=y:z@w"}, {"--listen=127.0.0.1:80"}, {"http://127.0.0.1:80/a@b"}} {
		if bearsPassword(args) {
			t.Errorf("%q holds no password", args)
		}
	}
}

package letterhead_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quyet/feature/intake/letterhead"
	"quyet/feature/intake/source"
)

func read(t *testing.T, text string) *source.Document {
	t.Helper()
	r := strings.NewReader(text)
	doc, err := source.Read(t.Context(), "sample.txt", r, r.Size(), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// summary prints the metadata that was found, one per line.
func summary(m letterhead.Metadata) string {
	var b strings.Builder
	put := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	put("kind", string(m.Kind.Value))
	put("symbol", m.Symbol.Value.Printed)
	put("issuer", m.Issuer.Value)
	put("place", m.Place.Value)
	put("date", m.Date.Value.String())
	put("title", m.Title.Value)
	put("signer", m.Signer.Value)
	put("classification", m.Classification.Value)
	put("urgency", m.Urgency.Value)
	return b.String()
}

// A sample is an invented document, or the beginning of one, with what is to be read.
type sample struct{ name, in, want string }

func TestRead(t *testing.T) {
	for _, tt := range slices.Concat(offices, copies, pages) {
		t.Run(tt.name, func(t *testing.T) {
			if got := summary(letterhead.Read(read(t, tt.in))); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

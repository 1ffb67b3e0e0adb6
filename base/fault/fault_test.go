package fault

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"quyet/base/text"
)

var (
	tGone  = text.New("Không tìm thấy “%s”.", "There is no “%s”.")
	tEmpty = text.New("Hãy nhập tên.", "Enter a name.")
)

func TestEveryKindHasAName(t *testing.T) {
	seen := map[string]bool{}
	for i, k := range Kinds() {
		if int(k) != i || k.String() == "" || seen[k.String()] {
			t.Errorf("kind %d is named %q", i, k)
		}
		seen[k.String()] = true
	}
}

func TestFirstFaultOfTheChain(t *testing.T) {
	cause := errors.New("disk on fire")
	gone := New(Unknown, tGone, "A")
	var form Fields
	if form.Err() != nil {
		t.Error("a form without a fault is an error")
	}
	form.Add("name", tEmpty)
	form.Add("code", tGone, "C")
	for _, c := range []struct {
		name   string
		err    error
		kind   Kind
		faults int
	}{
		{"none", nil, Internal, 0},
		{"no fault", cause, Internal, 0},
		{"one", gone, Unknown, 1},
		{"wrapped", fmt.Errorf("load: %w", gone), Unknown, 1},
		{"with a cause", gone.Because(cause), Unknown, 1},
		{"form", form.Err(), Invalid, 2},
		{"wrapped form", fmt.Errorf("save: %w", form.Err()), Invalid, 2},
		{"a fault because of a form", New(Conflict, tEmpty).Because(form), Conflict, 1},
		{"joined", errors.Join(cause, gone), Unknown, 1},
	} {
		if got := KindOf(c.err); got != c.kind {
			t.Errorf("%s: kind %v, want %v", c.name, got, c.kind)
		}
		if got := len(All(c.err)); got != c.faults {
			t.Errorf("%s: %d faults, want %d", c.name, got, c.faults)
		}
		if got := Is(c.err, c.kind); got != (c.err != nil) {
			t.Errorf("%s: Is(%v) = %v", c.name, c.kind, got)
		}
	}
}

func TestWhatIsSaid(t *testing.T) {
	cause := errors.New("disk on fire")
	gone := New(Unknown, tGone, "A")
	f := gone.Because(cause)
	if gone.Err != nil {
		t.Error("Because changed the fault it was called on")
	}
	if !errors.Is(f, cause) || !strings.Contains(f.Error(), "disk on fire") {
		t.Errorf("the log loses the cause: %v", f)
	}
	if got := f.In(text.Vietnamese); got != "Không tìm thấy “A”." {
		t.Errorf("the person is told %q", got)
	}
	if got := At("name", tEmpty).Error(); got != "name: Enter a name." {
		t.Errorf("the log says %q", got)
	}
}

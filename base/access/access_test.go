package access

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/text"
)

// paths is a tree whose scopes tell their place: "a/b" lies under "a".
type paths struct{}

func (paths) Within(scope, root Scope) bool {
	return scope == root || strings.HasPrefix(string(scope), string(root)+"/")
}

var look = Allow("test.look", text.New("xem", "look"), Office, Inspector)

func TestMay(t *testing.T) {
	clerk := Actor{Account: "x", Tree: paths{}, Grants: []Grant{{Role: Office, Scope: "a/b"}, {Role: Head, Scope: "c"}, {Role: Inspector, Scope: ""}}}
	for scope, want := range map[Scope]bool{"a/b": true, "a/b/c": true, "a": false, "a/bb": false, "c": false, "": false, Everywhere: false} {
		if got := clerk.May(look, scope); got != want {
			t.Errorf("on %q: %v, want %v", scope, got, want)
		}
	}
	if (Actor{}).May(look, "a") || (Actor{}).SignedIn() || (Actor{}).MaySomewhere(look) {
		t.Error("nobody may something")
	}
	if !clerk.MaySomewhere(look) || !clerk.SignedIn() || clerk.IsSystem() {
		t.Error("the clerk may look somewhere")
	}
	reader := clerk
	reader.Only = []*Permission{}
	if reader.May(look, "a/b") || reader.MaySomewhere(look) || reader.Roots(look) != nil {
		t.Error("who may use nothing may look")
	}
	if reader.Only = []*Permission{look}; !reader.May(look, "a/b") || reader.May(look, "a") || !reader.MaySomewhere(look) {
		t.Error("who may look and nothing else may not look")
	}
	system := System("night")
	if !system.May(look, "a") || !system.May(look, Everywhere) || !system.MaySomewhere(look) || system.SignedIn() || !slices.Equal(system.Roots(look), []Scope{Everywhere}) {
		t.Error("the program itself may everything")
	}
	without := Actor{Account: "x", Grants: []Grant{{Role: Office, Scope: "a"}}}
	if !without.May(look, "a") || without.May(look, "a/b") {
		t.Error("without a tree, a grant covers its own scope only")
	}
}

// What lists show by the roots is what the single thing may be shown by.
func TestRootsAreMay(t *testing.T) {
	scope := rapid.SampledFrom([]Scope{"", "a", "a/b", "a/b/c", "a/d", "e", "e/f", Everywhere})
	rapid.Check(t, func(t *rapid.T) {
		a := Actor{Account: "x", Tree: paths{}, Only: rapid.SampledFrom([][]*Permission{nil, {}, {look}}).Draw(t, "only")}
		for range rapid.IntRange(0, 5).Draw(t, "grants") {
			a.Grants = append(a.Grants, Grant{Role: rapid.SampledFrom(Roles()).Draw(t, "role"), Scope: scope.Draw(t, "scope")})
		}
		roots := a.Roots(look)
		s := scope.Draw(t, "asked")
		if got := slices.ContainsFunc(roots, func(r Scope) bool { return a.covers(r, s) }); got != a.May(look, s) {
			t.Fatalf("on %q: roots %q say %v, May says otherwise", s, roots, got)
		}
		for i, r := range roots {
			if r == "" {
				t.Fatalf("nowhere is among the roots %q", roots)
			}
			for j, o := range roots {
				if i != j && a.covers(o, r) {
					t.Fatalf("%q lies inside %q", r, o)
				}
			}
		}
	})
}

func TestRoles(t *testing.T) {
	for _, r := range Roles() {
		if got, ok := ParseRole(string(r)); !ok || got != r {
			t.Errorf("%s became %s", r, got)
		}
	}
	if _, ok := ParseRole("king"); ok {
		t.Error("king is a role")
	}
}

package position_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/position"
	"quyet/feature/rule"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, position.Schema}
)

// A place is two communes under a province, and a third that was merged into the first.
type place struct {
	*dbtest.Office
	province, commune, other, former org.ID
	tree                             *org.Tree
}

const merged = "2025-07-01"

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		act := org.Act{Symbol: "1-QĐ/TW"}
		establish := func(code, name string, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior}, day("2020-01-01"), act)
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		p.province = establish("T", "Tỉnh uỷ Sông Lam", org.Province, "")
		p.commune = establish("X", "Đảng uỷ xã An Hoà", org.Commune, p.province)
		p.other = establish("Y", "Đảng uỷ xã Bình Phú", org.Commune, p.province)
		p.former = establish("Z", "Đảng uỷ xã Cẩm Tú", org.Commune, p.province)
		return org.Dissolve(t.Context(), u, p.former, []org.ID{p.commune}, day(merged), act)
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	return p
}

func (p *place) as(role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: string(role), Name: string(role), Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

func holding(name string, title position.Title, b org.ID, from, until string) position.Holding {
	h := position.Holding{Person: position.Person{Name: name}, Title: title, Body: b, Interval: civil.Since(day(from))}
	if until != "" {
		h.Until = day(until)
	}
	return h
}

// put enters a holding and returns it as it is then.
func (p *place) put(t testing.TB, h position.Holding) (made position.Holding) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error {
		id, err := position.Put(t.Context(), u, h)
		if err != nil {
			return err
		}
		made, err = position.Find(t.Context(), &u.View, id)
		return err
	})
	return made
}

func (p *place) do(t testing.TB, fn func(*work.Unit) error) error {
	t.Helper()
	return p.Do(t.Context(), work.System("test"), fn)
}

func (p *place) seats(t testing.TB, on string, titles []position.Title, bodies ...org.ID) string {
	t.Helper()
	var out []string
	p.MustView(t, func(v *work.View) error {
		found, err := position.Seats(t.Context(), v, day(on), titles, bodies)
		for _, s := range found {
			who := "–"
			if !s.Vacant() {
				who = s.Person.Name
			}
			b, _ := p.tree.Body(s.Body)
			out = append(out, b.Code+" "+string(s.Title)+" "+who)
		}
		return err
	})
	return strings.Join(out, "; ")
}

// Titles at bodies as of a day: who holds them on the first day and no more on the day
// they ended, vacant seats beside them, and nothing of a body that is not there then.
func TestSeatsAsOfADay(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		first := p.put(t, holding("Bí thư thứ nhất", position.Secretary, p.commune, "2022-01-01", "2024-05-10"))
		p.put(t, holding("Bí thư thứ hai", position.Secretary, p.commune, "2024-05-10", ""))
		p.put(t, holding("Bí thư cuối", position.Secretary, p.former, "2021-01-01", ""+merged))
		member := first
		member.ID, member.Title, member.Body = "", position.Member, p.province
		p.put(t, member)
		titles := []position.Title{position.Member, position.Secretary}
		for on, want := range map[string]string{
			"2021-12-31": "T member –; T secretary –; X member –; X secretary –; Z member –; Z secretary Bí thư cuối",
			"2022-01-01": "T member Bí thư thứ nhất; T secretary –; X member –; X secretary Bí thư thứ nhất; Z member –; Z secretary Bí thư cuối",
			"2024-05-09": "T member Bí thư thứ nhất; T secretary –; X member –; X secretary Bí thư thứ nhất; Z member –; Z secretary Bí thư cuối",
			"2024-05-10": "T member –; T secretary –; X member –; X secretary Bí thư thứ hai; Z member –; Z secretary Bí thư cuối",
			merged:       "T member –; T secretary –; X member –; X secretary Bí thư thứ hai",
			"2019-12-31": "",
		} {
			if got := p.seats(t, on, titles, p.province, p.commune, p.former); got != want {
				t.Errorf("on %s\n got %s\nwant %s", on, got, want)
			}
		}
		if err := p.do(t, func(u *work.Unit) error {
			_, err := position.Seats(t.Context(), &u.View, u.Today, titles, make([]org.ID, position.MostBodies+1))
			return err
		}); !fault.Is(err, fault.TooMuch) {
			t.Errorf("too many bodies: %v", err)
		}
		p.MustView(t, func(v *work.View) error {
			held, err := position.Held(t.Context(), v, first.Person.ID)
			if err == nil && len(held) != 2 {
				t.Errorf("one person holds %+v", held)
			}
			named, err2 := position.Named(t.Context(), v, "bi thu thu", 10)
			if err2 == nil && len(named) != 3 {
				t.Errorf("found by name: %+v", named)
			}
			if err2 != nil {
				return err2
			}
			return err
		})
	})
}

func TestRefused(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		there := p.put(t, holding("Bí thư xã", position.Secretary, p.commune, "2022-01-01", "2024-01-01"))
		again := there
		again.ID = ""
		for name, c := range map[string]struct {
			field  string
			change func(*position.Holding)
		}{
			"no name":             {"person", func(h *position.Holding) { h.Person = position.Person{Name: " "} }},
			"a long name":         {"person", func(h *position.Holding) { h.Person = position.Person{Name: strings.Repeat("ă", 101)} }},
			"no account":          {"account", func(h *position.Holding) { h.Person = position.Person{Name: "x", Account: "nobody"} }},
			"no title":            {"title", func(h *position.Holding) { h.Title = "king" }},
			"no first day":        {"from", func(h *position.Holding) { h.From = civil.Date{} }},
			"an end before":       {"until", func(h *position.Holding) { h.Until = h.From }},
			"before the body":     {"from", func(h *position.Holding) { h.From = day("2019-12-31") }},
			"after the body":      {"from", func(h *position.Holding) { h.Body, h.Until = p.former, day("2025-07-02") }},
			"the same once more":  {"from", func(h *position.Holding) { h.From, h.Until = day("2023-12-31"), civil.Date{} }},
			"longer than is read": {"note", func(h *position.Holding) { h.Note = strings.Repeat("a", 501) }},
		} {
			h := again
			c.change(&h)
			err := p.do(t, func(u *work.Unit) error { _, err := position.Put(ctx, u, h); return err })
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || len(all) != 1 || all[0].Field != c.field {
				t.Errorf("%s: %v", name, err)
			}
		}
		// On the day it ended, and at another body, it may be held again.
		again.From, again.Until = day("2024-01-01"), civil.Date{}
		second := p.put(t, again)
		if second.Person.ID != there.Person.ID {
			t.Errorf("a new person: %+v", second)
		}
		end := func(version int64, on string) error {
			return p.do(t, func(u *work.Unit) error { return position.End(ctx, u, second.ID, version, day(on)) })
		}
		if err := end(1, "2024-01-01"); !fault.Is(err, fault.Invalid) {
			t.Errorf("ended on its first day: %v", err)
		}
		if err := end(7, "2025-01-01"); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		if err := end(1, "2025-01-01"); err != nil {
			t.Error(err)
		}
		if err := end(2, "2025-01-01"); !fault.Is(err, fault.Conflict) {
			t.Errorf("ended twice: %v", err)
		}
		there.Until = day("2024-06-01")
		if err := p.do(t, func(u *work.Unit) error { _, err := position.Put(ctx, u, there); return err }); !fault.Is(err, fault.Invalid) {
			t.Errorf("changed so that it overlaps: %v", err)
		}
	})
}

// A name is erased with the account of its person, or by who keeps all of their titles,
// and nothing else of what they held; with the last entry that was a mistake goes the name.
func TestNamesAreErased(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		o.Subscribers = position.Capability(position.Deps{}).Subscribers
		var who account.ID
		p.MustDo(t, func(u *work.Unit) (err error) {
			secret, err := account.Choose(ctx, "một câu dài để thử", "thu")
			if err == nil {
				who, err = account.Create(ctx, u, account.NewAccount{Login: "thunghiem", Name: "Thử", Password: secret})
			}
			return err
		})
		first := holding("Bí thư xã", position.Secretary, p.commune, "2022-01-01", "2024-01-01")
		first.Person.Account = who
		held := p.put(t, first)
		twice := holding("Người khác", position.Secretary, p.commune, "2022-01-01", "")
		twice.Person.Account = who
		if err := p.do(t, func(u *work.Unit) error { _, err := position.Put(ctx, u, twice); return err }); !fault.Is(err, fault.Invalid) {
			t.Errorf("one account of two people: %v", err)
		}
		now := p.put(t, holding("Đương nhiệm", position.Secretary, p.commune, "2024-01-01", ""))
		renamed := now.Person
		renamed.Name = "Đương nhiệm mới"
		for want, err := range map[fault.Kind]error{
			fault.Conflict: p.do(t, func(u *work.Unit) error { return position.Erase(ctx, u, now.Person.ID) }),
			fault.Unknown:  p.do(t, func(u *work.Unit) error { return position.Erase(ctx, u, "nobody") }),
		} {
			if !fault.Is(err, want) {
				t.Errorf("want %s: %v", want, err)
			}
		}
		p.MustDo(t, func(u *work.Unit) error { return position.Rename(ctx, u, renamed) })
		if err := p.do(t, func(u *work.Unit) error { return position.Rename(ctx, u, renamed) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale name: %v", err)
		}
		p.MustDo(t, func(u *work.Unit) error { return account.Erase(ctx, u, who) })
		mistake := p.put(t, holding("Ghi nhầm", position.Member, p.commune, "2024-01-01", ""))
		p.MustDo(t, func(u *work.Unit) error { return position.Remove(ctx, u, mistake.ID, 1) })
		p.MustView(t, func(v *work.View) error {
			h, err := position.Find(ctx, v, held.ID)
			if err != nil || h.Person.Name != "" || h.Person.Account != "" || h.From != first.From {
				t.Errorf("after the account was erased: %+v, %v", h, err)
			}
			for _, name := range []string{"Bí thư", "Ghi nhầm"} {
				if found, err := position.Named(ctx, v, name, 10); err != nil || len(found) > 0 {
					t.Errorf("%s is still found: %+v, %v", name, found, err)
				}
			}
			if found, err := position.Named(ctx, v, "Đương nhiệm mới", 10); err != nil || len(found) != 1 {
				t.Errorf("renamed: %+v, %v", found, err)
			}
			return nil
		})
		if err := p.do(t, func(u *work.Unit) error {
			_, err := position.Put(ctx, u, position.Holding{Person: held.Person, Title: position.Member, Body: p.commune, Interval: civil.Since(day("2026-01-01"))})
			return err
		}); !fault.Is(err, fault.Unknown) {
			t.Errorf("who has no name any more holds a new title: %v", err)
		}
	})
}

// Whatever is entered, changed and ended in whatever order, nobody holds one title at one
// body twice on a day, and each day's holders are those whose days hold it.
func TestNobodyHoldsATitleTwice(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		people := []position.Person{}
		for i := range 3 {
			people = append(people, p.put(t, holding(fmt.Sprint("Người ", i), position.Follower, p.province, "2020-01-01", "2020-01-02")).Person)
		}
		start := day("2021-01-01")
		rapid.Check(t, func(r *rapid.T) {
			steps := rapid.IntRange(1, 8).Draw(r, "steps")
			err := p.do(t, func(u *work.Unit) error {
				model := map[position.HoldingID]position.Holding{}
				for range steps {
					h := position.Holding{Person: rapid.SampledFrom(people).Draw(r, "person"), Title: rapid.SampledFrom([]position.Title{position.Secretary, position.Member}).Draw(r, "title"), Body: p.commune}
					h.From = start.AddDays(rapid.IntRange(0, 20).Draw(r, "from"))
					if n := rapid.IntRange(0, 10).Draw(r, "days"); n > 0 {
						h.Until = h.From.AddDays(n)
					}
					if ids := slices.Sorted(keys(model)); len(ids) > 0 && rapid.Bool().Draw(r, "change") {
						was := model[rapid.SampledFrom(ids).Draw(r, "which")]
						h.ID, h.Version, h.Person, h.Title = was.ID, was.Version, was.Person, was.Title
					}
					free := true
					for _, m := range model {
						if m.ID != h.ID && m.Person.ID == h.Person.ID && m.Title == h.Title && m.Overlaps(h.Interval) {
							free = false
						}
					}
					id, err := position.Put(ctx, u, h)
					if (err == nil) != free {
						r.Fatalf("%+v beside %+v: %v", h, model, err)
					}
					if err == nil {
						h.ID, h.Version = id, h.Version+1
						model[id] = h
					}
				}
				on := start.AddDays(rapid.IntRange(-1, 35).Draw(r, "on"))
				found, err := position.HoldersOn(ctx, &u.View, on, p.commune)
				if err != nil {
					return err
				}
				want := 0
				for _, m := range model {
					if m.Contains(on) {
						want++
					}
				}
				for i, f := range found {
					if !model[f.ID].Contains(on) || i > 0 && found[i-1].Title == position.Member && f.Title == position.Secretary {
						r.Fatalf("on %s: %+v of %+v", on, found, model)
					}
				}
				if len(found) != want {
					r.Fatalf("on %s: %d holders, want %d", on, len(found), want)
				}
				return errUndo
			})
			if !errors.Is(err, errUndo) {
				r.Fatal(err)
			}
		})
	})
}

var errUndo = errors.New("undo")

func keys[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		there := p.put(t, holding("Bí thư xã", position.Secretary, p.commune, "2022-01-01", "2024-01-01"))
		open := p.put(t, holding("Đương nhiệm", position.Secretary, p.commune, "2024-01-01", ""))
		lines := [][]string{{"Họ và tên", "Chức danh", "Mã đơn vị", "Giữ từ ngày"}, {"Cấp uỷ viên xã", "Cấp uỷ viên", "X", "01/01/2025"}}
		const everybody = "yyyyy"
		dbtest.Rights(t, o, func(r access.Role, own bool) work.Who {
			return p.as(r, map[bool]org.ID{true: p.commune, false: p.other}[own])
		}, map[string]dbtest.Operation{
			"Holders": {Own: everybody, Other: everybody, Do: func(u *work.Unit) (bool, error) {
				h, err := position.Holders(ctx, &u.View, p.commune)
				return len(h) > 0, err
			}},
			"HoldersOn": {Own: everybody, Other: everybody, Do: func(u *work.Unit) (bool, error) {
				h, err := position.HoldersOn(ctx, &u.View, day("2023-01-01"), p.commune)
				return len(h) > 0, err
			}},
			"Seats": {Own: everybody, Other: everybody, Do: func(u *work.Unit) (bool, error) {
				s, err := position.Seats(ctx, &u.View, day("2023-01-01"), []position.Title{position.Secretary}, []org.ID{p.commune})
				return len(s) > 0, err
			}},
			"Held": {Own: everybody, Other: everybody, Do: func(u *work.Unit) (bool, error) {
				h, err := position.Held(ctx, &u.View, there.Person.ID)
				return len(h) > 0, err
			}},
			"Named": {Own: everybody, Other: everybody, Do: func(u *work.Unit) (bool, error) {
				h, err := position.Named(ctx, &u.View, "Bí thư", 10)
				return len(h) > 0, err
			}},
			"Find": {Own: everybody, Other: everybody, Do: func(u *work.Unit) (bool, error) { _, err := position.Find(ctx, &u.View, there.ID); return true, err }},
			"Titles": {Own: everybody, Other: everybody, Do: func(u *work.Unit) (bool, error) {
				s, err := position.Titles(ctx, &u.View, u.Today)
				return len(s) > 0, err
			}},
			"Lines": {Own: everybody, Other: everybody, Do: func(u *work.Unit) (bool, error) { l, err := position.Lines(ctx, &u.View); return len(l) > 1, err }},
			"Panel": {Own: everybody, Other: everybody, Do: func(u *work.Unit) (bool, error) {
				c, err := position.Panel(ctx, &u.View, p.commune)
				return c != nil, err
			}},
			"Put": {Own: "yfffy", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, err := position.Put(ctx, u, holding("Cấp uỷ viên xã", position.Member, p.commune, "2025-01-01", ""))
				return true, err
			}},
			"End":    {Own: "yfffy", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return true, position.End(ctx, u, open.ID, 1, u.Today) }},
			"Remove": {Own: "yfffy", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return true, position.Remove(ctx, u, open.ID, 1) }},
			"Rename": {Own: "yfffy", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return true, position.Rename(ctx, u, open.Person) }},
			"Erase":  {Own: "yfffy", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return true, position.Erase(ctx, u, there.Person.ID) }},
			"Read": {Own: "yfffy", Other: "-fff-", Do: func(u *work.Unit) (bool, error) {
				d, err := position.Read(ctx, &u.View, lines)
				return err == nil && d.Ready(), err
			}},
			"Import": {Own: "yfffy", Other: "-fff-", Do: func(u *work.Unit) (bool, error) {
				_, err := position.Import(ctx, u, lines)
				if fault.Is(err, fault.Invalid) {
					return false, nil // the line says that the body is not theirs to keep
				}
				return true, err
			}},
		})
	})
}

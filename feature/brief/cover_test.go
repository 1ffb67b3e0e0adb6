package brief_test

import (
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/brief"
	"quyet/feature/org"
)

// whole is coverage without what depends on the day alone.
func whole(c brief.Cover) brief.Cover {
	c.Overdue = 0
	return c
}

// Whatever becomes of bodies, nobody is counted twice or lost: at every body of every
// day the parts and the levels add up to the whole, a part is the whole of its own page,
// and the whole of the province is the same before and after its communes and cells were
// merged, divided and dissolved.
func TestPartsAddUp(t *testing.T) {
	act := org.Act{Symbol: "2-QĐ/TW"}
	rapid.Check(t, func(r *rapid.T) {
		o := dbtest.New(t, db.SQLite, schema)
		p := newPlace(t, o)
		ctx := t.Context()
		bodies := []org.ID{p.province, p.commune, p.other, p.cell, p.second}
		n := rapid.IntRange(0, 40)
		ask := func(bodies ...org.ID) {
			p.MustDo(t, func(u *work.Unit) error {
				far := u.Today.AddDays(900)
				return brief.Ask(ctx, u, p.resolution, map[brief.Audience]civil.Date{members: far, key: far}, bodies...)
			})
			for _, b := range bodies {
				reached := map[brief.Audience]int64{}
				expected := map[brief.Audience]int64{}
				for _, a := range []brief.Audience{members, key} {
					reached[a] = int64(n.Draw(r, "reached"))
					if rapid.Bool().Draw(r, "said") {
						expected[a] = reached[a] + int64(n.Draw(r, "missing"))
					}
				}
				if len(expected) > 0 {
					p.expects(t, b, expected)
				}
				if reached[members]+reached[key] > 0 {
					p.holds(t, p.sitting(b, reached))
				}
			}
		}
		ask(bodies...)
		before := p.coverage(t, p.province, p.today)
		days := []civil.Date{p.today}
		for i := range rapid.IntRange(1, 3).Draw(r, "changes") {
			o.Advance(10 * 24 * time.Hour)
			p.reload(t)
			chart := p.tree.Chart(p.today)
			communes := chart.Below(p.province)
			into := func(no int) org.NewBody {
				return org.NewBody{Code: fmt.Sprintf("N%d-%d", i, no), Name: fmt.Sprintf("Đảng uỷ xã Mới %d-%d", i, no), Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: p.province}
			}
			p.MustDo(t, func(u *work.Unit) (err error) {
				switch way := rapid.IntRange(0, 3).Draw(r, "way"); {
				case way == 0 && len(communes) > 1:
					_, err = org.Merge(ctx, u, communes[:2], into(0), u.Today, act)
				case way == 1:
					below := chart.Below(communes[0])
					half := rapid.IntRange(0, len(below)).Draw(r, "half")
					_, err = org.Divide(ctx, u, communes[0], []org.Heir{{NewBody: into(0), Takes: below[:half]}, {NewBody: into(1), Takes: below[half:]}}, u.Today, act)
				case way == 2:
					if below := chart.Below(communes[0]); len(below) > 0 {
						err = org.Dissolve(ctx, u, below[0], below[1:], u.Today, act)
					}
				default:
					if below := chart.Below(communes[0]); len(below) > 0 && len(communes) > 1 {
						err = org.Move(ctx, u, below[0], communes[1], u.Today, act)
					}
				}
				return err
			})
			p.reload(t)
			days = append(days, p.today)
		}
		for _, day := range days {
			c := p.coverage(t, p.province, day)
			if whole(c.All) != whole(before.All) {
				r.Fatalf("on %s %+v, and on %s %+v", days[0], before.All, day, c.All)
			}
			for _, root := range p.tree.Chart(day).Subtree(p.province) {
				c := p.coverage(t, root, day)
				brief.WithLarge(100, func() {
					if named := p.coverage(t, root, day); !reflect.DeepEqual(named, c) {
						r.Fatalf("on %s at %s: %+v, and by naming bodies %+v", day, root, c, named)
					}
				})
				var parts, tiers brief.Cover
				people := int64(0)
				for _, part := range c.Parts {
					parts = parts.Plus(part.All)
					if own := p.coverage(t, part.Body, day); part.Body != root && own.All != part.All {
						r.Fatalf("%s is %+v as a part and %+v by itself", part.Body, part.All, own.All)
					}
				}
				for _, tier := range c.Tiers {
					tiers = tiers.Plus(tier.All)
				}
				for _, of := range c.Of {
					people += of.Reached + of.Beside
				}
				if parts != c.All || tiers != c.All || people != c.All.Reached+c.All.Beside {
					r.Fatalf("on %s at %s: whole %+v, parts %+v, levels %+v, people of all audiences %d", day, root, c.All, parts, tiers, people)
				}
			}
		}
	})
}

// What is added up of very many bodies is read once a minute, and says when it was; what
// stands at fewer is of the moment.
func TestKeptForAMinute(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.asks(t, p.commune, p.other)
		of := func(named int) (c *brief.Coverage) {
			brief.WithLarge(named, func() { c = p.coverage(t, p.province, p.today) })
			return c
		}
		first := of(0)
		p.holds(t, p.sitting(p.commune, map[brief.Audience]int64{members: 9}))
		o.Advance(50 * time.Second)
		if c := of(0); c.All != first.All || !c.At.Equal(first.At) {
			t.Errorf("within a minute: %+v of %s", c.All, c.At)
		}
		if c := of(100); c.All.Beside != 9 || c.At.Equal(first.At) {
			t.Errorf("of few bodies: %+v", c.All)
		}
		brief.WithLarge(0, func() {
			page := p.browser(t, access.Office, p.province).Get(brief.Address(p.resolution)).Want(http.StatusOK)
			if !strings.Contains(page.Text("main"), "Số liệu đọc lúc") {
				t.Errorf("the page does not say when its numbers were read: %s", page.Text("main"))
			}
		})
		o.Advance(20 * time.Second)
		if c := of(0); c.All.Beside != 9 || c.At.Equal(first.At) {
			t.Errorf("after a minute: %+v of %s", c.All, c.At)
		}
		if page := p.browser(t, access.Office, p.province).Get(brief.Address(p.resolution)).Want(http.StatusOK); strings.Contains(page.Text("main"), "Số liệu đọc lúc") {
			t.Error("numbers of the moment are told to be old")
		}
	})
}

// The numbers of a body that was merged stand at the one that took over, which also
// finishes what it left; of one that was divided, above its heirs.
func TestNumbersOfFormerBodies(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.asks(t, p.commune, p.other, p.cell)
		for _, b := range []org.ID{p.commune, p.other, p.cell} {
			p.expects(t, b, map[brief.Audience]int64{members: 10, key: 1})
			p.holds(t, p.sitting(b, map[brief.Audience]int64{members: 9}))
		}
		asked := p.today
		o.Advance(48 * time.Hour)
		var made org.ID
		p.MustDo(t, func(u *work.Unit) (err error) {
			made, err = org.Merge(ctx, u, []org.ID{p.commune, p.other}, org.NewBody{Code: "Z", Name: "Đảng uỷ xã Hoà Phú", Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: p.province}, u.Today, org.Act{Symbol: "2-QĐ/TW"})
			return err
		})
		p.reload(t)
		if c := p.coverage(t, made, p.today); c.All.Reached != 27 || c.All.Bodies != 3 || len(c.Parts) != 2 || c.Parts[0].All.Reached != 18 {
			t.Errorf("at the one that took over: %+v", c.Parts)
		}
		if c := p.coverage(t, p.commune, asked); c.All.Reached != 18 {
			t.Errorf("where it was before: %+v", c.All)
		}
		if c := p.coverage(t, p.commune, p.today); len(c.Bodies) != 0 {
			t.Errorf("at a body that is no more: %+v", c.All)
		}
		// The heir has it to do, and may.
		o.MustView(t, func(v *work.View) error {
			open, _, err := brief.OpenOf(ctx, v, made, 10)
			if len(open) != 2 {
				t.Errorf("it has to do %+v", open)
			}
			return err
		})
		clerk := p.as("office", made)
		if err := o.Do(ctx, clerk, func(u *work.Unit) error {
			s := p.sitting(p.commune, map[brief.Audience]int64{members: 1, key: 1})
			if _, err := brief.Hold(ctx, u, s); err != nil {
				return err
			}
			return brief.Finish(ctx, u, p.resolution, p.commune, u.Today, "")
		}); err != nil {
			t.Error(err)
		}
		o.Advance(48 * time.Hour)
		p.MustDo(t, func(u *work.Unit) error {
			heir := func(code string, takes ...org.ID) org.Heir {
				return org.Heir{NewBody: org.NewBody{Code: code, Name: "Đảng uỷ xã " + code, Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: p.province}, Takes: takes}
			}
			_, err := org.Divide(ctx, u, made, []org.Heir{heir("V", p.cell), heir("W", p.second)}, u.Today, org.Act{Symbol: "3-QĐ/TW"})
			return err
		})
		p.reload(t)
		c := p.coverage(t, p.province, p.today)
		if len(c.Parts) != 2 || c.Parts[0].Body != p.province || c.Parts[0].All.Bodies != 2 || c.All.Bodies != 3 {
			t.Errorf("after it was divided: %+v", c.Parts)
		}
	})
}

package brief_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/brief"
	"quyet/feature/org"
)

// The shape of the country: 34 provinces, 3,321 communes, and 19 organisations at the
// grassroots of each, asked for five audiences: some 330,000 duties of one document.
const (
	provinces = 34
	communes  = 3_321
	units     = 19
)

// nation asks every body of the country but the centre to brief about the resolution;
// three of four have said how many there are, and two of three have briefed most of them.
func nation(b *testing.B, e db.Engine) (p *place, centre org.ID, communeOf []org.ID) {
	b.Helper()
	p = newPlace(b, dbtest.New(b, e, schema))
	started := time.Now()
	since, act := day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"}
	var below, bodies []org.ID
	establish := func(all []org.NewBody) (made []org.ID) {
		for len(all) > 0 {
			n := min(len(all), 5_000)
			p.MustDo(b, func(u *work.Unit) error {
				some, err := org.EstablishAll(b.Context(), u, all[:n], since, act)
				made = append(made, some...)
				return err
			})
			all = all[n:]
		}
		return made
	}
	centre = establish([]org.NewBody{{Code: "TW", Name: "Trung ương", Kind: org.Committee, Tier: org.Centre, Line: org.Party}})[0]
	var next []org.NewBody
	for i := range provinces {
		next = append(next, org.NewBody{Code: fmt.Sprint("T", i), Name: fmt.Sprint("Tỉnh uỷ ", i), Kind: org.Committee, Tier: org.Province, Line: org.Party, Superior: centre})
	}
	below = establish(next)
	bodies, next = append(bodies, below...), nil
	for i := range communes {
		next = append(next, org.NewBody{Code: fmt.Sprint("XA", i), Name: fmt.Sprint("Đảng uỷ xã ", i), Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: below[i%provinces]})
	}
	p.province = below[0]
	communeOf = establish(next)
	bodies, next = append(bodies, communeOf...), nil
	for i := range communes * units {
		next = append(next, org.NewBody{Code: fmt.Sprint("CS", i), Name: fmt.Sprint("Chi bộ ", i), Kind: org.PartyCell, Tier: org.Cell, Line: org.Party, Superior: communeOf[i%communes]})
	}
	bodies = append(bodies, establish(next)...)
	b.Logf("%s: %d bodies in %v", e, len(bodies), time.Since(started).Round(time.Millisecond))

	started = time.Now()
	on := map[brief.Audience]civil.Date{}
	for _, a := range []brief.Audience{key, members, "civil_servants", "union_members", "people"} {
		on[a] = p.today.AddDays(40)
	}
	for some := range chunks(bodies, brief.MostBodies) {
		p.MustDo(b, func(u *work.Unit) error { return brief.Ask(b.Context(), u, p.resolution, on, some...) })
	}
	b.Logf("%s: %d duties in %v", e, len(bodies)*len(on), time.Since(started).Round(time.Millisecond))
	started = time.Now()
	for some := range chunks(bodies, brief.MostBodies) {
		p.MustDo(b, func(u *work.Unit) error { return brief.Briefed(b.Context(), u, p.resolution, on, some) })
	}
	if e == db.Postgres {
		if err := p.DB.Script(b.Context(), "ANALYZE"); err != nil {
			b.Fatal(err)
		}
	}
	b.Logf("%s: briefed in %v", e, time.Since(started).Round(time.Millisecond))
	p.reload(b)
	return p, centre, communeOf
}

func chunks[T any](all []T, n int) func(func([]T) bool) {
	return func(yield func([]T) bool) {
		for len(all) > 0 {
			some := all[:min(n, len(all))]
			if all = all[len(some):]; !yield(some) {
				return
			}
		}
	}
}

// The least SQL that adds up the same rows, by audience.
var floors = []*db.Stmt{
	db.SQL("floor.duties", `SELECT audience, count(*), max(due_on) FROM brief_duty WHERE document_id = $1 GROUP BY audience`),
	db.SQL("floor.expected", `SELECT audience, count(*), CAST(sum(expected) AS BIGINT) FROM brief_expected WHERE document_id = $1 GROUP BY audience`),
	db.SQL("floor.reached", `SELECT audience, count(*), CAST(sum(reached) AS BIGINT) FROM brief_count WHERE document_id = $1 GROUP BY audience`),
}

// BenchmarkNation measures what one document costs about which the whole country is
// briefed, each page as it is sent, beside what the database needs to add up the rows.
func BenchmarkNation(b *testing.B) {
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		b.Run(e.String(), func(b *testing.B) {
			p, centre, communeOf := nation(b, e)
			who := work.As(access.Actor{Account: "office", Name: "office", Body: centre.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: access.Office, Scope: access.Everywhere}}})
			site := p.site(who)
			b.Run("floor", func(b *testing.B) {
				for b.Loop() {
					p.MustView(b, func(v *work.View) error {
						for _, stmt := range floors {
							if err := db.Each(b.Context(), v.Snapshot, stmt, func(scan db.Scan) error {
								var audience, n, of any
								return scan(&audience, &n, &of)
							}, p.resolution); err != nil {
								return err
							}
						}
						return nil
					})
				}
			})
			at := brief.Address(p.resolution)
			for _, page := range []struct {
				name, address string
				anew          bool // what is kept is too old
			}{
				{"centre", at + "?body=" + string(centre), false},
				{"centre read anew", at + "?body=" + string(centre), true},
				{"province", at + "?body=" + string(p.province), false},
				{"commune", at + "?body=" + string(communeOf[0]), false},
				{"missing", at + "/bodies?only=open&body=" + string(centre), false},
				{"missing in a province", at + "/bodies?only=open&body=" + string(p.province), false},
				{"workbook of a province", at + "/bodies.xlsx?only=open&body=" + string(p.province), false},
			} {
				b.Run(page.name, func(b *testing.B) {
					ask := func() {
						w := httptest.NewRecorder()
						site.ServeHTTP(w, httptest.NewRequestWithContext(b.Context(), http.MethodGet, page.address, nil))
						if w.Code != http.StatusOK {
							b.Fatalf("%s: %d %s", page.address, w.Code, w.Body)
						}
					}
					ask() // loads the bodies
					for b.Loop() {
						if page.anew {
							p.Advance(2 * time.Minute)
						}
						ask()
					}
				})
			}
		})
	}
}

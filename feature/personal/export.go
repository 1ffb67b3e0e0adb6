package personal

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"time"

	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
)

// A File is all that is held about a person, as they get it.
type File struct {
	Made     time.Time `json:"made"`
	Account  string    `json:"account"`
	Name     string    `json:"name"`
	Holdings []Part    `json:"holdings"`
	Deeds    []Deed    `json:"deeds"`
	Whole    bool      `json:"deeds_complete"`
}

// A Part is what one [capability.Holding] says about the person.
type Part struct {
	Name     string     `json:"name"`
	Title    string     `json:"title"`
	Purpose  string     `json:"purpose"`
	Basis    string     `json:"basis"`
	Kept     string     `json:"kept"`
	Seen     string     `json:"seen_by"`
	Fields   []string   `json:"fields"`
	Hidden   []string   `json:"not_shown"`
	Rows     [][]string `json:"rows"`
	Untold   bool       `json:"not_searchable_by_person"`
	Unproven bool       `json:"basis_not_verified"`
}

// Export gathers all that is held about the actor. It is written down, and can
// be asked for once in [exportEvery].
//
// Everyone signed in may have their own. Faults: Forbidden for nobody, TooOften.
func Export(ctx context.Context, r account.Runner, all []capability.Holding) (*File, error) {
	var f File
	err := r.Do(ctx, func(u *work.Unit) error {
		if err := mayExport(ctx, &u.View); err != nil {
			return err
		}
		return u.Record(ctx, "personal.exported", exportSubject(u.Actor), nil)
	})
	if err != nil {
		return nil, err
	}
	err = r.View(ctx, func(v *work.View) error {
		f = File{Made: v.Now.In(v.Zone), Account: v.Actor.Account, Name: v.Actor.Name}
		for _, h := range all {
			p, err := partOf(ctx, v, h)
			if err != nil {
				return err
			}
			if h.Read != nil {
				if p.Rows, err = h.Read(ctx, v, v.Actor.Account); err != nil {
					return err
				}
			}
			f.Holdings = append(f.Holdings, p)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	f.Deeds, f.Whole, err = deeds(ctx, r)
	return &f, err
}

// partOf tells of a holding in the words of the person's language, without
// what is held.
func partOf(ctx context.Context, v *work.View, h capability.Holding) (Part, error) {
	basis, proven, err := citedOf(ctx, v, h.Basis)
	if err != nil {
		return Part{}, err
	}
	kept, err := keptOf(ctx, v, h)
	if err != nil {
		return Part{}, err
	}
	p := Part{Name: h.Name, Title: h.Title.In(ctx), Purpose: h.Purpose.In(ctx), Basis: basis, Kept: kept, Untold: h.Read == nil, Unproven: !proven}
	for _, f := range h.Shown(capability.Self) {
		p.Fields = append(p.Fields, f.Title.In(ctx))
	}
	p.Seen = seenBy(ctx, h)
	for _, f := range h.Fields {
		if len(f.Seen) == 0 {
			p.Hidden = append(p.Hidden, f.Title.In(ctx))
		}
	}
	return p, nil
}

// seenBy tells who sees something of a holding.
func seenBy(ctx context.Context, h capability.Holding) string {
	var who []string
	for _, r := range []capability.Reader{capability.Self, capability.Hand, capability.Reach, capability.Colleagues} {
		if len(h.Shown(r)) > 0 {
			who = append(who, readerTitles[r].In(ctx))
		}
	}
	if len(who) == 0 {
		return tNobodySees.In(ctx)
	}
	return strings.Join(who, "; ")
}

// zipped packs the file as JSON for programs and as a page for people.
func (f *File) zipped(ctx context.Context) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	data, err := z.CreateHeader(&zip.FileHeader{Name: "du-lieu.json", Method: zip.Deflate, Modified: f.Made})
	if err != nil {
		return nil, err
	}
	enc := json.NewEncoder(data)
	enc.SetIndent("", "  ")
	if err := enc.Encode(f); err != nil {
		return nil, err
	}
	page, err := z.CreateHeader(&zip.FileHeader{Name: "du-lieu.html", Method: zip.Deflate, Modified: f.Made})
	if err != nil {
		return nil, err
	}
	if err := fileView(f, text.LangOf(ctx)).Render(ctx, page); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

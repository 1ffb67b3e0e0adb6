package meeting_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

func (p *place) handedOut(t testing.TB, who work.Who, m meeting.ID) (names []string) {
	t.Helper()
	err := p.View(t.Context(), who, func(v *work.View) error {
		with, err := meeting.Handouts(t.Context(), v, m)
		if err != nil {
			return err
		}
		a, err := meeting.AgendaOf(t.Context(), v, m)
		for _, i := range a {
			for _, h := range with[i.ID] {
				name := h.File.Name
				if h.Document != nil {
					name = h.Document.Symbol
				}
				names = append(names, i.Title+": "+name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func (p *place) registered(t testing.TB, body org.ID, symbol string) (made doc.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = doc.Register(t.Context(), u, doc.NewDocument{Owner: body, Metadata: doc.Metadata{Body: body, Type: doc.Of(citation.Plan), Symbol: symbol, IssuedOn: p.today, Subject: "về công tác tháng"}})
		return err
	})
	return made
}

// What is handed out with an item is in the order in which it came, once each; it goes
// with its item, and what a template hands out is handed out by what is made after it.
func TestHandouts(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx, office := t.Context(), p.as(access.Office, p.commune)
		sum := func(c string) string { return strings.Repeat(c, 64) }
		hand := func(item meeting.ItemID, d doc.ID, files ...meeting.File) error {
			return o.Do(ctx, office, func(u *work.Unit) error { return meeting.HandOut(ctx, u, item, files, d) })
		}
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		own, foreign := p.registered(t, p.commune, "07-KH/ĐU"), p.registered(t, p.other, "08-KH/ĐU")
		template := p.planned()
		template.Template = true
		of := p.made(t, template)
		_, items := p.found(t, of)
		must(hand(items[1].ID, own, meeting.File{Name: `C:\Mẫu\Đề cương.docx`, SHA256: sum("a"), Size: 3}))
		must(hand(items[1].ID, "", meeting.File{Name: "Lần nữa.docx", SHA256: sum("a"), Size: 3}))
		must(hand(items[3].ID, "", meeting.File{Name: "Dự thảo.pdf", SHA256: sum("b"), Size: 4}))
		if err := hand(items[0].ID, foreign); !fault.Is(err, fault.Invalid) {
			t.Errorf("a document of another body is handed out: %v", err)
		}
		if err := hand(items[0].ID, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("nothing is handed out: %v", err)
		}
		want := "[Báo cáo kết quả: Đề cương.docx Báo cáo kết quả: 07-KH/ĐU Kết luận: Dự thảo.pdf]"
		if got := fmt.Sprint(p.handedOut(t, office, of)); got != want {
			t.Errorf("handed out are %s", got)
		}
		var made, again meeting.ID
		must(o.Do(ctx, office, func(u *work.Unit) (err error) {
			if made, err = meeting.MakeAfter(ctx, u, of, p.planned()); err != nil {
				return err
			}
			again, err = meeting.MakeAfter(ctx, u, made, p.planned())
			return err
		}))
		if got := fmt.Sprint(p.handedOut(t, office, made)); got != want {
			t.Errorf("after a template: %s", got)
		}
		if got := p.handedOut(t, office, again); got != nil {
			t.Errorf("what was handed out on one day is handed out on another: %s", got)
		}
		// Who may not see the document sees the rest.
		if got := fmt.Sprint(p.handedOut(t, p.as(access.Inspector, p.commune), made)); got != want {
			t.Errorf("an inspector sees %s", got)
		}

		_, items = p.found(t, made)
		var with []meeting.Handout
		p.MustView(t, func(v *work.View) error {
			all, err := meeting.Handouts(ctx, v, made)
			with = all[items[1].ID]
			return err
		})
		must(o.Do(ctx, office, func(u *work.Unit) error { return meeting.TakeBack(ctx, u, with[0].ID) }))
		if err := o.Do(ctx, office, func(u *work.Unit) error { return meeting.TakeBack(ctx, u, with[0].ID) }); !fault.Is(err, fault.Unknown) {
			t.Errorf("taken back twice: %v", err)
		}
		must(o.Do(ctx, office, func(u *work.Unit) error { return meeting.RemoveItem(ctx, u, items[3].ID, 1) }))
		if got := fmt.Sprint(p.handedOut(t, office, made)); got != "[Báo cáo kết quả: 07-KH/ĐU]" {
			t.Errorf("left are %s", got)
		}
		// The log says who handed out and took back what.
		told := p.toldOf(t, made, "meeting.take_back", "meeting.remove")
		for _, want := range []string{"office meeting.take_back Đề cương.docx " + sum("a"), "office meeting.remove Dự thảo.pdf " + sum("b")} {
			if !slices.Contains(told, want) {
				t.Errorf("the log says %q, not %q", told, want)
			}
		}
		must(o.Do(ctx, office, func(u *work.Unit) error { return meeting.Drop(ctx, u, of) }))

		for n := range 20 {
			must(hand(items[0].ID, "", meeting.File{Name: "a.txt", SHA256: sum("c")[:62] + fmt.Sprintf("%02d", n)}))
		}
		if err := hand(items[0].ID, "", meeting.File{Name: "a.txt", SHA256: sum("d")}); !fault.Is(err, fault.TooMuch) {
			t.Errorf("more than twenty: %v", err)
		}
		for _, verb := range []meeting.Verb{meeting.DoOpen, meeting.DoClose} {
			if err := p.does(t, made, verb); err != nil {
				t.Fatal(err)
			}
		}
		if err := hand(items[1].ID, "", meeting.File{Name: "a.txt", SHA256: sum("d")}); !fault.Is(err, fault.Conflict) {
			t.Errorf("handed out after it was over: %v", err)
		}
	})
}

// toldOf are the papers that events of a conference tell of, with who did it.
func (p *place) toldOf(t testing.TB, m meeting.ID, kinds ...string) (told []string) {
	t.Helper()
	p.MustView(t, func(v *work.View) error {
		events, err := v.History(t.Context(), string(m), 100)
		for _, e := range events {
			if !slices.Contains(kinds, e.Kind) {
				continue
			}
			var said struct {
				Papers []struct{ Name, SHA256 string }
			}
			if err := json.Unmarshal(e.Detail, &said); err != nil {
				return err
			}
			for _, f := range said.Papers {
				told = append(told, fmt.Sprint(e.Account, " ", e.Kind, " ", f.Name, " ", f.SHA256))
			}
		}
		return err
	})
	return told
}

func TestHandoutsOnPages(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		m := p.made(t, p.planned())
		_, a := p.found(t, m)
		office, reader, head := p.browser(t, access.Office, p.commune), p.browser(t, access.Specialist, p.commune), p.browser(t, access.Head, p.other)
		at := m.Address() + "/items/" + string(a[1].ID)
		send := func(c *webtest.Client, form url.Values, files ...webtest.Upload) *webtest.Page {
			return c.Send(at+"/papers", form, files...)
		}
		file := func(name, content string) webtest.Upload {
			return webtest.Upload{Field: "papers", Name: name, Content: []byte(content)}
		}
		both(t, office, at)
		if page := send(office, nil).Want(http.StatusUnprocessableEntity); !page.Has("#f-papers-error") {
			t.Errorf("nothing was sent: %s", page.Text("main"))
		}
		report, scan := "Báo cáo kết quả tháng\n", "%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
		for name, wrong := range map[string]webtest.Upload{
			"a secret":             file("mat.txt", "TỈNH UỶ SÔNG ĐÔNG\nSố 13-KH/TU\nMẬT\n\nKẾ HOẠCH\nbảo vệ kho\n"),
			"a program":            file("chay.exe", "MZ\x90\x00"),
			"another than is said": file("a.pdf", "không phải PDF"),
			"nothing":              file("a.txt", ""),
		} {
			page := send(office, webtest.Fields("doc", "07-KH/ĐU"), file("Báo cáo.txt", report), wrong).Want(http.StatusUnprocessableEntity)
			if !page.Has("#f-papers-error") || page.Value("doc") != "07-KH/ĐU" {
				t.Errorf("%s was sent: %s", name, page.Text("main"))
			}
		}
		p.named = []doc.ID{p.registered(t, p.commune, "07-KH/ĐU")}
		if got := p.handedOut(t, p.as(access.Office, p.commune), m); got != nil {
			t.Fatalf("kept in spite of that: %s", got)
		}
		page := send(office, webtest.Fields("doc", "07-KH/ĐU"), file("Báo cáo.txt", report), file("ký.pdf", scan)).Want(http.StatusOK)
		if n := page.Find("#papers a").Length(); n != 3 {
			t.Errorf("%d papers: %s", n, page.Text("#papers"))
		}
		both(t, office, at)
		both(t, office, m.Address()+"/agenda")
		shown := both(t, reader, m.Address())
		papers := shown.Find("main a[href*='/papers/']")
		if papers.Length() != 2 || !shown.Has("main a[href^='/documents/']") {
			t.Fatalf("on the page of the conference: %s", shown.Text("main"))
		}
		for n, want := range []string{report, scan} {
			address := papers.Eq(n).AttrOr("href", "")
			if got := reader.Get(address).Want(http.StatusOK); !bytes.Equal(got.Body, []byte(want)) {
				t.Errorf("%s is given back as %q", address, got.Body)
			}
			head.Get(address).Want(http.StatusNotFound)
			reader.Post(address + "/remove").Want(http.StatusForbidden)
			head.Post(address + "/remove").Want(http.StatusNotFound)
			office.Get(strings.Replace(address, string(m), string(p.made(t, p.planned())), 1)).Want(http.StatusNotFound)
		}
		send(reader, nil, file("Báo cáo.txt", "khác")).Want(http.StatusForbidden)
		send(head, nil, file("Báo cáo.txt", "khác")).Want(http.StatusNotFound)
		page = office.Get(at).Submit("form[action$='/remove'][action*='/papers/']").Want(http.StatusOK)
		if n := page.Find("#papers a").Length(); n != 2 {
			t.Errorf("after one was taken away there are %d: %s", n, page.Text("#papers"))
		}
		for _, verb := range []meeting.Verb{meeting.DoOpen, meeting.DoClose} {
			if err := p.does(t, m, verb); err != nil {
				t.Fatal(err)
			}
		}
		send(office, nil, file("Báo cáo.txt", "muộn")).Want(http.StatusConflict)
		office.Post(papers.Eq(1).AttrOr("href", "") + "/remove").Want(http.StatusConflict)
		reader.Get(papers.Eq(1).AttrOr("href", "")).Want(http.StatusOK)
	})
}

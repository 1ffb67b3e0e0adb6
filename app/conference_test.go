package app_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/officetest"
)

// opened signs a person in to a tab of their own on the same office.
func (p *play) opened(t *testing.T, who person) *browsertest.Tab {
	t.Helper()
	b := browsertest.Open(t, p)
	b.Keep(who.sessions...)
	return b
}

// closeConference closes the conference of the page, though not all of its agenda was taken
// up, which is asked.
func closeConference(b *browsertest.Tab) {
	b.Expect(http.StatusConflict)
	b.Arrive(func() { b.Click("form[action$='/close'] button") })
	b.Arrive(func() { b.Click("form:has([name=sure]) button") })
}

// The review of the story runs from its beginning to the work that it gives, with three
// points, each in a browser of its own: the province leads it from a fourth, a commune
// reports its point signed in, two others from telephones by the addresses on their sheets
// of paper, where nobody signs in. What they report shows at the centre by itself. Orders
// are said, the notice of conclusions is issued, and the commune finds its task on the
// desk, with the sentence that gave it.
func TestAConferenceOfThreePoints(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p, centre := browse(t, s.at(province, access.Office))
	commune := p.opened(t, s.at(ownBody, access.Office))
	phone := browsertest.Open(t, p)
	phone.Width(browsertest.Phone)

	centre.Go("/meetings?body=" + string(p.bodyOf(t, "TG-TU")))
	review := browsertest.Eval[string](centre, `[...document.querySelectorAll("main a[href^='/meetings/']")].find(a => a.textContent.includes("sơ kết")).getAttribute("href")`)

	// The other commune has lost the sheet of paper with the address of its point, and is
	// given a new one.
	linkOf := func(which string) string {
		t.Helper()
		centre.Go(review + "/points/all?tier=commune")
		centre.Go(browsertest.Eval[string](centre, `[...document.querySelectorAll("main tbody a")].find(a => `+which+`).getAttribute("href")`))
		centre.Arrive(func() { centre.Click("form[action$='/link'] button") })
		secret := centre.Text(".point-address")
		return secret[strings.Index(secret, "/p/"):]
	}
	own, other := quoted(p.nameOf(t, ownBody)), quoted(p.nameOf(t, otherBody))
	secret := linkOf("a.textContent === " + other)
	look(t, centre, "conference-link")
	third := linkOf("a.textContent !== " + own + " && a.textContent !== " + other)

	centre.Go(review)
	centre.Arrive(func() { centre.Click("form[action$='/open'] button") })
	before := reported(t, centre)

	// The commune, signed in: what cannot be is told, and what was typed stays.
	commune.Go("/points")
	commune.Arrive(func() { commune.Click("tbody tr:first-child a") })
	count(commune, "38")
	commune.Fill("present", "ba mươi")
	commune.Expect(http.StatusUnprocessableEntity)
	commune.Arrive(func() { commune.Click("main form.form button[type=submit]") })
	if commune.Value("present") != "ba mươi" || commune.Count("#f-present-error") != 1 {
		t.Errorf("what is no number: %s", commune.Text("main"))
	}
	commune.Fill("present", "38")
	commune.Arrive(func() { commune.Click("main form.form button[type=submit]") })
	look(t, commune, "conference-point")

	// The other one, from a telephone by the address on paper.
	phone.Go(secret)
	count(phone, "25")
	phone.Arrive(func() { phone.Click("main form.form button[type=submit]") })
	for _, e := range phone.TooWide() {
		t.Errorf("scrolls sideways on a telephone: %s", e)
	}
	look(t, phone, "conference-phone")

	// And a third one, from a telephone of its own.
	further := browsertest.Open(t, p)
	further.Width(browsertest.Phone)
	further.Go(third)
	count(further, "31")
	further.Arrive(func() { further.Click("main form.form button[type=submit]") })
	if !strings.Contains(further.Text("main"), "31") {
		t.Errorf("the third point is told %s", further.Text("main"))
	}

	// The page at the centre asks by itself.
	centre.Until(`document.querySelector("main").textContent.includes("điểm cầu đã báo cáo") && !document.querySelector("main").textContent.includes(` + quoted(before) + `)`)

	note := func(kind, words string) {
		t.Helper()
		centre.Click("main input[name=kind][value=" + kind + "]")
		centre.Fill("words", words)
		centre.Arrive(func() { centre.Click("form[action$='/outcomes'] button") })
	}
	note("decision", "Thống nhất đánh giá kết quả sơ kết như báo cáo đã trình bày.")
	const ordered = "rà soát tổ chức cơ sở đảng trên địa bàn"
	note("task", "Giao "+p.nameOf(t, ownBody)+" chủ trì, phối hợp với Ban Tổ chức Tỉnh uỷ "+ordered+", hoàn thành trước ngày 15/01/2027. Sản phẩm: Báo cáo rà soát.")
	closeConference(centre)
	look(t, centre, "conference-closed")

	minutes := p.file(t, s.at(province, access.Office), review+"/minutes/file")
	officetest.Sound(t, "minutes.docx", minutes)
	if words := string(officetest.Convert(t, "minutes.docx", minutes, "txt")); !strings.Contains(words, ordered) {
		t.Errorf("the minutes do not say what was ordered:\n%s", words)
	}

	centre.Go(review + "/conclusions")
	centre.Arrive(func() { centre.Click("form[action$='/issue'] button[type=submit]") })
	look(t, centre, "conference-notice")
	notice := p.file(t, s.at(province, access.Office), review+"/conclusions/file")
	officetest.Sound(t, "notice.docx", notice)

	// The work is on the desk of the commune, and leads back to the sentence.
	commune.Go("/tasks?q=" + strings.ReplaceAll(ordered, " ", "+"))
	commune.Arrive(func() { commune.Click("main tbody a[href^='/tasks/']") })
	if !strings.Contains(commune.Text("main"), "15/01/2027") || !strings.Contains(commune.Text("main"), "Thông báo") {
		t.Errorf("the task says %s", commune.Text("main"))
	}
	look(t, commune, "conference-task")
	commune.Arrive(func() { commune.Click("main a[href^='/documents/']") })
	if !strings.Contains(commune.Text("main"), ordered) {
		t.Errorf("the notice says %s", commune.Text("main"))
	}
}

// reported is what the page of a conference says of its points.
func reported(t *testing.T, b *browsertest.Tab) string {
	t.Helper()
	said := browsertest.Eval[string](b, `[...document.querySelectorAll("main p")].map(p => p.textContent.trim()).find(s => s.includes("điểm cầu đã báo cáo")) || ""`)
	if said == "" {
		t.Fatalf("nothing is said of the points: %s", b.Text("main"))
	}
	return said
}

// count types how many people are at a point: of each group so many were called and are
// there, and nobody is excused.
func count(b *browsertest.Tab, people string) {
	browsertest.Eval[bool](b, `(() => { for (const e of document.querySelectorAll(".counts input")) e.value = e.name.startsWith("excused") ? "0" : `+quoted(people)+`; return true; })()`)
}

// file is a file as a person gets it.
func (p *play) file(t *testing.T, who person, address string) []byte {
	t.Helper()
	return p.as(t, who).Get(address).Want(http.StatusOK).Body
}

// quoted is a text as a script writes it.
func quoted(s string) string { return strconv.Quote(s) }

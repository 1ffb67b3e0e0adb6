package meeting_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/meeting"
)

func (p *place) corrects(m meeting.ID, at meeting.Place, was, becomes, reason string) error {
	return p.Do(context.Background(), work.System("test"), func(u *work.Unit) error {
		return meeting.Correct(context.Background(), u, m, at, was, becomes, reason)
	})
}

// In every state of a conference: its record is changed directly while it runs, by
// corrections while it is closed, and not at all before and once its minutes are
// approved.
func TestWhatMayBeCorrected(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		ways := []struct {
			state             meeting.State
			way               []meeting.Verb
			directly, correct bool
		}{
			{meeting.Planned, nil, false, false}, {meeting.Open, []meeting.Verb{meeting.DoOpen}, true, false}, {meeting.Paused, []meeting.Verb{meeting.DoOpen, meeting.DoPause}, true, false},
			{meeting.Closed, []meeting.Verb{meeting.DoOpen, meeting.DoClose}, false, true}, {meeting.Approved, []meeting.Verb{meeting.DoOpen, meeting.DoClose, meeting.DoApprove}, false, false},
			{meeting.Closed, []meeting.Verb{meeting.DoOpen, meeting.DoClose, meeting.DoApprove, meeting.DoReturn}, false, true},
			{meeting.Signed, []meeting.Verb{meeting.DoOpen, meeting.DoClose, meeting.DoApprove, meeting.DoSign}, false, false},
		}
		for _, w := range ways {
			m := p.made(t, p.planned())
			var said meeting.OutcomeID
			for i, verb := range w.way {
				if err := p.does(t, m, verb); err != nil {
					t.Fatal(err)
				}
				if i == 0 {
					said = p.notes(t, m, meeting.Outcome{Kind: meeting.Decided, Words: "Thống nhất", Speaker: "Bí thư"})[0]
				}
			}
			found, a := p.found(t, m)
			if found.State != w.state {
				t.Fatalf("it is %s, not %s", found.State, w.state)
			}
			places := map[meeting.Place]string{meeting.OfChair: "", meeting.OfSecretary: "", meeting.OfWhere: "Hội trường", meeting.TitleOf(a[0].ID): "Khai mạc"}
			if said != "" {
				places[meeting.WordsOf(said)], places[meeting.SpeakerOf(said)] = "Thống nhất", "Bí thư"
			}
			for at, was := range places {
				if err := p.corrects(m, at, was, "Khác", "Ghi nhầm"); (err == nil) != w.correct || err != nil && !fault.Is(err, fault.Conflict) {
					t.Errorf("while %s, %s: %v", w.state, at, err)
				}
			}
			if said == "" {
				continue
			}
			now := p.outcome(t, said)
			now.Words = "Sửa thẳng"
			err := p.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.ChangeOutcome(ctx, u, now) })
			if (err == nil) != w.directly || err != nil && !fault.Is(err, fault.Conflict) {
				t.Errorf("while %s changed directly: %v", w.state, err)
			}
			err = p.Do(ctx, work.System("test"), func(u *work.Unit) error {
				return meeting.RemoveOutcome(ctx, u, said, p.outcome(t, said).Version)
			})
			if (err == nil) != w.directly || err != nil && !fault.Is(err, fault.Conflict) {
				t.Errorf("while %s taken out: %v", w.state, err)
			}
		}
	})
}

// A correction wants a reason and a change of what stands there; the list keeps what
// stood there, and tells all of it in order.
func TestCorrections(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		m, other := p.made(t, p.planned()), p.made(t, p.planned())
		for _, id := range []meeting.ID{m, other} {
			if err := p.does(t, id, meeting.DoOpen); err != nil {
				t.Fatal(err)
			}
		}
		said := p.notes(t, m, meeting.Outcome{Kind: meeting.Decided, Words: "Một\r\nhai"})[0]
		foreign := p.notes(t, other, meeting.Outcome{Kind: meeting.Decided, Words: "Ba"})[0]
		if err := p.does(t, m, meeting.DoClose); err != nil {
			t.Fatal(err)
		}
		words := meeting.WordsOf(said)
		for _, c := range []struct {
			at                   meeting.Place
			was, becomes, reason string
			kind                 fault.Kind
		}{
			{words, "Một hai", "Ba", " ", fault.Invalid}, {words, "Một hai", "Một  hai ", "Nhầm", fault.Invalid}, {words, "Một hai", "", "Nhầm", fault.Invalid},
			{words, "Khác", "Ba", "Nhầm", fault.Conflict}, {words, "Một hai", strings.Repeat("x", 4001), "Nhầm", fault.Invalid}, {meeting.OfChair, "", strings.Repeat("x", 301), "Nhầm", fault.Invalid},
			{meeting.WordsOf(foreign), "Ba", "Bốn", "Nhầm", fault.Unknown}, {"head.title", "", "x", "Nhầm", fault.Unknown}, {"head:1.chair", "", "x", "Nhầm", fault.Unknown}, {"x", "", "x", "Nhầm", fault.Unknown},
		} {
			if err := p.corrects(m, c.at, c.was, c.becomes, c.reason); !fault.Is(err, c.kind) {
				t.Errorf("%s: %q becomes %q because %q: %v", c.at, c.was, c.becomes, c.reason, err)
			}
		}
		for _, becomes := range []string{"Hai", "Hai và ba"} {
			was := p.outcome(t, said).Words
			if err := p.corrects(m, words, was, becomes, "Nghe nhầm"); err != nil {
				t.Fatal(err)
			}
		}
		p.MustView(t, func(v *work.View) error {
			all, err := meeting.Corrections(ctx, v, m)
			if err != nil || len(all) != 2 || all[0].Was != "Một\nhai" && all[0].Was != "Một\r\nhai" || all[0].Becomes != "Hai" || all[1].Was != "Hai" || all[1].No != 2 || all[1].At.IsZero() {
				t.Errorf("the corrections are %+v: %v", all, err)
			}
			now, err := meeting.Stands(ctx, v, m, words)
			if now != "Hai và ba" {
				t.Errorf("there stands %q", now)
			}
			return err
		})
	})
}

// On pages: a correction is written, marked in the draft and listed; the head approves,
// and from then on the same bytes are given; the office hands in what was signed, which
// is given back as it was sent, and what bears a mark of secrecy or is no picture is
// not taken.
func TestMinutesOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.deps.Attendance = []meeting.Attending{func(context.Context, *work.View, *meeting.Meeting) (meeting.Attendance, error) {
		return meeting.Attendance{
			Points: 3, Reported: 2, AtPoints: meeting.Turnout{Called: 40, Present: 35}, Voters: meeting.Turnout{Called: 15, Present: 13},
			Groups: []meeting.Group{{Name: "Đại biểu chính thức", Turnout: meeting.Turnout{Called: 15, Present: 13}, Excused: 1}}, Absent: []meeting.Absence{{Who: "Trưởng ban", Reason: "công tác"}, {Who: "Phó ban"}},
		}, nil
	}}
	m := p.running(t, "")
	said := p.notes(t, m, meeting.Outcome{Kind: meeting.Decided, Words: "Thống nhất nội dung báo cáo"}, meeting.Outcome{Kind: meeting.Speech, Words: "Nhất trí", Speaker: "Đại biểu"})
	office, head := p.browser(t, access.Office, p.province), p.browser(t, access.Head, p.province)
	at := m.Address() + "/minutes"
	both(t, office, at)
	if err := p.does(t, m, meeting.DoClose); err != nil {
		t.Fatal(err)
	}
	page := both(t, office, at)
	if page.Has("form[action$='/approve']") || !page.Has("#places a") {
		t.Errorf("the office is offered %s", page.Text("main"))
	}
	page = both(t, office, page.Find("#places a[href*='"+string(said[0])+"']").First().AttrOr("href", ""))
	page = page.Submit("form.form", "becomes", "Thông qua báo cáo").Want(http.StatusUnprocessableEntity)
	if page.Find("#f-reason-error").Length() != 1 || page.Text("textarea[name=becomes]") != "Thông qua báo cáo" {
		t.Errorf("without a reason: %s", page.Text("main"))
	}
	page = page.Submit("form.form", "reason", "Ghi thiếu ý").Want(http.StatusOK)
	if page.Text("#corrections del") != "Thống nhất nội dung báo cáo" || page.Text("#corrections ins") != "Thông qua báo cáo" {
		t.Errorf("the corrections: %s", page.Text("#corrections"))
	}
	both(t, office, at)
	file := func(c *webtest.Client, name string) []byte { return c.Get(at + name).Want(http.StatusOK).Body }
	words := func(content []byte) string {
		officetest.Sound(t, "a.docx", content)
		read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		return read.Text
	}
	draft := words(file(office, "/file"))
	for _, want := range []string{"DỰ THẢO", "Thống nhất nội dung báo cáo Thông qua báo cáo1", "NỘI DUNG HIỆU ĐÍNH", "Ghi thiếu ý", "Đại biểu chính thức: triệu tập 15, có mặt 13, vắng có lý do 1.", "2/3 điểm cầu đã báo cáo, 35 người dự", "Vắng mặt: Trưởng ban (công tác); Phó ban."} {
		if !strings.Contains(strings.ToUpper(draft), strings.ToUpper(want)) {
			t.Errorf("the draft does not say %q: %s", want, draft)
		}
	}
	both(t, head, at).Submit("form[action$='/approve']").Want(http.StatusOK)
	approved := file(office, "/file")
	if s := words(approved); strings.Contains(s, "DỰ THẢO") || !strings.Contains(s, "Quyết định: Thông qua báo cáo\n") || !strings.Contains(s, "Ghi thiếu ý") {
		t.Errorf("what was approved says %s", s)
	}
	both(t, head, at).Submit("form[action$='/return']").Want(http.StatusOK)
	both(t, head, at).Submit("form[action$='/approve']").Want(http.StatusOK)
	approved = file(office, "/file")
	// The record of whom it is about changes; the file does not.
	p.deps.Attendance = nil
	p.Advance(3600e9)
	if !bytes.Equal(approved, file(p.browser(t, access.Office, p.province), "/file")) {
		t.Error("what was approved is made anew")
	}
	office.Get(at + "/signed").Want(http.StatusNotFound)
	both(t, office, at)
	send := func(name string, content []byte) *webtest.Page {
		return office.Send(at+"/sign", nil, webtest.Upload{Field: "file", Name: name, Content: content})
	}
	send("a.pdf", []byte("không phải PDF")).Want(http.StatusUnprocessableEntity)
	scan := []byte("%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n")
	send("ky.pdf", scan).Want(http.StatusOK)
	if !bytes.Equal(scan, file(office, "/signed")) || !bytes.Equal(approved, file(office, "/file")) {
		t.Error("what was signed is not given back")
	}
	page = both(t, office, at)
	if page.Has("main form[method=post]") || !strings.Contains(page.Text("main"), "Đã ký biên bản") {
		t.Errorf("after it was signed: %s", page.Text("main"))
	}
	send("lan-hai.pdf", scan).Want(http.StatusConflict)
	if f := fmt.Sprint(p.corrects(m, meeting.OfChair, "", "x", "y")); f == "<nil>" {
		t.Error("corrected after it was signed")
	}
}

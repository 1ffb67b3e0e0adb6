package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"quyet/base/civil"
)

// plainText is what a text may come back as: without control characters and with
// one way to end a line.
func plainText(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD")
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (r < ' ' || r == 0x7f) {
			return -1
		}
		return r
	}, s)
}

// unfold fails where the bytes are not lines as RFC 5545, 3.1, has them, and
// returns them unfolded.
func unfold(t interface{ Fatalf(string, ...any) }, b []byte) string {
	s := string(b)
	if !strings.HasSuffix(s, "\r\n") || strings.Count(s, "\n") != strings.Count(s, "\r\n") || strings.Count(s, "\r") != strings.Count(s, "\r\n") {
		t.Fatalf("a line does not end by CRLF: %q", s)
	}
	for l := range strings.SplitSeq(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		if len(l) > mostOctets || !utf8.ValidString(l) || strings.TrimSpace(l) == "" && l == "" {
			t.Fatalf("a line of %d octets, or a letter cut in two: %q", len(l), l)
		}
	}
	return strings.ReplaceAll(s, "\r\n ", "")
}

func drawn(t *rapid.T) calendar {
	words := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("Nhiệm vụ; số, \\n\n\r\t:\"ơửĐđ😀\x00")), 0, 200, -1))
	c := calendar{name: words.Draw(t, "name"), about: words.Draw(t, "about"), lang: "vi"}
	for i := range rapid.IntRange(0, 4).Draw(t, "entries") {
		c.entries = append(c.entries, entry{
			uid: fmt.Sprint("t", i, ".due@quyet"), sequence: rapid.Int64Range(0, 1<<31-1).Draw(t, "sequence"), stamp: time.UnixMicro(rapid.Int64Range(1e15, 4e15).Draw(t, "stamp")),
			day: civil.MustParse("2026-01-01").AddDays(rapid.IntRange(0, 3000).Draw(t, "day")), title: words.Draw(t, "title"), about: words.Draw(t, "words"),
			category: words.Draw(t, "category"), address: "https://quyet.example.vn/tasks/" + rapid.StringMatching(`[0-9a-v]{16}`).Draw(t, "task"),
		})
	}
	return c
}

// Whatever the words are, what is written can be read by another program and says
// the same; every line is short enough and cuts no letter.
func TestCalendarsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t)
		b := c.ics()
		unfold(t, b)
		if !bytes.Equal(b, c.ics()) {
			t.Fatalf("the same calendar is written in two ways")
		}
		got, err := ical.NewDecoder(bytes.NewReader(b)).Decode()
		if err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
		text := func(p ical.Props, name string) string {
			s, err := p.Text(name)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return s
		}
		if text(got.Props, "NAME") != plainText(c.name) || text(got.Props, "X-WR-CALDESC") != plainText(c.about) {
			t.Fatalf("%q became %q", c.name, text(got.Props, "NAME"))
		}
		if len(got.Events()) != len(c.entries) {
			t.Fatalf("%d entries became %d", len(c.entries), len(got.Events()))
		}
		for i, e := range got.Events() {
			want := c.entries[i]
			start, err1 := e.DateTimeStart(time.UTC)
			end, err2 := e.DateTimeEnd(time.UTC)
			stamp, err3 := e.Props.DateTime("DTSTAMP", time.UTC)
			if err1 != nil || err2 != nil || err3 != nil || civil.Of(start) != want.day || civil.Of(end) != want.day.AddDays(1) || !stamp.Equal(want.stamp.Truncate(time.Second)) {
				t.Fatalf("%v became %v to %v at %v (%v %v %v)", want.day, start, end, stamp, err1, err2, err3)
			}
			if text(e.Props, "SUMMARY") != plainText(want.title) || text(e.Props, "DESCRIPTION") != plainText(want.about) || text(e.Props, "UID") != want.uid ||
				e.Props.Get("URL").Value != want.address || e.Props.Get("SEQUENCE").Value != fmt.Sprint(want.sequence) {
				t.Fatalf("%+v became %+v", want, e.Props)
			}
		}
	})
}

func FuzzLine(f *testing.F) {
	for _, s := range []string{"", "x", strings.Repeat("ơ", 80), strings.Repeat("a", 74) + "😀", "a\r\nb", "\x00\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var w bytes.Buffer
		line(&w, "SUMMARY", escaped(s))
		whole := unfold(t, w.Bytes())
		if strings.ContainsFunc(strings.TrimSuffix(whole, "\r\n"), func(r rune) bool { return r != '\t' && unicode.IsControl(r) && r < 0x80 }) {
			t.Errorf("%q holds what no value may: %q", s, whole)
		}
		if whole != "SUMMARY:"+escaped(s)+"\r\n" {
			t.Errorf("unfolded %q became %q", s, whole)
		}
	})
}

// A readBack is what another program makes of a calendar.
type readBack struct {
	Name, About, Method, Refresh string
	Events                       []struct {
		UID, Start, End, Title, About, Stamp, Category, Address, Status string
		Sequence                                                        int64
		WholeDay                                                        bool
	}
}

// thunderbird reads a calendar with the parser of Thunderbird. It needs node and
// the packages of npm, as building the front end does.
func thunderbird(t *testing.T, b []byte) (got readBack) {
	t.Helper()
	node := exec.CommandContext(t.Context(), "node", "testdata/parse.mjs")
	node.Stdin = bytes.NewReader(b)
	var said bytes.Buffer
	node.Stderr = &said
	out, err := node.Output()
	if err != nil {
		t.Fatalf("the calendar cannot be tried with ical.js (node and `make assets` are needed): %v\n%.800s", err, said.String())
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// What Thunderbird reads is what was written.
func TestThunderbirdReadsCalendars(t *testing.T) {
	long := strings.Repeat("Rà soát, cập nhật; đối chiếu \\ số liệu hộ nghèo ở 12 thôn, ", 6)
	c := calendar{name: "Việc của tôi “2026”", about: "Dòng một\nDòng hai; ba", lang: "vi", entries: []entry{
		{uid: "a.due@quyet", sequence: 7, stamp: time.Date(2026, 11, 20, 2, 3, 4, 5, time.UTC), day: civil.MustParse("2026-12-31"), title: long, about: long + "\nChủ trì: Đảng uỷ xã An Hoà",
			category: "Thời hạn", address: "https://quyet.example.vn/tasks/abc?x=1,2;3"},
		{uid: "a.update@quyet", day: civil.MustParse("2028-02-29"), title: "😀", category: "Kỳ cập nhật", address: "https://quyet.example.vn"},
	}}
	got := thunderbird(t, c.ics())
	if got.Name != c.name || got.About != c.about || got.Method != "PUBLISH" || got.Refresh != refresh || len(got.Events) != 2 {
		t.Fatalf("%+v", got)
	}
	e := got.Events[0]
	if e.UID != "a.due@quyet" || e.Sequence != 7 || e.Start != "2026-12-31" || e.End != "2027-01-01" || !e.WholeDay || e.Title != long || e.About != c.entries[0].about ||
		e.Stamp != "2026-11-20T02:03:04Z" || e.Category != "Thời hạn" || e.Address != c.entries[0].address || e.Status != "CONFIRMED" {
		t.Errorf("%+v", e)
	}
	if e := got.Events[1]; e.Start != "2028-02-29" || e.End != "2028-03-01" || e.Title != "😀" {
		t.Errorf("%+v", e)
	}
}

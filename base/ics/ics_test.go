package ics

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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

func zoneOf(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

var (
	vietnam = zoneOf("Asia/Ho_Chi_Minh")
	// Half of these change their clocks twice a year, or did.
	zones = []*time.Location{nil, time.UTC, vietnam, zoneOf("Asia/Tokyo"), zoneOf("Asia/Kathmandu"), zoneOf("Europe/Berlin"), zoneOf("America/St_Johns")}
)

func drawn(t *rapid.T) Calendar {
	words := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("Nhiệm vụ; số, \\n\n\r\t:\"ơửĐđ😀\x00")), 0, 200, -1))
	c := Calendar{Name: words.Draw(t, "name"), About: words.Draw(t, "about"), Lang: "vi", Zone: rapid.SampledFrom(zones).Draw(t, "zone")}
	span := rapid.SampledFrom([]int64{3600, 86400 * 30, 86400 * 3000}).Draw(t, "span")
	from := rapid.Int64Range(-6e8, 4e9).Draw(t, "from") // 1951 to 2096
	for i := range rapid.IntRange(0, 4).Draw(t, "events") {
		e := Event{
			UID: fmt.Sprint("t", i, ".due@quyet"), Sequence: rapid.Int64Range(0, 1<<31-1).Draw(t, "sequence"), Stamp: time.UnixMicro(rapid.Int64Range(1e15, 4e15).Draw(t, "stamp")),
			Title: words.Draw(t, "title"), About: words.Draw(t, "words"), Place: words.Draw(t, "place"), Category: words.Draw(t, "category"), Cancelled: rapid.Bool().Draw(t, "cancelled"),
			Address: "https://quyet.example.vn/tasks/" + rapid.StringMatching(`[0-9a-v]{16}`).Draw(t, "task"),
		}
		if rapid.Bool().Draw(t, "whole day") {
			e.Day = civil.MustParse("2026-01-01").AddDays(rapid.IntRange(0, 3000).Draw(t, "day"))
		} else {
			e.Starts = time.Unix(from+rapid.Int64Range(0, span).Draw(t, "starts"), rapid.Int64Range(0, 999999999).Draw(t, "part of a second"))
			e.Ends = e.Starts.Add(time.Duration(rapid.IntRange(-1, 100000).Draw(t, "lasts")) * time.Second)
		}
		if rapid.Bool().Draw(t, "organized") {
			e.Organizer = Organizer{words.Draw(t, "organizer"), "mailto:vanphong@example.vn"}
		}
		c.Events = append(c.Events, e)
	}
	return c
}

// end is when an event ends for those who read it.
func (e Event) end() int64 { return max(e.Starts.Unix(), e.Ends.Unix()) }

// Whatever the words, the hours and the zone are, what is written can be read by
// another program and says the same; every line is short enough and cuts no letter.
func TestCalendarsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t)
		b := c.Bytes()
		whole := unfold(t, b)
		if !bytes.Equal(b, c.Bytes()) {
			t.Fatalf("the same calendar is written in two ways")
		}
		if named, told := strings.Contains(whole, ";TZID="), strings.Count(whole, "BEGIN:VTIMEZONE"); named != (told == 1) || told > 1 {
			t.Fatalf("a zone is named (%v) and described %d times:\n%s", named, told, whole)
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
		if text(got.Props, "NAME") != plainText(c.Name) || text(got.Props, "X-WR-CALDESC") != plainText(c.About) {
			t.Fatalf("%q became %q", c.Name, text(got.Props, "NAME"))
		}
		if len(got.Events()) != len(c.Events) {
			t.Fatalf("%d events became %d", len(c.Events), len(got.Events()))
		}
		for i, e := range got.Events() {
			want := c.Events[i]
			start, err1 := e.DateTimeStart(time.UTC)
			end, err2 := e.DateTimeEnd(time.UTC)
			stamp, err3 := e.Props.DateTime("DTSTAMP", time.UTC)
			if err1 != nil || err2 != nil || err3 != nil || !stamp.Equal(want.Stamp.Truncate(time.Second)) {
				t.Fatalf("%v: %v to %v at %v (%v %v %v)", want, start, end, stamp, err1, err2, err3)
			}
			if want.Day.IsZero() && (start.Unix() != want.Starts.Unix() || end.Unix() != want.end()) ||
				!want.Day.IsZero() && (civil.Of(start) != want.Day || civil.Of(end) != want.Day.AddDays(1)) {
				t.Fatalf("%v became %v to %v\n%s", want, start, end, b)
			}
			if text(e.Props, "SUMMARY") != plainText(want.Title) || text(e.Props, "DESCRIPTION") != plainText(want.About) || text(e.Props, "LOCATION") != plainText(want.Place) || text(e.Props, "UID") != want.UID ||
				e.Props.Get("URL").Value != want.Address || e.Props.Get("SEQUENCE").Value != fmt.Sprint(want.Sequence) || (text(e.Props, "STATUS") == "CANCELLED") != want.Cancelled {
				t.Fatalf("%+v became %+v", want, e.Props)
			}
			if by := e.Props.Get("ORGANIZER"); (by == nil) != (want.Organizer.Address == "") || by != nil && (by.Value != want.Organizer.Address || by.Params.Get("CN") != parameter(want.Organizer.Name)) {
				t.Fatalf("%+v became %+v", want.Organizer, by)
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
		UID, Start, End, Title, About, Place, Organizer, OrganizerName, Stamp, Category, Address, Status, Zone string
		Sequence, Starts, Ends                                                                                 int64
		WholeDay, Busy                                                                                         bool
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

// sameAs fails where a calendar is not written as it was before.
func sameAs(t *testing.T, name string, c Calendar) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	// The file is kept with the line ends of the repository.
	if got := bytes.ReplaceAll(c.Bytes(), []byte("\r\n"), []byte("\n")); !bytes.Equal(got, want) {
		t.Errorf("%s is written otherwise:\n%s", name, got)
	}
}

// What Thunderbird reads of whole days is what was written.
func TestThunderbirdReadsDays(t *testing.T) {
	long := strings.Repeat("Rà soát, cập nhật; đối chiếu \\ số liệu hộ nghèo ở 12 thôn, ", 6)
	c := Calendar{Name: "Việc của tôi “2026”", About: "Dòng một\nDòng hai; ba", Lang: "vi", Refresh: time.Hour, Zone: vietnam, Events: []Event{
		{UID: "a.due@quyet", Sequence: 7, Stamp: time.Date(2026, 11, 20, 2, 3, 4, 5, time.UTC), Day: civil.MustParse("2026-12-31"), Title: long, About: long + "\nChủ trì: Đảng uỷ xã An Hoà",
			Category: "Thời hạn", Address: "https://quyet.example.vn/tasks/abc?x=1,2;3"},
		{UID: "a.update@quyet", Day: civil.MustParse("2028-02-29"), Title: "😀", About: "Văn bản", Category: "Kỳ cập nhật", Address: "https://quyet.example.vn"},
	}}
	sameAs(t, "days.ics", c)
	got := thunderbird(t, c.Bytes())
	if got.Name != c.Name || got.About != c.About || got.Method != "PUBLISH" || got.Refresh != "PT1H" || len(got.Events) != 2 {
		t.Fatalf("%+v", got)
	}
	e := got.Events[0]
	if e.UID != "a.due@quyet" || e.Sequence != 7 || e.Start != "2026-12-31" || e.End != "2027-01-01" || !e.WholeDay || e.Busy || e.Title != long || e.About != c.Events[0].About ||
		e.Stamp != "2026-11-20T02:03:04Z" || e.Category != "Thời hạn" || e.Address != c.Events[0].Address || e.Status != "CONFIRMED" {
		t.Errorf("%+v", e)
	}
	if e := got.Events[1]; e.Start != "2028-02-29" || e.End != "2028-03-01" || e.Title != "😀" {
		t.Errorf("%+v", e)
	}
}

// What Thunderbird reads of hours is what was written, by the clocks of Việt Nam;
// it knows these by nothing but what the calendar says of them.
func TestThunderbirdReadsHours(t *testing.T) {
	starts := time.Date(2026, 11, 27, 8, 0, 0, 0, vietnam)
	c := Calendar{Lang: "vi", Zone: vietnam, Events: []Event{
		{UID: "b@quyet", Sequence: 2, Stamp: starts.AddDate(0, 0, -7), Starts: starts, Ends: starts.Add(3*time.Hour + 30*time.Minute), Title: "Hội nghị trực tuyến sơ kết; điểm cầu xã, phường",
			Place: "Hội trường Tỉnh uỷ, số 1 đường Hùng Vương", Address: "https://quyet.example.vn/meetings/b", Organizer: Organizer{`Văn phòng Tỉnh uỷ "TG": phòng Hành chính, Tổng hợp`, "mailto:vanphong@example.vn"}},
		{UID: "c@quyet", Starts: starts.AddDate(0, 0, 3), Title: "Giao ban", Cancelled: true, Organizer: Organizer{Address: "https://quyet.example.vn/bodies/x"}},
	}}
	sameAs(t, "hours.ics", c)
	got := thunderbird(t, c.Bytes())
	if got.Refresh != "" || len(got.Events) != 2 {
		t.Fatalf("%+v", got)
	}
	e := got.Events[0]
	if e.Start != "2026-11-27T08:00:00" || e.End != "2026-11-27T11:30:00" || e.Starts != starts.Unix() || e.Ends != starts.Unix()+12600 || e.WholeDay || !e.Busy || e.Zone != "Asia/Ho_Chi_Minh" ||
		e.Place != c.Events[0].Place || e.Title != c.Events[0].Title || e.Organizer != "mailto:vanphong@example.vn" || e.OrganizerName != "Văn phòng Tỉnh uỷ 'TG': phòng Hành chính, Tổng hợp" || e.Status != "CONFIRMED" {
		t.Errorf("%+v", e)
	}
	if e := got.Events[1]; e.Status != "CANCELLED" || e.Busy || e.Starts != starts.Unix()+3*86400 || e.Ends != e.Starts || e.Organizer != "https://quyet.example.vn/bodies/x" || e.OrganizerName != "" {
		t.Errorf("%+v", e)
	}
}

// However a zone is made, and whether its clocks change or not, Thunderbird finds
// the same instants.
func TestThunderbirdFindsInstants(t *testing.T) {
	day := func(zone *time.Location, s string) time.Time {
		at, err := time.ParseInLocation("2006-01-02 15:04:05", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}

	for _, one := range []struct {
		name  string
		zone  *time.Location
		told  bool // by the clocks of the zone
		first string
		last  string
	}{
		{"Việt Nam", vietnam, true, "1976-01-01 00:00:00", "2099-12-31 23:59:59"},
		{"the day on which the clocks of Việt Nam were last changed", vietnam, false, "1975-06-12 12:00:00", "1975-06-13 12:00:00"},
		{"winter in Berlin", zoneOf("Europe/Berlin"), true, "2026-11-01 09:00:00", "2027-03-01 09:00:00"},
		{"a summer's end in Berlin", zoneOf("Europe/Berlin"), false, "2026-10-25 02:30:00", "2026-10-25 09:00:00"},
		{"a zone made up", time.FixedZone("Hà Nội; +7", 7*3600), false, "2026-11-27 08:00:00", "2026-11-28 08:00:00"},
		{"a zone made up, with a name as of one", time.FixedZone("Etc/Test", 7*3600), true, "1960-11-27 08:00:00", "2126-11-28 08:00:00"},
		{"after the last instant that files of zones name", vietnam, true, "2040-01-01 00:00:00", "2041-01-01 00:00:00"},
		{"a zone behind UTC by hours and a half", zoneOf("America/St_Johns"), true, "2026-06-01 00:00:00", "2026-07-01 00:00:00"},
		{"UTC", time.UTC, false, "2026-06-01 00:00:00", "2026-07-01 00:00:00"},
		{"this machine's", time.Local, false, "2026-06-01 00:00:00", "2026-07-01 00:00:00"},
		{"none", nil, false, "2026-06-01 00:00:00", "2026-07-01 00:00:00"},
	} {
		t.Run(one.name, func(t *testing.T) {
			in := one.zone
			if in == nil {
				in = time.UTC
			}
			c := Calendar{Lang: "vi", Zone: one.zone, Events: []Event{{UID: "b", Starts: day(in, one.first), Ends: day(in, one.last)}, {UID: "a", Day: civil.On(1960, 1, 1)}}}
			b := c.Bytes()
			got := thunderbird(t, b).Events[0]
			if got.Starts != c.Events[0].Starts.Unix() || got.Ends != c.Events[0].Ends.Unix() || bytes.Contains(b, []byte("VTIMEZONE")) != one.told {
				t.Errorf("%+v\n%s", got, b)
			}
		})
	}
}

// A zone is described by what was: the last change before the first event.
func TestZoneOfVietnam(t *testing.T) {
	for _, year := range []int{1980, 2026, 2050} {
		c := Calendar{Zone: vietnam, Events: []Event{{UID: "a", Starts: time.Date(year, 1, 1, 8, 0, 0, 0, vietnam)}}}
		const want = "BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\nDTSTART:19750613T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0700\r\nTZNAME:+07\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
		if b := string(c.Bytes()); !strings.Contains(b, want) {
			t.Errorf("%d: %s", year, b)
		}
	}
}

func TestOffsets(t *testing.T) {
	for seconds, want := range map[int]string{0: "+0000", 7 * 3600: "+0700", -12600: "-0330", 25590: "+070630", 20700: "+0545"} {
		if got := offset(seconds); got != want {
			t.Errorf("%d is written %s, want %s", seconds, got, want)
		}
	}
}

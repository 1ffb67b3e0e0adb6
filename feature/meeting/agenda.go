package meeting

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/org"
)

// An ItemID identifies an item of an agenda for ever.
type ItemID string

// An ItemKind says what happens in an item.
type ItemKind string

// The kinds of items.
const (
	Opening    ItemKind = "opening"    // khai mạc
	Briefed    ItemKind = "brief"      // quán triệt một nội dung
	Reported   ItemKind = "report"     // trình bày báo cáo, tờ trình
	Paper      ItemKind = "paper"      // tham luận
	Discussion ItemKind = "discussion" // thảo luận
	Decision   ItemKind = "decision"   // quyết định, thông qua
	Vote       ItemKind = "vote"       // biểu quyết
	Conclusion ItemKind = "conclusion" // kết luận
	Break      ItemKind = "break"      // nghỉ giải lao
	Another    ItemKind = "other"
)

// ItemKinds lists the kinds in the order in which people choose.
func ItemKinds() []ItemKind {
	return []ItemKind{Opening, Briefed, Reported, Paper, Discussion, Decision, Vote, Conclusion, Break, Another}
}

// Title returns the kind's name for people.
func (k ItemKind) Title() text.T { return itemTitles[k] }

// An Item is one thing on the agenda.
type Item struct {
	ID       ItemID
	Version  int64
	Meeting  ID
	Part     bool // of the last item before it that is no part: 2.1, 2.2
	Kind     ItemKind
	Title    string
	Planned  time.Duration // whole minutes; 0 where nobody said
	Reporter string        // in words; "" where nobody was said
	Body     org.ID        // that presents it; "" where none was said
	Late     bool          // added after it was opened
	Took     time.Duration // whole seconds, without what runs now
	Done     bool
	Taken    time.Time // when it was first taken up; zero where it was not, or nobody noted it
	order    int64
}

// An Agenda is the items of a conference, in order.
type Agenda []Item

// Numbers returns the number of each item as papers write it: "1", "2", "2.1". A
// break has none.
func (a Agenda) Numbers() []string {
	numbers := make([]string, len(a))
	whole, part := 0, 0
	for i, item := range a {
		switch {
		case item.Kind == Break:
		case item.Part && whole > 0:
			part++
			numbers[i] = strconv.Itoa(whole) + "." + strconv.Itoa(part)
		default:
			whole, part = whole+1, 0
			numbers[i] = strconv.Itoa(whole)
		}
	}
	return numbers
}

// named are the items as the agenda names them, with their numbers.
func (a Agenda) named() map[ItemID]string {
	out, numbers := map[ItemID]string{}, a.Numbers()
	for n, i := range a {
		out[i.ID] = itemRow{Item: i, Number: numbers[n]}.words()
	}
	return out
}

// A Slot is when an item is on, as planned.
type Slot struct{ From, Until time.Time }

// course returns where the items stand on the agenda in the order in which they were
// taken up. The parts of one come behind it, in the order in which they were; one that
// was not taken up stays behind the one that is before it on the agenda.
func (a Agenda) course() []int {
	first := func(from, to int) (at time.Time) {
		for _, i := range a[from:to] {
			if at.IsZero() || !i.Taken.IsZero() && i.Taken.Before(at) {
				at = i.Taken
			}
		}
		return at
	}
	var blocks [][]int // each of one item, with its parts
	var begun []time.Time
	for i := 0; i < len(a); {
		end := a.end(i)
		block, taken := []int{i}, []time.Time{{}}
		for part := i + 1; part < end; part++ {
			block, taken = append(block, part), append(taken, a[part].Taken)
		}
		blocks, begun = append(blocks, byTime(block, taken)), append(begun, first(i, end))
		i = end
	}
	order := make([]int, len(blocks))
	for i := range order {
		order[i] = i
	}
	var out []int
	for _, b := range byTime(order, begun) {
		out = append(out, blocks[b]...)
	}
	return out
}

// byTime orders things by when each was; one without a time stays behind the one before it.
func byTime(things []int, at []time.Time) []int {
	when := map[int]time.Time{}
	for i, thing := range things {
		if when[thing] = at[i]; at[i].IsZero() && i > 0 {
			when[thing] = when[things[i-1]]
		}
	}
	out := slices.Clone(things)
	slices.SortStableFunc(out, func(x, y int) int { return when[x].Compare(when[y]) })
	return out
}

// own returns how long the ith item is planned to take by itself: of one with
// parts, what they leave of it.
func (a Agenda) own(i int) time.Duration {
	d := a[i].Planned
	if a[i].Part {
		return d
	}
	for _, item := range a[i+1:] {
		if !item.Part {
			break
		}
		d -= item.Planned
	}
	return max(0, d)
}

// Timetable returns when each item is on if the first begins at starts and all
// take as long as planned. An item with parts lasts to the end of the last; time
// planned for it beyond theirs comes before them.
func (a Agenda) Timetable(starts time.Time) []Slot {
	slots := make([]Slot, len(a))
	at, whole := starts, 0
	for i, item := range a {
		slots[i] = Slot{at, at.Add(a.own(i))}
		at = slots[i].Until
		if item.Part {
			slots[whole].Until = at
		} else {
			whole = i
		}
	}
	return slots
}

// Planned returns how long all items are planned to take together.
func (a Agenda) Planned() (d time.Duration) {
	for i := range a {
		d += a.own(i)
	}
	return d
}

// Took returns for how long an item has been on in all, at now.
func (r Run) Took(item Item, now time.Time) time.Duration {
	if item.ID == r.Item && !r.Since.IsZero() && now.After(r.Since) {
		return item.Took + now.Sub(r.Since)
	}
	return item.Took
}

// Overrun returns by how much a conference that runs ends later than planned,
// negative where earlier, if from now on every item that is not done takes what
// its plan leaves it.
func (m *Meeting) Overrun(a Agenda, now time.Time) time.Duration {
	end := now
	for i, item := range a {
		if !item.Done {
			end = end.Add(max(0, a.own(i)-m.Took(item, now)))
		}
	}
	return end.Sub(m.Ends)
}

var (
	// "1.", "2)", "2.1", "2.1.", "a)" or a bullet; a number alone is one of the words.
	numbered = regexp.MustCompile(`^(?:([0-9]{1,3})(?:((?:\.[0-9]{1,3})+)[.)]?|[.)])|[-–•+*]|([a-zđ])\))\s+`)
	// "8h00 - 8h30:", "8:00–8:30", or when it begins alone.
	timed   = regexp.MustCompile(`^([0-9]{1,2})\s*[hg:]\s*([0-9]{2})?(?:\s*[-–—]\s*([0-9]{1,2})\s*[hg:]\s*([0-9]{2})?\s*[:.,]?|\s*[:.,])\s+`)
	lasting = regexp.MustCompile(`(?i)\s*(?:[-–—]\s*)?[(\[]?\s*(?:([0-9]{1,2})\s*(?:giờ|tiếng|hours?|h)\s*)?([0-9]{1,3})\s*(?:phút|phut|ph|minutes|minute|min|['’′])\s*[)\]]?\s*[.;,]?\s*$`)
	hours   = regexp.MustCompile(`(?i)\s*[(\[]\s*([0-9]{1,2})\s*(?:giờ|tiếng|hours?)\s*[)\]]\s*[.;,]?\s*$`)
	// Who reports is called by a name, so that what comes behind the dash of "kinh tế -
	// xã hội" is not taken for one.
	by = regexp.MustCompile(`\s+[-–—]\s+((?:\p{Lu}|đồng chí |đ/c )[^-–—]{1,200})$`)
)

// kindWords are the words with which an item of a kind begins, folded.
var kindWords = []struct {
	kind  ItemKind
	words []string
}{
	{Opening, []string{"khai mac", "chao co", "tuyen bo ly do", "on dinh to chuc", "opening"}},
	{Break, []string{"nghi giai lao", "giai lao", "nghi trua", "break"}},
	{Paper, []string{"tham luan", "paper"}},
	{Vote, []string{"bieu quyet", "vote"}},
	{Discussion, []string{"thao luan", "trao doi", "y kien", "discussion"}},
	{Conclusion, []string{"ket luan", "be mac", "phat bieu ket luan", "phat bieu be mac", "conclusion"}},
	{Briefed, []string{"quan triet", "truyen dat", "gioi thieu nghi quyet", "trien khai nghi quyet"}},
	{Decision, []string{"thong qua", "quyet dinh", "phe duyet"}},
	{Reported, []string{"bao cao", "trinh bay", "to trinh", "report"}},
}

// ReadAgenda reads items from lines as they stand in a programme: "1. Báo cáo kết
// quả (15 phút) - Ban Tổ chức". The number is left away, for numbers are worked
// out; "1.1" and "a)" are parts of the item before. Lines without words are left
// out. Nothing is refused here: what an item lacks is asked for in its form.
func ReadAgenda(lines string) (a Agenda) {
	for line := range strings.Lines(text.Holdable(viet.NFC(lines))) {
		line = strings.Join(strings.Fields(line), " ")
		var item Item
		if m := numbered.FindStringSubmatch(line); m != nil {
			item.Part = len(a) > 0 && (m[2] != "" || m[3] != "")
			line = line[len(m[0]):]
		}
		line = item.readTime(item.readClock(line))
		if m := by.FindStringSubmatchIndex(line); m != nil {
			item.Reporter, line = line[m[2]:m[3]], line[:m[0]]
		}
		line = item.readTime(line) // it may stand before who reports, as well
		item.Title = strings.TrimRight(strings.TrimSpace(line), ";,")
		if item.Title == "" {
			continue
		}
		item.Kind = kindOf(item.Title)
		a = append(a, item)
	}
	for i := range a {
		// A break between parts is inside what they are parts of.
		a[i].Part = a[i].Part || i > 0 && a[i].Kind == Break && i+1 < len(a) && a[i+1].Part
	}
	return a
}

// readClock takes the times between which the item is on off the beginning of line.
func (i *Item) readClock(line string) string {
	m := timed.FindStringSubmatch(line)
	if m == nil {
		return line
	}
	minute := func(hour, minutes string) int {
		h, _ := strconv.Atoi(hour)
		n, _ := strconv.Atoi(minutes)
		return 60*h + n
	}
	if d := minute(m[3], m[4]) - minute(m[1], m[2]); m[3] != "" && d > 0 && d <= 24*60 {
		i.Planned = time.Duration(d) * time.Minute
	}
	return line[len(m[0]):]
}

// readTime takes how long the item lasts off the end of line.
func (i *Item) readTime(line string) string {
	m := lasting.FindStringSubmatchIndex(line)
	part := func(n int) int {
		if m[2*n] < 0 {
			return 0
		}
		v, _ := strconv.Atoi(line[m[2*n]:m[2*n+1]])
		return v
	}
	minutes := 0
	if m != nil {
		minutes = 60*part(1) + part(2)
	} else if m = hours.FindStringSubmatchIndex(line); m != nil {
		minutes = 60 * part(1)
	}
	if m == nil || m[0] == 0 {
		return line
	}
	if i.Planned == 0 {
		i.Planned = min(time.Duration(minutes)*time.Minute, mostOfItem)
	}
	return line[:m[0]]
}

// kindOf guesses what happens in an item from how its title begins.
func kindOf(title string) ItemKind {
	folded := viet.Fold(title)
	for _, k := range kindWords {
		for _, w := range k.words {
			if strings.HasPrefix(folded, w) {
				return k.kind
			}
		}
	}
	return Another
}

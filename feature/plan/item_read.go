package plan

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/task/deadline"
)

var (
	marked = regexp.MustCompile(`^(?:\d{1,3}(?:\.\d{1,3})*\s*[.)/]\s*|\d{1,3}\.\d{1,3}\s+|[-–—+*•·]\s*|\p{Ll}\)\s*)`)
	roman  = regexp.MustCompile(`^(?:[IVX]{1,5}|[A-HĐ])\s*[.)/–-]\s*`)
	// "tháng 3 - 4", "tháng 3 và 4"
	monthsTo = regexp.MustCompile(`(?i)^(.*?)tháng\s+(\d{1,2})\s*(?:[-–,]|và|đến)\s*(\d{1,2})(/\d{4})?\s*$`)
	inBraces = regexp.MustCompile(`\s*[(\[]([^()\[\]]{1,300})[)\]]\s*[.;,]?\s*$`)
	behind   = regexp.MustCompile(`^(.+?)\s+[-–—]\s+((?:\p{Lu}|cơ quan |do )[^–—]{1,200})$`)
	// What is looked at stands between the verb and what it is looked at for.
	lookedAt = regexp.MustCompile(`(?i)^(?:kiểm tra|giám sát)(?:\s+(?:chuyên đề|thường xuyên|định kỳ|theo chuyên đề))?(?:\s+đối với)?\s+(.+?)\s+(?:về|trong|việc|khi)\s+`)

	prepared = regexp.MustCompile(`(?i)^(?:do\s+)?(?:cơ quan\s+)?(?:(?:chuẩn bị|tham mưu|chủ trì|đơn vị thực hiện)\s*:?\s*)?(.*?)(?:\s+(?:chuẩn bị|tham mưu|chủ trì))?(?:\s+(?:nội dung|xây dựng))?$`)
	reviewed = regexp.MustCompile(`(?i)^(?:do\s+)?(?:cơ quan\s+)?(?:(?:thẩm định|thẩm tra|cho ý kiến|phối hợp)\s*:?\s*)?(.*?)(?:\s+(?:thẩm định|thẩm tra|cho ý kiến|phối hợp))?$`)
)

// forumWords are the words by which a forum is known, folded; the first that is
// found counts.
var forumWords = []struct {
	forum Forum
	words []string
}{
	{Supervising, []string{"giam sat"}},
	{Inspecting, []string{"kiem tra"}},
	{Committee, []string{"ban chap hanh"}},
	{StandingOf, []string{"ban thuong vu"}},
	{Board, []string{"thuong truc"}},
	{Conference, []string{"hoi nghi", "so ket", "tong ket", "toa dam"}},
}

// forumOf guesses a forum from words. An item is one of an inspection only where it
// begins so: much else is done about inspections.
func forumOf(words string) Forum {
	folded := viet.Fold(words)
	for _, f := range forumWords {
		for _, w := range f.words {
			if f.forum == Inspecting || f.forum == Supervising {
				if strings.HasPrefix(folded, w) {
					return f.forum
				}
			} else if strings.Contains(folded, w) {
				return f.forum
			}
		}
	}
	return OtherForum
}

// readWhen reads the days that words mean in a programme that begins on from; none
// where they name no day: "Thường xuyên". ok says whether they are words of a time
// at all.
func readWhen(words string, from civil.Date) (first, last civil.Date, ok bool) {
	words = strings.TrimRight(strings.TrimSpace(words), ".:;,")
	if m := monthsTo.FindStringSubmatch(words); m != nil {
		words = "từ tháng " + m[2] + m[4] + " đến tháng " + m[3] + m[4]
	}
	d := deadline.Parse(words, deadline.Context{Issued: from})
	if d.Kind == deadline.None || d.Kind == deadline.Unread || d.Kind == deadline.Conditional || d.End < len(words) {
		return first, last, false
	}
	if first, last = d.From, d.Due; first.IsZero() || first.After(last) {
		first = last
	}
	if d.Kind == deadline.Recurring {
		return civil.Date{}, civil.Date{}, true
	}
	return first, last, true
}

// timeWords are the words, folded, in which a time is told and nothing else.
var timeWords = []string{
	"ngay", "tuan", "thang", "quy", "nam", "ky", "dau", "giua", "cuoi", "nua", "ca", "trong", "tu", "den", "va", "truoc", "sau", "thuong", "xuyen", "hang", "moi", "dinh",
	"mot", "hai", "ba", "bon", "bay", "tam", "chin", "muoi",
}

var numeral = regexp.MustCompile(`^(?:\d+|[ivx]+)$`)

// isTime says whether words are a time and nothing beside it: "Tổng kết năm 2026" names a
// year and is something to be done.
func isTime(words string, from civil.Date) bool {
	for _, w := range strings.FieldsFunc(viet.Fold(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !numeral.MatchString(w) && !slices.Contains(timeWords, w) {
			return false
		}
	}
	_, _, ok := readWhen(words, from)
	return ok
}

// settle reads the days that its words for the time mean into i.
func (i *Item) settle(from civil.Date) (ok bool) {
	i.From, i.Until, ok = readWhen(i.When, from)
	return ok
}

// A column is what stands in a column of a programme's table.
type column int

const (
	noColumn column = iota
	wordsColumn
	whenColumn
	preparesColumn
	reviewsColumn
	forumColumn
	aboutColumn
	reportColumn
)

// columnWords are the words by which the heading of a column is known, folded; the
// first that is found counts.
var columnWords = []struct {
	of    column
	words []string
}{
	{reportColumn, []string{"bao cao tu", "tu kiem tra", "nop bao cao", "gui bao cao"}},
	{aboutColumn, []string{"doi tuong", "duoc kiem tra", "duoc giam sat"}},
	{whenColumn, []string{"thoi gian", "thoi han", "thoi diem", "thang", "quy"}},
	{reviewsColumn, []string{"tham dinh", "tham tra", "phoi hop"}},
	{preparesColumn, []string{"chuan bi", "chu tri", "tham muu", "thuc hien", "doan", "to kiem tra"}},
	{forumColumn, []string{"cap trinh", "cap quyet dinh", "hinh thuc", "trinh"}},
	{wordsColumn, []string{"noi dung", "cong viec", "nhiem vu", "ten"}},
}

// headings reads the headings of a table; none where the cells are no headings.
func headings(cells []string) (columns []column) {
	known := 0
	columns = make([]column, len(cells))
	for n, c := range cells {
		folded := viet.Fold(c)
		if len(folded) > 60 {
			return nil
		}
		for _, w := range columnWords {
			for _, word := range w.words {
				if columns[n] == noColumn && strings.Contains(folded, word) {
					columns[n] = w.of
					known++
				}
			}
		}
	}
	for _, c := range columns {
		if c == wordsColumn && known > 1 {
			return columns
		}
	}
	return nil
}

// ReadItems reads items from lines as they stand in a programme that begins on
// from: under headings ("Tháng 3", "II. Trình Ban Thường vụ") or as rows of a table
// with tabs between the cells. Numbers are left away. Lines without words are left
// out. Nothing is refused here: what an item lacks is asked for in its form.
func ReadItems(lines string, from civil.Date) (items []Item) {
	var columns []column
	heading, forum := "", Forum("")
	for line := range strings.Lines(text.Holdable(viet.NFC(lines))) {
		line = strings.TrimRight(line, "\r\n")
		var i Item
		if cells := cellsOf(line); len(cells) > 1 {
			if h := headings(cells); h != nil {
				columns = h
				continue
			}
			if i = fromCells(cells, columns, from); i.Words == "" {
				continue
			}
		} else {
			line = clean(line)
			if line == "" {
				continue
			}
			bare := clean(roman.ReplaceAllString(line, ""))
			if isTime(bare, from) && !marked.MatchString(line) {
				heading = strings.TrimRight(bare, ".:;,")
				continue
			}
			if roman.MatchString(line) || line == strings.ToUpper(line) && !marked.MatchString(line) {
				// A heading that says before whom its items come; of any other nothing is known.
				if forum = forumOf(bare); forum == OtherForum {
					forum = ""
				}
				continue
			}
			i = fromLine(line, from)
			if i.Words == "" {
				continue
			}
		}
		if i.When == "" {
			i.When = heading
		}
		i.settle(from)
		if i.Forum == "" {
			if i.Forum = forumOf(i.Words); forum != "" && !i.Inspects() {
				i.Forum = forum
			}
		}
		if m := lookedAt.FindStringSubmatch(i.Words); m != nil && i.About == "" && i.Inspects() {
			i.About = m[1]
		}
		items = append(items, i)
	}
	return items
}

// cellsOf divides a line of a table; the number of the row is left away.
func cellsOf(line string) (cells []string) {
	for c := range strings.SplitSeq(strings.Trim(line, " \r\n"), "\t") {
		cells = append(cells, clean(c))
	}
	return cells
}

var rowNumber = regexp.MustCompile(`^(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5})?[.)]?$`)

func fromCells(cells []string, columns []column, from civil.Date) (i Item) {
	if columns == nil {
		// Without headings they are known by what stands in them.
		free := []*string{&i.Words, &i.Prepares, &i.Reviews}
		for n, c := range cells {
			if n == 0 && rowNumber.MatchString(c) || c == "" {
				continue
			}
			if i.When == "" && isTime(c, from) {
				i.When = c
			} else if len(free) > 0 {
				*free[0], free = c, free[1:]
			}
		}
		return i
	}
	for n, c := range cells[:min(len(cells), len(columns))] {
		switch columns[n] {
		case wordsColumn:
			i.Words = c
		case whenColumn:
			i.When = c
		case preparesColumn:
			i.Prepares = c
		case reviewsColumn:
			i.Reviews = c
		case aboutColumn:
			i.About = c
		case reportColumn:
			_, i.ReportBy, _ = readWhen(c, from)
		case forumColumn:
			if f := forumOf(c); f != OtherForum {
				i.Forum = f
			}
		}
	}
	return i
}

func fromLine(line string, from civil.Date) (i Item) {
	line = strings.TrimRight(marked.ReplaceAllString(line, ""), " .;,")
	for {
		m := inBraces.FindStringSubmatchIndex(line)
		if m == nil || m[0] == 0 {
			break
		}
		if !i.readAside(line[m[2]:m[3]], from) {
			break
		}
		line = line[:m[0]]
	}
	if m := behind.FindStringSubmatch(line); m != nil && i.Prepares == "" && i.readAside(m[2], from) {
		line = m[1]
	}
	i.Words = strings.TrimRight(line, " .;,")
	return i
}

// readAside reads what stands in brackets behind an item: who prepares it, who
// looks at it before, when it is.
func (i *Item) readAside(aside string, from civil.Date) (read bool) {
	for part := range strings.SplitSeq(aside, ";") {
		part = clean(part)
		folded := viet.Fold(part)
		time := isTime(part, from)
		switch {
		case part == "":
		case time && i.When == "":
			i.When, read = part, true
		case strings.Contains(folded, "tham dinh") || strings.Contains(folded, "tham tra") || strings.Contains(folded, "phoi hop"):
			i.Reviews, read = reviewed.FindStringSubmatch(part)[1], true
		case i.Prepares == "":
			i.Prepares, read = prepared.FindStringSubmatch(part)[1], true
		}
	}
	return read
}

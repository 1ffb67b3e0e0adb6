package assignment

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

// A field is what a column of a table of tasks holds.
type field uint8

const (
	other field = iota
	number
	what
	lead
	coordinating
	accountable
	when
	product
	agency // "Cơ quan thực hiện": leads if no other column does
	start
)

// headers are the words of column headings, folded and without blanks, narrow
// ones first. Sources: annexes of Government programmes ("Tên nhiệm vụ · Cơ quan chủ trì · Cơ
// quan phối hợp · Kết quả · Thời gian hoàn thành"), of communes ("Kết quả/Sản phẩm"), output
// tables ("Deliverable · Đơn vị chủ trì · Thời hạn").
var headers = []struct {
	field field
	words []string
}{
	{coordinating, []string{"phoihop", "thamgia", "hoptac"}},
	{accountable, []string{"nguoichutri", "nguoithuchien", "nguoiphutrach", "lanhdao", "canhanphutrach", "nguoichiutrachnhiem", "dongchiphutrach", "chidao", "canbophutrach", "chuyenvien", "nguoitheodoi", "phutrach"}},
	{lead, []string{"chutri", "daumoi", "chiutrachnhiem", "duocgiao", "soanthao", "thammuu"}},
	{start, []string{"batdau", "ngaygiao"}},
	{when, []string{"thoigian", "thoihan", "tiendo", "hoanthanh", "thoidiem", "hancuoi", "hanchot", "hanxuly", "lotrinh", "mocthoigian", "deadline", "ngayhoanthanh", "hạn", "kyhan"}},
	{product, []string{"sanpham", "ketqua", "daura", "hinhthuc", "vanbanbanhanh", "deliverable"}},
	{what, []string{"nhiemvu", "noidung", "congviec", "tennhiemvu", "hoatdong", "giaiphap", "viec", "dean", "tenvanban", "chuongtrinh", "trichyeu", "muctieu", "dau viec", "linhvuc"}},
	{agency, []string{"coquan", "donvi", "thuchien", "trachnhiem", "phancong", "bophan", "noithuchien"}},
	{number, []string{"stt", "tt", "so", "sott", "sothutu", "no"}},
}

func fieldOf(heading string) field {
	s := strings.NewReplacer(" ", "", "\t", "", "*", "", ".", "", "\n", "").Replace(viet.Fold(heading))
	if s == "" || len(s) > 70 {
		return other
	}
	if s == "stt" || s == "tt" || s == "no" {
		return number
	}
	if s == "han" {
		return when
	}
	if strings.HasPrefix(s, "ghichu") || strings.HasPrefix(s, "donvitinh") || s == "dvt" || strings.Contains(s, "thamdinh") || strings.HasPrefix(s, "captrinh") || strings.HasPrefix(s, "diadiem") {
		return other
	}
	if strings.Contains(s, "chutri") && strings.Contains(s, "phoihop") {
		return lead // one column for both: "A chủ trì, phối hợp với B"
	}
	// "Nội dung công việc, kết quả": the task comes first in its own heading.
	if strings.HasPrefix(s, "nhiemvu") || strings.HasPrefix(s, "noidung") || strings.HasPrefix(s, "tennhiemvu") || strings.HasPrefix(s, "congviec") {
		return what
	}
	for _, h := range headers {
		for _, w := range h.words {
			if strings.Contains(s, w) {
				if h.field == number && s != w {
					continue
				}
				return h.field
			}
		}
	}
	return other
}

// columns says what each grid column of a table of tasks holds.
type columns struct {
	fields []field
	count  int
}

func (c *columns) column(f field) int {
	for i, x := range c.fields {
		if x == f {
			return i
		}
	}
	return -1
}

// header reads the heading of a table from its first rows; after is the first
// row below it. A heading may have two rows ("Thời gian" over "Bắt đầu", "Hoàn thành") and a row
// of column numbers.
func (f *finder) header(t int) (c *columns, after int) {
	table := f.doc.Tables[t]
	for r := 0; r < len(table.Rows) && r < 4; r++ {
		c := &columns{fields: make([]field, table.Columns), count: table.Columns}
		known, schedule, indicators := 0, 0, false
		for _, cell := range table.Rows[r].Cells {
			if cell.FromAbove {
				continue
			}
			fl := fieldOf(f.doc.Slice(cell.Span))
			switch words := strings.ReplaceAll(viet.Fold(f.doc.Slice(cell.Span)), " ", ""); {
			case strings.HasPrefix(words, "diadiem"), strings.HasPrefix(words, "thanhphan"), strings.HasPrefix(words, "buoi"):
				schedule++
			case strings.HasPrefix(words, "donvitinh"), words == "dvt", strings.HasPrefix(words, "dvtinh"):
				indicators = true
			}
			for k := cell.Column; k < min(cell.Column+cell.Columns, table.Columns); k++ {
				c.fields[k] = fl
			}
			if fl != other {
				known++
			}
		}
		if schedule > 1 || indicators {
			return nil, 0 // a timetable of an event or of the week; a table of indicators
		}
		if c.column(what) < 0 {
			f.promote(c)
		}
		if known < 2 || c.column(what) < 0 || c.column(lead)+c.column(agency)+c.column(when)+c.column(product)+c.column(coordinating)+c.column(accountable) == -6 {
			continue
		}
		after = r + 1
		// The second row of a heading refines columns that the first spans.
		if after < len(table.Rows) && f.refines(t, after, c) {
			after++
		}
		for after < len(table.Rows) && f.columnNumbers(t, after) {
			after++
		}
		f.disambiguate(c)
		return c, after
	}
	return nil, 0
}

// promote lets a table of products ("Kết quả đầu ra · Đơn vị chủ trì · Thời hạn") have
// its product as the task where no column is named so.
func (f *finder) promote(c *columns) {
	if p := c.column(product); p >= 0 && c.column(lead) >= 0 {
		c.fields[p] = what
	}
}

// disambiguate settles columns that only the others explain.
func (f *finder) disambiguate(c *columns) {
	if c.column(lead) < 0 {
		if a := c.column(agency); a >= 0 {
			c.fields[a] = lead
		}
	}
	// Of several columns of the task's words the first one is it, unless it
	// is the group ("Lĩnh vực", "Mục tiêu") of the next.
	first := true
	for i, x := range c.fields {
		if x == what {
			if !first && i > 0 && c.fields[i-1] != what {
				c.fields[i] = other
			}
			first = false
		}
	}
}

func (f *finder) refines(t, r int, c *columns) bool {
	row := f.doc.Tables[t].Rows[r]
	below, known := 0, 0
	for _, cell := range row.Cells {
		if cell.FromAbove || cell.Len() == 0 {
			continue
		}
		below++
		if fl := fieldOf(f.doc.Slice(cell.Span)); fl != other && fl != number && cell.Len() < 60 {
			known++
		}
	}
	merged := false
	for _, cell := range f.doc.Tables[t].Rows[r-1].Cells {
		merged = merged || cell.Columns > 1
	}
	if !row.Header && !(merged && below > 0 && known == below) && !(below > 0 && known == below && below < len(row.Cells)) {
		return false
	}
	if known == 0 {
		return row.Header
	}
	for _, cell := range row.Cells {
		if cell.FromAbove || cell.Len() == 0 {
			continue
		}
		if fl := fieldOf(f.doc.Slice(cell.Span)); fl != other {
			for k := cell.Column; k < min(cell.Column+cell.Columns, len(c.fields)); k++ {
				c.fields[k] = fl
			}
		}
	}
	return true
}

// columnNumbers says whether a row only numbers the columns: (1) (2) (3).
func (f *finder) columnNumbers(t, r int) bool {
	filled := 0
	for _, cell := range f.doc.Tables[t].Rows[r].Cells {
		s := strings.Trim(f.doc.Slice(cell.Span), " ()[].*")
		if s == "" {
			continue
		}
		if len(s) > 2 {
			return false
		}
		filled++
	}
	return filled > 1
}

// table reads the tasks of table t. A table without heading continues the one
// before it if it has as many columns, as after a page break.
func (f *finder) table(t int) {
	c, from := f.header(t)
	if c == nil {
		if f.columns == nil || f.columns.count != f.doc.Tables[t].Columns {
			return
		}
		c = f.columns
	}
	f.columns = c
	if role := f.o.Role(f.doc.Tables[t].Rows[0].Block); role == outline.Results || role == outline.Signature || role == outline.Recipients {
		f.columns = nil
		return
	}
	var group unit
	for r := from; r < len(f.doc.Tables[t].Rows); r++ {
		row := f.doc.Tables[t].Rows[r]
		if f.columnNumbers(t, r) || f.repeatsHeader(t, r, c) {
			continue
		}
		if text, is := f.groupRow(t, r, c); is {
			group = f.unitOf(text)
			continue
		}
		before := len(f.tasks)
		f.row(t, r, row.Block, c, group)
		// A table by bodies ("Đơn vị · Nhiệm vụ · Thời hạn") names a body once, and
		// leaves its cell empty in the rows below.
		if l := c.column(lead); l >= 0 && l < c.column(what) && len(f.tasks) > before {
			if task := f.tasks[before]; len(task.Lead) > 0 {
				group = unit{lead: task.Lead, span: task.Lead[0].Span}
			}
		}
	}
}

// repeatsHeader says whether row r prints the heading of the table again, as at
// the top of a page.
func (f *finder) repeatsHeader(t, r int, c *columns) bool {
	const enough, longest = 3, 60 // columns; bytes of a heading
	same := 0
	for _, cell := range f.doc.Tables[t].Rows[r].Cells {
		if cell.FromAbove || cell.Len() == 0 {
			continue
		}
		if fl := fieldOf(f.doc.Slice(cell.Span)); cell.Len() > longest || fl == other && c.at(cell.Column) != other || fl != other && fl != c.at(cell.Column) && fl != agency {
			return false
		}
		same++
	}
	return same >= enough
}

// groupRow says whether a row is a heading inside the table: words in one cell
// only, or all cells but the number and the words empty under a roman or lettered number.
func (f *finder) groupRow(t, r int, c *columns) (text source.Span, is bool) {
	var label source.Span
	row := f.doc.Tables[t].Rows[r]
	filled, wide, same := 0, false, true
	named, timed, given := false, false, false // words in capitals, a time, a body or product
	for _, cell := range row.Cells {
		if cell.FromAbove {
			if k := c.at(cell.Column); k != number && k != other {
				filled++ // merged from above: the row has that value
			}
			continue
		}
		s := strings.Trim(f.doc.Slice(cell.Span), " -–*")
		if s == "" {
			continue
		}
		k := c.at(cell.Column)
		if k == number && len(row.Cells) > 1 && cell.Columns == 1 {
			label = cell.Span
			continue
		}
		filled++
		named, timed = named || k == what && shouted(s), timed || k == when
		given = given || k == lead || k == coordinating || k == accountable || k == product || k == agency
		same = same && (filled == 1 || s == strings.Trim(f.doc.Slice(text), " -–*"))
		text = cell.Span
		wide = wide || cell.Columns > 1 && cell.Columns >= c.count-2
	}
	if filled == 0 {
		return text, true
	}
	// Converters repeat the words of a merged cell in every cell that it spans.
	if filled > 2 && same {
		return text, true
	}
	if named && timed && !given {
		return text, true // capitals and the time of the group
	}
	if filled > 1 {
		return text, false
	}
	if wide {
		return text, true
	}
	// One filled cell: a heading if it is numbered like one or is in capitals,
	// or names a body; else a task whose other cells are empty.
	l := strings.Trim(f.doc.Slice(label), " .*()-")
	words := f.doc.Slice(text)
	if l == "" || !isDigits(l) || strings.ToUpper(words) == words {
		return text, true
	}
	return text, false
}

func (c *columns) at(i int) field {
	if i < 0 || i >= len(c.fields) {
		return other
	}
	return c.fields[i]
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return s[i] == '.' && i > 0
		}
	}
	return s != ""
}

// unitOf returns the bodies that a group row names, none if it is a topic.
func (f *finder) unitOf(text source.Span) unit {
	x := f.lex(text)
	if i, j, ok := x.unitHeading(); ok {
		return unit{lead: f.bodies(x, i, j), span: text}
	}
	return unit{}
}

func (f *finder) cell(t, r int, c *columns, fl field) (source.Span, bool) {
	i := c.column(fl)
	if i < 0 {
		return source.Span{}, false
	}
	// Of several time columns the last is when it must be done.
	if fl == when {
		for k := i; k < len(c.fields); k++ {
			if c.fields[k] != when {
				continue
			}
			if s, ok := f.doc.Cell(t, r, k); ok && s.Len() > 0 {
				i = k
			}
		}
	}
	s, ok := f.doc.Cell(t, r, i)
	return trim(f.doc.Text, s), ok && s.Len() > 0
}

// trim takes blanks, bullets and emphasis off the ends of a span.
func trim(text string, s source.Span) source.Span {
	for s.Start < s.End && strings.IndexByte(" \t*_", text[s.Start]) >= 0 {
		s.Start++
	}
	for s.End > s.Start && strings.IndexByte(" \t*_", text[s.End-1]) >= 0 {
		s.End--
	}
	return s
}

func empty(s string) bool { return strings.Trim(s, " -–—./…*_\t") == "" }

// row reads one task.
func (f *finder) row(t, r, block int, c *columns, group unit) {
	words, ok := f.ownCell(t, r, c, what)
	if !ok || empty(f.doc.Slice(words)) {
		return
	}
	words = f.afterBullet(words)
	if words.Len() < 8 {
		return
	}
	task := Task{Span: words, Text: f.doc.Slice(words), Place: Row, Block: block, How: "table_row"}
	bodies := func(fl field) (list []Body) {
		s, ok := f.cell(t, r, c, fl)
		if !ok || empty(f.doc.Slice(s)) {
			return nil
		}
		if !f.doc.Blocks[block].Contains(s) {
			task.Inherited = append(task.Inherited, s)
			task.How = "table_row;merged_cell"
		}
		x := f.lex(s)
		return f.bodies(x, 0, len(x.tokens))
	}
	task.Lead = bodies(lead)
	task.Coordinating = bodies(coordinating)
	task.Accountable = bodies(accountable)
	// "A chủ trì, phối hợp với B" in one cell.
	if s, ok := f.cell(t, r, c, lead); ok && len(task.Coordinating) == 0 {
		x := f.lex(s)
		if who, with, ok := f.shared(x); ok {
			task.Lead, task.Coordinating = who, with
		} else if at, n := helps.Index(x.tokens, 0); at > 0 {
			task.Lead, task.Coordinating = f.bodies(x, 0, x.beforeLead(at)), f.bodies(x, at+n, len(x.tokens))
		}
	}
	if len(task.Lead) == 0 {
		task.Lead = group.lead
		if !group.none() {
			task.Inherited = append(task.Inherited, group.span)
			task.How = "table_row;group_row"
		}
	}
	if len(task.Lead) == 0 {
		task.Lead = task.Accountable // where no column names a body, who answers leads
	}
	task.Deadline.Kind = deadline.None
	if s, ok := f.cell(t, r, c, when); ok && !empty(f.doc.Slice(s)) {
		task.Deadline = deadline.Parse(f.doc.Slice(s), f.times)
		task.Deadline.Start += s.Start
		task.Deadline.End += s.Start
	} else if c.column(when) < 0 {
		task.Deadline = f.deadlineIn(words)
	}
	if s, ok := f.ownCell(t, r, c, product); ok && !empty(f.doc.Slice(s)) {
		task.Deliverable = f.doc.Slice(trim(f.doc.Text, s))
	}
	task.Target = clarity.HasTarget(task.Text)
	f.tasks = append(f.tasks, task)
}

// ownCell is the cell of a field, not inherited from above.
func (f *finder) ownCell(t, r int, c *columns, fl field) (source.Span, bool) {
	best, found := source.Span{}, false
	for _, cell := range f.doc.Tables[t].Rows[r].Cells {
		if cell.FromAbove || c.at(cell.Column) != fl {
			continue
		}
		s := trim(f.doc.Text, cell.Span)
		if s.Len() > 0 && (!found || fl == what) {
			best, found = s, true
		}
	}
	return best, found
}

func (f *finder) afterBullet(s source.Span) source.Span {
	text := f.doc.Text
	for s.Start < s.End && (text[s.Start] == '-' || text[s.Start] == '+' || text[s.Start] == ' ' || text[s.Start] == '*') {
		s.Start++
	}
	return s
}

func (f *finder) lex(s source.Span) lexer {
	text := f.doc.Slice(s)
	return lexer{text: text, tokens: viet.Tokens(text), base: s.Start}
}

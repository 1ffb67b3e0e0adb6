package citation

import (
	"slices"
	"strings"
)

var (
	wRevised = NewLexicon[bool]().Add(true, "(sửa đổi)", "(sửa đổi, bổ sung)", "(mới)", "sửa đổi")
	wAmends  = NewLexicon[bool]().Add(true, "sửa đổi bổ sung một số điều của", "sửa đổi bổ sung một số điều", "sửa bổ sung một số điều của", "sửa đổi, bổ sung một số điều của", "sửa đổi, bổ sung một số điều", "sửa đổi, bổ sung", "sửa đổi một số điều của", "sửa đổi")
)

// legislation reads a law, code, ordinance or constitution cited by name or
// number. next is the token after its type words.
func (f *finder) legislation(c Citation, i, next int) (end int, ok bool) {
	t := f.t
	from, _ := f.saidNumber(next)
	if end, ok := f.symbol(&c, from, true); ok {
		return f.finish(c, i, end), true
	}
	capital := t.Tokens[i].Capital
	if c.Type == Law && next < len(t.Tokens) && t.Tokens[next].Gap == Joined && t.Tokens[next].Word() {
		return i, false // a brand: "LuatVietnam"
	}
	if c.Type == Law && i > 0 && notLaw[t.Tokens[i-1].Fold] || c.Type == Code && !capital && next < len(t.Tokens) && !t.Tokens[next].Capital {
		return i, false // "pháp luật"
	}
	if c.Type == Constitution {
		return f.constitution(c, i, next)
	}
	end, ok = f.amendingLaw(next)
	amending := ok
	if !ok {
		if end, ok = lawName(t, next, capital); !ok {
			return i, f.listHead(c.Type, i, next)
		}
	}
	c.By, c.Name = ByLaw, t.Slice(next, end)
	if _, after, ok := wRevised.At(t, end); ok && t.Tokens[end].Fold == "(" {
		end = after
	}
	end = f.yearInBrackets(&c, end)
	if from, said := f.saidNumber(end); said || f.numberFollows(end) {
		if after, ok := f.symbol(&c, from, true); ok {
			end = after
		}
	}
	if year, after, ok := f.yearOnly(end); ok && c.Date.IsZero() {
		c.Date, end = Date{Year: year}, after
	}
	if !amending {
		return f.finish(c, i, end), true
	}
	end = f.finish(c, i, end)
	for j := next; j < end; j++ {
		if typ, _, ok := TypeAt(f.t, j); ok && typ.Legislation() {
			f.outer = len(f.found) - 1
			return j, true // the laws inside are read on their own too
		}
	}
	return end, true
}

// notLaw are the words that make another one of "luật": pháp luật, kỷ luật, quy luật.
var notLaw = map[string]bool{"phap": true, "ky": true, "quy": true}

// lawTail reads the date of a law, or the assembly that passed it.
func (f *finder) lawTail(c *Citation, i int) (end int) {
	cur := cursor{f.t, i}
	cur.skip(",")
	if d, next, ok := DateAt(f.t, cur.i); ok && cur.open() && c.Date.IsZero() {
		c.Date, i = d, next
	}
	if _, ok := f.t.At(i, wOf); ok {
		if issuer, next, ok := f.issuer(i); ok {
			c.Issuer, i = issuer, next
		}
	}
	return i
}

// worn reads a law of the preamble whose type word was lost or damaged in a
// copy: "Căn cứ Quản lý nợ công ngày …". Only a known name with a date will do.
func (f *finder) worn(i int) (end int, ok bool) {
	next, ok := f.t.At(i, wBasis)
	if !ok {
		return i, false
	}
	for _, from := range []int{next, next + 1} {
		if _, _, typed := TypeAt(f.t, from); typed {
			return i, false
		}
		_, end, ok := lawNames.At(f.t, from)
		if !ok || !f.t.Tokens[from].Capital {
			continue
		}
		if _, _, dated := DateAt(f.t, end); dated {
			c := Citation{Type: Law, By: ByLaw, Name: f.t.Slice(from, end)}
			return f.finish(c, next, end), true
		}
	}
	return i, false
}

var wBasis = NewPhrase("Căn cứ")

// charter reads the charter of the Party, the Front or a mass organisation:
// "Điều lệ Mặt trận Tổ quốc Việt Nam khóa X", "Điều lệ Đảng".
func (f *finder) charter(c *Citation, i, next int) (end int, ok bool) {
	t := f.t
	if !t.Tokens[i].Capital || next >= len(t.Tokens) || !t.Tokens[next].Capital || t.Tokens[next].Gap == Parted {
		return i, false
	}
	end, ok = BodyAt(t, next)
	if !ok {
		end, ok = next+1, t.Tokens[next].Fold == "dang"
	}
	c.By, c.Name = ByLaw, t.Slice(i, end)
	return end, ok
}

// constitution reads "Hiến pháp" with its year.
func (f *finder) constitution(c Citation, i, next int) (end int, ok bool) {
	c.By, c.Name = ByLaw, f.t.Slice(i, next)
	if _, after, ok := wRepublic.At(f.t, next); ok {
		next = after
	}
	year, end, ok := f.yearOnly(next)
	if !ok {
		if end = f.yearInBrackets(&c, next); end == next && end-i <= 2 {
			return i, false
		}
	}
	if ok {
		c.Date = Date{Year: year}
	}
	return f.finish(c, i, end), true
}

// amendingLaw reads "sửa đổi, bổ sung một số điều của Luật …, Luật …": the laws inside are
// part of the name.
func (f *finder) amendingLaw(i int) (end int, ok bool) {
	_, i, ok = wAmends.At(f.t, i)
	if !ok {
		return i, false
	}
	c := cursor{f.t, i}
	for c.open() {
		c.phrase(wThe)
		typ, next, ok := TypeAt(f.t, c.i)
		if !ok || !typ.Legislation() {
			break
		}
		after, ok := lawName(f.t, next, true)
		if !ok {
			break
		}
		end, c.i = after, after
		if !c.skip(",", ";") && !c.phrase(wAnd) {
			break
		}
		c.phrase(wAnd)
	}
	return end, end > i
}

func (f *finder) yearInBrackets(c *Citation, i int) (end int) {
	cur := cursor{f.t, i}
	if !cur.open() || !cur.skip("(") {
		return i
	}
	wRevised.At(f.t, cur.i)
	cur.phrase(wYear)
	year, ok := cur.year()
	if !ok || !cur.skip(")") {
		return i
	}
	c.Date = Date{Year: year}
	return cur.i
}

func (f *finder) yearOnly(i int) (year, end int, ok bool) {
	cur := cursor{f.t, i}
	if !cur.open() {
		return 0, i, false
	}
	cur.phrase(wYear)
	year, ok = cur.year()
	if !ok || cur.i < len(f.t.Tokens) && f.t.Tokens[cur.i].Gap == Joined && f.t.Tokens[cur.i].Fold == "/" {
		return 0, i, false
	}
	return year, cur.i, true
}

var (
	wRepublic = NewLexicon[bool]().Add(true, "nước Cộng hòa xã hội chủ nghĩa Việt Nam", "nước Cộng hòa XHCN Việt Nam", "nước CHXHCN Việt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam")
	wMeeting  = NewPhrase("Hội nghị")
	wSession  = NewPhrase("phiên họp Chính phủ")
	wCentral  = NewLexicon[bool]().Add(true, centralCommittee...).Add(true, "TW", "TƯ", "T.Ư", "T.W")
	wCongress = NewLexicon[bool]().Add(true, "Đại hội", "Đại hội đại biểu", "Đại hội đại biểu toàn quốc")
)

// resolution reads a resolution named by a plenum, a congress or a body and
// year. next is the token after "Nghị quyết".
func (f *finder) resolution(c *Citation, i, next int) (end int, ok bool) {
	t := f.t
	cur := cursor{t, next}
	cur.phrase(wOf)
	if _, _, ok := wCongress.At(t, cur.i); ok {
		return f.congress(c, cur.i)
	}
	if p, end, ok := plenumAt(t, cur.i); ok {
		c.By, c.Plenum = ByPlenum, p
		c.Issuer = t.Slice(cur.i, end)
		return end, true
	}
	if end, ok := f.session(c, cur.i); ok {
		c.Name = t.Slice(i, end)
		return end, true
	}
	if body, ok := BodyAt(t, cur.i); ok && cur.i == next {
		if _, end, ok := f.yearOnly(body); ok {
			c.By, c.Issuer, c.Name = ByBody, t.Slice(cur.i, body), t.Slice(i, end)
			return end, true
		}
	}
	return i, false
}

// session reads the monthly session of the Government whose resolution is named by
// it: "Nghị quyết phiên họp Chính phủ thường kỳ tháng 8/2026".
func (f *finder) session(c *Citation, i int) (end int, ok bool) {
	cur := cursor{f.t, i}
	if !cur.open() || !cur.phrase(wSession) {
		return i, false
	}
	const within = 6
	for from := cur.i; cur.open() && cur.i-from < within; cur.i++ {
		if !cur.phrase(wMonth) {
			continue
		}
		if month := cur.token(); !cur.open() || !month.Digits {
			return i, false
		}
		cur.i++
		if !cur.skip("/") {
			cur.phrase(wYear)
		}
		year, ok := cur.year()
		if !ok {
			return i, false
		}
		c.By, c.Issuer, c.Date = ByBody, "Chính phủ", Date{Year: year}
		return cur.i, true
	}
	return i, false
}

// congress reads the congress at token i: it must have a number or a term.
func (f *finder) congress(c *Citation, i int) (end int, ok bool) {
	t := f.t
	end, ok = BodyAt(t, i)
	if !ok || !hasOrdinal(t, i, end) {
		return i, false
	}
	if after, ok := t.At(end, wOfParty); ok {
		end = after
	}
	c.By, c.Issuer = ByCongress, t.Slice(i, end)
	return end, true
}

// hasOrdinal says whether tokens from up to to name a congress by number or
// term.
func hasOrdinal(t *Text, from, to int) bool {
	for j := from + 1; j < to; j++ {
		tok := t.Tokens[j]
		if tok.Digits || tok.Upper && roman(tok.Fold) > 0 {
			return true
		}
		if next, ok := t.At(j, wOrdinal); ok {
			_, _, ok = ordinalAt(t, next)
			return ok
		}
	}
	return false
}

// ellipticalCongress reads a congress that shares "Nghị quyết" with the citation
// before it: "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI và Đại hội Đảng toàn quốc lần thứ XIII".
func (f *finder) ellipticalCongress(i int) (end int, ok bool) {
	if len(f.found) == 0 || i == f.last || !f.follows(i) || f.found[len(f.found)-1].By != ByCongress {
		return i, false
	}
	if _, _, ok := wCongress.At(f.t, i); !ok {
		return i, false
	}
	c := Citation{Type: Resolution}
	if end, ok = f.congress(&c, i); !ok {
		return i, false
	}
	return f.finish(c, i, end), true
}

// plenumAt reads a plenum of the Central Committee at token i.
func plenumAt(t *Text, i int) (p Plenum, end int, ok bool) {
	c := cursor{t, i}
	if !c.open() {
		return p, i, false
	}
	if c.phrase(wMeeting) {
		if c.phrase(wOrdinal) {
			if p.No, c.i, ok = ordinalAt(t, c.i); !ok {
				return p, i, false
			}
			if !c.phrase(wOf) {
				c.skip("-", "–", ",")
			}
		}
	} else if n, next, ok := ordinalAt(t, c.i); ok && (t.Tokens[c.i].Digits || t.Tokens[c.i].Upper) {
		p.No, c.i = n, next
		c.phrase(wOf)
	}
	_, next, ok := wCentral.At(t, c.i)
	if !ok {
		return Plenum{}, i, false
	}
	c.i = next
	if p.No == 0 {
		c.phrase(wOrdinal)
		if p.No, c.i, ok = ordinalAt(t, c.i); !ok {
			return Plenum{}, i, false
		}
	}
	end = c.i
	bracket := c.skip("(", ",")
	if c.phrase(wTerm) {
		if p.Term, c.i, ok = ordinalAt(t, c.i); ok {
			if bracket {
				c.skip(")")
			}
			end = c.i
		}
	}
	return p, end, true
}

// plenumIn returns the plenum that a body's name tells.
func plenumIn(body string) Plenum {
	t := Lex(body)
	if p, _, ok := plenumAt(t, 0); ok && p.Term != 0 {
		return p
	}
	return Plenum{}
}

var (
	// nameEnd lists what ends the name of a programme, plan or scheme. A weak
	// end (true) does not if a period follows.
	nameEnd = NewStrictLexicon[bool]().
		Add(false, "được", "đã", "để", "nhằm", "đạt", "sẽ", "trình", "khi", "nêu trên", "này", "sau khi", "như sau", "gồm", "bao gồm", "còn", "cần", "phải", "nói trên", "trong đó", "thì", "với các nội dung", "với những nội dung", "và xây dựng", "và tổ chức").
		Add(true, "do", "tại", "theo", "là", "đáp ứng", "bảo đảm", "đảm bảo", "trên địa bàn", "như", "có", "vào")

	// notName lists what shows that type words are no name: "Kế hoạch này".
	notName = NewStrictLexicon[bool]().Add(true, "tại", "và", "có", "của mình", "này", "trên", "nêu", "nói", "đã", "được", "sau", "đó", "chi tiết", "cụ thể", "riêng", "hằng năm", "hàng năm", "hàng tháng", "công tác năm", "làm việc", "kèm theo", "được duyệt", "được phê duyệt", "đặt", "đề ra", "xác định", "nhằm", "quy định", "yêu cầu", "hướng tới", "tập trung", "là", "gồm", "phấn đấu", "bao gồm", "nhấn mạnh", "do", "với", "trong", "để", "sẽ", "cũng", "giai đoạn", "như", "ra sao")

	// routine lists the plans and programmes that every body has each year: to
	// speak of them is not to cite one.
	routine = NewLexicon[bool]().Add(true, "phát triển kinh tế - xã hội", "phát triển kinh tế xã hội", "phát triển KT-XH", "kiểm tra, giám sát", "làm việc", "công tác năm", "công tác tháng", "công tác quý", "đầu tư công trung hạn", "đầu tư công năm", "sử dụng đất")

	periodWords = NewLexicon[bool]().Add(true, "giai đoạn", "đến năm", "năm", "thời kỳ", "nhiệm kỳ", "thời kỳ từ năm", "giai đoạn từ năm", "đến hết năm")
	outlook     = NewLexicon[bool]().Add(true, "định hướng đến năm", "tầm nhìn đến năm", "định hướng đến", "tầm nhìn đến", "tầm nhìn", "định hướng", "và tầm nhìn đến năm", "và định hướng đến năm", "và những năm tiếp theo")
)

// named reads a programme, plan, scheme, strategy or master plan cited by
// name: the type words or the first word of the name must have a capital, and
// the name goes on to its period, its body, its closing quote or the end of
// the clause.
func (f *finder) named(c *Citation, i, next int) (end int, ok bool) {
	t := f.t
	switch c.Type {
	case Programme, Plan, Scheme, Strategy, MasterPlan:
	default:
		return i, false
	}
	if _, _, ok := routine.At(t, next); ok && (c.Type == Programme || c.Type == Plan) {
		return i, false
	}
	if next >= len(t.Tokens) || t.Tokens[next].Gap == Parted || upperRun(t, i, next) {
		return i, false
	}
	if i > 0 && t.Tokens[i-1].Digits && t.Tokens[i].Gap == Spaced {
		return i, false // "9 Chương trình công tác" counts them
	}
	first := t.Tokens[next]
	if !t.Tokens[i].Capital && !first.Capital && first.Fold != "“" && first.Fold != "\"" {
		return i, false
	}
	joint := next-i > 2 && first.Fold == "va" // "Chương trình phối hợp và thống nhất hành động năm 2026"
	if _, _, no := notName.At(t, next); no && !joint || !first.Word() && first.Fold != "“" && first.Fold != "\"" {
		return i, false
	}
	c.By = ByName
	if first.Fold == "“" || first.Fold == "\"" {
		if end, ok = f.quoted(next); ok {
			if after, ok := f.period(end); ok {
				end = after
			}
			c.Name = t.Slice(next, end)
			return end, true
		}
	}
	end = f.nameTo(c, next)
	if joint && !c.hasDigits(t, next, end) || end-next < 2 || end-next < 3 && c.Issuer == "" && !c.hasDigits(t, next, end) {
		return i, false
	}
	if last := t.Tokens[end-1].Fold; last == "tren" || last == "nay" {
		return i, false // "Kế hoạch thực hiện nội dung trên"
	}
	if joint {
		const syllables = 2 // of "Chương trình" and "Kế hoạch", behind which all is the name
		next = i + syllables
	}
	c.Name = t.Slice(next, end)
	return end, true
}

func (c *Citation) hasDigits(t *Text, from, to int) bool {
	for _, tok := range t.Tokens[from:to] {
		if tok.Digits {
			return true
		}
	}
	return false
}

// enterNamed enters a document cited by name. A document cited inside its name
// is read on its own too, so reading goes on there.
func (f *finder) enterNamed(c Citation, i, next, end int) (goOn int) {
	f.finish(c, i, end)
	for j := next; j < end; j++ {
		if _, after, ok := TypeAt(f.t, j); ok && f.numberFollows(after) {
			f.outer = len(f.found) - 1
			return j
		}
	}
	return end
}

func (f *finder) quoted(i int) (end int, ok bool) {
	const longest = 60
	for j := i + 1; j < len(f.t.Tokens) && j-i < longest && f.t.Tokens[j].Gap != Parted; j++ {
		if f.t.Tokens[j].Fold == "”" || f.t.Tokens[j].Fold == "\"" {
			return j + 1, true
		}
	}
	return i, false
}

// nameTo returns where the name that begins at token i ends: at its period if
// one comes before the clause ends, else at its body, a citation inside it, a
// word that begins a predicate, or a comma after enough words.
func (f *finder) nameTo(c *Citation, i int) (end int) {
	t := f.t
	const longest, enough, near = 50, 9, 10
	end = -1 // where the name ends unless a period follows
	stop := func(at int) {
		if end < 0 {
			end = at
		}
	}
	cur := cursor{t, i}
	for ; cur.open() && cur.i-i < longest; cur.i++ {
		if after, ok := f.period(cur.i); ok && (end < 0 && cur.i-i <= near || far(t, cur.i)) {
			return after
		}
		tok := cur.token()
		if tok.Digits && cur.i+1 < len(t.Tokens) && t.Tokens[cur.i+1].Fold == "thang" {
			stop(cur.i) // "6 tháng đầu năm"
			break
		}
		if weak, _, ok := nameEnd.At(t, cur.i); ok && cur.i > i {
			stop(cur.i)
			if !weak {
				break
			}
		}
		if next, ok := t.At(cur.i, wOf); ok && end < 0 {
			if body, ok := BodyAt(t, next); ok && t.Tokens[next].Capital {
				c.Issuer = t.Slice(next, body)
				if after, ok := f.period(body); ok {
					return after
				}
				return body
			}
		}
		if typ, after, ok := TypeAt(t, cur.i); ok && cur.i > i {
			if e, ok := f.numberAfter(typ, after, tok.Capital); ok {
				if end < 0 {
					return e
				}
				break
			}
			if tok.Capital && f.conjoined(cur.i) {
				stop(cur.i - 1)
				break
			}
		}
		switch tok.Fold {
		case "(":
			if closed, ok := f.abbreviation(cur.i); ok {
				cur.i = closed - 1
				continue
			}
			stop(cur.i)
		case ",":
			if cur.i-i >= enough {
				stop(cur.i)
			}
		}
		if strings.Contains(";.:)”“\"!?…|", tok.Fold) {
			stop(cur.i)
			break
		}
	}
	stop(cur.i)
	return end
}

// far says whether the period at token i ends a name even from far away: a bare
// year does not, it may belong to another clause.
func far(t *Text, i int) bool { return t.Tokens[i].Fold != "nam" }

// abbreviation steps over an abbreviation in brackets: "(VBQPPL)".
func (f *finder) abbreviation(i int) (end int, ok bool) {
	c := cursor{f.t, i + 1}
	for c.open() && c.token().Upper {
		c.i++
	}
	return c.i + 1, c.i > i+1 && c.is(")")
}

// numberAfter reads the symbol or number of a document whose type words end
// before token i.
func (f *finder) numberAfter(typ Type, i int, capital bool) (end int, ok bool) {
	c := Citation{Type: typ}
	from, said := f.saidNumber(i)
	if end, ok = f.symbol(&c, from, true); ok {
		return end, true
	}
	return f.bare(&c, from, said, capital)
}

// period reads a period and an outlook: "giai đoạn 2021 - 2025, tầm nhìn đến năm 2030".
func (f *finder) period(i int) (end int, ok bool) {
	_, next, ok := periodWords.At(f.t, i)
	if !ok {
		return i, false
	}
	cur := cursor{f.t, next}
	if _, ok := cur.year(); !ok {
		return i, false
	}
	for {
		end = cur.i
		if cur.skip("-", "–") {
			if _, ok := cur.year(); ok {
				continue
			}
			break
		}
		cur.skip(",")
		if _, next, ok := outlook.At(f.t, cur.i); ok {
			cur.i = next
			cur.phrase(wYear)
			cur.year()
			continue
		}
		if _, next, ok := periodWords.At(f.t, cur.i); ok && cur.open() {
			cur.i = next
			if _, ok := cur.year(); ok {
				continue
			}
		}
		break
	}
	return end, true
}

// Named says whether c names its document by words that could also stand for a
// document still to be made, so that only the sentence tells whether it exists.
func (c Citation) Named() bool { return c.By == ByName || c.By == ByBody }

// Periodic says whether the name of c tells a period of years.
func (c Citation) Periodic() bool {
	return strings.ContainsAny(c.Name, "0123456789") || slices.ContainsFunc(strings.Fields(c.Name), isRoman)
}

// isRoman says whether a word is a number in capitals, as of "Quy hoạch điện VIII".
func isRoman(word string) bool {
	return len(word) > 1 && word == strings.ToUpper(word) && roman(strings.ToLower(word)) > 0
}

package citation

// Find returns the citations in s, in order. It does not look at what the
// document itself is.
func Find(s string) []Citation { return In(Lex(s)) }

// In is [Find] for text already cut into tokens.
func In(t *Text) []Citation {
	f := finder{t: t, outer: -1}
	for i := 0; i < len(t.Tokens); {
		i = f.step(i)
	}
	for i := range f.found {
		c := &f.found[i]
		c.Text = t.Source[c.Start:c.End]
	}
	return f.found
}

type finder struct {
	t     *Text
	found []Citation

	last  int  // token after the last citation
	outer int  // index of the citation whose title is being read, -1 for none
	head  head // of the list being read
}

// A head is the shared beginning of a list: "các Nghị quyết của Hội đồng nhân dân
// tỉnh: số …; số …".
type head struct {
	typ    Type
	issuer string
	until  int // token at which the list can no longer go on
}

var (
	wNumber   = NewPhrase("số")
	wOf       = NewPhrase("của")
	wAnd      = NewPhrase("và")
	wThe      = NewPhrase("các")
	wSign     = NewPhrase("ký hiệu")
	wFollows  = NewPhrase("sau")
	notNumber = NewStrictLexicon[bool]().Add(true, "mẫu", "biểu", "biểu mẫu", "bảng", "quyển", "tờ", "tài khoản", "điện thoại", "hợp đồng", "hóa đơn", "lô", "thửa đất", "hộ chiếu", "giấy phép", "chứng chỉ", "mã", "phiếu", "hồ sơ", "dân", "chỉ", "hệ", "tổng", "đa", "thiểu", "tần", "tham", "ẩn", "ký tự", "chữ ký", "chuyển đổi", "kinh tế", "xã hội", "chính quyền", "hạ tầng", "nền tảng", "công nghệ", "kỹ năng", "kỹ thuật", "môi trường", "dữ liệu")
)

// step reads at token i and returns the token to go on at.
func (f *finder) step(i int) int {
	tok := &f.t.Tokens[i]
	if tok.Gap == Parted && i > 0 && !f.listGoesOn(i) {
		f.outer = -1
	}
	if _, ok := f.t.At(i, wBasis); ok && tok.Capital {
		f.outer = -1
	}
	switch tok.Fold {
	case ";":
		f.outer = -1
	case ".":
		if i+1 < len(f.t.Tokens) && f.t.Tokens[i+1].Gap != Joined && f.t.Tokens[i+1].Capital {
			f.outer = -1
		}
	}
	if typ, next, ok := TypeAt(f.t, i); ok {
		if end, ok := f.typed(typ, i, next); ok {
			return end
		}
		return i + 1
	}
	if next, ok := f.t.At(i, wNumber); ok || tok.Digits {
		if end, ok := f.untyped(i, next, ok); ok {
			return end
		}
	}
	if end, ok := f.ellipticalCongress(i); ok {
		return end
	}
	if end, ok := f.worn(i); ok {
		return end
	}
	return i + 1
}

func (f *finder) listGoesOn(i int) bool { return i < f.head.until && f.head.typ != NoType }

// typed reads a citation that begins with type words at token i, which end
// before token next.
func (f *finder) typed(typ Type, i, next int) (end int, ok bool) {
	t := f.t
	c := Citation{Type: typ, Typed: true}
	if typ.Legislation() {
		return f.legislation(c, i, next)
	}
	if typ == Charter {
		if end, ok := f.charter(&c, i, next); ok {
			return f.finish(c, i, end), true
		}
	}
	if typ == Resolution {
		if end, ok := f.resolution(&c, i, next); ok {
			return f.finish(c, i, end), true
		}
	}
	at := next
	if issuer, after, ok := f.issuer(at); ok && f.numberFollows(after) {
		c.Issuer, at = issuer, after
	}
	at = f.skipBracket(at)
	from, said := f.saidNumber(at)
	if end, ok := f.symbol(&c, from, true); ok {
		return f.finish(c, i, end), true
	}
	if said {
		if end, ok := f.blank(&c, from); ok {
			return f.finish(c, i, end), true
		}
	}
	if end, ok := f.bare(&c, from, said, t.Tokens[i].Capital); ok {
		return f.finish(c, i, end), true
	}
	if f.listHead(typ, i, next) {
		return next, true
	}
	if f.outer < 0 || f.conjoined(i) {
		if end, ok := f.named(&c, i, next); ok {
			return f.enterNamed(c, i, next, end), true
		}
	}
	return i, false
}

// saidNumber skips "số", "số:" and "số, ký hiệu" and says whether they were there.
func (f *finder) saidNumber(i int) (next int, said bool) {
	c := cursor{f.t, i}
	if !c.open() || !c.phrase(wNumber) {
		return i, false
	}
	c.phrase(wSign)
	for c.skip(":", "*") {
	}
	return c.i, true
}

// numberFollows says whether "số" or the digits of a symbol stand at token i.
func (f *finder) numberFollows(i int) bool {
	if _, ok := f.t.At(i, wNumber); ok {
		return true
	}
	return i < len(f.t.Tokens) && f.t.Tokens[i].Digits
}

// skipBracket steps over "(" before "số", as in "công văn (số 12/UBND-VX)".
func (f *finder) skipBracket(i int) int {
	if i+1 < len(f.t.Tokens) && f.t.Tokens[i].Fold == "(" {
		if _, ok := f.t.At(i+1, wNumber); ok {
			return i + 1
		}
	}
	return i
}

// untyped reads a symbol without type words: an item of a list, or the symbol
// alone. next is the token after "số" if said is set.
func (f *finder) untyped(i, next int, said bool) (end int, ok bool) {
	t := f.t
	if t.Tokens[i].Digits && i > 0 {
		prev := t.Tokens[i-1]
		if t.Tokens[i].Gap == Joined && (prev.Word() || prev.Digits || prev.Fold == "/" || prev.Fold == "." || prev.Fold == "-" || prev.Fold == ":" && i > 1 && t.Tokens[i-2].Digits) {
			return i, false
		}
	}
	if f.formNumber(i) {
		return i, false
	}
	from := i
	if said {
		from, _ = f.saidNumber(i)
	}
	var c Citation
	inList := f.listGoesOn(i)
	if end, ok = f.symbol(&c, from, said || inList); ok {
		c.Type = c.Symbol.DocType()
	} else if said && f.follows(i) {
		prev := f.found[len(f.found)-1]
		if end, ok = f.bare(&c, from, true, true); !ok || prev.By != ByNumber {
			return i, false
		}
		c.Type = prev.Type
	} else if !said && f.follows(i) && f.shortItem(i) {
		c.Symbol = Symbol{Printed: t.Tokens[i].Fold, Number: t.Tokens[i].Fold}
		c.By, c.Type, end = ByNumber, f.found[len(f.found)-1].Type, i+1
	} else if said && inList {
		if end, ok = f.blank(&c, from); !ok {
			return i, false
		}
	} else {
		return i, false
	}
	if inList || f.follows(i) {
		f.share(&c, inList)
	}
	return f.finish(c, i, end), true
}

// shortItem says whether the number at token i goes on with a list of numbers
// alone: "Chỉ thị 21, 22, 24/CT-UB".
func (f *finder) shortItem(i int) bool {
	t := f.t
	if f.found[len(f.found)-1].By != ByNumber || i+1 >= len(t.Tokens) || !t.Tokens[i].Digits || len(t.Tokens[i].Fold) > 3 || t.Tokens[i].Gap == Parted {
		return false
	}
	switch t.Tokens[i+1].Fold {
	case ",", "va", "cua", ")", ";":
		return t.Tokens[i+1].Gap != Joined || !t.Tokens[i+1].Digits
	}
	return false
}

// formNumber says whether the number at token i is that of a form, a contract
// and the like.
func (f *finder) formNumber(i int) bool {
	for back := 1; back <= 2 && i-back >= 0; back++ {
		if _, next, ok := notNumber.At(f.t, i-back); ok && next == i {
			return true
		}
	}
	return false
}

// follows says whether nothing but a comma, "và" or the like stands between
// the last citation and token i.
func (f *finder) follows(i int) bool {
	if len(f.found) == 0 || f.last > i {
		return false
	}
	for j := f.last; j < i; j++ {
		switch f.t.Tokens[j].Fold {
		case ",", ";", "va", ")", "hoac", "cac", "&":
		default:
			return false
		}
	}
	return true
}

// share gives a list item what its head or the item before it says.
func (f *finder) share(c *Citation, inList bool) {
	typ, issuer := f.head.typ, f.head.issuer
	if !inList {
		typ = f.found[len(f.found)-1].Type
	}
	if own := c.Symbol.DocType(); c.Symbol.Type == "" && typ != NoType || own == NoType || own == Decision && typ == Regulation || own == Circular && typ == CircularNote {
		c.Type = typ
	}
	if inList {
		c.Issuer = issuer
	}
}

// listHead notes that type words head a list: "các Nghị định: số …", "các Nghị quyết
// của HĐND tỉnh số …".
func (f *finder) listHead(typ Type, i, next int) bool {
	t := f.t
	cur := cursor{t, next}
	issuer, after, ok := f.issuer(next)
	if ok {
		cur.i = after
	} else {
		issuer = ""
	}
	const reach = 400 // tokens; a list of twenty items with titles
	cur.phrase(wFollows)
	if cur.open() && cur.skip(":") {
		f.head = head{typ, issuer, min(len(t.Tokens), i+reach)}
		f.outer = -1
		return cur.numberAhead()
	}
	return false
}

func (c *cursor) numberAhead() bool {
	for c.i < len(c.t.Tokens) && (c.is("-") || c.is("+") || c.is("(")) {
		c.i++
	}
	if c.i >= len(c.t.Tokens) {
		return false
	}
	_, ok := c.t.At(c.i, wNumber)
	return ok || c.token().Digits
}

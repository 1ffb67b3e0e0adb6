package citation

// issuer reads "của" and a body, or a body that follows at once.
func (f *finder) issuer(i int) (name string, end int, ok bool) {
	cur := cursor{f.t, i}
	if !cur.open() {
		return "", i, false
	}
	cur.phrase(wOf)
	if !cur.open() {
		return "", i, false
	}
	end, ok = BodyAt(f.t, cur.i)
	if !ok {
		return "", i, false
	}
	end = f.jointIssuer(end)
	return f.t.Slice(cur.i, end), end, true
}

// jointIssuer steps over further bodies: "Bộ Chính trị, Ban Bí thư về …". The list
// must lead up to a subject, or else the next body is rather the subject of a
// new clause.
func (f *finder) jointIssuer(end int) int {
	cur := cursor{f.t, end}
	for cur.open() && (cur.skip(",", "-", "–") || cur.phrase(wAnd)) {
		next, ok := BodyAt(f.t, cur.i)
		if !ok {
			return end
		}
		cur.i = next
		if _, _, subject := subjectStart.At(f.t, next); subject {
			end = next
		}
	}
	return end
}

var subjectStart = NewStrictLexicon[bool]().Add(true, "về", "v/v", "hướng dẫn", "quy định")

var (
	dateSigns = NewLexicon[bool]().Add(true, "ký", "ban hành", "ký ban hành", "đề")
	doneBy    = NewPhrase("do")
	issued    = NewPhrase("ban hành")
	issuedBy  = NewPhrase("ban hành bởi")
)

// tail reads dates and issuers after token i into c.
func (f *finder) tail(c *Citation, i int) (end int) {
	t := f.t
	end = i
	for range 4 {
		cur := cursor{t, end}
		if !cur.open() {
			break
		}
		bracket := cur.skip("(")
		if !bracket {
			cur.skip(",")
		}
		if _, next, ok := dateSigns.At(t, cur.i); ok {
			if _, ok := t.At(next, wDay); ok {
				cur.i = next
			}
		}
		if d, next, ok := DateAt(t, cur.i); ok && c.Date.IsZero() && cur.open() {
			c.Date = d
			cur.i = next
		} else if issuer, next, ok := f.issuerTail(cur.i, bracket || cur.i > end); ok && c.Issuer == "" {
			c.Issuer = issuer
			cur.i = next
		} else {
			break
		}
		if bracket && !cur.skip(")") {
			if cur.token().Fold == "," || cur.token().Fold == ";" {
				break
			}
		}
		end = cur.i
	}
	return end
}

// issuerTail reads an issuer after a symbol or date: with "của", or "do …
// ban hành", or, right after, a body without either.
func (f *finder) issuerTail(i int, parted bool) (name string, end int, ok bool) {
	if _, of := f.t.At(i, wOf); of {
		return f.issuer(i)
	}
	if next, ok := f.t.At(i, doneBy); ok {
		if end, ok := BodyAt(f.t, next); ok {
			name = f.t.Slice(next, end)
			if after, ok := f.t.At(end, issued); ok {
				return name, after, true
			}
		}
		return "", i, false
	}
	if next, ok := f.t.At(i, issuedBy); ok {
		if end, ok := BodyAt(f.t, next); ok {
			return f.t.Slice(next, end), end, true
		}
	}
	if parted {
		return "", i, false
	}
	return f.issuer(i)
}

// issues are what stands between a body and the document it issued.
var issues = NewStrictLexicon[bool]().Add(true, "tại", "ban hành", "có", "vừa", "đã", "đã có", "vừa ban hành", "đã ban hành", "xây dựng", "ký", "ký ban hành", "thông qua")

// subject reads the issuer before a mention: "… của Sở Nội vụ tại Tờ trình số …",
// "Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số …".
func (f *finder) subject(i int) string {
	t := f.t
	const reach = 16
	for from := i - 1; from >= 0 && i-from < reach && from >= f.last && t.Tokens[from+1].Gap != Parted; from-- {
		if !t.Tokens[from].Capital {
			continue
		}
		end, ok := BodyAt(t, from)
		if !ok || end > i {
			continue
		}
		c := cursor{t, end}
		if c.skip("(") {
			for c.i < i && !c.skip(")") {
				c.i++
			}
		}
		for c.i < i {
			_, next, ok := issues.At(t, c.i)
			if !ok {
				break
			}
			c.i = next
		}
		if c.i == i && c.i > end {
			return t.Slice(f.widest(from, end), end)
		}
	}
	return ""
}

// widest returns where the longest name of a body begins that ends before
// token end and goes on at token from.
func (f *finder) widest(from, end int) int {
	const reach = 12
	for j := from - 1; j >= max(f.last, from-reach) && j >= 0 && f.t.Tokens[j+1].Gap != Parted; j-- {
		if !f.t.Tokens[j].Word() {
			break
		}
		if wider, ok := BodyAt(f.t, j); ok && wider == end {
			from = j
		}
	}
	return from
}

package assignment

import "quyet/base/viet"

// Who is charged where the task's words stand first and the bodies behind them:
//
//	trailing = ( ":" | "-" | "(" | "." ) bodies charge [ ( ";" | "," ) bodies "phối hợp" ] .
//	charge   = "chủ trì" | "thực hiện" | "chịu trách nhiệm" | … .
//	marked   = body "(" ( "chủ trì" | "phối hợp" ) ")" { "," body … } .
//	labelled = [ "Chủ trì" | "CT" ] ":" bodies [ ";" ] ( "Phối hợp" | "PH" ) ":" bodies .

// trailing finds the bodies charged behind the words of a task: "Tập huấn kỹ
// năng số (Sở Nội vụ chủ trì)". Bodies at the head are the sentence's own.
func (f *finder) trailing(x lexer) (lead, coordinating []Body, ok bool) {
	for k := shortestTask; k < min(len(x.tokens), longestHead); k++ {
		switch x.fold(k - 1) {
		case ":", "-", "–", "(", ".":
		default:
			continue
		}
		if !x.named(k) {
			continue
		}
		stop, _ := x.bodiesEnd(k, len(x.tokens))
		if stop == k {
			continue
		}
		if lead, coordinating, ok = f.marked(x, k, stop); ok {
			return lead, coordinating, true
		}
		if charges.Match(x.at(stop)) == 0 {
			continue
		}
		lead = f.bodies(x, k, stop)
		if a, b, ok := x.helpers(stop, len(x.tokens)); ok {
			return lead, f.bodies(x, a, b), true
		}
		return lead, f.helpingBehind(x, stop), true
	}
	return nil, nil, false
}

// helpingBehind returns the bodies before a bare "phối hợp" behind token at: "Sở A chủ
// trì; Sở B, Sở C phối hợp".
func (f *finder) helpingBehind(x lexer, at int) []Body {
	for k := at + 1; k < min(len(x.tokens), at+shortestTask); k++ {
		if x.fold(k-1) != ";" && x.fold(k-1) != "," || !x.named(k) {
			continue
		}
		if stop, _ := x.bodiesEnd(k, len(x.tokens)); stop > k && x.lower(stop) == "phối" && x.lower(stop+1) == "hợp" {
			return f.bodies(x, k, stop)
		}
	}
	return nil
}

// marked parts the bodies of tokens [i,j) by the marks in brackets behind them. One without
// a mark has that of the next which has one, or helps if none follows.
func (f *finder) marked(x lexer, i, j int) (lead, coordinating []Body, ok bool) {
	spans := x.cut(i, j)
	helping := make([]bool, len(spans))
	role, found := true, false // of the last bodies: they help
	end := j                   // of the tokens between this body and the next
	for n := len(spans) - 1; n >= 0; n-- {
		start := end
		for start > i && x.base+x.tokens[start-1].Start >= spans[n].Start {
			start--
		}
		for k := start; k+1 < end; k++ {
			if x.fold(k) != "(" {
				continue
			}
			switch {
			case x.lower(k+1) == "chủ" && x.lower(k+2) == "trì":
				role, found = false, true
			case x.lower(k+1) == "phối" && x.lower(k+2) == "hợp":
				role, found = true, true
			}
		}
		helping[n], end = role, start
	}
	if !found {
		return nil, nil, false
	}
	for n, s := range spans {
		b := Body{Name: oneLine(f.doc.Slice(s)), Span: s}
		if helping[n] {
			coordinating = append(coordinating, b)
		} else {
			lead = append(lead, b)
		}
	}
	return lead, coordinating, len(lead) > 0
}

// labels before bodies in one cell say what they do.
var (
	leadLabels = viet.NewSpelt("chủ trì :", "ct :", "cơ quan chủ trì :", "đơn vị chủ trì :")
	helpLabels = viet.NewSpelt(helping...)
	helping    = []string{"phối hợp :", "ph :", "cơ quan phối hợp :", "đơn vị phối hợp :"}
)

// shared parts the bodies of one cell that holds both who leads and who helps.
func (f *finder) shared(x lexer) (lead, coordinating []Body, ok bool) {
	if at, n := helpLabels.Index(x.tokens, 0); at >= 0 {
		from := max(0, leadLabels.Match(x.tokens))
		return f.bodies(x, from, at), f.bodies(x, at+n, len(x.tokens)), at > from
	}
	return f.marked(x, 0, len(x.tokens))
}

package formula

import (
	"math/big"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
)

// What is read at most.
const (
	Longest     = 500 // characters of a formula, without spaces
	longestCode = 40
	deepest     = 30 // brackets within brackets
)

// Parse reads a formula. It has at least one indicator, and is at most [Longest]
// characters long, spaces aside. A number is refused that may be read with thousands or with decimals
// ("1.200"): nobody guesses.
//
// Faults: Invalid, about the field "formula": at which character, and what to do.
func Parse(s string) (Formula, error) {
	p := parser{signs: []rune(viet.NFC(s))}
	if n := p.length(); n > Longest {
		return Formula{}, fault.At("formula", tLong, Longest, n)
	}
	if strings.TrimSpace(s) == "" {
		return Formula{}, fault.At("formula", tEmpty)
	}
	p.space()
	if p.peek() == '=' { // as spreadsheets have it
		p.at++
	}
	root, err := p.sum(0)
	if err != nil {
		return Formula{}, err
	}
	if p.space(); p.at < len(p.signs) {
		return Formula{}, p.unexpected()
	}
	f := Formula{root}
	if len(f.Codes()) == 0 {
		return Formula{}, fault.At("formula", tNoCode)
	}
	return f, nil
}

// A parser stands at a character of a formula.
type parser struct {
	signs []rune
	at    int
}

// length counts the characters but for spaces, which [Formula.String] adds.
func (p *parser) length() (n int) {
	for _, r := range p.signs {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// wrong tells what is wrong at a character, counted from 1.
func wrong(t text.T, at int, args ...any) error {
	return fault.At("formula", t, append([]any{at}, args...)...)
}

// end is what peek returns behind the last character.
const end rune = -1

func (p *parser) peek() rune {
	if p.at < len(p.signs) {
		return p.signs[p.at]
	}
	return end
}

func (p *parser) space() {
	for unicode.IsSpace(p.peek()) {
		p.at++
	}
}

// take returns the characters from here on that belong, and steps over them.
func (p *parser) take(belongs func(rune) bool) string {
	from := p.at
	for p.at < len(p.signs) && belongs(p.signs[p.at]) {
		p.at++
	}
	return string(p.signs[from:p.at])
}

// signs that people type for the operations.
var operations = map[rune]byte{'+': '+', '-': '-', '−': '-', '–': '-', '*': '*', '×': '*', '·': '*', '/': '/', ':': '/', '÷': '/'}

// operation returns the operation that stands here, if it is one of those.
func (p *parser) operation(of string) (op byte, at int) {
	p.space()
	op = operations[p.peek()]
	if op == 0 || strings.IndexByte(of, op) < 0 {
		return 0, 0
	}
	p.at++
	return op, p.at
}

func (p *parser) sum(depth int) (*node, error) { return p.chain("+-", depth, p.product) }

func (p *parser) product(depth int) (*node, error) { return p.chain("*/", depth, p.factor) }

// chain reads operands with operations between them, of which the first binds first.
func (p *parser) chain(operations string, depth int, operand func(int) (*node, error)) (*node, error) {
	left, err := operand(depth)
	for err == nil {
		op, at := p.operation(operations)
		if op == 0 {
			return left, nil
		}
		var right *node
		right, err = operand(depth)
		left = &node{op: op, at: at, left: left, right: right}
	}
	return nil, err
}

func (p *parser) factor(depth int) (*node, error) {
	if op, at := p.operation("-"); op != 0 {
		right, err := p.operand(depth)
		return &node{op: '~', at: at, right: right}, err
	}
	return p.operand(depth)
}

func (p *parser) operand(depth int) (*node, error) {
	p.space()
	switch r := p.peek(); {
	case r == end:
		return nil, fault.At("formula", tEnds)
	case r == '(':
		return p.bracket(depth)
	case r == '[':
		return p.quoted()
	case isDigit(r):
		return p.number()
	case unicode.IsLetter(r):
		at := p.at + 1
		code := strings.ToUpper(p.take(inCode))
		if p.space(); p.peek() == '(' {
			return nil, wrong(tFunction, at, code)
		}
		return leaf(code, at)
	case r == ')' || operations[r] != 0:
		return nil, wrong(tOperand, p.at+1, string(r))
	}
	return nil, p.unexpected()
}

func leaf(code string, at int) (*node, error) {
	if utf8.RuneCountInString(code) > longestCode {
		return nil, wrong(tCodeLong, at, longestCode)
	}
	return &node{op: '@', said: code, at: at}, nil
}

func (p *parser) bracket(depth int) (*node, error) {
	p.at++
	opened := p.at
	if depth == deepest {
		return nil, wrong(tDeep, opened, deepest)
	}
	inner, err := p.sum(depth + 1)
	if err != nil {
		return nil, err
	}
	switch p.space(); p.peek() {
	case ')':
		p.at++
		return inner, nil
	case end:
		return nil, wrong(tUnclosed, opened, "(", ")")
	}
	return nil, p.unexpected()
}

// quoted reads a code in square brackets.
func (p *parser) quoted() (*node, error) {
	p.at++
	opened := p.at
	code := strings.ToUpper(strings.TrimSpace(p.take(func(r rune) bool { return r != ']' && r != '[' })))
	if p.peek() != ']' {
		return nil, wrong(tUnclosed, opened, "[", "]")
	}
	p.at++
	if code == "" {
		return nil, wrong(tNothingQuoted, opened)
	}
	return leaf(code, opened)
}

// grouped are numbers that may be whole, with their thousands set apart, or have three
// decimals.
var grouped = regexp.MustCompile(`^[1-9][0-9]{0,2}([.,][0-9]{3})+$`)

func (p *parser) number() (*node, error) {
	at := p.at + 1
	said := p.take(func(r rune) bool { return isDigit(r) || r == '.' || r == ',' })
	if unicode.IsLetter(p.peek()) || p.peek() == '_' {
		said += p.take(inCode)
		return nil, wrong(tDigitFirst, at, said)
	}
	if grouped.MatchString(said) {
		plain := strings.NewReplacer(".", "", ",", "").Replace(said)
		if len(said)-len(plain) == 1 {
			return nil, wrong(tThousands, at, said, plain, strings.ReplaceAll(said, ".", ",")+"0")
		}
		return nil, wrong(tGrouped, at, said, plain)
	}
	value, ok := new(big.Rat).SetString(strings.ReplaceAll(said, ",", "."))
	if !ok || strings.HasSuffix(said, ".") || strings.HasSuffix(said, ",") {
		return nil, wrong(tNumber, at, said)
	}
	return &node{op: '#', said: said, value: value, at: at}, nil
}

// unexpected tells of what stands here and can stand nowhere, or not here.
func (p *parser) unexpected() error {
	switch r := p.peek(); {
	case r == '%':
		return wrong(tPercent, p.at+1)
	case r == ')':
		return wrong(tUnopened, p.at+1)
	case r == '(' || r == '[' || isDigit(r) || unicode.IsLetter(r):
		return wrong(tOperation, p.at+1, string(r))
	default:
		return wrong(tSign, p.at+1, string(r))
	}
}

package formula

import (
	"context"
	"errors"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/fault"
	"quyet/base/text"
)

func must(t testing.TB, s string) Formula {
	t.Helper()
	f, err := Parse(s)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return f
}

// refused returns what a person is told in Vietnamese.
func refused(t *testing.T, err error) string {
	t.Helper()
	var f *fault.Fault
	if !errors.As(err, &f) || f.Kind != fault.Invalid || f.Field != "formula" {
		t.Fatalf("refused with %v", err)
	}
	for _, l := range []text.Lang{text.Vietnamese, text.English} {
		if said := f.In(l); strings.Contains(said, "%!") || strings.Contains(said, "(MISSING)") {
			t.Errorf("told %s", said)
		}
	}
	return f.In(text.Vietnamese)
}

// A written is a formula, in what Go would say and as people type it.
type written struct{ goes, typed string }

// formulas draws formulas over the indicators A1 to A4 and [1.2].
func formulas(depth int) *rapid.Generator[written] {
	return rapid.Custom(func(t *rapid.T) written {
		space := rapid.SampledFrom([]string{"", " ", "  "}).Draw(t, "space")
		if depth == 0 || rapid.IntRange(0, 3).Draw(t, "leaf") == 0 {
			if rapid.Bool().Draw(t, "number") {
				whole, part := rapid.IntRange(0, 120).Draw(t, "whole"), rapid.IntRange(0, 99).Draw(t, "part")
				if part == 0 {
					return written{fmt.Sprintf("%d.0", whole), fmt.Sprint(whole)}
				}
				return written{fmt.Sprintf("%d.%02d", whole, part), fmt.Sprintf("%d%s%02d", whole, rapid.SampledFrom([]string{".", ","}).Draw(t, "sign"), part)}
			}
			one := rapid.SampledFrom([]written{{"A1", "A1"}, {"A2", "a2"}, {"A3", "[ a3 ]"}, {"A4", "A4"}, {"B", "[1.2]"}}).Draw(t, "code")
			return written{one.goes, space + one.typed}
		}
		if rapid.IntRange(0, 4).Draw(t, "minus") == 0 {
			of := formulas(depth-1).Draw(t, "of")
			return written{"(-(" + of.goes + "))", "(-(" + of.typed + "))"}
		}
		op := rapid.SampledFrom([]written{{"+", "+"}, {"-", "-"}, {"-", "−"}, {"*", "*"}, {"*", "×"}, {"/", "/"}, {"/", ":"}}).Draw(t, "op")
		left, right := formulas(depth-1).Draw(t, "left"), formulas(depth-1).Draw(t, "right")
		if rapid.Bool().Draw(t, "brackets") {
			return written{"(" + left.goes + ") " + op.goes + " (" + right.goes + ")", "(" + left.typed + ")" + space + op.typed + "(" + right.typed + space + ")"}
		}
		return written{left.goes + " " + op.goes + " " + right.goes, left.typed + space + op.typed + space + right.typed}
	})
}

var codes = []string{"A1", "A2", "A3", "A4", "1.2"}

// numbers draws a number for each indicator, often zero.
func numbers() *rapid.Generator[map[string]*big.Rat] {
	return rapid.Custom(func(t *rapid.T) map[string]*big.Rat {
		of := map[string]*big.Rat{}
		for _, code := range codes {
			of[code] = Scaled(rapid.Int64Range(-20, 200).Draw(t, code), rapid.IntRange(0, 3).Draw(t, "decimals"))
		}
		return of
	})
}

// goSays works out a formula with the constants of the Go compiler, which are exact; nil
// where it refuses to divide by zero.
func goSays(t *rapid.T, f string, of map[string]*big.Rat) *big.Rat {
	scope := types.NewPackage("numbers", "numbers")
	for code, n := range of {
		if code == "1.2" {
			code = "B"
		}
		value := constant.BinaryOp(constant.ToFloat(constant.Make(n.Num())), token.QUO, constant.ToFloat(constant.Make(n.Denom())))
		scope.Scope().Insert(types.NewConst(token.NoPos, scope, code, types.Typ[types.UntypedFloat], value))
	}
	got, err := types.Eval(token.NewFileSet(), scope, token.NoPos, f)
	if err != nil {
		if !strings.Contains(err.Error(), "division by zero") {
			t.Fatalf("Go says of %s: %v", f, err)
		}
		return nil
	}
	value, ok := new(big.Rat).SetString(constant.ToFloat(got.Value).ExactString())
	if !ok {
		t.Fatalf("Go says %s", got.Value.ExactString())
	}
	return value
}

// A formula comes to what the Go compiler makes of it, exactly, and cannot be worked out
// where that refuses to divide.
func TestWork(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, of := formulas(4).Draw(t, "formula"), numbers().Draw(t, "numbers")
		f, err := Parse(w.typed)
		if err != nil {
			if said := err.Error(); !strings.Contains(said, "has no indicator") && !strings.Contains(said, "at most 500 characters") {
				t.Fatalf("%s: %v", w.typed, err)
			}
			t.Skip(said(err))
		}
		want := goSays(t, w.goes, of)
		got := f.Work(func(code string) *big.Rat { return of[code] })
		if got.Missing != nil || (got.Value == nil) != (want == nil) || want != nil && got.Value.Cmp(want) != 0 {
			t.Fatalf("%s with %v comes to %v, Go says %v", w.typed, of, got, want)
		}
		if (got.Zero == "") != (got.Value != nil) || (got.Why(context.Background()) == "") != (got.Value != nil) {
			t.Fatalf("%s comes to %v, because %q", w.typed, got.Value, got.Why(context.Background()))
		}
		// What is written out is the same formula, and is written out the same.
		again, err := Parse(f.String())
		if err != nil || again.String() != f.String() || !slices.Equal(again.Codes(), f.Codes()) {
			t.Fatalf("%s is written %s, and that %s (%v)", w.typed, f, again, err)
		}
		if twice := again.Work(func(code string) *big.Rat { return of[code] }); twice.Zero != got.Zero || got.Value != nil && twice.Value.Cmp(got.Value) != 0 {
			t.Fatalf("%s comes to %v, %s to %v", w.typed, got, f, twice)
		}
	})
}

func said(err error) string { return err.Error() }

// Where an operand is missing the result is, whatever the others are, and all that are
// missing are named.
func TestMissing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, of := formulas(3).Draw(t, "formula"), numbers().Draw(t, "numbers")
		f, err := Parse(w.typed)
		if err != nil {
			t.Skip(said(err))
		}
		gone := rapid.SliceOfDistinct(rapid.SampledFrom(codes), rapid.ID[string]).Draw(t, "gone")
		for _, code := range gone {
			delete(of, code)
		}
		want := slices.DeleteFunc(f.Codes(), func(code string) bool { return of[code] != nil })
		got := f.Work(func(code string) *big.Rat { return of[code] })
		if !slices.Equal(got.Missing, want) || len(want) > 0 && (got.Value != nil || got.Zero != "" || got.Why(context.Background()) == "") {
			t.Fatalf("%s without %v: %+v, want %v missing", w.typed, gone, got, want)
		}
	})
}

func TestSaid(t *testing.T) {
	of := map[string]*big.Rat{"A1": Scaled(1214, 0), "A2": Scaled(1200, 0), "A3": Scaled(0, 0), "B": Scaled(0, 2)}
	number := func(code string) *big.Rat { return of[code] }
	for _, one := range []struct {
		formula  string
		decimals int
		held     int64
		why      string
	}{
		{"A1 / A2 * 100", 2, 10117, ""},
		{"=A1:A2×100", 2, 10117, ""},
		{"A1 / 3 * 3 - A1", 6, 0, ""},
		{"-(A1 - A2) * 0,5", 0, -7, ""},
		{"A1 / A3", 0, 0, "không tính được: chia cho A3, bằng 0"},
		{"A1 / (A2 - 1200) + A1 / A3", 0, 0, "không tính được: chia cho A2 - 1200, bằng 0"},
		{"A9 / A3 + A8 - A9", 0, 0, "chưa có số liệu của A9, A8"},
		{"0 * A9", 0, 0, "chưa có số liệu của A9"},
	} {
		got := must(t, one.formula).Work(number)
		held, ok := Round(got.Value, one.decimals, text.HalfUp)
		if held != one.held || ok != (one.why == "") || got.Why(context.Background()) != one.why {
			t.Errorf("%s comes to %d (%v), because %q", one.formula, held, ok, got.Why(context.Background()))
		}
	}
	for typed, want := range map[string]string{
		" a1/(a2) ":          "A1 / A2",
		"=(A1−A2):[1.2]×100": "(A1 - A2) / [1.2] * 100",
		"A1-(A2-A3)":         "A1 - (A2 - A3)",
		"(A1-A2)-A3":         "A1 - A2 - A3",
		"A1/(A2*A3)":         "A1 / (A2 * A3)",
		"(A1*A2)+A3":         "A1 * A2 + A3",
		"-(A1+A2)--A3":       "-(A1 + A2) - -A3",
		"-(-A1)":             "-(-A1)",
		"[đv_1]+Đv.2+0,50":   "ĐV_1 + ĐV.2 + 0,50",
		"[đơn vị 1] + A":     "[ĐƠN VỊ 1] + A",
		"o\u031b\u0323 + A":  "Ợ + A",
	} {
		if f, err := Parse(typed); err != nil || f.String() != want {
			t.Errorf("%s is written %s (%v)", typed, f, err)
		}
	}
	if got := must(t, "A1 / A2 * 100").With(func(code string) string { return map[string]string{"A1": "1.214", "A2": "1.200"}[code] }); got != "1.214 / 1.200 * 100" {
		t.Error(got)
	}
	var none Formula
	if r := none.Work(number); !none.IsZero() || none.String() != "" || none.Codes() != nil || r.Value != nil || none.Check(nil) != nil {
		t.Errorf("no formula comes to %+v", r)
	}
}

// Each refusal names the place and what to do.
func TestRefused(t *testing.T) {
	for typed, want := range map[string]string{
		"":                                  "Hãy nhập công thức",
		" \n":                               "Hãy nhập công thức",
		"=":                                 "Công thức chưa hết",
		"1 + 2":                             "Công thức không có chỉ tiêu nào",
		"A1 +":                              "Công thức chưa hết",
		"A1 / / A2":                         "Ký tự thứ 6: trước “/” thiếu một mã",
		"A1 + ()":                           "Ký tự thứ 7: trước “)” thiếu một mã",
		"--A1":                              "Ký tự thứ 2: trước “-” thiếu một mã",
		"A1 A2":                             "Ký tự thứ 4: trước “A” thiếu phép tính",
		"A1 x 100":                          "Ký tự thứ 4: trước “x” thiếu phép tính",
		"(A1) 2":                            "Ký tự thứ 6: trước “2” thiếu phép tính",
		"(A1 + A2":                          "Ký tự thứ 1: dấu “(” chưa đóng",
		"A1 + [A2":                          "Ký tự thứ 6: dấu “[” chưa đóng",
		"A1 + [ ]":                          "Ký tự thứ 6: trong ngoặc vuông",
		"A1)":                               "Ký tự thứ 3: dấu “)” không có dấu “(”",
		"max(A1, A2)":                       "Ký tự thứ 1: không có hàm MAX(…)",
		"A1 / A2 * 100%":                    "Ký tự thứ 14: không dùng dấu %.",
		"A1 ^ 2":                            "Ký tự thứ 4: không dùng được “^”",
		"^A1":                               "Ký tự thứ 1: không dùng được “^”",
		"(A1 ^ 2)":                          "Ký tự thứ 5: không dùng được “^”",
		"A1; A2":                            "Ký tự thứ 3: không dùng được “;”",
		"2A + A1":                           "Ký tự thứ 1: “2A” không phải là số. Nếu là mã chỉ tiêu, hãy ghi [2A]",
		"A1 * 1.000":                        "Ký tự thứ 6: “1.000” có thể hiểu theo hai cách. Hãy ghi 1000 nếu là số nguyên, 1,0000",
		"A1 * 1.000.000":                    "Ký tự thứ 6: hãy ghi “1.000.000” không có dấu phân nhóm: 1000000",
		"A1 * 1.2.3":                        "Ký tự thứ 6: không đọc được số “1.2.3”",
		"A1 * 5.":                           "Ký tự thứ 6: không đọc được số “5.”",
		strings.Repeat("(", 31) + "A1":      "Ký tự thứ 31: ngoặc lồng nhau quá 30 lớp",
		"A" + strings.Repeat("1", 40):       "Ký tự thứ 1: mã chỉ tiêu dài nhất 40",
		"A1" + strings.Repeat(" + A1", 167): "Công thức dài nhất 500 ký tự; công thức này có 503",
		"Tỷ_lệ +\u00a0" + strings.Repeat("ệ", 41): "Ký tự thứ 9: mã chỉ tiêu dài nhất 40",
	} {
		f, err := Parse(typed)
		if err == nil {
			t.Errorf("%q is read as %s", typed, f)
			continue
		}
		if got := refused(t, err); !strings.HasPrefix(got, want) {
			t.Errorf("%q is refused with %s", typed, got)
		}
	}
	if _, err := Parse(strings.Repeat("(", 30) + "A1" + strings.Repeat(")", 30)); err != nil {
		t.Error(err)
	}
}

func TestCheck(t *testing.T) {
	known := func(code string) bool { return slices.Contains([]string{"A1", "1.2", "1,5", "100"}, code) }
	for typed, want := range map[string]string{
		"A1 / A2 + A3":  "Ký tự thứ 6: không có chỉ tiêu mã A2.",
		"A1 / 1.2":      "Ký tự thứ 6: “1.2” vừa là số vừa là mã chỉ tiêu. Hãy ghi [1.2] nếu là chỉ tiêu, 1,2 nếu là số.",
		"A1 * 100":      "Ký tự thứ 6: “100” vừa là số vừa là mã chỉ tiêu. Hãy ghi [100] nếu là chỉ tiêu, 100,0 nếu là số.",
		"A1 * 1,5":      "Ký tự thứ 6: “1,5” vừa là số vừa là mã chỉ tiêu. Hãy ghi [1,5] nếu là chỉ tiêu, 1.5 nếu là số.",
		"A1 / [1.2]":    "",
		"A1 * 1,2":      "",
		"[100] * 100,0": "",
	} {
		err := must(t, typed).Check(known)
		if got := err != nil; got != (want != "") {
			t.Errorf("%s: %v", typed, err)
		} else if got && !strings.HasPrefix(refused(t, err), want) {
			t.Errorf("%s is refused with %s", typed, refused(t, err))
		}
	}
}

// Rounding is that of shares on pages.
func TestRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part, whole := rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "part"), rapid.Int64Range(-2000, 2000).Filter(func(n int64) bool { return n != 0 }).Draw(t, "whole")
		for _, how := range []text.Rounding{text.HalfUp, text.Truncate} {
			if got, ok := Round(new(big.Rat).Mul(Quotient(part, whole), big.NewRat(100, 1)), 2, how); !ok || got != text.HundredthsOfPercent(part, whole, how) {
				t.Fatalf("%d of %d is %d, as a share %d (%s)", part, whole, got, text.HundredthsOfPercent(part, whole, how), how)
			}
		}
		decimals := rapid.IntRange(0, 6).Draw(t, "decimals")
		if got, ok := Round(Scaled(part, decimals), decimals, text.HalfUp); !ok || got != part {
			t.Fatalf("%d with %d decimals is held as %d", part, decimals, got)
		}
	})
	largest, _ := new(big.Rat).SetString("9223372036854775807.4")
	if got, ok := Round(largest, 0, text.HalfUp); !ok || got != 9223372036854775807 {
		t.Errorf("%v is held as %d (%v)", largest, got, ok)
	}
	if got, ok := Round(largest, 1, text.HalfUp); ok {
		t.Errorf("%v is held as %d", largest, got)
	}
	if got, ok := Round(nil, 1, text.HalfUp); ok || Quotient(1, 0) != nil {
		t.Errorf("no number is held as %d", got)
	}
}

// Formulas are put in an order in which each comes after its operands, or refused with a
// chain that is one.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := map[string]Formula{}
		names := []string{"A", "B", "C", "D", "E", "F", "G"}
		for _, code := range names {
			if operands := rapid.SliceOfN(rapid.SampledFrom(names), 0, 2).Draw(t, code); len(operands) > 0 {
				f, err := Parse(strings.Join(operands, "+"))
				if err != nil {
					t.Fatal(err)
				}
				all[code] = f
			}
		}
		// reach holds what each is made of, directly or through others.
		reach := map[string]map[string]bool{}
		for _, code := range names {
			reach[code] = map[string]bool{}
			for _, operand := range all[code].Codes() {
				reach[code][operand] = true
			}
		}
		for range names {
			for _, code := range names {
				for through := range maps.Clone(reach[code]) {
					maps.Copy(reach[code], reach[through])
				}
			}
		}
		circle := slices.ContainsFunc(names, func(code string) bool { return reach[code][code] })
		order, err := Order(all)
		if (err != nil) != circle {
			t.Fatalf("%v: %v, %v", all, order, err)
		}
		if err != nil {
			var f *fault.Fault
			if !errors.As(err, &f) || len(f.Args) != 1 {
				t.Fatal(err)
			}
			chain := strings.Split(f.Args[0].(string), " → ")
			if len(chain) < 2 || chain[0] != chain[len(chain)-1] {
				t.Fatalf("%v is no circle", chain)
			}
			for i, code := range chain[1:] {
				if !slices.Contains(all[chain[i]].Codes(), code) {
					t.Fatalf("%s is not made of %s: %v", chain[i], code, chain)
				}
			}
			return
		}
		if len(order) != len(all) {
			t.Fatalf("%v of %v", order, all)
		}
		for i, code := range order {
			for _, operand := range all[code].Codes() {
				if _, has := all[operand]; has && !slices.Contains(order[:i], operand) {
					t.Fatalf("%s comes before %s: %v", code, operand, order)
				}
			}
		}
		if again, _ := Order(all); !slices.Equal(again, order) {
			t.Fatalf("%v, and then %v", order, again)
		}
	})
	_, err := Order(map[string]Formula{"A1": must(t, "A2 + A3"), "A2": must(t, "A4"), "A3": must(t, "A1 * 2")})
	if got := refused(t, err); !strings.HasPrefix(got, "Các công thức tính vòng tròn: A1 → A3 → A1.") {
		t.Error(got)
	}
	_, err = Order(map[string]Formula{"A1": must(t, "A1 + A2")})
	if got := refused(t, err); !strings.HasPrefix(got, "Các công thức tính vòng tròn: A1 → A1.") {
		t.Error(got)
	}
}

// Whatever is typed is refused or understood; what is understood is written out as the
// same formula and comes to something.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"A1 / A2 * 100", "=(A1−A2):[1.2]×100", "-(-A1)", "A1 * 1.000", "max(A1)", "[ đơn vị ] + 0,5", "((((A", "A1 + 0/0", "ŉ + ß", "[A]]", "2A", "A%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Parse(s)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid || !got.IsZero() {
				t.Errorf("%q: %v, %s", s, err, got)
			}
			return
		}
		if len(got.Codes()) == 0 {
			t.Errorf("%q has no indicator", s)
		}
		one := func(string) *big.Rat { return big.NewRat(1, 1) }
		r := got.Work(one)
		if (r.Value == nil) == (r.Zero == "") {
			t.Errorf("%q comes to %+v", s, r)
		}
		written := got.String()
		again, err := Parse(written)
		if err != nil {
			if len([]rune(strings.ReplaceAll(written, " ", ""))) > Longest { // a capital may be two letters
				return
			}
			t.Errorf("%q is written %q: %v", s, written, err)
			return
		}
		if again.String() != written || again.Work(one).Zero != r.Zero || r.Value != nil && again.Work(one).Value.Cmp(r.Value) != 0 {
			t.Errorf("%q is written %q, and that %q", s, written, again)
		}
	})
}

package slip

import (
	"strconv"
	"strings"

	"quyet/base/fault"
)

// A Number names a task on paper for ever: the count of the numbers given, from
// [first] on, and behind it a digit that tells whether it was read right.
//
// It is of digits alone. There are no letters to be taken for others, none that
// Telex or VNI make into a letter with an accent, and it can be typed on the
// keys of numbers, said on the telephone and written by hand. The last digit is
// that of Damm (2004): a number in which one character is another one, or in
// which two neighbours have changed places, is never a number.
type Number int64

// first is the first count: every number has five digits or more, so that few
// other numbers on paper are taken for one.
const first = 1000

// mostDigits keeps numbers within an int64.
const mostDigits = 15

// damm is the quasigroup of order 10 by H. Michael Damm (2004), without fixed
// points of exchange and with noughts on its diagonal.
var damm = [10][10]byte{
	{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
	{7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
	{4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
	{1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
	{6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
	{3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
	{5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
	{8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
	{9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
	{2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
}

// check returns the digit that stands behind digits.
func check(digits string) (c byte) {
	for _, d := range []byte(digits) {
		c = damm[c][d-'0']
	}
	return c
}

// String returns the number as it is printed: "10427".
func (n Number) String() string {
	digits := strconv.FormatInt(int64(n), 10)
	return digits + string(rune('0'+check(digits)))
}

// Parse reads a number as it is printed, or the address that the QR code of a
// slip holds, as a hand-held scanner types it.
//
// Faults: Invalid, at the field "no".
func Parse(typed string) (Number, error) {
	_, digits, address := strings.Cut(typed, asked)
	if !address {
		digits = typed
	}
	if strings.Trim(digits, "0123456789") != "" || len(digits) < len("10000") || len(digits) > mostDigits || digits[0] == '0' {
		return 0, fault.At("no", tNoNumber)
	}
	if check(digits) != 0 {
		return 0, fault.At("no", tMisread, digits)
	}
	n, err := strconv.ParseInt(digits[:len(digits)-1], 10, 64)
	return Number(n), err
}

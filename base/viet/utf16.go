package viet

import (
	"bytes"
	"unicode/utf16"
)

type byteOrder bool

const (
	littleEndian byteOrder = false
	bigEndian    byteOrder = true
)

// utf16Order tells the byte order of UTF-16 text without a byte order mark.
// Every other byte of such text is zero at blanks and line ends, which no
// 8-bit text holds at all.
func utf16Order(b []byte) (order byteOrder, ok bool) {
	b = b[:min(len(b), 4096)&^1]
	if bytes.IndexByte(b, 0) < 0 {
		return littleEndian, false
	}
	var little, big int // blanks, digits and line ends in either order
	for i := 0; i < len(b); i += 2 {
		if b[i+1] == 0 && isUTF16Space(b[i]) {
			little++
		}
		if b[i] == 0 && isUTF16Space(b[i+1]) {
			big++
		}
	}
	switch {
	case little > big && little*40 >= len(b):
		return littleEndian, true
	case big > little && big*40 >= len(b):
		return bigEndian, true
	}
	return littleEndian, false
}

func isUTF16Space(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

func decodeUTF16(b []byte, order byteOrder) string {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		lo, hi := b[i], b[i+1]
		if order == bigEndian {
			lo, hi = hi, lo
		}
		units = append(units, uint16(hi)<<8|uint16(lo))
	}
	return string(utf16.Decode(units))
}

package ui

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// A Code is a QR code: the side of the square with its white margin, and the
// path of the black parts, in units of one part.
type Code struct {
	side int
	path string
}

// quiet is the white margin that scanners need around a QR code (ISO/IEC 18004).
const quiet = 4

// CodeOf returns the QR code that says something, such as an address.
func CodeOf(said string) (Code, error) {
	code, err := qr.Encode(said, qr.M, qr.Unicode)
	if err != nil {
		return Code{}, fmt.Errorf("QR code: %w", err)
	}
	var path strings.Builder
	side := code.Bounds().Dx()
	for y := range side {
		for x := range side {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return Code{side + 2*quiet, path.String()}, nil
}

func (c Code) box() string { return fmt.Sprintf("0 0 %d %d", c.side, c.side) }

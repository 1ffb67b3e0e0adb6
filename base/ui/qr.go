package ui

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
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

// dots is how many points of a picture a part of a QR code is wide.
const dots = 8

// PNGOf returns the QR code that says something as a picture, for what is no page.
func PNGOf(said string) ([]byte, error) {
	code, err := qr.Encode(said, qr.M, qr.Unicode)
	if err != nil {
		return nil, fmt.Errorf("QR code: %w", err)
	}
	side := code.Bounds().Dx()
	all := (side + 2*quiet) * dots
	picture := image.NewPaletted(image.Rect(0, 0, all, all), color.Palette{color.White, color.Black})
	for y := range side * dots {
		for x := range side * dots {
			if r, _, _, _ := code.At(x/dots, y/dots).RGBA(); r == 0 {
				picture.SetColorIndex(x+quiet*dots, y+quiet*dots, 1)
			}
		}
	}
	var out bytes.Buffer
	err = png.Encode(&out, picture)
	return out.Bytes(), err
}

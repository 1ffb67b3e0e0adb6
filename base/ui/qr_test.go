package ui_test

import (
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"pgregory.net/rapid"

	"quyet/base/ui"
)

// What a page draws is read by a decoder of others as what it says.
func TestQR(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := rapid.StringMatching(`https?://[a-z0-9.]{1,60}(:[0-9]{2,5})?/[a-z]{1,12}\?no=[0-9]{5,12}`).Draw(t, "said")
		code, err := ui.CodeOf(said)
		if err != nil {
			t.Fatal(err)
		}
		var svg strings.Builder
		if err := ui.QR(code, "Mã").Render(t.Context(), &svg); err != nil {
			t.Fatal(err)
		}
		picture, err := picture(svg.String())
		if err != nil {
			t.Fatal(err)
		}
		bits, err := gozxing.NewBinaryBitmapFromImage(picture)
		if err != nil {
			t.Fatal(err)
		}
		// How a code is found in a photograph is the business of whoever takes
		// one: this decoder's way of finding misses a few that fill the picture.
		read, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
		if err != nil || read.GetText() != said {
			t.Fatalf("%v: %q is read as %v", err, said, read)
		}
	})
}

// picture draws the squares of an SVG that holds nothing else.
func picture(svg string) (image.Image, error) {
	var drawn struct {
		Box  string `xml:"viewBox,attr"`
		Path struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	if err := xml.Unmarshal([]byte(svg), &drawn); err != nil {
		return nil, err
	}
	const scale = 4
	var side int
	if _, err := fmt.Sscanf(drawn.Box, "0 0 %d", &side); err != nil {
		return nil, err
	}
	m := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	for square := range strings.SplitSeq(strings.TrimSuffix(drawn.Path.D, "z"), "z") {
		var x, y int
		if _, err := fmt.Sscanf(square, "M%d %dh1v1h-1", &x, &y); err != nil {
			return nil, err
		}
		for dx := range scale {
			for dy := range scale {
				m.SetGray(x*scale+dx, y*scale+dy, color.Gray{})
			}
		}
	}
	return m, nil
}

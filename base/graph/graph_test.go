package graph

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"quyet/base/text"
)

// A tester is a test or a check of rapid.
type tester interface {
	Helper()
	Error(...any)
	Errorf(string, ...any)
	Fatalf(string, ...any)
}

// A written is a line of text of a drawing, with the box in which it stands.
type written struct {
	words                    string
	left, right, top, bottom float64
}

// parts reads a drawing again: every point of its lines and every line of text.
func parts(t tester, drawn string) (width, height float64, points [][2]float64, texts []written) {
	t.Helper()
	float := func(s string) float64 {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatalf("%q is no number", s)
		}
		return f
	}
	d := xml.NewDecoder(strings.NewReader(drawn))
	var open *written
	var anchor string
	var size float64
	var strong bool
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return width, height, points, texts
		}
		if err != nil {
			t.Fatalf("%v in %s", err, drawn)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			has := map[string]string{}
			for _, a := range e.Attr {
				if a.Name.Local == "style" {
					t.Error("a style attribute, which the Content-Security-Policy refuses")
				}
				has[a.Name.Local] = a.Value
			}
			switch e.Name.Local {
			case "svg":
				width, height = float(has["width"]), float(has["height"])
			case "path":
				points = append(points, read(t, has["d"])...)
			case "text":
				size, strong, anchor = normal, has["font-weight"] != "", has["text-anchor"]
				if has["font-size"] != "" {
					size = float(has["font-size"])
				}
				open = &written{left: float(has["x"]), bottom: float(has["y"])}
			}
		case xml.CharData:
			if open != nil {
				open.words += string(e)
			}
		case xml.EndElement:
			if open == nil {
				continue
			}
			f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: vg.Length(size)}
			if strong {
				f.Weight = heavy
			}
			w, _, _ := pageLetters{pictureLetters}.Box(open.words, f)
			switch anchor {
			case "middle":
				open.left -= float64(w) / 2
			case "end":
				open.left -= float64(w)
			}
			open.right, open.top = open.left+float64(w), open.bottom-size*0.8
			texts = append(texts, *open)
			open = nil
		}
	}
}

var command = regexp.MustCompile(`([MLAZ])([^MLAZ]*)`)

func read(t tester, path string) (points [][2]float64) {
	for _, c := range command.FindAllStringSubmatch(path, -1) {
		f := strings.Fields(c[2])
		if c[1] == "Z" {
			continue
		}
		x, errX := strconv.ParseFloat(f[len(f)-2], 64)
		y, errY := strconv.ParseFloat(f[len(f)-1], 64)
		if errX != nil || errY != nil {
			t.Fatalf("no point at the end of %q", c[0])
		}
		points = append(points, [2]float64{x, y})
	}
	return points
}

// framed fails the test for all that lies outside of the drawing.
func framed(t tester, chart Chart) {
	t.Helper()
	for _, w := range []int{Wide, Narrow} {
		drawn := SVG(text.Vietnamese, chart, w)
		if drawn != SVG(text.Vietnamese, chart, w) {
			t.Error("drawn twice, it is not the same")
		}
		width, height, points, texts := parts(t, drawn)
		for _, p := range points {
			if !(p[0] >= -0.5 && p[0] <= width+0.5 && p[1] >= -0.5 && p[1] <= height+0.5) {
				t.Errorf("a point at %v of a drawing of %v × %v", p, width, height)
			}
		}
		for _, x := range texts {
			if !(x.left >= -1 && x.right <= width+1 && x.top >= -1 && x.bottom <= height+1) {
				t.Errorf("%q at %v–%v × %v–%v of a drawing of %v × %v", x.words, x.left, x.right, x.top, x.bottom, width, height)
			}
		}
	}
	table := chart.Table(text.Vietnamese)
	for _, r := range table.Rows {
		if len(r.Cells) != len(table.Columns) {
			t.Errorf("a row of %d cells in %d columns", len(r.Cells), len(table.Columns))
		}
	}
	if chart.About(text.English) == "" || strings.Contains(chart.About(text.English), "%!") || strings.Contains(chart.About(text.Vietnamese), "%!") {
		t.Errorf("said of it: %q", chart.About(text.English))
	}
}

func TestSamplesStayWithinTheirFrames(t *testing.T) {
	for _, c := range samples {
		framed(t, c)
		if _, _, _, texts := parts(t, SVG(text.Vietnamese, c, Wide)); len(texts) == 0 {
			t.Errorf("%s has no word", c.Heading())
		}
	}
}

// No two lines of text of the samples lie over each other.
func TestWordsOfSamplesStandClear(t *testing.T) {
	for _, c := range samples {
		for _, w := range []int{Wide, Narrow} {
			_, _, _, texts := parts(t, SVG(text.Vietnamese, c, w))
			for i, a := range texts {
				for _, b := range texts[:i] {
					if a.left < b.right && b.left < a.right && a.top < b.bottom-1 && b.top < a.bottom-1 {
						t.Errorf("%s, %d wide: %q lies over %q", c.Heading(), w, a.words, b.words)
					}
				}
			}
		}
	}
}

var words = rapid.OneOf(
	rapid.SampledFrom([]string{"", "Xã An Bình", "Đảng uỷ Uỷ ban nhân dân thành phố", strings.Repeat("Nghiêng", 40), strings.Repeat("Trung tâm phục vụ hành chính công ", 12), "<b>&\"'", "\u0065\u0302\u0323 NFD"}),
	rapid.StringOfN(rapid.RuneFrom([]rune("ăâđêôơưạếữ ABC123-,.")), 0, 60, -1),
)

var number = rapid.OneOf(rapid.Int64Range(-3, 3), rapid.Int64Range(0, 10_000), rapid.Int64(), rapid.SampledFrom([]int64{0, math.MaxInt64, math.MinInt64}))

var value = rapid.Custom(func(t *rapid.T) Value {
	if rapid.IntRange(0, 3).Draw(t, "none") == 0 {
		return Value{}
	}
	return Of(number.Draw(t, "n"))
})

var standing = rapid.SampledFrom([]Standing{Unjudged, Exceeded, Met, Missed, NotYet})

var measure = rapid.Custom(func(t *rapid.T) Measure {
	return Measure{Unit: rapid.SampledFrom([]string{"", "người", "triệu đồng"}).Draw(t, "unit"), Decimals: rapid.IntRange(-1, 10).Draw(t, "decimals"), Suffix: rapid.SampledFrom([]string{"", "%"}).Draw(t, "suffix")}
})

var trajectory = rapid.Custom(func(t *rapid.T) Trajectory {
	return Trajectory{
		Title: words.Draw(t, "title"), Measure: measure.Draw(t, "measure"), Straight: rapid.Bool().Draw(t, "straight"),
		Base: Base{words.Draw(t, "label"), value.Draw(t, "base")},
		Points: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Point {
			return Point{Period: words.Draw(t, "period"), Value: value.Draw(t, "value"), Target: value.Draw(t, "target"), Standing: standing.Draw(t, "standing"), Ahead: rapid.Bool().Draw(t, "ahead"), Unasked: rapid.Bool().Draw(t, "unasked"), Anew: rapid.IntRange(0, 4).Draw(t, "anew") == 0}
		}), 0, 40).Draw(t, "points"),
	}
})

var ranking = rapid.Custom(func(t *rapid.T) Ranking {
	return Ranking{
		Title: words.Draw(t, "title"), Measure: measure.Draw(t, "measure"), Lowest: rapid.Bool().Draw(t, "lowest"),
		Line: Base{words.Draw(t, "label"), value.Draw(t, "line")},
		Ranked: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Ranked {
			return Ranked{Name: words.Draw(t, "name"), Value: value.Draw(t, "value"), Standing: standing.Draw(t, "standing"), Own: rapid.IntRange(0, 9).Draw(t, "own") == 0}
		}), 0, 60).Draw(t, "ranked"),
	}
})

func TestTrajectoriesStayWithinTheirFrames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { framed(t, trajectory.Draw(t, "chart")) })
}

func TestRankingsStayWithinTheirFrames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { framed(t, ranking.Draw(t, "chart")) })
}

var multiples = rapid.Custom(func(t *rapid.T) Multiples {
	m := Multiples{Title: words.Draw(t, "title"), Measure: measure.Draw(t, "measure")}
	for _, c := range rapid.SliceOfN(trajectory, 0, 12).Draw(t, "each") {
		m.Each = append(m.Each, Small{Name: c.Title, Points: c.Points[:min(len(c.Points), 8)], Own: c.Straight})
	}
	return m
})

var pairs = rapid.Custom(func(t *rapid.T) Pairs {
	return Pairs{
		Title: words.Draw(t, "title"), Measure: measure.Draw(t, "measure"), Now: words.Draw(t, "now"), Before: words.Draw(t, "before"),
		Pairs: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Pair {
			return Pair{Name: words.Draw(t, "name"), Now: value.Draw(t, "now"), Before: value.Draw(t, "before"), Change: words.Draw(t, "change"), Own: rapid.Bool().Draw(t, "own")}
		}), 0, 40).Draw(t, "pairs"),
	}
})

func area(deep bool) *rapid.Generator[Area] {
	return rapid.Custom(func(t *rapid.T) Area {
		a := Area{Name: words.Draw(t, "name"), Size: value.Draw(t, "size"), Note: words.Draw(t, "note"), Standing: standing.Draw(t, "standing"), Own: rapid.Bool().Draw(t, "own")}
		if deep {
			a.Parts = rapid.SliceOfN(area(false), 0, 12).Draw(t, "parts")
		}
		return a
	})
}

var areas = rapid.Custom(func(t *rapid.T) Areas {
	return Areas{Title: words.Draw(t, "title"), Measure: measure.Draw(t, "measure"), Size: words.Draw(t, "size"), Areas: rapid.SliceOfN(area(true), 0, 30).Draw(t, "areas")}
})

func TestMultiplesStayWithinTheirFrames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { framed(t, multiples.Draw(t, "chart")) })
}

func TestPairsStayWithinTheirFrames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { framed(t, pairs.Draw(t, "chart")) })
}

func TestAreasStayWithinTheirFrames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { framed(t, areas.Draw(t, "chart")) })
}

// The tiles are the whole, each is as large as its share, and none lies on another.
func TestTilesAreTheWhole(t *testing.T) {
	size := func(r vg.Rectangle) float64 { return float64(r.Size().X) * float64(r.Size().Y) }
	rapid.Check(t, func(t *rapid.T) {
		var all []Area
		total := 0.0
		for _, n := range rapid.SliceOfN(rapid.Int64Range(-10, 100_000), 0, 60).Draw(t, "sizes") {
			all = append(all, Area{Size: Of(n)})
			total += float64(max(n, 0))
		}
		in := rect(0, 0, vg.Length(rapid.IntRange(20, 900).Draw(t, "width")), vg.Length(rapid.IntRange(20, 900).Draw(t, "height")))
		tiles := squarify(all, in)
		sum := 0.0
		for i, a := range tiles {
			sum += size(a.at)
			if share := float64(a.Size.N) / total * size(in); math.Abs(size(a.at)-share) > 1e-6*size(in) {
				t.Fatalf("a tile of %v for %v", size(a.at), share)
			}
			for _, b := range tiles[:i] {
				if a.at.Min.X < b.at.Max.X-1e-6 && b.at.Min.X < a.at.Max.X-1e-6 && a.at.Min.Y < b.at.Max.Y-1e-6 && b.at.Min.Y < a.at.Max.Y-1e-6 {
					t.Fatalf("%v lies on %v", a.at, b.at)
				}
			}
		}
		if total > 0 && math.Abs(sum-size(in)) > 1e-6*size(in) || total == 0 && len(tiles) > 0 {
			t.Fatalf("%d tiles of %v in %v", len(tiles), sum, size(in))
		}
	})
}

func TestScalesHoldEveryValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, values := measure.Draw(t, "measure"), rapid.SliceOf(number).Draw(t, "values")
		zero := rapid.Bool().Draw(t, "zero")
		sc := m.scale(text.Vietnamese, zero, rapid.IntRange(2, 8).Draw(t, "about"), values)
		if !(sc.min < sc.max) || zero && (sc.min > 0 || sc.max < 0) {
			t.Fatalf("from %v to %v", sc.min, sc.max)
		}
		for _, v := range values {
			if float64(v) < sc.min || float64(v) > sc.max {
				t.Fatalf("%d is not between %v and %v", v, sc.min, sc.max)
			}
		}
		if n := len(sc.marks); n < 2 || n > 12 || sc.marks[0].Value != sc.min || sc.marks[n-1].Value != sc.max {
			t.Fatalf("marks %v for %v to %v", sc.marks, sc.min, sc.max)
		}
		for i, mark := range sc.marks {
			if i > 0 && mark.Label != "" && mark.Label == sc.marks[i-1].Label {
				t.Fatalf("two marks say %q", mark.Label)
			}
		}
	})
}

// A line goes from a period to the next one, and never over one that is missing.
func TestNoGapIsBridged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := trajectory.Draw(t, "chart")
		known := 0
		for _, p := range c.Points {
			if p.Value.Known {
				known++
			}
		}
		drawn := 0
		for _, line := range c.series() {
			for i, xy := range line {
				drawn++
				p := c.Points[int(xy.X)]
				if !p.Value.Known || float64(p.Value.N) != xy.Y {
					t.Fatalf("period %v is drawn at %v and is %v", xy.X, xy.Y, p.Value)
				}
				if i > 0 && (xy.X != line[i-1].X+1 || p.Anew) {
					t.Fatalf("a line from period %v to %v", line[i-1].X, xy.X)
				}
			}
		}
		if drawn != known {
			t.Fatalf("%d points of %d values", drawn, known)
		}
	})
}

func TestRankingNamesTheEndsAndTheOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ranked, without := ranking.Draw(t, "chart").order()
		chosen := rows(ranked)
		named, left, owns := 0, 0, 0
		for _, r := range chosen {
			if r.left > 0 {
				left += r.left
				continue
			}
			named++
			if r.Own {
				owns++
			}
		}
		own := 0
		for i, b := range ranked {
			if b.Own {
				own++
			}
			if b.rank < 1 || b.rank > i+1 || i > 0 && (b.rank == ranked[i-1].rank) != (b.Value.N == ranked[i-1].Value.N) {
				t.Fatalf("rank %d at %d", b.rank, i)
			}
		}
		if named+left != len(ranked) || owns != own || len(ranked) > 0 && chosen[0].left+chosen[len(chosen)-1].left > 0 {
			t.Fatalf("%d named and %d left of %d ranked and %d without; %d of %d own", named, left, len(ranked), len(without), owns, own)
		}
	})
}

func TestQuartilesAreValuesOfBodies(t *testing.T) {
	for n, want := range map[int][3]int64{1: {1, 1, 1}, 2: {1, 1, 2}, 4: {1, 2, 3}, 5: {2, 3, 4}, 175: {44, 88, 132}} {
		var ranked []placed
		for i := n; i > 0; i-- {
			ranked = append(ranked, placed{Ranked: Ranked{Value: Of(int64(i))}})
		}
		if got := quartiles(ranked); got != want {
			t.Errorf("of 1 to %d: %v, not %v", n, got, want)
		}
	}
}

func TestNumbersAreWrittenInTheLanguage(t *testing.T) {
	percent := Measure{Decimals: 2, Suffix: "%"}
	for _, c := range []struct {
		m    Measure
		n    int64
		l    text.Lang
		want string
	}{
		{Measure{}, 1214, text.Vietnamese, "1.214"},
		{Measure{}, 1214, text.English, "1,214"},
		{percent, 10117, text.Vietnamese, "101,17%"},
		{percent, -5, text.Vietnamese, "-0,05%"},
		{percent, -123456, text.English, "-1,234.56%"},
		{Measure{Decimals: 3}, math.MinInt64, text.English, "-9,223,372,036,854,775.808"},
	} {
		if got := c.m.Write(c.l, c.n); got != c.want {
			t.Errorf("%d is written %q, not %q", c.n, got, c.want)
		}
	}
}

// What was reported is built again byte for byte: also the picture.
func TestPicturesAreTheSameTwice(t *testing.T) {
	for _, c := range samples {
		first, err := PNG(text.Vietnamese, c)
		if err != nil {
			t.Fatal(err)
		}
		again, err := PNG(text.Vietnamese, c)
		if err != nil || !bytes.Equal(first, again) {
			t.Errorf("%s: drawn twice, the picture is not the same: %v", c.Heading(), err)
		}
		p, err := png.DecodeConfig(bytes.NewReader(first))
		if err != nil || p.Width != 1262 {
			t.Errorf("%s: %d wide, %v", c.Heading(), p.Width, err)
		}
	}
}

func TestTablesTellWhatIsMissing(t *testing.T) {
	table := admitted.Table(text.Vietnamese)
	if got := table.Rows[3].Cells; strings.Join(got, "|") != "Q3/2026|Chưa có báo cáo|900|Chưa đánh giá được" {
		t.Errorf("a quarter without a report: %q", got)
	}
	if got := table.Rows[7].Cells[1]; got != "Chưa hết kỳ" {
		t.Errorf("a quarter to come: %q", got)
	}
	all := many(175, 88).Table(text.Vietnamese)
	if len(all.Rows) != 176 || all.Rows[174].Cells[2] != "Chưa có báo cáo" {
		t.Errorf("%d rows, the last but one %v", len(all.Rows), all.Rows[len(all.Rows)-2])
	}
}

func BenchmarkRanking175(b *testing.B) {
	c := many(175, 88)
	for b.Loop() {
		SVG(text.Vietnamese, c, Wide)
		SVG(text.Vietnamese, c, Narrow)
	}
}

func BenchmarkRankingPicture(b *testing.B) {
	c := many(175, 88)
	for b.Loop() {
		if _, err := PNG(text.Vietnamese, c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMultiples24(b *testing.B) {
	c := quarters(24)
	for b.Loop() {
		SVG(text.Vietnamese, c, Wide)
		SVG(text.Vietnamese, c, Narrow)
	}
}

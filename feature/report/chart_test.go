package report_test

import (
	"bytes"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/work"
	"quyet/feature/report"
)

// A chart of an indicator stands in a report with the table behind it: what it draws is what
// was declared, the paper opens with a picture, and a correction afterwards leaves it as it
// was frozen, byte for byte.
func TestChartsInAReport(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.collects(t)
		var made report.ID
		if err := o.Do(ctx, p.as(access.Head, p.province), func(u *work.Unit) (err error) {
			if made, err = report.Begin(ctx, u, p.province, "briefing", report.Outline{Title: "quý IV", Scope: p.province, Key: q4.Key()}); err != nil {
				return err
			}
			if _, err = report.AddBlock(ctx, u, made, 1, report.Course); err != nil {
				return err
			}
			_, err = report.AddBlock(ctx, u, made, 2, report.Ranked)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		r := p.froze(t, made)
		var course, ranking *report.Piece
		for _, b := range p.figures(t, r).Blocks {
			switch b.Kind {
			case report.Course:
				course = &b
			case report.Ranked:
				ranking = &b
			}
		}
		if course == nil || course.Course == nil || ranking == nil || ranking.Ranking == nil {
			t.Fatal("the charts are not in the data set")
		}
		last := course.Course.Points[len(course.Course.Points)-1]
		if !last.Value.Known || last.Value.N != 1214 || last.Target.N != 1200 || len(course.Table.Rows) != len(course.Course.Points) {
			t.Errorf("the last point: %+v of %d, with %d rows", last, len(course.Course.Points), len(course.Table.Rows))
		}
		if all := ranking.Ranking.Ranked; len(all) != 2 || all[0].Value.N != 1214 || all[1].Value.Known {
			t.Errorf("ranked: %+v", all)
		}
		file, err := p.files.Open(ctx, r.Frozen.Docx)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		var paper bytes.Buffer
		if _, err := paper.ReadFrom(file); err != nil {
			t.Fatal(err)
		}
		officetest.Sound(t, "charts.docx", paper.Bytes())
		if n := strings.Count(paper.String(), "word/media/"); n < 2 {
			t.Errorf("the paper has %d pictures", n)
		}
		o.MustView(t, func(v *work.View) error {
			all, err := report.Rebuild(ctx, v, p.files, r.ID)
			for _, one := range all {
				if !one.Same() {
					t.Errorf("made again: %+v", one)
				}
			}
			return err
		})
	})
}

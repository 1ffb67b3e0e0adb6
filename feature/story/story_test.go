package story_test

import (
	"io/fs"
	"testing"

	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/brief"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/factor"
	"quyet/feature/indicator"
	"quyet/feature/intake"
	"quyet/feature/meeting"
	"quyet/feature/notice"
	"quyet/feature/opinion"
	"quyet/feature/org"
	"quyet/feature/plan"
	"quyet/feature/point"
	"quyet/feature/position"
	"quyet/feature/report"
	"quyet/feature/roll"
	"quyet/feature/rule"
	"quyet/feature/schedule"
	"quyet/feature/search"
	"quyet/feature/story"
	"quyet/feature/task"
)

// schema is what the story writes into.
var schema = []fs.FS{org.Schema, account.Schema, audit.Schema, factor.Schema, rule.Schema, search.Schema, doc.Schema, task.Schema, intake.Schema, board.Schema, plan.Schema, position.Schema, schedule.Schema, meeting.Schema, point.Schema, roll.Schema, brief.Schema, notice.Schema, chase.Schema, opinion.Schema, report.Schema, indicator.Schema}

func TestSmallStory(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		if err := story.Tell(t.Context(), o.Office, papers(t), story.Small, 1, nil); err != nil {
			t.Fatal(err)
		}
		o.MustView(t, func(v *work.View) error {
			tree, err := org.Load(t.Context(), v)
			if err != nil {
				return err
			}
			for day, want := range map[string]int{"2025-06-30": 3, "2025-07-01": 1} {
				n := 0
				chart := tree.Chart(civil.MustParse(day))
				for _, b := range chart.Subtree("") {
					if body, _ := tree.Body(b); body.Tier == org.Province && body.Kind == org.Committee && chart.Depth(b) == 1 {
						n++
					}
				}
				if n != want {
					t.Errorf("on %s there are %d provinces, want %d", day, n, want)
				}
			}
			return nil
		})
		// Every committee of today can give its next plan a number.
		o.MustView(t, func(v *work.View) error {
			tree, err := org.Load(t.Context(), v)
			if err != nil {
				return err
			}
			committees := 0
			for _, b := range tree.Chart(story.Today).Subtree("") {
				body, _ := tree.Body(b)
				if body.Kind != org.Committee || body.Tier != org.Province && body.Tier != org.Commune {
					continue
				}
				committees++
				if _, err := doc.NextNumber(t.Context(), v, b, doc.Of(citation.Plan), org.PartyRegime, story.Today); err != nil {
					t.Errorf("%s: %v", body.NameOn(story.Today), err)
				}
			}
			if committees < 2 {
				t.Errorf("there are %d committees", committees)
			}
			return nil
		})
	})
}

func BenchmarkFullStory(b *testing.B) {
	for b.Loop() {
		o := dbtest.New(b, 1, schema)
		if err := story.Tell(b.Context(), o.Office, papers(b), story.Full, 1, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// papers is where the story keeps its papers.
func papers(t testing.TB) *blob.Store {
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return files
}

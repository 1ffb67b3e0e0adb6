package task

import "quyet/feature/org"

// Instructs says whether issuer may give tasks to lead on the chart's day: to
// itself and those below it and, within one province, to bodies of a lower
// tier, as a department's plan does with communes.
func Instructs(tree *org.Tree, chart *org.Chart, issuer, lead org.ID) bool {
	return chart.Has(issuer) && chart.Has(lead) && instructs(tree, chart, issuer, lead)
}

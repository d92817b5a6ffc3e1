package evaluate

import (
	"math"
	"testing"
)

// Every level is the evaluation of its own strata, levels add up to all people, and
// the years are the results of the evaluation.
func TestSubGroups(t *testing.T) {
	e := run(t, duoContract)
	groups := assess(t, e).SubGroups
	names := map[string]SubGroups{}
	for _, g := range groups {
		names[g.Covariate] = g
		var n [2]int64
		for _, l := range g.Levels {
			n[0] += l.N[0]
			n[1] += l.N[1]
			if l.N[0] < int64(e.Contract.Disclosure.Threshold) {
				t.Errorf("%s %s: %v people are shown", g.Covariate, l.Level, l.N)
			}
		}
		last := e.Flow.Stages[len(e.Flow.Stages)-1].N
		if n[0] > last[0] || n[1] > last[1] || g.Covariate == "gender" && n != last {
			t.Errorf("%s: %v people of %v", g.Covariate, n, last)
		}
		if g.Interaction == nil || g.Interaction.DF != len(g.Levels)-1 || !(g.Interaction.PValue > 0 && g.Interaction.PValue < 1) {
			t.Errorf("%s: interaction %+v", g.Covariate, g.Interaction)
		}
	}
	years := names["year"]
	if len(years.Levels) != 3 || years.Heterogeneity == nil || math.Abs(years.Heterogeneity.Q-years.Interaction.Statistic) > 1e-12 {
		t.Fatalf("years %+v", years)
	}
	for i, l := range years.Levels {
		if want := e.Results[i].Difference; l.Difference.Value != want.Value || l.Difference.Lo != want.Lo || l.Difference.Hi != want.Hi {
			t.Errorf("%s: %+v, the evaluation has %+v", l.Level, l.Difference, want)
		}
	}
}

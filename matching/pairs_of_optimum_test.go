package matching

import (
	"math"
	"testing"
)

// TestOptimalPairsHaveTheLeastDistance holds named pairs to the optimum of MatchIt's
// scores (optmatch 0.10.8 with a tolerance of 0; see the reference's README).
func TestOptimalPairsHaveTheLeastDistance(t *testing.T) {
	c := readCrowd(t)
	for ratio, want := range map[float64]float64{1: 0.14320668800051, 2: 0} {
		d := c.scored(t, Spec{Covariates: free, Method: Optimal, Choice: Choice{Ratio: ratio}}, "ps_matchit")
		p, err := newPairer(d)
		if err != nil {
			t.Fatal(err)
		}
		pairs, err := p.Pairs(c.people())
		if err != nil {
			t.Fatal(err)
		}
		a, err := d.optimal()
		if err != nil {
			t.Fatal(err)
		}
		total, served := 0.0, map[int32]bool{}
		for _, pair := range pairs {
			if served[pair.Match] || c.arm[pair.Focal] != d.focal || c.arm[pair.Match] == d.focal {
				t.Fatalf("%v breaks a rule", pair)
			}
			served[pair.Match] = true
			total += d.space.between(c.profile[pair.Focal], c.profile[pair.Match])
		}
		if want == 0 {
			want = a.proof.Total
		}
		if len(pairs) != 320*int(ratio) || math.Abs(total-want) > 1e-9 || pairs[len(pairs)-1].K != int32(ratio) {
			t.Errorf("ratio %v: %d pairs with a total of %.14f, want %.14f", ratio, len(pairs), total, want)
		}
	}
}

package stats

import (
	"fmt"
	"math"
	"testing"
)

func TestSubgroupInteractionOfTwoIsTheWaldTest(t *testing.T) {
	a, b := EffectSE{0.15, 0.04}, EffectSE{0.02, 0.03}
	q, err := SubgroupInteraction([]EffectSE{a, b})
	must(t, err)
	d, err := SubgroupDifference(a, b, 0.95)
	must(t, err)
	z := 0.13 / 0.05
	if q.DF != 1 || math.Abs(q.Statistic-z*z) > 1e-12 || math.Abs(q.PValue-0.009322376047438) > 1e-9 || math.Abs(q.PValue-*d.PValue) > 1e-14 {
		t.Errorf("%+v, %+v", q, d)
	}
	if math.Abs(d.Lo-(0.13-1.959963984540054*0.05)) > 1e-15 {
		t.Errorf("%+v", d)
	}
}

func TestSubgroupContrasts(t *testing.T) {
	groups := []EffectSE{{0.1, 0.02}, {0.1, 0.03}, {0.4, 0.05}}
	out, err := SubgroupContrasts(groups, 0.95)
	must(t, err)
	want := 0.4 - 0.1 // against the others, which agree
	if len(out) != 3 || out[2].Subgroup != 2 || math.Abs(out[2].Value-want) > 1e-15 || !(*out[2].PValue < *out[0].PValue) {
		t.Errorf("%+v", out)
	}
	q, err := SubgroupInteraction(groups)
	must(t, err)
	if z := out[2].Value / out[2].SE; math.Abs(q.Statistic-z*z) > 1e-12 || q.DF != 2 {
		t.Errorf("Q %v, z² %v", q.Statistic, z*z)
	}
}

func TestSubgroupInteractionErrors(t *testing.T) {
	one := []EffectSE{{0.1, 0.1}}
	if _, err := SubgroupInteraction(one); err == nil {
		t.Error("one sub-group was accepted")
	}
	if _, err := SubgroupContrasts(one, 0.95); err == nil {
		t.Error("one sub-group was accepted")
	}
	if _, err := SubgroupDifference(one[0], one[0], 1); err == nil {
		t.Error("a level of 1 was accepted")
	}
	if _, err := SubgroupDifference(one[0], EffectSE{0.1, 0}, 0.9); err == nil {
		t.Error("a standard error of 0 was accepted")
	}
}

func ExampleSubgroupInteraction() {
	t, _ := SubgroupInteraction([]EffectSE{{0.15, 0.04}, {0.02, 0.03}, {0.08, 0.06}})
	fmt.Printf("%.2f with %d degrees of freedom, p = %.3f\n", t.Statistic, t.DF, t.PValue)
	// Output: 6.80 with 2 degrees of freedom, p = 0.033
}

package stats

import (
	"math"
	"strings"
	"testing"
)

// inputs reads "n1=100;p1=0.43;…".
func (r row) inputs(t *testing.T) func(name string) float64 {
	t.Helper()
	values := row{}
	for _, part := range strings.Split(r["inputs"], ";") {
		name, v, _ := strings.Cut(part, "=")
		values[name] = v
	}
	return func(name string) float64 { t.Helper(); return values.float(t, name) }
}

// powerRow recalculates one row of the table.
func powerRow(t *testing.T, r row) (float64, error) {
	t.Helper()
	in := r.inputs(t)
	proportions := func() TwoProportionPlan {
		return TwoProportionPlan{P1: in("p1"), P0: in("p2"), Ratio: in("ratio"), Alpha: in("alpha"), Sides: int(in("sides"))}
	}
	switch r["quantity"] {
	case "power_two_prop_pooled_null":
		return proportions().Power(in("n1"))
	case "power_two_prop_both_tails":
		p := proportions()
		p.BothTails = true
		return p.Power(in("n1"))
	case "n1_two_prop_pooled_null":
		return proportions().SampleSize(in("power"))
	case "mde_unpooled":
		return MDEPlan{in("n1"), in("n0"), in("p0"), in("alpha"), int(in("sides"))}.MDE(in("power"))
	case "mde_k_to_1":
		n0, err := MatchedSize(in("n1"), in("k"), in("icc"))
		must(t, err)
		return MDEPlan{in("n1"), n0, in("p0"), in("alpha"), int(in("sides"))}.MDE(in("power"))
	case "variance_ratio_k_to_1_vs_1_to_1":
		return MatchedVarianceRatio(in("k"), 0)
	case "kish_neff":
		return KishESS(in("sumw"), in("sumw2"))
	case "n_pairs_mcnemar":
		return PairsPlan{in("p12"), in("p21"), in("alpha"), int(in("sides"))}.SampleSize(in("power"))
	case "se_with_fpc":
		return FinitePopulationSE(in("p"), in("n"), in("N"))
	}
	t.Fatalf("unknown quantity %q", r["quantity"])
	return 0, nil
}

// cutOff is a published size of 76.706928 that was cut rather than rounded to its decimals.
const cutOff = "76.70692"

// Every row of the table: 1e-8 where computed and the
// printed decimals where published.
func TestPowerReference(t *testing.T) {
	rows := readReference(t, "power.csv")
	if len(rows) != 39 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, r := range rows {
		got, err := powerRow(t, r)
		must(t, err)
		tolerance := r.tolerance(t)
		if r["value"] == cutOff {
			tolerance *= 2
		}
		if want := r.float(t, "value"); !(math.Abs(got-want) <= tolerance) {
			t.Errorf("%s %s: %.15g, want %.15g", r["quantity"], r["inputs"], got, want)
		}
	}
}

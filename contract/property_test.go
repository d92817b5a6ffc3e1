package contract

import (
	"encoding/json"
	"math/big"
	"testing"

	"sib/contract/money"

	"pgregory.net/rapid"
)

// variants are contracts that the properties below hold for.
func variants(t *testing.T) []*Terms {
	each := []string{"scope: pooled\n    pooling: participants", "scope: each-cohort", "share_of_principal: 100 %", "amount: 150000"}
	return []*Terms{
		parsed(t),
		parsed(t, "{to: 0.1 %, mode: half-up}", "none"),
		parsed(t, "{to: 0.1 %, mode: half-up}", "{to: 5 %, mode: half-even}"),
		parsed(t, onPoints()...),
		parsed(t, append(onPoints(), each...)...),
		parsed(t, "amount: 290000", "amount: 5000"),
	}
}

func drawMeasurements(t *rapid.T) []Measurement {
	q := big.NewRat(rapid.Int64Range(1, 50).Draw(t, "q"), 50).RatString()
	var ms []Measurement
	for _, cohort := range []int{2014, 2015, 2016, 0} {
		n := rapid.Int64Range(1, 60).Draw(t, "n")
		ms = append(ms, measured(cohort, rapid.Int64Range(0, n).Draw(t, "events"), n, q))
	}
	return ms
}

func due(t *rapid.T, terms *Terms, ms []Measurement) *Decision {
	d, err := Decide(terms, Measurements{Compared: ms}, money.Date{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDueIsBounded(t *testing.T) {
	all := variants(t)
	rapid.Check(t, func(t *rapid.T) {
		terms := rapid.SampledFrom(all).Draw(t, "terms")
		d := due(t, terms, drawMeasurements(t))
		if d.Due.Sign() < 0 || d.Due.Cmp(terms.Payment.Cap.Amount) > 0 {
			t.Fatalf("due %s", d.Due)
		}
	})
}

func TestDueIsMonotone(t *testing.T) {
	all := variants(t)
	rapid.Check(t, func(t *rapid.T) {
		terms := rapid.SampledFrom(all).Draw(t, "terms")
		ms := drawMeasurements(t)
		before := due(t, terms, ms)
		for i, m := range ms {
			more := rapid.Int64Range(0, m.ProgrammeN-m.ProgrammeEvents).Draw(t, "more")
			ms[i] = measured(m.Cohort, m.ProgrammeEvents+more, m.ProgrammeN, m.ComparisonRate.RatString())
		}
		if after := due(t, terms, ms); after.Due.Cmp(before.Due) < 0 {
			t.Fatalf("more placements pay less: %s, then %s", before.Due, after.Due)
		}
	})
}

func TestOrderDoesNotMatter(t *testing.T) {
	all := variants(t)
	rapid.Check(t, func(t *rapid.T) {
		terms := rapid.SampledFrom(all).Draw(t, "terms")
		ms := drawMeasurements(t)
		want := marshal(t, due(t, terms, ms))
		got := marshal(t, due(t, terms, rapid.Permutation(ms).Draw(t, "order")))
		if got != want {
			t.Fatalf("another order gives\n%s\nnot\n%s", got, want)
		}
	})
}

func TestDecideChangesNothing(t *testing.T) {
	all := variants(t)
	rapid.Check(t, func(t *rapid.T) {
		terms := rapid.SampledFrom(all).Draw(t, "terms")
		ms := drawMeasurements(t)
		termsBefore, before := marshal(t, terms), marshal(t, ms)
		first := due(t, terms, ms)
		if marshal(t, terms) != termsBefore || marshal(t, ms) != before {
			t.Fatal("the terms or the measurements were changed")
		}
		if marshal(t, due(t, terms, ms)) != marshal(t, first) {
			t.Fatal("deciding twice gives two decisions")
		}
	})
}

// Binding verdicts and payments tell the same story.
func TestPaidIfMet(t *testing.T) {
	all := variants(t)
	rapid.Check(t, func(t *rapid.T) {
		terms := rapid.SampledFrom(all).Draw(t, "terms")
		d := due(t, terms, drawMeasurements(t))
		met, open := false, map[[2]any]bool{}
		for _, v := range d.Verdicts {
			if v.Met != (v.Margin >= 0) {
				t.Fatalf("met and margin disagree: %+v", v)
			}
			if v.Binding {
				met = met || v.Met
				open[[2]any{v.Rule, v.Cohort}] = open[[2]any{v.Rule, v.Cohort}] || !v.Met
			}
		}
		if met != (d.Due.Sign() > 0) {
			t.Fatalf("met: %t, due %s", met, d.Due)
		}
		for _, h := range d.Next {
			if !open[[2]any{h.Rule, h.Cohort}] {
				t.Fatalf("everything is met, but there is headroom %+v", h)
			}
			delete(open, [2]any{h.Rule, h.Cohort})
		}
		for key, missing := range open {
			if missing {
				t.Fatalf("no headroom for %v", key)
			}
		}
	})
}

func marshal(t *rapid.T, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

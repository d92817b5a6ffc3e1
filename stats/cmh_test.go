package stats

import (
	"math"
	"strings"
	"testing"
)

// By hand: 10 of 20 v 5 of 20. The excess is (10·20 − 5·20)/40 = 2.5, its variance
// 20·20·15·25/(40²·39) = 2.4038, chi-square 2.6; corrected, 2²/2.4038 = 1.664.
func TestCMHByHand(t *testing.T) {
	strata := []Stratum{{10, 20, 5, 20}}
	plain, err := CMH(strata)
	if err != nil || math.Abs(plain.Statistic-2.6) > 1e-12 || plain.DF != 1 {
		t.Errorf("%+v, %v", plain, err)
	}
	corrected, err := CMHCorrected(strata)
	if err != nil || math.Abs(corrected.Statistic-1.664) > 1e-12 || corrected.PValue <= plain.PValue {
		t.Errorf("%+v, %v", corrected, err)
	}
}

func TestCMHIsTheScoreTest(t *testing.T) {
	for name, strata := range designs(t) {
		c, err := CMH(strata)
		if err != nil {
			t.Fatal(err)
		}
		for _, method := range []StrataFunc{StratifiedScoreMH, StratifiedScoreMN} {
			e := mustStrata(t, method, strata, 0.95)
			if math.Abs(*e.PValue-c.PValue) > 1e-12 {
				t.Errorf("%s: %s p = %v, CMH %v", name, e.Method, *e.PValue, c.PValue)
			}
		}
	}
}

// The continuity correction does not turn a small excess into a large one.
func TestCMHCorrectedStopsAtZero(t *testing.T) {
	r, err := CMHCorrected([]Stratum{{1, 2, 1, 2}, {1, 3, 3, 8}})
	if err != nil || r.Statistic != 0 || r.PValue != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestStrataTestNamesAndErrors(t *testing.T) {
	if names := strings.Join(StrataTests(), " "); names != "cmh-chi2 cmh-chi2-cc homogeneity-score" {
		t.Error(names)
	}
	for _, name := range StrataTests() {
		f, ok := StrataTest(strings.ReplaceAll(name, "-", "_"))
		if !ok {
			t.Fatal(name)
		}
		for _, strata := range [][]Stratum{nil, {{0, 0, 3, 4}}, {{5, 4, 3, 4}}} {
			if r, err := f(strata); err == nil || !strings.HasPrefix(err.Error(), name+": ") {
				t.Errorf("%s %v: %+v, %v", name, strata, r, err)
			}
		}
	}
}

package stats

import (
	"math"
	"strings"
	"testing"
)

// On pairs it is the exact McNemar test: the discordant ones are tosses of a coin.
func TestExactCMHPairs(t *testing.T) {
	for _, tt := range [][2]int{{1, 0}, {3, 9}, {7, 7}, {20, 3}, {300, 180}} {
		b, c := tt[0], tt[1]
		got := mustTest(t, "cmh-exact", pairsOf(5, b, c, 8))
		pmf := make([]float64, b+c+1)
		binomialPMF(pmf, logChoose(float64(b+c)), 0.5)
		greater := 0.0
		for _, p := range pmf[b:] {
			greater += p
		}
		both := math.Min(1, 2*math.Min(greater, 1-greater+pmf[b]))
		if math.Abs(got.Greater-greater) > 1e-11*greater || math.Abs(got.TwoSided-both) > 1e-11*both {
			t.Errorf("%v: %+v, want %v and %v", tt, got, greater, both)
		}
	}
}

// On one set it is Fisher's exact test: the lady tasting tea.
func TestExactCMHIsFisher(t *testing.T) {
	units := independent(3, 4, 1, 4)
	for i := range units {
		units[i].Set = 0
	}
	got := mustTest(t, "cmh-exact", units)
	if math.Abs(got.Greater-17.0/70) > 1e-15 || math.Abs(got.TwoSided-34.0/70) > 1e-15 || math.Abs(got.Less-69.0/70) > 1e-15 || got.Expected != 2 {
		t.Errorf("%+v", got)
	}
}

// Large sets keep their digits: probabilities sum to 1 and have the mean and variance
// that the margins give.
func TestHypergeometric(t *testing.T) {
	for _, tab := range []setTable{
		{n1: 1, n: 2, x: 1}, {n1: 4, n: 8, x: 4}, {n1: 13, n: 14, x: 13}, {n1: 3, n: 500, x: 400},
		{n1: 5e6, n: 1e7, x: 2e5}, {n1: 1e5, n: 1e7, x: 9.9e6}, {n1: 300, n: 1e7, x: 4e6},
	} {
		low, _ := tab.support()
		var sum, mean, variance exactly
		p := tab.hypergeometric()
		for i, q := range p {
			sum.add(q)
			mean.add(q * (low + float64(i)))
		}
		for i, q := range p {
			d := low + float64(i) - mean.total()
			variance.add(q * d * d)
		}
		if math.Abs(sum.total()-1) > 1e-14 || math.Abs(mean.total()/tab.expected()-1) > 1e-12 || math.Abs(variance.total()/tab.variance()-1) > 1e-11 {
			t.Errorf("%+v: sum %v, mean %v, variance %v, want %v and %v", tab, sum.total(), mean.total(), variance.total(), tab.expected(), tab.variance())
		}
	}
}

// With many pairs the exact probabilities near those of the normal distribution.
func TestExactCMHMeetsCMH(t *testing.T) {
	units := pairsOf(100, 2080, 2000, 100)
	exact, asymptotic := mustTest(t, "cmh-exact", units), mustTest(t, "cmh", units)
	if math.Abs(exact.Greater-asymptotic.Greater) > 0.004 || exact.Greater <= asymptotic.Greater {
		t.Errorf("%+v and %+v", exact, asymptotic)
	}
}

func TestExactCMHRefusesTooManySets(t *testing.T) {
	_, err := ExactCMHSets(pairsOf(0, 30_000, 30_000, 0))
	if err == nil || !strings.HasPrefix(err.Error(), "cmh-exact: 60000 sets are too many for exact probabilities") {
		t.Error(err)
	}
}

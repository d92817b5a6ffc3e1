package stats

import (
	"math"
	"math/big"
	"testing"
)

// near checks to a relative error.
func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

// R 4.2.2: dbinom, pbinom and qbeta.
func TestBinomialAgreesWithR(t *testing.T) {
	coin, rare := binomial{1e7, 0.5, 0.5}, binomial{1e7, 1e-7, 1 - 1e-7}
	near(t, "at the mean", coin.at(5e6), 0.000252313245894184, 1e-12)
	near(t, "below the mean", coin.at(4998000), 0.000113371656061825, 1e-12)
	near(t, "none", rare.at(0), 0.36787942277747, 1e-12)
	near(t, "three", rare.at(3), 0.0613132371295776, 1e-12)
	near(t, "433 of 1300", binomial{1300, 0.33, 0.67}.at(429), 0.023525883640996, 1e-12)
	near(t, "almost certain", binomial{40, 0.999, 0.001}.at(16), 6.18539751927404e-62, 1e-11)

	big := binomial{1e7, 0.4003, 0.5997}
	near(t, "at least", big.atLeast(4e6), 0.973604814386591, 1e-11)
	near(t, "at most", big.atMost(4e6), 0.0264346893174503, 1e-11)
	near(t, "far tail", binomial{1e7, 0.4, 0.6}.atLeast(4.01e6+1), 5.43162156656026e-11, 1e-11)
	near(t, "not none", rare.atLeast(1), 0.63212057722253, 1e-11)
	near(t, "twice the lower tail", 2*coin.atMost(4.99e6), 2.54480049115518e-10, 1e-11)

	near(t, "exact limit of 1", clopperPearsonLower(1, 1e7, 0.025), 2.53178079522403e-09, 2e-8) // as 1 − 0.975^1e-7:
	near(t, "exact limit of 1", clopperPearsonLower(1, 1e7, 0.025), -math.Expm1(math.Log(0.975)/1e7), 1e-13)
	near(t, "exact limit", clopperPearsonLower(4e6, 1e7, 0.025), 0.399696342670473, 1e-14)
}

// The probabilities are those of whole-number arithmetic, and sum to 1.
func TestBinomialIsExact(t *testing.T) {
	for _, n := range []int64{1, 2, 5, 17, 60} {
		b, sum := binomial{float64(n), 0.25, 0.75}, 0.0
		for k := int64(0); k <= n; k++ {
			ways := new(big.Int).Mul(new(big.Int).Binomial(n, k), new(big.Int).Exp(big.NewInt(3), big.NewInt(n-k), nil))
			want, _ := new(big.Rat).SetFrac(ways, new(big.Int).Exp(big.NewInt(4), big.NewInt(n), nil)).Float64()
			near(t, "probability", b.at(float64(k)), want, 1e-13)
			near(t, "tails", b.atLeast(float64(k))+b.atMost(float64(k))-b.at(float64(k)), 1, 1e-13)
			sum += want
		}
		near(t, "sum", sum, 1, 1e-13)
	}
	if b := (binomial{5, 0.25, 0.75}); b.at(-1) != 0 || b.at(6) != 0 || b.atLeast(6) != 0 || b.atLeast(0) != 1 || b.atMost(5) != 1 {
		t.Error("counts outside 0 to n")
	}
	if never, always := (binomial{5, 0, 1}), (binomial{5, 1, 0}); never.at(0) != 1 || never.at(2) != 0 || always.at(5) != 1 || always.atMost(4) != 0 {
		t.Error("rates of 0 and 1")
	}
}

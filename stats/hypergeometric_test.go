package stats

import (
	"math"
	"math/big"
	"testing"
)

// Every probability of small tables is that of whole-number arithmetic.
func TestHypergeometricIsExact(t *testing.T) {
	for n1 := int64(1); n1 <= 6; n1++ {
		for n0 := int64(1); n0 <= 6; n0++ {
			for m := int64(0); m <= n1+n0; m++ {
				h := newHypergeometric(float64(n1), float64(n0), float64(m))
				for k := int64(0); k <= m; k++ {
					ways := new(big.Int).Mul(new(big.Int).Binomial(n1, k), new(big.Int).Binomial(n0, m-k))
					want, _ := new(big.Rat).SetFrac(ways, new(big.Int).Binomial(n1+n0, m)).Float64()
					if math.Abs(h.at(float64(k))-want) > 1e-15 {
						t.Errorf("%d of %d, %d events among %d: %v, want %v", k, n1, m, n1+n0, h.at(float64(k)), want)
					}
				}
			}
		}
	}
}

// R 4.2.2: dhyper and fisher.test, two-sided, greater and less.
func TestFisherAgreesWithRInLargeSamples(t *testing.T) {
	near(t, "probability", newHypergeometric(1e7, 1e7, 8.001e6).at(4.001e6), 0.000328150644029823, 1e-11)
	for _, tt := range []struct {
		a                  table
		two, greater, less float64
	}{
		{table{4.001e6, 1e7, 4e6, 1e7}, 0.648411888903607, 0.324205944451793, 0.676122206192237},
		{table{10, 20, 3, 20}, 0.0407423950249313, 0.0203711975124656, 0.997132163149961},
		{table{3, 1e7, 0, 1e7}, 0.249999962499998, 0.124999981249999, 1},
		{table{1500, 1e5, 1300, 1e5}, 0.0001513667325358, 7.56833662679002e-05, 0.999935123548049},
		{table{8, 22, 1, 11}, 0.212248652348764, 0.104101423233793, 0.987102478537406},
	} {
		for alternative, want := range map[Alternative]float64{TwoSided: tt.two, Greater: tt.greater, Less: tt.less} {
			r, err := FisherExact(tt.a.x1, tt.a.n1, tt.a.x0, tt.a.n0, 0, alternative)
			if err != nil {
				t.Fatal(err)
			}
			near(t, string(alternative), r.PValue, want, 1e-9)
		}
	}
}

// Arms of one size make every table as likely as its mirror image: a tie that
// rounding must not decide, so two-sided is exactly twice one-sided.
func TestFisherTies(t *testing.T) {
	for _, a := range []table{{10, 20, 3, 20}, {4.001e6, 1e7, 4e6, 1e7}, {70, 101, 33, 101}, {1, 5, 4, 5}} {
		two, err := FisherExact(a.x1, a.n1, a.x0, a.n0, 0, TwoSided)
		if err != nil {
			t.Fatal(err)
		}
		side := Greater
		if a.x1 < a.x0 {
			side = Less
		}
		one, err := FisherExact(a.x1, a.n1, a.x0, a.n0, 0, side)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "two-sided", two.PValue, 2*one.PValue, 1e-12)
	}
}

// compare orders counts as whole-number arithmetic does.
func TestCompareLikelihoods(t *testing.T) {
	h := newHypergeometric(9, 14, 11)
	ways := func(k int64) *big.Int {
		return new(big.Int).Mul(new(big.Int).Binomial(9, k), new(big.Int).Binomial(14, 11-k))
	}
	for j := int64(0); j <= 9; j++ {
		for k := int64(0); k <= 9; k++ {
			if got, want := h.compare(float64(j), float64(k)), ways(j).Cmp(ways(k)); got != want {
				t.Errorf("P(%d) and P(%d): %d, want %d", j, k, got, want)
			}
		}
	}
}

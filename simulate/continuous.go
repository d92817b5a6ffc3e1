package simulate

import "math/rand/v2"

// The continuous covariates: earnings in the year before entry, in euros and cents, and
// the distance to the nearest centre of work, in kilometres and metres.
var continuousNames = []string{"earnings", "distance_km"}

// bell is the range of a continuous covariate: a sum of three equal draws, so that
// whole numbers give every machine the same bell.
type bell struct{ least, each int64 }

var (
	programmeContinuous  = [2]bell{{120_000, 450_000}, {1_500, 6_000}}
	comparisonContinuous = [2]bell{{200_000, 700_000}, {800, 9_000}}
)

func (s bell) draw(r *rand.Rand) int64 {
	return s.least + r.Int64N(s.each) + r.Int64N(s.each) + r.Int64N(s.each)
}

// addContinuous draws the first n continuous covariates.
func (p *person) addContinuous(r *rand.Rand, n int, of [2]bell) {
	if n > 0 {
		p.cents = of[0].draw(r)
	}
	if n > 1 {
		p.metres = of[1].draw(r)
	}
}

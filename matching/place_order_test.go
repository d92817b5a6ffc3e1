package matching

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Turning the axes changes no distance, and no weight either. The places are on a lattice, so
// there are many solutions that are as good.
func TestAxesDoNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 90 {
		method := []Method{Optimal, Full, Quick}[round%3]
		places := drawPlaces(r, 4+r.IntN(20), 2, 3, true)
		again, to := shuffled(r, places)
		angle := r.Float64() * 6
		sin, cos := math.Sin(angle), math.Cos(angle)
		a := onMap(t, Spec{Method: method}, places)
		b := onMap(t, Spec{Method: method}, again)
		for k, p := range again {
			x, y := p.at[0]+0.1*p.at[1], p.at[1]
			b.space.at[2*k], b.space.at[2*k+1] = cos*x-sin*y, sin*x+cos*y
		}
		for k, p := range places {
			a.space.at[2*k], a.space.at[2*k+1] = p.at[0]+0.1*p.at[1], p.at[1]
		}
		sameWeights(t, string(method), weightsOf(t, a), weightsOf(t, b), to)
	}
}

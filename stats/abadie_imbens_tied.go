package stats

import (
	"errors"
	"math"
)

// TiedGroup is comparison people who cannot be told apart, with the events among them.
type TiedGroup struct{ N, Events float64 }

// TiedSet is programme people who cannot be told apart, with the events among them and
// their nearest comparison people.
type TiedSet struct {
	N, Events float64
	Nearest   []TiedShare
}

// TiedShare says that each person of a group, an index into the groups, weighs Each in
// the mean of the comparison people of one programme person. The shares of all people
// in a set sum to 1.
type TiedShare struct {
	Group int
	Each  float64
}

// AbadieImbensTied is AbadieImbens for TargetPopulation on counts of people in place of
// units: the same formula (Abadie and Imbens 2006, Econometrica 74:235, with ties
// averaged and one outcome variance for all), at a cost that grows with profiles.
func AbadieImbensTied(sets []TiedSet, groups []TiedGroup) (Spread, error) {
	const op = "abadie-imbens"
	reused := make([]struct{ k, k2 float64 }, len(groups))
	var n, sum float64
	base := make([]float64, len(sets))
	for i, s := range sets {
		for _, near := range s.Nearest {
			g := groups[near.Group]
			base[i] += float64(near.Each * g.Events)
			reused[near.Group].k += float64(s.N * near.Each)
			reused[near.Group].k2 += float64(s.N * float64(near.Each*near.Each))
		}
		n += s.N
		sum += s.Events - float64(s.N*base[i])
	}
	if n == 0 {
		return Spread{}, errors.New(op + ": no programme people")
	}
	a := neighbourly{n: n, mean: sum / n}
	var between, pairs, kk, k2 exactly
	for i, s := range sets {
		for y, people := range [2]float64{s.N - s.Events, s.Events} {
			d := float64(y) - base[i] - a.mean
			between.add(float64(people * float64(d*d)))
			// The outcomes of the nearest are 0 or 1 with mean base: their variance is base(1 − base).
			pairs.add(float64(people * (float64(d*d) + float64(base[i]*(1-base[i])))))
		}
	}
	for g, r := range reused {
		kk.add(float64(groups[g].N * float64(r.k*r.k)))
		k2.add(float64(groups[g].N * r.k2))
	}
	a.between, a.pairs, a.kk, a.k2 = between.total(), pairs.total(), kk.total(), k2.total()
	return Spread{Value: a.mean, SE: math.Sqrt(a.variance(TargetPopulation)), DF: math.Inf(1), Clusters: int(n), Method: op}, nil
}

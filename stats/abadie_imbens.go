package stats

import (
	"fmt"
	"math"
)

// Target says for whom an Abadie–Imbens variance speaks.
type Target int

const (
	// TargetPopulation is for people like these: R's Matching, sample = FALSE.
	TargetPopulation Target = iota
	// TargetSample is for these people with their covariates, outcomes being random:
	// R's Matching, sample = TRUE.
	TargetSample
	// TargetPairs takes every pair of a programme and a comparison person as an
	// independent difference: R's Matching, se.standard. It ignores reuse and is here to
	// be compared with.
	TargetPairs
)

// AbadieImbens returns the mean over programme people of y less the weighted mean of
// their comparison people, with the standard error of Abadie and Imbens 2006
// (Econometrica 74:235) for matching with replacement, as R's Matching 4.10
// computes it with ties averaged and one outcome variance for all.
//
// A set holds the programme people who share comparison people, and those: one
// programme person with the M nearest, or all of an exact stratum; weights in a set are
// shares of it. With K the sum and K² the sum of squares of the shares a comparison
// person has in programme people, the population variance is [Σ(dᵢ − d)² +
// σ²·Σ(K·K − K²)]/n², that of the sample σ²·(n + ΣK·K)/n², and σ² is half the mean
// squared deviation of the pairs' differences from d. n are the programme people, who
// stand in one set each. The interval is normal. A set without one of the arms, unequal
// programme weights, and an unknown target are errors.
func AbadieImbens(units []Unit, target Target) (Spread, error) {
	op, ok := map[Target]string{
		TargetPopulation: "abadie-imbens", TargetSample: "abadie-imbens-sample", TargetPairs: "abadie-imbens-pairs",
	}[target]
	if !ok {
		return Spread{}, fmt.Errorf("abadie-imbens: unknown target %d", int(target))
	}
	s, err := newMatched(op, units)
	if err != nil {
		return Spread{}, err
	}
	if err := s.checkProgrammeOnce(op); err != nil {
		return Spread{}, err
	}
	a, err := s.neighbours(op)
	if err != nil {
		return Spread{}, err
	}
	out := s.spread(op, a.variance(target), math.Inf(1), int(a.n))
	out.Value = a.mean
	return out, nil
}

// checkProgrammeOnce wants each programme person in one unit, all with one weight.
func (s *matchedSample) checkProgrammeOnce(op string) error {
	seen := map[int64]bool{}
	weight := 0.0
	for _, u := range s.units {
		if !u.Programme {
			continue
		}
		if seen[u.Person] {
			return fmt.Errorf("%s: a programme person stands in two sets: want each in one", op)
		}
		if weight != 0 && u.Weight != weight {
			return fmt.Errorf("%s: programme weights are %v and %v: want them equal", op, weight, u.Weight)
		}
		seen[u.Person], weight = true, u.Weight
	}
	return nil
}

// neighbourly are the sums of the Abadie–Imbens variances.
type neighbourly struct {
	n, mean float64
	between float64 // Σ(dᵢ − d)² over programme people
	pairs   float64 // Σ over programme people of the mean of (yᵢ − yⱼ − d)²
	kk, k2  float64 // Σ K·K and Σ K² over comparison people
}

func (a neighbourly) variance(target Target) float64 {
	sigma2 := a.pairs / a.n / 2
	v := 0.0
	switch target {
	case TargetPopulation:
		v = a.between + float64(sigma2*math.Max(0, a.kk-a.k2))
	case TargetSample:
		v = float64(sigma2 * (a.n + a.kk))
	case TargetPairs:
		v = a.pairs
	}
	return v / a.n / a.n
}

func (s *matchedSample) neighbours(op string) (neighbourly, error) {
	sets, err := s.neighbourSets(op)
	if err != nil {
		return neighbourly{}, err
	}
	c := s.clusters(BySet)
	a := neighbourly{n: s.arms[1].n}
	a.mean = sumOf(len(sets), func(g int) float64 { return sets[g].events - float64(sets[g].n*sets[g].base) }) / a.n
	var between, pairs exactly
	for i, u := range s.units {
		if !u.Programme {
			continue
		}
		set := sets[c.of[i]]
		d := u.Y - set.base - a.mean
		between.add(float64(d * d))
		// The mean of (y − yⱼ − d)² over j is (y − mean yⱼ − d)² plus the variance of yⱼ.
		pairs.add(float64(d*d) + set.within)
	}
	a.between, a.pairs = between.total(), pairs.total()
	a.kk, a.k2 = s.reuseSums(c, sets)
	return a, nil
}

// neighbourSet is a set's programme people and events, the weight of its comparison
// people, and the mean and variance of their outcomes.
type neighbourSet struct{ n, events, weight, base, within float64 }

func (s *matchedSample) neighbourSets(op string) ([]neighbourSet, error) {
	c := s.clusters(BySet)
	count := c.sums(s, func(int) float64 { return 1 })
	events := c.sums(s, func(i int) float64 { return s.units[i].Y })
	plain, err := s.sets(op)
	if err != nil {
		return nil, err
	}
	weight := c.sums(s, func(i int) float64 { return s.units[i].Weight })
	around := c.sums(s, func(i int) float64 {
		d := s.units[i].Y - plain[c.of[i]].base
		return float64(s.units[i].Weight * float64(d*d))
	})
	out := make([]neighbourSet, c.count)
	for g := range out {
		out[g] = neighbourSet{count[g][1], events[g][1], weight[g][0], plain[g].base, around[g][0] / weight[g][0]}
	}
	return out, nil
}

// reuseSums returns Σ K·K and Σ K² over different comparison people.
func (s *matchedSample) reuseSums(c clustering, sets []neighbourSet) (kk, k2 float64) {
	people := s.clusters(ByPerson)
	share := func(i int) float64 { return s.units[i].Weight / sets[c.of[i]].weight }
	k := people.sums(s, func(i int) float64 { return float64(sets[c.of[i]].n * share(i)) })
	squares := people.sums(s, func(i int) float64 { return float64(sets[c.of[i]].n * float64(share(i)*share(i))) })
	kk = sumOf(people.count, func(p int) float64 { return float64(k[p][0] * k[p][0]) })
	return kk, sumOf(people.count, func(p int) float64 { return squares[p][0] })
}

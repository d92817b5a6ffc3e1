package stats

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// SetBootstrap returns the weighted difference with the percentile interval of draws
// resamples of whole sets (Austin, Small 2014, Stat. Med. 33:4306). The seed is the
// caller's: the same units, draws and seed give the same interval, whatever the order
// of the units. Limits are quantiles of definition 7 of Hyndman and Fan 1996.
//
// It is refused when anybody stands in two sets: how often comparison people are used
// then depends on the sample in a way that no resampling reproduces (Abadie, Imbens
// 2008, Econometrica 76:1537). Use PeopleNewcombe, TwoWay or AbadieImbens there. It is
// refused too for a set without one of the arms, fewer than two sets, and fewer than
// 100 draws or more than a million.
func SetBootstrap(units []Unit, level float64, draws int, seed uint64) (Estimate, error) {
	const op = "set-bootstrap"
	if err := checkLevel(op, level); err != nil {
		return Estimate{}, err
	}
	if draws < 100 || draws > 1_000_000 {
		return Estimate{}, bad(op, "draws", float64(draws), "100 to 1000000")
	}
	s, err := newMatched(op, units)
	if err != nil {
		return Estimate{}, err
	}
	if s.reuses() {
		return Estimate{}, fmt.Errorf("%s: %w", op, errReused)
	}
	sums, err := s.setSums(op)
	if err != nil {
		return Estimate{}, err
	}
	values := resample(sums, draws, rand.NewPCG(seed, 0))
	slices.Sort(values)
	e := Estimate{Value: s.diff(), Lo: quantile7(values, (1-level)/2), Hi: quantile7(values, (1+level)/2), Level: level, Method: op}
	if e.Lo == e.Hi {
		e.Warnings = append(e.Warnings, "all resamples gave the same difference: the interval has no width")
	}
	return e, nil
}

var errReused = errors.New("people stand in several sets, as after matching with replacement: resampling sets is not valid there (Abadie, Imbens 2008); use people-newcombe, two-way or abadie-imbens")

// setSum is a set's weights and weighted events: comparison, programme.
type setSum struct{ w, wy [2]float64 }

func (s *matchedSample) setSums(op string) ([]setSum, error) {
	if _, err := s.sets(op); err != nil {
		return nil, err
	}
	c := s.clusters(BySet)
	if c.count < 2 {
		return nil, fmt.Errorf("%s: one set: want at least 2", op)
	}
	w := c.sums(s, func(i int) float64 { return s.units[i].Weight })
	wy := c.sums(s, func(i int) float64 { return float64(s.units[i].Weight * s.units[i].Y) })
	out := make([]setSum, c.count)
	for g := range out {
		out[g] = setSum{w[g], wy[g]}
	}
	return out, nil
}

func resample(sets []setSum, draws int, random *rand.PCG) []float64 {
	values := make([]float64, draws)
	for d := range values {
		var sum setSum
		for range sets {
			one := sets[below(random, uint64(len(sets)))]
			for a := range one.w {
				sum.w[a] += one.w[a]
				sum.wy[a] += one.wy[a]
			}
		}
		values[d] = clip(sum.wy[1]/sum.w[1], 0, 1) - clip(sum.wy[0]/sum.w[0], 0, 1)
	}
	return values
}

func quantile7(sorted []float64, p float64) float64 {
	at := float64(p * float64(len(sorted)-1))
	i := int(math.Floor(at))
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}

// below draws a number from 0 to n − 1, each as likely (Lemire 2019, ACM Trans. Model.
// Comput. Simul. 29:3). It is written out so that a seed means the same numbers for good.
func below(random *rand.PCG, n uint64) uint64 {
	high, low := bits.Mul64(random.Uint64(), n)
	for low < -n%n {
		high, low = bits.Mul64(random.Uint64(), n)
	}
	return high
}

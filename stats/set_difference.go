package stats

import "fmt"

// matchedSet is what one set adds: its programme weight, and the weighted rates of
// its two arms.
type matchedSet struct {
	weight     float64 // of the programme people
	rate, base float64 // of programme and comparison
}

func (m matchedSet) diff() float64 { return m.rate - m.base }

// sets returns the sets in their order. A set without one of the arms is an error:
// it is no comparison.
func (s *matchedSample) sets(op string) ([]matchedSet, error) {
	c := s.clusters(BySet)
	weight := c.sums(s, func(i int) float64 { return s.units[i].Weight })
	events := c.sums(s, func(i int) float64 { return float64(s.units[i].Weight * s.units[i].Y) })
	out := make([]matchedSet, c.count)
	for g := range out {
		if weight[g][0] == 0 || weight[g][1] == 0 {
			return nil, fmt.Errorf("%s: a set lacks programme or comparison people: want both in every set", op)
		}
		out[g] = matchedSet{weight[g][1], events[g][1] / weight[g][1], events[g][0] / weight[g][0]}
	}
	return out, nil
}

// SetDifference returns the mean of the differences within sets, each set weighted by
// its programme people, with the standard error √(G/(G − 1)·Σm²(d − mean)²)/Σm (the
// ratio estimator, Cochran 1977, chapter 6). With one programme person in each set it
// is the mean with sd/√G, and the interval Student's t with G − 1 degrees of freedom,
// the paired t interval. It takes sets as independent: with comparison people in
// several sets its variance is 0.2 to 0.9 of the truth, and a warning says so. Fewer
// than two sets, or a set without one of the arms, are errors.
func SetDifference(units []Unit) (Spread, error) {
	const op = "set-difference"
	s, err := newMatched(op, units)
	if err != nil {
		return Spread{}, err
	}
	sets, err := s.sets(op)
	if err != nil {
		return Spread{}, err
	}
	g := float64(len(sets))
	if g < 2 {
		return Spread{}, fmt.Errorf("%s: one set: want at least 2", op)
	}
	m := sumOf(len(sets), func(i int) float64 { return sets[i].weight })
	mean := sumOf(len(sets), func(i int) float64 { return float64(sets[i].weight * sets[i].diff()) }) / m
	variance := float64(bessel(g) * sumOf(len(sets), func(i int) float64 {
		part := float64(sets[i].weight / m * (sets[i].diff() - mean))
		return float64(part * part)
	}))
	out := s.spread(op, variance, g-1, len(sets))
	out.Value = mean
	if s.reuses() {
		out.Warnings = append(out.Warnings, reuseWarning)
	}
	return out, nil
}

const reuseWarning = "people stand in several sets: sets are not independent and the interval is too narrow"

// reuses reports whether somebody stands in more than one set.
func (s *matchedSample) reuses() bool {
	return s.clusters(BySetAndPerson).count > s.clusters(ByPerson).count
}

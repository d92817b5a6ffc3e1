package evaluate

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"math/big"
	"slices"

	"sib/cohort"
	"sib/contract"
	"sib/contract/money"
	"sib/matching"
	"sib/stats"
)

// draw is what comes of one order of the people.
type draw struct {
	years     []drawYear // the cohort's years, then pooled
	due       money.Amount
	verdicts  []contract.Verdict // that bind
	undecided error              // why nothing is decided
	err       error              // why there is nothing at all
}

// drawYear is one cohort year of a draw, or all of them.
type drawYear struct {
	year      int
	n, events int64    // focal people with an outcome and a match with an outcome
	own       *big.Rat // their rate; nil without any
	matched   *big.Rat // the rate of their matches, weighted
	ess       float64  // of the matches
}

// draw shuffles, matches and measures.
func (s *shuffler) draw(number int) draw {
	people := s.crowd.shuffled(s.seeded(number))
	pairs, err := s.pairs(people.People)
	if err != nil {
		return draw{err: err}
	}
	var out draw
	for _, year := range append(slices.Clone(s.cohort.Years), 0) {
		out.years = append(out.years, s.measure(people, pairs, year))
	}
	if out.years[len(out.years)-1].n == 0 {
		return draw{err: errors.New("match: nobody has a match with an outcome")}
	}
	decision, err := s.decide(out.years)
	if err != nil {
		out.undecided = err
		return out
	}
	out.due = decision.Due
	out.verdicts = slices.DeleteFunc(decision.Verdicts, func(v contract.Verdict) bool { return !v.Binding })
	return out
}

// measure compares the focal people of one year, or of all for 0, with their matches,
// which weigh 1 together for each of them. Pairs without both outcomes do not count.
func (s *shuffler) measure(people crowd, pairs []matching.Pair, year int) drawYear {
	out := drawYear{year: year}
	placements := map[int64]int64{} // among matches, by how many share a focal person
	var served []share
	for mine := range byFocal(pairs) {
		who := mine[0].Focal
		if people.results[who] == unobserved || year != 0 && s.cohort.Profiles[people.Profile[who]].Year != year {
			continue
		}
		var sharing, hits int64
		for _, pair := range mine {
			sharing += flag(people.results[pair.Match] != unobserved)
			hits += flag(people.results[pair.Match] == placed)
		}
		if sharing == 0 {
			continue
		}
		out.n++
		out.events += flag(people.results[who] == placed)
		placements[sharing] += hits
		for _, pair := range mine {
			if people.results[pair.Match] != unobserved {
				served = append(served, share{pair.Match, 1 / float64(sharing)})
			}
		}
	}
	if out.n == 0 {
		return out
	}
	byDen := map[int64]*big.Int{}
	for den, k := range placements {
		byDen[den] = big.NewInt(k)
	}
	out.own, out.matched = big.NewRat(out.events, out.n), sumOf(byDen)
	out.matched.Quo(out.matched, new(big.Rat).SetInt64(out.n))
	out.ess = essOf(served)
	return out
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// byFocal yields the pairs of one focal person after the other.
func byFocal(pairs []matching.Pair) iter.Seq[[]matching.Pair] {
	return func(yield func([]matching.Pair) bool) {
		for len(pairs) > 0 {
			n := 1
			for n < len(pairs) && pairs[n].Focal == pairs[0].Focal {
				n++
			}
			if !yield(pairs[:n]) {
				return
			}
			pairs = pairs[n:]
		}
	}
}

// share is what one pair adds to the weight of a match.
type share struct {
	person int32
	weight float64
}

// essOf is Kish's effective size (Σw)²/Σw² (Kish 1965) of the people who serve. It
// sorts the shares, so that sums have an order that the people do not.
func essOf(shares []share) float64 {
	slices.SortFunc(shares, func(a, b share) int {
		return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.weight, b.weight))
	})
	var weights []float64
	for i, x := range shares {
		if i == 0 || shares[i-1].person != x.person {
			weights = append(weights, 0)
		}
		weights[len(weights)-1] += x.weight
	}
	slices.Sort(weights)
	var sum, squares float64
	for _, w := range weights {
		sum += w
		squares += float64(w * w)
	}
	return float64(sum*sum) / squares
}

// rates of the programme and the comparison group.
func (s *shuffler) rates(y drawYear) (p1, p0 *big.Rat) {
	if s.spec.Focal() == cohort.Comparison {
		return y.matched, y.own
	}
	return y.own, y.matched
}

// decide asks the contract what it would pay.
func (s *shuffler) decide(years []drawYear) (*contract.Decision, error) {
	if s.spec.Focal() != cohort.Programme {
		return nil, fmt.Errorf("the contract counts placements of the programme group, which is weighted under the %s", matching.OnControl)
	}
	var measured []contract.Measurement
	for _, y := range years {
		if y.n == 0 {
			return nil, fmt.Errorf("in one draw nobody of cohort year %d has a match with an outcome", y.year)
		}
		diff, err := s.interval(y)
		if err != nil {
			return nil, err
		}
		m := contract.Measurement{
			Cohort: y.year, ProgrammeN: y.n, ProgrammeEvents: y.events,
			ProgrammeRate: y.own, ComparisonRate: y.matched, Difference: diff,
		}
		if err := infer(s.terms, &m, func(level float64) (stats.Estimate, error) { return s.intervalAt(y, level) }); err != nil {
			return nil, err
		}
		measured = append(measured, m)
	}
	return s.given.decide(s.terms, measured)
}

// interval is the contract's interval, if the contract decides on it.
func (s *shuffler) interval(y drawYear) (stats.Estimate, error) {
	if !slices.ContainsFunc(versions(s.terms), func(t *contract.Terms) bool { return t.NeedsBounds() || t.NeedsPValue() }) {
		return stats.Estimate{}, nil
	}
	return s.intervalAt(y, s.terms.Interval.Level.Float64())
}

func (s *shuffler) intervalAt(y drawYear, level float64) (stats.Estimate, error) {
	method := s.terms.Interval.Method
	if method != contract.WeightedNewcombe {
		return stats.Estimate{}, fmt.Errorf("the contract decides on a bound or p-value of the interval %q, which is over strata or neighbours, and pairs make none", method)
	}
	t := totals{strata: 1, n: [2]int64{y.n, y.n}, events: [2]int64{y.events, 0}, p1: y.own, p0: y.matched, ess: [2]float64{float64(y.n), y.ess}}
	return difference(method, t, nil, y.year, level)
}

package outlook

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"sib/contract"
)

// streamRule says where draws come from; uniform carries it out. There is no seed
// to choose, and anybody with a SHA-256 can draw the same.
const streamRule = `draw d (from 0) of number k (programme and comparison outcomes of each cohort in turn, from 0) is the smallest count whose cumulative chance is at least (u + ½)/2^53, u the first 53 bits of SHA-256("sib-outlook/1 " ‖ the contract's sha256 ‖ " " ‖ d ‖ " " ‖ k)`

func uniform(t *contract.Terms, draw, k int) float64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "sib-outlook/1 %s %d %d", t.Digest, draw, k))
	return (float64(binary.BigEndian.Uint64(sum[:8])>>11) + 0.5) / (1 << 53)
}

// drawn decides on draws of all cohorts. The same uniform numbers serve every
// scenario, so that a better programme is never drawn worse.
func (e *engine) drawn(units []unit, all [][]odds, draws int) ([]Prospect, error) {
	s := sampler{e: e, units: units, known: map[string]int{}}
	kinds := make([][]int, len(all))
	for i, o := range all {
		kinds[i] = s.draw(o, draws)
	}
	d, err := e.decideAll(len(s.cells), func(i int) ([]contract.Measurement, error) { return s.measurements(s.cells[i]) })
	if err != nil {
		return nil, err
	}
	var out []Prospect
	for i := range all {
		p := make([]float64, len(s.cells))
		for _, k := range kinds[i] {
			p[k]++
		}
		for k := range p {
			p[k] /= float64(draws)
		}
		got := e.prospect(d, p)
		got.Draws = draws
		got.ExpectedSE = got.SD / math.Sqrt(float64(draws))
		out = append(out, got)
	}
	return out, nil
}

// sampler gathers the joint results that were drawn, one of each kind.
type sampler struct {
	e     *engine
	units []unit
	cells [][]cell
	known map[string]int
}

// draw returns the kind of each draw.
func (s *sampler) draw(o []odds, draws int) []int {
	var below [][2][]float64
	for _, x := range o {
		below = append(below, [2][]float64{x.programme.below(), x.comparison.below()})
	}
	out := make([]int, draws)
	for d := range out {
		var cells []cell
		for i, u := range s.units {
			x1 := o[i].programme.quantile(below[i][0], uniform(s.e.terms, d, 2*i))
			x0 := o[i].comparison.quantile(below[i][1], uniform(s.e.terms, d, 2*i+1))
			cells = append(cells, u.at(x1, x0))
		}
		out[d] = s.kind(cells)
	}
	return out
}

func (s *sampler) kind(cells []cell) int {
	b := s.sign(cells)
	k, ok := s.known[string(b)]
	if !ok {
		k = len(s.cells)
		s.known[string(b)] = k
		s.cells = append(s.cells, cells)
	}
	return k
}

// sign is what the terms see of all cohorts and of the pool; the very counts where
// they pool in a way that this package does not know.
func (s *sampler) sign(cells []cell) []byte {
	var b []byte
	for i, u := range s.units {
		for _, m := range u.asked(s.e.uses) {
			b = m.sign(b, cells[i])
		}
	}
	for _, m := range s.e.uses {
		switch {
		case m.Scope == contract.EachCohort:
		case m.Scope == contract.Pooled && m.Pooling == contract.Participants:
			b = m.sign(b, pooledOf(cells))
		case m.Scope == contract.Pooled && m.Statistic == contract.PointEstimate && m.Pooling == contract.MeanOfRates:
			b = m.sign(b, meanOf(cells))
		case m.Scope == contract.Pooled && m.Statistic == contract.PointEstimate && m.Pooling == contract.MeanOfEffects:
			b = m.signMean(b, cells)
		default:
			for _, c := range cells {
				b = fmt.Appendf(b, "%s,%s;", c.programme.RatString(), c.comparison.RatString())
			}
		}
	}
	return b
}

// measurements are those of the cohorts and, unless a cohort is all there is, of the pool.
func (s *sampler) measurements(cells []cell) ([]contract.Measurement, error) {
	var out []contract.Measurement
	for i, u := range s.units {
		m, err := u.measurements(cells[i], s.e.levels)
		if err != nil {
			return nil, err
		}
		out = append(out, m...)
	}
	if slices.ContainsFunc(out, func(m contract.Measurement) bool { return m.Cohort == 0 }) {
		return out, nil
	}
	pool := pooledOf(cells)
	m, err := pool.measurement(0, s.e.levels)
	return append(out, m), err
}

package matching

import (
	"fmt"
	"math"

	"sib/cohort"
)

// finish turns what a method found into a Sample.
func (d *design) finish(a assignment) (*Sample, error) {
	switch {
	case a.weights != nil:
	case a.strata != nil:
		a.weights = d.strataWeights(a.strata)
	default:
		a.weights = d.linkWeights(a.links)
	}
	s := &Sample{
		Method:   d.method(),
		Estimand: string(d.spec.Estimand),
		Spec:     d.spec,
		Score:    d.model,
		Proof:    a.proof,
		Strata:   a.strata,
		Links:    a.links,
		Weights:  a.weights,
		Dropped:  d.dropped(a.weights),
		Left:     d.whoDropped(a.weights),
	}
	for k, b := range d.bins {
		if d.spec.Covariates[k].Mode == Free {
			b.labels = []string{}
		}
		s.Levels = append(s.Levels, b.labels)
	}
	for _, y := range d.c.Years {
		s.Years = append(s.Years, d.group(a, y))
	}
	s.Pooled = d.group(a, 0)
	if len(s.Dropped) > 0 || s.Pooled.Shortfall > 0 {
		s.Estimand = MatchedSample
	}
	if err := d.acceptable(s); err != nil {
		return nil, err
	}
	s.Balance = balanceOf(d, s)
	return s, nil
}

// method is the name under which the design is reported.
func (d *design) method() string {
	if d.spec.Method != Stratification {
		return string(d.spec.Method)
	}
	for _, cov := range d.spec.Covariates {
		if cov.Mode == Coarsened {
			return string(Coarsened)
		}
	}
	return string(Exact)
}

// group counts one year, or all of them for year 0.
func (d *design) group(a assignment, year int) Group {
	g := Group{Year: year}
	var sum, squares [2]float64
	for i, p := range d.c.Profiles {
		if year != 0 && p.Year != year {
			continue
		}
		for arm, n := range p.N {
			g.Eligible[arm] += n
			if w := a.weights[i][arm]; w > 0 {
				g.Matched[arm] += n
				sum[arm] += float64(float64(n) * w)
				squares[arm] += float64(float64(float64(n)*w) * w)
			}
		}
	}
	for arm, ess := range [2]*float64{&g.ProgrammeESS, &g.ESS} {
		if squares[arm] > 0 {
			*ess = float64(sum[arm]*sum[arm]) / squares[arm]
		}
	}
	for _, s := range a.strata {
		if year == 0 || s.Year == year {
			g.Strata++
		}
	}
	for _, l := range a.links {
		if year == 0 || d.c.Profiles[l.Programme].Year == year {
			g.Pairs += l.N
		}
	}
	if len(a.links) > 0 {
		// Sums of shares are off by rounding alone, far below one person.
		if short := float64(g.Matched[d.focal]) - sum[d.focal]; short > 1e-6 {
			g.Shortfall = math.Round(short*1e9) / 1e9
		}
	}
	return g
}

// dropped counts, by year and cell, the people whom the estimand is about and who
// have no weight.
func (d *design) dropped(w [][2]float64) []Dropped {
	var out []Dropped
	at := map[string]int{}
	for i, p := range d.c.Profiles {
		n := p.N[d.focal]
		if n == 0 || w[i][d.focal] > 0 {
			continue
		}
		key := keyOf(p, d.bins)
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			out = append(out, Dropped{Year: p.Year, Values: labelsOf(key, d.bins)})
		}
		out[k].N += n
	}
	return out
}

// acceptable applies the spec's policy on people without a match.
func (d *design) acceptable(s *Sample) error {
	if d.spec.Unmatched == Refuse && s.Estimand == MatchedSample {
		return &Unmatchable{Spec: d.spec, Dropped: s.Dropped, Shortfall: s.Pooled.Shortfall}
	}
	for _, y := range s.Years {
		if y.Matched[cohort.Programme] == 0 || y.Matched[cohort.Comparison] == 0 {
			return &Unmatchable{Spec: d.spec, Year: y.Year}
		}
	}
	return nil
}

func checkCovariates(c *cohort.Cohort, spec Spec) error {
	if len(spec.Covariates) != len(c.Domains) {
		return fmt.Errorf("match: %d covariates in the spec, %d in the cohort", len(spec.Covariates), len(c.Domains))
	}
	for i, cov := range spec.Covariates {
		if cov.Name != c.Domains[i].Name {
			return fmt.Errorf("match: covariate %d is %q in the spec and %q in the cohort", i+1, cov.Name, c.Domains[i].Name)
		}
	}
	return nil
}

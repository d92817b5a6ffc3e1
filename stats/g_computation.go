package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// GVariance says how GComputation takes the variance of the coefficients.
type GVariance int

const (
	GModel  GVariance = iota // the inverse information of the model, a weight of 2 as two people
	GHC0                     // the sandwich, units independent
	GSet                     // the sandwich, sets independent, no adjustment: CR0
	GPerson                  // the sandwich, people independent, no adjustment
)

var gNames = map[GVariance]string{
	GModel: "g-computation-model", GHC0: "g-computation-hc0", GSet: "g-computation-set", GPerson: "g-computation-person",
}

// GComputation returns the effect on the programme people by g-computation: a weighted
// logistic regression of y on the arm and covariates, and the mean difference of the two
// rates that it predicts for each programme person (Robins 1986; Snowden, Rose, Mortimer
// 2011, Am. J. Epidemiol. 173:731). covariates[i] belongs to units[i], all rows of one
// length; no constant and no arm among them. Strata go in as columns of 0 and 1: see
// Dummies. With exact strata as the only covariates, and weights that give the arms the
// same shares of each, the result is the weighted difference itself.
//
// The standard error is by the delta method, the covariates of the programme people
// taken as fixed; the interval is normal. Outcomes other than 0 and 1, rows of unequal
// length, numbers that are not finite, collinear covariates, and separated outcomes (a
// stratum with no events, or with nothing else) are errors.
func GComputation(units []Unit, covariates [][]float64, variance GVariance) (Spread, error) {
	op, ok := gNames[variance]
	if !ok {
		return Spread{}, fmt.Errorf("g-computation: unknown variance %d", int(variance))
	}
	g, err := newGDesign(op, units, covariates)
	if err != nil {
		return Spread{}, err
	}
	fit, err := fitLogistic(g.rows)
	if err != nil {
		return Spread{}, fmt.Errorf("%s: %w", op, err)
	}
	value, gradient := g.standardise(fit)
	v, clusters := g.variance(fit, gradient, variance)
	return Spread{Value: value, SE: math.Sqrt(v), DF: math.Inf(1), Clusters: clusters, Method: op}, nil
}

// gDesign is the model's data: the sample, the distinct rows of (1, arm, covariates),
// and for each unit of the sample its row.
type gDesign struct {
	*matchedSample
	rows []logisticRow
	of   []int32
}

// covered is a unit with its covariates, for sorting both together.
type covered struct {
	u Unit
	x []float64
}

func newGDesign(op string, units []Unit, covariates [][]float64) (*gDesign, error) {
	if err := checkCovariates(op, len(units), covariates); err != nil {
		return nil, err
	}
	s, err := newMatched(op, units)
	if err != nil {
		return nil, err
	}
	if err := s.checkBinary(op); err != nil {
		return nil, err
	}
	all := make([]covered, len(units))
	for i, u := range units {
		all[i] = covered{u, covariates[i]}
	}
	slices.SortFunc(all, func(a, b covered) int {
		return cmp.Or(compareUnits(a.u, b.u), slices.Compare(a.x, b.x))
	})
	g := &gDesign{matchedSample: s}
	g.group(all)
	return g, nil
}

func checkCovariates(op string, n int, covariates [][]float64) error {
	if len(covariates) != n {
		return fmt.Errorf("%s: %d rows of covariates for %d units", op, len(covariates), n)
	}
	for i, x := range covariates {
		if len(x) != len(covariates[0]) {
			return fmt.Errorf("%s: unit %d has %d covariates, unit 0 has %d", op, i, len(x), len(covariates[0]))
		}
		for j, v := range x {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("%s: unit %d: covariate %d is %v: want a number", op, i, j, v)
			}
		}
	}
	return nil
}

// group finds the distinct rows: people of one arm and profile share one. Sorting the
// units by row makes the order of the rows that of their values.
func (g *gDesign) group(all []covered) {
	order := make([]int32, len(all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := all[i], all[j]
		return cmp.Or(cmp.Compare(a.u.arm(), b.u.arm()), slices.Compare(a.x, b.x), cmp.Compare(i, j))
	})
	g.of = make([]int32, len(all))
	var w, wy exactly
	for k, i := range order {
		c := all[i]
		if k == 0 || c.u.arm() != all[order[k-1]].u.arm() || slices.Compare(c.x, all[order[k-1]].x) != 0 {
			w, wy = exactly{}, exactly{}
			g.rows = append(g.rows, logisticRow{x: append([]float64{1, float64(c.u.arm())}, c.x...)})
		}
		w.add(c.u.Weight)
		wy.add(float64(c.u.Weight * c.u.Y))
		g.of[i] = int32(len(g.rows) - 1)
		last := &g.rows[len(g.rows)-1]
		last.w, last.wy = w.total(), wy.total()
	}
}

// standardise returns the mean predicted difference over the programme people and its
// gradient by the coefficients.
func (g *gDesign) standardise(fit *logisticFit) (float64, []float64) {
	var value exactly
	sums := make([]exactly, len(fit.beta))
	for _, r := range g.rows {
		if r.x[1] == 0 {
			continue
		}
		share := r.w / g.arms[1].sumW
		eta := dot(r.x, fit.beta)
		p1, p0 := expit(eta), expit(eta-fit.beta[1])
		value.add(float64(share * (p1 - p0)))
		slope1, slope0 := float64(share*p1*(1-p1)), float64(share*p0*(1-p0))
		for i, x := range r.x {
			if i == 1 {
				sums[i].add(slope1)
			} else {
				sums[i].add(float64((slope1 - slope0) * x))
			}
		}
	}
	gradient := make([]float64, len(sums))
	for i := range sums {
		gradient[i] = sums[i].total()
	}
	return value.total(), gradient
}

// variance is gradient'·V·gradient. With v = information⁻¹·gradient the sandwich is a
// sum of squares of one number per cluster, w(y − p)·x'v, and no matrix V is needed.
func (g *gDesign) variance(fit *logisticFit, gradient []float64, kind GVariance) (float64, int) {
	v := fit.solve(gradient)
	z := make([]float64, len(g.rows))
	p := make([]float64, len(g.rows))
	for i, r := range g.rows {
		z[i], p[i] = dot(r.x, v), expit(dot(r.x, fit.beta))
	}
	unit := func(i int) float64 {
		u, row := g.units[i], g.of[i]
		return float64(u.Weight * (u.Y - p[row]) * z[row])
	}
	switch kind {
	case GModel:
		return dot(gradient, v), len(g.units)
	case GHC0:
		return sumOf(len(g.units), func(i int) float64 { x := unit(i); return float64(x * x) }), len(g.units)
	}
	by := BySet
	if kind == GPerson {
		by = ByPerson
	}
	sums := g.clusters(by).sums(g.matchedSample, unit)
	return sumOf(len(sums), func(c int) float64 { x := sums[c][0] + sums[c][1]; return float64(x * x) }), len(sums)
}

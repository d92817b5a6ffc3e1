package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// scoreTie is how near two linear predictors are that only rounding keeps apart: where
// the arms are balanced already the coefficients are nothing but rounding.
const scoreTie = 1e-9

// scoredPerson is a person with the standardised row (1, covariates).
type scoredPerson struct {
	unit Unit
	x    []float64
}

// scored is a fitted score: for each arm, comparison first, its levels in rising order.
type scored struct {
	fit    *logisticFit
	levels [2][]scoreLevel
	people [2]float64
}

func newScored(y []float64, programme []bool, covariates [][]float64) (*scored, error) {
	all := make([]scoredPerson, len(y))
	for i := range y {
		all[i] = scoredPerson{Unit{Programme: programme[i], Y: y[i], Weight: 1}, covariates[i]}
	}
	slices.SortFunc(all, func(a, b scoredPerson) int {
		if order := slices.Compare(a.x, b.x); order != 0 {
			return order
		}
		return compareUnits(a.unit, b.unit)
	})
	if err := standardiseRows(all); err != nil {
		return nil, err
	}
	rows, of := armRows(all)
	fit, err := fitLogistic(rows)
	if err != nil {
		return nil, scoreError(err)
	}
	s := &scored{fit: fit}
	s.fill(all, of, rows)
	return s, nil
}

// standardiseRows replaces each row by one with a constant, and covariates of mean 0 and
// standard deviation 1, so that collinearity can be told from large units.
func standardiseRows(all []scoredPerson) error {
	k := len(all[0].x)
	flat := make([]float64, len(all)*(k+1))
	mean, sd := make([]float64, k), make([]float64, k)
	for j := range k {
		var err error
		if mean[j], sd[j], err = columnSpread(all, j); err != nil {
			return err
		}
	}
	for i := range all {
		row := flat[i*(k+1) : (i+1)*(k+1)]
		row[0] = 1
		for j, v := range all[i].x {
			row[j+1] = (v - mean[j]) / sd[j]
		}
		all[i].x = row
	}
	return nil
}

func columnSpread(all []scoredPerson, j int) (mean, sd float64, err error) {
	n := float64(len(all))
	mean = sumOf(len(all), func(i int) float64 { return all[i].x[j] / n })
	sd = math.Sqrt(sumOf(len(all), func(i int) float64 { e := all[i].x[j] - mean; return e * e / n }))
	if !slices.ContainsFunc(all, func(p scoredPerson) bool { return p.x[j] != all[0].x[j] }) {
		return 0, 0, fmt.Errorf("%s: covariate %d is %v for everybody: drop it", estimatedOp, j, all[0].x[j])
	}
	if !(sd > 0) || math.IsInf(sd, 1) {
		return 0, 0, fmt.Errorf("%s: covariate %d has a standard deviation that is no usable number: change its unit", estimatedOp, j)
	}
	return mean, sd, nil
}

// armRows are the distinct rows with their people and programme people, and for each
// person the row: people with one row are neighbours after sorting.
func armRows(all []scoredPerson) (rows []logisticRow, of []int32) {
	of = make([]int32, len(all))
	for i, p := range all {
		if i == 0 || !slices.Equal(p.x, all[i-1].x) {
			rows = append(rows, logisticRow{x: p.x})
		}
		last := &rows[len(rows)-1]
		last.w++
		last.wy += float64(p.unit.arm())
		of[i] = int32(len(rows) - 1)
	}
	return rows, of
}

// fill puts people in order of their score and gathers those of one score and arm.
func (s *scored) fill(all []scoredPerson, of []int32, rows []logisticRow) {
	at := make([]float64, len(rows))
	for i, r := range rows {
		at[i] = dot(r.x, s.fit.beta)
	}
	order := make([]int32, len(all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int { return cmp.Or(cmp.Compare(at[of[i]], at[of[j]]), cmp.Compare(i, j)) })
	level := math.Inf(-1)
	last := math.Inf(-1)
	for _, i := range order {
		here := at[of[i]]
		if here-last > scoreTie {
			level = here
		}
		last = here
		s.add(level, all[i])
	}
}

func (s *scored) add(at float64, p scoredPerson) {
	a := p.unit.arm()
	s.people[a]++
	if n := len(s.levels[a]); n == 0 || s.levels[a][n-1].at != at {
		s.levels[a] = append(s.levels[a], scoreLevel{at, newScoreTally(len(p.x))})
	}
	s.levels[a][len(s.levels[a])-1].person(p)
}

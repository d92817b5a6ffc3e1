package matching

import (
	"errors"
	"math"

	"sib/stats"
)

// place sets the space in which distances are measured. The year is none of its
// dimensions: people are matched within theirs.
func (d *design) place() error {
	if !d.spec.Method.pairs() {
		return nil
	}
	m := d.metric()
	if m.scored() {
		d.space = space{dims: 1, at: d.score}
		return nil
	}
	cols, err := d.columnsOf(choice{names: d.spec.Distance.Covariates, in: func(i int) bool { return !d.outside[i] }})
	if err != nil {
		return err
	}
	var axes [][]float64
	switch m {
	case Mahalanobis:
		axes = d.mahalanobisAxes(cols)
	case RobustMahalanobis:
		cols = d.ranked(cols)
		axes = d.robustAxes(cols)
	case ScaledEuclidean:
		axes = d.scaledAxes(cols)
	}
	if len(axes) == 0 {
		return errors.New("no covariate of the distance varies within the groups: every pair would be equally near; match exactly instead")
	}
	d.space = cols.along(axes)
	return nil
}

// along gives each profile its coordinates on axes, weights of the columns.
func (c columns) along(axes [][]float64) space {
	s := space{dims: len(axes), at: make([]float64, len(axes)*len(c.d.c.Profiles))}
	for t, axis := range axes {
		for i, v := range c.project(0, axis) {
			s.at[i*s.dims+t] = v
		}
	}
	return s
}

// mahalanobisAxes rotate and scale the columns so that Euclidean distance is that of
// Mahalanobis with the covariance pooled within groups, n−2 in the denominator (Rubin
// 1980, Biometrics 36:293), and its generalised inverse where columns determine each
// other, as the levels of a category always do.
func (d *design) mahalanobisAxes(cols columns) [][]float64 {
	s := d.scatter(cols)
	within, total := s.within(), s.total()
	sd := make([]float64, len(cols.names))
	for j := range sd {
		sd[j] = math.Sqrt(total[j][j])
	}
	return whiten(within, sd)
}

// scaledAxes divide each column by its standard deviation pooled within groups.
func (d *design) scaledAxes(cols columns) [][]float64 {
	within := d.scatter(cols).within()
	var axes [][]float64
	for j := range within {
		if sd := math.Sqrt(within[j][j]); sd > 0 {
			axis := make([]float64, len(within))
			axis[j] = 1 / sd
			axes = append(axes, axis)
		}
	}
	return axes
}

// nothing is the share of the largest eigenvalue below which MatchIt takes one for 0.
const nothing = 1e-8

// whiten returns the axes on which a covariance is the identity. Columns are divided by
// sd first; those without spread are left out.
func whiten(covariance [][]float64, sd []float64) [][]float64 {
	scaled := make([][]float64, len(sd))
	for i := range scaled {
		scaled[i] = make([]float64, len(sd))
		for j := range scaled[i] {
			if sd[i] > 0 && sd[j] > 0 {
				scaled[i][j] = covariance[i][j] / float64(sd[i]*sd[j])
			}
		}
	}
	values, vectors := stats.SymmetricEigen(scaled)
	var axes [][]float64
	for k, v := range values {
		if !(v > float64(nothing*values[0])) {
			break
		}
		axis := make([]float64, len(sd))
		for j := range axis {
			if sd[j] > 0 {
				axis[j] = vectors[k][j] / float64(sd[j]*math.Sqrt(v))
			}
		}
		axes = append(axes, axis)
	}
	return axes
}

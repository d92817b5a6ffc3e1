package matching

import (
	"math"
	"slices"
)

// ranked replaces numbers by their ranks among the people inside the common support,
// ties averaged. Columns of 0 and 1 stay as they are: robustAxes scales them.
func (d *design) ranked(cols columns) columns {
	cols.sources = slices.Clone(cols.sources)
	for k, s := range cols.sources {
		if s.numbers != nil {
			cols.sources[k].numbers = d.ranks(s.code, len(s.numbers))
		}
	}
	return cols
}

// ranks are those of the codes of a number, which ascend with its values.
func (d *design) ranks(code, codes int) []float64 {
	n := make([]int64, codes)
	for i, p := range d.c.Profiles {
		if !d.outside[i] {
			n[p.Codes[code]] += p.N[0] + p.N[1]
		}
	}
	out := make([]float64, codes)
	var below int64
	for v, k := range n {
		out[v] = float64(below) + float64(k+1)/2
		below += k
	}
	return out
}

// robustAxes make distances those of the robust Mahalanobis distance: of ranks, whose
// covariance is rescaled until each has the variance of ranks without ties (Rosenbaum
// 2010, Design of Observational Studies, §8.3). A column of 0 and 1 has ranks n/2 apart.
func (d *design) robustAxes(cols columns) [][]float64 {
	s := d.scatter(cols)
	total := s.total()
	n := s.n[0] + s.n[1]
	sd := make([]float64, len(total))
	for j := range sd {
		sd[j] = math.Sqrt(total[j][j])
	}
	unit := 1 / math.Sqrt(n*(n+1)/12) // SD of 1, …, n
	axes := whiten(total, sd)
	for _, axis := range axes {
		for j := range axis {
			axis[j] = float64(axis[j] * float64(sd[j]*unit)) // the covariance is a correlation
		}
		for _, s := range cols.sources {
			for _, j := range s.column {
				if s.numbers == nil && j != noColumn {
					axis[j] = float64(axis[j] * (n / 2))
				}
			}
		}
	}
	return axes
}

package matching

import (
	"math"

	"sib/cohort"
)

// design is a Spec bound to a cohort: everything a method needs to know.
type design struct {
	c     *cohort.Cohort
	spec  Spec
	focal cohort.Arm // whose people look for matches: Programme, or Comparison for the ATC
	// score and linear hold the score as matched on and the linear predictor of its
	// model, by profile; nil where the spec needs none.
	score, linear []float64
	model         *ScoreModel // nil for a score that is given
	space         space       // where distances are measured
	outside       []bool      // by profile: outside the common support
	limits        []limit
	differ        []int // indices of covariates in which a pair must not agree
	bins          []bins
	cells         []cell
}

// space places profiles so that their distance is Euclidean: dims coordinates each.
// One dimension is a score.
type space struct {
	dims int
	at   []float64 // profile i has at[i*dims : (i+1)*dims]
}

// squared is the squared distance of two profiles.
func (s space) squared(i, j int32) float64 {
	a, b := s.at[int(i)*s.dims:], s.at[int(j)*s.dims:]
	sum := 0.0
	for k := range s.dims {
		diff := a[k] - b[k]
		sum += float64(diff * diff)
	}
	return sum
}

// between is the distance of two profiles, exactly |difference| in one dimension.
func (s space) between(i, j int32) float64 {
	if s.dims == 1 {
		return math.Abs(s.at[i] - s.at[j])
	}
	return math.Sqrt(s.squared(i, j))
}

// limit is a caliper in the unit of what it limits.
type limit struct {
	of    Caliper
	at    []float64 // by profile
	width float64
}

// admits reports whether a pair of people with these profiles, who share a cell,
// keeps every caliper and differs where it must.
func (d *design) admits(i, j int32) bool { return within(d.limits, i, j) && d.differs(i, j) }

// within reports whether a pair keeps these calipers.
func within(limits []limit, i, j int32) bool {
	for _, l := range limits {
		if !(math.Abs(l.at[i]-l.at[j]) <= l.width) {
			return false
		}
	}
	return true
}

// differs reports whether a pair differs where it must.
func (d *design) differs(i, j int32) bool {
	for _, k := range d.differ {
		if d.c.Profiles[i].Codes[k] == d.c.Profiles[j].Codes[k] {
			return false
		}
	}
	return true
}

// free reports whether every pair within a cell is allowed.
func (d *design) free() bool { return len(d.limits) == 0 && len(d.differ) == 0 }

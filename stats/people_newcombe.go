package stats

import "math"

// PeopleNewcombe is WeightedNewcombe from the units themselves: the weighted rates and
// Kish's effective sizes over different people (see KishPeople). It holds however
// comparison people are reused or weighted. Outcomes are from 0 to 1; no units in an
// arm and a level outside (0, 1) are errors.
func PeopleNewcombe(units []Unit, level float64) (Estimate, error) {
	const op = "people-newcombe"
	r, err := peopleRates(op, units, level)
	if err != nil {
		return Estimate{}, err
	}
	e, err := WeightedNewcombe(r.P1, r.N1, r.P0, r.N0, level)
	e.Method = op
	return e, err
}

// FiniteNewcombe is PeopleNewcombe with the comparison group's effective size divided
// by 1 − fraction, fraction the share that it is of all people it stands for: see
// FinitePopulation for when that is right. With fraction 1 the comparison rate is taken
// as known. fraction outside [0, 1] is an error.
func FiniteNewcombe(units []Unit, fraction, level float64) (Estimate, error) {
	const op = "finite-newcombe"
	r, err := peopleRates(op, units, level)
	if err != nil {
		return Estimate{}, err
	}
	if err := checkRate(op, "fraction", fraction); err != nil {
		return Estimate{}, err
	}
	z := zFor(level)
	l1, u1 := wilson(r.P1, r.N1, z)
	base := part{r.P0, r.P0, r.P0}
	if n0 := r.N0 / (1 - fraction); !math.IsInf(n0, 1) {
		base.lo, base.hi = wilson(r.P0, n0, z)
	}
	return mover(op, level, part{r.P1, l1, u1}, base), nil
}

func peopleRates(op string, units []Unit, level float64) (WeightedRates, error) {
	if err := checkLevel(op, level); err != nil {
		return WeightedRates{}, err
	}
	s, err := newMatched(op, units)
	if err != nil {
		return WeightedRates{}, err
	}
	return s.kish()
}

package stats

// LeftOut is the estimate without one stratum.
type LeftOut struct {
	Stratum int     `json:"stratum"` // index of the one left out
	N1      float64 `json:"n1"`      // programme people who remain
	// Estimate is nil if no stratum with both arms remains.
	Estimate *Estimate `json:"estimate,omitempty"`
}

// LeaveOneStratumOut returns, for every stratum in the order given, the difference of rates
// without it: programme rate less comparison rate weighted by n1/n0 in each stratum (the
// effect on the treated), with the interval of WeightedNewcombe at Kish's effective size. It
// shows whether one group of people carries the result. Strata with an empty arm carry
// nothing and leaving them out changes nothing.
//
// It takes a time proportional to the number of strata: sums of all before and all after are
// added, nothing is subtracted, so that no digits are lost. Counts that are not whole or do
// not fit, and a level outside (0, 1), are errors.
func LeaveOneStratumOut(strata []Stratum, level float64) ([]LeftOut, error) {
	const op = "leave one stratum out"
	if err := checkStrata(op, strata); err != nil {
		return nil, err
	}
	if err := checkLevel(op, level); err != nil {
		return nil, err
	}
	after := make([]attSums, len(strata)+1)
	for i := len(strata) - 1; i >= 0; i-- {
		after[i] = after[i+1].plus(attOf(strata[i]))
	}
	out := make([]LeftOut, len(strata))
	var before attSums
	for i, s := range strata {
		rest := before.plus(after[i+1])
		out[i] = LeftOut{Stratum: i, N1: rest.n1}
		if rest.n1 > 0 {
			e, err := rest.estimate(level)
			if err != nil {
				return nil, err
			}
			out[i].Estimate = &e
		}
		before = before.plus(attOf(s))
	}
	return out, nil
}

// attSums are what the effect on the treated needs of its strata: programme events and
// people, Σn1·x0/n0 and Σn1²/n0.
type attSums struct{ x1, n1, x0, w2 float64 }

func attOf(s Stratum) attSums {
	if s.N1 == 0 || s.N0 == 0 {
		return attSums{}
	}
	t := s.table()
	return attSums{t.x1, t.n1, float64(t.n1*t.x0) / t.n0, float64(t.n1*t.n1) / t.n0}
}

func (a attSums) plus(b attSums) attSums {
	return attSums{a.x1 + b.x1, a.n1 + b.n1, a.x0 + b.x0, a.w2 + b.w2}
}

func (a attSums) estimate(level float64) (Estimate, error) {
	neff, err := KishESS(a.n1, a.w2)
	if err != nil {
		return Estimate{}, err
	}
	// Quotients that add up to 1 but for the last digit must not push the rate above 1.
	return WeightedNewcombe(a.x1/a.n1, a.n1, clip(a.x0/a.n1, 0, 1), neff, level)
}

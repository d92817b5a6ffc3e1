package stats

// finest is the smallest p-value that can be told: quantiles take the tail to 15 decimals.
const finest = 2e-15

// InvertedPValue returns the p-values of the test that an interval of one
// difference inverts. The two-sided one is the largest 1 − level at which the
// interval holds zero, found by halving: the interval narrows as its level falls,
// down to the difference itself, so that there is one such level. The one-sided
// one, against a difference above zero, is half of it on that side. Errors are
// those of the interval.
func InvertedPValue(difference float64, at func(level float64) (Estimate, error)) (oneSided, twoSided float64, err error) {
	twoSided = 1
	if difference != 0 {
		lo, hi := 0.0, 1.0 // the interval holds zero at lo, and not at hi
		for hi-lo > 1e-15 && hi > finest {
			mid := lo + (hi-lo)/2
			if mid <= lo || mid >= hi || 1-mid >= 1 {
				break
			}
			e, err := at(1 - mid)
			if err != nil {
				return 0, 0, err
			}
			if e.Lo <= 0 && e.Hi >= 0 {
				lo = mid
			} else {
				hi = mid
			}
		}
		twoSided = lo + (hi-lo)/2
	}
	oneSided = twoSided / 2
	if difference < 0 {
		oneSided = 1 - oneSided
	}
	return oneSided, twoSided, nil
}

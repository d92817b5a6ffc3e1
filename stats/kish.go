package stats

// KishESS returns the effective size of a weighted sample, (Σw)²/Σw² (Kish 1965,
// Survey Sampling), from the sum of the weights and the sum of their squares.
// Each person's weight is summed first, so that somebody used twice counts as
// one. When stratum s gives its n0 comparison people the weight n1/n0, the sums
// are Σ n1 and Σ n1²/n0.
func KishESS(sumW, sumW2 float64) (float64, error) {
	const op = "kish effective size"
	if err := checkSize(op, "sum of weights", sumW); err != nil {
		return 0, err
	}
	if err := checkSize(op, "sum of squared weights", sumW2); err != nil {
		return 0, err
	}
	return float64(sumW*sumW) / sumW2, nil
}

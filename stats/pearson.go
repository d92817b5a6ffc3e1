package stats

// PearsonZ is the test of equal rates with the pooled variance: z, signed, is the
// root of Pearson's chi-square (1900). No events at all, or nothing else, give
// z = 0. It agrees with the interval of Mee.
func PearsonZ(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error) {
	const op = "pearson-z"
	t, err := newNullTable(op, x1, n1, x0, n0, margin, alternative)
	if err != nil {
		return Test{}, err
	}
	return zTest(op, t.scoreZ(0, asIs), margin, alternative), nil
}

// asIs and table.unbiased are the factors of the score variance.
func asIs(table) float64 { return 1 }

func zTest(method string, z, margin float64, a Alternative) Test {
	return Test{Statistic: some(z), PValue: a.normalP(z), Method: method, Alternative: a, Margin: margin}
}

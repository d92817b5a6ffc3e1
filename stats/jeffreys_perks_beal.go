package stats

// JeffreysPerks returns the difference with Beal's Jeffreys–Perks interval (Beal
// 1987, Biometrics 43:941; Newcombe 1998, Stat. Med. 17:873, method 4): as
// Haldane, with half an event and half a failure more in each arm for the mean
// of the rates. Clipped to [−1, 1].
func JeffreysPerks(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "jeffreys-perks-beal"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	psi := ((t.x1+0.5)/(t.n1+1) + (t.x0+0.5)/(t.n0+1)) / 2
	return beal(op, t, level, psi), nil
}

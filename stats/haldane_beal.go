package stats

import "math"

// Haldane returns the difference with Beal's Haldane interval (Beal 1987,
// Biometrics 43:941; Newcombe 1998, Stat. Med. 17:873, method 3): the mean of the
// two rates stands for their unknown sum. Clipped to [−1, 1]. With no events at
// all, or nothing else, and arms of one size it has no width.
func Haldane(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "haldane-beal"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	return beal(op, t, level, (t.p1()+t.p0())/2), nil
}

// beal solves (d − δ)² = z²·V(δ, ψ) for δ, where ψ is half the sum of the rates:
// Beal 1987 in the notation of Newcombe 1998.
func beal(method string, t table, level, psi float64) Estimate {
	z := zFor(level)
	z2 := float64(z * z)
	d := t.diff()
	u, v := (1/t.n1+1/t.n0)/4, (1/t.n1-1/t.n0)/4
	skew := float64(v * (1 - 2*psi))
	inside := float64(u*(4*float64(psi*(1-psi))-float64(d*d))) + 2*float64(skew*d) +
		float64(4*float64(z2*u)*float64(u*float64(psi*(1-psi)))) + float64(z2*float64(skew*skew))
	den := 1 + float64(z2*u)
	// Rounding can leave a tiny negative number where the true one is 0.
	half := z * math.Sqrt(math.Max(inside, 0)) / den
	return around(method, level, d, (d+float64(z2*skew))/den, half)
}

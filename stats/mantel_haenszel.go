package stats

// mantelHaenszel returns the common difference Σ w·d / Σ w with the weights
// w = n1·n0/N of Mantel and Haenszel (Greenland, Robins 1985, Biometrics 41:55,
// eq. 3), and Σ w.
func (d strataDesign) mantelHaenszel() (diff, weights float64) {
	weights = d.sum(table.mhWeight)
	top := d.sum(func(t table) float64 {
		return (float64(t.x1*t.n0) - float64(t.x0*t.n1)) / (t.n1 + t.n0)
	})
	return clip(top/weights, -1, 1), weights
}

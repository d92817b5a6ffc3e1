package stats

// attRates is what the difference of the treated (ATT) is made of: the programme
// people's own rate, and the comparison rate with each stratum weighted by its
// share of programme people, that is every comparison person by n1/n0.
type attRates struct {
	x1, n1, p1, p0 float64
	neff           float64 // effective size of the comparison group (Kish)
}

func (d strataDesign) att() attRates {
	n1 := float64(d.support.Programme)
	x1 := d.sum(func(t table) float64 { return t.x1 })
	events := d.sum(func(t table) float64 { return float64(t.n1 * t.p0()) })
	squares := d.sum(func(t table) float64 { return float64(t.n1*t.n1) / t.n0 })
	return attRates{x1: x1, n1: n1, p1: x1 / n1, p0: clip(events/n1, 0, 1), neff: float64(n1*n1) / squares}
}

func (r attRates) diff() float64 { return r.p1 - r.p0 }

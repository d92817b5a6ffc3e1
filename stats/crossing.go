package stats

import "math"

// crossing returns where f, which is below 0 just above lo and above 0 at hi,
// changes sign. It takes secant steps from a guess, starting with slope 1, that are
// kept between ends which enclose the root; a step that does not halve the one
// before the last gives way to bisection, so that it ends for every f. The root is
// good to the last digits of its distance from lo.
func crossing(f func(float64) float64, lo, hi, guess float64) float64 {
	start, x := lo, guess
	slope, before, last := 1.0, hi-lo, hi-lo
	px, pf := math.NaN(), math.NaN()
	for range 200 {
		if !(x > lo && x < hi) {
			x = lo + (hi-lo)/2
			if x <= lo || x >= hi {
				break
			}
		}
		fx := f(x)
		if fx > 0 {
			hi = x
		} else {
			lo = x
		}
		if s := (fx - pf) / (x - px); s > 0 {
			slope = s
		}
		step := -fx / slope
		if math.Abs(step) <= 4e-16*(math.Abs(x)+x-start) {
			return clip(x+step, lo, hi)
		}
		if math.Abs(step) > math.Abs(before)/2 {
			step = lo + (hi-lo)/2 - x
		}
		px, pf = x, fx
		before, last = last, step
		x += step
	}
	return x
}

package stats

import "math"

// zFor returns the two-sided standard normal quantile of level: 1.959963984540054
// for 0.95. People write levels as short decimals, so the tail is taken to 15
// decimals (1 − 0.95 in binary is not 0.05), and so is the quantile: what is used
// is what a contract can print.
func zFor(level float64) float64 {
	return math.Round(-normalQuantile(tailFor(level))*1e15) / 1e15
}

// tailFor returns the probability outside the level on one side, to 15 decimals.
func tailFor(level float64) float64 {
	tail := (1 - level) / 2
	if short := math.Round(tail*1e15) / 1e15; short > 0 && short < 0.5 {
		return short
	}
	return tail
}

// normalQuantile is Wichura's algorithm PPND16 (Wichura 1988, AS 241), good to
// about 1e-16. It is written out because the quantile of every library is free to
// differ in the last digit between processors, and the limits that money depends on
// may not.
func normalQuantile(p float64) float64 {
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return float64(q * ratio(central, r))
	}
	r := math.Sqrt(-log(math.Min(p, 1-p)))
	var x float64
	if r <= 5 {
		x = ratio(intermediate, r-1.6)
	} else {
		x = ratio(far, r-5)
	}
	return math.Copysign(x, q)
}

// rational holds the coefficients of a numerator and a denominator, constant term first.
type rational struct{ num, den []float64 }

func ratio(f rational, x float64) float64 { return horner(f.num, x) / horner(f.den, x) }

func horner(c []float64, x float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = float64(sum*x) + c[i]
	}
	return sum
}

// The coefficients of AS 241 for |p − ½| ≤ 0.425, and beyond for r ≤ 5 and r > 5.
var (
	central = rational{
		num: []float64{
			3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
			4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3},
		den: []float64{
			1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
			2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3},
	}
	intermediate = rational{
		num: []float64{
			1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
			1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
		den: []float64{
			1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
			1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9},
	}
	far = rational{
		num: []float64{
			6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
			2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
		den: []float64{
			1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
			7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15},
	}
)

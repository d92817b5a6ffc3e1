package stats

import "math"

// The elementary functions are written out because those of libraries are free to
// differ in the last digit between processors: where a processor can multiply and
// add in one step, compilers use it, and the product loses its rounding. Here every
// product that is added to something is rounded first, and + − × ÷ √ are the same
// everywhere. The polynomials are those of fdlibm:
//
//	Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
//	Permission to use, copy, modify, and distribute this software is freely
//	granted, provided that this notice is preserved.

// ln 2 in two parts: a whole number up to 2^20 times the first is exact.
const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// lnSqrt2Pi is ½·ln 2π.
const lnSqrt2Pi = 0.91893853320467274178032973640562

// exp is e^x, good to 1 ulp; +Inf above 709.78, 0 below −745.13.
func exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 7.09782712893383973096e+02:
		return math.Inf(1)
	case x < -7.45133219101941108420e+02:
		return 0
	}
	r, k := reduced(x)
	return math.Ldexp(1+r, k)
}

// expm1 is e^x − 1, good to 2 ulp however small x is.
func expm1(x float64) float64 {
	if !(math.Abs(x) < 40) { // the 1 no longer counts, or x is not a number
		return exp(x) - 1
	}
	r, k := reduced(x)
	return math.Ldexp(r+(1-math.Ldexp(1, -k)), k)
}

// reduced returns e^s − 1 and k for x = k·ln 2 + s, |s| ≤ ½·ln 2. With c as below,
// e^s = 1 + s + s·c/(2 − c).
func reduced(x float64) (float64, int) {
	k := int(math.Floor(float64(x*math.Log2E) + 0.5))
	hi, lo := x-float64(float64(k)*ln2Hi), float64(float64(k)*ln2Lo)
	s := hi - lo
	s2 := float64(s * s)
	p := float64(s2*4.13813679705723846039e-08) - 1.65339022054652515390e-06
	p = float64(s2*p) + 6.61375632143793436117e-05
	p = float64(s2*p) - 2.77777777770155933842e-03
	p = float64(s2*p) + 1.66666666666666657415e-01
	c := s - float64(s2*p)
	return hi - (lo - float64(s*c)/(2-c)), k
}

// log is ln x, good to 1 ulp; −Inf at 0, not a number below.
func log(x float64) float64 {
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = 2*m, e-1
	}
	f, k := m-1, float64(e)
	s := f / (2 + f)
	half := float64(0.5 * float64(f*f))
	r := logSeries(float64(s * s))
	return float64(k*ln2Hi) - ((half - (float64(s*(half+r)) + float64(k*ln2Lo))) - f)
}

// logSeries is ln((1+s)/(1−s))/s − 2 as a polynomial in s².
func logSeries(z float64) float64 {
	w := float64(z * z)
	even := float64(w*1.531383769920937332e-01) + 2.222219843214978396e-01
	even = float64(w*even) + 3.999999999940941908e-01
	odd := float64(w*1.479819860511658591e-01) + 1.818357216161805012e-01
	odd = float64(w*odd) + 2.857142874366239149e-01
	odd = float64(w*odd) + 6.666666666666735130e-01
	return float64(w*even) + float64(z*odd)
}

// log1p is ln(1 + x), good to 2 ulp however small x is: what 1 + x rounds away is
// put back to first order.
func log1p(x float64) float64 {
	u := 1 + x
	switch {
	case u == 1:
		return x
	case !(u > 0) || math.IsInf(u, 1):
		return log(u)
	case u >= 2:
		return log(u) + (1-(u-x))/u
	}
	return log(u) + (x-(u-1))/u
}

// power is base^n, rest being 1 − base. A base of ½ or less is multiplied with
// itself, so that powers of ½ are exact; n is then a whole number.
func power(base, rest, n float64) float64 {
	if rest < 0.5 {
		return exp(float64(n * log1p(-rest)))
	}
	result := 1.0
	for left := n; left > 0; left = math.Floor(left / 2) {
		if math.Mod(left, 2) == 1 {
			result = float64(result * base)
		}
		base = float64(base * base)
	}
	return result
}

// sineSquared is sin²(π/2·u) for u from 0 to 1, by Taylor's series: good to 8 ulp.
func sineSquared(u float64) float64 {
	if u > 0.5 {
		return 1 - sineSquared(1-u)
	}
	x := float64(u * (math.Pi / 2))
	x2, sum, term := float64(x*x), x, x
	for k := 2.0; k < 20; k += 2 {
		term = -float64(term * x2 / (k * (k + 1)))
		sum += term
	}
	return float64(sum * sum)
}

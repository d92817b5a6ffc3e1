package stats

import (
	"fmt"
	"math"
)

// Link joins a linear predictor η to a probability.
type Link string

// The links.
const (
	Logit   Link = "logit"   // log p/(1−p)
	Probit  Link = "probit"  // the normal quantile of p
	CLogLog Link = "cloglog" // log(−log(1−p))
)

// ParseLink finds a link by its name; the empty name is the logit.
func ParseLink(name string) (Link, error) {
	switch l := Link(name); l {
	case "":
		return Logit, nil
	case Logit, Probit, CLogLog:
		return l, nil
	}
	return "", fmt.Errorf("unknown link %q: want logit, probit or cloglog", name)
}

// Probability is the inverse link.
func (l Link) Probability(eta float64) float64 {
	switch l {
	case Probit:
		return erfc(-eta/math.Sqrt2) / 2
	case CLogLog:
		return -expm1(-exp(eta))
	}
	return expit(eta)
}

// Odds is p/(1−p), good in both tails.
func (l Link) Odds(eta float64) float64 {
	switch l {
	case Probit:
		return erfc(-eta/math.Sqrt2) / erfc(eta/math.Sqrt2)
	case CLogLog:
		return expm1(exp(eta))
	}
	return exp(eta)
}

// predictor is the link itself.
func (l Link) predictor(p float64) float64 {
	switch l {
	case Probit:
		return normalQuantile(p)
	case CLogLog:
		return log(-log1p(-p))
	}
	return log(p) - log1p(-p)
}

// likelihood is what n people, y of them with the event, add to the log-likelihood at η,
// to its slope in η, and to its expected curvature.
func (l Link) likelihood(eta, n, y float64) (value, slope, curvature float64) {
	switch l {
	case Probit:
		return probitLikelihood(eta, n, y)
	case CLogLog:
		return cloglogLikelihood(eta, n, y)
	}
	e := exp(-math.Abs(eta))
	p := 1 / (1 + e)
	value = float64(y*eta) - float64(n*(math.Max(eta, 0)+log1p(e)))
	curvature = float64(n * float64(p*(e/(1+e))))
	if eta < 0 {
		p = e / (1 + e)
	}
	return value, y - float64(n*p), curvature
}

func probitLikelihood(eta, n, y float64) (value, slope, curvature float64) {
	p, q := erfc(-eta/math.Sqrt2)/2, erfc(eta/math.Sqrt2)/2
	density := exp(-float64(eta*eta)/2 - lnSqrt2Pi) // of the normal distribution
	if y > 0 {
		value += float64(y * log(p))
		slope += float64(y * (density / p))
	}
	if y < n {
		value += float64((n - y) * log(q))
		slope -= float64((n - y) * (density / q))
	}
	if curvature = float64(n * float64((density/p)*(density/q))); !(curvature > 0) {
		curvature = 0 // both underflow beyond η = ±37
	}
	return value, slope, curvature
}

func cloglogLikelihood(eta, n, y float64) (value, slope, curvature float64) {
	t := exp(math.Min(eta, 700))
	p, q := -expm1(-t), exp(-t)
	value, slope = -float64((n-y)*t), -float64((n-y)*t)
	if y > 0 {
		value += float64(y * log(p))
		slope += float64(y * float64(t*q/p))
	}
	if curvature = float64(n * float64(t*(float64(t*q)/p))); !(curvature > 0) {
		curvature = 0
	}
	return value, slope, curvature
}

package stats

import (
	"fmt"
	"math"
)

// HC0 returns the weighted difference with the standard error that does not ask
// for equal variances: √Σψ², ψ = w(y − p)/Σw within the arm (White 1980,
// Econometrica 48:817), the sandwich of the weighted regression of y on the arm.
// Every unit counts as independent: reuse of people and sets are ignored. The
// interval is normal. No units in an arm is an error; an arm with nothing but or no
// events adds no variance.
func HC0(units []Unit) (Spread, error) {
	return heteroscedastic("hc0", units, func(*matchedSample, int) float64 { return 1 })
}

// HC1 is HC0 with the variance times n/(n − 2) (MacKinnon, White 1985, J.
// Econometrics 29:305). Fewer than three units are an error.
func HC1(units []Unit) (Spread, error) {
	return heteroscedastic("hc1", units, func(s *matchedSample, _ int) float64 {
		n := float64(len(s.units))
		return n / (n - 2)
	})
}

// HC2 is HC0 with each ψ² divided by 1 − h, h the unit's share of its arm's weight
// (MacKinnon, White 1985). With equal weights it is the unbiased variance of two
// independent means. One unit alone in an arm is an error.
func HC2(units []Unit) (Spread, error) {
	return heteroscedastic("hc2", units, func(s *matchedSample, i int) float64 { return 1 / (1 - s.leverage(i)) })
}

// HC3 is HC0 with each ψ² divided by (1 − h)² (Davidson, MacKinnon 1993, section 16.3):
// nearly the jackknife. One unit alone in an arm is an error.
func HC3(units []Unit) (Spread, error) {
	return heteroscedastic("hc3", units, func(s *matchedSample, i int) float64 {
		free := 1 - s.leverage(i)
		return 1 / float64(free*free)
	})
}

// heteroscedastic sums ψ² times a factor for each unit.
func heteroscedastic(op string, units []Unit, factor func(*matchedSample, int) float64) (Spread, error) {
	s, err := newMatched(op, units)
	if err != nil {
		return Spread{}, err
	}
	if op != "hc0" {
		if err := s.checkSpreadOut(op); err != nil {
			return Spread{}, err
		}
	}
	variance := sumOf(len(s.units), func(i int) float64 {
		psi := s.influence(i)
		return float64(float64(psi*psi) * factor(s, i))
	})
	return s.spread(op, variance, math.Inf(1), len(s.units)), nil
}

// checkSpreadOut wants at least two units in each arm, and three in all.
func (s *matchedSample) checkSpreadOut(op string) error {
	for _, a := range s.arms {
		if op != "hc1" && a.n < 2 {
			return fmt.Errorf("%s: an arm has one unit: want at least 2 in each", op)
		}
	}
	if len(s.units) < 3 {
		return fmt.Errorf("%s: %d units: want at least 3", op, len(s.units))
	}
	return nil
}

func (s *matchedSample) spread(method string, variance, df float64, clusters int) Spread {
	return Spread{Value: s.diff(), SE: math.Sqrt(math.Max(variance, 0)), DF: df, Clusters: clusters, Method: method}
}

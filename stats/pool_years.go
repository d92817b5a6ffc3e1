package stats

import (
	"fmt"
	"math"
)

// YearRates is the comparison of one year: the placement rates P1 and P0, proportions,
// and the sizes N1 and N0 behind them, of which N0 may be an effective size (see KishESS).
type YearRates struct {
	P1 float64 `json:"p1"`
	N1 float64 `json:"n1"`
	P0 float64 `json:"p0"`
	N0 float64 `json:"n0"`
}

// PooledYears is one effect from several years. All values are proportions.
type PooledYears struct {
	Pooling string `json:"pooling"`
	Years   int    `json:"years"`
	// P1 and P0 are the pooled rates; nil where a pooling pools effects and has none.
	P1         *float64     `json:"p1,omitempty"`
	P0         *float64     `json:"p0,omitempty"`
	Difference PooledEffect `json:"difference"` // 0.092 is 9.2 percentage points
	// Relative is the relative change, 0.10 for 10 % better; nil where a rate that it
	// divides by, or takes the logarithm of, is 0.
	Relative *PooledEffect `json:"relative,omitempty"`
}

// PoolYearsFunc pools the effects of independent years, at a level such as 0.95.
type PoolYearsFunc func(years []YearRates, level float64) (PooledYears, error)

// poolings holds the methods by name.
var poolings = registry[PoolYearsFunc]{
	"inverse-variance":       PoolInverseVariance,
	"mean-of-yearly-effects": PoolMeanOfEffects,
	"mean-of-yearly-rates":   PoolMeanOfRates,
	"participants":           PoolParticipants,
}

// PoolYears returns the pooling with the given name, such as "participants".
// Underscores do as well as hyphens.
func PoolYears(pooling string) (PoolYearsFunc, bool) {
	return poolings.find(pooling)
}

// Poolings returns the names of all poolings, sorted.
func Poolings() []string { return poolings.names() }

func checkYears(op string, years []YearRates, level float64) error {
	if len(years) == 0 {
		return fmt.Errorf("%s: no years: want at least 1", op)
	}
	for i, y := range years {
		of := func(name string) string { return fmt.Sprintf("%s of year %d", name, i+1) }
		for _, err := range []error{
			checkSize(op, of("n1"), y.N1), checkSize(op, of("n0"), y.N0),
			checkRate(op, of("p1"), y.P1), checkRate(op, of("p0"), y.P0),
		} {
			if err != nil {
				return err
			}
		}
	}
	return checkLevel(op, level)
}

// armVariances are those of the two rates.
func (y YearRates) armVariances() (v1, v0 float64) {
	return binomialVariance(y.P1, y.N1), binomialVariance(y.P0, y.N0)
}

// logRatio is ln(P1/P0) with its standard error √(q1/(n1p1) + q0/(n0p0)) (Katz et al.
// 1978, Biometrics 34:469); false if a rate is 0.
func (y YearRates) logRatio() (EffectSE, bool) {
	if y.P1 == 0 || y.P0 == 0 {
		return EffectSE{}, false
	}
	v := (1-y.P1)/(y.N1*y.P1) + (1-y.P0)/(y.N0*y.P0)
	return EffectSE{log(y.P1 / y.P0), math.Sqrt(v)}, true
}

// relativeFromLog turns an interval for ln(P1/P0) into one for the relative change; its
// SE is that of the delta method, R·SE(ln R).
func relativeFromLog(method string, level float64, log EffectSE) *PooledEffect {
	half := float64(zFor(level) * log.SE)
	e := symmetricEffect(method+"-log-ratio", level, log.Value, log.SE, half, twoSidedP(log.Value/log.SE))
	e.Value, e.Lo, e.Hi = expm1(e.Value), expm1(e.Lo), expm1(e.Hi)
	e.SE = float64(log.SE * (1 + e.Value))
	return &e
}

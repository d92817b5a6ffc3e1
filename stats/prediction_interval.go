package stats

import (
	"fmt"
	"math"
)

// PredictionInterval says where the true effect of another year of the same kind would
// lie: the random-effects mean ± z·√(SE² + τ²) (Riley, Higgins, Deeks 2011, BMJ
// 342:d549, with the normal quantile, as metafor does). SE is √(SE² + τ²) and there is
// no p-value. Errors are those of RandomEffects.
func PredictionInterval(effects []EffectSE, tau2Method string, level float64) (RandomEffect, error) {
	const op = "prediction"
	m, err := newMixture(op, effects, tau2Method, level)
	if err != nil {
		return RandomEffect{}, err
	}
	return m.predict(op, level, zFor(level)), nil
}

// PredictionIntervalT is PredictionInterval with a t quantile of k − 2 degrees of
// freedom (Higgins, Thompson, Spiegelhalter 2009, JRSS A 172:137, eq. 12). It needs three
// effects, and with three it is very wide, as it should be.
func PredictionIntervalT(effects []EffectSE, tau2Method string, level float64) (RandomEffect, error) {
	const op = "prediction-t"
	m, err := newMixture(op, effects, tau2Method, level)
	if err != nil {
		return RandomEffect{}, err
	}
	if len(effects) < 3 {
		return RandomEffect{}, fmt.Errorf("%s: %d effects: want at least 3", op, len(effects))
	}
	return m.predict(op, level, tFor(level, m.df()-1)), nil
}

func (m mixture) predict(op string, level, quantile float64) RandomEffect {
	se := math.Sqrt(1/m.sum + m.tau2)
	p := symmetricEffect(op+"-"+m.method, level, m.mean, se, float64(quantile*se), 0)
	p.PValue = nil
	return m.result(p)
}

package stats

import "math"

// RandomEffect is a pooled effect with the heterogeneity behind it.
type RandomEffect struct {
	PooledEffect
	Tau2 float64 `json:"tau2"` // squared units of the effects
	I2   float64 `json:"i2"`   // τ²/(τ² + typical variance), a proportion
}

// RandomEffects returns Σwy/Σw with w = 1/(SE² + τ²), standard error 1/√Σw and the
// interval ± z·SE (DerSimonian, Laird 1986), τ² by the named method (see Tau2Methods). It
// estimates the mean of a population of effects. I² is τ²/(τ² + s²) with the typical
// variance s² = (k−1)/(Σw − Σw²/Σw) at τ² = 0 (Higgins, Thompson 2002, eq. 9). Fewer than
// two effects, an unknown method and a level outside (0, 1) are errors.
func RandomEffects(effects []EffectSE, tau2Method string, level float64) (RandomEffect, error) {
	const op = "random-effects"
	m, err := newMixture(op, effects, tau2Method, level)
	if err != nil {
		return RandomEffect{}, err
	}
	return m.normal(op, level), nil
}

func (m mixture) normal(op string, level float64) RandomEffect {
	return m.result(normalEffect(op+"-"+m.method, level, m.mean, 1/math.Sqrt(m.sum)))
}

// mixture is what all intervals for random effects start from.
type mixture struct {
	effects []EffectSE
	method  string
	tau2    float64
	mean    float64
	sum     float64 // of the weights
}

func newMixture(op string, effects []EffectSE, tau2Method string, level float64) (mixture, error) {
	if err := checkEffects(op, effects, 2); err != nil {
		return mixture{}, err
	}
	if err := checkLevel(op, level); err != nil {
		return mixture{}, err
	}
	tau2, method, err := tau2By(op, tau2Method, effects)
	if err != nil {
		return mixture{}, err
	}
	return mixtureAt(effects, method, tau2), nil
}

func mixtureAt(effects []EffectSE, method string, tau2 float64) mixture {
	m := mixture{effects: effects, method: method, tau2: tau2}
	m.mean, _, m.sum = weigh(effects, tau2)
	return m
}

func (m mixture) df() float64 { return float64(len(m.effects) - 1) }

func (m mixture) result(p PooledEffect) RandomEffect {
	typical := m.df() / spread(m.effects)
	return RandomEffect{PooledEffect: p, Tau2: m.tau2, I2: m.tau2 / (m.tau2 + typical)}
}

package stats

import "math"

// HartungKnapp returns the random-effects mean with the standard error
// √(Σw(y − ȳ)²/((k−1)Σw)) and t quantiles with k − 1 degrees of freedom (Hartung, Knapp
// 2001, Stat. Med. 20:3875; Sidik, Jonkman 2002). With two or three years it is not fit
// to decide on: years that happen to agree give an interval far too short. All effects
// equal give no width and a warning. Errors are those of RandomEffects.
func HartungKnapp(effects []EffectSE, tau2Method string, level float64) (RandomEffect, error) {
	return hartungKnapp("hartung-knapp", effects, tau2Method, level, 0)
}

// HartungKnappAdHoc is HartungKnapp with a variance never below that of RandomEffects
// (Knapp, Hartung 2003, Stat. Med. 22:2693). Of the two it is the safe one.
func HartungKnappAdHoc(effects []EffectSE, tau2Method string, level float64) (RandomEffect, error) {
	return hartungKnapp("hartung-knapp-ad-hoc", effects, tau2Method, level, 1)
}

func hartungKnapp(op string, effects []EffectSE, tau2Method string, level, least float64) (RandomEffect, error) {
	m, err := newMixture(op, effects, tau2Method, level)
	if err != nil {
		return RandomEffect{}, err
	}
	return m.hartungKnapp(op, level, least), nil
}

func (m mixture) hartungKnapp(op string, level, least float64) RandomEffect {
	scale := math.Max(least, generalisedQ(m.effects, m.tau2)/m.df())
	se := math.Sqrt(scale / m.sum)
	half := float64(tFor(level, m.df()) * se)
	return m.result(symmetricEffect(op+"-"+m.method, level, m.mean, se, half, tTwoSided(m.mean/se, m.df())))
}

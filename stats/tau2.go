package stats

import (
	"fmt"
	"strings"
)

// Tau2Func estimates τ², the variance of true effects about their mean, in squared
// units of the effects. It is 0 or more; fewer than two effects are an error.
type Tau2Func func(effects []EffectSE) (float64, error)

// tau2Estimators holds the methods by name.
var tau2Estimators = registry[Tau2Func]{
	"dersimonian-laird": Tau2DerSimonianLaird,
	"hedges":            Tau2Hedges,
	"paule-mandel":      Tau2PauleMandel,
	"reml":              Tau2REML,
}

// Tau2 returns the estimator of τ² with the given name, such as "paule-mandel".
// Underscores do as well as hyphens.
func Tau2(method string) (Tau2Func, bool) {
	return tau2Estimators.find(method)
}

// Tau2Methods returns the names of the estimators of τ², sorted.
func Tau2Methods() []string { return tau2Estimators.names() }

// tau2By estimates τ² by the named method, and gives the name with hyphens.
func tau2By(op, method string, effects []EffectSE) (tau2 float64, name string, err error) {
	f, ok := Tau2(method)
	if !ok {
		return 0, "", fmt.Errorf("%s: unknown estimator of tau² %q: want one of %s", op, method, strings.Join(Tau2Methods(), ", "))
	}
	tau2, err = f(effects)
	return tau2, hyphens(method), err
}

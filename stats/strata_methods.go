package stats

// StrataFunc is a method for the difference of two proportions over strata, at a
// level such as 0.95: strata in, proportions out. The result does not depend on
// the order of the strata. A stratum with an empty arm is left out and counted
// in Support; no stratum with two arms, events > people, a negative count, more
// than 90 million people in a cell, a level outside (0, 1), and strata on which the
// method is undefined are errors: no method stands in for another.
type StrataFunc func(strata []Stratum, level float64) (StratifiedEstimate, error)

// strataMethods holds the methods by name.
var strataMethods = registry[StrataFunc]{
	"att-newcombe-census":     ATTNewcombeCensus,
	"att-wald-hc0":            ATTWaldHC0,
	"att-wald-within-stratum": ATTWaldWithin,
	"inverse-variance-fixed":  InverseVariance,
	"mh-greenland-robins":     MHGreenlandRobins,
	"mh-klingenberg":          MHKlingenberg,
	"mh-sato":                 MHSato,
	"minimum-risk-wald":       MinimumRisk,
	"strat-newcombe-att":      StratifiedNewcombeATT,
	"strat-newcombe-mh":       StratifiedNewcombeMH,
	"strat-score-att":         StratifiedScoreATT,
	"strat-score-mh":          StratifiedScoreMH,
	"strat-score-mn":          StratifiedScoreMN,
	"weighted-newcombe":       ATTNewcombe,
}

// Strata returns the method with the given name, such as "weighted-newcombe",
// which is also known as "att-newcombe-kish". Underscores do as well as hyphens.
func Strata(method string) (StrataFunc, bool) {
	name := hyphens(method)
	if name == "att-newcombe-kish" {
		name = "weighted-newcombe"
	}
	f, ok := strataMethods[name]
	return f, ok
}

// StrataMethods returns the names of all methods, sorted.
func StrataMethods() []string { return strataMethods.names() }

package main

import "sib/stats"

const (
	unweighted = "newcombe, unweighted"
	bootstrap  = "stratum-bootstrap"
	replicates = 999
)

// matchedMethods are all of package stats, the bootstrap, and, as a warning, the
// interval that ignores the strata.
func matchedMethods() []method[[]stats.Stratum] {
	var out []method[[]stats.Stratum]
	for _, name := range stats.StrataMethods() {
		f, _ := stats.Strata(name)
		out = append(out, method[[]stats.Stratum]{name, func(strata []stats.Stratum) (stats.Estimate, error) {
			e, err := f(strata, level)
			return e.Estimate, err
		}})
	}
	return append(out,
		method[[]stats.Stratum]{bootstrap, func(strata []stats.Stratum) (stats.Estimate, error) {
			e, err := stats.StratumBootstrap(strata, replicates, 1, level)
			return e.Estimate, err
		}},
		method[[]stats.Stratum]{unweighted, ignoreStrata})
}

func ignoreStrata(strata []stats.Stratum) (stats.Estimate, error) {
	var all stats.Stratum
	for _, s := range strata {
		all.X1, all.N1 = all.X1+s.X1, all.N1+s.N1
		all.X0, all.N0 = all.X0+s.X0, all.N0+s.N0
	}
	return stats.Newcombe(float64(all.X1), float64(all.N1), float64(all.X0), float64(all.N0), level)
}

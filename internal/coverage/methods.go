package main

import (
	"fmt"

	"sib/stats"
)

// method is an interval for strata.
type method struct {
	Name    string
	Compute func(strata []stats.Stratum) (stats.Estimate, error)
}

const (
	unweighted = "newcombe, unweighted"
	bootstrap  = "stratum-bootstrap"
	replicates = 999
)

// matchedMethods are all of package stats, the bootstrap, and, as a warning, the
// interval that ignores the strata.
func matchedMethods() []method {
	var out []method
	for _, name := range stats.StrataMethods() {
		f, _ := stats.Strata(name)
		out = append(out, method{name, func(strata []stats.Stratum) (stats.Estimate, error) {
			e, err := f(strata, level)
			return e.Estimate, err
		}})
	}
	return append(out,
		method{bootstrap, func(strata []stats.Stratum) (stats.Estimate, error) {
			e, err := stats.StratumBootstrap(strata, replicates, 1, level)
			return e.Estimate, err
		}},
		method{unweighted, ignoreStrata})
}

func ignoreStrata(strata []stats.Stratum) (stats.Estimate, error) {
	var all stats.Stratum
	for _, s := range strata {
		all.X1, all.N1 = all.X1+s.X1, all.N1+s.N1
		all.X0, all.N0 = all.X0+s.X0, all.N0+s.N0
	}
	return stats.Newcombe(float64(all.X1), float64(all.N1), float64(all.X0), float64(all.N0), level)
}

// named returns the methods with the given names.
func named(names ...string) ([]method, error) {
	var out []method
	for _, name := range names {
		n := len(out)
		for _, m := range matchedMethods() {
			if m.Name == name {
				out = append(out, m)
			}
		}
		if len(out) == n {
			return nil, fmt.Errorf("no method %q", name)
		}
	}
	return out, nil
}

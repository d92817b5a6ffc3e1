package stats

import "math"

// RosenbaumStrata returns the exact bounds for a 2×2 table, or for 2×2×k tables of strata
// (Rosenbaum 1995, JASA 90:1424; Rosenbaum, Small 2017, Biometrics 73:422): with the
// margins fixed, the programme events of a stratum follow the extended hypergeometric
// distribution with odds ratio Γ for Upper and 1/Γ for Lower, and the p-value is the chance
// of a sum over strata as large or larger. At Γ = 1 it is the exact one-sided Mantel–Haenszel
// test (Birch 1964), for one table Fisher's.
//
// A stratum with an empty arm, or with all or none placed, has one possible value and
// decides nothing; without any other p = 1. Counts are whole; p-values below 1e-90 lose
// digits when strata are added up.
func RosenbaumStrata(strata []Stratum, gamma float64) (RosenbaumBounds, error) {
	const op = "rosenbaum strata"
	if err := checkStrata(op, strata); err != nil {
		return RosenbaumBounds{}, err
	}
	if err := checkGamma(op, gamma); err != nil {
		return RosenbaumBounds{}, err
	}
	return RosenbaumBounds{Gamma: gamma, Lower: strataTail(strata, 1/gamma), Upper: strataTail(strata, gamma)}, nil
}

// CriticalGammaStrata is CriticalGammaPairs for the tables of RosenbaumStrata.
func CriticalGammaStrata(strata []Stratum, alpha float64) (gamma float64, ok bool, err error) {
	const op = "critical gamma of strata"
	if err := checkStrata(op, strata); err != nil {
		return 0, false, err
	}
	return criticalGamma(op, alpha, func(g float64) float64 { return strataTail(strata, g) })
}

func strataTail(strata []Stratum, odds float64) float64 {
	least := leastPairs
	if len(strata) > 1 {
		least = leastSum
	}
	total, observed := lattice{0, []float64{1}}, 0
	for _, s := range strata {
		observed += int(s.X1)
		total = total.plus(extendedHypergeometric(s, odds, least), least)
	}
	return total.atLeast(observed)
}

// extendedHypergeometric is the number of programme events given all margins (Fisher's
// noncentral hypergeometric distribution).
func extendedHypergeometric(s Stratum, odds, least float64) lattice {
	t := s.table()
	events := t.x1 + t.x0
	lo, hi := math.Max(0, events-t.n0), math.Min(t.n1, events)
	return newLattice(int(lo), int(hi), least, func(x int) float64 {
		v := float64(x)
		return float64((t.n1 - v) / (v + 1) * ((events - v) / (t.n0 - events + v + 1)) * odds)
	})
}

func checkStrata(op string, strata []Stratum) error {
	for i, s := range strata {
		if err := s.check(op, i+1); err != nil {
			return err
		}
	}
	return nil
}

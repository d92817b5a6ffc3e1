package stats

import "math"

// CMHSets tests independence with the statistic of Mantel and Haenszel 1959 (J. Natl.
// Cancer Inst. 22:719), sets as strata and no continuity correction: (Σx1 − ΣE)²/ΣV,
// chi-square with one degree of freedom. For 1:1 pairs it is McNemar's test. Units are
// counted and weights not used. Where no set has both arms, an event and a non-event,
// every p-value is 1. Outcomes other than 0 and 1 and no units in an arm are errors.
func CMHSets(units []Unit) (Independence, error) {
	const op = "cmh"
	tables, warnings, err := setTables(op, units)
	if err != nil {
		return Independence{}, err
	}
	out := newIndependence(op, tables, warnings)
	if z, ok := cmhZ(tables); ok {
		out.ChiSquare = float64(z * z)
		out.Greater = erfc(z/math.Sqrt2) / 2
		out.Less = erfc(-z/math.Sqrt2) / 2
		out.TwoSided = erfc(math.Abs(z) / math.Sqrt2)
	}
	return out, nil
}

func cmhZ(tables []setTable) (z float64, ok bool) {
	excess := sumOf(len(tables), func(i int) float64 { return tables[i].x1 - tables[i].expected() })
	variance := sumOf(len(tables), func(i int) float64 { return tables[i].variance() })
	if variance == 0 {
		return 0, false
	}
	return excess / math.Sqrt(variance), true
}

package outlook

import (
	"math/big"

	"sib/contract"
)

// unit is a comparison that varies by itself: a cohort year, or all of them pooled.
// How it may come out are two whole numbers: outcomes of the programme and of the
// comparison people, or steps on a scale of rates.
type unit struct {
	cohorts []int // whose measurements it makes: a year, 0 for the pooled one
	n1      int64
	n0      float64
	level   float64
	// programme and comparison are the rates that the numbers stand for.
	programme, comparison func(int64) *big.Rat
	weighted              bool
	perPerson             bool // rates are events for each person
}

// odds are the chances of a unit's two numbers under one true effect.
type odds struct{ programme, comparison spread }

// counted is a unit of people: n1 programme and n0 comparison people.
func counted(cohorts []int, n1, n0 int64, level float64) unit {
	return unit{
		cohorts: cohorts, n1: n1, n0: float64(n0), level: level,
		programme:  func(x int64) *big.Rat { return big.NewRat(x, n1) },
		comparison: func(x int64) *big.Rat { return big.NewRat(x, n0) },
	}
}

// at is the unit's cell at two numbers.
func (u unit) at(x1, x0 int64) cell {
	c := cell{
		programme: u.programme(x1), comparison: u.comparison(x0),
		n1: u.n1, n0: u.n0, weighted: u.weighted, perPerson: u.perPerson, level: u.level,
	}
	if !u.weighted {
		c.events = x1
	}
	return c
}

// asked are the measures that the terms ask of this unit, once for each of its cohorts.
func (u unit) asked(uses []use) []use {
	var out []use
	for _, cohort := range u.cohorts {
		for _, m := range uses {
			if m.binds(cohort) {
				out = append(out, m)
			}
		}
	}
	return out
}

// signer writes what the terms see of two numbers of a unit: numbers of the same
// signs are paid alike.
type signer func(b []byte, x1, x0 int64) []byte

// signers are those of the measures that are asked of the unit: in whole numbers where that can be.
func (u unit) signers(uses []use) []signer {
	var out []signer
	for _, m := range u.asked(uses) {
		sign := func(b []byte, x1, x0 int64) []byte { return m.sign(b, u.at(x1, x0)) }
		if !u.weighted {
			if s := newSteps(m, u.n1, int64(u.n0)); s != nil {
				sign = s.sign
			}
		}
		out = append(out, sign)
	}
	return out
}

// measurements is a cell as the contract sees it.
func (u unit) measurements(c cell, levels []float64) ([]contract.Measurement, error) {
	var out []contract.Measurement
	for _, cohort := range u.cohorts {
		m, err := c.measurement(cohort, levels)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

package simulate

import (
	"fmt"
	"slices"

	"sib/evidence"
)

// MaxPeople is the most that each of the two files may hold.
const MaxPeople = 1_000_000_000

// Options says whom to make up.
type Options struct {
	Programme  int64  // people in the programme file
	Comparison int64  // people in the comparison file
	Years      []int  // cohort years, in any order
	Seed       uint64 // another seed, other people
	// Effect is added to the chance of placement of programme people: a
	// proportion, 0.09 for 9 percentage points. It is taken to four decimals.
	Effect float64
	// Continuous covariates to add: 1 for earnings in the year before entry, 2 for the
	// distance to the nearest centre of work too. Nearly everybody is then unlike
	// everybody else, and the contract matches by distance.
	Continuous int
	// EffectBy are effects for people with a level of a category, besides Effect.
	EffectBy []GroupEffect
	// Missing is the share of values that are missing, by column: a proportion, taken to
	// four decimals. In other columns nothing is, but for one age in 1,000 and one
	// outcome in 200.
	Missing map[string]float64
	// Unregistered is the share of people whose column "registered" is false, a
	// proportion taken to four decimals. If it is 0, there is no such column.
	Unregistered float64
	// Spells adds days of entry and of birth, and a register of spells in work, from
	// which the contract tells ages, cohorts and outcomes. The columns with the year,
	// the age and the outcome say the same; who is not followed to the end has no outcome.
	Spells    bool
	Overwrite bool // replace files that are there already
}

const (
	firstYear = 1900
	lastYear  = 2200
)

// check returns a copy with the years in order, or a Problem.
func (o Options) check() (Options, error) {
	for _, arm := range []struct {
		name string
		n    int64
	}{{"programme", o.Programme}, {"comparison", o.Comparison}} {
		if arm.n < 1 || arm.n > MaxPeople {
			return o, problem(fmt.Sprintf("%d people in the %s file", arm.n, arm.name),
				fmt.Sprintf("ask for 1 to %d people", int64(MaxPeople)))
		}
	}
	if _, err := o.effects(); err != nil {
		return o, err
	}
	if !(o.Unregistered >= 0 && o.Unregistered <= 1) {
		return o, problem(fmt.Sprintf("a share of %v is not registered", o.Unregistered), "give a proportion from 0 to 1, such as 0.02")
	}
	if o.Continuous < 0 || o.Continuous > len(continuousNames) {
		return o, problem(fmt.Sprintf("%d continuous covariates", o.Continuous), fmt.Sprintf("ask for 0 to %d", len(continuousNames)))
	}
	if _, err := o.gaps(); err != nil {
		return o, err
	}
	return o.checkYears()
}

func (o Options) checkYears() (Options, error) {
	if len(o.Years) == 0 {
		return o, problem("no cohort years", "name at least one year, such as 2014")
	}
	o.Years = slices.Sorted(slices.Values(o.Years))
	for i, y := range o.Years {
		if y < firstYear || y > lastYear {
			return o, problem(fmt.Sprintf("cohort year %d", y), fmt.Sprintf("use years from %d to %d", firstYear, lastYear))
		}
		if i > 0 && y == o.Years[i-1] {
			return o, problem(fmt.Sprintf("cohort year %d is given twice", y), "name each year once")
		}
	}
	return o, nil
}

func problem(what, remedy string) error {
	return &evidence.Problem{What: "simulate: " + what, Remedy: remedy}
}

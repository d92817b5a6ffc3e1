package simulate

import (
	"fmt"
	"math"
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
	Overwrite  bool // replace files that are there already
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
	if !(math.Abs(o.Effect) <= 1) {
		return o, problem(fmt.Sprintf("effect %v is not a difference of proportions", o.Effect),
			"give a proportion from -1 to 1, such as 0.09 for 9 percentage points")
	}
	if o.Continuous < 0 || o.Continuous > len(continuousNames) {
		return o, problem(fmt.Sprintf("%d continuous covariates", o.Continuous), fmt.Sprintf("ask for 0 to %d", len(continuousNames)))
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

package simulate

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// field is a column in which values can be missing: a bit.
type field uint16

const (
	ageField field = 1 << iota
	genderField
	originField
	qualificationField
	earningsField
	distanceField
	registeredField
	placedField
)

// fieldNames are the columns in the order of the bits.
var fieldNames = []string{"age", "gender", "origin", "qualification", "earnings", "distance_km", "registered", "placed"}

// usualMissing is the share that is missing in columns of which nobody says anything.
var usualMissing = map[string]float64{"age": 0.001, "placed": 0.005}

// gaps are the chances of a missing value in each field, in 1/10,000, in the order of
// fieldNames.
type gaps [8]int

func (g gaps) age() int    { return g[0] }
func (g gaps) placed() int { return g[len(g)-1] }

// asking says how columns come about that are not always there.
var asking = map[string]string{
	"earnings":    "ask for a continuous covariate too",
	"distance_km": "ask for two continuous covariates too",
	"registered":  "ask for people who are not registered too",
}

// gaps reads o.Missing, or returns a Problem.
func (o Options) gaps() (gaps, error) {
	var out gaps
	have := o.fields()
	for i, name := range fieldNames {
		if slices.Contains(have, name) {
			out[i] = inTenThousandths(usualMissing[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o.Missing)) {
		share := o.Missing[name]
		switch {
		case slices.Contains(have, name):
		case slices.Contains(fieldNames, name):
			return out, problem(fmt.Sprintf("no column %q is asked for", name), asking[name])
		default:
			return out, problem(fmt.Sprintf("no column %q in which values can be missing", name), oneOf(name, fieldNames))
		}
		if !(share >= 0 && share <= 1) {
			return out, problem(fmt.Sprintf("a share of %v missing in %s", share, name), "give a proportion from 0 to 1, such as 0.05 for one value in twenty")
		}
		out[slices.Index(fieldNames, name)] = inTenThousandths(share)
	}
	return out, nil
}

// fields are the columns of o in which values can be missing.
func (o Options) fields() []string {
	return slices.DeleteFunc(slices.Clone(fieldNames), func(name string) bool {
		if i := slices.Index(continuousNames, name); i >= 0 {
			return i >= o.Continuous
		}
		return name == "registered" && o.Unregistered == 0
	})
}

func inTenThousandths(share float64) int { return int(math.Round(share * certain)) }

// optional are the fields in which something can be missing.
func (g gaps) optional() field {
	var out field
	for i, chance := range g {
		if chance > 0 {
			out |= 1 << i
		}
	}
	return out
}

// forgetter forgets values of covariates other than age, each from its own stream: what
// is missing in one column does not depend on the others. Ages and outcomes are
// forgotten as people are drawn.
type forgetter struct {
	at     []field
	chance []int
	rng    []*rand.Rand
}

func newForgetter(g gaps, random func(purpose int) *rand.Rand) forgetter {
	var out forgetter
	for i, chance := range g {
		if at := field(1 << i); chance > 0 && at != ageField && at != placedField {
			out.at, out.chance, out.rng = append(out.at, at), append(out.chance, chance), append(out.rng, random(forGaps+i))
		}
	}
	return out
}

func (f forgetter) forget(p *person) {
	for i, at := range f.at {
		if f.rng[i].IntN(certain) < f.chance[i] {
			p.missing |= at
		}
	}
}

// oneOf is the remedy for a name that is not one of those known.
func oneOf(name string, known []string) string {
	list := "use one of " + strings.Join(known, ", ")
	if best, ok := nearest(name, known); ok {
		return fmt.Sprintf("did you mean %q? %s", best, list)
	}
	return list
}

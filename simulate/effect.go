package simulate

import (
	"fmt"
	"math"
	"slices"
)

// GroupEffect is what the programme adds, or takes, for people with one level of a
// category besides what it adds for all: a proportion, taken to four decimals.
type GroupEffect struct {
	Covariate, Level string
	Effect           float64
}

// effects are the additions to the chance of placement, in 1/10,000, for all and by level.
type effects struct {
	all                           int
	gender, origin, qualification []int
}

// effects reads o.Effect and o.EffectBy, or returns a Problem.
func (o Options) effects() (effects, error) {
	out := effects{all: inTenThousandths(o.Effect), gender: make([]int, len(genders)),
		origin: make([]int, len(origins)), qualification: make([]int, len(qualifications))}
	of := []struct {
		name   string
		levels []string
		add    []int
	}{{"gender", genders, out.gender}, {"origin", origins, out.origin}, {"qualification", qualifications, out.qualification}}
	names := []string{of[0].name, of[1].name, of[2].name}
	if err := checkEffect(o.Effect); err != nil {
		return out, err
	}
	for i, g := range o.EffectBy {
		at := slices.Index(names, g.Covariate)
		if at < 0 {
			return out, problem(fmt.Sprintf("no effect can go by %q", g.Covariate), oneOf(g.Covariate, names))
		}
		n := slices.Index(of[at].levels, g.Level)
		if n < 0 {
			return out, problem(fmt.Sprintf("nobody has the %s %q", g.Covariate, g.Level), oneOf(g.Level, of[at].levels))
		}
		if slices.ContainsFunc(o.EffectBy[:i], func(b GroupEffect) bool { return b.Covariate == g.Covariate && b.Level == g.Level }) {
			return out, problem(fmt.Sprintf("the effect for %s %s is given twice", g.Covariate, g.Level), "give it once")
		}
		if err := checkEffect(g.Effect); err != nil {
			return out, err
		}
		of[at].add[n] = inTenThousandths(g.Effect)
	}
	return out, nil
}

func checkEffect(effect float64) error {
	if !(math.Abs(effect) <= 1) {
		return problem(fmt.Sprintf("effect %v is not a difference of proportions", effect),
			"give a proportion from -1 to 1, such as 0.09 for 9 percentage points")
	}
	return nil
}

// on returns what is added for a person. The zero value adds nothing.
func (e effects) on(p person) int {
	if e.gender == nil {
		return 0
	}
	return e.all + e.gender[p.gender] + e.origin[p.origin] + e.qualification[p.qualification]
}

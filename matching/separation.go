package matching

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"sib/cohort"
)

const remedy = "the propensity model has no finite estimate; merge the level, match exactly on it, or use a distance without a model"

// checkSeparation names the levels that have people of one arm only, and the numbers
// that tell the arms apart: each of them alone makes a propensity model infinite.
func (d *design) checkSeparation(cols columns) error {
	var all [2]int64
	for _, p := range d.c.Profiles {
		all[0] += p.N[0]
		all[1] += p.N[1]
	}
	if all[cohort.Programme] == 0 || all[cohort.Comparison] == 0 {
		return errors.New("a propensity model needs people of both groups, and here are " + bothArms(all))
	}
	var found []string
	for _, s := range cols.sources {
		if s.numbers != nil {
			found = append(found, cols.apart(s)...)
		} else {
			found = append(found, cols.oneSided(s)...)
		}
	}
	if len(found) == 0 {
		return nil
	}
	if n := len(found); n > listed {
		found = append(found[:listed], fmt.Sprintf("and %d more", n-listed))
	}
	return errors.New(strings.Join(found, "; ") + ": " + remedy)
}

// oneSided are the levels of a category with people of one arm only.
func (c columns) oneSided(s source) []string {
	n := make([][2]int64, len(s.column))
	for i, p := range c.d.c.Profiles {
		v := c.at(s, int32(i))
		n[v][0] += p.N[0]
		n[v][1] += p.N[1]
	}
	var out []string
	for v := range n {
		if (n[v][0] == 0) != (n[v][1] == 0) {
			out = append(out, c.levelName(s, v)+" has "+bothArms(n[v]))
		}
	}
	return out
}

func (c columns) levelName(s source, v int) string {
	if s.code == ofYear {
		return fmt.Sprintf("year=%d", c.d.c.Years[v])
	}
	dom := c.d.c.Domains[s.code]
	return dom.Name + "=" + dom.Labels[v]
}

func bothArms(n [2]int64) string {
	out := make([]string, 2)
	for arm, name := range [2]string{"programme", "comparison"} {
		if n[arm] == 0 {
			out[arm] = "no " + name + " person"
		} else {
			out[arm] = noun{name + " person", name + " people"}.count(n[arm])
		}
	}
	if n[0] == 0 {
		out[0], out[1] = out[1], out[0]
	}
	return out[0] + " and " + out[1]
}

// apart says whether all programme people are on one side of all comparison people.
func (c columns) apart(s source) []string {
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for i, p := range c.d.c.Profiles {
		v := s.numbers[c.at(s, int32(i))]
		for arm, n := range p.N {
			if n > 0 {
				low[arm], high[arm] = math.Min(low[arm], v), math.Max(high[arm], v)
			}
		}
	}
	name := c.d.c.Domains[s.code].Name
	if low == high && low[0] == low[1] { // constant: the model leaves it out
		return nil
	}
	switch {
	case low[0] >= high[1]:
		return []string{fmt.Sprintf("%s is from %s in the programme group and to %s in the comparison pool", name, decimal(low[0]), decimal(high[1]))}
	case high[0] <= low[1]:
		return []string{fmt.Sprintf("%s is to %s in the programme group and from %s in the comparison pool", name, decimal(high[0]), decimal(low[1]))}
	}
	return nil
}

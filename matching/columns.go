package matching

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"sib/cohort"
	"sib/stats"
)

// columns are covariates as a model or a metric sees them: a number is one column, a
// category one of 0 and 1 for each level.
type columns struct {
	d       *design
	names   []columnName
	sources []source
}

// columnName names a column; level is empty for a number.
type columnName struct{ covariate, level string }

func (c columnName) String() string {
	if c.level == "" {
		return c.covariate
	}
	return c.covariate + "=" + c.level
}

// source is one covariate, or the cohort year.
type source struct {
	code    int     // index into Profile.Codes; ofYear for the cohort year
	column  []int32 // of each code; noColumn for a level that has none. A number has the same for all
	numbers []float64
}

const (
	ofYear   = -1
	noColumn = -1
)

// choice says which covariates become columns, and how.
type choice struct {
	names   []string // none: all
	year    bool     // the cohort year too, if there are several
	against bool     // the first level of each category has no column: what others are compared with
	in      func(profile int) bool
}

// columnsOf makes the columns of the covariates in their order in the cohort. Levels
// that none of the profiles has get no column.
func (d *design) columnsOf(ch choice) (columns, error) {
	c := columns{d: d}
	for _, name := range ch.names {
		if !slices.ContainsFunc(d.c.Domains, func(dom cohort.Domain) bool { return dom.Name == name }) {
			return c, fmt.Errorf("distance.covariates names %q, which is not a covariate", name)
		}
	}
	for k, dom := range d.c.Domains {
		if len(ch.names) > 0 && !slices.Contains(ch.names, dom.Name) {
			continue
		}
		if dom.Kind == cohort.Category {
			c.category(k, dom.Name, dom.Labels, ch)
			continue
		}
		of := make([]int32, len(dom.Numbers))
		for i := range of {
			of[i] = int32(len(c.names))
		}
		c.sources = append(c.sources, source{code: k, column: of, numbers: dom.Numbers})
		c.names = append(c.names, columnName{covariate: dom.Name})
	}
	if ch.year && len(d.c.Years) > 1 {
		labels := make([]string, len(d.c.Years))
		for i, y := range d.c.Years {
			labels[i] = strconv.Itoa(y)
		}
		c.category(ofYear, "year", labels, ch)
	}
	return c, nil
}

func (c *columns) category(code int, name string, labels []string, ch choice) {
	s := source{code: code, column: make([]int32, len(labels))}
	present := make([]bool, len(labels))
	for i := range c.d.c.Profiles {
		if c.d.c.Profiles[i].N != [2]int64{} && ch.in(i) {
			present[c.at(s, int32(i))] = true
		}
	}
	reference := ch.against
	for v, label := range labels {
		s.column[v] = noColumn
		if !present[v] {
			continue
		}
		if reference {
			reference = false
			continue
		}
		s.column[v] = int32(len(c.names))
		c.names = append(c.names, columnName{name, label})
	}
	c.sources = append(c.sources, s)
}

// at is the code of a profile in a source.
func (c columns) at(s source, profile int32) uint32 {
	p := &c.d.c.Profiles[profile]
	if s.code == ofYear {
		i, _ := slices.BinarySearch(c.d.c.Years, p.Year)
		return uint32(i)
	}
	return p.Codes[s.code]
}

// entries calls f with each entry of a profile that is not 0, and each number, by ascending column.
func (c columns) entries(profile int32, f func(column int32, v float64)) {
	for _, s := range c.sources {
		v := c.at(s, profile)
		switch {
		case s.numbers != nil:
			f(s.column[v], s.numbers[v])
		case s.column[v] != noColumn:
			f(s.column[v], 1)
		}
	}
}

// rows are the entries of some profiles.
func (c columns) rows(profiles []int32) *stats.SparseRows {
	x := stats.NewSparseRows(len(c.names), len(profiles), len(c.sources))
	for _, i := range profiles {
		c.entries(i, x.Add)
		x.EndRow()
	}
	return x
}

// project returns Σ weight·entry by profile. People at equal distances must compare equal,
// so where numbers are decimals with few digits all sums are exact: numbers are counted
// in whole units and weights rounded to a grid on which no sum needs more than 53 bits.
// An age of a year more is then as far as one of a year less, and on every machine.
func (c columns) project(constant float64, weight []float64) []float64 {
	p := c.projection(constant, weight)
	out := make([]float64, len(c.d.c.Profiles))
	for i := range out {
		sum := p.constant
		for k, s := range c.sources {
			v := c.at(s, int32(i))
			switch {
			case s.numbers != nil && p.units[k].whole:
				sum += float64(p.weight[s.column[v]] * p.units[k].of(s.numbers[v]))
			case s.numbers != nil:
				sum += float64(weight[s.column[v]] * s.numbers[v])
			case s.column[v] != noColumn:
				sum += p.weight[s.column[v]]
			}
		}
		out[i] = sum
	}
	return out
}

// projection is weights rounded to a grid, those of numbers per unit.
type projection struct {
	constant float64
	weight   []float64
	units    []units // by source
}

func (c columns) projection(constant float64, weight []float64) projection {
	p := projection{constant: constant, weight: slices.Clone(weight), units: make([]units, len(c.sources))}
	most := 0.0
	for k, s := range c.sources {
		largest := 0.0
		if s.numbers != nil {
			j := s.column[0]
			if p.units[k] = unitsOf(s.numbers); p.units[k].whole {
				p.constant += float64(weight[j] * p.units[k].least)
				p.weight[j] /= p.units[k].perOne
				largest = math.Abs(float64(p.weight[j] * p.units[k].span))
			}
		} else {
			for _, j := range s.column {
				if j != noColumn {
					largest = math.Max(largest, math.Abs(weight[j]))
				}
			}
		}
		most += largest
	}
	_, exponent := math.Frexp(most + math.Abs(p.constant))
	grid := math.Ldexp(1, exponent-51)
	p.constant = onGrid(p.constant, grid)
	for j, w := range p.weight {
		p.weight[j] = onGrid(w, grid)
	}
	return p
}

func onGrid(v, grid float64) float64 { return float64(math.RoundToEven(v/grid) * grid) }

// units count a number in whole steps from the least value.
type units struct {
	whole  bool // all values are a whole number of steps
	least  float64
	perOne float64 // steps in 1
	span   float64 // steps from the least to the greatest value
}

// spanLimit leaves 25 bits for the weight of a step.
const spanLimit = 1 << 26

// unitsOf finds the largest step, of 1, ½, 1/10, …, that all values are decimals of.
func unitsOf(values []float64) units {
	if len(values) == 0 {
		return units{}
	}
	least, greatest := slices.Min(values), slices.Max(values)
	for _, perOne := range []float64{1, 2, 10, 100, 1e3, 1e4, 1e5, 1e6} {
		u := units{perOne: perOne, least: least}
		u.span = u.of(greatest)
		u.whole = u.span < spanLimit && math.Abs(float64(u.least*perOne)) < 1<<52
		for _, v := range values {
			// The nearest floating-point number to a decimal, as a reader of text finds it.
			if !u.whole || math.Round(float64(v*perOne))/perOne != v {
				u.whole = false
				break
			}
		}
		if u.whole {
			return u
		}
	}
	return units{}
}

// of is the number of steps, exactly.
func (u units) of(v float64) float64 {
	return math.Round(float64(v*u.perOne)) - math.Round(float64(u.least*u.perOne))
}

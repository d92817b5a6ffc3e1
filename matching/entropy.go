package matching

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"sib/cohort"
	"sib/stats"
)

// entropyWeights gives the people of a cell the weights nearest to equal ones with which
// the means of all covariates, and the shares of all levels, are those of the people the
// estimand is about (Hainmueller 2012, Political Analysis 20:25). For the ATE both arms
// are weighted to everybody. A cell without one of the arms has no weight.
func (d *design) entropyWeights() (assignment, error) {
	cols, err := d.columnsOf(choice{names: d.spec.Distance.Covariates, in: func(i int) bool { return !d.outside[i] }})
	if err != nil {
		return assignment{}, fmt.Errorf("match: %w", err)
	}
	a := assignment{weights: make([][2]float64, len(d.c.Profiles))}
	for _, c := range d.cells {
		if len(c.profiles[cohort.Programme]) == 0 || len(c.profiles[cohort.Comparison]) == 0 {
			continue
		}
		if err := d.balanceCell(cols, c, a.weights); err != nil {
			return assignment{}, fmt.Errorf("match: %s: %w", d.cellName(c), err)
		}
	}
	return a, nil
}

// balanceCell fills the weights of a cell. Those the effect is about weigh 1.
func (d *design) balanceCell(cols columns, c cell, w [][2]float64) error {
	for arm, profiles := range c.profiles {
		if d.spec.Estimand != OnAll && cohort.Arm(arm) == d.focal {
			for _, p := range profiles {
				w[p][arm] = 1
			}
			continue
		}
		b := d.balancing(cols, c, cohort.Arm(arm))
		if err := b.keepFaces(); err != nil {
			return err
		}
		weights, err := b.solve()
		if err != nil {
			return err
		}
		people := float64(d.standsFor(c))
		for k, p := range b.pool {
			w[p][arm] = float64(weights[k] * people)
		}
	}
	return nil
}

// balancing is the task for one arm of a cell.
type balancing struct {
	d      *design
	cols   columns
	arm    cohort.Arm
	pool   []int32   // profiles that may have weight
	target []float64 // mean of each column
	people []int64   // of those the effect is about, at each level
}

func (d *design) balancing(cols columns, c cell, arm cohort.Arm) *balancing {
	b := &balancing{d: d, cols: cols, arm: arm, pool: c.profiles[arm],
		target: make([]float64, len(cols.names)), people: make([]int64, len(cols.names))}
	for other, profiles := range c.profiles {
		if d.spec.Estimand != OnAll && cohort.Arm(other) != d.focal {
			continue
		}
		for _, p := range profiles {
			n := d.n(p, cohort.Arm(other))
			cols.entries(p, func(j int32, v float64) {
				b.target[j] += float64(float64(n) * v)
				b.people[j] += n
			})
		}
	}
	people := float64(d.standsFor(c))
	for j := range b.target {
		b.target[j] /= people
	}
	return b
}

// edge is how near a target is to the end of a range, as a share of it, to be there.
const edge = 1e-12

// keepFaces restricts the pool to the people with a level that all of the others have,
// or without one that none has: where a target is at an end of the pool's range, nobody
// inside of it can have weight. A target beyond the range is an error.
func (b *balancing) keepFaces() error {
	for again := true; again; {
		again = false
		low, high := b.ranges()
		if err := b.inRange(low, high); err != nil {
			return err
		}
		face := make([]float64, len(low)) // the only value allowed; not a number: any
		for j := range face {
			face[j] = math.NaN()
			if near := float64(edge * (high[j] - low[j])); high[j] > low[j] && b.target[j] <= low[j]+near {
				face[j], again = low[j], true
			} else if high[j] > low[j] && b.target[j] >= high[j]-near {
				face[j], again = high[j], true
			}
		}
		if again {
			b.pool = b.cols.having(b.pool, face)
		}
		if len(b.pool) == 0 {
			return errors.New("no " + b.armName() + " person is like them in all covariates at once: " + balanceRemedy)
		}
	}
	return nil
}

// having are the profiles with the value wanted in every column that wants one.
func (c columns) having(profiles []int32, wanted []float64) []int32 {
	var out []int32
	row := make([]float64, len(wanted))
	for _, p := range profiles {
		clear(row)
		c.entries(p, func(j int32, v float64) { row[j] = v })
		fits := true
		for j, v := range wanted {
			fits = fits && (v != v || row[j] == v)
		}
		if fits {
			out = append(out, p)
		}
	}
	return out
}

// ranges are the least and greatest entries of each column in the pool.
func (b *balancing) ranges() (low, high []float64) {
	low, high = make([]float64, len(b.target)), make([]float64, len(b.target))
	seen := make([]int, len(b.target))
	for _, p := range b.pool {
		b.cols.entries(p, func(j int32, v float64) {
			if seen[j] == 0 {
				low[j], high[j] = v, v
			}
			seen[j]++
			low[j], high[j] = math.Min(low[j], v), math.Max(high[j], v)
		})
	}
	for j, n := range seen {
		if n < len(b.pool) { // the rest are 0
			low[j], high[j] = math.Min(low[j], 0), math.Max(high[j], 0)
		}
	}
	return low, high
}

const balanceRemedy = "merge levels, match exactly on the covariate, leave it out of distance.covariates, or hold the groups to their common support"

// inRange names the covariates whose target the pool cannot reach.
func (b *balancing) inRange(low, high []float64) error {
	var found []string
	for j, t := range b.target {
		slack := float64(edge * math.Max(high[j]-low[j], math.Abs(t)))
		if t >= low[j]-slack && t <= high[j]+slack {
			continue
		}
		name := b.cols.names[j]
		switch {
		case name.level == "":
			found = append(found, fmt.Sprintf("the mean of %s is to be %.6g, and the %s people's values are from %s to %s", name, t, b.armName(), decimal(low[j]), decimal(high[j])))
		case high[j] == 0:
			found = append(found, fmt.Sprintf("%s has %s whose effect is asked for and no %s person that may have weight", name, noun{"person", "people"}.count(b.people[j]), b.armName()))
		default:
			found = append(found, fmt.Sprintf("every %s person that may have weight has %s, and %.3g %% of those whose effect is asked for", b.armName(), name, float64(100*t)))
		}
	}
	if len(found) == 0 {
		return nil
	}
	if n := len(found); n > listed {
		found = append(found[:listed], fmt.Sprintf("and %d more", n-listed))
	}
	return errors.New("no weights can balance: " + strings.Join(found, "; ") + ": " + balanceRemedy)
}

func (b *balancing) solve() ([]float64, error) {
	base := make([]float64, len(b.pool))
	for k, p := range b.pool {
		base[k] = float64(b.d.n(p, b.arm))
	}
	w, err := stats.EntropyTilt(b.cols.rows(b.pool), base, b.target)
	if errors.Is(err, stats.ErrOutsideHull) {
		return nil, fmt.Errorf("no weights of the %s people reach all target means at once, though each can be reached alone: %s", b.armName(), balanceRemedy)
	}
	return w, err
}

func (b *balancing) armName() string {
	if b.arm == cohort.Programme {
		return "programme"
	}
	return "comparison"
}

// cellName names a cell as errors do.
func (d *design) cellName(c cell) string {
	out := fmt.Sprintf("year=%d", c.year)
	for k, v := range c.values {
		if v != "" {
			out += ", " + d.c.Domains[k].Name + "=" + v
		}
	}
	return out
}

package cohort

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"sib/evidence"
)

// mostLabels is how many labels of a covariate are named by one code.
const mostLabels = 20

// coverage says which levels only the comparison pool has. Findings has those of the programme.
func coverage(c *Cohort) []evidence.Finding {
	var out []evidence.Finding
	for k, d := range c.Domains {
		if d.Kind != Category {
			continue
		}
		named := 0
		for i, n := range levelCounts(c.Profiles, k, len(d.Labels)) {
			if n[Programme] > 0 || n[Comparison] == 0 {
				continue
			}
			if named++; named > mostLabels {
				continue
			}
			out = append(out, evidence.Finding{Code: LevelWithoutProgramme, Severity: evidence.Note, Subject: d.Name + " = " + d.Labels[i], Count: n[Comparison],
				Message: fmt.Sprintf("comparison people with %s = %s have nobody in the programme with the same value", d.Name, d.Labels[i])})
		}
		if named > mostLabels {
			out = append(out, evidence.Finding{Code: LevelWithoutProgramme, Severity: evidence.Note, Subject: d.Name, Count: int64(named - mostLabels),
				Message: fmt.Sprintf("%d more values of %s are in the comparison pool alone", named-mostLabels, d.Name)})
		}
	}
	return out
}

// ranges counts programme people beyond all numbers of the comparison pool.
func ranges(c *Cohort) []evidence.Finding {
	var out []evidence.Finding
	for k, d := range c.Domains {
		if d.Kind == Category {
			continue
		}
		counts := levelCounts(c.Profiles, k, len(d.Labels))
		inPool := func(n [2]int64) bool { return n[Comparison] > 0 }
		low := slices.IndexFunc(counts, inPool)
		high := len(counts) - 1
		for high > low && !inPool(counts[high]) {
			high--
		}
		var outside int64
		for i, n := range counts {
			if i < low || i > high {
				outside += n[Programme]
			}
		}
		if outside > 0 {
			out = append(out, evidence.Finding{Code: OutsideRange, Severity: evidence.Warning, Subject: d.Name, Count: outside,
				Message: fmt.Sprintf("%.1f %% of the eligible programme people are below or above everybody in the comparison pool", 100*float64(outside)/float64(c.Flow.Eligible[Programme]))})
		}
	}
	return out
}

// drift holds each cohort year against the one before, within an arm.
func drift(c *Cohort) []evidence.Finding {
	var out []evidence.Finding
	for i := 1; i < len(c.Years); i++ {
		for _, arm := range []Arm{Programme, Comparison} {
			s := stride{c, arm, c.Years[i-1], c.Years[i]}
			if s.people(s.before) == 0 || s.people(s.after) == 0 {
				continue
			}
			out = append(out, s.peopleDrift()...)
			for k, d := range c.Domains {
				if d.Kind == Category {
					out = append(out, s.levelDrift(k)...)
				} else {
					out = append(out, s.meanDrift(k)...)
				}
			}
		}
	}
	return out
}

// stride is an arm from one cohort year to the next.
type stride struct {
	*Cohort
	arm           Arm
	before, after int
}

func (s stride) people(year int) int64 {
	var n int64
	for _, p := range s.Profiles {
		if p.Year == year {
			n += p.N[s.arm]
		}
	}
	return n
}

// counts returns the people of a year by code of covariate k.
func (s stride) counts(year, k int) []int64 {
	out := make([]int64, len(s.Domains[k].Labels))
	for _, p := range s.Profiles {
		if p.Year == year {
			out[p.Codes[k]] += p.N[s.arm]
		}
	}
	return out
}

func (s stride) finding(code, subject, what string, n int64) evidence.Finding {
	return evidence.Finding{Code: code, Severity: evidence.Warning, Subject: subject, Count: n,
		Message: fmt.Sprintf("from %d to %d, %s in the %s", s.before, s.after, what, armWords[s.arm])}
}

var armWords = [2]string{"programme group", "comparison pool"}

func (s stride) peopleDrift() []evidence.Finding {
	a, b := s.people(s.before), s.people(s.after)
	if max(a, b) <= PeopleFactor*min(a, b) {
		return nil
	}
	return []evidence.Finding{s.finding(CodePeopleDrift, "people", fmt.Sprintf("the number of eligible people goes from %d to %d", a, b), b)}
}

func (s stride) levelDrift(k int) []evidence.Finding {
	var out []evidence.Finding
	a, b := s.people(s.before), s.people(s.after)
	before, after := s.counts(s.before, k), s.counts(s.after, k)
	for i, label := range s.Domains[k].Labels {
		p, q := float64(before[i])/float64(a), float64(after[i])/float64(b)
		if apart(before[i], a, after[i], b) {
			name := s.Domains[k].Name + " = " + label
			out = append(out, s.finding(CodeLevelDrift, name, fmt.Sprintf("the share of %s goes from %.1f to %.1f %%", name, 100*p, 100*q), after[i]))
		}
	}
	return out
}

func (s stride) meanDrift(k int) []evidence.Finding {
	numbers := s.Domains[k].Numbers
	m1, v1 := moments(numbers, s.counts(s.before, k))
	m2, v2 := moments(numbers, s.counts(s.after, k))
	// The numbers of both years spread as their standard deviations do on average.
	sd := math.Sqrt((v1 + v2) / 2)
	const rounding = 1e-9 // of the means
	if shift := math.Abs(m1 - m2); !(shift > MeanShift*sd && shift > rounding*max(math.Abs(m1), math.Abs(m2))) {
		return nil
	}
	how := "more than the numbers of a year spread"
	if sd > 0 {
		how = fmt.Sprintf("by %.2f standard deviations", math.Abs(m1-m2)/sd)
	}
	return []evidence.Finding{s.finding(CodeMeanDrift, s.Domains[k].Name, fmt.Sprintf("the mean of %s moves %s", s.Domains[k].Name, how), s.people(s.after))}
}

// moments returns the mean and the variance. Numbers are ascending, so that sums do not
// depend on the order of rows.
func moments(numbers []float64, counts []int64) (mean, variance float64) {
	var n, sum float64
	for i, x := range numbers {
		n += float64(counts[i])
		sum += float64(float64(counts[i]) * x)
	}
	mean = sum / n
	for i, x := range numbers {
		d := x - mean
		variance += float64(float64(counts[i]) * float64(d*d))
	}
	return mean, variance / n
}

// apart reports whether the shares x of n and y of m are more than Shift points apart, exactly.
func apart(x, n, y, m int64) bool {
	product := func(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }
	d := product(x, m)
	d.Abs(d.Sub(d, product(y, n)))
	return d.Mul(d, big.NewInt(100)).Cmp(new(big.Int).Mul(product(n, m), big.NewInt(Shift))) > 0
}

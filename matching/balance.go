package matching

import (
	"math"
	"strconv"

	"sib/cohort"
)

// tiny is R's sqrt(.Machine$double.eps), MatchIt's bound for a spread that is none.
const tiny = 1.490116119384766e-08

// balanceOf returns a table for each cohort year and, if there are several, a
// pooled one in which the year is a covariate too.
func balanceOf(c *cohort.Cohort, s *Sample) []Balance {
	w := s.Weights
	var out []Balance
	for _, y := range c.Years {
		out = append(out, Balance{Year: y, Terms: termsOf(c, w, y)})
	}
	if len(c.Years) > 1 {
		pooled := Balance{Terms: termsOf(c, w, 0)}
		pooled.Terms = append(pooled.Terms, yearTerms(c, w)...)
		out = append(out, pooled)
	}
	return out
}

func termsOf(c *cohort.Cohort, w [][2]float64, year int) []TermBalance {
	var out []TermBalance
	for k, d := range c.Domains {
		before, after := histograms(c, w, year, len(d.Labels), func(p cohort.Profile) int { return int(p.Codes[k]) })
		if d.Kind == cohort.Category {
			out = append(out, levelTerms(d.Name, d.Labels, before, after)...)
		} else {
			out = append(out, numberTerm(d, before, after))
		}
	}
	return out
}

func yearTerms(c *cohort.Cohort, w [][2]float64) []TermBalance {
	at := map[int]int{}
	labels := make([]string, len(c.Years))
	for i, y := range c.Years {
		at[y], labels[i] = i, strconv.Itoa(y)
	}
	before, after := histograms(c, w, 0, len(labels), func(p cohort.Profile) int { return at[p.Year] })
	return levelTerms("year", labels, before, after)
}

// histogram holds the weight at each value of one covariate, by arm.
type histogram struct {
	at    [][2]float64
	sum   [2]float64
	sumSq [2]float64 // Σw² over people
}

func histograms(c *cohort.Cohort, w [][2]float64, year, values int, code func(cohort.Profile) int) (before, after histogram) {
	before.at, after.at = make([][2]float64, values), make([][2]float64, values)
	for i, p := range c.Profiles {
		if year != 0 && p.Year != year {
			continue
		}
		v := code(p)
		for arm := range p.N {
			n := float64(p.N[arm])
			before.add(v, arm, n, 1)
			after.add(v, arm, n, w[i][arm])
		}
	}
	return before, after
}

func (h *histogram) add(v, arm int, n, w float64) {
	h.at[v][arm] += float64(n * w)
	h.sum[arm] += float64(n * w)
	h.sumSq[arm] += float64(float64(n*w) * w)
}

// levelTerms treats each level as a 0/1 column. Levels nobody has are left out.
func levelTerms(name string, labels []string, before, after histogram) []TermBalance {
	var out []TermBalance
	for v, label := range labels {
		if before.at[v] == [2]float64{} {
			continue
		}
		p := [2]float64{before.at[v][0] / before.sum[0], before.at[v][1] / before.sum[1]}
		den := math.Sqrt(p[0] * (1 - p[0]))
		if den < tiny {
			den = pooledSD([2]float64{float64(before.sum[0] * p[0] * (1 - p[0])), float64(before.sum[1] * p[1] * (1 - p[1]))}, before.sum)
		}
		t := TermBalance{Covariate: name, Level: label, Denominator: den}
		t.Before, t.After = before.level(v, den), after.level(v, den)
		out = append(out, t)
	}
	return out
}

func (h histogram) level(v int, den float64) Moments {
	m := Moments{Programme: h.at[v][0] / h.sum[0], Comparison: h.at[v][1] / h.sum[1]}
	d := m.Programme - m.Comparison
	m.SMD = standardised(d, den)
	m.ECDFMean, m.ECDFMax = math.Abs(d), math.Abs(d)
	return m
}

func numberTerm(d cohort.Domain, before, after histogram) TermBalance {
	present := make([]bool, len(before.at))
	for v := range before.at {
		present[v] = before.at[v] != [2]float64{}
	}
	_, variance, squares := before.moments(d.Numbers)
	den := math.Sqrt(variance[0])
	if !(den >= tiny) {
		den = pooledSD(squares, before.sum)
	}
	return TermBalance{
		Covariate:   d.Name,
		Denominator: den,
		Before:      before.number(d.Numbers, present, den),
		After:       after.number(d.Numbers, present, den),
	}
}

func (h histogram) number(values []float64, present []bool, den float64) Moments {
	mean, variance, _ := h.moments(values)
	m := Moments{Programme: mean[0], Comparison: mean[1], SMD: standardised(mean[0]-mean[1], den)}
	if ratio := variance[0] / variance[1]; !math.IsNaN(ratio) && !math.IsInf(ratio, 0) {
		m.VarianceRatio = &ratio
	}
	m.ECDFMean, m.ECDFMax = h.ecdf(present)
	return m
}

// moments returns, by arm, the weighted mean, the variance Σw(x−m)²/(1−Σw²) with
// the w scaled to sum 1 (n−1 in the denominator when all weigh the same; NaN for
// one person), and the raw Σw(x−m)².
func (h histogram) moments(values []float64) (mean, variance, squares [2]float64) {
	for arm := range mean {
		for v, x := range values {
			mean[arm] += float64(h.at[v][arm] * x)
		}
		mean[arm] /= h.sum[arm]
		for v, x := range values {
			dev := x - mean[arm]
			squares[arm] += float64(h.at[v][arm] * float64(dev*dev))
		}
		total := h.sum[arm]
		variance[arm] = squares[arm] / total / (1 - h.sumSq[arm]/total/total)
	}
	return mean, variance, squares
}

// ecdf returns the mean and the maximum, over the distinct values that occur
// before matching, of the distance between the two cumulative distributions.
func (h histogram) ecdf(present []bool) (mean, most float64) {
	var cum [2]float64
	distinct := 0
	for v := range h.at {
		cum[0] += h.at[v][0] / h.sum[0]
		cum[1] += h.at[v][1] / h.sum[1]
		if !present[v] {
			continue
		}
		distinct++
		d := math.Abs(cum[0] - cum[1])
		mean += d
		most = math.Max(most, d)
	}
	return mean / float64(distinct), most
}

// pooledSD is the within-group SD, √(Σ(x−m)²/(n−2)) over both groups: the
// denominator when the programme group does not vary at all.
func pooledSD(squares, n [2]float64) float64 {
	return math.Sqrt((squares[0] + squares[1]) / (n[0] + n[1] - 2))
}

// standardised is diff/den; a difference that is none is 0 whatever the
// denominator, and a difference without any spread has no standardised form.
func standardised(diff, den float64) *float64 {
	smd := diff / den
	if math.Abs(diff) <= tiny {
		smd = 0
	}
	if math.IsNaN(smd) || math.IsInf(smd, 0) {
		return nil
	}
	return &smd
}

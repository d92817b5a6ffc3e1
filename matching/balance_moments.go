package matching

import (
	"math"

	"sib/cohort"
)

// tiny is R's sqrt(.Machine$double.eps), MatchIt's bound for a spread that is none.
const tiny = 1.490116119384766e-08

// histogram holds the weight at each value of one variate, by arm.
type histogram struct {
	at    [][2]float64
	sum   [2]float64
	sumSq [2]float64 // Σw² over people
}

func (h *histogram) reset(values int) {
	if cap(h.at) < values {
		h.at = make([][2]float64, values)
	}
	*h = histogram{at: h.at[:values]}
	clear(h.at)
}

func (h *histogram) add(v, arm int, n, w float64) {
	h.at[v][arm] += float64(n * w)
	h.sum[arm] += float64(n * w)
	h.sumSq[arm] += float64(float64(n*w) * w)
}

// shares of the people of each arm who have value v.
func (h histogram) shares(v int) [2]float64 {
	return [2]float64{h.at[v][0] / h.sum[0], h.at[v][1] / h.sum[1]}
}

// level compares a share. Its two cumulative distributions part at one place, by
// the difference, and what they do not share is the same.
func (h histogram) level(v int, den float64) Moments {
	p := h.shares(v)
	m := Moments{Programme: p[cohort.Programme], Comparison: p[cohort.Comparison]}
	d := m.Programme - m.Comparison
	m.SMD = standardised(d, den)
	m.ECDFMean, m.ECDFMax = math.Abs(d), math.Abs(d)
	m.Overlap = 1 - math.Abs(d)
	return m
}

// number compares a number. What is present before matching counts for the mean of
// the cumulative distributions, whoever is left.
func (h histogram) number(values []float64, before histogram, bin []int32, den float64) Moments {
	mean, variance, _ := h.moments(values)
	m := Moments{Programme: mean[0], Comparison: mean[1], SMD: standardised(mean[0]-mean[1], den)}
	if ratio := variance[0] / variance[1]; !math.IsNaN(ratio) && !math.IsInf(ratio, 0) {
		m.VarianceRatio = &ratio
	}
	m.ECDFMean, m.ECDFMax = h.ecdf(before)
	m.Overlap = h.overlap(bin)
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
			if w := h.at[v][arm]; w != 0 {
				dev := x - mean[arm]
				squares[arm] += float64(w * float64(dev*dev))
			}
		}
		total := h.sum[arm]
		variance[arm] = squares[arm] / total / (1 - h.sumSq[arm]/total/total)
	}
	return mean, variance, squares
}

// ecdf returns the mean and the maximum, over the distinct values that occur
// before matching, of the distance between the two cumulative distributions.
func (h histogram) ecdf(before histogram) (mean, most float64) {
	var cum [2]float64
	distinct := 0
	for v := range h.at {
		if before.at[v] == [2]float64{} {
			continue
		}
		cum[0] += h.at[v][0] / h.sum[0]
		cum[1] += h.at[v][1] / h.sum[1]
		distinct++
		d := math.Abs(cum[0] - cum[1])
		mean += d
		most = math.Max(most, d)
	}
	return math.Min(mean/float64(distinct), 1), math.Min(most, 1)
}

// overlap is the proportion that the two distributions share, Σ min(p₁, p₀) over
// values or bins: the overlapping coefficient of Inman and Bradley (1989, Commun.
// Stat. Theory Methods 18:3851), of which cobalt prints the complement.
func (h histogram) overlap(bin []int32) float64 {
	sum := 0.0
	var at [2]float64
	for v := range h.at {
		at[0] += h.at[v][0] / h.sum[0]
		at[1] += h.at[v][1] / h.sum[1]
		if bin == nil || v+1 == len(h.at) || bin[v+1] != bin[v] {
			sum += math.Min(at[0], at[1])
			at = [2]float64{}
		}
	}
	return math.Min(sum, 1)
}

// spread chooses the denominator of an SMD from the SDs before matching: of the
// people whom the estimand is about, and of both groups alike for the ATE and the ATO.
func (e Estimand) spread(variance [2]float64) float64 {
	switch e {
	case OnControl:
		return math.Sqrt(variance[cohort.Comparison])
	case OnAll, Overlap:
		return math.Sqrt((variance[0] + variance[1]) / 2)
	}
	return math.Sqrt(variance[cohort.Programme])
}

// shareSD is the denominator for a 0/1 column with shares p among n people.
func (e Estimand) shareSD(p, n [2]float64) float64 {
	v := [2]float64{float64(p[0] * (1 - p[0])), float64(p[1] * (1 - p[1]))}
	if sd := e.spread(v); sd >= tiny {
		return sd
	}
	return pooledSD([2]float64{float64(n[0] * v[0]), float64(n[1] * v[1])}, n[0]+n[1])
}

// numberSD is the denominator for a number.
func (e Estimand) numberSD(before histogram, values []float64) float64 {
	_, variance, squares := before.moments(values)
	if sd := e.spread(variance); sd >= tiny && !math.IsInf(sd, 0) {
		return sd
	}
	return pooledSD(squares, before.sum[0]+before.sum[1]-2)
}

// pooledSD is the within-group SD: the denominator when the group that sets it does
// not vary at all. It is 0 if nobody varies.
func pooledSD(squares [2]float64, n float64) float64 {
	if sd := math.Sqrt((squares[0] + squares[1]) / n); sd >= tiny && !math.IsInf(sd, 0) {
		return sd
	}
	return 0
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

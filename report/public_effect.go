package report

import (
	"math"

	"sib/evaluate"
	"sib/matching"
	"sib/stats"
)

// wholeEffect is an effect in whole per cent and whole percentage points, each number
// rounded from its own exact value. It is made where every count behind it is published:
// then it tells nothing about a hidden one. Rounding the counts of 84 people first would
// move each rate by up to three points, and the message with it.
type wholeEffect struct {
	difference
	rates    [2]*int    // by arm, weighted as the effect is
	ranges   [2][2]*int // their intervals
	relative *int       // nil when the comparison rate is zero
}

// difference is a difference of two rates in whole percentage points.
type difference struct {
	points, lo, hi *int // nil when they do not exist
	side           lies
}

// lies is where an interval lies, by its exact ends.
type lies int

const (
	sideUnknown lies = iota
	sideBelow
	sideAround // it holds zero
	sideAbove
)

// percent is a proportion in whole per cent, ties away from zero.
func percent(f float64) *int {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	n := int(math.Round(f * 100))
	return &n
}

func wholeEffectOf(r evaluate.Result) *wholeEffect {
	e := &wholeEffect{difference: wholeDifference(r.Difference)}
	for arm := range e.rates {
		x := rateOf(r, arm)
		e.rates[arm], e.ranges[arm] = percent(x.Value), [2]*int{percent(x.Lo), percent(x.Hi)}
	}
	if r.Relative != nil {
		e.relative = percent(*r.Relative)
	}
	return e
}

func wholeDifference(d stats.Estimate) difference {
	out := difference{points: percent(d.Value), lo: percent(d.Lo), hi: percent(d.Hi)}
	switch {
	case out.lo == nil || out.hi == nil:
	case d.Lo > 0:
		out.side = sideAbove
	case d.Hi < 0:
		out.side = sideBelow
	default:
		out.side = sideAround
	}
	return out
}

// publishedBalance is how far apart the groups are in one covariate. A number has its SMD
// in two decimals. That of a category would give shares back to a person, so it says only
// between which lines of the love plot the largest of its levels lies.
type publishedBalance struct {
	covariate     string
	before, after publishedSMD
}

type publishedSMD struct {
	value *float64 // of a number, absolute, in two decimals
	band  int      // index of the first of smdLines above it; −1 when there is none to tell
}

// smdLines are the lines that SMDs are held against.
var smdLines = []float64{0.05, 0.10, 0.25}

// balanceOf is the balance of all years together, where all counts are published.
func (p *published) balanceOf(run *evaluate.Evaluation) []publishedBalance {
	if last := p.groups[len(p.groups)-1]; last.effect == nil {
		return nil
	}
	var out []publishedBalance
	terms := run.Matching.Balance[len(run.Matching.Balance)-1].Terms
	for _, c := range run.Contract.Covariates {
		var of []matching.TermBalance
		for _, t := range terms {
			if t.Covariate == c.Name {
				of = append(of, t)
			}
		}
		if len(of) == 0 {
			continue
		}
		number := len(of) == 1 && of[0].Level == "" && p.manyValues(run.Domains, c.Name)
		out = append(out, publishedBalance{c.Name,
			smdOf(of, number, func(t matching.TermBalance) *float64 { return t.Before.SMD }),
			smdOf(of, number, func(t matching.TermBalance) *float64 { return t.After.SMD })})
	}
	return out
}

// manyValues says that a number takes so many values that its mean tells no count.
func (p *published) manyValues(domains []evaluate.Domain, covariate string) bool {
	for _, d := range domains {
		if d.Name == covariate {
			return int64(d.Distinct) >= max(p.least, 3)
		}
	}
	return false
}

// smdOf is the largest absolute SMD of some terms.
func smdOf(terms []matching.TermBalance, number bool, of func(matching.TermBalance) *float64) publishedSMD {
	largest := -1.0
	for _, t := range terms {
		if x := of(t); x != nil && !math.IsNaN(*x) {
			largest = max(largest, math.Abs(*x))
		}
	}
	if largest < 0 {
		return publishedSMD{band: -1}
	}
	out := publishedSMD{}
	for out.band < len(smdLines) && largest >= smdLines[out.band] {
		out.band++
	}
	if number {
		rounded := math.Round(largest*100) / 100
		out.value = &rounded
	}
	return out
}

// fraction is whole per cent as a proportion; NaN for none.
func fraction(n *int) float64 {
	if n == nil {
		return math.NaN()
	}
	return float64(*n) / 100
}

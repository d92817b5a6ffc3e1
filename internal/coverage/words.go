package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

const intro = `# How often the intervals are right

An interval of 95 %% should hold the true difference in 95 of 100 studies. How often it does depends on the method,
on the number of people and on how they are compared. Here it is measured for every method of package ` + "`stats`" + `.
The tables are made by ` + "`go run ./internal/coverage`" + `; the numbers depend on nothing but the code.

Each entry reads *coverage / pay-side misses*, both in per cent of the studies in which the method is defined:

- **coverage**: the interval holds the true difference. Nominal: 95.0.
- **pay-side misses**: the lower limit is above the true difference. A contract that pays on the lower limit then pays
  for an effect that is not there. Nominal: 2.5.
- **mean width**: of the interval, in percentage points, the mean over the effects shown.
- **undefined**: the largest share of studies, in per cent, in which the method refuses to give an interval. Where fewer
  than one study in ten has one, its entry is –.

Columns are true effects in percentage points. Independent samples are enumerated: every table that can occur, with its
probability, so those entries have no sampling error. Matched designs are drawn: %d studies for each of %d effects, which
gives a coverage of 95 %% a standard error of %.2f points.
`

const samplesIntro = `
## Two independent samples

The comparison rate is 33 %. Sizes are programme v comparison people. The exact method is shown for the smallest sizes
alone, because it enumerates tables itself. In the figures, what is beyond the range is drawn at its edge.

![Coverage and pay-side misses of two independent samples](images/coverage-independent.svg)
`

const matchedIntro = `## Matched on strata

72 strata (three ages, two genders, three origins, four qualifications) with comparison rates from 8 to 56 %. The mixes
differ: the programme has more people of the kinds that find less work. People are drawn into strata; the strata in which
both groups have somebody are compared, and the truth is the mean effect on the programme people in them. In the column
"0 to +20" the effect differs between strata: most for those with the lowest rates. Methods with weights of their own
(` + "`mh-…`, `strat-…-mh`, `strat-score-mn`, `inverse-variance-fixed`, `minimum-risk-wald`" + `) then estimate another mean, and
are measured against this one all the same.

` + "`newcombe, unweighted`" + ` ignores the strata: its misses are bias. ` + "`att-newcombe-census`" + ` takes the comparison people for
certain. ` + "`stratum-bootstrap`" + ` uses 999 replicates and refuses where strata are too small for it.

![Coverage and pay-side misses after matching](images/coverage.svg)
`

// standardError is that of a coverage of 95 %, in percentage points.
func standardError(draws int) float64 { return 100 * math.Sqrt(0.95*0.05/float64(draws)) }

// defaults says what is used and what was measured of it.
func (s study) defaults() string {
	var b strings.Builder
	b.WriteString("\n## The defaults, and why\n\n")
	if len(s.Samples) > 0 {
		fmt.Fprintf(&b, samplesDefault, s.sampleRange("newcombe", 30), s.sampleRange("newcombe", 0), s.sampleRange("miettinen-nurminen", 0),
			s.sampleRange("scas", 0), s.sampleRange("wald", 0))
	}
	if len(s.Matched) > 0 {
		fmt.Fprintf(&b, matchedDefault, s.matchedRange("weighted-newcombe"), s.matchedRange("strat-score-att"), s.matchedRange("mh-greenland-robins"),
			s.matchedRange("att-wald-within-stratum"), s.matchedRange("att-wald-hc0"), s.mostUndefined("strat-newcombe-att"), s.matchedRange(unweighted))
	}
	return b.String()
}

const samplesDefault = `**Two independent samples: ` + "`newcombe`" + `**, which is what ` + "`sib interval`" + ` uses when no method is named.

- It has a closed form, is defined for every table, and is the same formula as the default after matching.
- With 30 programme people or more: %[1]s. Over all sizes: %[2]s.
- ` + "`miettinen-nurminen`" + ` is the choice where a test has to agree with the interval: %[3]s.
- ` + "`scas`" + ` is the choice where only the lower limit pays: %[4]s.
- ` + "`wald`" + ` is for comparison only: %[5]s.

All this is at a comparison rate of 33 %%. At rates near 0 or 1, and with few people, it can differ.

`

const matchedDefault = `**Matched on strata: ` + "`weighted-newcombe`" + `.**

- It needs five numbers and can be recomputed in a spreadsheet. No stratum can make it undefined.
- Over all sizes and effects here: %[1]s.
- The cross-check is ` + "`strat-score-att`" + `, whose test agrees with its interval: %[2]s.

Against the others:

- ` + "`mh-greenland-robins`" + `: %[3]s; and ` + "`att-wald-within-stratum`" + `: %[4]s. Somebody alone in a stratum adds no variance to
  them.
- ` + "`att-wald-hc0`" + `: %[5]s.
- ` + "`strat-newcombe-att`" + `: undefined in up to %.1[6]f %% of the studies.
- Without the strata, ` + "`newcombe, unweighted`" + `: %[7]s.
`

// span says what was measured over many cells.
func span(cells []tally) string {
	by := func(f func(tally) float64) (lo, hi float64) {
		var all []float64
		for _, t := range cells {
			if !t.rare() {
				all = append(all, f(t))
			}
		}
		if len(all) == 0 {
			return math.NaN(), math.NaN()
		}
		return slices.Min(all), slices.Max(all)
	}
	low, high := by(tally.coverage)
	_, worst := by(tally.payMiss)
	return fmt.Sprintf("coverage %.1f to %.1f %%, pay-side misses up to %.1f %%", low, high, worst)
}

// sampleRange is span over all independent samples with n1 programme people or more.
func (s study) sampleRange(method string, n1 int) string {
	var cells []tally
	for _, r := range s.Samples {
		if i := slices.Index(r.Methods, method); i >= 0 && r.Design.N1 >= n1 {
			cells = append(cells, r.Tallies[i]...)
		}
	}
	return span(cells)
}

func (s study) matchedRange(method string) string {
	var cells []tally
	for _, r := range s.Matched {
		cells = append(cells, r.Tallies[slices.Index(r.Methods, method)]...)
	}
	return span(cells)
}

func (s study) mostUndefined(method string) float64 {
	most := 0.0
	for _, r := range s.Matched {
		for _, t := range r.Tallies[slices.Index(r.Methods, method)] {
			most = max(most, t.undefined())
		}
	}
	return most
}

package main

import "fmt"

const intro = `# How often the intervals are right

An interval of 95 %% should hold the true difference in 95 of 100 studies. How often it does depends on the method,
on the number of people and on how they are compared. Here it is measured for the intervals of package ` + "`stats`" + ` for one
rate and for differences; ratios, g-computation and Abadie–Imbens intervals are not measured.
The tables are made by ` + "`go run ./internal/coverage`" + `; the numbers depend on nothing but the code.

Each entry reads *coverage / pay-side misses*, both in per cent of the studies in which the method is defined:

- **coverage**: the interval holds the true difference. Nominal: 95.0.
- **pay-side misses**: the lower limit is above the true difference. A contract that pays on the lower limit then pays
  for an effect that is not there. Nominal: 2.5.
- **mean width**: of the interval, in percentage points, the mean over the effects shown.
- **undefined**: the largest share of studies, in per cent, in which the method refuses to give an interval. Where fewer
  than one study in ten has one, its entry is –.

Columns are true effects in percentage points, or true rates where one rate is measured. One rate, independent samples
and matched pairs are enumerated: every table that can occur, with its probability, so those entries have no sampling
error. Strata and matched sets are drawn: %d studies for each effect, which gives a coverage of 95 %% a standard error of
%.2f points.
`

const ratesIntro = `## One rate

The placement rate of one group. Pay-side misses are of the rate itself.
`

const samplesIntro = `## Two independent samples

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

const pairsWords = `## Matched pairs

Programme people with one comparison person each, whom nobody else has. A pair is of one of two kinds, as likely, with
comparison rates of %[1]s, 33 %% together. The two people of a pair share the kind and nothing else: it is what makes
their outcomes alike, with a correlation of %.2[2]f to %.2[3]f, depending on the effect. All counts of the four kinds of
outcome that can occur are enumerated.

` + "`%[4]s`" + ` is the interval that a contract names for matched people. Here, with equal weights and nobody used
twice, it is ` + "`newcombe`" + ` to the last digit: both take the two groups as independent.

![Coverage and pay-side misses of matched pairs](images/coverage-pairs.svg)
`

const setsWords = `## Matched sets

Programme people with %[1]d comparison people each, of weight 1/%[1]d, whom nobody else has. The kinds are those of the
pairs, with the same correlation: all people of a set share one. Sets are drawn, with the kind of each.

` + "`people-newcombe`" + ` is ` + "`weighted-newcombe`" + ` with the sizes taken from the people themselves. It, ` + "`people-score`" + ` and
` + "`hc0`" + ` take people as independent. ` + "`set-difference`" + `, ` + "`set-cr1`" + ` and ` + "`set-cr2`" + ` take sets as independent, with
Student's t; as long as all sets are of one size, as here, the three agree.

![Coverage and pay-side misses of matched sets](images/coverage-sets.svg)
`

func pairsIntro() string {
	lo, hi := correlations()
	return fmt.Sprintf(pairsWords, alikeText(), lo, hi, contractInterval)
}

func setsIntro() string { return fmt.Sprintf(setsWords, perSet) }

// alikeText lists the comparison rates of the kinds.
func alikeText() string { return fmt.Sprintf("%.0f and %.0f %%", 100*alikeRates[0], 100*alikeRates[1]) }

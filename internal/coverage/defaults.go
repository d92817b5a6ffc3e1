package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// standardError is that of a coverage of 95 %, in percentage points.
func standardError(draws int) float64 { return 100 * math.Sqrt(0.95*0.05/float64(draws)) }

// defaults says what is used and what was measured of it.
func (s study) defaults() string {
	var b strings.Builder
	b.WriteString("\n## The defaults, and why\n\n")
	if len(s.Rates) > 0 {
		all := func(method string) string { return measured(s.Rates, method) }
		fmt.Fprintf(&b, ratesDefault, all("wilson"), all("clopper-pearson"), all("jeffreys"), all("wald"))
	}
	if len(s.Samples) > 0 {
		all := func(method string) string { return measured(s.Samples, method) }
		fmt.Fprintf(&b, samplesDefault, span(cellsOf(s.Samples, "newcombe", 30)), all("newcombe"), all("miettinen-nurminen"), all("scas"), all("wald"))
	}
	if len(s.Matched) > 0 {
		all := func(method string) string { return measured(s.Matched, method) }
		fmt.Fprintf(&b, matchedDefault, all("weighted-newcombe"), all("strat-score-att"), all("mh-greenland-robins"),
			all("att-wald-within-stratum"), all("att-wald-hc0"), mostUndefined(s.Matched, "strat-newcombe-att"), all(unweighted))
	}
	if len(s.Pairs) > 0 {
		all := func(method string) string { return measured(s.Pairs, method) }
		fmt.Fprintf(&b, pairsDefault, all("tango-score-nminus1"), all("tango-score"), all("newcombe-method10"), all("bonett-price"),
			all("agresti-min"), all("newcombe-method8"), all("wald"), all(contractInterval), widths(s.Pairs, contractInterval, "tango-score-nminus1"))
	}
	if len(s.Sets) > 0 {
		all := func(method string) string { return measured(s.Sets, method) }
		fmt.Fprintf(&b, setsDefault, all("people-newcombe"), all("people-score"), all("set-difference"),
			widths(s.Sets, "people-newcombe", "set-difference"), all("hc0"))
	}
	return b.String()
}

const ratesDefault = `**One rate: ` + "`wilson`" + `**, which is what ` + "`sib interval --programme`" + ` uses when no method is named, and what the
report gives each rate.

- It has a closed form and is what the Newcombe intervals are made of: %[1]s.
- ` + "`clopper-pearson`" + ` never falls short of its level, and is wide: %[2]s.
- ` + "`jeffreys`" + `: %[3]s.
- ` + "`wald`" + ` is for comparison only: %[4]s.

`

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

const pairsDefault = `
**Matched pairs: ` + "`tango-score-nminus1`" + `**, which is what ` + "`sib interval --pairs`" + ` uses when no method is named.

- It is a score interval: within −100 and +100 points, always around the measured difference, and 0 is outside it exactly
  when its own p-value says so.
- Over all sizes and effects here: %[1]s.
- ` + "`tango-score`" + `, without the factor n/(n − 1): %[2]s.
- Where no test has to agree with the interval, ` + "`newcombe-method10`" + ` does as well, and it has a closed form: %[3]s.
- ` + "`bonett-price`" + ` is the choice where only the lower limit pays: %[4]s. Its form is closed too, but it need not hold the
  measured difference.

Against the others:

- ` + "`agresti-min`" + `: %[5]s.
- ` + "`newcombe-method8`" + `: %[6]s; and ` + "`wald`" + `: %[7]s.
- ` + "`weighted-newcombe`" + `, as if the groups were independent: %[8]s.
  It errs on the payer's side, because pairs are alike: for groups that are not, see 30 v 30 above.
  Its mean width against that of the default, in percentage points: %[9]s.
`

const setsDefault = `
**Matched sets: ` + "`people-newcombe`" + `**, which is the ` + "`weighted-newcombe`" + ` of a contract where nobody is used twice.

- Over all sizes and effects here: %[1]s.
  It takes people as independent, and so errs on the payer's side where the people of a set are alike.
- ` + "`people-score`" + `, the score interval from the same rates and sizes: %[2]s.
- ` + "`set-difference`" + ` makes use of the likeness: %[3]s.
  Mean width of ` + "`people-newcombe`" + ` against it, in percentage points: %[4]s.
- ` + "`hc0`" + `, normal and without sets: %[5]s.

Comparison people used in several sets, sets of several sizes, and other correlations are not measured here.
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

// cellsOf are all cells of a method with n1 programme people or more.
func cellsOf(results []result, method string, n1 int) []tally {
	var cells []tally
	for _, r := range results {
		if i := slices.Index(r.Methods, method); i >= 0 && r.N1 >= n1 {
			cells = append(cells, r.Tallies[i]...)
		}
	}
	return cells
}

func measured(results []result, method string) string { return span(cellsOf(results, method, 0)) }

func mostUndefined(results []result, method string) float64 {
	most := 0.0
	for _, t := range cellsOf(results, method, 0) {
		most = max(most, t.undefined())
	}
	return most
}

// widths compares the mean widths of two methods in each design.
func widths(results []result, method, against string) string {
	var out []string
	for _, r := range results {
		of := func(name string) float64 { return meanWidth(r.Tallies[slices.Index(r.Methods, name)]) }
		out = append(out, fmt.Sprintf("%.1f v %.1f (%s)", of(method), of(against), r.Title))
	}
	return strings.Join(out, ", ")
}

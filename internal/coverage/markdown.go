package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// markdown returns docs/coverage.md.
func (s study) markdown() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, intro, s.Draws, standardError(s.Draws))
	for _, part := range []struct {
		words    string
		effects  []string
		results  []result
		decimals int
	}{
		{ratesIntro, trueRateNames(), s.Rates, 2},
		{samplesIntro, constantEffectNames(), s.Samples, 2},
		{matchedIntro, matchedEffectNames(), s.Matched, 1},
		{pairsIntro(), constantEffectNames(), s.Pairs, 2},
		{setsIntro(), constantEffectNames(), s.Sets, 1},
	} {
		fmt.Fprintf(&b, "\n%s", part.words)
		for _, r := range part.results {
			fmt.Fprintf(&b, "\n### %s\n\n", r.Title)
			writeTable(&b, part.effects, r, part.decimals)
		}
	}
	b.WriteString(s.defaults())
	return b.Bytes()
}

func (s sample) String() string  { return fmt.Sprintf("%d v %d", s.N1, s.N0) }
func (m matched) String() string { return fmt.Sprintf("%d v %d in 72 strata", m.N1, m.N0) }
func (p pairs) String() string   { return fmt.Sprintf("%d pairs", int(p)) }
func (s sets) String() string    { return fmt.Sprintf("%d sets of 1 and %d", int(s), perSet) }

func constantEffectNames() []string {
	var out []string
	for _, e := range constantEffects {
		out = append(out, strings.Replace(fmt.Sprintf("%+.0f", 100*e), "+0", "0", 1))
	}
	return out
}

func matchedEffectNames() []string {
	var out []string
	for _, e := range matchedEffects {
		out = append(out, e.Name)
	}
	return out
}

func writeTable(b *bytes.Buffer, effects []string, r result, decimals int) {
	fmt.Fprintf(b, "| method | %s | mean width | undefined |\n|---|%s---|---|\n", strings.Join(effects, " | "), strings.Repeat("---|", len(effects)))
	for i, name := range r.Methods {
		b.WriteString(tableRow(name, r.Tallies[i], decimals))
	}
}

// tableRow is a method's line: coverage and pay-side misses at each effect, then
// the mean width and the largest undefined share.
func tableRow(name string, tallies []tally, decimals int) string {
	undefined := 0.0
	var cells []string
	for _, t := range tallies {
		cells = append(cells, cellText(t, decimals))
		undefined = max(undefined, t.undefined())
	}
	last := fmt.Sprintf("%.1f", meanWidth(tallies))
	if slices.Contains(cells, "–") {
		last = "–"
	}
	return fmt.Sprintf("| %s | %s | %s | %.1f |\n", name, strings.Join(cells, " | "), last, undefined)
}

// meanWidth is over effects, in percentage points.
func meanWidth(tallies []tally) float64 {
	sum := 0.0
	for _, t := range tallies {
		sum += t.width() / float64(len(tallies))
	}
	return sum
}

func cellText(t tally, decimals int) string {
	if t.rare() {
		return "–"
	}
	return fmt.Sprintf("%.*f / %.*f", decimals, t.coverage(), decimals, t.payMiss())
}

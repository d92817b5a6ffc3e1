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
	fmt.Fprintf(&b, intro, s.Draws, len(matchedEffects), standardError(s.Draws))
	b.WriteString(samplesIntro)
	for _, r := range s.Samples {
		fmt.Fprintf(&b, "\n### %s\n\n", r.Design)
		writeTable(&b, sampleEffectNames(), r.Methods, r.Tallies, 2)
	}
	fmt.Fprintf(&b, "\n%s", matchedIntro)
	for _, r := range s.Matched {
		fmt.Fprintf(&b, "\n### %s\n\n", r.Design)
		writeTable(&b, matchedEffectNames(), r.Methods, r.Tallies, 1)
	}
	b.WriteString(s.defaults())
	return b.Bytes()
}

func (s sample) String() string  { return fmt.Sprintf("%d v %d", s.N1, s.N0) }
func (m matched) String() string { return fmt.Sprintf("%d v %d in 72 strata", m.N1, m.N0) }

func sampleEffectNames() []string {
	var out []string
	for _, e := range sampleEffects {
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

func writeTable(b *bytes.Buffer, effects, methods []string, tallies [][]tally, decimals int) {
	fmt.Fprintf(b, "| method | %s | mean width | undefined |\n|---|%s---|---|\n", strings.Join(effects, " | "), strings.Repeat("---|", len(effects)))
	for i, name := range methods {
		b.WriteString(tableRow(name, tallies[i], decimals))
	}
}

// tableRow is a method's line: coverage and pay-side misses at each effect, then
// the mean width and the largest undefined share.
func tableRow(name string, tallies []tally, decimals int) string {
	width, undefined := 0.0, 0.0
	var cells []string
	for _, t := range tallies {
		cells = append(cells, cellText(t, decimals))
		width += t.width() / float64(len(tallies))
		undefined = max(undefined, t.undefined())
	}
	last := fmt.Sprintf("%.1f", width)
	if slices.Contains(cells, "–") {
		last = "–"
	}
	return fmt.Sprintf("| %s | %s | %s | %.1f |\n", name, strings.Join(cells, " | "), last, undefined)
}

func cellText(t tally, decimals int) string {
	if t.rare() {
		return "–"
	}
	return fmt.Sprintf("%.*f / %.*f", decimals, t.coverage(), decimals, t.payMiss())
}

package main

import (
	"fmt"
	"strconv"
	"strings"

	"sib/simulate"
)

// parseEffectBy reads additions such as origin=MAGHREB:0.15.
func parseEffectBy(texts []string) ([]simulate.GroupEffect, error) {
	var out []simulate.GroupEffect
	for _, text := range texts {
		covariate, rest, named := strings.Cut(text, "=")
		level, number, valued := strings.Cut(rest, ":")
		effect, err := strconv.ParseFloat(number, 64)
		if !named || !valued || err != nil {
			return nil, fmt.Errorf("--effect-by: %q is not an effect by sub-group\n  hint: write covariate=LEVEL:proportion, such as origin=MAGHREB:0.15", text)
		}
		out = append(out, simulate.GroupEffect{Covariate: covariate, Level: level, Effect: effect})
	}
	return out, nil
}

// parseMissing reads shares such as age=0.02.
func parseMissing(texts []string) (map[string]float64, error) {
	out := map[string]float64{}
	for _, text := range texts {
		name, number, named := strings.Cut(text, "=")
		share, err := strconv.ParseFloat(number, 64)
		if !named || err != nil {
			return nil, fmt.Errorf("--missing: %q is not a share of missing values\n  hint: write column=proportion, such as age=0.02", text)
		}
		if _, twice := out[name]; twice {
			return nil, fmt.Errorf("--missing: %q is given twice\n  hint: give it once", name)
		}
		out[name] = share
	}
	return out, nil
}

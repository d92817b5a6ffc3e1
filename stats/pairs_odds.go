package stats

import (
	"fmt"
)

// PairsOddsFunc is an interval for the conditional odds ratio b/c of matched pairs,
// counted as for PairsFunc. If no pair differs it is undefined, which is an error,
// as are the errors of PairsFunc.
type PairsOddsFunc func(a, b, c, d, level float64) (Ratio, error)

// pairsOdds holds the methods by name.
var pairsOdds = registry[PairsOddsFunc]{
	"cond-or-clopper-pearson": OddsClopperPearson,
	"cond-or-midp":            OddsMidP,
	"cond-or-wilson":          OddsWilson,
}

// PairsOdds returns the method with the given name, such as "cond-or-midp".
// Underscores do as well as hyphens.
func PairsOdds(method string) (PairsOddsFunc, bool) {
	return pairsOdds.find(method)
}

// PairsOddsMethods returns the names of all methods, sorted.
func PairsOddsMethods() []string { return pairsOdds.names() }

// conditionalOdds makes odds of the limits of the share b/(b + c) of the pairs that
// differ (Fagerland, Lydersen, Laake 2014, Stat. Med. 33:2850). The upper limit is the inverse of the lower one of
// c/(b + c), so that large odds keep their digits.
func conditionalOdds(op string, a, b, c, d, level float64, lower func(x, n float64) float64) (Ratio, error) {
	p, err := newPairsAt(op, a, b, c, d, level)
	if err != nil {
		return Ratio{}, err
	}
	n := p.b + p.c
	if n == 0 {
		return Ratio{}, fmt.Errorf("%s: b and c are 0: want pairs that differ, the odds ratio is undefined", op)
	}
	odds := func(p float64) float64 { return p / (1 - p) }
	return Ratio{
		Value:  p.b / p.c,
		Lo:     odds(lower(p.b, n)),
		Hi:     1 / odds(lower(p.c, n)),
		Level:  level,
		Method: op,
	}, nil
}

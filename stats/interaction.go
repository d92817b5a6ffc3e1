package stats

import (
	"fmt"
	"math"
)

// InteractionTest says whether the effects of sub-groups differ.
type InteractionTest struct {
	Statistic float64 `json:"statistic"` // Wald's, a pure number: χ² with DF degrees of freedom if they do not
	DF        int     `json:"df"`        // degrees of freedom: number of sub-groups less one
	PValue    float64 `json:"p_value"`   // chance of such a statistic or a larger one if they do not differ, a proportion
}

// SubgroupInteraction tests whether independent sub-groups have one effect: Wald's
// statistic Σw(y − ȳ)², w = 1/SE², with as many degrees of freedom as sub-groups less
// one (Cochran 1954; Altman, Bland 2003, BMJ 326:219 for two). The sub-groups must not
// share people. It is this test, and not one sub-group's effect being significant and
// the other's not, that shows a difference. Fewer than two sub-groups, or a standard
// error not above 0, is an error.
func SubgroupInteraction(subgroups []EffectSE) (InteractionTest, error) {
	if err := checkEffects("sub-group interaction", subgroups, 2); err != nil {
		return InteractionTest{}, err
	}
	q, df := generalisedQ(subgroups, 0), len(subgroups)-1
	return InteractionTest{Statistic: q, DF: df, PValue: tailOfChiSquare(q, float64(df))}, nil
}

// SubgroupDifference returns the effect of sub-group a less that of b, with standard
// error √(SE² + SE²) and the interval ± z·SE (Altman, Bland 2003). Its squared z is the
// statistic of SubgroupInteraction. Errors as there, and for a level outside (0, 1).
func SubgroupDifference(a, b EffectSE, level float64) (PooledEffect, error) {
	const op = "sub-group difference"
	if err := checkEffects(op, []EffectSE{a, b}, 2); err != nil {
		return PooledEffect{}, err
	}
	if err := checkLevel(op, level); err != nil {
		return PooledEffect{}, err
	}
	return normalEffect("wald-interaction", level, a.Value-b.Value, root(a.SE, b.SE)), nil
}

// SubgroupContrast is one sub-group against all others together.
type SubgroupContrast struct {
	Subgroup int `json:"subgroup"` // index into the sub-groups
	PooledEffect
}

// SubgroupContrasts compares every sub-group with the inverse-variance mean of the
// others, in the order given: which of them the interaction comes from. The p-values are
// not adjusted for their number (see Adjust). Errors as for SubgroupInteraction.
func SubgroupContrasts(subgroups []EffectSE, level float64) ([]SubgroupContrast, error) {
	if err := checkEffects("sub-group contrasts", subgroups, 2); err != nil {
		return nil, err
	}
	out := make([]SubgroupContrast, len(subgroups))
	for i, s := range subgroups {
		others := append(append([]EffectSE(nil), subgroups[:i]...), subgroups[i+1:]...)
		mean, _, sum := weigh(others, 0)
		d, err := SubgroupDifference(s, EffectSE{mean, 1 / math.Sqrt(sum)}, level)
		if err != nil {
			return nil, fmt.Errorf("contrast of sub-group %d: %w", i+1, err)
		}
		out[i] = SubgroupContrast{i, d}
	}
	return out, nil
}

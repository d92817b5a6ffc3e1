package matching

import (
	"fmt"
	"math"

	"sib/cohort"
)

// holdSupport marks the profiles outside the common support: those with people of an
// arm that the rule holds to the score's range in the other arm, bounds included, as
// MatchIt's discard does. A profile with people of both arms is in both ranges.
func (d *design) holdSupport() error {
	var held []cohort.Arm
	switch d.spec.Support {
	case SupportAll:
		return nil
	case SupportBoth:
		held = []cohort.Arm{cohort.Programme, cohort.Comparison}
	case SupportProgramme:
		held = []cohort.Arm{cohort.Programme}
	case SupportComparison:
		held = []cohort.Arm{cohort.Comparison}
	default:
		return fmt.Errorf("unknown rule of common support %q: want both, programme or comparison", d.spec.Support)
	}
	low, high := d.scoreRanges()
	var left [2]int64
	for i, p := range d.c.Profiles {
		for _, arm := range held {
			if s := d.score[i]; p.N[arm] > 0 && (s < low[1-arm] || s > high[1-arm]) {
				d.outside[i] = true
			}
		}
		if !d.outside[i] {
			left[0] += p.N[0]
			left[1] += p.N[1]
		}
	}
	if left[cohort.Programme] == 0 || left[cohort.Comparison] == 0 {
		return fmt.Errorf("the scores of the two groups do not overlap: the programme group's are from %.3g to %.3g, the comparison pool's from %.3g to %.3g; leave support out",
			low[cohort.Programme], high[cohort.Programme], low[cohort.Comparison], high[cohort.Comparison])
	}
	return nil
}

func (d *design) scoreRanges() (low, high [2]float64) {
	for arm := range low {
		low[arm], high[arm] = math.Inf(1), math.Inf(-1)
	}
	for i, p := range d.c.Profiles {
		for arm, n := range p.N {
			if n > 0 {
				low[arm], high[arm] = math.Min(low[arm], d.score[i]), math.Max(high[arm], d.score[i])
			}
		}
	}
	return low, high
}

package report

import (
	"strconv"

	"sib/cohort"
	"sib/matching"
)

func resultsSheet(e account) sheet {
	s := sheet{head: []string{
		"cohort", "programme_n", "programme_events", "programme_rate", "programme_rate_lo", "programme_rate_hi",
		"comparison_n", "comparison_events", "comparison_rate_weighted", "comparison_rate_lo", "comparison_rate_hi",
		"difference", "difference_lo", "difference_hi", "level", "method", "relative_change", "crude_difference",
		"comparison_ess", "strata",
	}}
	for _, r := range e.Results {
		p, c, d := r.Programme, r.Comparison, r.Difference
		s.add(cohortCell(r.Cohort), intCell(p.N), intCell(p.Events), formatFloat(p.Value), formatFloat(p.Lo), formatFloat(p.Hi),
			intCell(c.N), intCell(c.Events), formatFloat(c.Value), formatFloat(c.Lo), formatFloat(c.Hi),
			formatFloat(d.Value), formatFloat(d.Lo), formatFloat(d.Hi), formatFloat(d.Level), textCell(d.Method), optionalCell(r.Relative), formatFloat(r.Crude),
			formatFloat(r.ESS), strconv.Itoa(r.Strata))
	}
	return s
}

func balanceSheet(tables []matching.Balance) sheet {
	s := sheet{head: []string{
		"cohort", "covariate", "level", "smd_denominator",
		"programme_mean_before", "comparison_mean_before", "smd_before", "variance_ratio_before", "ecdf_mean_before", "ecdf_max_before", "overlap_before",
		"programme_mean_after", "comparison_mean_after", "smd_after", "variance_ratio_after", "ecdf_mean_after", "ecdf_max_after", "overlap_after", "pair_distance_after",
	}}
	moments := func(m matching.Moments) []string {
		return []string{formatFloat(m.Programme), formatFloat(m.Comparison), optionalCell(m.SMD), optionalCell(m.VarianceRatio),
			formatFloat(m.ECDFMean), formatFloat(m.ECDFMax), formatFloat(m.Overlap)}
	}
	for _, b := range tables {
		for _, t := range b.Terms {
			cells := []string{cohortCell(b.Year), textCell(t.Covariate), textCell(t.Level), formatFloat(t.Denominator)}
			cells = append(append(cells, moments(t.Before)...), moments(t.After)...)
			s.add(append(cells, optionalCell(t.After.PairDistance))...)
		}
	}
	return s
}

// weightedSheet is what the rates of a design without strata are computed from.
func weightedSheet(e account) sheet {
	s := sheet{head: []string{"cohort", "arm", "n", "events", "missing", "w", "w_events", "w2", "target"}}
	for _, y := range e.Weighted {
		for arm := range y.N {
			s.add(cohortCell(y.Year), cohort.Arm(arm).String(), intCell(y.N[arm]), intCell(y.Events[arm]), intCell(y.Missing[arm]),
				formatFloat(y.W[arm]), formatFloat(y.WEvents[arm]), formatFloat(y.W2[arm]), formatFloat(y.Target))
		}
	}
	return s
}

func flowSheet(e account) sheet {
	s := sheet{head: []string{"stage", "kind", "reason", "clause", "programme", "comparison"}}
	for _, st := range e.Flow.Stages {
		for _, l := range st.Losses {
			s.add(textCell(st.Name), "loss", textCell(l.Reason), textCell(l.Clause), intCell(l.N[0]), intCell(l.N[1]))
		}
		s.add(textCell(st.Name), "stage", "", "", intCell(st.N[0]), intCell(st.N[1]))
	}
	return s
}

package matching

import (
	"encoding/binary"
	"fmt"
	"slices"

	"sib/cohort"
)

// Match groups people who are alike within their cohort year, exactly on some
// covariates and on bins of others (coarsened exact matching; Iacus, King and
// Porro 2012, Political Analysis 20:1), keeps the strata in which both arms are
// present, and weights the comparison people of a stratum so that they stand for
// its programme people.
//
// It returns an *Unmatchable if programme people find nobody and the spec
// refuses that, or if a cohort year has no matched person at all.
func Match(c *cohort.Cohort, spec Spec) (*Sample, error) {
	bins, err := binsOf(c, spec)
	if err != nil {
		return nil, err
	}
	all := stratify(c, bins)
	kept, dropped := split(all, bins)
	if err := acceptable(c, kept, dropped, spec); err != nil {
		return nil, err
	}
	s := &Sample{
		Method:   methodOf(spec),
		Estimand: ATT,
		Strata:   kept,
		Dropped:  dropped,
	}
	if len(dropped) > 0 {
		s.Estimand = MatchedSample
	}
	for _, b := range bins {
		s.Levels = append(s.Levels, b.labels)
	}
	for _, y := range c.Years {
		s.Years = append(s.Years, groupOf(c, kept, y))
	}
	s.Pooled = groupOf(c, kept, 0)
	s.Balance = balanceOf(c, s)
	return s, nil
}

func methodOf(spec Spec) string {
	for _, cov := range spec.Covariates {
		if cov.Mode == Coarsened {
			return string(Coarsened)
		}
	}
	return string(Exact)
}

// stratify sums profiles that fall into the same year and bins. Strata come out
// ordered by year and bins, since the profiles are ordered and cuts ascend.
func stratify(c *cohort.Cohort, bins []bins) []keyed {
	index := map[string]int{}
	var out []keyed
	for i, p := range c.Profiles {
		if p.N == [2]int64{} {
			continue
		}
		key := keyOf(p, bins)
		at, ok := index[key]
		if !ok {
			at = len(out)
			index[key] = at
			out = append(out, keyed{key: key, Stratum: Stratum{Year: p.Year}})
		}
		s := &out[at]
		s.Profiles = append(s.Profiles, i)
		s.N[cohort.Programme] += p.N[cohort.Programme]
		s.N[cohort.Comparison] += p.N[cohort.Comparison]
	}
	slices.SortFunc(out, func(a, b keyed) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return 0
	})
	return out
}

// keyed is a stratum with the byte string that orders it.
type keyed struct {
	key string
	Stratum
}

// keyOf is year and bin numbers in big-endian order, so that byte order is numeric order.
func keyOf(p cohort.Profile, bins []bins) string {
	b := make([]byte, 0, 4*(len(p.Codes)+1))
	b = binary.BigEndian.AppendUint32(b, uint32(p.Year))
	for k, code := range p.Codes {
		b = binary.BigEndian.AppendUint32(b, bins[k].of[code])
	}
	return string(b)
}

func split(all []keyed, bins []bins) (kept []Stratum, dropped []Dropped) {
	for _, s := range all {
		values := labelsOf(s.key, bins)
		switch {
		case s.N[cohort.Programme] == 0:
		case s.N[cohort.Comparison] == 0:
			dropped = append(dropped, Dropped{Year: s.Year, Values: values, N: s.N[cohort.Programme]})
		default:
			s.Values = values
			kept = append(kept, s.Stratum)
		}
	}
	return kept, dropped
}

func labelsOf(key string, bins []bins) []string {
	out := make([]string, len(bins))
	for k := range bins {
		out[k] = bins[k].labels[binary.BigEndian.Uint32([]byte(key[4*(k+1):]))]
	}
	return out
}

// groupOf counts one year, or all of them for year 0.
func groupOf(c *cohort.Cohort, strata []Stratum, year int) Group {
	g := Group{Year: year}
	for _, p := range c.Profiles {
		if year == 0 || p.Year == year {
			g.Eligible[cohort.Programme] += p.N[cohort.Programme]
			g.Eligible[cohort.Comparison] += p.N[cohort.Comparison]
		}
	}
	var sumW2 float64
	for _, s := range strata {
		if year != 0 && s.Year != year {
			continue
		}
		g.Strata++
		g.Matched[cohort.Programme] += s.N[cohort.Programme]
		g.Matched[cohort.Comparison] += s.N[cohort.Comparison]
		n1, n0 := float64(s.N[cohort.Programme]), float64(s.N[cohort.Comparison])
		sumW2 += float64(n1 * n1 / n0)
	}
	if sumW2 > 0 {
		n1 := float64(g.Matched[cohort.Programme])
		g.ESS = n1 * n1 / sumW2
	}
	return g
}

func acceptable(c *cohort.Cohort, kept []Stratum, dropped []Dropped, spec Spec) error {
	names := make([]string, len(c.Domains))
	for i, d := range c.Domains {
		names[i] = d.Name
	}
	if spec.Unmatched == Refuse && len(dropped) > 0 {
		return &Unmatchable{Covariates: names, Dropped: dropped}
	}
	found := map[int]bool{}
	for _, s := range kept {
		found[s.Year] = true
	}
	for _, y := range c.Years {
		if !found[y] {
			return &Unmatchable{Covariates: names, Year: y}
		}
	}
	return nil
}

func checkSpec(c *cohort.Cohort, spec Spec) error {
	if len(spec.Covariates) != len(c.Domains) {
		return fmt.Errorf("match: %d covariates in the spec, %d in the cohort", len(spec.Covariates), len(c.Domains))
	}
	for i, cov := range spec.Covariates {
		if cov.Name != c.Domains[i].Name {
			return fmt.Errorf("match: covariate %d is %q in the spec and %q in the cohort", i+1, cov.Name, c.Domains[i].Name)
		}
	}
	return nil
}

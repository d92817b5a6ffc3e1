package matching

import (
	"cmp"
	"slices"

	"sib/cohort"
)

// together is a number of programme and comparison people of two spots in sets together,
// and what each arm brings the other: a programme person shares a weight of 1 among the
// comparison people of the set, and the other way round.
type together struct {
	programme, comparison int32
	n                     float64
	toComparison          float64 // weight that the programme people bring
	toProgramme           float64 // weight that the comparison people bring
}

// sets turns the pairs of a cover into weights. Whoever was not paired off is attached to the
// nearest, in proportion to their people if several are as near.
//
// Let F_i programme people of spot i be paired off and a_i comparison people be attached to them,
// M_j and b_j the same for comparison spot j. A centre in i is in a set with A_i = (F_i + a_i)/F_i comparison
// people, evenly shared, and one in j with B_j = (M_j + b_j)/M_j programme people. Where the cover is optimal no
// pair has both A_i > 1 and B_j > 1: an a_i could be paired with i instead of j, and a b_j with j. So
// every set is a star. Each of the N people in a pair of (i, j) brings N/A_i to the comparison people: over a
// set with t programme and c comparison people that is t/c each (Hansen 2004, JASA 99:609). All that the
// programme people bring is Σ_j f_ij/A_i + a_i/A_i = F_i for those paired off, plus the attached: their number.
func (m *cover) sets() []together {
	var paired [2][]float64 // F and M
	var attached [2][]float64
	for arm := range paired {
		paired[arm], attached[arm] = make([]float64, m.arms[arm].len()), make([]float64, m.arms[arm].len())
	}
	for _, f := range m.flows {
		paired[0][f.Source] += float64(f.Amount)
		paired[1][f.Sink] += float64(f.Amount)
	}
	leaves := [2][]together{m.leaves(cohort.Programme, paired[0], attached[1]), m.leaves(cohort.Comparison, paired[1], attached[0])}
	size := func(arm int, spot int32) float64 {
		return (paired[arm][spot] + attached[arm][spot]) / paired[arm][spot]
	}
	var out []together
	for _, f := range m.flows {
		n := float64(f.Amount)
		out = append(out, together{f.Source, f.Sink, n, n / size(0, f.Source), n / size(1, f.Sink)})
	}
	for _, l := range leaves[cohort.Programme] {
		l.toComparison, l.toProgramme = l.n, l.n/size(1, l.comparison)
		out = append(out, l)
	}
	for _, l := range leaves[cohort.Comparison] {
		l.toComparison, l.toProgramme = l.n/size(0, l.programme), l.n
		out = append(out, l)
	}
	return merged(out)
}

// leaves attaches the people of an arm who were not paired off, and counts them at
// the spots they go to.
func (m *cover) leaves(arm cohort.Arm, paired, attached []float64) []together {
	var out []together
	for k, n := range m.arms[arm].people {
		left := float64(n) - paired[k]
		if left == 0 || m.reach[arm][k] == alone {
			continue
		}
		nearest, people := m.nearest(arm, k)
		for _, to := range nearest {
			part := float64(left * (float64(m.arms[1-arm].people[to]) / float64(people)))
			attached[to] += part
			ends := [2]int32{int32(k), to}
			if arm == cohort.Comparison {
				ends[0], ends[1] = ends[1], ends[0]
			}
			out = append(out, together{programme: ends[0], comparison: ends[1], n: part})
		}
	}
	return out
}

// nearest returns the spots at the reach of a spot, in order, and how many people they have.
func (m *cover) nearest(arm cohort.Arm, spot int) ([]int32, int64) {
	var out []int32
	reach := m.reach[arm][spot]
	for _, c := range m.within(int(arm), spot, reach, len(m.spotOf[1-arm])) {
		out = append(out, m.spotOf[1-arm][c.profile])
	}
	slices.Sort(out)
	out = slices.Compact(out)
	var people int64
	for _, s := range out {
		people += m.arms[1-arm].people[s]
	}
	return out, people
}

// merged adds up what two spots have together as pairs and as leaves.
func merged(all []together) []together {
	slices.SortStableFunc(all, func(a, b together) int {
		return cmp.Or(cmp.Compare(a.programme, b.programme), cmp.Compare(a.comparison, b.comparison))
	})
	var out []together
	for _, p := range all {
		if last := len(out) - 1; last >= 0 && out[last].programme == p.programme && out[last].comparison == p.comparison {
			out[last].n += p.n
			out[last].toComparison += p.toComparison
			out[last].toProgramme += p.toProgramme
			continue
		}
		out = append(out, p)
	}
	return out
}

// links adds the links of a together. For the ATE they carry the weights of the ATT.
func (m *cover) links(d *design, links []Link, p together) []Link {
	if d.focal == cohort.Comparison {
		return d.links(links, spotFlow{p.comparison, p.programme, p.n, p.toProgramme}, m.arms[1], m.arms[0])
	}
	return d.links(links, spotFlow{p.programme, p.comparison, p.n, p.toComparison}, m.arms[0], m.arms[1])
}

// weigh sets the weights of one person by profile and arm. In a set with t programme and c
// comparison people they are 1 and t/c for the ATT, c/t and 1 for the ATC, and the sums of
// these, (t+c)/t and (t+c)/c, for the ATE.
func (m *cover) weigh(d *design, w [][2]float64, sets []together) {
	var brought [2][]float64
	for arm := range brought {
		brought[arm] = make([]float64, m.arms[arm].len())
	}
	for _, p := range sets {
		brought[cohort.Programme][p.programme] += p.toProgramme
		brought[cohort.Comparison][p.comparison] += p.toComparison
	}
	about := d.spec.Estimand.about()
	for arm, s := range m.arms {
		for k, n := range s.people {
			if m.reach[arm][k] == alone {
				continue
			}
			weight := 0.0
			if about[arm] {
				weight = 1
			}
			if about[1-arm] {
				weight += brought[arm][k] / float64(n)
			}
			for _, i := range s.of(k) {
				w[i][arm] = weight
			}
		}
	}
}

// about says which arms' people the estimand is about.
func (e Estimand) about() [2]bool {
	return [2]bool{cohort.Programme: e != OnControl, cohort.Comparison: e == OnControl || e == OnAll}
}

package stats

import "math"

// CR2 returns the weighted difference with the bias-reduced cluster-robust standard
// error of Bell and McCaffrey 2002 (Surv. Methodol. 28:169), unbiased if all
// outcomes were independent with one variance, and with Satterthwaite's degrees of
// freedom under the same assumption (Pustejovsky, Tipton 2018, J. Bus. Econ. Stat.
// 36:672): R's clubSandwich with its defaults. No matrix larger than
// 4×4 is needed, because the hat matrix of two weighted means has rank one in each
// arm. The interval is Student's t. An arm within one cluster is an error.
func CR2(units []Unit, by ClusterBy) (Spread, error) {
	op := by.String() + "-cr2"
	s, c, err := newClustered(op, units, by)
	if err != nil {
		return Spread{}, err
	}
	cells := c.cr2Cells(s)
	variance := sumOf(len(cells), func(g int) float64 {
		sum := cells[g][1].score - cells[g][0].score
		return float64(sum * sum)
	})
	return s.spread(op, variance, s.satterthwaite(cells), c.count), nil
}

// cr2Cell is one arm in one cluster: its score u'e and the products of u with
// itself, with 1 and with w, where u = B^(−1/2)·w/W and B is the arm's block of
// (I − H)(I − H)'.
type cr2Cell struct{ score, uu, u1, uw float64 }

// moments are the sums over one arm in one cluster that CR2 needs.
type moments struct {
	n, w, e     exactly
	around, eDw exactly // Σ(w − mean)² and Σ(w − mean)·e
}

func (c clustering) cr2Cells(s *matchedSample) [][2]cr2Cell {
	m := make([][2]moments, c.count)
	for i, u := range s.units {
		at := &m[c.of[i]][u.arm()]
		at.n.add(1)
		at.w.add(u.Weight)
		at.e.add(s.residual(i))
	}
	for i, u := range s.units {
		at := &m[c.of[i]][u.arm()]
		dw := u.Weight - at.w.total()/at.n.total()
		at.around.add(float64(dw * dw))
		at.eDw.add(float64(dw * s.residual(i)))
	}
	cells := make([][2]cr2Cell, c.count)
	for g := range m {
		for a := range m[g] {
			cells[g][a] = m[g][a].cr2(s.arms[a])
		}
	}
	return cells
}

// cr2 works in the plane of 1 and w, outside which B is the identity: e1 = 1/√k and
// e2 the direction of w − mean. There B is [b11 b12; b12 1], and its inverse root
// has a closed form.
func (m *moments) cr2(a arm) cr2Cell {
	k := m.n.total()
	if k == 0 {
		return cr2Cell{}
	}
	rootK, sum, rho := math.Sqrt(k), m.w.total(), math.Sqrt(m.around.total())
	share, spread := sum/a.sumW, float64(a.sumW2/a.sumW)/a.sumW
	b11 := 1 - 2*share + float64(k*spread)
	b12 := -float64(rootK*rho) / a.sumW
	det := math.Sqrt(b11 - float64(b12*b12))
	scale := 1 / (math.Sqrt(b11+1+2*det) * det * a.sumW)
	w1, w2 := sum/rootK, rho
	c1 := float64(scale * (float64((1+det)*w1) - float64(b12*w2)))
	c2 := float64(scale * (float64((b11+det)*w2) - float64(b12*w1)))
	cell := cr2Cell{
		score: float64(c1 / rootK * m.e.total()),
		uu:    float64(c1*c1) + float64(c2*c2),
		u1:    float64(rootK * c1),
		uw:    float64(c1*w1) + float64(c2*w2),
	}
	if rho > 0 {
		cell.score += float64(c2 / rho * m.eDw.total())
	}
	return cell
}

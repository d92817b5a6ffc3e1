package stats

// scoreMatches are the matches of all programme people: by level of the comparison
// people the sum K of the shares that each person there has in matches and the sum K′ of
// their squares, and by level of the programme people the mean outcome of their matches.
type scoreMatches struct {
	effect float64
	k, k2  []float64
	base   []float64
}

func (s *scored) match(m float64) *scoreMatches {
	pool := s.levels[0]
	out := &scoreMatches{
		k: make([]float64, len(pool)), k2: make([]float64, len(pool)), base: make([]float64, len(s.levels[1])),
	}
	var effect exactly
	for i, g := range s.levels[1] {
		lo, hi := nearestRange(pool, g.at, m)
		n, y := 0.0, 0.0
		for _, c := range pool[lo:hi] {
			n += c.n
			y += c.y
		}
		for j := lo; j < hi; j++ {
			out.k[j] += g.n / n
			out.k2[j] += g.n / n / n
		}
		out.base[i] = y / n
		effect.add(g.y - float64(g.n*out.base[i]))
	}
	out.effect = effect.total() / s.people[1]
	return out
}

// variance is that of a score that is known.
func (m *scoreMatches) variance(s *scored, l float64) float64 {
	var sum exactly
	for i, g := range s.levels[1] {
		// Σ(y − b)² over the level, b being the outcome that the effect predicts.
		b := m.base[i] + m.effect
		sum.add(g.yy - float64(2*b*g.y) + float64(g.n*b*b))
	}
	local := newScoreTally(len(s.fit.beta))
	for j, g := range s.levels[0] {
		if m.k[j] == 0 {
			continue
		}
		local.gather(nearestLevels(s.levels[0], g.at, l))
		sum.add(float64(g.n * local.variance() * (float64(m.k[j]*m.k[j]) - m.k2[j])))
	}
	return max(0, sum.total()) / s.people[1] / s.people[1]
}

// gradients are c and d of AbadieImbensEstimated.
func (s *scored) gradients(effect, l float64) (c, d []float64) {
	columns := len(s.fit.beta)
	cSum, dSum := make([]exactly, columns), make([]exactly, columns)
	var near [2]scoreTally
	near[0], near[1] = newScoreTally(columns), newScoreTally(columns)
	others := newScoreTally(columns)
	for a, levels := range s.levels {
		for _, g := range levels {
			for b := range near {
				near[b].gather(nearestLevels(s.levels[b], g.at, l))
			}
			others.gather(nearestLevels(levels, g.at, l+1))
			p := expit(g.at)
			f := float64(p * (1 - p))
			for k := range columns {
				common := g.differences(k, a, &others, &near[1-a], effect)
				cov0, cov1 := float64(g.n*near[0].cov(k)), float64(g.n*near[1].cov(k))
				dSum[k].add(float64(f * (common + cov1 - cov0)))
				cSum[k].add(float64(f*(common+cov1)) + float64(p*p*cov0))
			}
		}
	}
	c, d = make([]float64, columns), make([]float64, columns)
	for k := range columns {
		c[k], d[k] = cSum[k].total()/s.people[1], dSum[k].total()/s.people[1]
	}
	return c, d
}

// differences is Σ x(μ̄₁ − μ̄₀ − τ) over the people of a level of arm a. The mean of the
// own arm is that of a person's neighbours without the person, whose y goes with x
// beyond what the score says: others holds these neighbours and the person.
func (g *scoreLevel) differences(k, a int, others, opposite *scoreTally, effect float64) float64 {
	own := (float64(g.x[k]*others.y) - g.xy[k]) / (others.n - 1)
	far := g.x[k] * opposite.y / opposite.n
	difference := own - far
	if a == 0 {
		difference = far - own
	}
	return difference - float64(effect*g.x[k])
}

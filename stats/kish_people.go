package stats

// WeightedRates are the two rates of a weighted sample and the sizes behind them.
type WeightedRates struct {
	P1, N1 float64 // programme: weighted rate and effective number of people
	P0, N0 float64 // comparison
	People [2]int  // different people: comparison, programme
}

// KishPeople returns the weighted rates of both arms and their effective sizes
// (Σw)²/Σw² (Kish 1965, Survey Sampling), each person's weights summed first: somebody
// in five sets is one person with the weight of five. Equal weights give the number of
// people. No units in an arm is an error.
func KishPeople(units []Unit) (WeightedRates, error) {
	s, err := newMatched("kish-people", units)
	if err != nil {
		return WeightedRates{}, err
	}
	return s.kish()
}

func (s *matchedSample) kish() (WeightedRates, error) {
	c := s.clusters(ByPerson)
	w := c.sums(s, func(i int) float64 { return s.units[i].Weight })
	var people [2]int
	var size [2]float64
	for a := range size {
		var sum, squares exactly
		for _, of := range w {
			if of[a] > 0 {
				people[a]++
			}
			sum.add(of[a])
			squares.add(float64(of[a] * of[a]))
		}
		var err error
		if size[a], err = KishESS(sum.total(), squares.total()); err != nil {
			return WeightedRates{}, err
		}
	}
	return WeightedRates{P1: s.arms[1].rate, N1: size[1], P0: s.arms[0].rate, N0: size[0], People: people}, nil
}

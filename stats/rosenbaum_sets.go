package stats

import "fmt"

// SetPattern counts matched sets that look alike: one programme person with Size − 1
// comparison people, among them all Events events; Event says whether the programme person
// has one of them.
type SetPattern struct {
	Event  bool `json:"event"`
	Events int  `json:"events"`
	Size   int  `json:"size"`
	Count  int  `json:"count"` // sets with this pattern
}

// leastSum is the share of a probability below which the ends of a sum are cut.
const leastSum = 1e-100

// RosenbaumSets returns the exact bounds for matched sets of one programme person with any
// number of comparison people (Rosenbaum 2002, ch. 4): the number of programme
// events is a sum of independent draws that succeed with mΓ/(mΓ + n − m) for Upper and
// m/(m + Γ(n − m)) for Lower, m events in a set of n; the p-value is the chance of as many
// or more, by convolution. Sets of two are RosenbaumPairs.
//
// Sets where all or none have the event decide nothing; if there are no others p = 1. The
// time grows with the number of sets and of different (Events, Size), under a second for a
// million sets of five; p-values below 1e-90 lose digits. Sets without a comparison person, events
// beyond the size and counts below 0 are errors.
func RosenbaumSets(sets []SetPattern, gamma float64) (RosenbaumBounds, error) {
	const op = "rosenbaum sets"
	if err := checkSets(op, sets); err != nil {
		return RosenbaumBounds{}, err
	}
	if err := checkGamma(op, gamma); err != nil {
		return RosenbaumBounds{}, err
	}
	return RosenbaumBounds{Gamma: gamma, Lower: setsTail(sets, 1/gamma), Upper: setsTail(sets, gamma)}, nil
}

// CriticalGammaSets is CriticalGammaPairs for the sets of RosenbaumSets.
func CriticalGammaSets(sets []SetPattern, alpha float64) (gamma float64, ok bool, err error) {
	const op = "critical gamma of sets"
	if err := checkSets(op, sets); err != nil {
		return 0, false, err
	}
	return criticalGamma(op, alpha, func(g float64) float64 { return setsTail(sets, g) })
}

// setsTail is the chance of as many programme events as there are, or more.
func setsTail(sets []SetPattern, odds float64) float64 {
	total, observed := lattice{0, []float64{1}}, 0
	for _, s := range sets {
		if s.Event {
			observed += s.Count
		}
	}
	for _, g := range drawGroups(sets) {
		total = total.plus(binomialLattice(g.count, float64(float64(g.events)*odds), float64(g.others), leastSum), leastSum)
	}
	return total.atLeast(observed)
}

// draws are sets of equal probability: events against others, whatever happened.
type draws struct{ events, others, count int }

// drawGroups merges sets that differ only in who had the event, in the order given.
func drawGroups(sets []SetPattern) []draws {
	var out []draws
	where := map[[2]int]int{}
	for _, s := range sets {
		key := [2]int{s.Events, s.Size - s.Events}
		i, ok := where[key]
		if !ok {
			i = len(out)
			where[key] = i
			out = append(out, draws{events: key[0], others: key[1]})
		}
		out[i].count += s.Count
	}
	return out
}

func checkSets(op string, sets []SetPattern) error {
	for i, s := range sets {
		what := ""
		switch {
		case s.Size < 2:
			what = fmt.Sprintf("size %d: want at least 2", s.Size)
		case s.Events < 0 || s.Events > s.Size:
			what = fmt.Sprintf("%d events: want 0 to %d", s.Events, s.Size)
		case s.Event && s.Events == 0:
			what = "the programme person has an event and the set none"
		case !s.Event && s.Events == s.Size:
			what = "everybody has the event and the programme person not"
		case s.Count < 0 || s.Count > maxPairs:
			what = fmt.Sprintf("count %d: want 0 to 2^30", s.Count)
		}
		if what != "" {
			return fmt.Errorf("%s: pattern %d: %s", op, i+1, what)
		}
	}
	return nil
}

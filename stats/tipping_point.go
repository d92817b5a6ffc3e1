package stats

import "fmt"

// DecideFunc is a decision on complete outcomes: x1 of n1 programme people and x0 of n0
// comparison people have the event. It must depend on nothing else.
type DecideFunc func(x1, n1, x0, n0 int64) bool

// Tipping says how the missing outcomes could change a decision.
type Tipping struct {
	// Decision is the one on the observed outcomes alone.
	Decision bool `json:"decision"`
	// Counting is what missing programme outcomes are counted as: "failures" if the decision
	// is positive, "events" if it is not.
	Counting string       `json:"counting"`
	Rows     []TippingRow `json:"rows"` // for 0, 1, … missing comparison outcomes that are events
}

// TippingRow is one line of the grid of missing outcomes.
type TippingRow struct {
	ComparisonEvents int64 `json:"comparison_events"` // of the missing comparison outcomes
	// Needed is the smallest number of missing programme outcomes that must be of the kind
	// counted, all others being the opposite, for the decision to change; -1 if no number does.
	Needed int64 `json:"needed"`
}

// maxGrid bounds the decisions that one grid may ask for.
const maxGrid = 10_000_000

// TippingPoint fills in the missing outcomes in all ways that matter, (m1+1)(m0+1) of them,
// and returns for every number of events among the missing comparison outcomes how many of
// the missing programme outcomes must be failures for the decision to change (Yan, Lee, Li
// 2009, J. Biopharm. Stat. 19:1085; Liublinska, Rubin 2014). A decision need not be monotone:
// nothing is skipped. A grid of more than ten million ways is an error, as are an arm without
// observed outcomes and counts that do not fit.
func TippingPoint(programme, comparison MissingCounts, decide DecideFunc) (Tipping, error) {
	const op = "tipping point"
	if err := checkMissing(op, programme, comparison); err != nil {
		return Tipping{}, err
	}
	if programme.N == 0 || comparison.N == 0 {
		return Tipping{}, fmt.Errorf("%s: an arm has no observed outcome", op)
	}
	if programme.M >= maxGrid || comparison.M >= maxGrid || (programme.M+1)*(comparison.M+1) > maxGrid {
		return Tipping{}, fmt.Errorf("%s: %d and %d outcomes are missing: want (m1+1)(m0+1) of at most %d", op, programme.M, comparison.M, maxGrid)
	}
	t := Tipping{Decision: decide(programme.X, programme.N, comparison.X, comparison.N), Counting: "events"}
	if t.Decision {
		t.Counting = "failures"
	}
	for events := int64(0); events <= comparison.M; events++ {
		t.Rows = append(t.Rows, TippingRow{events, t.needed(programme, comparison, events, decide)})
	}
	return t, nil
}

func (t Tipping) needed(programme, comparison MissingCounts, events int64, decide DecideFunc) int64 {
	for k := int64(0); k <= programme.M; k++ {
		x1 := programme.X + k
		if t.Decision {
			x1 = programme.X + programme.M - k
		}
		if decide(x1, programme.N+programme.M, comparison.X+events, comparison.N+comparison.M) != t.Decision {
			return k
		}
	}
	return -1
}

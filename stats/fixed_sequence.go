package stats

import "math"

// FixedSequence returns the running maximum of the p-values in the order given: each test
// is a gate to the next, and the first that fails closes all that follow (Maurer, Hothorn,
// Lehmacher 1995; Westfall, Krishen 2001, JSPI 99:25). It costs no α, if the order was
// fixed before anybody saw the outcomes.
func FixedSequence(p []float64) ([]float64, error) {
	if err := checkPValues("fixed-sequence", p); err != nil {
		return nil, err
	}
	out, largest := make([]float64, len(p)), 0.0
	for i, v := range p {
		largest = math.Max(largest, v)
		out[i] = largest
	}
	return out, nil
}

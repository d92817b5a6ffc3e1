package stats

import "fmt"

// leastCount is how small a chance is, next to the largest, that BinomialCounts leaves out.
const leastCount = 1e-16

// BinomialCounts returns the chances of from, from + 1, … events among n people who
// have the event with probability p each. They add up to 1; what is less than 1e-16
// times as likely as the likeliest count is left out at both ends, so that millions of
// people take thousands of numbers. n below 1 or above 2^31 and p outside [0, 1] are errors.
func BinomialCounts(n int64, p float64) (from int64, chances []float64, err error) {
	const op = "binomial counts"
	if n < 1 || n > maxPlanned {
		return 0, nil, fmt.Errorf("%s: %d people: want 1 to 2^31", op, n)
	}
	if err := checkRate(op, "p", p); err != nil {
		return 0, nil, err
	}
	l := binomialLattice(int(n), p, 1-p, leastCount)
	return int64(l.from), l.p, nil
}

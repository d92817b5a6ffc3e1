package stats

import "math"

// exactly adds numbers and carries what each addition rounds away (Neumaier 1974,
// ZAMM 54:39): ten million weights of 0.1 sum to a million. The zero value is 0.
type exactly struct{ sum, lost float64 }

func (e *exactly) add(term float64) {
	x := float64(term) // rounded here, so that a product is never fused into the sum
	next := e.sum + x
	if math.Abs(e.sum) >= math.Abs(x) {
		e.lost += (e.sum - next) + x
	} else {
		e.lost += (x - next) + e.sum
	}
	e.sum = next
}

func (e *exactly) total() float64 { return e.sum + e.lost }

// sumOf adds f(0) to f(n−1) in this order.
func sumOf(n int, f func(i int) float64) float64 {
	var e exactly
	for i := range n {
		e.add(f(i))
	}
	return e.total()
}

package evaluate

import (
	"math/big"

	"sib/contract/money"
)

// Flip is the least hidden difference between the groups that changes what is due: the
// true odds of the outcome in the comparison group would have to be Times those measured.
type Flip struct {
	// Times is a ratio of odds in hundredths: above 1 where less is due then; below 1, the
	// reciprocal of hundredths, where nothing is due as measured and something is due then.
	Times float64      `json:"odds_times"`
	Due   money.Amount `json:"due"` // what is due then
}

// flipSteps is how many hundredths above 1 are searched: as far as tenfold odds.
const flipSteps = 900

// flip finds the odds at which less is due or, where nothing is due, more; nil if no odds
// up to tenfold do, or if the interval that goes with them already does without any. What
// is due moves one way with the odds, so halving finds it.
func (a *assessor) flip() *Flip {
	up := a.e.Decision.Due.Sign() > 0
	found := map[int]Flip{}
	changes := func(step int) bool {
		times := big.NewRat(int64(100+step), 100)
		if !up {
			times.Inv(times)
		}
		s := a.scenario("", "", func(year int) (view, error) { return a.oddsTimes(times, year) })
		if s.Due == nil {
			return false
		}
		f, _ := times.Float64()
		found[step] = Flip{f, *s.Due}
		if up {
			return s.Due.Cmp(a.e.Decision.Due) < 0
		}
		return s.Due.Cmp(a.e.Decision.Due) > 0
	}
	lo, hi := 0, flipSteps // changes(hi) holds, changes(lo) does not
	if changes(lo) || !changes(hi) {
		return nil
	}
	for hi-lo > 1 {
		if mid := lo + (hi-lo)/2; changes(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	out := found[hi]
	return &out
}

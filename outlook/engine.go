package outlook

import (
	"errors"
	"fmt"
	"math/big"
	"runtime"
	"slices"
	"sync"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// Progress is told how many of total decisions are made. It may be nil.
type Progress func(done, total int64)

// engine decides on hypothetical measurements.
type engine struct {
	terms *contract.Terms // as they were signed: the contract finds those in force
	now   *contract.Terms // in force
	on    money.Date
	fixed contract.Measurements // what does not vary
	uses  []use
	// reported are the measures whose figures somebody has to report.
	reported []string
	levels   []float64 // of intervals that measures ask for beside the agreed one
	level    float64   // of the agreed interval; 0 if nothing rests on it
	tell     Progress
	kinds    int // the most kinds of results that are decided on one by one
}

func newEngine(t *contract.Terms, fixed contract.Measurements, on money.Date, tell Progress) (*engine, error) {
	now, _, err := t.InForce(on)
	if err != nil {
		return nil, err
	}
	e := &engine{terms: t, now: now, on: on, fixed: fixed, tell: tell, kinds: maxKinds}
	e.fixed.Compared = nil
	if e.uses, e.reported, err = uses(now); err != nil {
		return nil, err
	}
	for _, u := range e.uses {
		if u.Statistic == contract.PointEstimate {
			continue
		}
		if now.Interval.Method != contract.WeightedNewcombe {
			return nil, fmt.Errorf("measure %q takes the %s of the interval %q, which follows from the people and not from counts: only %q does",
				u.ID, u.Statistic, now.Interval.Method, contract.WeightedNewcombe)
		}
		e.level = now.Interval.Level.Float64()
		if level := u.level(e.level); level != e.level && !slices.Contains(e.levels, level) {
			e.levels = append(e.levels, level)
		}
		if u.Statistic == contract.PValue && len(e.levels) == 0 {
			e.levels = append(e.levels, e.level)
		}
	}
	return e, nil
}

// outcome is what one decision comes to.
type outcome struct {
	undecided bool // a measure has no value, such as a change from zero
	due       *big.Rat
	marks     []mark
	met       []bool // by mark
	paid      []contract.RuleAmount
}

// mark is a threshold where it binds.
type mark struct {
	rule, clause, measure string
	cohort                int
	comparing             trace.Op
	required              string
}

// decide decides on measurements beside what is fixed.
func (e *engine) decide(compared []contract.Measurement) (outcome, map[mark]contract.Threshold, error) {
	in := e.fixed
	in.Compared = compared
	d, err := contract.DecideBriefly(e.terms, in, e.on)
	switch {
	case errors.Is(err, trace.ErrNoValue):
		return outcome{undecided: true, due: new(big.Rat)}, nil, nil
	case err != nil:
		return outcome{}, nil, err
	}
	out := outcome{due: d.Due.Rat(), paid: d.Amounts}
	required := map[mark]contract.Threshold{}
	for _, v := range d.Verdicts {
		if !v.Binding {
			continue
		}
		m := mark{v.Rule, v.Clause, v.Measure, v.Cohort, v.Comparing, v.Required.String()}
		if _, twice := required[m]; twice {
			continue
		}
		required[m] = v.Required
		out.marks, out.met = append(out.marks, m), append(out.met, v.Met)
	}
	return out, required, nil
}

// decided are decisions with the thresholds that they met or missed.
type decided struct {
	outcomes []outcome
	required map[mark]contract.Threshold
	order    []mark
}

// decideAll decides on n measurements with all cores. The result does not depend on their number.
func (e *engine) decideAll(n int, of func(int) ([]contract.Measurement, error)) (decided, error) {
	out := decided{outcomes: make([]outcome, n), required: map[mark]contract.Threshold{}}
	failed := make([]error, n)
	var mu sync.Mutex
	var wg sync.WaitGroup
	next, done := 0, int64(0)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= n {
					return
				}
				in, err := of(i)
				var required map[mark]contract.Threshold
				if err == nil {
					out.outcomes[i], required, err = e.decide(in)
				}
				failed[i] = err
				mu.Lock()
				for m, t := range required {
					out.required[m] = t
				}
				done++
				if e.tell != nil {
					e.tell(done, int64(n))
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for _, err := range failed {
		if err != nil {
			return out, err
		}
	}
	seen := map[mark]bool{}
	for _, o := range out.outcomes {
		for _, m := range o.marks {
			if !seen[m] {
				seen[m] = true
				out.order = append(out.order, m)
			}
		}
	}
	return out, nil
}

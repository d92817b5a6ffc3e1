package cohort

import (
	"testing"

	"sib/cohort/internal/parquettest"
)

// The property that everybody is counted once, on random tables.
func TestFlowAddsUp(t *testing.T) {
	for seed := range uint64(30) {
		l := parquettest.Layout{GroupRows: 1 + int(seed)*17, Nullable: seed%2 == 0}
		flowAddsUp(t, seed, readTable(t, l, crowd(150+int(seed), seed), adults))
		if seed > 0 { // a row group for each person takes long
			flowAddsUp(t, seed, readTable(t, l, register(someEntrants(400+int(seed), seed)), entrants))
		}
	}
}

func flowAddsUp(t *testing.T, seed uint64, c *Cohort) {
	t.Helper()
	var received, listed, byYear int64
	whole := YearFlow{Received: c.Flow.Received, Valid: c.Flow.Valid, Eligible: c.Flow.Eligible}
	for _, l := range c.Flow.Invalid {
		whole.Invalid = append(whole.Invalid, l.N)
	}
	for _, l := range c.Flow.Ineligible {
		whole.Ineligible = append(whole.Ineligible, l.N)
	}
	for arm := range 2 {
		for _, f := range append([]YearFlow{whole}, c.Flow.ByYear...) {
			valid, eligible := f.Received[arm], f.Valid[arm]
			for _, n := range f.Invalid {
				valid -= n[arm]
			}
			for _, n := range f.Ineligible {
				eligible -= n[arm]
			}
			if valid != f.Valid[arm] || eligible != f.Eligible[arm] {
				t.Fatalf("seed %d, arm %d: flow does not add up: %+v", seed, arm, f)
			}
		}
		received += c.Flow.Received[arm]
		listed += c.Flow.Eligible[arm]
		for _, y := range c.Flow.ByYear {
			byYear += y.Received[arm]
		}
		for _, p := range c.Profiles {
			listed -= p.N[arm]
		}
	}
	if received != c.Inputs[0].Rows || listed != 0 || byYear != received {
		t.Fatalf("seed %d: %d received of %d rows, profiles off by %d, %d by year", seed, received, c.Inputs[0].Rows, listed, byYear)
	}
}

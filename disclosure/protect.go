package disclosure

import (
	"errors"
	"fmt"
	"math/big"
)

// Rules say what is small and how counts are rounded.
type Rules struct {
	Threshold int64 // sensitive counts below it are hidden, zero too; 0 and 1 hide nothing
	Base      int64 // counts are rounded to multiples of it, half up; 1 rounds nothing
}

// Default are the rules of a contract that names none.
var Default = Rules{Threshold: 10, Base: 5}

// Reason says why a cell is hidden.
type Reason string

// The reasons.
const (
	Shown     Reason = ""
	Primary   Reason = "primary"   // because of its own count, or of the other half of its group
	Secondary Reason = "secondary" // because it would give another cell away
)

// Cell is a cell as it may be published.
type Cell struct {
	ID     string
	Count  int64 // rounded; 0 when it is hidden
	Reason Reason
}

// Entry is a line of the suppression log. It holds no value.
type Entry struct {
	ID     string
	Reason Reason
	Rule   string
}

// The rules that an entry may name. None of them tells a zero from a small count, or which half is small.
const (
	ruleCount     = "count below the threshold"
	ruleGroup     = "placed or not placed below the threshold, or n hidden"
	ruleSecondary = "would give a hidden cell back, or narrow it"
	rulePublic    = "hidden to protect people"
)

// Protected are tables that may be published.
type Protected struct {
	Cells []Cell // in the order of registration
	Rules Rules
	index map[string]int
	rules []string
}

// Protect hides and rounds. It fails when the tables are inconsistent or a cell cannot be protected
// even when every cell tied to it is hidden.
func (t *Tables) Protect(r Rules) (Protected, error) {
	if t.err != nil {
		return Protected{}, t.err
	}
	if r.Threshold < 0 || r.Threshold > maxCount || r.Base < 1 || r.Base > maxCount {
		return Protected{}, fmt.Errorf("disclosure: threshold %d and base %d: expected a threshold of 0 or more and a base of 1 or more", r.Threshold, r.Base)
	}
	s := newSuppression(t, r.Threshold)
	s.primary(t.groups)
	if err := s.secondary(); err != nil {
		return Protected{}, err
	}
	p := Protected{Rules: r, index: make(map[string]int, len(t.cells)), rules: s.rules}
	for i, c := range t.cells {
		p.index[c.id] = i
		shown := Cell{ID: c.id, Reason: s.reasons[i]}
		if shown.Reason == Shown {
			shown.Count = round(c.value, r.Base)
		}
		p.Cells = append(p.Cells, shown)
	}
	return p, nil
}

// round gives the nearest multiple of base, half up.
func round(v, base int64) int64 { return (2*v + base) / (2 * base) * base }

// Cell gives a cell by its id. It panics on an id that was not registered.
func (p Protected) Cell(id string) Cell {
	i, ok := p.index[id]
	if !ok {
		panic(fmt.Sprintf("disclosure: cell %q is not registered", id))
	}
	return p.Cells[i]
}

// ErrHidden says that a rate rests on a hidden count, or on a denominator that rounds to zero.
var ErrHidden = errors.New("disclosure: the rate rests on a hidden count")

// Rate divides two rounded counts. A rate of exact counts would give them back.
func (p Protected) Rate(part, whole string) (*big.Rat, error) {
	a, b := p.Cell(part), p.Cell(whole)
	if a.Reason != Shown || b.Reason != Shown || b.Count == 0 {
		return nil, fmt.Errorf("%w: %q of %q", ErrHidden, part, whole)
	}
	return big.NewRat(a.Count, b.Count), nil
}

// Log lists the hidden cells with reason and rule, in the order of registration. A reason says more than
// "hidden", so this log is for those who may see the exact counts.
func (p Protected) Log() []Entry {
	var log []Entry
	for i, c := range p.Cells {
		if c.Reason != Shown {
			log = append(log, Entry{c.ID, c.Reason, p.rules[i]})
		}
	}
	return log
}

// PublicLog lists the hidden cells for everybody. Every entry is the same but for its id: who knows which
// cells are primary knows which are below the threshold.
func (p Protected) PublicLog() []Entry {
	log := p.Log()
	for i := range log {
		log[i].Reason, log[i].Rule = "", rulePublic
	}
	return log
}

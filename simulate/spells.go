package simulate

import (
	"math/rand/v2"
	"slices"
)

// spell is a row of the register: a period in work or training.
type spell struct {
	number     int64 // whose
	start, end day
	running    bool // the end is not known yet
	kind       uint8
	months     int32 // length of the contract; 0 if it is missing
}

// The kinds of spells, sorted as in the contract.
const (
	internship = iota
	job
	training
)

var spellKinds = []string{"internship", "job", "training"}

// register draws the spells of people so that a person is placed exactly if jobs are
// on at least placedDays working days of the follow-up.
type register struct {
	work  workdays
	until day
	rng   *rand.Rand
	out   []spell // of the person at hand
}

func newRegister(o Options, rng *rand.Rand) *register {
	first, last := o.Years[0], o.Years[len(o.Years)-1]
	return &register{work: newWorkdays(first, last+1), until: o.knownUntil(), rng: rng}
}

// of returns a person's spells; they are valid until the next call. Beside those that
// make the outcome there are jobs before and after the follow-up, second jobs at the
// same time, internships and training. What begins after the last known day is not
// there, and what ends after it is still running. Some people have no spell at all.
func (g *register) of(p *person) []spell {
	g.out = g.out[:0]
	last := windowOf(p.entry)
	g.work12(p, last)
	if g.oneIn(3) {
		end := p.entry - 1 - day(g.rng.IntN(700))
		g.add(job, end-day(g.rng.IntN(400)), end)
	}
	if g.oneIn(4) {
		start := last + 1 + day(g.rng.IntN(300))
		g.add(job, start, start+day(g.rng.IntN(500)))
	}
	if g.oneIn(3) {
		start := p.entry - 200 + day(g.rng.IntN(660))
		kind := []int{internship, training}[g.rng.IntN(2)]
		g.add(kind, start, start+day(g.rng.IntN(180)))
	}
	for i := range g.out {
		g.out[i].number = p.number
	}
	g.out = slices.DeleteFunc(g.out, func(s spell) bool { return s.start > g.until })
	return g.out
}

// work12 adds the jobs inside the follow-up.
func (g *register) work12(p *person, last day) {
	days := g.work.within(p.entry, last)
	n := g.daysOfWork(p.truth == placed, len(days))
	if n == 0 {
		return
	}
	from := 0
	for i, b := range g.blocks(n, len(days)-n) {
		from += b.gap
		start, end := days[from], days[from+b.length-1]
		from += b.length
		if i == 0 && b.gap == 0 && g.oneIn(2) {
			start = p.entry - day(g.rng.IntN(400)) // in work at entry
		}
		switch {
		case from < len(days) && g.oneIn(2):
			end = days[from] - 1 // through the days off
		case from == len(days) && !g.oneIn(3):
			end = last + day(g.rng.IntN(900)) // in work at the end
		}
		g.add(job, start, end)
		if g.oneIn(5) {
			second := start + day(g.rng.IntN(int(end-start)+1))
			g.add(job, second, second+day(g.rng.IntN(int(end-second)+1)))
		}
	}
}

// daysOfWork draws on how many of the working days somebody works. The threshold itself,
// and one day less, are as frequent as many days together.
func (g *register) daysOfWork(isPlaced bool, all int) int {
	switch {
	case isPlaced && g.oneIn(25):
		return placedDays
	case isPlaced:
		return placedDays + g.rng.IntN(all-placedDays+1)
	case g.rng.IntN(100) < 45:
		return 0
	case g.oneIn(25):
		return placedDays - 1
	default:
		return 1 + g.rng.IntN(placedDays-1)
	}
}

// block is working days in one job, after others without.
type block struct{ gap, length int }

// blocks spreads days of work, at least one, over one to three jobs, and the days
// without work before, between and after them.
func (g *register) blocks(work, free int) []block {
	out := make([]block, 1+g.rng.IntN(min(3, work)))
	lengths := g.part(work-len(out), len(out)) // each has one day at least
	gaps := g.part(free, len(out)+1)
	if g.oneIn(4) { // in work on the first day
		gaps[len(out)], gaps[0] = gaps[len(out)]+gaps[0], 0
	} else if g.oneIn(3) { // on the last day
		gaps[0], gaps[len(out)] = gaps[0]+gaps[len(out)], 0
	}
	for i := range out {
		out[i] = block{gaps[i], lengths[i] + 1}
	}
	return out
}

// part divides n into k parts of any size.
func (g *register) part(n, k int) []int {
	out := make([]int, k)
	for i := range out[:k-1] {
		out[i] = g.rng.IntN(n + 1)
	}
	slices.Sort(out[:k-1])
	out[k-1] = n
	for i := k - 1; i > 0; i-- {
		out[i] -= out[i-1]
	}
	return out
}

// terms are usual lengths of contracts, in months.
var terms = []int32{1, 3, 6, 12, 24, 36, 48, 60}

// add appends a spell whose contract was meant to last as long or longer. One length in
// twenty, and that of all training, is missing.
func (g *register) add(kind int, start, end day) {
	s := spell{start: start, end: end, running: end > g.until, kind: uint8(kind)}
	if kind != training && !g.oneIn(20) {
		at, _ := slices.BinarySearch(terms, int32(end-start)/31+1)
		s.months = terms[min(at, len(terms)-1)]
	}
	g.out = append(g.out, s)
}

func (g *register) oneIn(n int) bool { return g.rng.IntN(n) == 0 }

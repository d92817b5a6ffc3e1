package outlook

// maxKinds bounds how many kinds of results are decided on one by one; payoutKinds
// where nobody has asked to wait for it.
const (
	maxKinds    = 20000
	payoutKinds = 2000
)

// field is all the ways in which a unit may come out, sorted by what the terms
// make of them: cells of one kind are paid alike.
type field struct {
	unit  unit
	most  int // kinds
	uses  []use
	from0 int64
	rows  [][]run // for each comparison number from from0 on: the kinds of the programme numbers
	from1 int64
	kinds []cell // one of each kind
	known map[string]int
}

// run is a stretch of programme numbers of one kind; it ends before end.
type run struct {
	end  int64
	kind int
}

// newField sorts the cells that are possible under any of the odds. It gives up,
// with false, when there are too many kinds to decide on.
//
// Along a row only the programme rate grows, and everything that sign writes stays
// or changes for good as it does: two cells of the same sign have no other between
// them, so the ends of runs are found by bisection.
func newField(u unit, uses []use, all []odds, most int) (*field, bool) {
	one, zero := hull(all, func(o odds) spread { return o.programme }), hull(all, func(o odds) spread { return o.comparison })
	f := &field{unit: u, uses: uses, most: most, from0: zero.from, from1: one.from, known: map[string]int{}}
	for x0 := zero.from; x0 <= zero.to; x0++ {
		var row []run
		first, last := f.kind(one.from, x0), f.kind(one.to, x0)
		row = f.part(row, x0, one.from, one.to, first, last)
		f.rows = append(f.rows, append(row, run{one.to + 1, last}))
		if len(f.kinds) > f.most {
			return f, false
		}
	}
	return f, true
}

type interval struct{ from, to int64 }

// hull is the smallest stretch that holds every possible number.
func hull(all []odds, of func(odds) spread) interval {
	out := interval{of(all[0]).from, of(all[0]).last()}
	for _, o := range all[1:] {
		out.from, out.to = min(out.from, of(o).from), max(out.to, of(o).last())
	}
	return out
}

// part adds the runs that end after lo and up to hi, whose kinds are a and b.
func (f *field) part(row []run, x0, lo, hi int64, a, b int) []run {
	switch {
	case a == b || len(f.kinds) > f.most:
		return row
	case hi-lo == 1:
		return append(row, run{hi, a})
	}
	mid := lo + (hi-lo)/2
	k := f.kind(mid, x0)
	return f.part(f.part(row, x0, lo, mid, a, k), x0, mid, hi, k, b)
}

func (f *field) kind(x1, x0 int64) int {
	c := f.unit.at(x1, x0)
	s := string(f.unit.sign(nil, f.uses, c))
	k, ok := f.known[s]
	if !ok {
		k = len(f.kinds)
		f.known[s] = k
		f.kinds = append(f.kinds, c)
	}
	return k
}

// chances is how likely each kind is.
func (f *field) chances(o odds) []float64 {
	out := make([]float64, len(f.kinds))
	below := o.programme.below()
	at := func(x1 int64) float64 { // the chance of fewer than x1
		return below[min(max(x1-o.programme.from, 0), int64(len(o.programme.p)))]
	}
	for i, p := range o.comparison.p {
		start := f.from1
		for _, r := range f.rows[o.comparison.from-f.from0+int64(i)] {
			out[r.kind] += float64(p * (at(r.end) - at(start)))
			start = r.end
		}
	}
	return out
}

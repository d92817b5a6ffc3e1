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
	signs []signer
	from0 int64
	rows  [][]run // for each comparison number from from0 on: the kinds of the programme numbers
	from1 int64
	kinds []cell         // one of each kind
	known map[string]int // kinds by what signs write
	buf   []byte
}

// run is a stretch of programme numbers of one kind; it ends before end.
type run struct {
	end  int64
	kind int
}

// newField sorts the cells that are possible under any of the odds. It gives up,
// with false, when there are too many kinds to decide on.
//
// Along a row only the programme rate grows, and everything that signs write stays
// or changes for good as it does: two cells of the same signs have no other between
// them. So a row is like the one before if the ends of its runs are, and else the
// ends are found by bisection.
func newField(u unit, uses []use, all []odds, most int) (*field, bool) {
	one, zero := hull(all, func(o odds) spread { return o.programme }), hull(all, func(o odds) spread { return o.comparison })
	f := &field{unit: u, signs: u.signers(uses), most: most, from0: zero.from, from1: one.from, known: map[string]int{}}
	var row []run
	for x0 := zero.from; x0 <= zero.to; x0++ {
		if x0 == zero.from || !f.like(row, x0) {
			row = f.row(x0, one)
		}
		f.rows = append(f.rows, row)
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

// like reports whether row holds for x0 too.
func (f *field) like(row []run, x0 int64) bool {
	start := f.from1
	for _, r := range row {
		for _, x1 := range [...]int64{start, r.end - 1} {
			if k, ok := f.known[string(f.sign(x1, x0))]; !ok || k != r.kind {
				return false
			}
		}
		start = r.end
	}
	return true
}

func (f *field) row(x0 int64, in interval) []run {
	first, last := f.kind(in.from, x0), f.kind(in.to, x0)
	return append(f.part(nil, x0, in.from, in.to, first, last), run{in.to + 1, last})
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

// sign is what the terms see of two numbers, until the next call.
func (f *field) sign(x1, x0 int64) []byte {
	f.buf = f.buf[:0]
	for _, sign := range f.signs {
		f.buf = sign(f.buf, x1, x0)
	}
	return f.buf
}

func (f *field) kind(x1, x0 int64) int {
	s := f.sign(x1, x0)
	k, ok := f.known[string(s)]
	if !ok {
		k = len(f.kinds)
		f.known[string(s)] = k
		f.kinds = append(f.kinds, f.unit.at(x1, x0))
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

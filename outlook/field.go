package outlook

import (
	"slices"
	"sort"
)

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
	texts []string       // what signs write of each kind
	known map[string]int // kinds by their texts
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
// Along a row only the programme rate grows, along a column only the comparison rate,
// and everything that signs write stays or changes for good as it does: two cells of
// the same signs have no other between them. Effects are monotone, and so is rounding.
// So is the end of Newcombe's interval, and with it the p-value: its slope in p1 is
// 1 − A·A′/√(A² + B²), A = p1 − l1, and A′ ≤ 1 as Wilson's limit l1 never falls; with
// the groups swapped that holds for p0. So the ends of runs are found by bisection, and
// so are the rows that are alike.
func newField(u unit, uses []use, all []odds, most int) (*field, bool) {
	one, zero := hull(all, func(o odds) spread { return o.programme }), hull(all, func(o odds) spread { return o.comparison })
	f := &field{unit: u, signs: u.signers(uses), most: most, from0: zero.from, from1: one.from, known: map[string]int{}}
	var row []run
	for x0 := zero.from; x0 <= zero.to; {
		if row = f.shifted(row, x0); row == nil {
			row = f.row(x0, one)
		}
		if len(f.kinds) > f.most {
			return f, false
		}
		for end := f.until(row, x0, zero.to); x0 < end; x0++ {
			f.rows = append(f.rows, row)
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

// until returns the first number after x0 whose row is another, or last + 1.
func (f *field) until(row []run, x0, last int64) int64 {
	step := int64(1)
	for x0+step <= last && f.like(row, x0+step) {
		x0, step = x0+step, 2*step
	}
	between := min(x0+step, last+1) - x0 - 1
	return x0 + 1 + int64(sort.Search(int(between), func(i int) bool { return !f.like(row, x0+1+int64(i)) }))
}

// like reports whether row holds for x0 too.
func (f *field) like(row []run, x0 int64) bool {
	start := f.from1
	for _, r := range row {
		if start >= r.end || !f.is(r.kind, start, x0) || !f.is(r.kind, r.end-1, x0) {
			return false
		}
		start = r.end
	}
	return true
}

// shifted is row as it is for x0, if that takes no more than to move ends by one; else nil.
func (f *field) shifted(row []run, x0 int64) []run {
	out := slices.Clone(row)
	for i := range max(0, len(out)-1) {
		switch r := out[i]; {
		case f.is(r.kind, r.end, x0):
			out[i].end++
		case !f.is(r.kind, r.end-1, x0):
			out[i].end--
		}
	}
	if !f.like(out, x0) {
		return nil
	}
	return out
}

// is reports whether two numbers are of a kind.
func (f *field) is(kind int, x1, x0 int64) bool {
	return string(f.sign(x1, x0)) == f.texts[kind]
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
		f.texts = append(f.texts, string(s))
		f.known[f.texts[k]] = k
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

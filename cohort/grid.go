package cohort

import "sync"

// grid sorts the rows of a row group into cells: rows that agree in every column
// split on so far share a cell. Settled cells are numbered in the order of their first
// row. Until then a row's number is that of its settled cell and, in the places above,
// the codes of the columns that came since, so that splitting is an addition.
type grid struct {
	of    []uint32 // number of each row
	n     int      // settled cells
	sizes []int    // of the columns that came since
	span  int      // numbers are below it: n times all sizes
	steps []step
}

// step remembers what the number of each cell was before it was settled.
type step struct {
	was   []uint64
	n     int
	sizes []int
}

// rowLists is the memory of grids that were freed.
var rowLists = sync.Pool{New: func() any { return new([]uint32) }}

func newGrid(rows int) *grid {
	of := *rowLists.Get().(*[]uint32)
	if cap(of) < rows {
		of = make([]uint32, rows)
	}
	of = of[:rows]
	clear(of)
	return &grid{of: of, n: min(rows, 1), span: 1}
}

// free gives the memory back. The grid must not be used afterwards.
func (g *grid) free() {
	of := g.of
	g.of = nil
	rowLists.Put(&of)
}

// denseCells is the largest table that is worth clearing for a lookup without hashing.
const denseCells = 1 << 20

// makeRoom reports whether a column of so many codes can be split on by adding, each
// code times span, and settles the cells if that helps.
func (g *grid) makeRoom(size int) bool {
	if size > denseCells/g.span {
		g.settle()
	}
	return size <= denseCells/g.span
}

// added takes note that a column of so many codes was added.
func (g *grid) added(size int) {
	g.sizes = append(g.sizes, size)
	g.span *= size
}

// split divides the cells by codes, one per row, each below size.
func (g *grid) split(codes []uint32, size int) {
	if g.makeRoom(size) {
		span := uint32(g.span)
		for row, c := range codes {
			g.of[row] += c * span
		}
		g.added(size)
		return
	}
	s := step{n: g.n, sizes: []int{size}}
	table := map[uint64]uint32{}
	for row, c := range g.of {
		was := uint64(codes[row])*uint64(g.n) + uint64(c)
		at := table[was]
		if at == 0 {
			at = s.add(was)
			table[was] = at
		}
		g.of[row] = at - 1
	}
	g.took(s)
}

// settle numbers the cells that there are.
func (g *grid) settle() {
	if len(g.sizes) == 0 {
		return
	}
	s := step{n: g.n, sizes: g.sizes}
	table := make([]uint32, g.span)
	for row, was := range g.of {
		at := table[was]
		if at == 0 {
			at = s.add(uint64(was))
			table[was] = at
		}
		g.of[row] = at - 1
	}
	g.took(s)
}

// tally settles the cells and returns how many rows are in each. The grid does not know
// afterwards in which cell a row is.
func (g *grid) tally() []int64 {
	s := step{n: g.n, sizes: g.sizes}
	table := make([]uint32, g.span)
	for _, was := range g.of {
		if table[was] == 0 {
			s.add(uint64(was))
		}
		table[was]++
	}
	counts := make([]int64, len(s.was))
	for c, was := range s.was {
		counts[c] = int64(table[was])
	}
	g.took(s)
	return counts
}

// add makes a new cell and returns its number plus one.
func (s *step) add(was uint64) uint32 {
	s.was = append(s.was, was)
	return uint32(len(s.was))
}

func (g *grid) took(s step) {
	g.n, g.sizes, g.span = len(s.was), nil, max(len(s.was), 1)
	g.steps = append(g.steps, s)
}

// codes fills into with the code of a settled cell in each column.
func (g *grid) codes(cell uint32, into []uint32) {
	for i, k := len(g.steps)-1, len(into); i >= 0; i-- {
		s := &g.steps[i]
		was := s.was[cell]
		cell = uint32(was % uint64(s.n))
		was /= uint64(s.n)
		k -= len(s.sizes)
		for j, size := range s.sizes {
			into[k+j] = uint32(was % uint64(size))
			was /= uint64(size)
		}
	}
}

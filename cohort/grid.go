package cohort

import "sync"

// grid sorts the rows of a row group into cells: rows that agree in every column
// split on so far share a cell. Cells are numbered in the order of their first row.
type grid struct {
	of    []uint32 // cell of each row
	n     int
	steps []step
}

// step remembers which cell each cell was split from, and by which code.
type step struct{ parent, code []uint32 }

// rowLists is the memory of grids that were freed.
var rowLists = sync.Pool{New: func() any { return new([]uint32) }}

func newGrid(rows int) *grid {
	of := *rowLists.Get().(*[]uint32)
	if cap(of) < rows {
		of = make([]uint32, rows)
	}
	of = of[:rows]
	clear(of)
	return &grid{of: of, n: min(rows, 1)}
}

// free gives the memory back. The grid must not be used afterwards.
func (g *grid) free() {
	of := g.of
	g.of = nil
	rowLists.Put(&of)
}

// denseCells is the largest table that is worth clearing for a lookup without hashing.
const denseCells = 1 << 20

// split divides the cells by codes, one per row, each below size.
func (g *grid) split(codes []uint32, size int) {
	s := step{}
	if g.n*size <= denseCells {
		table := make([]uint32, g.n*size)
		for row, c := range g.of {
			at := &table[int(c)*size+int(codes[row])]
			if *at == 0 {
				*at = s.add(c, codes[row])
			}
			g.of[row] = *at - 1
		}
	} else {
		table := map[uint64]uint32{}
		for row, c := range g.of {
			key := uint64(c)<<32 | uint64(codes[row])
			at := table[key]
			if at == 0 {
				at = s.add(c, codes[row])
				table[key] = at
			}
			g.of[row] = at - 1
		}
	}
	g.took(s)
}

// splitDense divides the cells by what index lists, from −1 for the missing value to
// below size−1. Code tells what the list means; two entries may mean the same.
func (g *grid) splitDense(index []int32, size int, code func(row int, k int32) (uint32, error)) error {
	s := step{}
	table := make([]uint32, g.n*size)
	meant := map[uint32]int{} // place in the table, from the cell's, of the first entry with a code
	of := g.of[:len(index)]
	for row, k := range index {
		from := int(of[row]) * size
		at := from + int(k) + 1
		if table[at] == 0 {
			c, err := code(row, k)
			if err != nil {
				return err
			}
			first, ok := meant[c]
			if !ok {
				first = int(k) + 1
				meant[c] = first
			}
			if table[from+first] == 0 {
				table[from+first] = s.add(of[row], c)
			}
			table[at] = table[from+first]
		}
		of[row] = table[at] - 1
	}
	g.took(s)
	return nil
}

// add makes a new cell and returns its number plus one.
func (s *step) add(parent, code uint32) uint32 {
	s.parent, s.code = append(s.parent, parent), append(s.code, code)
	return uint32(len(s.parent))
}

func (g *grid) took(s step) {
	g.n = len(s.parent)
	g.steps = append(g.steps, s)
}

// codes fills into with the code of a cell at each step.
func (g *grid) codes(cell uint32, into []uint32) {
	for i := len(g.steps) - 1; i >= 0; i-- {
		into[i] = g.steps[i].code[cell]
		cell = g.steps[i].parent[cell]
	}
}

package cohort

// grid sorts the rows of a row group into cells: rows that agree in every column
// split on so far share a cell. Cells are numbered in the order of their first row.
type grid struct {
	of    []uint32 // cell of each row
	n     int
	steps []step
}

// step remembers which cell each cell was split from, and by which code.
type step struct{ parent, code []uint32 }

func newGrid(rows int) *grid {
	return &grid{of: make([]uint32, rows), n: min(rows, 1)}
}

// denseCells is the largest table that is worth clearing for a lookup without hashing.
const denseCells = 1 << 20

// split divides the cells by codes, one per row, each below size.
func (g *grid) split(codes []uint32, size int) {
	s := step{}
	add := func(parent, code uint32) uint32 {
		s.parent, s.code = append(s.parent, parent), append(s.code, code)
		return uint32(len(s.parent)) // the new cell's number plus one
	}
	if g.n*size <= denseCells {
		table := make([]uint32, g.n*size)
		for row, c := range g.of {
			at := &table[int(c)*size+int(codes[row])]
			if *at == 0 {
				*at = add(c, codes[row])
			}
			g.of[row] = *at - 1
		}
	} else {
		table := map[uint64]uint32{}
		for row, c := range g.of {
			key := uint64(c)<<32 | uint64(codes[row])
			at := table[key]
			if at == 0 {
				at = add(c, codes[row])
				table[key] = at
			}
			g.of[row] = at - 1
		}
	}
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

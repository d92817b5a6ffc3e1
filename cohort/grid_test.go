package cohort

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// alike numbers rows by the codes of all columns, in the order in which they come.
func alike(lists [][]uint32) (of []uint32, counts []int64) {
	known := map[string]uint32{}
	for row := range lists[0] {
		key := ""
		for _, codes := range lists {
			key += fmt.Sprint(codes[row], " ")
		}
		c, ok := known[key]
		if !ok {
			c = uint32(len(known))
			known[key] = c
			counts = append(counts, 0)
		}
		counts[c]++
		of = append(of, c)
	}
	return of, counts
}

// Cells are those of rows that are alike, in the order of their first row, whether columns
// are few or many, small, or too large to be added.
func TestGridFindsRowsThatAreAlike(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 31))
	for _, sizes := range [][]int{
		{1}, {4}, {3, 17, 2, 7, 4}, {1, 1, 1}, {denseCells}, {denseCells + 1}, {2, denseCells}, {2, denseCells / 2}, {2, denseCells/2 + 1},
		{5, denseCells + 1, 6}, {1 << 30, 1 << 30, 3}, {1000, 1000, 1000, 1000}, {2, 1 << 31, 2, 1 << 31, 2}, {600, 600, 2, 600, 1 << 22, 600},
	} {
		const rows = 700
		lists := make([][]uint32, len(sizes))
		settled, counted := newGrid(rows), newGrid(rows)
		for i, size := range sizes {
			few := []int{0, size - 1, size / 2, r.IntN(size)}
			for range rows {
				lists[i] = append(lists[i], uint32(few[r.IntN(4)]))
			}
			settled.split(lists[i], size)
			counted.split(lists[i], size)
		}
		settled.settle()
		counts := counted.tally()
		of, want := alike(lists)
		if !slices.Equal(settled.of, of) || settled.n != len(want) || !slices.Equal(counts, want) || counted.n != len(want) {
			t.Fatalf("%v: %d and %d cells, want %d", sizes, settled.n, counted.n, len(want))
		}
		for _, g := range []*grid{settled, counted} {
			into := make([]uint32, len(sizes))
			for row, cell := range of {
				g.codes(cell, into)
				for i := range sizes {
					if into[i] != lists[i][row] {
						t.Fatalf("%v: row %d has code %d in column %d, want %d", sizes, row, into[i], i, lists[i][row])
					}
				}
			}
			g.free()
		}
	}
}

func TestGridOfNothing(t *testing.T) {
	g := newGrid(0)
	g.split(nil, 3)
	if counts := g.tally(); len(counts) != 0 || g.n != 0 {
		t.Errorf("%d cells of no rows", g.n)
	}
	g = newGrid(3)
	if counts := g.tally(); !slices.Equal(counts, []int64{3}) { // no column: all are alike
		t.Errorf("got %d", counts)
	}
}

// A value of code 0 that none has, and values that no row has, cost room but no cells.
func TestGridMakesRoom(t *testing.T) {
	g := newGrid(2)
	for range 4 {
		g.split([]uint32{0, 31}, 32) // 2²⁰ numbers
	}
	if g.span != denseCells || len(g.steps) != 0 {
		t.Fatalf("numbers below %d, after %d steps", g.span, len(g.steps))
	}
	if !g.makeRoom(denseCells/2) || g.span != 2 || len(g.steps) != 1 {
		t.Errorf("numbers below %d, after %d steps", g.span, len(g.steps))
	}
	if g.makeRoom(denseCells/2 + 1) {
		t.Error("room for more than there is")
	}
}

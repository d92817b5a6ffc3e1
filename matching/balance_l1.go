package matching

import (
	"cmp"
	"math"
	"slices"

	"sib/cohort"
)

// L1 is the multivariate imbalance of two groups, ½Σ|f₁ − f₀| over the cells of a
// grid: 0 if they are distributed alike, 1 if they share no cell (Iacus, King and
// Porro 2011, JASA 106:345). The grid is the bins that people are matched on; a
// covariate that only the distance compares is divided into Sturges' number of bins
// if it is a number, and by level otherwise.
type L1 struct {
	Before float64 `json:"before"` // a proportion, before matching
	After  float64 `json:"after"`  // a proportion, after matching
	Cells  int     `json:"cells"`  // number of cells of the grid with anybody in them before matching
}

// gridCell is the people of a cell of the grid by arm: before matching, and weighted.
type gridCell struct {
	key           string // the year and the bins, ordered as they are
	year          int
	before, after [2]float64
}

// imbalances returns the L1 of each cohort year, and then of all people.
func (d *design) imbalances(w [][2]float64) []*L1 {
	cells := d.gridCells(w)
	var out []*L1
	from := 0
	for _, y := range d.c.Years {
		to := from
		for to < len(cells) && cells[to].year == y {
			to++
		}
		out = append(out, l1Of(cells[from:to]))
		from = to
	}
	return append(out, l1Of(cells))
}

// gridCells counts people by year and cell, in order.
func (d *design) gridCells(w [][2]float64) []gridCell {
	grid := d.grid()
	at := map[string]int{}
	var cells []gridCell
	var key []byte
	for i, p := range d.c.Profiles {
		key = appendCell(key[:0], p, grid)
		k, ok := at[string(key)]
		if !ok {
			k = len(cells)
			cells = append(cells, gridCell{key: string(key), year: p.Year})
			at[cells[k].key] = k
		}
		for arm, n := range p.N {
			cells[k].before[arm] += float64(n)
			cells[k].after[arm] += float64(float64(n) * w[i][arm])
		}
	}
	slices.SortFunc(cells, func(a, b gridCell) int { return cmp.Compare(a.key, b.key) })
	return cells
}

// l1Of compares the groups over cells.
func l1Of(cells []gridCell) *L1 {
	var total, matched [2]float64
	for _, c := range cells {
		for arm := range total {
			total[arm] += c.before[arm]
			matched[arm] += c.after[arm]
		}
	}
	out := &L1{}
	for _, c := range cells {
		if c.before != [2]float64{} {
			out.Cells++
		}
		out.Before += math.Abs(c.before[0]/total[0] - c.before[1]/total[1])
		out.After += math.Abs(c.after[0]/matched[0] - c.after[1]/matched[1])
	}
	out.Before, out.After = math.Min(out.Before/2, 1), math.Min(out.After/2, 1)
	return out
}

// grid is the bins of each covariate for the L1.
func (d *design) grid() []bins {
	out := make([]bins, len(d.bins))
	for k, b := range d.bins {
		switch dom := d.c.Domains[k]; {
		case d.spec.Covariates[k].Mode != Free:
			out[k] = b
		case dom.Kind == cohort.Category:
			out[k] = exactBins(dom)
		default:
			out[k] = cutBins(dom, equalCuts(dom.Numbers, sturges(everybody(d.c))))
		}
	}
	return out
}

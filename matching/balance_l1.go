package matching

import (
	"math"

	"sib/cohort"
)

// L1 is the multivariate imbalance of two groups, ½Σ|f₁ − f₀| over the cells of a
// grid: 0 if they are distributed alike, 1 if they share no cell (Iacus, King and
// Porro 2011, JASA 106:345). The grid is the bins that people are matched on; a
// covariate that only the distance compares is divided into Sturges' number of bins
// if it is a number, and by level otherwise.
type L1 struct {
	Before float64 `json:"before"`
	After  float64 `json:"after"`
	Cells  int     `json:"cells"` // of the grid, with anybody in them before matching
}

// imbalances returns the L1 of each cohort year, and then of all people.
func (d *design) imbalances(w [][2]float64) []*L1 {
	before := make([][2]float64, len(d.c.Profiles))
	after := make([][2]float64, len(d.c.Profiles))
	for i, p := range d.c.Profiles {
		for arm, n := range p.N {
			before[i][arm] = float64(n)
			after[i][arm] = float64(float64(n) * w[i][arm])
		}
	}
	grid := d.grid()
	order := gridOrder(d.c, grid)
	var out []*L1
	from := 0
	for _, y := range d.c.Years {
		to := from
		for to < len(order) && d.c.Profiles[order[to]].Year == y {
			to++
		}
		out = append(out, l1Of(d.c, grid, order[from:to], before, after))
		from = to
	}
	return append(out, l1Of(d.c, grid, order, before, after))
}

// l1Of compares the groups among the profiles of order, whose cells are runs.
func l1Of(c *cohort.Cohort, grid []bins, order []int32, before, after [][2]float64) *L1 {
	var total, matched [2]float64
	for _, i := range order {
		for arm := range total {
			total[arm] += before[i][arm]
			matched[arm] += after[i][arm]
		}
	}
	out := &L1{}
	for from, to := 0, 0; from < len(order); from = to {
		var b, a [2]float64
		for to = from; to < len(order) && sameCell(c, grid, order[from], order[to]); to++ {
			for arm := range b {
				b[arm] += before[order[to]][arm]
				a[arm] += after[order[to]][arm]
			}
		}
		if b != [2]float64{} {
			out.Cells++
		}
		out.Before += math.Abs(b[0]/total[0] - b[1]/total[1])
		out.After += math.Abs(a[0]/matched[0] - a[1]/matched[1])
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

// gridOrder lists the profiles by year and cell of the grid: a stable counting sort
// by each covariate, the last one first, and by year in the end.
func gridOrder(c *cohort.Cohort, grid []bins) []int32 {
	order, next := make([]int32, len(c.Profiles)), make([]int32, len(c.Profiles))
	for i := range order {
		order[i] = int32(i)
	}
	for k := len(grid) - 1; k >= 0; k-- {
		arrange(order, next, len(grid[k].labels), func(i int32) uint32 { return grid[k].of[c.Profiles[i].Codes[k]] })
		order, next = next, order
	}
	years := yearVariate(c)
	arrange(order, next, len(years.labels), func(i int32) uint32 { return uint32(years.codes[i]) })
	return next
}

// arrange copies order to next, sorted by a key below n; equal keys keep their order.
func arrange(order, next []int32, n int, key func(int32) uint32) {
	start := make([]int32, n+1)
	for _, i := range order {
		start[key(i)+1]++
	}
	for k := range n {
		start[k+1] += start[k]
	}
	for _, i := range order {
		k := key(i)
		next[start[k]] = i
		start[k]++
	}
}

func sameCell(c *cohort.Cohort, grid []bins, i, j int32) bool {
	p, q := c.Profiles[i], c.Profiles[j]
	if p.Year != q.Year {
		return false
	}
	for k, b := range grid {
		if b.of[p.Codes[k]] != b.of[q.Codes[k]] {
			return false
		}
	}
	return true
}

package stats

import "math"

// SparseRows are the rows of a design matrix of which most entries are 0, such as the
// 0/1 columns of categories: only the others are kept, those of a row by ascending column.
// A column with an entry in every row, which may be 0, is taken for a measurement.
type SparseRows struct {
	Columns int
	ends    []int
	index   []int32
	value   []float64
}

// NewSparseRows makes room for rows of about so many entries.
func NewSparseRows(columns, rows, entries int) *SparseRows {
	return &SparseRows{Columns: columns, ends: make([]int, 0, rows),
		index: make([]int32, 0, rows*entries), value: make([]float64, 0, rows*entries)}
}

// Add puts an entry into the row that is being filled; columns ascend.
func (x *SparseRows) Add(column int32, value float64) {
	x.index = append(x.index, column)
	x.value = append(x.value, value)
}

// EndRow completes a row.
func (x *SparseRows) EndRow() { x.ends = append(x.ends, len(x.index)) }

// Len is the number of complete rows.
func (x *SparseRows) Len() int { return len(x.ends) }

// row returns the columns and entries of row i.
func (x *SparseRows) row(i int) ([]int32, []float64) {
	from := 0
	if i > 0 {
		from = x.ends[i-1]
	}
	return x.index[from:x.ends[i]], x.value[from:x.ends[i]]
}

// scaling turns measurements into numbers near 1: (v − shift)/unit. Others stay as they are.
type scaling struct{ shift, unit []float64 }

func (s scaling) of(column int32, v float64) float64 {
	return (v - s.shift[column]) / s.unit[column]
}

// standardising centres measurements at their weighted mean and divides them by their
// standard deviation, so that their units leave no trace in the arithmetic.
func (x *SparseRows) standardising(w []float64) scaling {
	s := scaling{shift: make([]float64, x.Columns), unit: make([]float64, x.Columns)}
	entries := make([]int, x.Columns)
	sums := make([]exactly, x.Columns)
	for i := range x.Len() {
		index, value := x.row(i)
		for k, c := range index {
			entries[c]++
			sums[c].add(float64(w[i] * value[k]))
		}
	}
	total := sumOf(len(w), func(i int) float64 { return w[i] })
	for c := range s.unit {
		s.unit[c] = 1
		if entries[c] == x.Len() {
			s.shift[c] = sums[c].total() / total
		}
		sums[c] = exactly{}
	}
	for i := range x.Len() {
		index, value := x.row(i)
		for k, c := range index {
			e := value[k] - s.shift[c]
			sums[c].add(float64(w[i] * float64(e*e)))
		}
	}
	for c := range s.unit {
		sd := math.Sqrt(sums[c].total() / total)
		if entries[c] == x.Len() && sd > float64(1e-12*math.Abs(s.shift[c])) {
			s.unit[c] = sd
		}
	}
	return s
}

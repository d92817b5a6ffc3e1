package report

import (
	"slices"
	"strings"
)

// columnWidths shares the page between columns: each gets its widest word at
// least and its widest text at most, and the rest is shared in proportion.
func (p *paper) columnWidths(t Table) []float64 {
	n := len(t.Columns)
	least, most := make([]float64, n), make([]float64, n)
	for i, c := range t.Columns {
		least[i], most[i] = p.measure(c.Head, tableHead)
		most[i] = least[i]
		for _, r := range t.Rows {
			for _, line := range strings.Split(r.Cells[i], "\n") {
				word, whole := p.measure(line, cellFace(c, r.Strong))
				least[i], most[i] = max(least[i], word), max(most[i], whole)
			}
		}
	}
	room := bodyWidth - cellGap*float64(n-1)
	squeeze(least, room)
	return share(least, most, room)
}

// measure returns the widths of the widest word, up to a limit, and of the whole text.
func (p *paper) measure(s string, f face) (word, whole float64) {
	whole = p.width(s, f)
	start := 0
	s = proper(s) + " "
	for i, r := range s {
		if r == ' ' {
			word = max(word, p.width(s[start:i], f))
			start = i + 1
		}
	}
	return min(word, widest) + 0.1, whole + 0.1
}

// squeeze lowers the largest of widths until they fit into room.
func squeeze(widths []float64, room float64) {
	for range len(widths) {
		total, top, tops := 0.0, slices.Max(widths), 0
		second := 0.0
		for _, w := range widths {
			total += w
			if w == top {
				tops++
			} else {
				second = max(second, w)
			}
		}
		if total <= room {
			return
		}
		lower := max(second, top-(total-room)/float64(tops))
		for i, w := range widths {
			if w == top {
				widths[i] = lower
			}
		}
	}
}

func share(least, most []float64, room float64) []float64 {
	var low, high float64
	for i := range least {
		most[i] = max(most[i], least[i])
		low += least[i]
		high += most[i]
	}
	out := make([]float64, len(least))
	for i := range least {
		switch {
		case high <= room:
			out[i] = most[i] + (room-high)/float64(len(least))
		case high > low:
			out[i] = least[i] + (most[i]-least[i])*(room-low)/(high-low)
		default:
			out[i] = least[i]
		}
	}
	return out
}

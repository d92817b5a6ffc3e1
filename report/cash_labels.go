package report

import (
	"cmp"
	"fmt"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/contract/money"
)

// cashText is the amount and the day at the end of a bar.
type cashText struct {
	x, y         vg.Length
	amount, date string
	index        int
}

// labels are the texts of the bars that have room for one, the largest first: they
// touch neither each other nor a bar.
func (p cashChart) labels(c draw.Canvas) []cashText {
	order := make([]int, len(p.days))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := amountFloat(p.days[i].amount), amountFloat(p.days[j].amount)
		return cmp.Compare(max(b, -b), max(a, -a))
	})
	half := p.barWidth(c) / 2
	var taken []vg.Rectangle
	for _, d := range p.days {
		x, y, zero := p.x(c, d.date), p.flow(c, amountFloat(d.amount)), p.flow(c, 0)
		taken = append(taken, vg.Rectangle{Min: vg.Point{X: x - half - 1, Y: min(y, zero)}, Max: vg.Point{X: x + half + 1, Y: max(y, zero)}})
	}
	var out []cashText
	for _, i := range order {
		d := p.days[i]
		l := cashText{x: p.x(c, d.date), amount: p.e.amount(d.amount), date: d.date.String(), index: i}
		l.y = p.flow(c, amountFloat(d.amount)) + cashLabel/2
		if d.amount.Sign() < 0 {
			l.y -= cashLabel
		}
		w := max(lettering(labelSize, ink).Width(l.amount), lettering(tickSize, ink).Width(l.date)) / 2
		// A bar at the edge has its text moved inwards, as far as it stays over the bar.
		l.x = max(min(l.x, c.Max.X-w), c.Min.X+p.left+w+1)
		box := vg.Rectangle{Min: vg.Point{X: l.x - w - 3, Y: l.y - cashLabel/2 + 0.1}, Max: vg.Point{X: l.x + w + 3, Y: l.y + cashLabel/2 - 0.1}}
		if slices.ContainsFunc(taken, func(r vg.Rectangle) bool { return meet(box, r) }) {
			continue
		}
		taken = append(taken, box)
		out = append(out, l)
	}
	return out
}

// meet reports whether two rectangles share more than an edge.
func meet(a, b vg.Rectangle) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// hidden is how many bars have no room for their text.
func (p cashChart) hidden() int {
	c := draw.Canvas{Rectangle: vg.Rectangle{Max: vg.Point{X: figureWidth, Y: cashHeight}}}
	return len(p.days) - len(p.labels(c))
}

// timeAxis counts days from the first. Its ticks are beginnings of years, or of months
// where there is no more than one.
func timeAxis(from, to money.Date) axis {
	a := newAxis("", false, func(float64) string { return "" }, 0, float64(to.Days(from)))
	a.ticks = nil
	first, last := yearOf(from), yearOf(to)
	step := 1
	for (last-first)/step > 8 {
		step++
	}
	for y := first; y <= last+1; y += step {
		a.mark(from, fmt.Sprintf("%04d-01-01", y), fmt.Sprint(y))
	}
	if len(a.ticks) > 1 {
		return a
	}
	a.ticks = nil
	for m := range 24 {
		day := fmt.Sprintf("%04d-%02d-01", first+m/12, 1+m%12)
		if to.Days(from) < 200 || m%3 == 0 {
			a.mark(from, day, day[:7])
		}
	}
	return a
}

func (a *axis) mark(from money.Date, day, label string) {
	d, err := money.ParseDate(day)
	if x := float64(d.Days(from)); err == nil && x >= a.lo && x <= a.hi {
		a.ticks = append(a.ticks, plot.Tick{Value: x, Label: label})
	}
}

func yearOf(d money.Date) (year int) {
	_, _ = fmt.Sscanf(d.String(), "%d-", &year)
	return year
}

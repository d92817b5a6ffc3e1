package report

import (
	"slices"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/contract/money"
)

// cashDay is what investors pay in on a day, or receive, and the sum up to then.
type cashDay struct {
	date         money.Date
	amount, upTo money.Amount
}

// cashDays puts flows in order. Those of one day in one direction are one.
func cashDays(flows []money.Flow) []cashDay {
	flows = slices.Clone(flows)
	slices.SortStableFunc(flows, func(a, b money.Flow) int {
		if days := a.Date.Days(b.Date); days != 0 {
			return days
		}
		return a.Amount.Sign() - b.Amount.Sign()
	})
	var out []cashDay
	for _, f := range flows {
		switch n := len(out); {
		case n == 0:
			out = append(out, cashDay{f.Date, f.Amount, f.Amount})
		case out[n-1].date == f.Date && (out[n-1].amount.Sign() < 0) == (f.Amount.Sign() < 0):
			last := &out[n-1]
			last.amount, last.upTo = last.amount.Add(f.Amount), last.upTo.Add(f.Amount)
		default:
			out = append(out, cashDay{f.Date, f.Amount, out[n-1].upTo.Add(f.Amount)})
		}
	}
	return out
}

// Heights of the two panels: the flows, and their sum so far.
const (
	flowsPanel = vg.Length(150)
	sumPanel   = vg.Length(92)
	cashBar    = vg.Length(14) // the widest
	cashLabel  = vg.Length(22) // two lines at the end of a bar
	cashHeight = flowsPanel + 14 + sumPanel + axisBand
)

// cashFigure shows when investors pay and when they are paid; nil for a contract that
// does not date both.
func cashFigure(e account) *Figure {
	i := e.Outlook.Investor
	if i == nil || len(i.Flows) < 2 {
		return nil
	}
	days := cashDays(i.Flows)
	p := newCashChart(e, days)
	subtitle := e.say("What investors pay in (bars below zero) and receive (above), %s to %s, and the sum so far.", days[0].date.String(), days[len(days)-1].date.String())
	if hidden := p.hidden(); hidden > 0 {
		subtitle = e.say("What investors pay in (bars below zero) and receive (above), %s to %s, and the sum so far. %d of %d bars have no room for their amount: the data has it.",
			days[0].date.String(), days[len(days)-1].date.String(), hidden, len(days))
	}
	return &Figure{
		Name: "cash", Height: cashHeight, draw: p.draw, Data: cashSheet(days),
		Title: cashTitle(e), Subtitle: subtitle, Alt: cashWords(e, days),
	}
}

func cashTitle(e account) string {
	i := e.Outlook.Investor
	switch i.Gain.Sign() {
	case 1:
		return e.say("Investors pay in %s and receive %s: a gain of %s", e.amount(i.Invested), e.amount(i.Received), e.amount(i.Gain))
	case -1:
		return e.say("Investors pay in %s and receive %s: a loss of %s", e.amount(i.Invested), e.amount(i.Received), e.amount(money.Zero(i.Gain.Currency()).Sub(i.Gain)))
	}
	return e.say("Investors pay in %s and receive the same", e.amount(i.Invested))
}

func cashWords(e account, days []cashDay) string {
	out := []string{e.say("Cash flows of the investors. %s.", cashTitle(e))}
	for _, d := range days {
		if d.amount.Sign() < 0 {
			out = append(out, e.say("%s: %s paid in, sum so far %s.", d.date.String(), e.amount(money.Zero(d.amount.Currency()).Sub(d.amount)), e.amount(d.upTo)))
		} else {
			out = append(out, e.say("%s: %s received, sum so far %s.", d.date.String(), e.amount(d.amount), e.amount(d.upTo)))
		}
	}
	return strings.Join(out, " ")
}

func cashSheet(days []cashDay) sheet {
	s := sheet{head: []string{"date", "item", "amount", "sum_so_far", "currency"}}
	for _, d := range days {
		item := "received"
		if d.amount.Sign() < 0 {
			item = "paid_in"
		}
		s.add(d.date.String(), item, d.amount.Decimal(), d.upTo.Decimal(), string(d.amount.Currency()))
	}
	return s
}

// cashChart draws days of cash flow as bars, and under them their sum as a line.
type cashChart struct {
	e           account
	days        []cashDay
	flows, sums axis
	times       axis // days after the first
	left, right vg.Length
	last        string // the sum of all, at the end of the line
}

func newCashChart(e account, days []cashDay) cashChart {
	p := cashChart{e: e, days: days}
	amounts, sums := []float64{0}, []float64{0}
	for _, d := range days {
		amounts, sums = append(amounts, amountFloat(d.amount)), append(sums, amountFloat(d.upTo))
	}
	number := func(v float64) string { return e.float(v, 0) }
	p.flows, p.sums = newAxis("", false, number, amounts...), newAxis("", false, number, sums...)
	p.times = timeAxis(days[0].date, days[len(days)-1].date)
	small := lettering(tickSize, muted)
	for _, a := range []axis{p.flows, p.sums} {
		for _, t := range a.ticks {
			p.left = max(p.left, small.Width(t.Label))
		}
	}
	p.last = e.amount(days[len(days)-1].upTo)
	p.left, p.right = p.left+8, heavy(lettering(labelSize, ink)).Width(p.last)+12
	return p
}

func (p cashChart) x(c draw.Canvas, day money.Date) vg.Length {
	share := (float64(day.Days(p.days[0].date)) - p.times.lo) / (p.times.hi - p.times.lo)
	return c.Min.X + p.left + (c.Max.X-c.Min.X-p.left-p.right)*vg.Length(share)
}

// within places a value between a bottom and a top.
func within(a axis, v float64, bottom, top vg.Length) vg.Length {
	return bottom + (top-bottom)*vg.Length((v-a.lo)/(a.hi-a.lo))
}

func (p cashChart) flow(c draw.Canvas, v float64) vg.Length {
	return within(p.flows, v, c.Max.Y-flowsPanel+cashLabel, c.Max.Y-panelHead-cashLabel)
}

func (p cashChart) sum(c draw.Canvas, v float64) vg.Length {
	return within(p.sums, v, c.Min.Y+axisBand, c.Min.Y+axisBand+sumPanel-panelHead)
}

func (p cashChart) draw(c draw.Canvas) {
	small, name := lettering(tickSize, muted), lettering(labelSize, ink)
	currency := string(p.days[0].amount.Currency())
	left, right := c.Min.X+p.left, c.Max.X-p.right
	c.FillText(name, vg.Point{X: c.Min.X, Y: c.Max.Y - 5}, p.e.say("Received (above zero) and paid in (below), %s", currency))
	c.FillText(name, vg.Point{X: c.Min.X, Y: c.Min.Y + axisBand + sumPanel - 5}, p.e.say("Sum so far, %s", currency))
	for _, t := range p.flows.ticks {
		y := p.flow(c, t.Value)
		c.StrokeLine2(stroke(muted, 0.6), left-3, y, left, y)
		c.FillText(aligned(small, text.XRight), vg.Point{X: left - 5, Y: y}, t.Label)
	}
	for _, t := range p.sums.ticks {
		y := p.sum(c, t.Value)
		c.StrokeLine2(stroke(grid, 0.6), left, y, right, y)
		c.FillText(aligned(small, text.XRight), vg.Point{X: left - 5, Y: y}, t.Label)
	}
	floor := c.Min.Y + axisBand
	for _, t := range p.times.ticks {
		x := left + (right-left)*vg.Length((t.Value-p.times.lo)/(p.times.hi-p.times.lo))
		c.StrokeLine2(stroke(grid, 0.6), x, floor, x, floor+sumPanel-panelHead)
		c.StrokeLine2(stroke(muted, 0.6), x, floor-3, x, floor)
		c.FillText(aligned(small, text.XCenter), vg.Point{X: x, Y: floor - 10}, t.Label)
	}
	c.StrokeLine2(stroke(muted, 0.6), left, floor, right, floor)
	p.bars(c)
	p.line(c)
}

// bars begin at zero. Their amounts stand at their ends.
func (p cashChart) bars(c draw.Canvas) {
	zero, half := p.flow(c, 0), p.barWidth(c)/2
	for _, d := range p.days {
		x, y, fill := p.x(c, d.date), p.flow(c, amountFloat(d.amount)), darkBlue
		if d.amount.Sign() < 0 {
			fill = darkPink
		}
		c.FillPolygon(fill, []vg.Point{{X: x - half, Y: zero}, {X: x + half, Y: zero}, {X: x + half, Y: y}, {X: x - half, Y: y}})
	}
	c.StrokeLine2(stroke(ink, 0.8), c.Min.X+p.left, zero, c.Max.X-p.right, zero)
	for _, l := range p.labels(c) {
		c.FillText(aligned(lettering(labelSize, ink), text.XCenter), vg.Point{X: l.x, Y: l.y + 5}, l.amount)
		c.FillText(aligned(lettering(tickSize, muted), text.XCenter), vg.Point{X: l.x, Y: l.y - 5}, l.date)
	}
}

// barWidth leaves space between neighbours.
func (p cashChart) barWidth(c draw.Canvas) vg.Length {
	w := cashBar
	for i, d := range p.days[1:] {
		if gap := p.x(c, d.date) - p.x(c, p.days[i].date); gap > 0 {
			w = min(w, gap*0.8)
		}
	}
	return max(w, 1)
}

// line is the sum, level between two days.
func (p cashChart) line(c draw.Canvas) {
	var pts []vg.Point
	y := p.sum(c, 0)
	for _, d := range p.days {
		x := p.x(c, d.date)
		pts = append(pts, vg.Point{X: x, Y: y})
		y = p.sum(c, amountFloat(d.upTo))
		pts = append(pts, vg.Point{X: x, Y: y})
	}
	left, right := c.Min.X+p.left, c.Max.X-p.right
	c.StrokeLine2(stroke(ink, 0.8), left, p.sum(c, 0), right, p.sum(c, 0))
	c.StrokeLines(stroke(darkBlue, 1.6), pts)
	at := pts[len(pts)-1]
	disc(c, at, 3.2, draw.GlyphStyle{Color: darkBlue})
	c.FillText(heavy(lettering(labelSize, ink)), vg.Point{X: right + 8, Y: at.Y + 0.8}, p.last)
}

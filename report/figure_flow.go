package report

import (
	"fmt"
	"image/color"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/evaluate"
)

// Measures of the flow diagram. Each arm has a column of boxes at its side of the
// canvas; reasons stand between the two, with the number of either arm beside them.
const (
	flowBox   = vg.Length(126) // width of a box
	flowArrow = vg.Length(24)  // from the line between boxes to a number
	flowGap   = vg.Length(7)   // between a number and its neighbours
	flowLine  = vg.Length(11)
	flowHead  = vg.Length(18)
	flowStep  = vg.Length(13) // from what is above to a box
	flowPage  = vg.Length(540)
)

// flowRow is one stage, or one reason for which people are left out.
type flowRow struct {
	loss  bool
	first bool // nothing leads to it
	lines []string
	n     [2]string
}

func (r flowRow) height() vg.Length {
	h := flowLine * vg.Length(len(r.lines))
	switch {
	case r.loss:
		return h + 6
	case r.first:
		return h + flowLine + 8
	}
	return h + flowLine + 8 + flowStep
}

// flowChart is the rows of one drawing under the names of both arms.
type flowChart struct {
	heads [2]string
	rows  []flowRow
}

// flowFigures draw both arms from the files to the analysis. A flow that is too long for a
// page goes on in the next figure.
func flowFigures(e account) []*Figure {
	rows := e.flowRows(e.Flow.Stages)
	title := e.say("Of %s programme participants and %s people of the comparison pool, %s and %s are compared",
		e.count(e.Flow.Stages[0].N[0]), e.count(e.Flow.Stages[0].N[1]), e.count(lastStage(e).N[0]), e.count(lastStage(e).N[1]))
	parts := flowParts(rows)
	var out []*Figure
	for i, part := range parts {
		chart := flowChart{[2]string{e.say("Programme"), e.say("Comparison pool")}, part}
		f := &Figure{
			Name: "flow", Height: chart.height(), draw: chart.draw, Data: flowSheet(e), Title: title,
			Subtitle: e.say("People from the files to the analysis. Each person left out is counted once, under the first reason that applies.%s", e.unusedReasons(e.Flow.Stages)),
			Alt:      e.say("Flow diagram. %s", e.flowWords(e.Flow.Stages)),
		}
		if len(parts) > 1 {
			f.Title = e.say("%s (%d of %d)", title, i+1, len(parts))
		}
		if i > 0 {
			f.Name = fmt.Sprintf("flow-%d", i+1)
		}
		out = append(out, f)
	}
	return out
}

// flowRows are the stages with the reasons before each that apply to anybody. A reason has
// the room that the widest number leaves.
func (l *lexicon) flowRows(stages []evaluate.Stage) []flowRow {
	label := lettering(labelSize, ink)
	width := vg.Length(0)
	for _, s := range stages {
		for _, lost := range s.Losses {
			width = max(width, label.Width(l.loss(lost.N[0])), label.Width(l.loss(lost.N[1])))
		}
	}
	room := figureWidth - 2*(flowBox/2+flowArrow+2*flowGap+width)
	var out []flowRow
	for i, s := range stages {
		for _, lost := range s.Losses {
			if lost.N == [2]int64{} {
				continue
			}
			reason := l.quoted(lost.Reason)
			if lost.Clause != "" {
				reason += " (" + l.clause(lost.Clause) + ")"
			}
			out = append(out, flowRow{loss: true, lines: broken(reason, label, room), n: [2]string{l.loss(lost.N[0]), l.loss(lost.N[1])}})
		}
		out = append(out, flowRow{first: i == 0, lines: broken(capital(l.quoted(s.Name)), label, flowBox-12), n: [2]string{l.count(s.N[0]), l.count(s.N[1])}})
	}
	return out
}

// flowParts parts rows so that each drawing fits a page.
func flowParts(rows []flowRow) [][]flowRow {
	var out [][]flowRow
	h := flowPage
	for _, r := range rows {
		if h += r.height(); h > flowPage {
			out, h = append(out, nil), flowHead+r.height()
		}
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	return out
}

func (f flowChart) height() vg.Length {
	h := flowHead + 4
	for _, r := range f.rows {
		h += r.height()
	}
	return h
}

func (f flowChart) draw(c draw.Canvas) {
	spine := [2]vg.Length{c.Min.X + flowBox/2, c.Max.X - flowBox/2}
	head := heavy(aligned(lettering(labelSize, ink), text.XCenter))
	y := c.Max.Y
	for arm, name := range f.heads {
		c.FillText(head, vg.Point{X: spine[arm], Y: y - flowHead/2 + 1}, name)
	}
	y -= flowHead
	for _, r := range f.rows {
		if r.loss {
			lossRow(c, spine, y, r)
		} else {
			stageBoxes(c, spine, y, r)
		}
		y -= r.height()
	}
}

// lossRow draws a loss of both arms: an arrow from each arm to its number, and the
// reason between the two.
func lossRow(c draw.Canvas, spine [2]vg.Length, y vg.Length, r flowRow) {
	mid := y - r.height()/2
	number := lettering(labelSize, ink)
	for arm, sign := range []vg.Length{1, -1} {
		line := stroke(armColour[arm], 0.9)
		x, tip := spine[arm], spine[arm]+sign*flowArrow
		c.StrokeLine2(line, x, y, x, y-r.height())
		if r.n[arm] != "0" {
			c.StrokeLine2(line, x, mid, tip-sign*4, mid)
			polygon(c, line, line, vg.Point{X: tip, Y: mid}, vg.Point{X: tip - sign*4, Y: mid + 2.2}, vg.Point{X: tip - sign*4, Y: mid - 2.2})
		}
		if sign < 0 {
			number = aligned(number, text.XRight)
		}
		c.FillText(number, vg.Point{X: tip + sign*flowGap/2, Y: mid + 0.8}, r.n[arm])
	}
	block(c, (spine[0]+spine[1])/2, y-3, r.lines, lettering(labelSize, ink))
}

// armColour is the colour of each arm.
var armColour = [2]color.RGBA{darkBlue, darkPink}

// stageBoxes draws a stage of both arms: solid for the programme, dashed for the comparison.
func stageBoxes(c draw.Canvas, spine [2]vg.Length, y vg.Length, r flowRow) {
	top := y
	if !r.first {
		top -= flowStep
	}
	bottom := y - r.height()
	for arm, x := range spine {
		line := stroke(armColour[arm], 0.9)
		if !r.first {
			c.StrokeLine2(line, x, y, x, top+4)
			polygon(c, line, line, vg.Point{X: x, Y: top + 0.6}, vg.Point{X: x - 2.4, Y: top + 5}, vg.Point{X: x + 2.4, Y: top + 5})
		}
		left, w := x-flowBox/2+0.6, x+flowBox/2-0.6
		edge := line
		if arm == 1 {
			edge.Dashes = []vg.Length{3, 2}
		}
		polygon(c, stroke(pale, 0), edge, vg.Point{X: left, Y: top}, vg.Point{X: w, Y: top}, vg.Point{X: w, Y: bottom}, vg.Point{X: left, Y: bottom})
		block(c, x, top-4, r.lines, lettering(labelSize, muted))
		c.FillText(heavy(aligned(lettering(labelSize, ink), text.XCenter)), vg.Point{X: x, Y: bottom + 4 + flowLine/2}, r.n[arm])
	}
}

// block sets lines centred at x under y.
func block(c draw.Canvas, x, y vg.Length, lines []string, sty text.Style) {
	sty = aligned(sty, text.XCenter)
	for i, s := range lines {
		c.FillText(sty, vg.Point{X: x, Y: y - flowLine*(vg.Length(i)+0.5) + 0.8}, s)
	}
}

func (l *lexicon) flowWords(stages []evaluate.Stage) string {
	var out []string
	for _, s := range stages {
		for _, lost := range s.Losses {
			if lost.N != [2]int64{} {
				out = append(out, l.say("Less %s: programme %s, comparison %s.", clean(l.quoted(lost.Reason)), l.count(lost.N[0]), l.count(lost.N[1])))
			}
		}
		out = append(out, l.say("%s: programme %s, comparison %s.", capital(clean(l.quoted(s.Name))), l.count(s.N[0]), l.count(s.N[1])))
	}
	return strings.Join(out, " ")
}

// unusedReasons says that reasons for which nobody is left out are not drawn.
func (l *lexicon) unusedReasons(stages []evaluate.Stage) string {
	for _, s := range stages {
		for _, lost := range s.Losses {
			if lost.N == [2]int64{} {
				return l.say(" Reasons that apply to nobody are in the table.")
			}
		}
	}
	return ""
}

package report

import (
	"fmt"
	"image/color"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"

	"sib/cohort"
	"sib/contract"
	"sib/contract/money"
	"sib/evaluate"
	"sib/outlook"
)

// laid is where a drawing sets its texts and its lines.
type laid struct {
	texts []vg.Rectangle
	words []string
	lines []vg.Rectangle
}

// layout draws a figure and records it. The fill of a shape counts as no line.
func layout(width, height vg.Length, paint func(draw.Canvas)) laid {
	var rec recorder.Canvas
	paint(draw.NewCanvas(&rec, width, height))
	var out laid
	for _, a := range rec.Actions {
		switch a := a.(type) {
		case *recorder.FillString:
			face := lettering(a.Font.Size, ink)
			face.Font = a.Font
			x, y := a.Point.X, a.Point.Y
			out.words = append(out.words, a.String)
			// Letters reach from their baseline up; an eighth of their size hangs below.
			out.texts = append(out.texts, vg.Rectangle{Min: vg.Point{X: x, Y: y - a.Font.Size/8}, Max: vg.Point{X: x + face.Width(a.String), Y: y + a.Font.Size*0.72}})
		case *recorder.Stroke:
			var last vg.Point
			for i, p := range a.Path {
				if p.Type == vg.LineComp && i > 0 {
					out.lines = append(out.lines, around(last, p.Pos))
				}
				last = p.Pos
			}
		}
	}
	return out
}

func around(a, b vg.Point) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)}, Max: vg.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)}}
}

// trouble names what touches or leaves the canvas; "" if nothing does.
func (l laid) trouble(width, height vg.Length) string {
	canvas := vg.Rectangle{Max: vg.Point{X: width + 0.01, Y: height + 0.01}}
	outside := func(r vg.Rectangle) bool {
		return r.Min.X < -0.01 || r.Min.Y < -0.01 || r.Max.X > canvas.Max.X || r.Max.Y > canvas.Max.Y
	}
	for i, a := range l.texts {
		if outside(a) {
			return fmt.Sprintf("%q leaves the canvas: %v", l.words[i], a)
		}
		for j := range i {
			if meet(a, l.texts[j]) {
				return fmt.Sprintf("%q touches %q", l.words[i], l.words[j])
			}
		}
		for _, line := range l.lines {
			if line.Min.X -= 0.3; meet(a, vg.Rectangle{Min: line.Min, Max: vg.Point{X: line.Max.X + 0.3, Y: line.Max.Y + 0.3}}) {
				return fmt.Sprintf("%q touches a line %v", l.words[i], line)
			}
		}
	}
	for _, line := range l.lines {
		if outside(line) {
			return fmt.Sprintf("a line leaves the canvas: %v", line)
		}
	}
	return ""
}

// The check itself sees what it is there for.
func TestTrouble(t *testing.T) {
	sty := lettering(8, color.Black)
	for _, paint := range []func(draw.Canvas){
		func(c draw.Canvas) { c.FillText(sty, vg.Point{X: 90, Y: 50}, "out of sight") },
		func(c draw.Canvas) {
			c.FillText(sty, vg.Point{X: 10, Y: 50}, "one")
			c.FillText(sty, vg.Point{X: 20, Y: 53}, "two")
		},
		func(c draw.Canvas) {
			c.FillText(sty, vg.Point{X: 10, Y: 50}, "one")
			c.StrokeLine2(stroke(ink, 1), 0, 50, 90, 50)
		},
		func(c draw.Canvas) { c.StrokeLine2(stroke(ink, 1), 0, 50, 120, 50) },
	} {
		if layout(100, 100, paint).trouble(100, 100) == "" {
			t.Error("nothing is seen")
		}
	}
	fine := func(c draw.Canvas) {
		c.FillText(sty, vg.Point{X: 10, Y: 50}, "one")
		c.StrokeLine2(stroke(ink, 1), 0, 40, 90, 40)
	}
	if s := layout(100, 100, fine).trouble(100, 100); s != "" {
		t.Error(s)
	}
}

var someWords = rapid.StringMatching(`([A-Za-zéß]{1,14} ){0,12}[a-z]{1,70}`)

// Whatever reasons are called and however many there are, no text of the flow touches
// another or a line, nothing leaves the canvas or is cut, and every part fits a page.
func TestFlowHasRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &evaluate.Evaluation{}
		n := [2]int64{rapid.Int64Range(1e6, 1e10).Draw(t, "programme"), rapid.Int64Range(1e6, 1e10).Draw(t, "comparison")}
		e.Flow.Stages = []evaluate.Stage{{Name: "received", N: n}}
		lost := 0
		for i := range rapid.IntRange(1, 6).Draw(t, "stages") {
			s := evaluate.Stage{Name: someWords.Draw(t, "stage")}
			for range rapid.IntRange(0, 12).Draw(t, "losses") {
				l := cohort.Loss{Reason: someWords.Draw(t, "reason"), Clause: "4.2", N: [2]int64{rapid.Int64Range(0, n[0]/99).Draw(t, "n"), int64(i + 1)}}
				n[0], n[1], lost = n[0]-l.N[0], n[1]-l.N[1], lost+1
				s.Losses = append(s.Losses, l)
			}
			s.N = n
			e.Flow.Stages = append(e.Flow.Stages, s)
		}
		rows := 0
		for _, f := range flowFigures(told(e)) {
			if f.Height > flowPage+40 && len(flowParts(en.flowRows(e.Flow.Stages))[0]) > 1 {
				t.Errorf("%s is %v high", f.Name, f.Height)
			}
			if s := layout(figureWidth, f.Height, f.draw).trouble(figureWidth, f.Height); s != "" {
				t.Errorf("%s: %s", f.Name, s)
			}
		}
		for _, part := range flowParts(en.flowRows(e.Flow.Stages)) {
			rows += len(part)
			for _, r := range part {
				for _, line := range r.lines {
					if len(line) > 0 && []rune(line)[len([]rune(line))-1] == '…' {
						t.Errorf("%q is cut", line)
					}
				}
			}
		}
		if rows != lost+len(e.Flow.Stages) {
			t.Errorf("%d rows for %d losses and %d stages", rows, lost, len(e.Flow.Stages))
		}
	})
}

// Whatever a curve looks like, no text of it touches another or a line, and nothing
// leaves the canvas.
func TestPaymentHasRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int64{1, 100, 1e6, 1e9}).Draw(t, "size")
		eur := func(name string) money.Amount {
			return euros(fmt.Sprint(rapid.Int64Range(0, 1000*size).Draw(t, name)))
		}
		e := duo()
		kind := rapid.SampledFrom([]contract.EffectType{contract.Relative, contract.Points, contract.Count, contract.Ratio, contract.Money}).Draw(t, "type")
		c := &outlook.Curve{Measure: "gain", Effect: kind, Unit: "people", Cap: eur("cap"), Due: eur("due"), Grid: "0.001"}
		if kind == contract.Money {
			c.Unit = "EUR"
		}
		x := rapid.Float64Range(-2, 2).Draw(t, "from")
		for range rapid.IntRange(2, 20).Draw(t, "points") {
			c.Points = append(c.Points, outlook.CurvePoint{Value: x, Due: c.Cap})
			x += rapid.SampledFrom([]float64{0.001, 0.1, 3}).Draw(t, "step")
		}
		c.Points[0].Due, c.Due = euros("0"), c.Cap
		for _, cohort := range rapid.SampledFrom([][]int{{0}, {2014}, {2014, 2015, 2016}}).Draw(t, "cohorts") {
			o := outlook.Observed{Cohort: cohort, Value: rapid.Float64Range(-1, 2).Draw(t, "observed")}
			if rapid.Bool().Draw(t, "interval") {
				o.Lo, o.Hi, o.Level = pointer(o.Value-0.3), pointer(o.Value+0.2), 0.95
			}
			c.Observed = append(c.Observed, o)
		}
		e.Outlook.Curve = c
		e.Outlook.Investor = &outlook.Investment{Invested: eur("invested")}
		f := paymentFigure(told(e))
		if s := layout(figureWidth, f.Height, f.draw).trouble(figureWidth, f.Height); s != "" {
			t.Error(s)
		}
	})
}

// Nor do the names of the amounts in a forecast's curve touch the grid or each other.
func TestPayoutHasRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := curve()
		p.Lines = []PayoutLine{
			{someWords.Draw(t, "a"), rapid.Float64Range(0, 60000).Draw(t, "cap")},
			{"invested", rapid.Float64Range(0, 60000).Draw(t, "invested")},
		}
		height := payoutPanel + panelGap + nothingPanel + axisBand + labelBand
		if s := layout(figureWidth, height, payoutChart{p, en}.draw).trouble(figureWidth, height); s != "" {
			t.Error(s)
		}
	})
}

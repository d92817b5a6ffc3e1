package report

import (
	"encoding/xml"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

func curve() PayoutCurve {
	return PayoutCurve{
		Title: "A payment & its chance", Subtitle: "sub", Source: "src", Effect: "True effect, % relative", Unit: "EUR",
		Points: []PayoutPoint{{0, 1000, 0, 50000, 0.98}, {10, 25000, 0, 50000, 0.5}, {20, 49000, 50000, 50000, 0.02}},
		Lines:  []PayoutLine{{"cap", 60000}},
	}
}

// The figure is a picture with its words: each point is in the description, each scale and line is named.
func TestPayoutCurve(t *testing.T) {
	b, err := curve().SVG()
	if err != nil {
		t.Fatal(err)
	}
	walk(t, b, func(xml.Token) {})
	for _, want := range []string{"A payment &amp; its chance", ">cap<", ">60,000<", ">50%<", ">20<", "True effect, % relative", "nothing with a chance of 98.0%", "49,000 expected"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the figure does not hold %q", want)
		}
	}
	again, err := curve().SVG()
	if err != nil || string(again) != string(b) {
		t.Error("the figure is another the second time", err)
	}
}

// A higher payment is drawn higher, a larger effect further right, and all of it inside.
func TestPayoutScale(t *testing.T) {
	p := curve()
	one, two := p.Points[0], p.Points[2]
	s := payoutChart{p, en}.scale(draw.New(vgsvg.New(figureWidth, 300)))
	if !(s.atX(one.X) < s.atX(two.X) && s.amount(one.Expected) < s.amount(two.Expected) && s.chance(two.Nothing) < s.chance(one.Nothing)) {
		t.Error("the scales run the wrong way")
	}
	if s.amount(60000) > s.canvas.Max.Y || s.chance(1) > s.panelTo || s.atX(20) > s.canvas.Max.X {
		t.Error("a mark is outside")
	}
}

func TestPayoutCurveRefuses(t *testing.T) {
	p := curve()
	p.Points = p.Points[:1]
	if _, err := p.SVG(); err == nil {
		t.Error("one point is no curve")
	}
	p = curve()
	p.Points[1].Hi = math.NaN()
	if _, err := p.SVG(); err == nil {
		t.Error("a point that is nowhere")
	}
}

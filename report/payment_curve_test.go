package report

import (
	"strings"
	"testing"

	"sib/contract"
	"sib/outlook"
)

// The words of a curve tell levels and slopes, each with its ends; jumps lie between them.
func TestStretches(t *testing.T) {
	c := &outlook.Curve{Effect: contract.Points, Grid: "0.001"}
	for _, p := range []struct {
		x   float64
		due string
	}{{0, "0"}, {0.049, "0"}, {0.05, "100"}, {0.1, "100"}, {0.15, "150"}, {0.2, "200"}, {0.3, "200"}} {
		c.Points = append(c.Points, outlook.CurvePoint{Value: p.x, Due: euros(p.due)})
	}
	var got []string
	for _, r := range stretches(c) {
		got = append(got, en.preciseText(c, r[0].Value)+" to "+en.preciseText(c, r[1].Value)+": "+r[0].Due.Decimal()+" to "+r[1].Due.Decimal())
	}
	const want = "0 points to +4.9 points: 0.00 to 0.00; +5 points to +10 points: 100.00 to 100.00; +10 points to +20 points: 100.00 to 200.00; +20 points to +30 points: 200.00 to 200.00"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if !jumps(c, 2) || jumps(c, 1) || jumps(c, 4) {
		t.Error("a jump is between two neighbours on the grid")
	}
}

// A curve that could not be worked out says why; where nothing moves the payment, there is none.
func TestCurveBlocks(t *testing.T) {
	e := duo()
	e.Outlook.Curve, e.Outlook.CurveWhy = nil, "the measure has no interval"
	b := curveBlocks(told(e), newFigures(told(e)))
	if len(b) != 2 || !strings.Contains(b[1].(Paragraph).Text, "the measure has no interval") {
		t.Errorf("%+v", b)
	}
	e.Outlook.CurveWhy = ""
	if b := curveBlocks(told(e), newFigures(told(e))); b != nil {
		t.Errorf("%+v", b)
	}
}

// Where each year decides for itself no single value is what is due, and the title does not say so.
func TestPaymentTitle(t *testing.T) {
	e := duo()
	c := *e.Outlook.Curve
	if s := en.paymentTitle(&c); s != "EUR\u00a0278,697.74 is due at +28.3% relative observed" {
		t.Error(s)
	}
	c.Observed = append(c.Observed[:1:1], c.Observed[0])
	e.Outlook.Curve = &c
	f := paymentFigure(told(e))
	if strings.Contains(f.Title, "28.3") || strings.Contains(f.Subtitle, "Circle") || strings.Contains(f.Subtitle, "circle") {
		t.Errorf("%s; %s", f.Title, f.Subtitle)
	}
	for _, r := range f.Data.rows {
		if r[0] == "observed" && r[6] != "" {
			t.Errorf("%v", r)
		}
	}
}

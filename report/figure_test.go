package report

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestSVGFiles(t *testing.T) {
	bad := regexp.MustCompile(`NaN|Inf|<script|href|[\x00-\x08\x0b-\x1f]`)
	for _, c := range cases {
		for name, b := range c.files(t) {
			if !strings.HasSuffix(name, ".svg") {
				continue
			}
			var title, desc, width string
			walk(t, b, func(tok xml.Token) {
				if e, ok := tok.(xml.StartElement); ok {
					switch e.Name.Local {
					case "title":
						title = attribute(e, "id")
					case "desc":
						desc = attribute(e, "id")
					case "svg":
						width = attribute(e, "width")
					}
				}
			})
			if title == "" || desc == "" || width != "535pt" {
				t.Errorf("%s: %s: title %q, desc %q, width %q", c.name, name, title, desc, width)
			}
			if m := bad.Find(b); m != nil {
				t.Errorf("%s: %s holds %q", c.name, name, m)
			}
		}
	}
}

func TestAxis(t *testing.T) {
	name := func(v float64) string { return fmt.Sprintf("%g", v) }
	for _, values := range [][]float64{{0, -3.7, 22.7}, {0, 0.001}, {0, 0}, {0, -900, 4}, {0, math.NaN(), 5}, {0, math.Inf(1), 5}} {
		a := newAxis("", false, name, values...)
		for _, v := range values {
			if !math.IsNaN(v) && !math.IsInf(v, 0) && (v <= a.lo || v >= a.hi) && a.hi-a.lo != 1.06 {
				t.Errorf("%v: %g touches the frame [%g, %g]", values, v, a.lo, a.hi)
			}
		}
		if n := len(a.ticks); n < 3 || n > 8 {
			t.Errorf("%v: %d ticks", values, n)
		}
		for _, tick := range a.ticks {
			if tick.Value < a.lo || tick.Value > a.hi {
				t.Errorf("%v: tick %g outside", values, tick.Value)
			}
		}
	}
	if a := newAxis("", true, name, 0, 50); a.lo != 0 {
		t.Errorf("a pinned axis begins at %g", a.lo)
	}
	if got := roundStep(0.3); got != 0.5 {
		t.Errorf("roundStep(0.3) = %g", got)
	}
}

func TestFigureTitles(t *testing.T) {
	gs := groups(told(duo()))
	if got := en.forestTitle(gs); got != "The interval of the difference lies above zero over all years together and in 1 of 3 years" {
		t.Errorf("title %q", got)
	}
	gs[3].result.Difference.Lo = -0.1
	if got := en.forestTitle(gs); got != "The interval of the difference does not lie above zero over all years together; it does in 1 of 3 years" {
		t.Errorf("title %q", got)
	}
	if got := en.forestTitle(groups(told(hostile()))); got != "The interval of the difference does not lie above zero" {
		t.Errorf("title %q", got)
	}
	if got := en.loveTitle(pooledBalance(told(duo())).Terms); got != "After matching, no characteristic is more than 0.10 standard deviations apart" {
		t.Errorf("title %q", got)
	}
}

func TestLoveOrder(t *testing.T) {
	terms := byImbalance(pooledBalance(told(hostile())).Terms)
	last := math.Inf(1)
	for _, x := range terms {
		if a := absolute(x.Before.SMD); a != nil {
			if *a > last {
				t.Fatal("not ordered by imbalance before matching")
			}
			last = *a
		}
	}
	if n := len(terms); absolute(terms[n-1].Before.SMD) != nil || absolute(terms[n-2].Before.SMD) != nil {
		t.Error("terms without an SMD are not last")
	}
	if first := pooledBalance(told(duo())).Terms[0].Covariate; first != "age" {
		t.Errorf("the evaluation was reordered: %q is first", first)
	}
}

// luminance and contrast as in WCAG 2.1.
func luminance(c color.RGBA) float64 {
	channel := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}

func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	for _, text := range []color.RGBA{ink, muted, darkBlue, darkPink} {
		for _, ground := range []color.RGBA{white, pale} {
			if c := contrast(text, ground); c < 4.5 {
				t.Errorf("%v on %v: contrast %.2f", text, ground, c)
			}
		}
	}
	for name, want := range map[string]color.RGBA{"ink": ink, "muted": muted, "blue": darkBlue, "pink": darkPink, "pale": pale} {
		m := regexp.MustCompile(`--` + name + `: #([0-9a-f]{6})`).FindStringSubmatch(styleSheet)
		if m == nil {
			t.Fatalf("the style sheet lacks --%s", name)
		}
		n, err := strconv.ParseUint(m[1], 16, 32)
		if got := (color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xFF}); err != nil || got != want {
			t.Errorf("--%s is %v, the figures use %v", name, got, want)
		}
	}
}

package report

import (
	"image/color"
	"sort"
	"strings"

	"gonum.org/v1/plot/font"
)

// face is a type face of the PDF at a size, in a colour.
type face struct {
	size  float64
	bold  bool
	mono  bool
	color color.RGBA
}

// leading is the distance of two lines; small print is set closer.
func (f face) leading() float64 {
	if f.size < 8 {
		return f.size * 1.29
	}
	return f.size * 1.38
}

var (
	sans = font.Font{Typeface: "Liberation", Variant: "Sans"}
	mono = font.Font{Typeface: "Liberation", Variant: "Mono"}
)

// printable replaces what the embedded face cannot show with a box; the HTML,
// which borrows the reader's fonts, shows it.
func printable(s string, f font.Font) string {
	glyphs := font.DefaultCache.Lookup(f, 10).Face
	return strings.Map(func(r rune) rune {
		if g, err := glyphs.GlyphIndex(nil, r); err != nil || g == 0 || r > 0xFFFF {
			return '□'
		}
		return r
	}, proper(s))
}

func (p *paper) use(f face) {
	family, style := "sans", ""
	if f.mono {
		family = "mono"
	} else if f.bold {
		style = "B"
	}
	p.SetFont(family, style, f.size)
	p.SetTextColor(int(f.color.R), int(f.color.G), int(f.color.B))
}

func (f face) set(s string) string {
	if f.mono {
		return printable(s, mono)
	}
	return printable(s, sans)
}

// measured is a text in a face; colour has no width.
type measured struct {
	text string
	face face
}

// width is the width of s in points. Words are measured many times: each once.
func (p *paper) width(s string, f face) float64 {
	key := measured{s, face{size: f.size, bold: f.bold, mono: f.mono}}
	w, ok := p.widths[key]
	if !ok {
		p.use(f)
		w = p.GetStringWidth(f.set(s))
		p.widths[key] = w
	}
	return w
}

// text sets one line with its baseline at y.
func (p *paper) text(x, y float64, s string, f face) {
	if s == "" {
		return
	}
	p.use(f)
	p.Text(x, y, f.set(s))
}

func (p *paper) textRight(x, y float64, s string, f face) { p.text(x-p.width(s, f), y, s, f) }

// cut shortens s to one line of the given width.
func (p *paper) cut(s string, f face, width float64) string {
	r := []rune(proper(s))
	if p.width(string(r), f) <= width {
		return string(r)
	}
	n := sort.Search(len(r), func(n int) bool { return p.width(string(r[:n+1])+"…", f) > width })
	return strings.TrimSpace(string(r[:n])) + "…"
}

// wrap breaks s into lines of the given width at spaces; a word that is wider
// than a line is broken after punctuation, or anywhere.
func (p *paper) wrap(s string, f face, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(proper(s), " ") {
		next := word
		if line != "" {
			next = line + " " + word
		}
		if p.width(next, f) <= width {
			line = next
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		// A very long word is measured from its beginning alone: all of it, again for every
		// line, would take as long as the word is squared.
		for len(word) > endlessWord || p.width(word, f) > width {
			n := p.breakAt(word, f, width)
			if n == len(word) {
				break
			}
			lines = append(lines, word[:n])
			word = word[n:]
		}
		line = word
	}
	return append(lines, line)
}

// endlessWord is how many bytes a word has that hardly fits any line.
const endlessWord = 400

// breakAt returns how many bytes of word fit into width, at least one character;
// it prefers to break after punctuation in the second half of what fits.
func (p *paper) breakAt(word string, f face, width float64) int {
	fits, preferred := 0, 0
	for i, r := range word {
		end := i + len(string(r))
		if i > 0 && p.width(word[:end], f) > width {
			break
		}
		fits = end
		if strings.ContainsRune("./-_:,", r) {
			preferred = end
		}
	}
	if fits == len(word) {
		return fits
	}
	if preferred > fits/2 {
		return preferred
	}
	return fits
}

// lines sets wrapped lines from p.y down, over page ends.
func (p *paper) lines(x float64, lines []string, f face) {
	for _, s := range lines {
		p.need(f.leading())
		p.text(x, p.y+f.size, s, f)
		p.y += f.leading()
	}
}

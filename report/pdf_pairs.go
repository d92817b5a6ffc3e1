package report

// wholePage is the height of what may be moved to a new page with its heading.
const wholePage = bodyBottom - bodyTop - 60

// pairsLeft is the width of the column of keys.
const pairsLeft = 132.0

// pairs is a list of named values, set in lines.
type pairs struct {
	key, value   face
	keys, values [][]string
}

func (p *paper) newPairs(b KeyValues) pairs {
	out := pairs{key: face{size: 8.5, color: muted}, value: face{size: 8.5, color: ink, mono: b.Mono}}
	if b.Mono {
		out.value.size = 7.5
	}
	for _, x := range b.Pairs {
		out.keys = append(out.keys, p.wrap(x.Key, out.key, pairsLeft-12))
		out.values = append(out.values, p.wrap(x.Value, out.value, bodyWidth-pairsLeft))
	}
	return out
}

func (x pairs) row(i int) float64 {
	return float64(max(len(x.keys[i]), len(x.values[i])))*x.key.leading() + 8
}

func (x pairs) height() float64 {
	var h float64
	for i := range x.keys {
		h += x.row(i)
	}
	return h
}

// keyValues keeps a list together that fits on a page; a longer one breaks
// between rows, and within a row that is longer than a page.
func (p *paper) keyValues(b KeyValues) {
	x := p.newPairs(b)
	if h := x.height(); h < wholePage {
		p.need(h)
	}
	p.rule(marginX, p.y, pageWidth-marginX, 0.5, grid)
	for i := range x.keys {
		if p.need(min(x.row(i), bodyBottom-bodyTop)) {
			p.rule(marginX, p.y, pageWidth-marginX, 0.5, grid)
		}
		p.pair(x, i)
		p.rule(marginX, p.y, pageWidth-marginX, 0.5, grid)
	}
	p.y += 18
}

func (p *paper) pair(x pairs, i int) {
	bottom := p.y + x.row(i)
	for k, s := range x.keys[i] {
		p.text(marginX, p.y+4+x.key.size+float64(k)*x.key.leading(), s, x.key)
	}
	p.y += 4
	for _, s := range x.values[i] {
		if p.need(x.key.leading()) {
			bottom = 0
		}
		p.text(marginX+pairsLeft, p.y+x.key.size, s, x.value)
		p.y += x.key.leading()
	}
	p.y = max(p.y+4, bottom)
}

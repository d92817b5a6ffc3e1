package cohort

import "encoding/binary"

// tally adds up cells over row groups. Values and profiles are numbered in the
// order they come; build puts them into theirs.
type tally struct {
	plan     *plan
	flow     Flow
	domains  []domain
	profiles map[string]int32 // by year and codes
	list     []Profile
	ids      seen

	codes []uint32 // of the profile that is looked for
	key   []byte
	arena []uint32 // codes of profiles, many at a time
}

// domain numbers the values of a covariate.
type domain struct {
	numbers map[float64]uint32
	texts   map[string]uint32 // labels, that of missing values among them
	values  []value
}

func (d *domain) find(v value) (uint32, bool) {
	if v.text == "" {
		c, ok := d.numbers[v.num]
		return c, ok
	}
	c, ok := d.texts[v.text]
	return c, ok
}

func (d *domain) code(v value) uint32 {
	c, ok := d.find(v)
	if ok {
		return c
	}
	c = uint32(len(d.values))
	d.values = append(d.values, v)
	if v.text == "" {
		d.numbers[v.num] = c
	} else {
		d.texts[v.text] = c
	}
	return c
}

func newTally(p *plan) *tally {
	t := &tally{plan: p, flow: p.newFlow(), profiles: map[string]int32{}, domains: make([]domain, len(p.Covariates))}
	for i := range t.domains {
		t.domains[i] = domain{numbers: map[float64]uint32{}, texts: map[string]uint32{}}
	}
	return t
}

// add counts the people of a cell where they belong.
func (t *tally) add(c *cell) {
	fate, loss := t.plan.judge(c)
	t.put(c, fate, loss)
}

// put counts the people of a cell under their fate.
func (t *tally) put(c *cell, fate fate, loss int) {
	f, y := &t.flow, t.flow.of(c.year)
	f.Received[c.arm] += c.n
	y.Received[c.arm] += c.n
	if fate == invalid {
		f.Invalid[loss].N[c.arm] += c.n
		y.Invalid[loss][c.arm] += c.n
		return
	}
	f.Valid[c.arm] += c.n
	y.Valid[c.arm] += c.n
	if fate == ineligible {
		f.Ineligible[loss].N[c.arm] += c.n
		y.Ineligible[loss][c.arm] += c.n
		return
	}
	f.Eligible[c.arm] += c.n
	y.Eligible[c.arm] += c.n
	t.profile(c).N[c.arm] += c.n
}

func (t *tally) profile(c *cell) *Profile {
	t.codes = t.codes[:0]
	for k, v := range c.values {
		t.codes = append(t.codes, t.domains[k].code(v))
	}
	t.key = appendKey(t.key[:0], c.year, t.codes)
	i, ok := t.profiles[string(t.key)]
	if !ok {
		i = int32(len(t.list))
		t.profiles[string(t.key)] = i
		t.list = append(t.list, Profile{Year: int(c.year), Codes: t.keep(t.codes)})
	}
	return &t.list[i]
}

// keep copies codes to where many of them are side by side.
func (t *tally) keep(codes []uint32) []uint32 {
	if cap(t.arena)-len(t.arena) < len(codes) {
		t.arena = make([]uint32, 0, max(1<<14, len(codes)))
	}
	at := len(t.arena)
	t.arena = append(t.arena, codes...)
	return t.arena[at:len(t.arena):len(t.arena)]
}

// appendKey writes a profile's year and codes as map key.
func appendKey(b []byte, year int64, codes []uint32) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(year))
	for _, c := range codes {
		b = binary.LittleEndian.AppendUint32(b, c)
	}
	return b
}

package cohort

import "encoding/binary"

// tally adds up cells over row groups. Values and profiles are numbered in the
// order they come; build puts them into theirs.
type tally struct {
	plan     *plan
	flow     Flow
	domains  []domain
	profiles map[string]int // key of year and codes
	list     []Profile
	ids      seen
}

// domain numbers the values of a covariate.
type domain struct {
	codes  map[value]uint32
	values []value
}

func (d *domain) code(v value) uint32 {
	c, ok := d.codes[v]
	if !ok {
		c = uint32(len(d.values))
		d.codes[v] = c
		d.values = append(d.values, v)
	}
	return c
}

func newTally(p *plan) *tally {
	t := &tally{plan: p, flow: p.newFlow(), profiles: map[string]int{}, domains: make([]domain, len(p.Covariates))}
	for i := range t.domains {
		t.domains[i].codes = map[value]uint32{}
	}
	return t
}

// add counts the people of a cell where they belong.
func (t *tally) add(c *cell) {
	f := &t.flow
	f.Received[c.arm] += c.n
	fate, loss := t.plan.judge(c)
	if fate == invalid {
		f.Invalid[loss].N[c.arm] += c.n
		return
	}
	f.Valid[c.arm] += c.n
	if fate == ineligible {
		f.Ineligible[loss].N[c.arm] += c.n
		return
	}
	f.Eligible[c.arm] += c.n
	t.profile(c).N[c.arm] += c.n
}

func (t *tally) profile(c *cell) *Profile {
	codes := make([]uint32, len(c.values))
	for k, v := range c.values {
		codes[k] = t.domains[k].code(v)
	}
	key := string(appendKey(nil, c.year, codes))
	i, ok := t.profiles[key]
	if !ok {
		i = len(t.list)
		t.profiles[key] = i
		t.list = append(t.list, Profile{Year: int(c.year), Codes: codes})
	}
	return &t.list[i]
}

// appendKey writes a profile's year and codes as map key.
func appendKey(b []byte, year int64, codes []uint32) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(year))
	for _, c := range codes {
		b = binary.LittleEndian.AppendUint32(b, c)
	}
	return b
}

package matching

// Left compares, in one covariate or one level, the people whom the estimand is
// about and who are dropped with those who are kept: whom the result does not speak
// for. Counts are of a number as a whole, or of a level.
type Left struct {
	Covariate string `json:"covariate"`       // name of the covariate
	Level     string `json:"level,omitempty"` // level of a category
	Dropped   int64  `json:"dropped"`         // number of people who are dropped
	Kept      int64  `json:"kept"`            // number of people who are kept
	// Of a level: its share of the dropped and of the kept people.
	DroppedShare *float64 `json:"dropped_share,omitempty"`
	KeptShare    *float64 `json:"kept_share,omitempty"` // a proportion of the kept people
	// Of a number: the mean of the dropped and of the kept people, each nil if they
	// are fewer than 3.
	DroppedMean *float64 `json:"dropped_mean,omitempty"`
	KeptMean    *float64 `json:"kept_mean,omitempty"` // in the covariate's own unit
}

// leastForMean is how few people a mean is given of: of one it is the person's own
// value, and of two it tells each the other's.
const leastForMean = 3

// whoDropped describes the dropped people, all years together. It returns nil if
// nobody is dropped.
func (d *design) whoDropped(w [][2]float64) []Left {
	kept := func(i int) bool { return w[i][d.focal] > 0 }
	var people parted
	for i, p := range d.c.Profiles {
		people.add(p.N[d.focal], kept(i))
	}
	if people.dropped == 0 {
		return nil
	}
	var out []Left
	variates := covariatesOf(d.c)
	if len(d.c.Years) > 1 {
		variates = append(variates, yearVariate(d.c))
	}
	for _, v := range variates {
		at := make([]parted, v.size())
		for i, code := range v.codes {
			at[code].add(d.c.Profiles[i].N[d.focal], kept(i))
		}
		if v.category() {
			out = append(out, leftLevels(v, at, people)...)
		} else {
			out = append(out, leftNumber(v, at, people))
		}
	}
	return out
}

// parted counts dropped and kept people.
type parted struct{ dropped, kept int64 }

func (p *parted) add(n int64, kept bool) {
	if kept {
		p.kept += n
	} else {
		p.dropped += n
	}
}

func leftLevels(v variate, at []parted, people parted) []Left {
	var out []Left
	for k, n := range at {
		if n == (parted{}) {
			continue
		}
		out = append(out, Left{
			Covariate: v.name, Level: v.labels[k], Dropped: n.dropped, Kept: n.kept,
			DroppedShare: ratioOf(float64(n.dropped), people.dropped, 1), KeptShare: ratioOf(float64(n.kept), people.kept, 1),
		})
	}
	return out
}

func leftNumber(v variate, at []parted, people parted) Left {
	var dropped, kept float64
	for k, n := range at {
		dropped += float64(float64(n.dropped) * v.values[k])
		kept += float64(float64(n.kept) * v.values[k])
	}
	return Left{
		Covariate: v.name, Dropped: people.dropped, Kept: people.kept,
		DroppedMean: ratioOf(dropped, people.dropped, leastForMean), KeptMean: ratioOf(kept, people.kept, leastForMean),
	}
}

// ratioOf is sum/n, nil if n is below least.
func ratioOf(sum float64, n, least int64) *float64 {
	if n < least {
		return nil
	}
	r := sum / float64(n)
	return &r
}

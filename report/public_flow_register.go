package report

import (
	"slices"
	"strings"

	"sib/cohort"
)

// registeredStage is a stage of one arm's flow with what separates it from the one before.
type registeredStage struct {
	name   string
	cell   string
	losses []registeredLoss
}

type registeredLoss struct {
	reasons []string
	cell    string
}

// reasonCount is the people who are left out for one reason.
type reasonCount struct {
	reason string
	n      int64
}

// flow registers the flow of each arm. Categories are collapsed before anything is hidden:
// a stage is told only if it differs from the next one told by as many people as may be
// told, and reasons with few people, or none, are told together.
func (r *registrar) flow() {
	for arm := range 2 {
		r.out.flow[arm] = r.flowOf(arm)
	}
}

func (r *registrar) flowOf(arm int) []registeredStage {
	stages := r.run.Flow.Stages
	last := len(stages) - 1
	who := "flow " + cohort.Arm(arm).String() + " "
	next := registeredStage{name: stages[last].Name, cell: who + stages[last].Name}
	if pooled := r.out.pooled(); rateOf(r.run.Results[pooled.at], arm).N == stages[last].N[arm] {
		next.cell = pooled.arms[arm].N
	} else {
		r.tables.Count(next.cell, stages[last].N[arm])
	}
	var out []registeredStage
	at := last
	for i := last - 1; i >= 0; i-- {
		if r.small(stages[i].N[arm] - stages[at].N[arm]) {
			continue
		}
		parts := []string{next.cell}
		for _, l := range r.told(r.lost(arm, i, at)) {
			var reasons []string
			var n int64
			for _, x := range l {
				reasons = append(reasons, x.reason)
				n += x.n
			}
			cell := r.tables.Count(who+stages[i].Name+" to "+stages[at].Name+": "+strings.Join(reasons, "; "), n)
			next.losses = append(next.losses, registeredLoss{reasons, cell})
			parts = append(parts, cell)
		}
		out = append(out, next)
		next = registeredStage{name: stages[i].Name, cell: r.tables.Count(who+stages[i].Name, stages[i].N[arm])}
		r.tables.Sum(next.cell, parts...)
		at = i
	}
	out = append(out, next)
	slices.Reverse(out)
	return out
}

// lost are the reasons between two stages, each once, in their order.
func (r *registrar) lost(arm, from, to int) []reasonCount {
	var out []reasonCount
	for _, s := range r.run.Flow.Stages[from+1 : to+1] {
		for _, l := range s.Losses {
			i := slices.IndexFunc(out, func(x reasonCount) bool { return x.reason == l.Reason })
			if i < 0 {
				i, out = len(out), append(out, reasonCount{reason: l.Reason})
			}
			out[i].n += l.N[arm]
		}
	}
	return out
}

// told puts reasons that are told together in one place. With those of few people goes the
// smallest of the others, so that their number does not tell that each of them is small.
func (r *registrar) told(all []reasonCount) [][]reasonCount {
	least := -1
	few := false
	for i, x := range all {
		switch {
		case r.small(x.n):
			few = true
		case least < 0 || x.n < all[least].n:
			least = i
		}
	}
	var out [][]reasonCount
	var together []reasonCount
	for i, x := range all {
		if few && (r.small(x.n) || i == least) {
			together = append(together, x)
		} else {
			out = append(out, []reasonCount{x})
		}
	}
	if len(together) > 0 {
		out = append(out, together)
	}
	return out
}

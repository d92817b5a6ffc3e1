package contract

import (
	"fmt"
	"math/big"
	"slices"
)

// parts reads what a composite is made of: measures that stand before it.
func (r *reader) parts(o *object, m Measure) []Part {
	if !o.has("of") {
		return nil
	}
	var out []Part
	sum, whole := new(big.Rat), true
	for _, e := range o.objects("of") {
		p, ok := r.onePart(e, m, out)
		whole = whole && ok
		if ok {
			sum.Add(sum, p.Weight.value())
		}
		out = append(out, p)
	}
	// Counts and amounts may be added up; shares of a whole must be the whole.
	if adds := m.Effect.ownUnit() || m.Effect == Money; whole && !adds && m.Effect != "" && sum.Cmp(one.value()) != 0 {
		o.failKeyAs(codeRest, "of", fmt.Sprintf("the weights add up to %s %%", percent(sum)), "let them add up to 100 %, or ask the parties what the rest stands for")
	}
	return out
}

func (r *reader) onePart(e *object, m Measure, before []Part) (Part, bool) {
	p := Part{Measure: e.text("measure")}
	of := r.cited(e, p.Measure)
	if of == nil && p.Measure != "" && len(r.t.Measures) == 0 {
		e.failKey("measure", fmt.Sprintf("there is no measure %q before this one", p.Measure), "list the measures that a composite is made of first")
	}
	weight, ok := quantity(e, "weight", parsePercent)
	ok = ok && r.positive(e, "weight", weight)
	if ok {
		p.Weight = weight
	}
	if slices.ContainsFunc(before, func(x Part) bool { return x.Measure == p.Measure && p.Measure != "" }) {
		e.failKeyAs(codeTwice, "measure", fmt.Sprintf("%q is a part twice", p.Measure), "keep one of them")
		return p, false
	}
	if of == nil || m.Effect == "" {
		return p, false
	}
	if !r.partFits(e, m, of) {
		return p, false
	}
	if t, read := r.threshold(e, "target", of); read {
		p.Target = &t
	}
	if p.Target != nil && p.Target.Value.sign() <= 0 {
		e.failKey("target", fmt.Sprintf("a target of %s: no share of it can be reached", p.Target), "write a target above zero")
		return p, false
	}
	return p, ok && (p.Target != nil || !e.has("target"))
}

// partFits refuses a part that cannot be added to the others.
func (r *reader) partFits(e *object, m Measure, of *Measure) bool {
	target := e.vals["target"]
	switch {
	case of.Statistic != PointEstimate && of.Statistic != "":
		e.failKey("measure", fmt.Sprintf("%q is a %s", of.ID, spoken(of.Statistic)), "cite a measure of the point estimate")
	case of.Scope != m.Scope && of.Scope != "" && m.Scope != "":
		e.failKey("measure", fmt.Sprintf("%q is of scope %s, but the composite of scope %s", of.ID, of.Scope, m.Scope), "cite a measure of the same scope")
	case m.Effect == Index && target == nil:
		e.failAs(codeMissingKey, e.node, fmt.Sprintf("a part of an index has no target for %q", of.ID), "add target: with a value of that measure")
	case m.Effect != Index && target != nil:
		e.failKey("target", "a share of a target is of type index", "write effect: index, or delete the target")
	case m.Effect != Index && (of.Effect != m.Effect || of.Unit != m.Unit) && of.Effect != "":
		e.failKey("measure", fmt.Sprintf("%q is of type %s, but the composite of type %s", of.ID, Threshold{Effect: of.Effect, Unit: of.Unit}.typeWords(), Threshold{Effect: m.Effect, Unit: m.Unit}.typeWords()),
			"add up measures of one type, or write effect: index with a target for each")
	default:
		return true
	}
	return false
}

// pooledAlike holds the pooling that a composite states against its parts.
func (r *reader) pooledAlike(o *object, m Measure) {
	for _, p := range m.Parts {
		i := slices.IndexFunc(r.t.Measures, func(x Measure) bool { return x.ID == p.Measure })
		if i >= 0 && m.Pooling != "" && r.t.Measures[i].Pooling != "" && r.t.Measures[i].Pooling != m.Pooling {
			o.failKeyAs(codePooling, "pooling", fmt.Sprintf("part %q is pooled by %s, not by %s", p.Measure, r.t.Measures[i].Pooling, m.Pooling), "delete it: the parts say how they are pooled")
			return
		}
	}
}

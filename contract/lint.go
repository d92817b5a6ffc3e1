package contract

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"sib/evidence"
)

// Advice is something noteworthy about terms that are accepted: where it is, why
// it matters, and what the parties may do about it.
type Advice struct {
	Code     string            `json:"code"`
	Severity evidence.Severity `json:"severity"`
	Line     int               `json:"line,omitempty"` // of the contract file
	Subject  string            `json:"subject"`        // the id of a measure, gate, rule or limit, or a section
	What     string            `json:"what"`
	Remedy   string            `json:"remedy"`
}

// Lint returns what is noteworthy about terms, in the order of the contract file.
func Lint(t *Terms) []Advice {
	var out []Advice
	for _, check := range []func(*Terms) []Advice{
		lintPoint, lintCliffs, lintUnused, lintDue, lintText, lintRounding, lintSteps, lintFixed, lintPeople, lintCap, lintRead,
	} {
		out = append(out, check(t)...)
	}
	for i := range out {
		if out[i].Line == 0 {
			out[i].Line = t.lines[out[i].Subject]
		}
	}
	slices.SortStableFunc(out, func(a, b Advice) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Code, b.Code))
	})
	return out
}

func note(code, subject, what, remedy string) Advice {
	return Advice{Code: code, Severity: evidence.Note, Subject: subject, What: what, Remedy: remedy}
}

func warning(code, subject, what, remedy string) Advice {
	return Advice{Code: code, Severity: evidence.Warning, Subject: subject, What: what, Remedy: remedy}
}

// lintPoint finds rules that a point estimate decides with no gate on its evidence.
func lintPoint(t *Terms) []Advice {
	var out []Advice
	for _, m := range t.Measures {
		if m.Source == Compared && m.Statistic == PointEstimate && t.tested(m.ID) && !t.evidenceGate() {
			out = append(out, note(advicePoint, m.ID,
				fmt.Sprintf("the point estimate of %q decides, whatever its interval: a programme that does nothing clears a threshold by chance in some years", m.ID),
				"see how often with sib design; a gate on the lower bound or a p-value asks for evidence"))
		}
	}
	return out
}

// tested reports whether a rule pays by the measure.
func (t *Terms) tested(measure string) bool {
	return slices.ContainsFunc(t.Payment.Rules, func(r Rule) bool { return r.Measure == measure })
}

// evidenceGate reports whether a gate asks for more than a point estimate.
func (t *Terms) evidenceGate() bool {
	return slices.ContainsFunc(t.Payment.Gates, func(g Gate) bool {
		m, err := t.measure(g.Require.Measure)
		return err == nil && m.Statistic != PointEstimate
	})
}

// lintCliffs finds thresholds at which one person decides over a fixed amount.
func lintCliffs(t *Terms) []Advice {
	var out []Advice
	for _, r := range t.Payment.Rules {
		_, at := r.Only()
		if r.Pay == nil || at == nil || r.Pay.Plus != nil || r.Pay.RisingTo != nil || r.Pay.MeasureShare != nil {
			continue
		}
		amount := ""
		switch {
		case r.Pay.Amount != nil:
			amount = r.Pay.Amount.Format()
		case r.Pay.Share != nil && t.Payment.Principal != nil:
			amount = t.Payment.Principal.Amount.Mul(r.Pay.Share.value()).Format()
		default:
			continue
		}
		out = append(out, note(adviceCliff, r.ID,
			fmt.Sprintf("at %s a single person can decide over %s", at, amount),
			"let the payment rise with the measure (plus, rising_to), or accept the edge knowingly"))
	}
	return out
}

// lintUnused finds measures that nothing cites.
func lintUnused(t *Terms) []Advice {
	cited := map[string]bool{}
	add := func(cs ...Condition) {
		for _, c := range cs {
			cited[c.Measure] = true
		}
	}
	for _, m := range t.Measures {
		for _, p := range m.Parts {
			cited[p.Measure] = true
		}
	}
	for _, g := range t.Payment.Gates {
		add(g.Require)
		cited[g.OnFailure.Use] = true
	}
	for _, r := range t.Payment.Rules {
		cited[r.Measure] = true
		if r.If != nil {
			add(r.If.Of...)
		}
	}
	var out []Advice
	for _, m := range t.Measures {
		if !cited[m.ID] {
			out = append(out, warning(adviceUnused, m.ID, fmt.Sprintf("nothing uses the measure %q", m.ID), "cite it in a rule or a gate, or delete it"))
		}
	}
	return out
}

func lintDue(t *Terms) []Advice {
	if len(t.Payment.Drawdowns) == 0 || t.Payment.Due != nil {
		return nil
	}
	return []Advice{note(adviceNoDue, reserved, "investors pay on given days, but no day is agreed on which they are paid", "add payment.due with a date and a day count")}
}

var percentage = regexp.MustCompile(`([0-9]+(?:\.[0-9]+)?)\s*(?:%|per cent|percent|percentage points|points)`)

// lintText finds percentages in the words of a clause that its terms do not have.
func lintText(t *Terms) []Advice {
	var out []Advice
	for _, r := range t.Payment.Rules {
		have := r.percentages()
		for _, m := range percentage.FindAllStringSubmatch(r.Text, -1) {
			d, err := ParseDecimal(m[1])
			if err != nil || slices.ContainsFunc(have, func(x *big.Rat) bool { return x.Cmp(d.value()) == 0 }) {
				continue
			}
			out = append(out, warning(adviceText, r.ID,
				fmt.Sprintf("the words of clause %s name %s, which is not among the terms of the rule", r.Clause, strings.TrimSpace(m[0])),
				"compare both with the signed contract"))
		}
	}
	return out
}

// percentages are the numbers of a rule that are written in per cent or points, as they are written.
func (r Rule) percentages() []*big.Rat {
	var out []*big.Rat
	share := func(d *Decimal) {
		if d != nil && d.known() {
			out = append(out, new(big.Rat).Mul(d.value(), big.NewRat(100, 1)))
		}
	}
	threshold := func(ts ...*Threshold) {
		for _, t := range ts {
			if t != nil && effects[t.Effect].percent {
				share(&t.Value)
			}
		}
	}
	bound := func(b Bound) { threshold(b.AtLeast, b.Above, b.AtMost, b.Below) }
	pay := func(p *Pay) {
		if p != nil {
			share(p.Share)
			share(p.MeasureShare)
			threshold(p.Each, p.Beyond, p.At)
		}
	}
	bound(r.Bound)
	pay(r.Pay)
	for _, tier := range r.Tiers {
		bound(tier.Bound)
		pay(tier.Pay)
		share(tier.Rate)
		share(tier.RisingTo)
		threshold(tier.At)
	}
	if r.If != nil {
		for _, c := range r.If.Of {
			bound(c.Bound)
		}
	}
	return out
}

// lintRounding says where a threshold really lies once effects are rounded.
func lintRounding(t *Terms) []Advice {
	var out []Advice
	for _, r := range t.Payment.Rules {
		m, err := t.measure(r.Measure)
		if err != nil || m.Rounding.Step == nil || m.Rounding.Mode == "down" {
			continue
		}
		bs := r.Bounds()
		if len(bs) == 0 {
			continue
		}
		_, at := bs[0].Only()
		half := new(big.Rat).Mul(m.Rounding.Step.value(), big.NewRat(1, 2))
		from := sayEffect(at.Effect, at.Unit, new(big.Rat).Sub(at.Value.value(), half))
		out = append(out, note(adviceRounding, r.ID,
			fmt.Sprintf("effects are rounded before they are compared: about %s counts as %s", from, at),
			"write rounding: none, or mode: down, if that is not meant"))
	}
	return out
}

// lintSteps finds tiers closer together than effects are rounded.
func lintSteps(t *Terms) []Advice {
	var out []Advice
	for _, r := range t.Payment.Rules {
		m, err := t.measure(r.Measure)
		if err != nil || m.Rounding.Step == nil {
			continue
		}
		bs := r.Bounds()
		for i := 1; i < len(bs); i++ {
			_, a := bs[i-1].Only()
			_, b := bs[i].Only()
			if new(big.Rat).Sub(b.Value.value(), a.Value.value()).Cmp(m.Rounding.Step.value()) < 0 {
				out = append(out, warning(adviceUnlike, r.ID,
					fmt.Sprintf("effects are rounded to steps wider than the distance from %s to %s", a, b), "round to a finer step"))
			}
		}
	}
	return out
}

func lintFixed(t *Terms) []Advice {
	var out []Advice
	for _, m := range t.Measures {
		if m.ComparisonRate != nil {
			out = append(out, note(adviceFixed, m.ID,
				fmt.Sprintf("the comparison rate is fixed at %s %%: the economy pays or costs, not only the programme", percent(m.ComparisonRate.value())),
				"compare with comparable people where their outcomes can be had"))
		}
	}
	return out
}

func lintPeople(t *Terms) []Advice {
	if !t.ComparesPeople() || slices.ContainsFunc(t.Payment.Gates, func(g Gate) bool {
		return g.Require.Quantity == ProgrammePeople || g.Require.Quantity == ComparisonPeople
	}) {
		return nil
	}
	return []Advice{note(adviceFewPeople, reserved, "no gate asks for a minimum number of people", "add a gate on programme-people, with what happens when it fails")}
}

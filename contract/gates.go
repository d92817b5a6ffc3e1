package contract

import (
	"fmt"
	"math/big"

	"sib/contract/trace"
)

// bar is a failed gate in front of a rule, and the node that says so.
type bar struct {
	gate Gate
	node string
}

// gates holds the gates against the facts, in the order of the contract, and notes
// the first that failed in front of each rule and cohort.
func (d *decider) gates() error {
	for _, g := range d.t.Payment.Gates {
		cohorts := []int{0}
		switch g.Scope {
		case EachCohort:
			cohorts = d.t.Cohorts
		case Pooled:
		default:
			return fmt.Errorf("gate %q: it cannot be of scope %q", g.ID, g.Scope)
		}
		for _, c := range cohorts {
			if err := d.gate(g, c); err != nil {
				return fmt.Errorf("gate %q, %s: %w", g.ID, where(c), err)
			}
		}
	}
	return nil
}

// gate holds one gate against one cohort, or all of them, and logs what comes of it.
func (d *decider) gate(g Gate, cohort int) error {
	op, t := g.Require.Only()
	if t == nil {
		return fmt.Errorf("it requires nothing")
	}
	found, err := d.required(g, cohort)
	if err != nil {
		return err
	}
	node := g.ID + "." + label(cohort) + ".condition"
	if err := d.condition(node, g.Clause, g.Text, g.Require.Bound, observation{node: found}); err != nil {
		return err
	}
	value := d.Value(found)
	passed := g.Require.met(value)
	margin := new(big.Rat).Sub(value, t.Value.value())
	if !g.Require.rising() {
		margin.Neg(margin)
	}
	out := GateResult{
		Gate: g.ID, Clause: g.Clause, Cohort: cohort, Observed: trace.Text(value), Required: boundWords(op, *t),
		Passed: passed, Margin: float(margin), Consequence: "the rules behind it apply as they stand",
	}
	sign := "is not"
	if passed {
		sign = "is"
	}
	out.Words = fmt.Sprintf("%s, %s, is %s, which %s %s", g.Require.subject(), where(cohort), sayEffect(t.Effect, t.Unit, value), sign, out.Required)
	if !passed {
		if out.Consequence, err = d.close(g, cohort, node); err != nil {
			return err
		}
	}
	d.out.Gates = append(d.out.Gates, out)
	return nil
}

// required is the node of what a gate tests.
func (d *decider) required(g Gate, cohort int) (string, error) {
	if g.Require.Measure == "" {
		return d.quantity(g, cohort)
	}
	m, err := d.t.measure(g.Require.Measure)
	if err != nil {
		return "", err
	}
	if m.Scope != g.Scope {
		return "", fmt.Errorf("it tests %s, but the measure %q is of scope %q", where(cohort), m.ID, m.Scope)
	}
	o, err := d.observe(m, cohort)
	return o.node, err
}

// close puts a failed gate in front of its rules, unless another stands there
// already, and says in words what comes of it.
func (d *decider) close(g Gate, cohort int, node string) (string, error) {
	behind, before := []string{}, ""
	for _, r := range d.t.Payment.Rules {
		if !g.before(r) {
			continue
		}
		cohorts, err := d.binding(r)
		if err != nil {
			return "", fmt.Errorf("rule %q: %w", r.ID, err)
		}
		held := false
		for _, c := range cohorts {
			at := ruleCohort{r.ID, c}
			first, taken := d.barred[at]
			switch {
			case g.Scope == EachCohort && c == 0:
				return "", fmt.Errorf("rule %q pays for all cohorts together, and the gate tests each by itself", r.ID)
			case g.Scope == EachCohort && c != cohort:
			case taken:
				before = first.gate.ID
			default:
				d.barred[at], held = bar{g, node}, true
			}
		}
		if held {
			behind = append(behind, fmt.Sprintf("%q", r.ID))
		}
	}
	if len(behind) == 0 && before != "" {
		return fmt.Sprintf("nothing more: gate %q has failed before it", before), nil
	}
	return g.OnFailure.words(behind...), nil
}

// before reports whether the gate stands in front of a rule.
func (g Gate) before(r Rule) bool {
	if len(g.Rules) == 0 {
		return true
	}
	for _, id := range g.Rules {
		if id == r.ID {
			return true
		}
	}
	return false
}

// boundWords writes a bound as a sentence has it: "at least 100 people".
func boundWords(op trace.Op, t Threshold) string {
	words := map[trace.Op]string{trace.AtLeast: "at least ", trace.Above: "more than ", trace.AtMost: "at most ", trace.Below: "less than "}
	return words[op] + t.String()
}

// subject names what a condition tests.
func (c Condition) subject() string {
	if c.Measure != "" {
		return fmt.Sprintf("measure %q", c.Measure)
	}
	return "the " + quantities[c.Quantity].words
}

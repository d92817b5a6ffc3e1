package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
	"sib/contract/trace"
)

// quantityKind is what a gate's quantity is called, the type it is written in, and
// where it is cut if floating point computes it.
type quantityKind struct {
	words  string
	effect EffectType
	unit   string
	step   string // "" for what is exact
}

// quantities of the design that gates test.
var quantities = map[string]quantityKind{
	ProgrammePeople:  {"number of programme people analysed", Count, unitPeople, ""},
	ComparisonPeople: {"effective number of comparison people", Count, unitPeople, "0.01"},
	MatchRate:        {"share of eligible programme people who are matched", Rate, "", ""},
	LargestSMD:       {"largest standardised difference after matching", Standardised, "", "0.0001"},
	Attrition:        {"share of matched programme people without an outcome", Rate, "", ""},
	AttritionGap:     {"difference of the two groups' shares without an outcome", Rate, "", ""},
}

// quantityNames are in the order of the reference.
var quantityNames = []string{ProgrammePeople, ComparisonPeople, MatchRate, LargestSMD, Attrition, AttritionGap}

// asMeasure is the quantity as thresholds are held against it.
func (k quantityKind) asMeasure(name string) Measure {
	return Measure{ID: name, Effect: k.effect, Unit: k.unit}
}

// quantity adds what a gate tests of the design. What nobody counted is an error: it
// passes no gate.
func (d *decider) quantity(g Gate, cohort int) (string, error) {
	name := g.Require.Quantity
	k, ok := quantities[name]
	if !ok {
		return "", fmt.Errorf("there is no quantity %q", name)
	}
	n := trace.Node{
		ID: g.ID + "." + label(cohort) + "." + name, Clause: g.Clause, Words: k.words + ", " + where(cohort), Unit: string(k.effect),
	}
	if k.unit != "" {
		n.Unit = k.unit
	}
	if name == ProgrammePeople {
		return n.ID, d.programmePeople(n, cohort)
	}
	got, ok := d.given.compared[cohort]
	if !ok || got.Quality == nil {
		return "", fmt.Errorf("nobody has counted the %s of %s", k.words, where(cohort))
	}
	switch q := got.Quality; name {
	case ComparisonPeople:
		return n.ID, d.stepped(n, k, q.ESS)
	case LargestSMD:
		if q.LargestSMD == nil {
			return "", fmt.Errorf("there is no %s of %s", k.words, where(cohort))
		}
		return n.ID, d.stepped(n, k, *q.LargestSMD)
	case MatchRate:
		return n.ID, d.countedShare(n, q.Matched[0], q.Eligible[0], "programme people who are matched", "eligible programme people")
	case Attrition:
		return n.ID, d.attrition(n, q, 0)
	}
	return n.ID, d.attritionGap(n, *got.Quality)
}

// programmePeople are those behind the programme rate, added up over cohorts where
// they are not given for all.
func (d *decider) programmePeople(n trace.Node, cohort int) error {
	if got, ok := d.given.compared[cohort]; ok {
		d.Give(n, new(big.Rat).SetInt64(got.ProgrammeN))
		return nil
	}
	if cohort != 0 {
		return fmt.Errorf("there is no measurement of %s", where(cohort))
	}
	all := n
	all.Op = trace.Sum
	for _, c := range d.t.Cohorts {
		got, ok := d.given.compared[c]
		if !ok {
			return fmt.Errorf("there is no measurement of %s, nor one of %s", where(0), where(c))
		}
		leaf := n
		leaf.ID = fmt.Sprintf("%s.%d", n.ID, c)
		leaf.Words = quantities[ProgrammePeople].words + ", " + where(c)
		d.Give(leaf, new(big.Rat).SetInt64(got.ProgrammeN))
		all.Inputs = append(all.Inputs, leaf.ID)
	}
	_, err := d.Compute(all)
	return err
}

// stepped adds a number that floating point computes, rounded half up to a fixed step, so
// that its last digits decide nothing.
func (d *decider) stepped(n trace.Node, k quantityKind, v float64) error {
	leaf := n
	leaf.ID += "-computed"
	d.Give(leaf, new(big.Rat).SetFloat64(v))
	n.Op, n.Inputs, n.Rounding = trace.Same, []string{leaf.ID}, &trace.Rounding{Step: k.step, Mode: money.HalfUp}
	_, err := d.Compute(n)
	return err
}

// countedShare adds part ÷ whole.
func (d *decider) countedShare(n trace.Node, part, whole int64, partWords, wholeWords string) error {
	of := n
	of.Unit = unitPeople
	of.ID, of.Words = n.ID+"-part", partWords
	d.Give(of, new(big.Rat).SetInt64(part))
	of.ID, of.Words = n.ID+"-whole", wholeWords
	d.Give(of, new(big.Rat).SetInt64(whole))
	n.Op, n.Inputs = trace.Quotient, []string{n.ID + "-part", n.ID + "-whole"}
	_, err := d.Compute(n)
	return err
}

// attrition adds the share of an arm's matched people without an outcome.
func (d *decider) attrition(n trace.Node, q *Quality, arm int) error {
	name := [2]string{"programme", "comparison"}[arm]
	return d.countedShare(n, q.Matched[arm]-q.Analysed[arm], q.Matched[arm],
		fmt.Sprintf("matched %s people without an outcome", name), fmt.Sprintf("matched %s people", name))
}

// attritionGap adds how far the shares of the two arms are apart, whichever is larger.
func (d *decider) attritionGap(n trace.Node, q Quality) error {
	var ids []string
	for arm, name := range [2]string{"programme", "comparison"} {
		of := n
		of.ID, of.Words = n.ID+"-"+name, fmt.Sprintf("share of matched %s people without an outcome", name)
		if err := d.attrition(of, &q, arm); err != nil {
			return err
		}
		ids = append(ids, of.ID)
	}
	for i, id := range []string{n.ID + "-larger", n.ID + "-smaller"} {
		of := n
		of.ID, of.Words = id, [2]string{"the larger of them", "the smaller of them"}[i]
		of.Op, of.Inputs = [2]trace.Op{trace.Largest, trace.Smallest}[i], ids
		if _, err := d.Compute(of); err != nil {
			return err
		}
	}
	n.Op, n.Inputs = trace.Difference, []string{n.ID + "-larger", n.ID + "-smaller"}
	_, err := d.Compute(n)
	return err
}

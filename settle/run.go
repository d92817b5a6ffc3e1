package settle

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// Outcome is what became of a scenario. It is as expected if nothing differs.
type Outcome struct {
	Scenario Scenario           `json:"scenario"`
	Decision *contract.Decision `json:"decision,omitempty"` // nil if the figures are refused
	Refused  string             `json:"refused,omitempty"`
	Differs  []string           `json:"differs,omitempty"`
}

// Run holds the terms against scenarios. Every trace is worked out again.
func Run(t *contract.Terms, all []Scenario) []Outcome {
	out := make([]Outcome, len(all))
	for i, s := range all {
		out[i] = s.run(t)
	}
	return out
}

func (s Scenario) run(t *contract.Terms) Outcome {
	out := Outcome{Scenario: s}
	in, on, err := s.figures(t)
	if err != nil { // a case that cannot be read shows nothing about the terms
		out.Refused = err.Error()
		out.Differs = []string{"the figures cannot be read: " + out.Refused}
		return out
	}
	d, err := contract.Decide(t, in, on)
	if err != nil {
		out.Refused = err.Error()
		if s.Expect.Refused == "" || !strings.Contains(out.Refused, s.Expect.Refused) {
			out.Differs = append(out.Differs, "refused: "+out.Refused)
		}
		return out
	}
	out.Decision = d
	c := &comparer{t: t, d: d}
	c.compare(s.Expect)
	out.Differs = c.differs
	return out
}

// figures reads what a scenario gives, and its day.
func (s Scenario) figures(t *contract.Terms) (in contract.Measurements, on money.Date, err error) {
	if in, err = s.Given.Measurements(t); err != nil || s.AsOf == "" {
		return in, on, err
	}
	on, err = money.ParseDate(s.AsOf)
	return in, on, err
}

// comparer gathers where a decision differs from what is expected.
type comparer struct {
	t       *contract.Terms
	d       *contract.Decision
	differs []string
}

func (c *comparer) differ(format string, args ...any) {
	c.differs = append(c.differs, strings.ReplaceAll(fmt.Sprintf(format, args...), "\u00a0", " "))
}

func (c *comparer) compare(e Expect) {
	if e.Refused != "" {
		c.differ("not refused: due %s", c.d.Due.Format())
	}
	if err := trace.Recompute(c.d.Trace); err != nil {
		c.differ("%v", err)
	}
	if e.Due != "" {
		c.amount("due", c.d.Due, e.Due)
	}
	rules, payers, receipts := sums{}, sums{}, sums{}
	for _, a := range c.d.Amounts {
		rules.add(a.Rule, a.Amount)
	}
	for _, p := range c.d.Payers {
		payers.add(p.Name, p.Amount)
	}
	for _, r := range c.d.Receipts {
		receipts.add(r.To, r.Amount)
	}
	c.amounts("rule", rules, e.Amounts)
	c.amounts("payer", payers, e.Payers)
	c.amounts("receipts of", receipts, e.Receipts)
	c.met(e)
	if e.IRR != "" {
		if got := c.irr(e.IRR); got != e.IRR {
			c.differ("the return is %s, expected %s", got, e.IRR)
		}
	}
}

// irr is the investors' yearly return in per cent (ACT/365), with as many decimals as want has.
func (c *comparer) irr(want string) string {
	flows, err := c.t.Under(c.d).Flows(c.d)
	if err != nil {
		return err.Error()
	}
	rates, err := money.XIRR(flows)
	if errors.Is(err, money.ErrUndefined) {
		return "undefined"
	}
	if err != nil || len(rates) != 1 {
		return fmt.Sprint(rates, err)
	}
	number := strings.TrimSuffix(strings.TrimSpace(want), "%")
	_, decimals, _ := strings.Cut(strings.TrimSpace(number), ".")
	return strconv.FormatFloat(100*rates[0], 'f', len(decimals), 64) + " %"
}

// sums are amounts by name.
type sums map[string]money.Amount

func (s sums) add(name string, a money.Amount) {
	if sum, ok := s[name]; ok {
		a = sum.Add(a)
	}
	s[name] = a
}

func (c *comparer) amounts(what string, got sums, want map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(want)) {
		a, ok := got[name]
		if !ok {
			c.differ("%s %q: there is none", what, name)
			continue
		}
		c.amount(fmt.Sprintf("%s %q", what, name), a, want[name])
	}
}

func (c *comparer) amount(what string, got money.Amount, want string) {
	w, err := ParseAmount(c.t, want)
	switch {
	case err != nil:
		c.differ("%s: %v", what, err)
	case got.Cmp(w) != 0:
		c.differ("%s is %s, expected %s", what, got.Format(), w.Format())
	}
}

// met compares which rules have a binding bound that is met.
func (c *comparer) met(e Expect) {
	seen, met := map[string]bool{}, map[string]bool{}
	for _, v := range c.d.Verdicts {
		if v.Binding {
			seen[v.Rule] = true
			met[v.Rule] = met[v.Rule] || v.Met
		}
	}
	for _, rule := range e.Met {
		if !met[rule] {
			c.differ("rule %q is not met, or tests nothing", rule)
		}
	}
	for _, rule := range e.NotMet {
		if !seen[rule] || met[rule] {
			c.differ("rule %q is met, or tests nothing", rule)
		}
	}
}

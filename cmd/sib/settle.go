package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/contract/money"
	"sib/evidence"
	"sib/outlook"
	"sib/settle"
)

// settleFlags are the flags of `sib settle` as they were given.
type settleFlags struct {
	effects, scenarios, asOf, paid, ended string
	saving, worth                         string
	years                                 int
	json                                  bool
}

func newSettle() *cobra.Command {
	var f settleFlags
	cmd := &cobra.Command{
		Use:   "settle CONTRACT --effects FILE",
		Short: "What a contract pays for figures that are given, without people",
		Long: `settle applies the payment rules to figures from a file: comparisons as counts or
rates, effects, reported figures, tallies of a rate card. It says what is due,
why, who pays and receives it, how far the next and the previous threshold are,
and what investors earn. It reads no people: for a what-if of an investor, or a
check of the payer.

The file is CSV. A row is a comparison (year, programme_events, programme_n,
comparison_rate, perhaps comparison_n), an effect or a reported figure (year,
measure, value, such as "12 % relative" or "20 people"), or a tally (year, rule,
outcomes joined by +, people). An empty year stands for all cohorts.

With --scenarios the contract is held against cases that say what it should pay
(docs/contracts.md); a difference exits with 5.`,
		Example: `  sib settle testdata/duo/contract.yaml --effects effects.csv
  sib settle testdata/duo/contract.yaml --effects effects.csv --as-of 2017-01-01 --json
  sib settle testdata/contracts/denver/contract.yaml --scenarios testdata/contracts/denver/scenarios.yaml`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			terms, err := contract.Load(args[0])
			if err != nil {
				return withCode(exitContract, err)
			}
			if f.scenarios != "" {
				return f.hold(cmd, terms)
			}
			s, err := f.settle(terms)
			if err != nil {
				return err
			}
			if f.json {
				return printJSON(cmd, s)
			}
			return s.print(cmd.OutOrStdout())
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.effects, "effects", "", "CSV file of figures")
	flags.StringVar(&f.scenarios, "scenarios", "", "YAML file of cases to hold the contract against")
	flags.StringVar(&f.asOf, "as-of", "", "day whose terms count, such as 2017-01-01; left out: the due date, else all amendments are in force")
	flags.StringVar(&f.paid, "paid", "", "what was paid to date")
	flags.StringVar(&f.ended, "ended", "", "day on which the programme ended before its time")
	flags.StringVar(&f.saving, "saving", "", `saving of the payer for each additional outcome, with its source: "4000, the ministry's estimate"`)
	flags.StringVar(&f.worth, "worth", "", `worth of an additional outcome in a year, with its source: "9500, the ministry's estimate"`)
	flags.IntVar(&f.years, "worth-years", 1, "years for which an additional outcome lasts, discounted as the contract says")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	cmd.MarkFlagsOneRequired("effects", "scenarios")
	cmd.MarkFlagsMutuallyExclusive("effects", "scenarios")
	return cmd
}

// settled is a decision on given figures, with what the parties ask besides. Nil
// is what does not apply.
type settled struct {
	Contract *contract.Terms      `json:"contract"`
	Figures  evidence.Digest      `json:"figures_sha256"`
	AsOf     string               `json:"as_of,omitempty"`
	Decision *contract.Decision   `json:"decision"`
	Investor *outlook.Investment  `json:"investor,omitempty"`
	Payout   *outlook.Uncertainty `json:"payout,omitempty"`
	Payer    *outlook.Value       `json:"payer,omitempty"`
	// PresentValue is that of all flows as investors see them, in the money of the
	// contract's base day; nil where the terms discount nothing.
	PresentValue *money.Amount `json:"present_value,omitempty"`
}

func (f settleFlags) settle(t *contract.Terms) (*settled, error) {
	data, err := readSmall(f.effects)
	if err != nil {
		return nil, err
	}
	in, err := settle.ReadEffects(f.effects, data, t)
	if err != nil {
		return nil, withCode(exitData, err)
	}
	on, err := f.day(t)
	if err != nil {
		return nil, err
	}
	if err := f.facts(t, &in); err != nil {
		return nil, err
	}
	out := &settled{Contract: t, Figures: evidence.DigestOf(data)}
	if on != (money.Date{}) {
		out.AsOf = on.String()
	}
	if out.Decision, err = contract.Decide(t, in, on); err != nil {
		return nil, withCode(exitData, err)
	}
	return out, f.parties(out, in, on)
}

// readSmall reads a file that is given on the command line.
func readSmall(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, withCode(exitData, &evidence.Problem{File: filepath.ToSlash(path), What: "cannot be read", Err: err, Remedy: "check the path"})
	}
	return data, nil
}

// day is the day whose terms count.
func (f settleFlags) day(t *contract.Terms) (money.Date, error) {
	var on money.Date
	if f.asOf != "" {
		var err error
		if on, err = money.ParseDate(f.asOf); err != nil {
			return on, fmt.Errorf("--as-of: %w", err)
		}
	}
	return t.Day(on)
}

// facts are those that flags give.
func (f settleFlags) facts(t *contract.Terms, in *contract.Measurements) error {
	if f.paid != "" {
		paid, err := settle.ParseAmount(t, f.paid)
		if err != nil {
			return fmt.Errorf("--paid: %w", err)
		}
		in.PaidToDate = &paid
	}
	if f.ended != "" {
		day, err := money.ParseDate(f.ended)
		if err != nil {
			return fmt.Errorf("--ended: %w", err)
		}
		in.Ended = &day
	}
	return nil
}

// parties adds what investor and payer ask, where it applies.
func (f settleFlags) parties(s *settled, in contract.Measurements, on money.Date) error {
	var err error
	if s.Investor, err = outlook.Investor(s.Contract, in, on); err != nil && !errors.Is(err, outlook.ErrNotInvested) {
		return withCode(exitData, err)
	}
	if s.Payout, err = outlook.Payout(s.Contract, in, on); err != nil {
		s.Payout = nil // a figure without a size has no uncertainty that is known
	}
	if now := s.Contract.Under(s.Decision); now.Payment.Discount != nil {
		if flows, err := now.Flows(s.Decision); err == nil {
			v, err := now.PresentValue(flows)
			if err != nil {
				return withCode(exitData, err)
			}
			s.PresentValue = &v
		}
	}
	assumed, err := f.assumptions(s.Contract)
	if err != nil {
		return err
	}
	if s.Payer, err = outlook.Payer(s.Contract, in, on, assumed); err != nil {
		return withCode(exitData, err)
	}
	return nil
}

// assumptions are the payer's, each an amount and its source.
func (f settleFlags) assumptions(t *contract.Terms) (outlook.Assumptions, error) {
	out := outlook.Assumptions{Years: f.years}
	for _, x := range []struct {
		flag, text string
		to         **outlook.Sourced
	}{{"saving", f.saving, &out.Saving}, {"worth", f.worth, &out.Worth}} {
		if x.text == "" {
			continue
		}
		number, source, _ := strings.Cut(x.text, ",")
		amount, err := settle.ParseAmount(t, strings.TrimSpace(number))
		if source = strings.TrimSpace(source); err == nil && source == "" {
			err = errors.New("it does not say where the amount is from")
		}
		if err != nil {
			return out, fmt.Errorf("--%s: %w\n  hint: write the amount and its source, such as \"9500, the ministry's estimate\"", x.flag, err)
		}
		*x.to = &outlook.Sourced{Amount: amount, Source: source}
	}
	return out, nil
}

// hold runs scenarios.
func (f settleFlags) hold(cmd *cobra.Command, t *contract.Terms) error {
	data, err := readSmall(f.scenarios)
	if err != nil {
		return err
	}
	scenarios, err := settle.ReadScenarios(f.scenarios, data)
	if err != nil {
		return withCode(exitData, err)
	}
	outcomes := settle.Run(t, scenarios)
	differ := 0
	for _, o := range outcomes {
		if len(o.Differs) > 0 {
			differ++
		}
	}
	if f.json {
		if err := printJSON(cmd, outcomes); err != nil {
			return err
		}
	} else {
		printOutcomes(cmd.OutOrStdout(), outcomes)
	}
	if differ > 0 {
		return withCode(exitDifferent, fmt.Errorf("%d of %d cases do not come out as expected", differ, len(outcomes)))
	}
	return nil
}

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/contract/money"
	"sib/evaluate"
	"sib/evidence"
	"sib/settle"
)

// roleFigures is the role of a figures file among the inputs of a manifest.
const roleFigures = evidence.RoleFigures

// givenFlags are the flags that say what a decision rests on besides people.
type givenFlags struct{ figures, asOf, paid, ended string }

// givenNames are the names of those flags.
var givenNames = []string{"figures", "as-of", "paid", "ended"}

func (f *givenFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.figures, "figures", "", "CSV of figures for reported measures and of rate-card tallies")
	flags.StringVar(&f.asOf, "as-of", "", "day of the decision, such as 2016-08-01; left out: the due date of a contract with amendments, else the end of time")
	flags.StringVar(&f.paid, "paid", "", "amount paid to date, in the contract's currency, such as 1000.00")
	flags.StringVar(&f.ended, "ended", "", "day on which the programme ended before its time")
}

// read makes what is given of the flags, with the figures file as it was read; nil without one.
func (f givenFlags) read(t *contract.Terms) (evaluate.Given, *evidence.Input, error) {
	g, err := f.days(t)
	if err != nil || f.figures == "" {
		return g, nil, err
	}
	data, err := os.ReadFile(f.figures)
	if err != nil {
		return g, nil, withCode(exitData, &evidence.Problem{File: f.figures, What: "the figures cannot be read", Err: errors.Unwrap(err), Remedy: "check the path of --figures"})
	}
	m, err := settle.ReadEffects(f.figures, data, t)
	if err != nil {
		return g, nil, withCode(exitData, err)
	}
	if err := besidePeople(m, t); err != nil {
		return g, nil, withCode(exitData, &evidence.Problem{
			File: f.figures, What: err.Error(),
			Remedy: "keep figures of reported measures and tallies; to decide on rates or effects that are given use sib settle CONTRACT --effects FILE",
		})
	}
	g.Figures, g.Tallies = m.Reported, m.Tallies
	return g, &evidence.Input{
		Role: roleFigures, Path: filepath.Base(f.figures), SHA256: evidence.DigestOf(data),
		Bytes: int64(len(data)), Rows: int64(len(m.Reported) + len(m.Tallies)),
	}, nil
}

// besidePeople refuses figures of what people are here to be measured by.
func besidePeople(m contract.Measurements, t *contract.Terms) error {
	if len(m.Compared) > 0 {
		return errors.New("it gives rates of the programme or the comparison group, which come from the people here")
	}
	for _, f := range m.Reported {
		for _, of := range t.Measures {
			if of.ID == f.Measure && of.Source != contract.Reported {
				return fmt.Errorf("it gives the measure %q, which is not reported: it follows from the people here", f.Measure)
			}
		}
	}
	return nil
}

// days reads the flags that are written out on the command line.
func (f givenFlags) days(t *contract.Terms) (evaluate.Given, error) {
	var g evaluate.Given
	var err error
	if f.asOf != "" {
		if g.On, err = money.ParseDate(f.asOf); err != nil {
			return g, fmt.Errorf("--as-of: %w", err)
		}
	}
	if f.ended != "" {
		day, err := money.ParseDate(f.ended)
		if err != nil {
			return g, fmt.Errorf("--ended: %w", err)
		}
		g.Ended = &day
	}
	if f.paid != "" {
		paid, err := settle.ParseAmount(t, f.paid)
		if err != nil {
			return g, fmt.Errorf("--paid: %w\n  hint: write an amount in %s, such as 1000.00", err, t.Currency)
		}
		g.PaidToDate = &paid
	}
	return g, nil
}

// loadPeople reads a contract that compares people, and refuses one whose figures are all given.
func loadPeople(path string) (*contract.Terms, error) {
	terms, err := contract.Load(path)
	if err != nil {
		return nil, withCode(exitContract, err)
	}
	if !terms.ComparesPeople() {
		return nil, withCode(exitContract, &evidence.Problem{
			File: path, What: "the contract names no data: it compares no people, its figures are given", Remedy: "use sib settle CONTRACT --effects FILE",
		})
	}
	return terms, nil
}

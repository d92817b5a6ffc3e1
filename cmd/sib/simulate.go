package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"sib/evidence"
	"sib/simulate"
)

func newSimulate() *cobra.Command {
	var o simulate.Options
	var out, example string
	var effectBy, missing []string
	cmd := &cobra.Command{
		Use:   "simulate --out DIR",
		Short: "Write synthetic people and a contract that evaluates them",
		Long: `simulate writes programme.parquet, comparison.parquet and contract.yaml: synthetic
people of any number, in constant memory, the same bytes for the same options. The
contract's rules for missing values, eligibility and the outcome fit what is asked for.

With --spells there are days of entry and of birth, and spells.parquet, a register of
jobs, internships and training. The contract then tells cohorts, ages and placements
from these; the columns year, age and placed say the same. The register ends on 31
October after the last year, so that some are not followed for all of twelve months.`,
		Example: `  sib simulate --programme 1000 --comparison 20000 --years 2014,2015,2016 --seed 7 --out sim
  sib evaluate sim/contract.yaml --out sim/out
  sib simulate --effect 0.05 --effect-by origin=MAGHREB:0.1,gender=F:0.05 --out groups
  sib simulate --missing age=0.02,origin=0.05,placed=0.1 --unregistered 0.03 --out gaps
  sib simulate --spells --comparison 20000 --out spells`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if example != "" {
				return simulateExample(example, out, o.Overwrite)
			}
			var err error
			if o.EffectBy, err = parseEffectBy(effectBy); err != nil {
				return err
			}
			if o.Missing, err = parseMissing(missing); err != nil {
				return err
			}
			return runSimulate(cmd, out, o)
		},
	}
	f := cmd.Flags()
	f.Int64Var(&o.Programme, "programme", 321, "programme people over all years")
	f.Int64Var(&o.Comparison, "comparison", 4000, "comparison people over all years")
	f.IntSliceVar(&o.Years, "years", []int{2014, 2015, 2016}, "cohort years")
	f.Uint64Var(&o.Seed, "seed", 1, "seed of the synthetic people")
	f.Float64Var(&o.Effect, "effect", 0.09, "what the programme adds to the chance of placement, a proportion")
	f.StringSliceVar(&effectBy, "effect-by", nil, "what it adds besides for people with a gender, an origin or a qualification: covariate=LEVEL:proportion,…")
	f.IntVar(&o.Continuous, "continuous", 0, "continuous covariates to add: 1 for earnings, 2 for distance_km too")
	f.StringSliceVar(&missing, "missing", nil, "share of values missing at random: column=proportion,… (default age=0.001,placed=0.005)")
	f.Float64Var(&o.Unregistered, "unregistered", 0, "share of people who are not eligible, by a column registered")
	f.BoolVar(&o.Spells, "spells", false, "write days of entry and birth, and a register of spells that tells the outcome")
	f.BoolVar(&o.Overwrite, "overwrite", false, "replace files of the same name in DIR")
	f.StringVar(&out, "out", "", "directory to write")
	f.StringVar(&example, "example", "", "write the people of a shipped example instead: duo")
	if err := cmd.MarkFlagRequired("out"); err != nil {
		panic(err)
	}
	return cmd
}

func simulateExample(name, out string, overwrite bool) error {
	if name != "duo" {
		return fmt.Errorf("--example: unknown example %q\n  hint: duo", name)
	}
	return simulated(simulate.DUO(out, overwrite))
}

func runSimulate(cmd *cobra.Command, out string, o simulate.Options) error {
	show, done := progressOn(cmd.ErrOrStderr())
	var progress func(n, total int64)
	if show != nil {
		progress = func(n, total int64) { show("write people", n, total) }
	}
	err := simulate.Write(cmd.Context(), out, o, progress)
	done()
	if err != nil {
		return simulated(err)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "wrote %d programme and %d comparison people, synthetic, and %s\n",
		o.Programme, o.Comparison, filepath.ToSlash(filepath.Join(out, "contract.yaml")))
	return err
}

// simulated gives an error of the simulation its exit code: unusable options are
// the user's, the rest is the machine's.
func simulated(err error) error {
	var problem *evidence.Problem
	if errors.As(err, &problem) {
		return err
	}
	return withCode(exitFailure, err)
}

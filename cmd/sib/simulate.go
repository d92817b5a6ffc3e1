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
	cmd := &cobra.Command{
		Use:   "simulate --out DIR",
		Short: "Write synthetic people and a contract that evaluates them",
		Long: `simulate writes programme.parquet, comparison.parquet and contract.yaml: synthetic
people of any number, in constant memory, the same bytes for the same options.`,
		Example: `  sib simulate --programme 1000 --comparison 20000 --years 2014,2015,2016 --seed 7 --out sim
  sib evaluate sim/contract.yaml --out sim/out`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if example != "" {
				if example != "duo" {
					return fmt.Errorf("--example: unknown example %q\n  hint: duo", example)
				}
				return simulated(simulate.DUO(out, o.Overwrite))
			}
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
		},
	}
	f := cmd.Flags()
	f.Int64Var(&o.Programme, "programme", 321, "programme people over all years")
	f.Int64Var(&o.Comparison, "comparison", 4000, "comparison people over all years")
	f.IntSliceVar(&o.Years, "years", []int{2014, 2015, 2016}, "cohort years")
	f.Uint64Var(&o.Seed, "seed", 1, "seed of the synthetic people")
	f.Float64Var(&o.Effect, "effect", 0.09, "what the programme adds to the chance of placement, a proportion")
	f.IntVar(&o.Continuous, "continuous", 0, "continuous covariates to add: 1 for earnings, 2 for distance_km too")
	f.BoolVar(&o.Overwrite, "overwrite", false, "replace files of the same name in DIR")
	f.StringVar(&out, "out", "", "directory to write")
	f.StringVar(&example, "example", "", "write the people of a shipped example instead: duo")
	if err := cmd.MarkFlagRequired("out"); err != nil {
		panic(err)
	}
	return cmd
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

package main

import (
	"io"

	"github.com/spf13/cobra"

	"sib/evidence"
)

// version is the version of the tool, part of every manifest.
const version = "0.1.0"

func tool() evidence.Tool { return evidence.Tool{Name: "sib", Version: version} }

func newRoot(stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "sib",
		Short: "Evaluate the outcomes of a social impact bond and what they pay",
		Long: `sib reads a programme group and a comparison pool from Parquet, matches them as
the contract says, estimates the difference in placement rates with its
confidence interval, applies the contract's payment rules exactly, and writes a
report that each party can check.

` + exitCodeHelp,
		Example: `  sib check testdata/duo/contract.yaml
  sib evaluate testdata/duo/contract.yaml --out out
  sib verify out --contract testdata/duo/contract.yaml`,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.AddCommand(
		newCounts(),
		newMatch(),
		newBalance(),
		newEvaluate(),
		newVerify(),
		newReport(),
		newSettle(),
		newCheck(),
		newSimulate(),
		newExplain(),
		newSensitivity(),
		newInterval(),
		newPower(),
		newDesign(),
		newExport(),
		newSchema(),
	)
	return root
}

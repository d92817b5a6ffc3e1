package main

import (
	"github.com/spf13/cobra"

	"sib/contract"
	"sib/evaluate"
	"sib/report"
)

func newSchema() *cobra.Command {
	whole := func(b []byte) func() ([]byte, error) { return func() ([]byte, error) { return b, nil } }
	schemas := map[string]func() ([]byte, error){
		"contract": whole(contract.Schema()), "evaluation": whole(evaluate.Schema()), "tables": report.DictionaryJSON,
	}
	return &cobra.Command{
		Use:   "schema {contract|evaluation|tables}",
		Short: "Print the JSON Schema of a file format, or the dictionary of the tables",
		Long: `schema prints what a file format is, for programs. Of a contract and of evaluation.json
it prints a JSON Schema (draft-07): that of a contract for editors, with completion,
descriptions and checks while it is written; that of evaluation.json for programs that
read it, with the meaning and the unit of every number. Of the tables that a run writes
it prints a dictionary as JSON: every file, when it is there, what one of its rows is,
and every column with its type, its unit and its meaning.`,
		Example: `  sib schema contract > contract.schema.json
  sib schema evaluation > evaluation.schema.json
  sib schema tables > tables.json`,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"contract", "evaluation", "tables"},
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := schemas[args[0]]()
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(b)
			return err
		},
	}
}

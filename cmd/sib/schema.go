package main

import (
	"github.com/spf13/cobra"

	"sib/contract"
	"sib/evaluate"
)

func newSchema() *cobra.Command {
	schemas := map[string]func() []byte{"contract": contract.Schema, "evaluation": evaluate.Schema}
	return &cobra.Command{
		Use:   "schema {contract|evaluation}",
		Short: "Print the JSON Schema of a file format",
		Long: `schema prints a JSON Schema (draft-07): that of a contract for editors, with completion,
descriptions and checks while it is written; that of evaluation.json for programs that
read it, with the meaning and the unit of every number.`,
		Example: `  sib schema contract > contract.schema.json
  sib schema evaluation > evaluation.schema.json`,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"contract", "evaluation"},
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := cmd.OutOrStdout().Write(schemas[args[0]]())
			return err
		},
	}
}

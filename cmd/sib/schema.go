package main

import (
	"github.com/spf13/cobra"

	"sib/contract"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:       "schema {contract}",
		Short:     "Print the JSON Schema of a file format",
		Long:      "schema prints a JSON Schema (draft-07) for editors: completion, descriptions and checks while a contract is written.",
		Example:   "  sib schema contract > contract.schema.json",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"contract"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(contract.Schema())
			return err
		},
	}
}

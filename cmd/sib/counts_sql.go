package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"sib/cohort"
	"sib/contract"
	"sib/counts/sql"
	"sib/evaluate"
)

// query prints the query that counts people where they are.
func (f countsFlags) query(cmd *cobra.Command, t *contract.Terms, arms []cohort.Arm) error {
	switch {
	case f.sql == "":
		return errors.New("--table is for --sql\n  hint: add --sql duckdb, postgres, spark or trino")
	case len(f.data.counts[0])+len(f.data.counts[1]) > 0:
		return errors.New("--sql: a query counts people, not counts\n  hint: leave out --programme-counts and --comparison-counts")
	}
	people, outcomes := evaluate.Specs(t, evaluate.Data{})
	q := sql.Query{Dialect: sql.Dialect(f.sql), People: people, Outcomes: outcomes, Arms: arms}
	q.Files = sql.Sources[[]string]{Arm: [2][]string{t.Data.Programme, t.Data.Comparison}, People: t.Data.People}
	if s := t.Data.Spells; s != nil {
		q.Files.Spells = s.Files
	}
	var err error
	if q.Tables, err = f.sources(t, arms); err != nil {
		return err
	}
	text, err := q.Text()
	if err != nil {
		return err
	}
	_, err = io.WriteString(cmd.OutOrStdout(), text)
	return withCode(exitFailure, err)
}

// sources are the tables that a query reads: ROLE=NAME, or NAME where there is one group
// of people to read.
func (f countsFlags) sources(t *contract.Terms, arms []cohort.Arm) (sql.Sources[string], error) {
	out := sql.Sources[string]{Arm: [2]string{"programme", "comparison"}, People: "people", Spells: "spells"}
	byRole := map[string]*string{"programme": &out.Arm[0], "comparison": &out.Arm[1], "people": &out.People, "spells": &out.Spells}
	for _, given := range f.tables {
		role, name, ok := strings.Cut(given, "=")
		switch {
		case !ok && t.Data.Arm != nil:
			role, name = "people", given
		case !ok && len(arms) == 1:
			role, name = arms[0].String(), given
		case !ok:
			return out, fmt.Errorf("--table: %q may be of either group\n  hint: write programme=NAME or comparison=NAME, or add --arm", given)
		}
		at := byRole[role]
		if at == nil || name == "" {
			return out, fmt.Errorf("--table: %q\n  hint: write programme=NAME, comparison=NAME, people=NAME or spells=NAME", given)
		}
		*at = name
	}
	return out, nil
}
